//! Messages on their way, and the ledger of unasked ones. What a message says is the only JSON in
//! the database; where it goes and how far it has come are columns, of which each case fills its own.

use super::column::{damaged, get, rows};
use super::script::{Script, delete, put};
use crate::domain::model::{
    Body, CardId, ChannelId, FileId, Instant, Msg, OutboxId, Outgoing, Place, Progress, TeamId, Ts, Unasked,
    Upload, UserId,
};
use sqlx::SqliteConnection;
use sqlx::sqlite::SqliteRow;
use std::collections::BTreeMap;

pub(super) fn put_outbox(
    script: &mut Script,
    rows: &BTreeMap<OutboxId, &Outgoing>,
) -> Result<(), sqlx::Error> {
    let all: Vec<_> =
        rows.values().map(|row| Ok((row, Content::of(&row.body)?))).collect::<Result<_, sqlx::Error>>()?;
    let all = all.into_iter().map(|(row, said)| (row, To::of(&row.place), said, State::of(&row.progress)));
    put!(script, "outgoing" for (row, to, said, state) in all, [id = row.id], {
        to_channel = to.channel,
        to_user = to.user,
        to_thread_of = to.thread_of,
        words = said.words,
        card = said.card,
        is_file = said.is_file,
        upload = said.upload,
        upload_sequence = said.sequence,
        lang = row.lang,
        kind = row.kind,
        unasked = row.unasked,
        own_initiative = row.own_initiative,
        meeting = row.meeting,
        expires = row.expires,
        created = row.created,
        progress = state.progress,
        attempted = state.attempted,
        sent_channel = state.sent_channel,
        sent_ts = state.sent_ts,
        dead_code = state.dead_code,
    })
}

pub(super) fn forget_outbox(
    script: &mut Script,
    ids: impl Iterator<Item = OutboxId>,
) -> Result<(), sqlx::Error> {
    delete!(script, "outgoing" for id in ids, [id = id])
}

pub(super) async fn load_outbox(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<Outgoing>, sqlx::Error> {
    rows(db, "SELECT * FROM outgoing WHERE team = ?", team, |row| {
        Ok(Outgoing {
            id: get(row, "id")?,
            place: To::read(row)?.place()?,
            body: Content::read(row)?.body()?,
            lang: get(row, "lang")?,
            kind: get(row, "kind")?,
            unasked: get(row, "unasked")?,
            own_initiative: get(row, "own_initiative")?,
            meeting: get(row, "meeting")?,
            expires: get(row, "expires")?,
            created: get(row, "created")?,
            progress: State::read(row)?.into_progress()?,
        })
    })
    .await
}

/// The columns of a [`Place`]; exactly one is filled.
#[derive(Default)]
struct To {
    channel: Option<ChannelId>,
    user: Option<UserId>,
    thread_of: Option<CardId>,
}

impl To {
    fn of(place: &Place) -> Self {
        let mut to = Self::default();
        match place {
            Place::Channel(channel) => to.channel = Some(channel.clone()),
            Place::Dm(user) => to.user = Some(user.clone()),
            Place::ThreadOf(card) => to.thread_of = Some(*card),
        }
        to
    }

    fn read(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            channel: get(row, "to_channel")?,
            user: get(row, "to_user")?,
            thread_of: get(row, "to_thread_of")?,
        })
    }

    fn place(self) -> Result<Place, sqlx::Error> {
        match (self.channel, self.user, self.thread_of) {
            (Some(channel), None, None) => Ok(Place::Channel(channel)),
            (None, Some(user), None) => Ok(Place::Dm(user)),
            (None, None, Some(card)) => Ok(Place::ThreadOf(card)),
            _ => Err(damaged("to_channel", "not exactly one place")),
        }
    }
}

/// The columns of a [`Body`]: words, or a card, or a file, or none of them once they are purged.
#[derive(Default)]
struct Content {
    words: Option<String>,
    card: Option<CardId>,
    is_file: bool,
    upload: Option<FileId>,
    sequence: Option<u32>,
}

impl Content {
    fn of(body: &Body) -> Result<Self, sqlx::Error> {
        let mut content = Self::default();
        match body {
            Body::Say(msg) => {
                let words = serde_json::to_string(msg);
                content.words = Some(words.map_err(|e| sqlx::Error::Encode(e.into()))?);
            }
            Body::Card(card) => content.card = Some(*card),
            Body::File(upload) => {
                content.is_file = true;
                (content.upload, content.sequence) =
                    upload.as_ref().map(|upload| (upload.file.clone(), upload.sequence)).unzip();
            }
            Body::Purged => {}
        }
        Ok(content)
    }

    fn read(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            words: get(row, "words")?,
            card: get(row, "card")?,
            is_file: get(row, "is_file")?,
            upload: get(row, "upload")?,
            sequence: get(row, "upload_sequence")?,
        })
    }

    fn body(self) -> Result<Body, sqlx::Error> {
        match (self.words, self.card, self.is_file) {
            (Some(words), None, false) => {
                let msg: Msg = serde_json::from_str(&words).map_err(|e| damaged("words", fault(&e)))?;
                Ok(Body::Say(Box::new(msg)))
            }
            (None, Some(card), false) => Ok(Body::Card(card)),
            (None, None, true) => {
                let upload = self.upload.zip(self.sequence);
                Ok(Body::File(upload.map(|(file, sequence)| Upload { file, sequence })))
            }
            (None, None, false) => Ok(Body::Purged),
            _ => Err(damaged("words", "more than one of words, a card and a file")),
        }
    }
}

/// Where the JSON is at fault. serde's own text would quote the message, and end in a log.
fn fault(error: &serde_json::Error) -> String {
    format!("{:?} fault at character {}", error.classify(), error.column())
}

/// The columns of a [`Progress`]; the word says which of them are filled.
#[derive(Default)]
struct State {
    progress: String,
    attempted: Option<Instant>,
    sent_channel: Option<ChannelId>,
    sent_ts: Option<Ts>,
    dead_code: Option<String>,
}

impl State {
    fn of(progress: &Progress) -> Self {
        let mut state = Self::default();
        state.progress = match progress {
            Progress::Waiting => "waiting",
            Progress::Sending(at) => {
                state.attempted = Some(*at);
                "sending"
            }
            Progress::Unknown(at) => {
                state.attempted = Some(*at);
                "unknown"
            }
            Progress::Sent(channel, ts) => {
                state.sent_channel = Some(channel.clone());
                state.sent_ts = Some(ts.clone());
                "sent"
            }
            Progress::Dead(code) => {
                state.dead_code = Some(code.clone());
                "dead"
            }
        }
        .to_owned();
        state
    }

    fn read(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            progress: get(row, "progress")?,
            attempted: get(row, "attempted")?,
            sent_channel: get(row, "sent_channel")?,
            sent_ts: get(row, "sent_ts")?,
            dead_code: get(row, "dead_code")?,
        })
    }

    fn into_progress(self) -> Result<Progress, sqlx::Error> {
        let sent = self.sent_channel.zip(self.sent_ts);
        let progress = match self.progress.as_str() {
            "waiting" => Some(Progress::Waiting),
            "sending" => self.attempted.map(Progress::Sending),
            "unknown" => self.attempted.map(Progress::Unknown),
            "sent" => sent.map(|(channel, ts)| Progress::Sent(channel, ts)),
            "dead" => self.dead_code.map(Progress::Dead),
            _ => None,
        };
        progress.ok_or_else(|| damaged("progress", "does not fit its columns"))
    }
}

pub(super) fn put_unasked(
    script: &mut Script,
    rows: &BTreeMap<OutboxId, &Unasked>,
) -> Result<(), sqlx::Error> {
    put!(script, "unasked" for row in rows.values(), [outbox = row.outbox], { user = row.user, day = row.date })
}

pub(super) fn forget_unasked(
    script: &mut Script,
    ids: impl Iterator<Item = OutboxId>,
) -> Result<(), sqlx::Error> {
    delete!(script, "unasked" for id in ids, [outbox = id])
}

pub(super) async fn load_unasked(
    db: &mut SqliteConnection,
    team: &TeamId,
) -> Result<Vec<Unasked>, sqlx::Error> {
    rows(db, "SELECT * FROM unasked WHERE team = ?", team, |row| {
        Ok(Unasked { outbox: get(row, "outbox")?, user: get(row, "user")?, date: get(row, "day")? })
    })
    .await
}
