//! Briefs, with their points and who got them.

use super::column::{by_parent, get, rows, taken};
use super::script::{Script, delete, insert, put};
use crate::domain::model::{Brief, MeetingId, Noted, Point, TeamId, UserId};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn put_briefs(script: &mut Script, rows: &BTreeMap<MeetingId, &Brief>) -> Result<(), sqlx::Error> {
    put!(script, "brief" for row in rows.values(), [meeting = row.meeting], {
        remarks = row.remarks,
        thread = row.thread,
        host = row.host,
        state = row.state,
        drafted = row.drafted,
        published = row.published,
        approved_by = row.approved_by,
        corrected = row.corrected,
    })?;
    delete!(script, "brief_recipient" for meeting in rows.keys(), [meeting = *meeting])?;
    let recipients = rows.values().flat_map(|row| row.recipients.iter().map(|user| (row.meeting, user)));
    insert!(script, "brief_recipient" for (meeting, user) in recipients, { meeting = meeting, user = *user })?;
    delete!(script, "brief_point" for meeting in rows.keys(), [meeting = *meeting])?;
    let points =
        rows.values().flat_map(|row| (0_u64..).zip(&row.points).map(|(n, noted)| (row.meeting, n, noted)));
    insert!(script, "brief_point" for (meeting, position, noted) in points, {
        meeting = meeting,
        position = position,
        kind = noted.point.kind,
        words = noted.point.text,
        written_by = noted.point.by,
        source = noted.point.source,
        talk = noted.about,
    })
}

pub(super) async fn load_briefs(db: &mut SqliteConnection, team: &TeamId) -> Result<Vec<Brief>, sqlx::Error> {
    let mut points = by_parent(load_points(db, team).await?);
    let mut recipients = by_parent(load_recipients(db, team).await?);
    let mut briefs = rows(db, "SELECT * FROM brief WHERE team = ?", team, brief).await?;
    for brief in &mut briefs {
        brief.points = taken(&mut points, &brief.meeting);
        brief.recipients = taken(&mut recipients, &brief.meeting);
    }
    Ok(briefs)
}

async fn load_points(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<(MeetingId, Noted)>, sqlx::Error> {
    rows(db, "SELECT * FROM brief_point WHERE team = ? ORDER BY meeting, position", team, |row| {
        let point = Point {
            kind: get(row, "kind")?,
            text: get(row, "words")?,
            by: get(row, "written_by")?,
            source: get(row, "source")?,
        };
        Ok((get(row, "meeting")?, Noted { point, about: get(row, "talk")? }))
    })
    .await
}

async fn load_recipients(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<(MeetingId, UserId)>, sqlx::Error> {
    let sql = "SELECT meeting, user FROM brief_recipient WHERE team = ?";
    rows(db, sql, team, |row| Ok((get(row, "meeting")?, get(row, "user")?))).await
}

fn brief(row: &SqliteRow) -> Result<Brief, sqlx::Error> {
    Ok(Brief {
        meeting: get(row, "meeting")?,
        points: Vec::new(),
        remarks: get(row, "remarks")?,
        thread: get(row, "thread")?,
        host: get(row, "host")?,
        state: get(row, "state")?,
        drafted: get(row, "drafted")?,
        published: get(row, "published")?,
        approved_by: get(row, "approved_by")?,
        corrected: get(row, "corrected")?,
        recipients: BTreeSet::new(),
    })
}
