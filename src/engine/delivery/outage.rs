//! Whether Slack is there. After a call without an answer it is asked something that costs nothing and changes nothing;
//! while that goes unanswered too, nothing else is tried. So a dead Slack is not hammered, no message comes into doubt
//! that need not, and everything goes on at once when it is back, however long it was away.

use super::queue::Tick;
use std::time::Duration;

/// What is known of Slack.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Outage {
    /// It answers, as far as we know.
    #[default]
    None,
    /// Something went unanswered: it is to be asked at this time.
    Suspected(Tick),
    /// It did not answer that either, and is to be asked again at this time.
    Certain(Tick),
}

impl Outage {
    /// When Slack is to be asked; nothing else is to be tried before.
    pub(super) const fn ask_at(self) -> Option<Tick> {
        match self {
            Self::None => None,
            Self::Suspected(at) | Self::Certain(at) => Some(at),
        }
    }

    /// A call went unanswered.
    pub(super) fn suspect(&mut self, tick: Tick) {
        if *self == Self::None {
            *self = Self::Suspected(tick);
        }
    }

    /// Slack was asked, and is to be asked again after this pause if it did not answer. Whether it is back after an outage.
    pub(super) fn asked(&mut self, answered: bool, tick: Tick, pause: Duration) -> bool {
        let before = *self;
        *self = if answered { Self::None } else { Self::Certain(tick + pause) };
        match (before, answered) {
            (Self::Suspected(_), false) => tracing::warn!("Slack does not answer: what is to be said waits"),
            (Self::Certain(_), true) => tracing::info!("Slack answers again"),
            _ => {}
        }
        matches!(before, Self::Certain(_)) && answered
    }
}
