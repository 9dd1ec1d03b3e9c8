//! Whether anything is under way: every piece of work holds a [`Token`] while it lasts, so that a
//! turned clock can wait for quiet, and a stop can drain.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Notify;

/// Counts the work under way. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Work {
    count: Arc<AtomicUsize>,
    ended: Arc<Notify>,
}

/// One piece of work, under way until dropped.
#[derive(Debug)]
pub struct Token(Work);

impl Work {
    /// Begins a piece of work.
    pub fn begin(&self) -> Token {
        self.count.fetch_add(1, Ordering::SeqCst);
        Token(self.clone())
    }

    /// How many pieces are under way.
    pub fn under_way(&self) -> usize {
        self.count.load(Ordering::SeqCst)
    }

    /// Returns when some piece of work has ended since the last time somebody waited.
    pub async fn ended(&self) {
        self.ended.notified().await;
    }
}

impl Drop for Token {
    fn drop(&mut self) {
        self.0.count.fetch_sub(1, Ordering::SeqCst);
        self.0.ended.notify_waiters();
        self.0.ended.notify_one();
    }
}
