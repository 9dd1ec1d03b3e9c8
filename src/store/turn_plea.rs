//! Pleas for a turn: children of their clusters.

use super::column::{damaged, get, rows};
use super::script::{Script, delete, insert};
use crate::domain::model::{Cluster, ClusterId, CompanyId, TeamId, TurnPlea, TurnPleaState, UserId};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use std::collections::BTreeMap;

pub(super) fn put_turn_pleas(
    script: &mut Script,
    rows: &BTreeMap<ClusterId, &Cluster>,
) -> Result<(), sqlx::Error> {
    delete!(script, "turn_plea" for cluster in rows.keys(), [cluster = *cluster])?;
    let pleas = rows.values().filter_map(|row| row.turn_plea.as_ref().map(|plea| (row.id, plea)));
    let pleas = pleas.map(|(id, plea)| (id, plea, words(&plea.state)));
    insert!(script, "turn_plea" for (cluster, plea, (state, taken_by, taker)) in pleas, {
        cluster = cluster,
        asked_by = plea.by,
        company = plea.company,
        from_day = plea.from,
        until_day = plea.until,
        card = plea.card,
        said_on = plea.said,
        state = state,
        taken_by = taken_by,
        taker = taker,
    })
}

pub(super) async fn load_turn_pleas(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<BTreeMap<ClusterId, TurnPlea>, sqlx::Error> {
    let pleas = rows(db, "SELECT * FROM turn_plea WHERE team = ?", team, plea).await?;
    Ok(pleas.into_iter().collect())
}

fn words(state: &TurnPleaState) -> (String, Option<UserId>, Option<CompanyId>) {
    let (word, by, company) = match state {
        TurnPleaState::Open => ("open", None, None),
        TurnPleaState::Withdrawn => ("withdrawn", None, None),
        TurnPleaState::Settled => ("settled", None, None),
        TurnPleaState::Taken(by, company) => ("taken", Some(by.clone()), Some(*company)),
    };
    (word.to_owned(), by, company)
}

fn plea(row: &SqliteRow) -> Result<(ClusterId, TurnPlea), sqlx::Error> {
    let state: String = get(row, "state")?;
    let state = match (state.as_str(), get(row, "taken_by")?, get(row, "taker")?) {
        ("open", None, None) => TurnPleaState::Open,
        ("withdrawn", None, None) => TurnPleaState::Withdrawn,
        ("settled", None, None) => TurnPleaState::Settled,
        ("taken", Some(by), Some(company)) => TurnPleaState::Taken(by, company),
        _ => return Err(damaged("state", "does not fit who took it")),
    };
    let plea = TurnPlea {
        by: get(row, "asked_by")?,
        company: get(row, "company")?,
        from: get(row, "from_day")?,
        until: get(row, "until_day")?,
        card: get(row, "card")?,
        said: get(row, "said_on")?,
        state,
    };
    Ok((get(row, "cluster")?, plea))
}
