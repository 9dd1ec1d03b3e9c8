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
    /// Replies that all may read, by their thread's first message.
    threads: HashMap<Ts, BTreeSet<Ts>>,
    pinned: BTreeSet<Ts>,
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
            places.threads.entry(thread).or_default().insert(message.ts);
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
            && let Some(replies) = places.threads.get_mut(&thread)
        {
            replies.remove(&message.ts);
            if replies.is_empty() {
                places.threads.remove(&thread);
            }
        }
    }

    /// The replies of a thread, in order.
    pub(super) fn replies(&self, channel: &str, thread: Ts) -> Option<&BTreeSet<Ts>> {
        self.0.get(channel)?.threads.get(&thread)
    }

    pub(super) fn pinned(&self, channel: &str) -> Option<&BTreeSet<Ts>> {
        self.0.get(channel).map(|places| &places.pinned)
    }
}
