//! The places for those who connect, and who gives one up when there are not enough.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::AbortHandle;
use tokio::time::{Instant, timeout};

/// When all places are taken, one in which nothing came of anything for so long is given to whoever waits: those who
/// hold many, and send little or only what is refused, keep nobody out for the three seconds that Slack has.
pub(super) const DAWDLING: Duration = Duration::from_secs(1);
/// What has come of a connection. Cheap to clone.
#[derive(Clone)]
pub(super) struct Standing(Arc<Mutex<Stands>>);

struct Stands {
    /// When it came, or last had an answer that was no refusal: refusals are to be had for nothing.
    since: Instant,
    /// A whole request waits for its answer. What is not Slack's is refused as soon as it is whole; so this one has been
    /// let in, and whoever it waits for, it is not the other side.
    served: bool,
}

impl Default for Standing {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Stands { since: Instant::now(), served: false })))
    }
}

impl Standing {
    fn lock(&self) -> MutexGuard<'_, Stands> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A request is whole.
    pub(super) fn serve(&self) {
        self.lock().served = true;
    }

    /// It has its answer.
    pub(super) fn answered(&self, well: bool) {
        let mut stands = self.lock();
        stands.served = false;
        if well {
            stands.since = Instant::now();
        }
    }

    /// Since when nothing has come of it; `None` while it is served.
    fn idle_since(&self) -> Option<Instant> {
        let stands = self.lock();
        (!stands.served).then_some(stands.since)
    }
}

/// A place with somebody in it.
pub(super) struct Taken {
    pub(super) standing: Standing,
    pub(super) task: AbortHandle,
}

/// The places there are.
pub(super) struct Places {
    free: Arc<Semaphore>,
    pub(super) taken: Vec<Taken>,
}

impl Places {
    pub(super) fn new(count: usize) -> Self {
        Self { free: Arc::new(Semaphore::new(count)), taken: Vec::new() }
    }

    /// A place, as soon as one is free or has been dawdled in for long enough.
    pub(super) async fn free(&mut self) -> Option<OwnedSemaphorePermit> {
        self.taken.retain(|taken| !taken.task.is_finished());
        loop {
            if let Ok(place) = Arc::clone(&self.free).try_acquire_owned() {
                return Some(place);
            }
            let taken = self.taken.iter().enumerate();
            let idle = taken.filter_map(|(at, taken)| Some((at, taken.standing.idle_since()?)));
            let longest = idle.min_by_key(|(_, since)| *since).map(|(at, since)| (at, since.elapsed()));
            let waited = longest.map_or(Duration::ZERO, |(_, waited)| waited);
            match longest.filter(|(_, waited)| *waited >= DAWDLING) {
                Some((at, _)) => {
                    // No longer taken, even while its task has not noticed.
                    self.taken.swap_remove(at).task.abort();
                    return Arc::clone(&self.free).acquire_owned().await.ok();
                }
                None => {
                    let ended = Arc::clone(&self.free).acquire_owned();
                    if let Ok(place) = timeout(DAWDLING.saturating_sub(waited), ended).await {
                        return place.ok();
                    }
                }
            }
        }
    }
}
