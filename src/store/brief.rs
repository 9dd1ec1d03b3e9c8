//! Briefs, with their points and who got them.

use super::column::{by_parent, get, list, put, raw, rows, run, taken};
use crate::domain::model::{Brief, MeetingId, Noted, Point, TeamId, UserId};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use std::collections::BTreeSet;

pub(super) async fn put_brief(
    db: &mut SqliteConnection,
    team: &TeamId,
    row: &Brief,
) -> Result<(), sqlx::Error> {
    put!(db, "brief", [team = team, meeting = row.meeting], {
        remarks = row.remarks,
        thread = row.thread,
        host = row.host,
        state = row.state,
        drafted = row.drafted,
        published = row.published,
        approved_by = row.approved_by,
        corrected = row.corrected,
    });
    let sql = "DELETE FROM brief_recipient WHERE team = ?1 AND meeting = ?2;
        INSERT INTO brief_recipient (team, meeting, user) SELECT ?1, ?2, value FROM json_each(?3)";
    run!(db, sql, *team, row.meeting, list(&row.recipients)?);
    let sql = "DELETE FROM brief_point WHERE team = ?1 AND meeting = ?2;
        INSERT INTO brief_point (team, meeting, position, kind, words, written_by, source, talk)
        SELECT ?1, ?2, key, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4
        FROM json_each(?3)";
    run!(db, sql, *team, row.meeting, list(points(row)?)?);
    Ok(())
}

/// The columns of a point, in order.
type Columns<'a> = (&'static str, &'a str, Option<&'a str>, Option<&'a str>, Option<i64>);

fn points(row: &Brief) -> Result<Vec<Columns<'_>>, sqlx::Error> {
    row.points
        .iter()
        .map(|Noted { point, about }| {
            let by = point.by.as_ref().map(UserId::as_str);
            let source = point.source.as_ref().map(|ts| ts.as_str());
            Ok((point.kind.name(), point.text.plain(), by, source, raw(about)?))
        })
        .collect()
}

pub(super) async fn load_briefs(db: &mut SqliteConnection, team: &TeamId) -> Result<Vec<Brief>, sqlx::Error> {
    let mut points = by_parent(load_points(db, team).await?);
    let mut recipients = by_parent(load_recipients(db, team).await?);
    let mut briefs = rows(db, "SELECT * FROM brief WHERE team = ?", team, brief).await?;
    for brief in &mut briefs {
        brief.points = taken(&mut points, &brief.meeting);
        brief.recipients = taken(&mut recipients, &brief.meeting);
    }
    Ok(briefs)
}

async fn load_points(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<(MeetingId, Noted)>, sqlx::Error> {
    rows(db, "SELECT * FROM brief_point WHERE team = ? ORDER BY meeting, position", team, |row| {
        let point = Point {
            kind: get(row, "kind")?,
            text: get(row, "words")?,
            by: get(row, "written_by")?,
            source: get(row, "source")?,
        };
        Ok((get(row, "meeting")?, Noted { point, about: get(row, "talk")? }))
    })
    .await
}

async fn load_recipients(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<(MeetingId, UserId)>, sqlx::Error> {
    let sql = "SELECT meeting, user FROM brief_recipient WHERE team = ?";
    rows(db, sql, team, |row| Ok((get(row, "meeting")?, get(row, "user")?))).await
}

fn brief(row: &SqliteRow) -> Result<Brief, sqlx::Error> {
    Ok(Brief {
        meeting: get(row, "meeting")?,
        points: Vec::new(),
        remarks: get(row, "remarks")?,
        thread: get(row, "thread")?,
        host: get(row, "host")?,
        state: get(row, "state")?,
        drafted: get(row, "drafted")?,
        published: get(row, "published")?,
        approved_by: get(row, "approved_by")?,
        corrected: get(row, "corrected")?,
        recipients: BTreeSet::new(),
    })
}
