//! The Events API: the outer `event_callback` object.

use super::{Undecodable, id, profile, text};
use crate::domain::model::{ChannelId, Event, Nonce, UserId};
use serde_json::Value;

/// An event that the app subscribes to. `bot-manifest.yaml` lists exactly these, which a test holds it to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subscription {
    /// Somebody mentioned the bot.
    Mention,
    /// Somebody wrote to the bot directly.
    DirectMessage,
    /// Somebody wrote in a public channel.
    ChannelMessage,
    /// Somebody wrote in a private channel.
    GroupMessage,
    /// Somebody reacted to a message.
    Reaction,
    /// Somebody opened the app: its Home tab, or the messages beside it.
    AppOpened,
    /// Somebody came into a channel.
    Arrival,
    /// Somebody left a channel.
    Departure,
    /// Somebody is new in the workspace.
    Newcomer,
    /// Somebody's profile has changed.
    Profile,
}

impl Subscription {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Mention,
        Self::DirectMessage,
        Self::ChannelMessage,
        Self::GroupMessage,
        Self::Reaction,
        Self::AppOpened,
        Self::Arrival,
        Self::Departure,
        Self::Newcomer,
        Self::Profile,
    ];

    /// Slack's name of it, as a manifest asks for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mention => "app_mention",
            Self::DirectMessage => "message.im",
            Self::ChannelMessage => "message.channels",
            Self::GroupMessage => "message.groups",
            Self::Reaction => "reaction_added",
            Self::AppOpened => "app_home_opened",
            Self::Arrival => "member_joined_channel",
            Self::Departure => "member_left_channel",
            Self::Newcomer => "team_join",
            Self::Profile => "user_change",
        }
    }

    /// That of an event: messages are told apart by the kind of channel they are in.
    fn of(inner: &Value) -> Result<Option<Self>, Undecodable> {
        let kind = text(inner, "type").ok_or(Undecodable::Missing("event.type"))?;
        let name = match (kind, text(inner, "channel_type")) {
            ("message", Some("channel")) => "message.channels",
            ("message", Some("group")) => "message.groups",
            ("message", Some("im")) => "message.im",
            _ => kind,
        };
        Ok(Self::ALL.into_iter().find(|subscription| subscription.name() == name))
    }
}

/// What happened, unless it is of no use here.
pub(super) fn event(payload: &Value, nonce: Nonce) -> Result<Option<Event>, Undecodable> {
    let inner = payload.get("event").ok_or(Undecodable::Missing("event"))?;
    let Some(subscription) = Subscription::of(inner)? else { return Ok(None) };
    match subscription {
        Subscription::Mention | Subscription::DirectMessage => addressed(inner, nonce),
        Subscription::ChannelMessage | Subscription::GroupMessage => spoke(inner),
        Subscription::Reaction => reacted(inner),
        Subscription::AppOpened if text(inner, "tab") == Some("home") => {
            let by = id(inner, "user").ok_or(Undecodable::Missing("event.user"))?;
            Ok(Some(Event::HomeOpened { by: UserId::from(by) }))
        }
        Subscription::AppOpened => Ok(None),
        Subscription::Arrival => {
            let (channel, user) = place_and_person(inner)?;
            Ok(Some(Event::Arrived { channel, user }))
        }
        Subscription::Departure => {
            let (channel, user) = place_and_person(inner)?;
            Ok(Some(Event::Departed { channel, user }))
        }
        Subscription::Newcomer | Subscription::Profile => {
            let user = inner.get("user").ok_or(Undecodable::Missing("event.user"))?;
            let profile = profile::profile(user).ok_or(Undecodable::Missing("event.user.id"))?;
            Ok(Some(Event::PeopleSeen(vec![profile])))
        }
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

/// Subtypes under which people say something; all others are edits, deletions, comings and goings.
const SAID: [&str; 3] = ["file_share", "me_message", "thread_broadcast"];

/// Somebody wrote in a channel: who and where, and not what.
fn spoke(inner: &Value) -> Result<Option<Event>, Undecodable> {
    let is_said = text(inner, "subtype").is_none_or(|subtype| SAID.contains(&subtype));
    if text(inner, "bot_id").is_some() || !is_said {
        return Ok(None);
    }
    let (channel, user) = place_and_person(inner)?;
    Ok(Some(Event::Spoke { channel, user }))
}

/// Somebody reacted. To what lies in no channel (a file) is nothing to us.
fn reacted(inner: &Value) -> Result<Option<Event>, Undecodable> {
    let user = id(inner, "user").ok_or(Undecodable::Missing("event.user"))?;
    let channel = inner.get("item").and_then(|item| id(item, "channel"));
    let user = UserId::from(user);
    Ok(channel.map(|channel| Event::Spoke { channel: ChannelId::from(channel), user }))
}

/// What stands behind the mention that words in a channel begin with.
fn without_mention(words: &str) -> String {
    let words = words.trim();
    let rest = words.strip_prefix("<@").and_then(|rest| rest.split_once('>')).map(|(_, rest)| rest);
    rest.unwrap_or(words).trim().to_owned()
}

fn place_and_person(inner: &Value) -> Result<(ChannelId, UserId), Undecodable> {
    let channel = id(inner, "channel").ok_or(Undecodable::Missing("event.channel"))?;
    let user = id(inner, "user").ok_or(Undecodable::Missing("event.user"))?;
    Ok((ChannelId::from(channel), UserId::from(user)))
}
