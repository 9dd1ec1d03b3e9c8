//! How long to wait before the next try to connect.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

const FIRST: Duration = Duration::from_millis(200);
/// With the time that a try may take, less than the five seconds within which we are to be back.
const LONGEST: Duration = Duration::from_secs(2);

/// Waits that double from 0.2 s to 2 s, each shortened by chance to between half and all of itself, so that many bots
/// cut at once don't come back at once.
#[derive(Debug, Clone)]
pub(super) struct Backoff {
    next: Duration,
}

impl Backoff {
    pub(super) const fn new() -> Self {
        Self { next: FIRST }
    }

    /// Starts over: the last connection was a good one.
    pub(super) const fn reset(&mut self) {
        self.next = FIRST;
    }

    /// The next wait.
    pub(super) fn wait(&mut self) -> Duration {
        let whole = self.next;
        self.next = (whole * 2).min(LONGEST);
        jitter(whole, random())
    }
}

/// Between half and all of `whole`.
fn jitter(whole: Duration, random: u16) -> Duration {
    whole.mul_f64(0.5 + 0.5 * f64::from(random) / f64::from(u16::MAX))
}

/// Good enough to spread waits, and needs no generator: each hasher is keyed anew.
fn random() -> u16 {
    let [a, b, ..] = RandomState::new().hash_one(0_u8).to_le_bytes();
    u16::from_le_bytes([a, b])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_two_seconds_and_start_over() {
        let mut backoff = Backoff::new();
        let mut longest = Duration::ZERO;
        for _ in 0..20 {
            let wait = backoff.wait();
            assert!(wait >= Duration::from_millis(100) && wait <= LONGEST, "{wait:?}");
            longest = longest.max(wait);
        }
        assert!(longest >= LONGEST / 2);
        backoff.reset();
        assert!(backoff.wait() <= FIRST);
    }

    #[test]
    fn chance_takes_at_most_half() {
        let second = Duration::from_secs(1);
        assert_eq!(jitter(second, 0), second / 2);
        assert_eq!(jitter(second, u16::MAX), second);
    }
}
