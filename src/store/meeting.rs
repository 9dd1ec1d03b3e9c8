//! Meetings, with what was done for them, who was asked, and who was there.

use super::column::{by_parent, get, list, put, raw, rows, run, taken};
use super::rotation::holder;
use crate::domain::model::{CompanyId, Done, Meeting, MeetingId, MeetingJob, TeamId, UserId};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use std::collections::{BTreeMap, BTreeSet};

pub(super) async fn put_meeting(
    db: &mut SqliteConnection,
    team: &TeamId,
    row: &Meeting,
) -> Result<(), sqlx::Error> {
    put!(db, "meeting", [team = team, id = row.id], {
        cluster = row.cluster,
        slot = row.slot,
        start = row.start,
        minutes = row.minutes,
        place = row.place,
        link = row.link,
        host = row.host.company(),
        host_fixed = row.host_fixed,
        theme = row.theme,
        status = row.status,
        revision = row.revision,
        taken_by = row.taken_by,
        card = row.card,
        attendance_confirmed = row.attendance_confirmed,
    });
    put_children(db, team, row).await
}

async fn put_children(db: &mut SqliteConnection, team: &TeamId, row: &Meeting) -> Result<(), sqlx::Error> {
    let sql = "DELETE FROM meeting_done WHERE team = ?1 AND meeting = ?2;
        INSERT INTO meeting_done (team, meeting, job, revision, at)
        SELECT ?1, ?2, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?3)";
    run!(db, sql, *team, row.id, list(done(row)?)?);

    let sql = "DELETE FROM meeting_asked WHERE team = ?1 AND meeting = ?2;
        INSERT INTO meeting_asked (team, meeting, position, user)
        SELECT ?1, ?2, key, value FROM json_each(?3)";
    run!(db, sql, *team, row.id, list(&row.asked)?);

    let sql = "DELETE FROM meeting_attended WHERE team = ?1 AND meeting = ?2;
        INSERT INTO meeting_attended (team, meeting, company)
        SELECT ?1, ?2, value FROM json_each(?3)";
    run!(db, sql, *team, row.id, list(&row.attended)?);
    Ok(())
}

/// Each job done as `(name, revision, microseconds)`.
fn done(row: &Meeting) -> Result<Vec<(&'static str, u32, i64)>, sqlx::Error> {
    row.done.iter().map(|(job, done)| Ok((job.name(), done.revision, raw(&done.at)?))).collect()
}

pub(super) async fn load_meetings(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<Meeting>, sqlx::Error> {
    let mut done = by_parent(load_done(db, team).await?);
    let mut asked = by_parent(load_asked(db, team).await?);
    let mut attended = by_parent(load_attended(db, team).await?);
    let mut meetings = rows(db, "SELECT * FROM meeting WHERE team = ?", team, meeting).await?;
    for meeting in &mut meetings {
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
