//! Wall time, which trigger expiry, retries and response urls go by; a test may skip over some of it.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::watch;
use tokio::time::Instant;

/// A monotonic clock that can be moved forward.
#[derive(Debug)]
pub(crate) struct Wall {
    started: Instant,
    skipped: watch::Sender<Duration>,
    /// What the civil clock was turned by.
    turned: Mutex<Duration>,
}

impl Wall {
    pub(crate) fn new() -> Self {
        Self {
            started: Instant::now(),
            skipped: watch::Sender::new(Duration::ZERO),
            turned: Mutex::default(),
        }
    }

    /// Time since the start, with all that was skipped.
    pub(crate) fn now(&self) -> Duration {
        self.started.elapsed() + *self.skipped.borrow()
    }

    /// The same with all that the civil clock was turned by: what rate limits go by. Where months are played in a
    /// minute, an app works as much as in those months, and none of that is too often.
    pub(crate) fn passed(&self) -> Duration {
        self.now() + *self.turned.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The civil clock was turned.
    pub(crate) fn turned(&self, by: Duration) {
        *self.turned.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }

    /// Seconds since 1970, with all that was skipped: what tokens and codes expire by, as their owners have no other clock.
    pub(crate) fn unix(&self) -> i64 {
        let real = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from((real + *self.skipped.borrow()).as_secs()).unwrap_or(i64::MAX)
    }

    /// Acts as if `by` had passed; whoever sleeps beyond it wakes.
    pub(crate) fn skip(&self, by: Duration) {
        self.skipped.send_modify(|skipped| *skipped += by);
    }

    /// Sleeps until `now()` has reached `until`.
    pub(crate) async fn sleep_until(&self, until: Duration) {
        let mut skips = self.skipped.subscribe();
        loop {
            let left = until.saturating_sub(self.now());
            if left.is_zero() {
                return;
            }
            tokio::select! {
                () = tokio::time::sleep(left) => return,
                _ = skips.changed() => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Wall;

    #[tokio::test]
    async fn a_skip_wakes_a_sleeper() {
        let wall = Wall::new();
        let until = wall.now() + Duration::from_secs(300);
        let skip = async { wall.skip(Duration::from_secs(301)) };
        tokio::join!(wall.sleep_until(until), skip);
        assert!(wall.now() >= until);
    }
}
