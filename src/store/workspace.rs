//! The one row of a workspace, and what was done already: events seen and modals submitted.

use super::column::{get, raw, rows};
use super::script::{Script, delete, insert, put};
use crate::domain::model::{Instant, Nonce, TeamId};
use chrono::{Duration, NaiveDate};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

/// How long the key of an event is kept after the newest one. Slack's own repeats end after about
/// five minutes.
const SEEN_KEPT: Duration = Duration::days(3);

/// Makes the row that every other row hangs on, unless it is there.
pub(super) fn ensure(script: &mut Script) -> Result<(), sqlx::Error> {
    script.add("INSERT INTO workspace (team, counter) VALUES (?, 1) ON CONFLICT DO NOTHING").team()?;
    Ok(())
}

pub(super) fn put_counter(script: &mut Script, next: u64) -> Result<(), sqlx::Error> {
    script.add("UPDATE workspace SET counter = ? WHERE team = ?").value(&next)?.team()?;
    Ok(())
}

pub(super) fn put_tidied(script: &mut Script, day: NaiveDate) -> Result<(), sqlx::Error> {
    script.add("UPDATE workspace SET tidied = ? WHERE team = ?").value(&day)?.team()?;
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

pub(super) fn put_submitted(script: &mut Script, rows: &BTreeMap<Nonce, Instant>) -> Result<(), sqlx::Error> {
    put!(script, "submitted" for (nonce, at) in rows, [nonce = *nonce], { at = *at })
}

pub(super) fn forget_submitted(
    script: &mut Script,
    nonces: impl Iterator<Item = Nonce>,
) -> Result<(), sqlx::Error> {
    delete!(script, "submitted" for nonce in nonces, [nonce = nonce])
}

pub(super) async fn load_submitted(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<(Nonce, Instant)>, sqlx::Error> {
    let sql = "SELECT nonce, at FROM submitted WHERE team = ?";
    rows(db, sql, team, |row| Ok((get(row, "nonce")?, get(row, "at")?))).await
}

/// Notes that events are committed. A key that is there already is refused, and the rest with it.
pub(super) fn insert_seen<'a>(
    script: &mut Script,
    keys: impl Iterator<Item = (&'a str, Instant)>,
) -> Result<(), sqlx::Error> {
    insert!(script, "seen" for (name, at) in keys, { name = name.to_owned(), at = at })
}

pub(super) async fn load_seen(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<(String, Instant)>, sqlx::Error> {
    // The newest are enough: of an older one the commit finds out.
    let sql = "SELECT name, at FROM (SELECT name, at FROM seen WHERE team = ? ORDER BY at DESC LIMIT 10000)
        ORDER BY at, name";
    rows(db, sql, team, |row| Ok((get(row, "name")?, get(row, "at")?))).await
}

/// Forgets keys much older than the newest: by their own wall time, whatever the civil clock says.
pub(super) fn prune_seen(script: &mut Script) -> Result<(), sqlx::Error> {
    let kept: u64 = SEEN_KEPT.num_microseconds().unwrap_or_default().unsigned_abs();
    let sql = "DELETE FROM seen WHERE team = ? AND at < (SELECT max(at) FROM seen WHERE team = ?) - ?";
    script.add(sql).team()?.team()?.value(&kept)?;
    Ok(())
}
