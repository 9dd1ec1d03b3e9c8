//! What is looked up often and follows from the messages: the replies of each thread, and what is pinned. Not saved, but
//! found again.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Message;
use crate::ts::Ts;

/// By channel.
#[derive(Debug, Default)]
pub(crate) struct Index(HashMap<String, Places>);

#[derive(Debug, Default)]
struct Places {
    /// By their first message.
    threads: HashMap<Ts, Thread>,
    pinned: BTreeSet<Ts>,
}

/// What is known of a thread beside its first message: the replies that all may read.
#[derive(Debug, Default)]
pub(crate) struct Thread {
    replies: BTreeSet<Ts>,
    /// Who replied, and how often; in the order in which they came.
    users: Vec<(String, usize)>,
}

impl Thread {
    pub(crate) fn count(&self) -> usize {
        self.replies.len()
    }

    pub(crate) fn latest(&self) -> Option<Ts> {
        self.replies.last().copied()
    }

    pub(crate) fn users(&self) -> impl ExactSizeIterator<Item = &str> {
        self.users.iter().map(|(user, _)| user.as_str())
    }

    fn put(&mut self, reply: &Message) {
        if !self.replies.insert(reply.ts) {
            return;
        }
        let Some(user) = &reply.user else { return };
        match self.users.iter_mut().find(|(there, _)| there == user) {
            Some((_, times)) => *times += 1,
            None => self.users.push((user.clone(), 1)),
        }
    }

    fn take(&mut self, reply: &Message) {
        if !self.replies.remove(&reply.ts) {
            return;
        }
        for (_, times) in self.users.iter_mut().filter(|(there, _)| Some(there) == reply.user.as_ref()) {
            *times -= 1;
        }
        self.users.retain(|(_, times)| *times > 0);
    }
}

impl Index {
    pub(super) fn of(messages: &BTreeMap<String, BTreeMap<Ts, Message>>) -> Self {
        let mut index = Self::default();
        messages.values().flat_map(BTreeMap::values).for_each(|message| index.put(message));
        index
    }

    /// A message is there, or is there in another way than before.
    pub(super) fn put(&mut self, message: &Message) {
        if !self.0.contains_key(&message.channel) {
            self.0.insert(message.channel.clone(), Places::default());
        }
        let Some(places) = self.0.get_mut(&message.channel) else { return };
        if let Some(thread) = message.replies_to().filter(|_| message.ephemeral_to.is_none()) {
            places.threads.entry(thread).or_default().put(message);
        }
        if message.pinned {
            places.pinned.insert(message.ts);
        } else {
            places.pinned.remove(&message.ts);
        }
    }

    /// A message is gone.
    pub(super) fn take(&mut self, message: &Message) {
        let Some(places) = self.0.get_mut(&message.channel) else { return };
        places.pinned.remove(&message.ts);
        if let Some(thread) = message.replies_to()
            && let Some(there) = places.threads.get_mut(&thread)
        {
            there.take(message);
            if there.replies.is_empty() {
                places.threads.remove(&thread);
            }
        }
    }

    /// The thread below a message, if there is one.
    pub(super) fn thread(&self, channel: &str, first: Ts) -> Option<&Thread> {
        self.0.get(channel)?.threads.get(&first)
    }

    /// Its replies, in order.
    pub(super) fn replies(&self, channel: &str, first: Ts) -> Option<&BTreeSet<Ts>> {
        self.thread(channel, first).map(|thread| &thread.replies)
    }

    pub(super) fn pinned(&self, channel: &str) -> Option<&BTreeSet<Ts>> {
        self.0.get(channel).map(|places| &places.pinned)
    }
}
