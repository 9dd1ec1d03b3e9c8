//! Cards: what each shows, where it is in Slack, and which version Slack has.

use super::column::{damaged, get, rows};
use super::script::{Script, delete, put};
use crate::domain::model::{Card, CardId, ClusterId, Face, MeetingId, TalkId, TeamId, UserId};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use std::collections::BTreeMap;

pub(super) fn put_cards(script: &mut Script, rows: &BTreeMap<CardId, &Card>) -> Result<(), sqlx::Error> {
    let rows = rows.values().map(|row| (row, Shows::of(&row.face), row.at.clone().unzip()));
    put!(script, "card" for (row, shows, (channel, ts)) in rows, [id = row.id], {
        face = shows.face,
        cluster = shows.cluster,
        meeting = shows.meeting,
        talk = shows.talk,
        reader = shows.reader,
        lang = row.lang,
        outbox = row.outbox,
        at_channel = channel,
        at_ts = ts,
        version = row.version,
        shown = row.shown,
    })
}

pub(super) fn forget_cards(
    script: &mut Script,
    ids: impl Iterator<Item = CardId>,
) -> Result<(), sqlx::Error> {
    delete!(script, "card" for id in ids, [id = id])
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
#[derive(Default)]
struct Shows {
    face: String,
    cluster: Option<ClusterId>,
    meeting: Option<MeetingId>,
    talk: Option<TalkId>,
    reader: Option<UserId>,
}

impl Shows {
    fn of(face: &Face) -> Self {
        match face {
            Face::Preview(cluster) => Self::of_cluster("preview", *cluster, None),
            Face::Welcome(cluster) => Self::of_cluster("welcome", *cluster, None),
            Face::WhichCompany(cluster, reader) => Self::of_cluster("which_company", *cluster, Some(reader)),
            Face::Announcement(meeting) => Self::of_meeting("announcement", *meeting, None),
            Face::HostAsk(meeting, reader) => Self::of_meeting("host_ask", *meeting, Some(reader)),
            Face::Reminder(meeting, reader) => Self::of_meeting("reminder", *meeting, Some(reader)),
            Face::Attendance(meeting, reader) => Self::of_meeting("attendance", *meeting, Some(reader)),
            Face::Invitation(meeting, reader) => Self::of_meeting("invitation", *meeting, Some(reader)),
            Face::Draft(meeting, reader) => Self::of_meeting("draft", *meeting, Some(reader)),
            Face::Brief(meeting) => Self::of_meeting("brief", *meeting, None),
            Face::BriefFor(meeting, reader) => Self::of_meeting("brief_for", *meeting, Some(reader)),
            Face::Part(talk) => Self::of_talk("part", *talk),
            Face::Nudge(meeting, reader) => Self::of_meeting("nudge", *meeting, Some(reader)),
            Face::Cover(meeting) => Self::of_meeting("cover", *meeting, None),
            Face::TurnCover(cluster) => Self::of_cluster("turn_cover", *cluster, None),
            Face::Swap(meeting, reader) => Self::of_meeting("swap", *meeting, Some(reader)),
            Face::Talk(talk) => Self::of_talk("talk", *talk),
            Face::With(talk, reader) => Self::of_talk_for("talk_with", *talk, reader),
            Face::ReadyWith(talk, reader) => Self::of_talk_for("ready_with", *talk, reader),
            Face::StepIn(meeting, talk) => {
                Self { meeting: Some(*meeting), ..Self::of_talk("step_in", *talk) }
            }
            Face::Week(talk, reader) => Self::of_talk_for("week", *talk, reader),
            Face::Ready(talk) => Self::of_talk("ready", *talk),
        }
    }

    fn of_cluster(face: &str, cluster: ClusterId, reader: Option<&UserId>) -> Self {
        Self { face: face.to_owned(), cluster: Some(cluster), reader: reader.cloned(), ..Self::default() }
    }

    fn of_meeting(face: &str, meeting: MeetingId, reader: Option<&UserId>) -> Self {
        Self { face: face.to_owned(), meeting: Some(meeting), reader: reader.cloned(), ..Self::default() }
    }

    fn of_talk(face: &str, talk: TalkId) -> Self {
        Self { face: face.to_owned(), talk: Some(talk), ..Self::default() }
    }

    fn of_talk_for(face: &str, talk: TalkId, reader: &UserId) -> Self {
        Self { reader: Some(reader.clone()), ..Self::of_talk(face, talk) }
    }

    fn read(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            face: get(row, "face")?,
            cluster: get(row, "cluster")?,
            meeting: get(row, "meeting")?,
            talk: get(row, "talk")?,
            reader: get(row, "reader")?,
        })
    }

    fn into_face(self) -> Result<Face, sqlx::Error> {
        let Self { face, cluster, meeting, talk, reader } = self;
        Ok(match (face.as_str(), cluster, meeting, talk, reader) {
            ("preview", Some(cluster), None, None, None) => Face::Preview(cluster),
            ("welcome", Some(cluster), None, None, None) => Face::Welcome(cluster),
            ("which_company", Some(cluster), None, None, Some(user)) => Face::WhichCompany(cluster, user),
            ("announcement", None, Some(meeting), None, None) => Face::Announcement(meeting),
            ("host_ask", None, Some(meeting), None, Some(user)) => Face::HostAsk(meeting, user),
            ("reminder", None, Some(meeting), None, Some(user)) => Face::Reminder(meeting, user),
            ("attendance", None, Some(meeting), None, Some(user)) => Face::Attendance(meeting, user),
            ("invitation", None, Some(meeting), None, Some(user)) => Face::Invitation(meeting, user),
            ("draft", None, Some(meeting), None, Some(user)) => Face::Draft(meeting, user),
            ("brief", None, Some(meeting), None, None) => Face::Brief(meeting),
            ("brief_for", None, Some(meeting), None, Some(user)) => Face::BriefFor(meeting, user),
            ("part", None, None, Some(talk), None) => Face::Part(talk),
            ("nudge", None, Some(meeting), None, Some(user)) => Face::Nudge(meeting, user),
            ("cover", None, Some(meeting), None, None) => Face::Cover(meeting),
            ("swap", None, Some(meeting), None, Some(user)) => Face::Swap(meeting, user),
            ("turn_cover", Some(cluster), None, None, None) => Face::TurnCover(cluster),
            ("talk", None, None, Some(talk), None) => Face::Talk(talk),
            ("talk_with", None, None, Some(talk), Some(user)) => Face::With(talk, user),
            ("ready_with", None, None, Some(talk), Some(user)) => Face::ReadyWith(talk, user),
            ("step_in", None, Some(meeting), Some(talk), None) => Face::StepIn(meeting, talk),
            ("week", None, None, Some(talk), Some(user)) => Face::Week(talk, user),
            ("ready", None, None, Some(talk), None) => Face::Ready(talk),
            _ => return Err(damaged("face", "does not fit its columns")),
        })
    }
}
