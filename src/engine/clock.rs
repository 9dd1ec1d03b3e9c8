//! The two clocks. The *civil* one decides what is due and can be turned by a sandbox; the *wall*
//! clock counts for timeouts, signatures and attempts. Nothing else in the house reads the time.

use crate::domain::model::Instant;
use chrono::{SubsecRound, Utc};
use std::time::Duration;
use tokio::sync::watch;

/// The civil clock, and the wall clock beside it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Clock {
    /// The turned time; `None` follows the machine.
    turned: watch::Receiver<Option<Instant>>,
}

/// The hand that turns a followed clock.
#[derive(Debug)]
pub struct Hand(watch::Sender<Option<Instant>>);

impl Hand {
    /// Turns the clock.
    pub fn turn(&self, now: Instant) {
        self.0.send_replace(Some(whole_micros(now)));
    }
}

impl Clock {
    /// The machine's own clock.
    pub fn of_machine() -> Self {
        Self { turned: watch::channel(None).1 }
    }

    /// A clock that stands where it is turned to.
    pub fn turned(start: Instant) -> (Self, Hand) {
        let (hand, turned) = watch::channel(Some(whole_micros(start)));
        (Self { turned }, Hand(hand))
    }

    /// The civil time, UTC.
    pub fn civil(&self) -> Instant {
        self.turned.borrow().unwrap_or_else(wall)
    }

    /// Returns when the civil time may have reached `at`, or the clock was turned.
    pub async fn reached(&mut self, at: Option<Instant>) {
        let turned = *self.turned.borrow_and_update();
        // Turned between the look at what is due and this wait.
        if turned.is_some_and(|now| at.is_some_and(|at| at <= now)) {
            return;
        }
        let wait = match (turned, at) {
            (None, Some(at)) => (at - wall()).to_std().unwrap_or_default(),
            // A turned clock stands still; a machine's without anything due looks again in an hour.
            _ => Duration::from_secs(3600),
        };
        // Waiting in short stretches notices a machine that slept, or a clock that was set.
        let stretch = wait.min(Duration::from_secs(60));
        if self.turned.has_changed().is_err() {
            return tokio::time::sleep(stretch).await;
        }
        tokio::select! {
            () = tokio::time::sleep(stretch) => {}
            _ = self.turned.changed() => {}
        }
    }
}

/// Wall time, UTC, in whole microseconds: what is stored comes back equal.
pub fn wall() -> Instant {
    whole_micros(Utc::now())
}

fn whole_micros(at: Instant) -> Instant {
    at.trunc_subsecs(6)
}
