//! A message, and how it looks on the wire.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{Mark, SLACKBOT};
use crate::ts::Ts;

/// A message in a channel, a thread or a direct conversation; an ephemeral one has a single reader.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) channel: String,
    pub(crate) ts: Ts,
    /// The thread's first message; that message itself carries it too once it has replies.
    pub(crate) thread_ts: Option<Ts>,
    pub(crate) user: Option<String>,
    pub(crate) bot_id: Option<String>,
    pub(crate) subtype: Option<String>,
    pub(crate) text: String,
    pub(crate) blocks: Option<Value>,
    pub(crate) attachments: Option<Value>,
    pub(crate) metadata: Option<Value>,
    pub(crate) edited: Option<Edited>,
    pub(crate) reactions: Vec<Reaction>,
    pub(crate) files: Vec<String>,
    pub(crate) client_msg_id: Option<String>,
    pub(crate) ephemeral_to: Option<String>,
    pub(crate) pinned: bool,
    /// Who pinned it, and when.
    #[serde(default)]
    pub(crate) pin: Mark,
    /// What messages of its subtype carry beside the rest: `topic`, `old_name`, `inviter`, `username`, ..
    #[serde(default)]
    pub(crate) extra: Map<String, Value>,
    /// The model's revision when it was posted.
    pub(crate) born: u64,
    /// The model's revision when it was last changed.
    pub(crate) revision: u64,
}

/// Who changed a message last, and when (civil).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Edited {
    pub(crate) user: String,
    pub(crate) ts: Ts,
}

/// An emoji under a message, and who put it there.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Reaction {
    pub(crate) name: String,
    pub(crate) users: Vec<String>,
}

impl Message {
    /// The first message of the thread this is a reply in.
    pub(crate) fn replies_to(&self) -> Option<Ts> {
        self.thread_ts.filter(|thread| *thread != self.ts)
    }

    /// Shown in the channel itself, not only in its thread.
    pub(crate) fn in_channel(&self) -> bool {
        self.thread_ts.is_none_or(|thread| thread == self.ts)
            || self.subtype.as_deref() == Some("thread_broadcast")
    }

    /// One of the lines that Slack itself writes when something happens to a channel.
    pub(crate) fn is_line(&self) -> bool {
        self.subtype.as_deref().is_some_and(|subtype| {
            subtype.starts_with("channel_") || subtype.starts_with("group_") || subtype == "pinned_item"
        })
    }

    /// What stays when a thread's first message is deleted.
    pub(crate) fn tombstone(&self) -> Self {
        Self {
            channel: self.channel.clone(),
            ts: self.ts,
            thread_ts: self.thread_ts,
            user: Some(SLACKBOT.to_owned()),
            subtype: Some("tombstone".to_owned()),
            text: "This message was deleted.".to_owned(),
            extra: Map::from_iter([("hidden".to_owned(), json!(true))]),
            born: self.born,
            ..Self::default()
        }
    }

    /// Slack's JSON without what depends on others (bot profile, thread counts, files).
    pub(crate) fn wire(&self, team: &str, app: &str) -> Map<String, Value> {
        let mut out = Map::new();
        out.insert("type".into(), json!("message"));
        out.insert("text".into(), json!(self.text));
        out.insert("ts".into(), json!(self.ts));
        // A tombstone is nobody's.
        if self.subtype.as_deref() != Some("tombstone") {
            out.insert("team".into(), json!(team));
        }
        let mut put = |name: &str, value: Option<Value>| {
            if let Some(value) = value {
                out.insert(name.to_owned(), value);
            }
        };
        put("subtype", self.subtype.as_ref().map(|text| json!(text)));
        put("user", self.user.as_ref().map(|text| json!(text)));
        put("bot_id", self.bot_id.as_ref().map(|text| json!(text)));
        put("app_id", self.bot_id.as_ref().map(|_| json!(app)));
        put("thread_ts", self.thread_ts.map(|ts| json!(ts)));
        put("client_msg_id", self.client_msg_id.as_ref().map(|text| json!(text)));
        put("blocks", self.blocks.clone());
        put("attachments", self.attachments.clone());
        put("edited", self.edited.as_ref().map(|edited| json!({"user": edited.user, "ts": edited.ts})));
        put("reactions", (!self.reactions.is_empty()).then(|| self.reactions_wire()));
        put("pinned_to", self.pinned.then(|| json!([self.channel])));
        out.extend(self.extra.clone());
        out
    }

    fn reactions_wire(&self) -> Value {
        let list = self.reactions.iter();
        list.map(
            |reaction| json!({"name": reaction.name, "users": reaction.users, "count": reaction.users.len()}),
        )
        .collect()
    }

    /// Adds a reaction; false when this person has it there already.
    pub(crate) fn react(&mut self, name: &str, user: &str) -> bool {
        let Some(reaction) = self.reactions.iter_mut().find(|reaction| reaction.name == name) else {
            self.reactions.push(Reaction { name: name.to_owned(), users: vec![user.to_owned()] });
            return true;
        };
        let new = !reaction.users.iter().any(|there| there == user);
        if new {
            reaction.users.push(user.to_owned());
        }
        new
    }

    /// Takes a reaction away; false when this person had none of that name there.
    pub(crate) fn unreact(&mut self, name: &str, user: &str) -> bool {
        let Some(reaction) = self.reactions.iter_mut().find(|reaction| reaction.name == name) else {
            return false;
        };
        let before = reaction.users.len();
        reaction.users.retain(|there| there != user);
        let taken = reaction.users.len() < before;
        self.reactions.retain(|reaction| !reaction.users.is_empty());
        taken
    }
}
