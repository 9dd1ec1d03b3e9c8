//! The organisers' turns, and how a holder lies in a column.

use super::column::{get, put, rows};
use crate::domain::model::{CompanyId, Holder, TeamId, Turn};
use sqlx::SqliteConnection;

pub(super) async fn put_turn(
    db: &mut SqliteConnection,
    team: &TeamId,
    row: &Turn,
) -> Result<(), sqlx::Error> {
    put!(db, "turn", [team = team, id = row.id], {
        cluster = row.cluster,
        holder = row.holder.company(),
        from_day = row.from,
        until_day = row.until,
    });
    Ok(())
}

pub(super) async fn load_turns(db: &mut SqliteConnection, team: &TeamId) -> Result<Vec<Turn>, sqlx::Error> {
    rows(db, "SELECT * FROM turn WHERE team = ?", team, |row| {
        Ok(Turn {
            id: get(row, "id")?,
            cluster: get(row, "cluster")?,
            holder: holder(get(row, "holder")?),
            from: get(row, "from_day")?,
            until: get(row, "until_day")?,
        })
    })
    .await
}

/// A holder from its column: no company means the facilitator.
pub(super) fn holder(company: Option<CompanyId>) -> Holder {
    company.map_or(Holder::Facilitator, Holder::Company)
}
