//! Cards: what each shows, where it is in Slack, and which version Slack has.

use super::column::{damaged, get, put, rows, run};
use crate::domain::model::{Card, CardId, ClusterId, Face, MeetingId, TeamId, UserId};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;

pub(super) async fn put_card(
    db: &mut SqliteConnection,
    team: &TeamId,
    row: &Card,
) -> Result<(), sqlx::Error> {
    let shows = Shows::of(&row.face);
    let (channel, ts) = row.at.clone().unzip();
    put!(db, "card", [team = team, id = row.id], {
        face = shows.face,
        cluster = shows.cluster,
        meeting = shows.meeting,
        reader = shows.reader,
        lang = row.lang,
        outbox = row.outbox,
        at_channel = channel,
        at_ts = ts,
        version = row.version,
        shown = row.shown,
    });
    Ok(())
}

pub(super) async fn forget_card(
    db: &mut SqliteConnection,
    team: &TeamId,
    id: CardId,
) -> Result<(), sqlx::Error> {
    run!(db, "DELETE FROM card WHERE team = ?1 AND id = ?2", *team, id);
    Ok(())
}

pub(super) async fn load_cards(db: &mut SqliteConnection, team: &TeamId) -> Result<Vec<Card>, sqlx::Error> {
    rows(db, "SELECT * FROM card WHERE team = ?", team, |row| {
        let channel: Option<_> = get(row, "at_channel")?;
        Ok(Card {
            id: get(row, "id")?,
            face: Shows::read(row)?.into_face()?,
            lang: get(row, "lang")?,
            outbox: get(row, "outbox")?,
            at: channel.zip(get(row, "at_ts")?),
            version: get(row, "version")?,
            shown: get(row, "shown")?,
        })
    })
    .await
}

/// The columns of a [`Face`]; the word says which of them are filled.
struct Shows {
    face: String,
    cluster: Option<ClusterId>,
    meeting: Option<MeetingId>,
    reader: Option<UserId>,
}

impl Shows {
    fn of(face: &Face) -> Self {
        let (word, cluster, meeting, reader) = match face {
            Face::Preview(cluster) => ("preview", Some(*cluster), None, None),
            Face::Welcome(cluster) => ("welcome", Some(*cluster), None, None),
            Face::WhichCompany(cluster, reader) => ("which_company", Some(*cluster), None, Some(reader)),
            Face::Announcement(meeting) => ("announcement", None, Some(*meeting), None),
            Face::HostAsk(meeting, reader) => ("host_ask", None, Some(*meeting), Some(reader)),
            Face::Reminder(meeting, reader) => ("reminder", None, Some(*meeting), Some(reader)),
            Face::Attendance(meeting, reader) => ("attendance", None, Some(*meeting), Some(reader)),
        };
        Self { face: word.to_owned(), cluster, meeting, reader: reader.cloned() }
    }

    fn read(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            face: get(row, "face")?,
            cluster: get(row, "cluster")?,
            meeting: get(row, "meeting")?,
            reader: get(row, "reader")?,
        })
    }

    fn into_face(self) -> Result<Face, sqlx::Error> {
        Ok(match (self.face.as_str(), self.cluster, self.meeting, self.reader) {
            ("preview", Some(cluster), None, None) => Face::Preview(cluster),
            ("welcome", Some(cluster), None, None) => Face::Welcome(cluster),
            ("which_company", Some(cluster), None, Some(reader)) => Face::WhichCompany(cluster, reader),
            ("announcement", None, Some(meeting), None) => Face::Announcement(meeting),
            ("host_ask", None, Some(meeting), Some(reader)) => Face::HostAsk(meeting, reader),
            ("reminder", None, Some(meeting), Some(reader)) => Face::Reminder(meeting, reader),
            ("attendance", None, Some(meeting), Some(reader)) => Face::Attendance(meeting, reader),
            _ => return Err(damaged("face", "does not fit its columns")),
        })
    }
}
