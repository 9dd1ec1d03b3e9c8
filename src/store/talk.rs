//! Talks: what companies show each other.

use super::column::{get, rows};
use super::script::{Script, put};
use crate::domain::model::{Talk, TalkId, TeamId};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

pub(super) fn put_talks(script: &mut Script, rows: &BTreeMap<TalkId, &Talk>) -> Result<(), sqlx::Error> {
    put!(script, "talk" for row in rows.values(), [id = row.id], {
        cluster = row.cluster,
        company = row.company,
        presenter = row.presenter,
        title = row.title,
        format = row.format,
        minutes = row.minutes,
        meeting = row.meeting,
        any_meeting = row.any,
        confidential = row.confidential,
        shared = row.shared,
        state = row.state,
        created = row.created,
    })
}

pub(super) async fn load_talks(db: &mut SqliteConnection, team: &TeamId) -> Result<Vec<Talk>, sqlx::Error> {
    rows(db, "SELECT * FROM talk WHERE team = ?", team, |row| {
        Ok(Talk {
            id: get(row, "id")?,
            cluster: get(row, "cluster")?,
            company: get(row, "company")?,
            presenter: get(row, "presenter")?,
            title: get(row, "title")?,
            format: get(row, "format")?,
            minutes: get(row, "minutes")?,
            meeting: get(row, "meeting")?,
            any: get(row, "any_meeting")?,
            confidential: get(row, "confidential")?,
            shared: get(row, "shared")?,
            state: get(row, "state")?,
            created: get(row, "created")?,
        })
    })
    .await
}
