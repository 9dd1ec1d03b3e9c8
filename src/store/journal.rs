//! The journal: what happened, as ids, for whoever looks into a fault. Kept thirty days.

use super::Line;
use super::column::run;
use crate::domain::model::TeamId;
use chrono::{Days, NaiveDate, NaiveTime};
use sqlx::SqliteConnection;

const DAYS_KEPT: Days = Days::new(30);

pub(super) async fn insert(
    db: &mut SqliteConnection,
    team: &TeamId,
    line: Line<'_>,
) -> Result<(), sqlx::Error> {
    let sql = "INSERT INTO journal (team, line, at, kind, ids)
        SELECT ?1, coalesce(max(line), 0) + 1, ?2, ?3, ?4 FROM journal WHERE team = ?1";
    let (kind, ids) = (line.kind.to_owned(), line.ids.to_owned());
    run!(db, sql, *team, line.at, kind, ids);
    Ok(())
}

/// Forgets lines older than thirty days before this civil day (UTC).
pub(super) async fn prune(
    db: &mut SqliteConnection,
    team: &TeamId,
    day: NaiveDate,
) -> Result<(), sqlx::Error> {
    let first = day.checked_sub_days(DAYS_KEPT).unwrap_or(NaiveDate::MIN);
    let from = first.and_time(NaiveTime::MIN).and_utc();
    run!(db, "DELETE FROM journal WHERE team = ?1 AND at < ?2", *team, from);
    Ok(())
}
