//! Companies' answers, and their people who come.

use super::column::{by_parent, get, list, put, rows, run, taken};
use crate::domain::model::{CompanyId, MeetingId, Rsvp, TeamId, UserId};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use std::collections::BTreeSet;

pub(super) async fn put_rsvp(
    db: &mut SqliteConnection,
    team: &TeamId,
    row: &Rsvp,
) -> Result<(), sqlx::Error> {
    put!(db, "rsvp", [team = team, meeting = row.meeting, company = row.company], {
        answer = row.answer,
        start = row.start,
        answered_by = row.by,
        at = row.at,
    });
    let sql = "DELETE FROM rsvp_person WHERE team = ?1 AND meeting = ?2 AND company = ?3;
        INSERT INTO rsvp_person (team, meeting, company, user)
        SELECT ?1, ?2, ?3, value FROM json_each(?4)";
    run!(db, sql, *team, row.meeting, row.company, list(&row.people)?);
    let sql = "DELETE FROM rsvp_brief WHERE team = ?1 AND meeting = ?2 AND company = ?3;
        INSERT INTO rsvp_brief (team, meeting, company, user)
        SELECT ?1, ?2, ?3, value FROM json_each(?4)";
    run!(db, sql, *team, row.meeting, row.company, list(&row.wants_brief)?);
    Ok(())
}

pub(super) async fn load_rsvps(db: &mut SqliteConnection, team: &TeamId) -> Result<Vec<Rsvp>, sqlx::Error> {
    let mut people = by_parent(load_people(db, team, "SELECT * FROM rsvp_person WHERE team = ?").await?);
    let mut briefs = by_parent(load_people(db, team, "SELECT * FROM rsvp_brief WHERE team = ?").await?);
    let mut rsvps = rows(db, "SELECT * FROM rsvp WHERE team = ?", team, rsvp).await?;
    for rsvp in &mut rsvps {
        rsvp.people = taken(&mut people, &(rsvp.meeting, rsvp.company));
        rsvp.wants_brief = taken(&mut briefs, &(rsvp.meeting, rsvp.company));
    }
    Ok(rsvps)
}

async fn load_people(
    db: &mut SqliteConnection,
    team: &TeamId,
    sql: &'static str,
) -> Result<Vec<((MeetingId, CompanyId), UserId)>, sqlx::Error> {
    rows(db, sql, team, |row| {
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
        wants_brief: BTreeSet::new(),
    })
}
