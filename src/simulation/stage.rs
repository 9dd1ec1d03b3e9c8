//! What outlives the process: the time, the weather, Slack, what is on disk, and what is watched over.
//! And the process's way out to them.

use super::dice::Dice;
use super::disk::Image;
use super::process::patience;
use super::slack::{Slack, is_doubtful};
use super::watch::Watch;
use super::weather::{Course, GIVEN_UP, Weather};
use crate::domain::model::{Event, Instant, Workspace};
use crate::domain::policy::Method;
use crate::engine::desk::Noted;
use crate::engine::reach::Reach;
use crate::slack::api::ApiError;
use chrono::Duration;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use tokio::sync::{oneshot, watch};
use url::Url;

/// What was decided by a clock that has been set since is carried out within this.
const SETTLES: Duration = Duration::minutes(5);

/// Between two questions whether Slack is there: hours of that are simulated here, and the hundredth question is like the
/// first.
pub(super) const KNOCK: std::time::Duration = std::time::Duration::from_secs(60);

/// A word to the desk from within the process, and who waits for it.
pub(super) struct Word {
    pub(super) event: Event,
    pub(super) noted: oneshot::Sender<Noted>,
}

/// A call on its way.
#[derive(Clone)]
struct Call {
    method: Method,
    body: Value,
    /// When it was begun.
    begun: Instant,
    /// What the machine's clock showed then.
    civil: Instant,
}

/// Figures of calls, by method and outcome.
pub(super) type Counts = BTreeMap<(&'static str, &'static str), u64>;

/// What outlives the process.
pub(super) struct Stage {
    /// The time as it is, UTC.
    pub(super) now: Instant,
    /// How far the machine's clock is ahead of it.
    ahead: Duration,
    /// When that was last changed.
    set_at: Instant,
    pub(super) dice: Dice,
    pub(super) weather: Weather,
    pub(super) slack: Slack,
    pub(super) image: Image,
    pub(super) watch: Watch,
    /// Times at which the process has something to go on with.
    pub(super) wakes: BTreeSet<Instant>,
    /// Words for the desk.
    pub(super) words: VecDeque<Word>,
    /// Somebody let others go first, and goes on at once.
    pub(super) breathed: bool,
    /// The process dies after so many steps.
    pub(super) doom: Option<u32>,
    pub(super) counts: Counts,
    /// Calls that arrive when nobody waits for them any more, and when.
    late: Vec<(Instant, Call)>,
}

/// The stage, shared by the process and the world around it.
pub(super) type Shared = Arc<Mutex<Stage>>;

/// The stage, for a moment.
pub(super) fn on(stage: &Shared) -> MutexGuard<'_, Stage> {
    stage.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Stage {
    pub(super) fn new(now: Instant, dice: Dice, weather: Weather, slack: Slack, image: Image) -> Self {
        Self {
            now,
            ahead: Duration::zero(),
            set_at: now,
            dice,
            weather,
            slack,
            image,
            watch: Watch::default(),
            wakes: BTreeSet::new(),
            words: VecDeque::new(),
            breathed: false,
            doom: None,
            counts: Counts::new(),
            late: Vec::new(),
        }
    }

    /// What the machine's clock shows, UTC.
    pub(super) fn machine(&self) -> Instant {
        self.now + self.ahead
    }

    /// Whether the machine's clock has not been set for a while: what is decided by one clock is not held to another.
    pub(super) fn clock_has_settled(&self) -> bool {
        self.now - self.set_at > SETTLES
    }

    /// Sets the machine's clock this much ahead of the time.
    pub(super) const fn set_clock(&mut self, ahead: Duration) {
        self.ahead = ahead;
        self.set_at = self.now;
    }

    /// The time at which the machine's clock shows this.
    pub(super) fn truly(&self, shown: Instant) -> Instant {
        shown - self.ahead
    }

    /// Carries a call out at Slack's side.
    fn land(&mut self, call: &Call) -> Result<Value, &'static str> {
        let Call { method, body, begun, civil } = call;
        let hides =
            (*method == Method::ChatPostMessage).then(|| self.weather.hides(&mut self.dice)).flatten();
        let answer = self.slack.call(*method, body, self.now, hides);
        match &answer {
            Ok(_) => {
                let looked_up = *begun + Duration::from_std(patience().arrival).unwrap_or_default();
                let too_long = hides.is_some_and(|time| self.now + time > looked_up);
                self.watch.landed(&self.image, *method, body, *civil, too_long);
                if *method == Method::FilesCompleteUpload {
                    self.watch.shared(&self.image, &self.slack, body, *civil);
                }
            }
            Err(code) => self.watch.refused(*method, body, code),
        }
        answer
    }

    /// Carries out what comes late.
    pub(super) fn land_late_calls(&mut self) {
        let now = self.now;
        let (due, later): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.late).into_iter().partition(|(at, _)| *at <= now);
        self.late = later;
        for (_, call) in due {
            drop(self.land(&call));
        }
    }

    /// When the next late call lands.
    pub(super) fn next_late_call(&self) -> Option<Instant> {
        self.late.iter().map(|(at, _)| *at).min()
    }
}

/// The process's way out. Cheap to clone.
#[derive(Clone)]
pub(super) struct Outside {
    pub(super) stage: Shared,
    pub(super) memory: watch::Receiver<Workspace>,
}

/// Waits until the time is there.
pub(super) async fn until(stage: &Shared, at: Instant) {
    poll_fn(|_| {
        let mut stage = on(stage);
        if stage.now >= at {
            return Poll::Ready(());
        }
        stage.wakes.insert(at);
        Poll::Pending
    })
    .await;
}

/// Lets others go first, once, while the process is doomed: it may die here.
pub(super) async fn breathe(stage: &Shared) {
    let mut waited = on(stage).doom.is_none();
    poll_fn(|_| {
        if std::mem::replace(&mut waited, true) {
            return Poll::Ready(());
        }
        on(stage).breathed = true;
        Poll::Pending
    })
    .await;
}

impl Reach for Outside {
    async fn call(&self, method: Method, body: &Value) -> Result<Value, ApiError> {
        let (course, call) = {
            let mut stage = on(&self.stage);
            let (now, civil) = (stage.now, stage.machine());
            let settled = stage.clock_has_settled();
            let Stage { weather, dice, watch, image, .. } = &mut *stage;
            if method == Method::ChatPostMessage {
                watch.attempted(image, body, now, civil, settled);
            }
            if method == Method::FilesCompleteUpload {
                watch.shares(image, body, civil);
            }
            (weather.course(method, now, dice), Call { method, body: body.clone(), begun: now, civil })
        };
        breathe(&self.stage).await;
        let unknown = |reason: &str| Err(ApiError::Unknown(reason.to_owned()));
        let given_up = until(&self.stage, call.begun + GIVEN_UP);
        match course {
            Course::Fine => {
                let answer = on(&self.stage).land(&call);
                breathe(&self.stage).await;
                answer.map_err(ApiError::of_code)
            }
            Course::NotReached => Err(ApiError::Transient("no connection".to_owned())),
            Course::Limited(seconds) => {
                Err(ApiError::RateLimited { retry_after: std::time::Duration::from_secs(seconds) })
            }
            Course::Refused(code, done) => {
                let error = ApiError::of_code(code);
                let mut stage = on(&self.stage);
                if done && is_doubtful(code) {
                    drop(stage.land(&call));
                }
                stage.watch.refused(method, body, code);
                Err(error)
            }
            Course::Failed(done) => {
                if done {
                    drop(on(&self.stage).land(&call));
                    breathe(&self.stage).await;
                }
                unknown("HTTP 503")
            }
            Course::LostBefore => {
                given_up.await;
                unknown("no answer in time")
            }
            Course::LostAfter => {
                drop(on(&self.stage).land(&call));
                breathe(&self.stage).await;
                given_up.await;
                unknown("the answer was lost")
            }
            Course::Late(after) => {
                on(&self.stage).late.push((call.begun + after, call));
                given_up.await;
                unknown("no answer in time")
            }
        }
    }

    async fn upload(&self, url: &Url, bytes: Vec<u8>) -> Result<(), ApiError> {
        let (course, begun) = {
            let mut stage = on(&self.stage);
            let now = stage.now;
            let Stage { weather, dice, .. } = &mut *stage;
            (weather.course(Method::FilesGetUploadUrl, now, dice), now)
        };
        breathe(&self.stage).await;
        match course {
            Course::NotReached => return Err(ApiError::Transient("no connection".to_owned())),
            Course::Limited(seconds) => {
                return Err(ApiError::RateLimited { retry_after: std::time::Duration::from_secs(seconds) });
            }
            Course::LostBefore | Course::Failed(false) => {
                until(&self.stage, begun + GIVEN_UP).await;
                return Err(ApiError::Unknown("no answer in time".to_owned()));
            }
            Course::Fine
            | Course::Refused(..)
            | Course::Failed(true)
            | Course::LostAfter
            | Course::Late(_) => {}
        }
        let id = url.path().trim_start_matches('/');
        on(&self.stage).slack.take_bytes(id, bytes);
        if course == Course::LostAfter {
            until(&self.stage, begun + GIVEN_UP).await;
            return Err(ApiError::Unknown("the answer was lost".to_owned()));
        }
        Ok(())
    }

    async fn note(&self, event: Event) -> Noted {
        let (noted, heard) = oneshot::channel();
        on(&self.stage).words.push_back(Word { event, noted });
        heard.await.unwrap_or(Noted::Failed)
    }

    fn look<T>(&self, see: impl FnOnce(&Workspace) -> T) -> T {
        see(&self.memory.borrow())
    }

    fn civil(&self) -> Instant {
        on(&self.stage).machine()
    }

    fn wall(&self) -> Instant {
        on(&self.stage).machine()
    }

    async fn pause(&self, time: std::time::Duration) {
        let at = on(&self.stage).now + Duration::from_std(time).unwrap_or_default();
        until(&self.stage, at).await;
    }

    fn knock(&self) -> std::time::Duration {
        KNOCK
    }

    fn count(&self, method: Method, outcome: &'static str) {
        *on(&self.stage).counts.entry((method.name(), outcome)).or_default() += 1;
    }
}
