//! The Home tabs of those who have opened them, and which version Slack has.

use super::column::{get, rows};
use super::script::{Script, delete, put};
use crate::domain::model::{Home, TeamId, UserId};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

pub(super) fn put_homes(script: &mut Script, rows: &BTreeMap<&UserId, &Home>) -> Result<(), sqlx::Error> {
    put!(script, "home" for row in rows.values(), [user = row.user], {
        version = row.version,
        shown = row.shown,
        opened = row.opened,
    })
}

pub(super) fn forget_homes<'a>(
    script: &mut Script,
    users: impl Iterator<Item = &'a UserId>,
) -> Result<(), sqlx::Error> {
    delete!(script, "home" for user in users, [user = *user])
}

pub(super) async fn load_homes(db: &mut SqliteConnection, team: &TeamId) -> Result<Vec<Home>, sqlx::Error> {
    rows(db, "SELECT * FROM home WHERE team = ?", team, |row| {
        Ok(Home {
            user: get(row, "user")?,
            version: get(row, "version")?,
            shown: get(row, "shown")?,
            opened: get(row, "opened")?,
        })
    })
    .await
}
