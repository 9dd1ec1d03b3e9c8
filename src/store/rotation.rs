//! The organisers' turns, and how a holder lies in a column.

use super::column::{get, rows};
use super::script::{Script, put};
use crate::domain::model::{CompanyId, Holder, TeamId, Turn, TurnId};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

pub(super) fn put_turns(script: &mut Script, rows: &BTreeMap<TurnId, &Turn>) -> Result<(), sqlx::Error> {
    put!(script, "turn" for row in rows.values(), [id = row.id], {
        cluster = row.cluster,
        holder = row.holder.company(),
        on_behalf = row.on_behalf,
        from_day = row.from,
        until_day = row.until,
    })
}

pub(super) async fn load_turns(db: &mut SqliteConnection, team: &TeamId) -> Result<Vec<Turn>, sqlx::Error> {
    rows(db, "SELECT * FROM turn WHERE team = ?", team, |row| {
        Ok(Turn {
            id: get(row, "id")?,
            cluster: get(row, "cluster")?,
            holder: holder(get(row, "holder")?),
            on_behalf: get(row, "on_behalf")?,
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
