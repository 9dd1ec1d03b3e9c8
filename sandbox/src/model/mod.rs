//! Everything the workspace remembers: people, channels, messages, views, files, and the civil clock. Saved as a whole.

mod channel;
mod file;
mod grants;
mod index;
mod message;
mod scheduled;
mod user;
mod usergroup;
mod view;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(crate) use self::channel::{Bookmark, Channel, Kind, Mark};
pub(crate) use self::file::{File, Share};
pub(crate) use self::grants::{Code, End, Grants, Token};
use self::index::Index;
pub(crate) use self::index::Thread;
pub(crate) use self::message::{Edited, Message};
pub(crate) use self::scheduled::Scheduled;
pub(crate) use self::user::{Profile, SLACKBOT, Status, User};
pub(crate) use self::usergroup::Usergroup;
pub(crate) use self::view::{Values, View};
use crate::ids::Ids;
use crate::people::habits;
use crate::tour::Step;
use crate::ts::Ts;

/// How many menus' suggestions are remembered.
const REMEMBERED_MENUS: usize = 200;
/// How many changed messages are remembered, so that an act can tell what it changed.
const REMEMBERED_CHANGES: usize = 5_000;

/// The workspace.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Model {
    pub(crate) team: Team,
    pub(crate) zone: Tz,
    /// The civil clock. It stands still until somebody turns it.
    pub(crate) now: DateTime<Utc>,
    pub(crate) last_ts: Ts,
    pub(crate) ids: Ids,
    pub(crate) users: Vec<User>,
    pub(crate) channels: Vec<Channel>,
    /// By channel, then in order.
    pub(crate) messages: BTreeMap<String, BTreeMap<Ts, Message>>,
    /// Modals; each person's stack in order, the top last.
    pub(crate) views: Vec<View>,
    pub(crate) homes: BTreeMap<String, View>,
    pub(crate) files: BTreeMap<String, File>,
    #[serde(default)]
    pub(crate) usergroups: Vec<Usergroup>,
    /// Messages that wait for their time.
    #[serde(default)]
    pub(crate) scheduled: Vec<Scheduled>,
    /// The workspace's own emoji by name: an address, or `alias:` and another name.
    #[serde(default)]
    pub(crate) emoji: BTreeMap<String, String>,
    /// What people have chosen in messages' menus, by `user channel ts`.
    pub(crate) entered: BTreeMap<String, Values>,
    /// What apps have offered for menus that ask them, the latest last.
    #[serde(default)]
    pub(crate) suggested: VecDeque<Suggested>,
    #[serde(default)]
    pub(crate) grants: Grants,
    /// How people behave when they are let loose, as the seed says it, by user.
    #[serde(default)]
    pub(crate) habits: BTreeMap<String, habits::Asked>,
    /// Those who are, or were, let loose.
    #[serde(default)]
    pub(crate) crowd: Option<habits::Crowd>,
    /// The guided tour that came with the seed.
    #[serde(default)]
    pub(crate) tour: Vec<Step>,
    /// Rises with every change of a message.
    pub(crate) revision: u64,
    /// The latest changes of messages that were there before.
    #[serde(skip)]
    pub(crate) changed: VecDeque<(u64, String, Ts)>,
    #[serde(skip)]
    pub(crate) index: Index,
}

/// The options an app gave for one menu that one person has before them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Suggested {
    /// Person, place, block and action.
    pub(crate) at: String,
    pub(crate) options: Vec<Value>,
}

/// The workspace's name and address.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Team {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) domain: String,
}

impl Model {
    /// The next `ts`: now, or a microsecond after the last one while the clock stands still.
    pub(crate) fn next_ts(&mut self) -> Ts {
        self.last_ts = Ts::from_micros(self.now.timestamp_micros()).max(self.last_ts.after());
        self.last_ts
    }

    /// The civil clock as others read it: RFC 3339 with the offset of the workspace's zone.
    pub(crate) fn now_text(&self) -> String {
        self.local_text(self.now)
    }

    pub(crate) fn local_text(&self, instant: DateTime<Utc>) -> String {
        instant.with_timezone(&self.zone).to_rfc3339_opts(SecondsFormat::AutoSi, false)
    }

    pub(crate) fn user(&self, id: &str) -> Option<&User> {
        self.users.iter().find(|user| user.id == id)
    }

    pub(crate) fn user_mut(&mut self, id: &str) -> Option<&mut User> {
        self.users.iter_mut().find(|user| user.id == id)
    }

    pub(crate) fn channel(&self, id: &str) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.id == id)
    }

    pub(crate) fn channel_mut(&mut self, id: &str) -> Option<&mut Channel> {
        self.channels.iter_mut().find(|channel| channel.id == id)
    }

    /// By id, or by name with or without `#`.
    pub(crate) fn find_channel(&self, id_or_name: &str) -> Option<&Channel> {
        let name = id_or_name.strip_prefix('#').unwrap_or(id_or_name);
        self.channel(id_or_name)
            .or_else(|| self.channels.iter().find(|channel| !name.is_empty() && channel.name == name))
    }

    /// The direct conversation between these two (or more), if they have had one.
    pub(crate) fn conversation(&self, members: &[String]) -> Option<&Channel> {
        let mut members = members.to_vec();
        members.sort();
        members.dedup();
        self.channels.iter().find(|channel| channel.kind.is_direct() && channel.members == members)
    }

    /// The direct conversation between these two (or more), opened if need be. True when it is new.
    pub(crate) fn open_conversation(&mut self, mut members: Vec<String>) -> (String, bool) {
        if let Some(channel) = self.conversation(&members) {
            return (channel.id.clone(), false);
        }
        members.sort();
        members.dedup();
        let kind = if members.len() > 2 { Kind::Mpim } else { Kind::Im };
        let id = self.ids.next(if kind == Kind::Im { "D" } else { "G" });
        let creator = members.first().cloned().unwrap_or_default();
        let mut channel = Channel::new(id.clone(), String::new(), kind, &creator, self.now.timestamp());
        channel.members = members;
        self.channels.push(channel);
        (id, true)
    }

    pub(crate) fn message(&self, channel: &str, ts: Ts) -> Option<&Message> {
        self.messages.get(channel)?.get(&ts)
    }

    /// Keeps a new message.
    pub(crate) fn insert_message(&mut self, mut message: Message) {
        self.revision += 1;
        message.born = self.revision;
        message.revision = self.revision;
        self.index.put(&message);
        self.messages.entry(message.channel.clone()).or_default().insert(message.ts, message);
    }

    /// Changes a message that is there; `None` when it is not.
    pub(crate) fn change_message<T>(
        &mut self,
        channel: &str,
        ts: Ts,
        change: impl FnOnce(&mut Message) -> T,
    ) -> Option<T> {
        let message = self.messages.get_mut(channel)?.get_mut(&ts)?;
        self.revision += 1;
        message.revision = self.revision;
        let result = change(message);
        self.index.put(message);
        self.remember_change(channel, ts);
        Some(result)
    }

    /// Takes a message away. A thread's first message with replies leaves a tombstone, as on Slack.
    pub(crate) fn remove_message(&mut self, channel: &str, ts: Ts) -> Option<Message> {
        let messages = self.messages.get_mut(channel)?;
        let has_replies = self.index.thread(channel, ts).is_some();
        let removed = messages.remove(&ts)?;
        self.index.take(&removed);
        self.revision += 1;
        if has_replies {
            let mut tombstone = removed.tombstone();
            tombstone.revision = self.revision;
            messages.insert(ts, tombstone);
        }
        self.remember_change(channel, ts);
        Some(removed)
    }

    fn remember_change(&mut self, channel: &str, ts: Ts) {
        if self.changed.len() == REMEMBERED_CHANGES {
            self.changed.pop_front();
        }
        self.changed.push_back((self.revision, channel.to_owned(), ts));
    }

    /// The thread below a message, if anybody has replied.
    pub(crate) fn thread(&self, channel: &str, first: Ts) -> Option<&Thread> {
        self.index.thread(channel, first)
    }

    /// Replies to `thread` that the app can read, in order.
    pub(crate) fn replies(&self, channel: &str, thread: Ts) -> impl DoubleEndedIterator<Item = &Message> {
        self.all_of(channel, self.index.replies(channel, thread))
    }

    fn all_of<'a>(
        &'a self,
        channel: &str,
        places: Option<&'a BTreeSet<Ts>>,
    ) -> impl DoubleEndedIterator<Item = &'a Message> {
        let messages = self.messages.get(channel);
        let places = messages.zip(places).into_iter();
        places.flat_map(|(messages, places)| places.iter().filter_map(|ts| messages.get(ts)))
    }

    /// After it was read from somewhere: what is not saved is found again.
    pub(crate) fn found_again(mut self) -> Self {
        self.index = Index::of(&self.messages);
        self
    }

    /// The pinned messages of a channel, the newest first.
    pub(crate) fn pins(&self, channel: &str) -> impl Iterator<Item = &Message> {
        self.all_of(channel, self.index.pinned(channel)).rev()
    }

    /// May this person see this message in their client?
    pub(crate) fn sees(&self, user: &str, message: &Message) -> bool {
        let addressed = message.ephemeral_to.as_deref().is_none_or(|only| only == user);
        addressed && self.channel(&message.channel).is_some_and(|channel| channel.has(user))
    }

    /// Remembers an app's suggestions, in the place of earlier ones for the same menu.
    pub(crate) fn suggest(&mut self, suggested: Suggested) {
        self.suggested.retain(|there| there.at != suggested.at);
        if self.suggested.len() == REMEMBERED_MENUS {
            self.suggested.pop_front();
        }
        self.suggested.push_back(suggested);
    }

    /// What can be chosen in such a menu.
    pub(crate) fn suggested(&self, at: &str) -> &[Value] {
        self.suggested.iter().find(|there| there.at == at).map_or(&[], |there| &there.options)
    }

    /// The top of a person's stack of modals.
    pub(crate) fn top_view(&self, user: &str) -> Option<&View> {
        self.views.iter().rev().find(|view| view.user == user)
    }

    pub(crate) fn usergroup(&self, id: &str) -> Option<&Usergroup> {
        self.usergroups.iter().find(|group| group.id == id)
    }

    pub(crate) fn usergroup_mut(&mut self, id: &str) -> Option<&mut Usergroup> {
        self.usergroups.iter_mut().find(|group| group.id == id)
    }

    /// A modal or a home, by its id.
    pub(crate) fn view_mut(&mut self, id: &str) -> Option<&mut View> {
        self.views.iter_mut().chain(self.homes.values_mut()).find(|view| view.id == id)
    }
}
