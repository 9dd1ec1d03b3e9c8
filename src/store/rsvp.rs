//! Companies' answers, and their people who come.

use super::column::{by_parent, get, rows, taken};
use super::script::{Script, delete, insert, put};
use crate::domain::model::{CompanyId, MeetingId, Rsvp, TeamId, UserId};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn put_rsvps(
    script: &mut Script,
    rows: &BTreeMap<(MeetingId, CompanyId), &Rsvp>,
) -> Result<(), sqlx::Error> {
    put!(script, "rsvp" for row in rows.values(), [meeting = row.meeting, company = row.company], {
        answer = row.answer,
        start = row.start,
        answered_by = row.by,
        at = row.at,
    })?;
    delete!(script, "rsvp_person" for (meeting, company) in rows.keys(), [meeting = *meeting, company = *company])?;
    let people = rows.values().flat_map(|row| row.people.iter().map(move |user| (row, user)));
    insert!(script, "rsvp_person" for (row, user) in people, {
        meeting = row.meeting,
        company = row.company,
        user = *user,
        drew = row.order.get(user).copied().unwrap_or_default(),
    })?;
    delete!(script, "rsvp_brief" for (meeting, company) in rows.keys(), [meeting = *meeting, company = *company])?;
    let wanting = rows.values().flat_map(|row| row.wants_brief.iter().map(move |user| (row, user)));
    insert!(script, "rsvp_brief" for (row, user) in wanting, {
        meeting = row.meeting,
        company = row.company,
        user = *user,
    })
}

pub(super) async fn load_rsvps(db: &mut SqliteConnection, team: &TeamId) -> Result<Vec<Rsvp>, sqlx::Error> {
    let mut people = by_parent(load_order(db, team).await?);
    let mut briefs = by_parent(load_briefs(db, team).await?);
    let mut rsvps = rows(db, "SELECT * FROM rsvp WHERE team = ?", team, rsvp).await?;
    for rsvp in &mut rsvps {
        rsvp.order = taken(&mut people, &(rsvp.meeting, rsvp.company));
        rsvp.people = rsvp.order.keys().cloned().collect();
        rsvp.wants_brief = taken(&mut briefs, &(rsvp.meeting, rsvp.company));
    }
    Ok(rsvps)
}

type Answer = (MeetingId, CompanyId);

async fn load_order(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<(Answer, (UserId, u64))>, sqlx::Error> {
    rows(db, "SELECT * FROM rsvp_person WHERE team = ?", team, |row| {
        let answer = (get(row, "meeting")?, get(row, "company")?);
        Ok((answer, (get(row, "user")?, get(row, "drew")?)))
    })
    .await
}

async fn load_briefs(db: &mut SqliteConnection, team: &TeamId) -> Result<Vec<(Answer, UserId)>, sqlx::Error> {
    rows(db, "SELECT * FROM rsvp_brief WHERE team = ?", team, |row| {
        let answer = (get(row, "meeting")?, get(row, "company")?);
        Ok((answer, get(row, "user")?))
    })
    .await
}

fn rsvp(row: &SqliteRow) -> Result<Rsvp, sqlx::Error> {
    Ok(Rsvp {
        meeting: get(row, "meeting")?,
        company: get(row, "company")?,
        answer: get(row, "answer")?,
        start: get(row, "start")?,
        by: get(row, "answered_by")?,
        at: get(row, "at")?,
        people: BTreeSet::new(),
        order: BTreeMap::new(),
        wants_brief: BTreeSet::new(),
    })
}
