//! How companies take part.

use super::column::{get, put, rows, run};
use crate::domain::model::{CompanyId, Presence, TeamId};
use sqlx::SqliteConnection;

pub(super) async fn put_presence(
    db: &mut SqliteConnection,
    team: &TeamId,
    row: &Presence,
) -> Result<(), sqlx::Error> {
    let (nudged_on, nudged_for) = row.nudged.unzip();
    put!(db, "presence", [team = team, company = row.company], {
        active_on = row.active_on,
        nudged_on = nudged_on,
        nudged_for = nudged_for,
        unanswered = row.unanswered,
        passed_over = row.passed_over,
        later = row.later,
        declined_by = row.declined_by,
        told = row.told,
    });
    Ok(())
}

pub(super) async fn forget_presence(
    db: &mut SqliteConnection,
    team: &TeamId,
    company: CompanyId,
) -> Result<(), sqlx::Error> {
    run!(db, "DELETE FROM presence WHERE team = ?1 AND company = ?2", *team, company);
    Ok(())
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
