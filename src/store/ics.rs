//! Who has which meeting's calendar file, and calendar addresses.

use super::column::{get, rows};
use super::script::{Script, delete, put};
use crate::domain::model::{CalendarFile, ClusterId, Feed, MeetingId, TeamId, UserId};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

pub(super) fn put_files(
    script: &mut Script,
    rows: &BTreeMap<(MeetingId, &UserId), &CalendarFile>,
) -> Result<(), sqlx::Error> {
    put!(script, "calendar_file" for row in rows.values(), [meeting = row.meeting, user = row.user], {
        sequence = row.sequence,
    })
}

pub(super) fn forget_files<'a>(
    script: &mut Script,
    keys: impl Iterator<Item = (MeetingId, &'a UserId)>,
) -> Result<(), sqlx::Error> {
    delete!(script, "calendar_file" for (meeting, user) in keys, [meeting = meeting, user = *user])
}

pub(super) async fn load_files(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<CalendarFile>, sqlx::Error> {
    rows(db, "SELECT * FROM calendar_file WHERE team = ?", team, |row| {
        Ok(CalendarFile {
            meeting: get(row, "meeting")?,
            user: get(row, "user")?,
            sequence: get(row, "sequence")?,
        })
    })
    .await
}

pub(super) fn put_feeds(
    script: &mut Script,
    rows: &BTreeMap<(ClusterId, &UserId), &Feed>,
) -> Result<(), sqlx::Error> {
    put!(script, "calendar_feed" for row in rows.values(), [cluster = row.cluster, user = row.user], {
        digest = row.digest,
        made = row.made,
    })
}

pub(super) fn forget_feeds<'a>(
    script: &mut Script,
    keys: impl Iterator<Item = (ClusterId, &'a UserId)>,
) -> Result<(), sqlx::Error> {
    delete!(script, "calendar_feed" for (cluster, user) in keys, [cluster = cluster, user = *user])
}

pub(super) async fn load_feeds(db: &mut SqliteConnection, team: &TeamId) -> Result<Vec<Feed>, sqlx::Error> {
    rows(db, "SELECT * FROM calendar_feed WHERE team = ?", team, |row| {
        Ok(Feed {
            cluster: get(row, "cluster")?,
            user: get(row, "user")?,
            digest: get(row, "digest")?,
            made: get(row, "made")?,
        })
    })
    .await
}
