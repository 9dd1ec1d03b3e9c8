//! The keys of events taken in: Slack repeats what it is unsure of.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;

/// Keys in memory are forgotten after this many, oldest first; Slack repeats within minutes, and the disk knows more.
const SEEN_KEPT: usize = 10_000;

/// Keys of events taken in, oldest forgotten first. The database knows them for longer.
pub(super) struct Seen {
    keys: HashSet<Arc<str>>,
    order: VecDeque<Arc<str>>,
}

impl Seen {
    pub(super) fn new(keys: impl Iterator<Item = String>) -> Self {
        let mut seen = Self { keys: HashSet::new(), order: VecDeque::new() };
        keys.for_each(|key| seen.insert(&key));
        seen
    }

    pub(super) fn contains(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    pub(super) fn insert(&mut self, key: &str) {
        let key: Arc<str> = key.into();
        if self.keys.insert(Arc::clone(&key)) {
            self.order.push_back(key);
        }
        while self.order.len() > SEEN_KEPT {
            if let Some(oldest) = self.order.pop_front() {
                self.keys.remove(&oldest);
            }
        }
    }
}
