//! Notices when a part that is to run until it is told to stop has ended by itself. Half a bot would still look alive;
//! so the whole of it stops, and whoever keeps it starts it again.

use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use tokio::sync::watch;

/// Raised when a part has ended by itself. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Alarm {
    fallen: watch::Sender<Option<&'static str>>,
}

impl Default for Alarm {
    fn default() -> Self {
        Self { fallen: watch::Sender::new(None) }
    }
}

impl Alarm {
    /// Runs a part to its end. If that comes before `stop` has turned true or its sender is gone, or by panic, the alarm is
    /// raised; not if the part is dropped. `None` after a panic.
    pub async fn guard<T>(
        self,
        part: &'static str,
        stop: watch::Receiver<bool>,
        work: impl Future<Output = T>,
    ) -> Option<T> {
        let ended = AssertUnwindSafe(work).catch_unwind().await;
        let told = *stop.borrow() || stop.has_changed().is_err();
        if ended.is_err() || !told {
            tracing::error!(part, panicked = ended.is_err(), "a part has ended by itself");
            self.fallen.send_if_modified(|fallen| fallen.replace(part).is_none());
        }
        ended.ok()
    }

    /// The same for a part that leaves nothing.
    pub async fn keep(self, part: &'static str, stop: watch::Receiver<bool>, work: impl Future<Output = ()>) {
        let _ = self.guard(part, stop, work).await;
    }

    /// Waits until it is raised, for as long as that takes; answers which part has ended.
    pub async fn raised(&self) -> &'static str {
        let mut fallen = self.fallen.subscribe();
        // The sender is ours, so there is always somebody who may raise it.
        let part = fallen.wait_for(Option::is_some).await.ok().and_then(|part| *part);
        part.unwrap_or("the alarm")
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;
    use tokio::time::timeout;

    #[tokio::test]
    async fn a_part_that_panics_or_returns_by_itself_raises_it() {
        let (_stop, stopped) = watch::channel(false);
        for (part, panics) in [("one that panics", true), ("one that returns", false)] {
            let alarm = Alarm::default();
            let work = async move { assert!(!panics, "on purpose") };
            assert_eq!(alarm.clone().guard(part, stopped.clone(), work).await, (!panics).then_some(()));
            assert_eq!(alarm.raised().await, part);
        }
    }

    #[tokio::test]
    async fn a_part_that_was_told_to_stop_does_not() {
        let (stop, stopped) = watch::channel(false);
        let alarm = Alarm::default();
        let part = tokio::spawn(alarm.clone().guard("one", stopped.clone(), async move {
            let mut stopped = stopped;
            stopped.wait_for(|stop| *stop).await.unwrap();
        }));
        stop.send(true).unwrap();
        assert_eq!(part.await.unwrap(), Some(()));
        assert!(timeout(std::time::Duration::ZERO, alarm.raised()).await.is_err());
    }
}
