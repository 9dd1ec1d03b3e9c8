//! The Events API: the outer `event_callback` object.

use super::{Undecodable, profile, text};
use crate::domain::model::{ChannelId, Event, Nonce, UserId};
use serde_json::Value;

/// What happened, unless it is of no use here.
pub(super) fn event(payload: &Value, nonce: Nonce) -> Result<Option<Event>, Undecodable> {
    let inner = payload.get("event").ok_or(Undecodable::Missing("event"))?;
    match text(inner, "type").ok_or(Undecodable::Missing("event.type"))? {
        "app_mention" => addressed(inner, nonce),
        "message" if text(inner, "channel_type") == Some("im") => addressed(inner, nonce),
        "message" | "app_home_opened" => Ok(None),
        "member_joined_channel" => {
            let (channel, user) = place_and_person(inner)?;
            Ok(Some(Event::Arrived { channel, user }))
        }
        "member_left_channel" => {
            let (channel, user) = place_and_person(inner)?;
            Ok(Some(Event::Departed { channel, user }))
        }
        "user_change" | "team_join" => {
            let user = inner.get("user").ok_or(Undecodable::Missing("event.user"))?;
            let profile = profile::profile(user).ok_or(Undecodable::Missing("event.user.id"))?;
            Ok(Some(Event::PeopleSeen(vec![profile])))
        }
        _ => Err(Undecodable::UnknownType),
    }
}

/// Somebody's own new words. Bots (we are one) have a `bot_id`; edits, deletions, joins and the like a `subtype`.
fn addressed(inner: &Value, nonce: Nonce) -> Result<Option<Event>, Undecodable> {
    if text(inner, "bot_id").is_some() || text(inner, "subtype").is_some() {
        return Ok(None);
    }
    let (channel, by) = place_and_person(inner)?;
    let words = without_mention(text(inner, "text").unwrap_or_default());
    Ok(Some(Event::Addressed { by, channel, words, nonce }))
}

/// What stands behind the mention that words in a channel begin with.
fn without_mention(words: &str) -> String {
    let words = words.trim();
    let rest = words.strip_prefix("<@").and_then(|rest| rest.split_once('>')).map(|(_, rest)| rest);
    rest.unwrap_or(words).trim().to_owned()
}

fn place_and_person(inner: &Value) -> Result<(ChannelId, UserId), Undecodable> {
    let channel = text(inner, "channel").ok_or(Undecodable::Missing("event.channel"))?;
    let user = text(inner, "user").ok_or(Undecodable::Missing("event.user"))?;
    Ok((ChannelId::from(channel), UserId::from(user)))
}
