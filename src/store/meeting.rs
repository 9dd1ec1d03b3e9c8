//! Meetings, with what was done for them, who was asked, and who was there.

use super::agenda::{load_orders, put_orders};
use super::column::{by_parent, damaged, get, rows, taken};
use super::plea::{load_pleas, put_pleas};
use super::rotation::holder;
use super::script::{Script, delete, insert, put};
use crate::domain::model::{
    Because, CompanyId, Done, Meeting, MeetingFormat, MeetingId, MeetingJob, Offer, TeamId, UserId,
};
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
        extra = row.extra,
        start = row.start,
        minutes = row.minutes,
        capacity = row.capacity,
        place = row.place,
        link = row.link,
        host = row.host.company(),
        on_behalf = row.on_behalf,
        host_fixed = row.host_fixed,
        theme = row.theme,
        format = row.format,
        offered = row.offer.map(|offer| offer.format),
        offered_because = row.offer.map(|offer| offer.because.name().to_owned()),
        offered_instead_of = row.offer.and_then(|offer| habit(offer.because)),
        offer_declined = row.offer.is_some_and(|offer| offer.declined),
        gap = row.gap,
        status = row.status,
        revision = row.revision,
        sequence = row.sequence,
        changed = row.changed,
        taken_by = row.taken_by,
        card = row.card,
        guests = row.guests,
        had_guest = row.had_guest,
        attendance_confirmed = row.attendance_confirmed,
    })?;
    put_children(script, rows)?;
    put_orders(script, rows)?;
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
    })?;
    delete!(script, "meeting_skipped" for meeting in rows.keys(), [meeting = *meeting])?;
    let skipped = rows.values().flat_map(|row| row.skipped.iter().map(|company| (row.id, company)));
    insert!(script, "meeting_skipped" for (meeting, company) in skipped, {
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
    let companies = "SELECT meeting, company FROM meeting_attended WHERE team = ?";
    let mut attended = by_parent(load_companies(db, team, companies).await?);
    let companies = "SELECT meeting, company FROM meeting_skipped WHERE team = ?";
    let mut skipped = by_parent(load_companies(db, team, companies).await?);
    let mut orders = by_parent(load_orders(db, team).await?);
    let mut pleas = load_pleas(db, team).await?;
    let mut meetings = rows(db, "SELECT * FROM meeting WHERE team = ?", team, meeting).await?;
    for meeting in &mut meetings {
        meeting.plea = pleas.remove(&meeting.id);
        meeting.order = taken(&mut orders, &meeting.id);
        meeting.done = taken(&mut done, &meeting.id);
        meeting.asked = taken(&mut asked, &meeting.id);
        meeting.attended = taken(&mut attended, &meeting.id);
        meeting.skipped = taken(&mut skipped, &meeting.id);
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

async fn load_companies(
    db: &mut SqliteConnection,
    team: &TeamId,
    sql: &'static str,
) -> Result<Vec<(MeetingId, CompanyId)>, sqlx::Error> {
    rows(db, sql, team, |row| Ok((get(row, "meeting")?, get(row, "company")?))).await
}

fn meeting(row: &SqliteRow) -> Result<Meeting, sqlx::Error> {
    Ok(Meeting {
        id: get(row, "id")?,
        cluster: get(row, "cluster")?,
        slot: get(row, "slot")?,
        extra: get(row, "extra")?,
        start: get(row, "start")?,
        minutes: get(row, "minutes")?,
        capacity: get(row, "capacity")?,
        place: get(row, "place")?,
        link: get(row, "link")?,
        host: holder(get(row, "host")?),
        on_behalf: get(row, "on_behalf")?,
        plea: None,
        skipped: BTreeSet::new(),
        host_fixed: get(row, "host_fixed")?,
        theme: get(row, "theme")?,
        format: get(row, "format")?,
        offer: offer(row)?,
        order: Vec::new(),
        gap: get(row, "gap")?,
        status: get(row, "status")?,
        revision: get(row, "revision")?,
        sequence: get(row, "sequence")?,
        changed: get(row, "changed")?,
        done: BTreeMap::new(),
        asked: Vec::new(),
        taken_by: get(row, "taken_by")?,
        card: get(row, "card")?,
        attended: BTreeSet::new(),
        guests: get(row, "guests")?,
        had_guest: get(row, "had_guest")?,
        attendance_confirmed: get(row, "attendance_confirmed")?,
    })
}

/// The format that had become a habit, if that was why.
const fn habit(because: Because) -> Option<MeetingFormat> {
    match because {
        Because::Format(of) => Some(of),
        Because::Themes | Because::Presenters | Because::Attendance | Because::NothingFromOutside => None,
    }
}

fn offer(row: &SqliteRow) -> Result<Option<Offer>, sqlx::Error> {
    let Some(format) = get::<Option<MeetingFormat>>(row, "offered")? else { return Ok(None) };
    let word: String = get(row, "offered_because")?;
    let because = match (word.as_str(), get(row, "offered_instead_of")?) {
        ("format", Some(of)) => Because::Format(of),
        ("themes", None) => Because::Themes,
        ("presenters", None) => Because::Presenters,
        ("attendance", None) => Because::Attendance,
        ("nothing_from_outside", None) => Because::NothingFromOutside,
        _ => return Err(damaged("offered_because", format!("no such word: {word}"))),
    };
    Ok(Some(Offer { format, because, declined: get(row, "offer_declined")? }))
}
