//! How companies take part.

use super::column::{get, rows};
use super::script::{Script, delete, put};
use crate::domain::model::{CompanyId, Presence, TeamId};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

pub(super) fn put_presence(
    script: &mut Script,
    rows: &BTreeMap<CompanyId, &Presence>,
) -> Result<(), sqlx::Error> {
    let rows = rows.values().map(|row| (row, row.nudged.unzip()));
    put!(script, "presence" for (row, (nudged_on, nudged_for)) in rows, [company = row.company], {
        active_on = row.active_on,
        nudged_on = nudged_on,
        nudged_for = nudged_for,
        unanswered = row.unanswered,
        passed_over = row.passed_over,
        later = row.later,
        declined_by = row.declined_by,
        told = row.told,
    })
}

pub(super) fn forget_presence(
    script: &mut Script,
    companies: impl Iterator<Item = CompanyId>,
) -> Result<(), sqlx::Error> {
    delete!(script, "presence" for company in companies, [company = company])
}

pub(super) async fn load_presence(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<Presence>, sqlx::Error> {
    rows(db, "SELECT * FROM presence WHERE team = ?", team, |row| {
        let nudged_on: Option<_> = get(row, "nudged_on")?;
        Ok(Presence {
            company: get(row, "company")?,
            active_on: get(row, "active_on")?,
            nudged: nudged_on.zip(get(row, "nudged_for")?),
            unanswered: get(row, "unanswered")?,
            passed_over: get(row, "passed_over")?,
            later: get(row, "later")?,
            declined_by: get(row, "declined_by")?,
            told: get(row, "told")?,
        })
    })
    .await
}
