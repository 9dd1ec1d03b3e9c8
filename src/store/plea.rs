//! Pleas: children of their meetings.

use super::column::{damaged, get, rows};
use super::script::{Script, delete, insert};
use crate::domain::model::{Meeting, MeetingId, Plea, PleaState, TeamId, UserId};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use std::collections::BTreeMap;

pub(super) fn put_pleas(
    script: &mut Script,
    rows: &BTreeMap<MeetingId, &Meeting>,
) -> Result<(), sqlx::Error> {
    delete!(script, "plea" for meeting in rows.keys(), [meeting = *meeting])?;
    let pleas = rows.values().filter_map(|row| row.plea.as_ref().map(|plea| (row.id, plea)));
    let pleas = pleas.map(|(id, plea)| (id, plea, plea.instead.unzip(), words(&plea.state)));
    insert!(script, "plea" for (meeting, plea, (instead, instead_of), (state, answered_by)) in pleas, {
        meeting = meeting,
        asked_by = plea.by,
        company = plea.company,
        instead = instead,
        instead_of = instead_of,
        card = plea.card,
        at = plea.at,
        said_on = plea.said,
        state = state,
        answered_by = answered_by,
    })
}

pub(super) async fn load_pleas(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<BTreeMap<MeetingId, Plea>, sqlx::Error> {
    let pleas = rows(db, "SELECT * FROM plea WHERE team = ?", team, plea).await?;
    Ok(pleas.into_iter().collect())
}

fn words(state: &PleaState) -> (String, Option<UserId>) {
    let (word, by) = match state {
        PleaState::Open => ("open", None),
        PleaState::Withdrawn => ("withdrawn", None),
        PleaState::Declined(by) => ("declined", Some(by)),
        PleaState::Taken(by) => ("taken", Some(by)),
    };
    (word.to_owned(), by.cloned())
}

fn plea(row: &SqliteRow) -> Result<(MeetingId, Plea), sqlx::Error> {
    let (state, by): (String, Option<UserId>) = (get(row, "state")?, get(row, "answered_by")?);
    let state = match (state.as_str(), by) {
        ("open", None) => PleaState::Open,
        ("withdrawn", None) => PleaState::Withdrawn,
        ("declined", Some(by)) => PleaState::Declined(by),
        ("taken", Some(by)) => PleaState::Taken(by),
        _ => return Err(damaged("state", "does not fit who answered")),
    };
    let plea = Plea {
        by: get(row, "asked_by")?,
        company: get(row, "company")?,
        instead: get::<Option<_>>(row, "instead")?.zip(get(row, "instead_of")?),
        card: get(row, "card")?,
        at: get(row, "at")?,
        said: get(row, "said_on")?,
        state,
    };
    Ok((get(row, "meeting")?, plea))
}
