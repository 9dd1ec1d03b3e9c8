//! What comes from Slack becomes [`Event`]s. Pure and total: no JSON, however odd, panics; what this program has no
//! use for is no event, and what it cannot read is an [`Undecodable`].
//!
//! Reads Slack's raw JSON, not slack-morphism's types, which drop fields and refuse what they do not know.

mod happening;
mod interaction;
mod profile;
mod shortcut;
#[cfg(test)]
mod tests;
mod thread;

pub use happening::Subscription;
pub use profile::profiles;
pub use shortcut::PUT_ON_AGENDA;
pub use thread::remarks;

use super::inbound::Kind;
use crate::domain::model::{ChannelId, Event, Nonce, TeamId, UserId};
use serde_json::Value;
use thiserror::Error;

/// A delivery, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// What happened; `None`: something that is of no use here.
    pub event: Option<Event>,
    /// The same for every repetition of the delivery, and for no other one.
    pub key: Option<String>,
    /// The short ways back.
    pub lane: Lane,
}

/// Ways to answer that soon close.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lane {
    /// Opens one modal, within three seconds.
    pub trigger: Option<String>,
    /// Takes five answers within half an hour.
    pub response_url: Option<String>,
    /// The workspace it is for.
    pub team: Option<TeamId>,
}

impl Decoded {
    /// The workspace it is for, where Slack says so.
    pub fn team(&self) -> Option<&TeamId> {
        self.lane.team.as_ref()
    }
}

/// Why a delivery could not be read. Holds no words of anybody's.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Undecodable {
    /// A field that Slack always sends is not there.
    #[error("no `{0}`")]
    Missing(&'static str),
    /// A kind of thing that this program does not know.
    #[error("of an unknown type")]
    UnknownType,
    /// A button that is not of ours, or of a version of ours that is gone.
    #[error("an unknown button")]
    UnknownButton,
    /// The same of a modal.
    #[error("an unknown modal")]
    UnknownModal,
}

/// Reads one delivery. `envelope` is the socket's id of it, if it came that way.
///
/// # Errors
/// [`Undecodable`], which no repetition would mend: acknowledge it and leave it.
pub fn decode(kind: Kind, payload: &Value, envelope: Option<&str>) -> Result<Decoded, Undecodable> {
    let key = key(kind, payload, envelope);
    // Deterministic, so that a repetition opens the same form.
    let nonce = nonce(key.as_deref().unwrap_or(&payload.to_string()));
    let event = match kind {
        Kind::Event => happening::event(payload, nonce)?,
        Kind::Command => Some(command(payload, nonce)?),
        Kind::Interaction => interaction::event(payload, nonce)?,
    };
    Ok(Decoded { event, key, lane: lane(kind, payload) })
}

/// An event's own id; for what people do the trigger, which is new with each press and each submission (so that a
/// modal sent again after a fault counts as new), and only then the envelope, which a repetition may change.
fn key(kind: Kind, payload: &Value, envelope: Option<&str>) -> Option<String> {
    let name = match kind {
        Kind::Event => "event_id",
        Kind::Command | Kind::Interaction => "trigger_id",
    };
    match (text(payload, name), envelope) {
        (Some(id), _) => Some(format!("{name}:{id}")),
        (None, Some(envelope)) => Some(format!("envelope:{envelope}")),
        (None, None) => None,
    }
}

fn lane(kind: Kind, payload: &Value) -> Lane {
    let team = match kind {
        // Of an event in a shared channel `team_id` may name the other side; the authorisation is ours.
        Kind::Event => payload
            .pointer("/authorizations/0/team_id")
            .and_then(Value::as_str)
            .or_else(|| text(payload, "team_id")),
        Kind::Command => text(payload, "team_id"),
        Kind::Interaction => payload.pointer("/team/id").and_then(Value::as_str),
    };
    Lane {
        trigger: text(payload, "trigger_id").map(str::to_owned),
        response_url: text(payload, "response_url").map(str::to_owned),
        team: team.map(TeamId::from),
    }
}

/// A slash command. Slack escapes three characters in its text.
fn command(payload: &Value, nonce: Nonce) -> Result<Event, Undecodable> {
    let words = payload.get("text").and_then(Value::as_str).unwrap_or_default();
    Ok(Event::Commanded {
        by: UserId::from(id(payload, "user_id").ok_or(Undecodable::Missing("user_id"))?),
        channel: ChannelId::from(id(payload, "channel_id").ok_or(Undecodable::Missing("channel_id"))?),
        words: words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"),
        nonce,
    })
}

/// 63 bits (SQLite's integers are signed) of FNV-1a: stable over versions and processes, unlike the standard library's.
fn nonce(of: &str) -> Nonce {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let hash = of.bytes().fold(BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    Nonce(hash >> 1)
}

/// Far longer than any id of Slack's.
const LONGEST_ID: usize = 255;

/// A field with an id. They are opaque, but travel in forms and stand in mentions, so what would burst either is none.
fn id<'a>(of: &'a Value, field: &str) -> Option<&'a str> {
    let is_id = |id: &&str| {
        id.len() <= LONGEST_ID
            && id.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '|' | '&'))
    };
    text(of, field).filter(is_id)
}

/// A field of text, unless empty.
fn text<'a>(of: &'a Value, field: &str) -> Option<&'a str> {
    of.get(field)?.as_str().filter(|text| !text.is_empty())
}
