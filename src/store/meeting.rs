//! Meetings, with what was done for them, who was asked, and who was there.

use super::column::{by_parent, get, rows, taken};
use super::plea::{load_pleas, put_pleas};
use super::rotation::holder;
use super::script::{Script, delete, insert, put};
use crate::domain::model::{CompanyId, Done, Meeting, MeetingId, MeetingJob, TeamId, UserId};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn put_meetings(
    script: &mut Script,
    rows: &BTreeMap<MeetingId, &Meeting>,
) -> Result<(), sqlx::Error> {
    put!(script, "meeting" for row in rows.values(), [id = row.id], {
        cluster = row.cluster,
        slot = row.slot,
        start = row.start,
        minutes = row.minutes,
        place = row.place,
        link = row.link,
        host = row.host.company(),
        on_behalf = row.on_behalf,
        host_fixed = row.host_fixed,
        theme = row.theme,
        status = row.status,
        revision = row.revision,
        taken_by = row.taken_by,
        card = row.card,
        attendance_confirmed = row.attendance_confirmed,
    })?;
    put_children(script, rows)?;
    put_pleas(script, rows)
}

fn put_children(script: &mut Script, rows: &BTreeMap<MeetingId, &Meeting>) -> Result<(), sqlx::Error> {
    delete!(script, "meeting_done" for meeting in rows.keys(), [meeting = *meeting])?;
    let done = rows.values().flat_map(|row| row.done.iter().map(|(job, done)| (row.id, job, done)));
    insert!(script, "meeting_done" for (meeting, job, done) in done, {
        meeting = meeting,
        job = *job,
        revision = done.revision,
        at = done.at,
    })?;
    delete!(script, "meeting_asked" for meeting in rows.keys(), [meeting = *meeting])?;
    let asked = rows.values().flat_map(|row| (0_u64..).zip(&row.asked).map(|(at, user)| (row.id, at, user)));
    insert!(script, "meeting_asked" for (meeting, position, user) in asked, {
        meeting = meeting,
        position = position,
        user = *user,
    })?;
    delete!(script, "meeting_attended" for meeting in rows.keys(), [meeting = *meeting])?;
    let attended = rows.values().flat_map(|row| row.attended.iter().map(|company| (row.id, company)));
    insert!(script, "meeting_attended" for (meeting, company) in attended, {
        meeting = meeting,
        company = *company,
    })
}

pub(super) async fn load_meetings(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<Meeting>, sqlx::Error> {
    let mut done = by_parent(load_done(db, team).await?);
    let mut asked = by_parent(load_asked(db, team).await?);
    let mut attended = by_parent(load_attended(db, team).await?);
    let mut pleas = load_pleas(db, team).await?;
    let mut meetings = rows(db, "SELECT * FROM meeting WHERE team = ?", team, meeting).await?;
    for meeting in &mut meetings {
        meeting.plea = pleas.remove(&meeting.id);
        meeting.done = taken(&mut done, &meeting.id);
        meeting.asked = taken(&mut asked, &meeting.id);
        meeting.attended = taken(&mut attended, &meeting.id);
    }
    Ok(meetings)
}

async fn load_done(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<(MeetingId, (MeetingJob, Done))>, sqlx::Error> {
    rows(db, "SELECT * FROM meeting_done WHERE team = ?", team, |row| {
        let done = Done { revision: get(row, "revision")?, at: get(row, "at")? };
        Ok((get(row, "meeting")?, (get(row, "job")?, done)))
    })
    .await
}

async fn load_asked(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<(MeetingId, UserId)>, sqlx::Error> {
    let sql = "SELECT meeting, user FROM meeting_asked WHERE team = ? ORDER BY position";
    rows(db, sql, team, |row| Ok((get(row, "meeting")?, get(row, "user")?))).await
}

async fn load_attended(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<(MeetingId, CompanyId)>, sqlx::Error> {
    let sql = "SELECT meeting, company FROM meeting_attended WHERE team = ?";
    rows(db, sql, team, |row| Ok((get(row, "meeting")?, get(row, "company")?))).await
}

fn meeting(row: &SqliteRow) -> Result<Meeting, sqlx::Error> {
    Ok(Meeting {
        id: get(row, "id")?,
        cluster: get(row, "cluster")?,
        slot: get(row, "slot")?,
        start: get(row, "start")?,
        minutes: get(row, "minutes")?,
        place: get(row, "place")?,
        link: get(row, "link")?,
        host: holder(get(row, "host")?),
        on_behalf: get(row, "on_behalf")?,
        plea: None,
        host_fixed: get(row, "host_fixed")?,
        theme: get(row, "theme")?,
        status: get(row, "status")?,
        revision: get(row, "revision")?,
        done: BTreeMap::new(),
        asked: Vec::new(),
        taken_by: get(row, "taken_by")?,
        card: get(row, "card")?,
        attended: BTreeSet::new(),
        attendance_confirmed: get(row, "attendance_confirmed")?,
    })
}
