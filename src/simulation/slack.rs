//! Slack, in memory: who is there, what is in which conversation, and the methods that the bot calls.

mod codes;
mod files;
mod web;

pub use codes::codes;
pub(super) use codes::{is_doubtful, is_final};

use super::dice::Dice;
use crate::domain::model::{ChannelId, Instant, Ts, UserId};
use chrono::Duration;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// How long messages are kept: longer than the bot edits any of its own.
const KEPT: Duration = Duration::days(75);

/// Somebody with an account.
#[derive(Clone, Debug)]
pub(super) struct Account {
    pub(super) id: UserId,
    pub(super) handle: String,
    pub(super) locale: &'static str,
    pub(super) active: bool,
}

impl Account {
    /// As `users.list` tells of it.
    pub(super) fn json(&self) -> Value {
        json!({
            "id": self.id, "name": self.handle, "locale": self.locale, "deleted": !self.active,
            "is_bot": false, "profile": { "real_name": format!("Person {}", self.handle) },
        })
    }
}

/// What the bot says of a message of its own, in its metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) outbox: u64,
    pub(super) kind: String,
    pub(super) unasked: bool,
    pub(super) meeting: Option<u64>,
}

/// A message.
#[derive(Clone, Debug)]
pub(super) struct Message {
    pub(super) ts: Ts,
    pub(super) thread: Option<Ts>,
    /// Who wrote it; nobody: the bot.
    pub(super) by: Option<UserId>,
    pub(super) stamp: Option<Stamp>,
    pub(super) text: String,
    pub(super) blocks: Value,
    pub(super) reactions: Vec<&'static str>,
    pub(super) at: Instant,
    /// Until then Slack's own history does not show it.
    pub(super) hidden_until: Option<Instant>,
}

/// A file, from when a place for it was asked for.
#[derive(Clone, Debug)]
pub(super) struct Upload {
    /// What is in it, once that was sent.
    pub(super) text: Option<String>,
    /// Where it is shared.
    shared: Option<(ChannelId, Ts)>,
    at: Instant,
}

/// A conversation.
#[derive(Clone, Debug)]
pub(super) struct Channel {
    pub(super) id: ChannelId,
    pub(super) name: String,
    pub(super) members: BTreeSet<UserId>,
    pub(super) archived: bool,
    /// With whom, if it is direct.
    pub(super) with: Option<UserId>,
    pub(super) messages: BTreeMap<Ts, Message>,
}

/// A workspace of Slack's.
#[derive(Debug)]
pub(super) struct Slack {
    pub(super) bot: UserId,
    pub(super) accounts: BTreeMap<UserId, Account>,
    pub(super) channels: BTreeMap<ChannelId, Channel>,
    pub(super) homes: BTreeMap<UserId, Value>,
    /// Files by what Slack calls them.
    pub(super) files: BTreeMap<String, Upload>,
    /// What the bot has posted since somebody looked.
    pub(super) news: Vec<(ChannelId, Ts)>,
    /// Edits, and those that changed nothing.
    pub(super) edits: u64,
    pub(super) same: u64,
    count: u64,
}

impl Slack {
    pub(super) const fn new(bot: UserId) -> Self {
        Self {
            bot,
            accounts: BTreeMap::new(),
            channels: BTreeMap::new(),
            homes: BTreeMap::new(),
            files: BTreeMap::new(),
            news: Vec::new(),
            edits: 0,
            same: 0,
            count: 0,
        }
    }

    /// A stamp that no other message has, in order of time.
    fn ts(&mut self, at: Instant) -> Ts {
        self.count += 1;
        Ts::from(format!("{}.{:06}", at.timestamp(), self.count % 1_000_000))
    }

    /// Somebody writes; answers where it stands.
    pub(super) fn say(
        &mut self,
        channel: &ChannelId,
        by: &UserId,
        thread: Option<Ts>,
        text: &str,
        at: Instant,
    ) -> Option<Ts> {
        let ts = self.ts(at);
        let room = self.channels.get_mut(channel).filter(|room| !room.archived)?;
        let message = Message {
            ts: ts.clone(),
            thread,
            by: Some(by.clone()),
            stamp: None,
            text: text.to_owned(),
            blocks: Value::Null,
            reactions: Vec::new(),
            at,
            hidden_until: None,
        };
        room.messages.insert(ts.clone(), message);
        Some(ts)
    }

    /// Somebody reacts to a message.
    pub(super) fn react(&mut self, channel: &ChannelId, ts: &Ts, name: &'static str) {
        let room = self.channels.get_mut(channel);
        if let Some(message) = room.and_then(|room| room.messages.get_mut(ts)) {
            message.reactions.push(name);
        }
    }

    /// A message by its place.
    pub(super) fn message(&self, channel: &ChannelId, ts: &Ts) -> Option<&Message> {
        self.channels.get(channel)?.messages.get(ts)
    }

    /// Lets go of what is old, as Slack does on its free plan.
    pub(super) fn forget_old(&mut self, now: Instant) {
        for room in self.channels.values_mut() {
            room.messages.retain(|_, message| now - message.at < KEPT);
        }
        self.files.retain(|_, file| now - file.at < KEPT);
    }

    /// Somebody other than the bot in a channel.
    pub(super) fn somebody_in(&self, channel: &ChannelId, dice: &mut Dice) -> Option<UserId> {
        let room = self.channels.get(channel)?;
        let people: Vec<&UserId> = room.members.iter().filter(|user| **user != self.bot).collect();
        dice.one_of(&people).map(|user| (*user).clone())
    }
}
