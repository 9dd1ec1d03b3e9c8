//! Waiting until all is quiet: nothing unacknowledged, and every follower of the clock idle.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::time::Instant;

use crate::server::Server;

/// Without followers there is no saying when an app is done: silence of this length must do.
const SILENCE: Duration = Duration::from_millis(120);
/// The same between two deeds of people who are let loose, where nobody waits for an answer.
pub(crate) const SHORT_SILENCE: Duration = Duration::from_millis(25);
/// The shortest and the longest wait before a busy follower is asked again.
const FIRST_PAUSE: Duration = Duration::from_millis(1);
const LONGEST_PAUSE: Duration = Duration::from_millis(25);

/// How the wait ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quiet {
    /// Nothing more will happen by itself.
    pub(crate) settled: bool,
    /// Settled, and nothing waits for a retry or for somebody to connect.
    pub(crate) idle: bool,
    pub(crate) next_due: Option<DateTime<Utc>>,
}

impl Server {
    /// Waits for quiet, at most until `deadline`.
    pub(crate) async fn quiet(self: &Arc<Self>, deadline: Instant) -> Quiet {
        self.quiet_for(SILENCE, deadline).await
    }

    /// The same where a silence of another length will do.
    pub(crate) async fn quiet_for(self: &Arc<Self>, silence: Duration, deadline: Instant) -> Quiet {
        let mut next_due = None;
        let waited = tokio::time::timeout_at(deadline, async {
            let mut changes = self.changes();
            let mut pause = FIRST_PAUSE;
            loop {
                let seen = *changes.borrow_and_update();
                if self.lines.settled() {
                    let said = self.ask_followers().await;
                    next_due = said.next_due;
                    let undisturbed = *changes.borrow() == seen && self.lines.settled();
                    if said.idle && undisturbed && self.silent(silence) {
                        return;
                    }
                    if said.idle && !undisturbed {
                        continue;
                    }
                }
                // A change wakes us at once; a busy follower and a returning bot are looked after now and then.
                let _ = tokio::time::timeout(pause, changes.changed()).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        });
        let settled = waited.await.is_ok();
        Quiet { settled, idle: settled && self.lines.undelivered() == 0, next_due }
    }

    /// Followers say themselves when they are done; and an app that is not there has nothing to say.
    fn silent(&self, wanted: Duration) -> bool {
        !self.followers.urls().is_empty()
            || self.lines.nobody_listens(&self.transport)
            || self.wire.silence().is_none_or(|silence| silence >= wanted)
    }
}
