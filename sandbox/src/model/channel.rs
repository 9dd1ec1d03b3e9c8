//! A channel or a conversation.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::ts::Ts;

/// A channel or a conversation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Channel {
    pub(crate) id: String,
    /// Empty in direct messages.
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) topic: String,
    pub(crate) purpose: String,
    pub(crate) members: Vec<String>,
    /// Civil seconds since 1970.
    pub(crate) created: i64,
    pub(crate) creator: String,
    pub(crate) is_archived: bool,
    pub(crate) is_general: bool,
    #[serde(default)]
    pub(crate) topic_set: Mark,
    #[serde(default)]
    pub(crate) purpose_set: Mark,
    #[serde(default)]
    pub(crate) previous_names: Vec<String>,
    #[serde(default)]
    pub(crate) bookmarks: Vec<Bookmark>,
    /// How far the app's bot has read.
    #[serde(default)]
    pub(crate) last_read: Option<Ts>,
    /// The app's bot has put this conversation away.
    #[serde(default)]
    pub(crate) closed: bool,
}

/// Who did something, and when (civil seconds since 1970).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Mark {
    pub(crate) by: String,
    pub(crate) at: i64,
}

/// A link in a channel's header.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Bookmark {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) link: String,
    pub(crate) emoji: String,
    pub(crate) created: i64,
    /// 0 until it is changed.
    pub(crate) updated: i64,
    pub(crate) by: String,
}

/// What sort of conversation a channel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Kind {
    Public,
    Private,
    Im,
    Mpim,
}

impl Kind {
    /// `channel_type` in message events.
    pub(crate) const fn channel_type(self) -> &'static str {
        match self {
            Self::Public => "channel",
            Self::Private => "group",
            Self::Im => "im",
            Self::Mpim => "mpim",
        }
    }

    /// The first half of a scope, as in `groups:history`.
    pub(crate) const fn family(self) -> &'static str {
        match self {
            Self::Public => "channels",
            Self::Private => "groups",
            Self::Im => "im",
            Self::Mpim => "mpim",
        }
    }

    /// The value in `conversations.list`'s `types`.
    pub(crate) const fn list_type(self) -> &'static str {
        match self {
            Self::Public => "public_channel",
            Self::Private => "private_channel",
            Self::Im => "im",
            Self::Mpim => "mpim",
        }
    }

    /// A direct conversation between two or more.
    pub(crate) const fn is_direct(self) -> bool {
        matches!(self, Self::Im | Self::Mpim)
    }
}

impl Channel {
    /// A channel with nobody in it yet.
    pub(crate) fn new(id: String, name: String, kind: Kind, creator: &str, created: i64) -> Self {
        Self {
            id,
            name,
            kind,
            topic: String::new(),
            purpose: String::new(),
            members: Vec::new(),
            created,
            creator: creator.to_owned(),
            is_archived: false,
            is_general: false,
            topic_set: Mark::default(),
            purpose_set: Mark::default(),
            previous_names: Vec::new(),
            bookmarks: Vec::new(),
            last_read: None,
            closed: false,
        }
    }

    pub(crate) fn has(&self, user: &str) -> bool {
        self.members.iter().any(|member| member == user)
    }

    /// The other one in a direct conversation with `me`.
    pub(crate) fn peer(&self, me: &str) -> Option<&str> {
        (self.kind == Kind::Im).then(|| self.members.iter().find(|member| *member != me))?.map(String::as_str)
    }

    /// The first half of the subtypes of its system lines. Private channels from before March 2021, whose ids begin
    /// with G, have names of their own.
    pub(crate) fn line_family(&self) -> &'static str {
        let old = self.kind == Kind::Private && self.id.starts_with('G');
        if old { "group" } else { "channel" }
    }
}

impl Bookmark {
    /// Slack's JSON.
    pub(crate) fn wire(&self, channel: &str, team: &str, app: &str) -> Value {
        json!({
            "id": self.id, "channel_id": channel, "title": self.title, "link": self.link,
            "emoji": if self.emoji.is_empty() { Value::Null } else { json!(self.emoji) }, "icon_url": null,
            "type": "link", "entity_id": null, "date_created": self.created, "date_updated": self.updated,
            "rank": "i", "last_updated_by_user_id": self.by, "last_updated_by_team_id": team,
            "shortcut_id": null, "app_id": app,
        })
    }
}
