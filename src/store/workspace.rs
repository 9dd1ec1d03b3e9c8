//! The one row of a workspace, and what was done already: events seen and modals submitted.

use super::column::{get, put, raw, rows, run};
use crate::domain::model::{Instant, Nonce, TeamId};
use chrono::{Duration, NaiveDate};
use sqlx::SqliteConnection;

/// How long the key of an event is kept after the newest one. Slack's own repeats end after about
/// five minutes.
const SEEN_KEPT: Duration = Duration::days(3);

/// Makes the row that every other row hangs on, unless it is there.
pub(super) async fn ensure(db: &mut SqliteConnection, team: &TeamId) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO workspace (team, counter) VALUES (?1, 1) ON CONFLICT DO NOTHING";
    run!(db, sql, *team);
    Ok(())
}

pub(super) async fn put_counter(
    db: &mut SqliteConnection,
    team: &TeamId,
    next: u64,
) -> Result<(), sqlx::Error> {
    let sql = "UPDATE workspace SET counter = ?2 WHERE team = ?1";
    run!(db, sql, *team, next);
    Ok(())
}

pub(super) async fn put_tidied(
    db: &mut SqliteConnection,
    team: &TeamId,
    day: NaiveDate,
) -> Result<(), sqlx::Error> {
    let sql = "UPDATE workspace SET tidied = ?2 WHERE team = ?1";
    run!(db, sql, *team, day);
    Ok(())
}

/// Counter and last tidied day; `None` for a team nothing is stored for.
pub(super) async fn load(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Option<(u64, Option<NaiveDate>)>, sqlx::Error> {
    let row = sqlx::query("SELECT counter, tidied FROM workspace WHERE team = ?")
        .bind(raw(team)?)
        .fetch_optional(db)
        .await?;
    row.map(|row| Ok((get(&row, "counter")?, get(&row, "tidied")?))).transpose()
}

pub(super) async fn put_submitted(
    db: &mut SqliteConnection,
    team: &TeamId,
    nonce: Nonce,
    at: Instant,
) -> Result<(), sqlx::Error> {
    put!(db, "submitted", [team = team, nonce = nonce], { at = at });
    Ok(())
}

pub(super) async fn forget_submitted(
    db: &mut SqliteConnection,
    team: &TeamId,
    nonce: Nonce,
) -> Result<(), sqlx::Error> {
    run!(db, "DELETE FROM submitted WHERE team = ?1 AND nonce = ?2", *team, nonce);
    Ok(())
}

pub(super) async fn load_submitted(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<(Nonce, Instant)>, sqlx::Error> {
    let sql = "SELECT nonce, at FROM submitted WHERE team = ?";
    rows(db, sql, team, |row| Ok((get(row, "nonce")?, get(row, "at")?))).await
}

/// Notes that an event is committed. A key that is there already is refused, and the batch with it.
pub(super) async fn insert_seen(
    db: &mut SqliteConnection,
    team: &TeamId,
    name: &str,
    at: Instant,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO seen (team, name, at) VALUES (?1, ?2, ?3)";
    run!(db, sql, *team, name.to_owned(), at);
    Ok(())
}

pub(super) async fn load_seen(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<(String, Instant)>, sqlx::Error> {
    let sql = "SELECT name, at FROM seen WHERE team = ? ORDER BY at, name";
    rows(db, sql, team, |row| Ok((get(row, "name")?, get(row, "at")?))).await
}

/// Forgets keys much older than the newest: by their own wall time, whatever the civil clock says.
pub(super) async fn prune_seen(db: &mut SqliteConnection, team: &TeamId) -> Result<(), sqlx::Error> {
    let kept: i64 = SEEN_KEPT.num_seconds() * 1_000_000;
    sqlx::query("DELETE FROM seen WHERE team = ?1 AND at < (SELECT max(at) FROM seen WHERE team = ?1) - ?2")
        .bind(raw(team)?)
        .bind(kept)
        .execute(db)
        .await?;
    Ok(())
}
