//! Whether Klynge can do its work right now, and if not, why.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// When the oldest waiting event is older than this, people notice.
pub const LAG_LIMIT: Duration = Duration::from_secs(10);

/// What readiness depends on, shared by those who know and the endpoint that tells. Cheap to clone; starts not ready.
#[derive(Debug, Clone, Default)]
pub struct Readiness {
    parts: Arc<Parts>,
}

#[derive(Debug, Default)]
struct Parts {
    database: AtomicBool,
    /// What is wrong with it.
    database_trouble: Mutex<Option<&'static str>>,
    slack: AtomicBool,
    /// What a person has to mend before Slack can reach us.
    trouble: Mutex<Option<&'static str>>,
    lag_ms: AtomicU64,
}

impl Readiness {
    /// The last transaction went through. Answers whether that is news.
    pub fn set_database(&self) -> bool {
        *self.parts.database_trouble.lock().unwrap_or_else(PoisonError::into_inner) = None;
        !self.parts.database.swap(true, Ordering::Relaxed)
    }

    /// It did not, and this is why. Answers whether that is news.
    pub fn fail_database(&self, words: &'static str) -> bool {
        let mut trouble = self.parts.database_trouble.lock().unwrap_or_else(PoisonError::into_inner);
        let was_fine = self.parts.database.swap(false, Ordering::Relaxed);
        trouble.replace(words) != Some(words) || was_fine
    }

    /// Whether Slack can reach us: a socket is open, or the listener is up.
    pub fn set_slack(&self, connected: bool) {
        self.parts.slack.store(connected, Ordering::Relaxed);
    }

    /// What a person has to mend before Slack can reach us, in words; `None`: nothing.
    pub fn set_trouble(&self, words: Option<&'static str>) {
        *self.parts.trouble.lock().unwrap_or_else(PoisonError::into_inner) = words;
    }

    /// How long the oldest waiting event has waited; zero when none waits.
    pub fn set_lag(&self, lag: Duration) {
        let ms = u64::try_from(lag.as_millis()).unwrap_or(u64::MAX);
        self.parts.lag_ms.store(ms, Ordering::Relaxed);
    }

    /// Why Klynge is not ready, in words; empty when it is.
    #[must_use]
    pub fn reasons(&self) -> Vec<String> {
        let mut reasons = Vec::new();
        if !self.parts.database.load(Ordering::Relaxed) {
            let trouble = *self.parts.database_trouble.lock().unwrap_or_else(PoisonError::into_inner);
            let words = trouble.map_or_else(String::new, |trouble| format!(": {trouble}"));
            reasons.push(format!("the database cannot be written{words}"));
        }
        if !self.parts.slack.load(Ordering::Relaxed) {
            reasons.push("there is no connection to Slack".to_owned());
            let trouble = *self.parts.trouble.lock().unwrap_or_else(PoisonError::into_inner);
            reasons.extend(trouble.map(str::to_owned));
        }
        let lag = Duration::from_millis(self.parts.lag_ms.load(Ordering::Relaxed));
        if lag > LAG_LIMIT {
            reasons.push(format!("events wait for {} s", lag.as_secs()));
        }
        reasons
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_can_make_it_unready() {
        let readiness = Readiness::default();
        assert_eq!(readiness.reasons().len(), 2);
        assert!(readiness.set_database() && !readiness.set_database());
        readiness.set_trouble(Some("the cable is out"));
        assert_eq!(readiness.reasons(), ["there is no connection to Slack", "the cable is out"]);
        readiness.set_slack(true);
        assert!(readiness.reasons().is_empty());
        readiness.set_lag(LAG_LIMIT);
        assert!(readiness.reasons().is_empty());
        readiness.set_lag(Duration::from_secs(12));
        assert_eq!(readiness.reasons(), ["events wait for 12 s"]);
        readiness.set_lag(Duration::ZERO);
        assert!(readiness.fail_database("no room") && !readiness.fail_database("no room"));
        assert_eq!(readiness.reasons(), ["the database cannot be written: no room"]);
        assert!(readiness.fail_database("no disk") && readiness.set_database());
        assert!(readiness.reasons().is_empty());
    }
}
