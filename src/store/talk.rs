//! Talks: what companies show each other.

use super::column::{by_parent, get, rows, taken};
use super::script::{Script, delete, insert, put};
use crate::domain::model::{MeetingId, StepIn, Talk, TalkId, TeamId, UserId};
use sqlx::SqliteConnection;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn put_talks(script: &mut Script, rows: &BTreeMap<TalkId, &Talk>) -> Result<(), sqlx::Error> {
    put!(script, "talk" for row in rows.values(), [id = row.id], {
        cluster = row.cluster,
        company = row.company,
        presenter = row.presenter,
        title = row.title,
        format = row.format,
        minutes = row.minutes,
        wish = row.wish,
        link = row.link,
        meeting = row.meeting,
        any_meeting = row.any,
        backup = row.backup,
        confidential = row.confidential,
        shared = row.shared,
        state = row.state,
        created = row.created,
    })?;
    delete!(script, "talk_presenter" for talk in rows.keys(), [talk = *talk])?;
    let with = rows.values().flat_map(|row| row.with.iter().map(|user| (row.id, user)));
    insert!(script, "talk_presenter" for (talk, user) in with, { talk = talk, user = *user })?;
    delete!(script, "talk_asked" for talk in rows.keys(), [talk = *talk])?;
    let asked =
        rows.values().flat_map(|row| row.asked.iter().map(|(meeting, asked)| (row.id, meeting, asked)));
    insert!(script, "talk_asked" for (talk, meeting, asked) in asked, {
        talk = talk,
        meeting = *meeting,
        at = asked.at,
        state = asked.state,
    })
}

pub(super) async fn load_talks(db: &mut SqliteConnection, team: &TeamId) -> Result<Vec<Talk>, sqlx::Error> {
    let mut asked = by_parent(load_asked(db, team).await?);
    let mut with = by_parent(load_presenters(db, team).await?);
    let mut talks = rows(db, "SELECT * FROM talk WHERE team = ?", team, |row| {
        Ok(Talk {
            id: get(row, "id")?,
            cluster: get(row, "cluster")?,
            company: get(row, "company")?,
            presenter: get(row, "presenter")?,
            with: BTreeSet::new(),
            title: get(row, "title")?,
            format: get(row, "format")?,
            minutes: get(row, "minutes")?,
            wish: get(row, "wish")?,
            link: get(row, "link")?,
            meeting: get(row, "meeting")?,
            any: get(row, "any_meeting")?,
            backup: get(row, "backup")?,
            asked: BTreeMap::new(),
            confidential: get(row, "confidential")?,
            shared: get(row, "shared")?,
            state: get(row, "state")?,
            created: get(row, "created")?,
        })
    })
    .await?;
    for talk in &mut talks {
        talk.asked = taken(&mut asked, &talk.id);
        talk.with = taken(&mut with, &talk.id);
    }
    Ok(talks)
}

async fn load_presenters(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<(TalkId, UserId)>, sqlx::Error> {
    let sql = "SELECT talk, user FROM talk_presenter WHERE team = ?";
    rows(db, sql, team, |row| Ok((get(row, "talk")?, get(row, "user")?))).await
}

async fn load_asked(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<(TalkId, (MeetingId, StepIn))>, sqlx::Error> {
    rows(db, "SELECT * FROM talk_asked WHERE team = ?", team, |row| {
        let asked = StepIn { at: get(row, "at")?, state: get(row, "state")? };
        Ok((get(row, "talk")?, (get(row, "meeting")?, asked)))
    })
    .await
}
