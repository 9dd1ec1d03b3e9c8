//! What happens by itself when the civil clock reaches its time: scheduled messages are posted, statuses run out.

use chrono::{DateTime, Utc};

use super::World;
use crate::model::{Kind, Scheduled};

impl World {
    /// The next instant at which something happens here by itself.
    pub(crate) fn next_due(&self) -> Option<DateTime<Utc>> {
        let posts = self.model.scheduled.iter().map(|scheduled| scheduled.post_at);
        let statuses = self.model.users.iter().map(|user| user.status.expiration).filter(|at| *at > 0);
        posts.chain(statuses).min().and_then(|at| DateTime::from_timestamp(at, 0))
    }

    /// Turns the civil clock; what has become due happens.
    pub(crate) fn turn_to(&mut self, now: DateTime<Utc>) {
        self.model.now = now;
        self.post_due();
        self.end_statuses();
    }

    fn post_due(&mut self) {
        let now = self.model.now.timestamp();
        let all = std::mem::take(&mut self.model.scheduled);
        let (mut due, later): (Vec<_>, Vec<_>) = all.into_iter().partition(|waits| waits.post_at <= now);
        self.model.scheduled = later;
        due.sort_by_key(|scheduled| (scheduled.post_at, scheduled.created));
        for scheduled in due {
            if self.may_still_post(&scheduled) {
                let ts = self.model.next_ts();
                let mut message = scheduled.message;
                message.ts = ts;
                self.post(message);
            } else {
                tracing::warn!(id = scheduled.id, "a scheduled message is not posted");
            }
        }
    }

    /// Slack drops without a word what cannot be posted any more, and what was scheduled with metadata, which its
    /// documentation calls a bug.
    fn may_still_post(&self, scheduled: &Scheduled) -> bool {
        let message = &scheduled.message;
        let Some(channel) = self.model.channel(&message.channel) else {
            return false;
        };
        let open = channel.kind == Kind::Public && self.manifest.has_scope("chat:write.public");
        let thread = message.thread_ts.is_none_or(|ts| self.model.message(&channel.id, ts).is_some());
        message.metadata.is_none() && thread && !channel.is_archived && (open || self.bot_in(&channel.id))
    }
}
