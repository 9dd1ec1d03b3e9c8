//! The Home tabs of those who have opened them, and which version Slack has.

use super::column::{get, put, rows, run};
use crate::domain::model::{Home, TeamId, UserId};
use sqlx::SqliteConnection;

pub(super) async fn put_home(
    db: &mut SqliteConnection,
    team: &TeamId,
    row: &Home,
) -> Result<(), sqlx::Error> {
    put!(db, "home", [team = team, user = row.user], {
        version = row.version,
        shown = row.shown,
        opened = row.opened,
    });
    Ok(())
}

pub(super) async fn forget_home(
    db: &mut SqliteConnection,
    team: &TeamId,
    user: &UserId,
) -> Result<(), sqlx::Error> {
    run!(db, "DELETE FROM home WHERE team = ?1 AND user = ?2", *team, *user);
    Ok(())
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
