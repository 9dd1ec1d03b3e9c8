//! What those who deal with Slack reach out to: Slack itself, the desk, memory, and the time. The
//! engine has the real ones; a simulation has others, and the same code in between.

use super::clock::{Clock, wall};
use super::desk::{DeskSender, Noted};
use super::metrics::Metrics;
use crate::domain::model::{Event, Instant, Workspace};
use crate::domain::policy::Method;
use crate::slack::api::{Api, ApiError};
use futures_util::future::{Either, select};
use serde_json::{Value, json};
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use url::Url;

/// Between two questions whether Slack is there while there is no answer, and the longest that one may take: together less
/// than the five seconds within which all is to go on.
pub(crate) const KNOCK: Duration = Duration::from_secs(2);
const LONGEST_KNOCK: Duration = Duration::from_millis(2500);

/// The outside, as seen by whoever carries something to Slack or asks it.
pub trait Reach: Clone + Send + Sync + 'static {
    /// One call to Slack, one classified outcome.
    fn call(&self, method: Method, body: &Value) -> impl Future<Output = Result<Value, ApiError>> + Send;

    /// Sends a file's bytes to the place that Slack gave for them.
    fn upload(&self, url: &Url, bytes: Vec<u8>) -> impl Future<Output = Result<(), ApiError>> + Send;

    /// Hands the desk an event, and waits until it is on disk.
    fn note(&self, event: Event) -> impl Future<Output = Noted> + Send;

    /// Looks at the workspace as it is in memory.
    fn look<T>(&self, see: impl FnOnce(&Workspace) -> T) -> T;

    /// The civil time, UTC.
    fn civil(&self) -> Instant;

    /// The wall time, UTC.
    fn wall(&self) -> Instant;

    /// Waits, whatever the clocks say.
    fn pause(&self, time: Duration) -> impl Future<Output = ()> + Send;

    /// Counts what became of a call that carries something to people.
    fn count(&self, method: Method, outcome: &'static str);

    /// How long to wait before Slack is asked again whether it is there.
    fn knock(&self) -> Duration {
        KNOCK
    }
}

/// Asks Slack whether it is there; any answer will do, also a refusal.
pub(crate) async fn answers<R: Reach>(reach: &R) -> bool {
    let nothing = json!({});
    let call = pin!(reach.call(Method::AuthTest, &nothing));
    let longest = pin!(reach.pause(LONGEST_KNOCK));
    match select(call, longest).await {
        Either::Left((answer, _)) => !matches!(answer, Err(ApiError::Transient(_) | ApiError::Unknown(_))),
        Either::Right(_) => false,
    }
}

/// The real ones. Cheap to clone.
#[derive(Clone)]
pub struct Live {
    /// Slack.
    pub api: Api,
    /// The way to the desk.
    pub desk: DeskSender,
    /// The workspace after each commit.
    pub memory: watch::Receiver<Workspace>,
    /// The civil clock.
    pub clock: Clock,
    /// Figures.
    pub metrics: Arc<Metrics>,
}

impl Reach for Live {
    async fn call(&self, method: Method, body: &Value) -> Result<Value, ApiError> {
        self.api.call(method.name(), body).await
    }

    async fn upload(&self, url: &Url, bytes: Vec<u8>) -> Result<(), ApiError> {
        self.api.upload(url, bytes).await
    }

    async fn note(&self, event: Event) -> Noted {
        self.desk.note(event).await
    }

    fn look<T>(&self, see: impl FnOnce(&Workspace) -> T) -> T {
        see(&self.memory.borrow())
    }

    fn civil(&self) -> Instant {
        self.clock.civil()
    }

    fn wall(&self) -> Instant {
        wall()
    }

    async fn pause(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }

    fn count(&self, method: Method, outcome: &'static str) {
        self.metrics.sent(method.name(), outcome);
    }
}
