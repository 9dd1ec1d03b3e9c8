//! Wall time, which trigger expiry, retries and response urls go by; a test may skip over some of it.

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;

/// A monotonic clock that can be moved forward.
#[derive(Debug)]
pub(crate) struct Wall {
    started: Instant,
    skipped: watch::Sender<Duration>,
}

impl Wall {
    pub(crate) fn new() -> Self {
        Self { started: Instant::now(), skipped: watch::Sender::new(Duration::ZERO) }
    }

    /// Time since the start, with all that was skipped.
    pub(crate) fn now(&self) -> Duration {
        self.started.elapsed() + *self.skipped.borrow()
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
