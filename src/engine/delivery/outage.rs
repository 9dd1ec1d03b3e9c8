//! Whether Slack is there. After a call without an answer it is asked something that costs nothing and changes nothing;
//! while that goes unanswered too, nothing else is tried. So a dead Slack is not hammered, no message comes into doubt
//! that need not, and everything goes on at once when it is back, however long it was away.

use super::Delivery;
use super::queue::Tick;
use crate::domain::policy::Method;
use crate::engine::reach::Reach;
use crate::slack::api::ApiError;
use serde_json::json;
use std::pin::pin;
use std::time::Duration;

/// Between two questions while there is no answer, and the longest that one may take: together less than the five seconds
/// within which all is to go on.
pub(super) const PAUSE: Duration = Duration::from_secs(2);
const LONGEST: Duration = Duration::from_millis(2500);

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

/// Asks Slack; any answer will do, also a refusal.
pub(super) async fn answers<R: Reach>(delivery: &Delivery<R>) -> bool {
    let nothing = json!({});
    let call = pin!(delivery.reach.call(Method::AuthTest, &nothing));
    let longest = pin!(delivery.reach.pause(LONGEST));
    match futures_util::future::select(call, longest).await {
        futures_util::future::Either::Left((answer, _)) => {
            !matches!(answer, Err(ApiError::Transient(_) | ApiError::Unknown(_)))
        }
        futures_util::future::Either::Right(_) => false,
    }
}
