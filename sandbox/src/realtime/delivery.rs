//! One delivery from the first attempt to the acknowledgement, with Slack's retries in between.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use serde_json::Value;
use tokio::sync::oneshot;

use super::lines::{Heard, Phase};
use super::{Kind, Parcel, Retry, http};
use crate::control::body::Body;
use crate::control::wire::Record;
use crate::server::{Server, Transport};

/// How long the app may take.
pub(super) const PATIENCE: Duration = Duration::from_secs(3);
/// The waits before the three retries of an event (wall time).
const SCHEDULE: [Duration; 3] = [Duration::ZERO, Duration::from_secs(60), Duration::from_secs(300)];
/// An event nobody was there to take is kept this long: as long as all retries last.
const KEPT: Duration = Duration::from_secs(360);

/// How a delivery ended.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// Acknowledged, with the answer's body (null when empty).
    Acked(Value),
    /// What the person sees instead: `operation_timeout` or `dispatch_failed`.
    Failed(&'static str),
}

/// Why an attempt came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missed {
    /// Slack's retry reason.
    Failed(&'static str),
    /// The app asked for no retry.
    NoRetry,
    /// The connection ended.
    Cut,
    NoLine,
}

impl fmt::Display for Missed {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Failed(reason) => reason,
            Self::NoRetry => "no_retry",
            Self::Cut => "connection_cut",
            Self::NoLine => "not_connected",
        })
    }
}

pub(super) type Attempt = BoxFuture<'static, Result<Value, Missed>>;

impl Server {
    /// Sends an event; faults may hold it back or double it.
    pub(crate) fn deliver_event(self: &Arc<Self>, payload: Value) {
        let parcel = Parcel { kind: Kind::Event, payload };
        if self.faults.take("reorder", &parcel.name()).is_some() {
            self.lines.hold(parcel);
            return;
        }
        let held = self.lines.release();
        for parcel in std::iter::once(parcel).chain(held) {
            self.start(parcel, None);
        }
    }

    /// Sends something a person waits for.
    pub(crate) async fn deliver(self: &Arc<Self>, kind: Kind, payload: Value) -> Outcome {
        let (done, outcome) = oneshot::channel();
        self.start(Parcel { kind, payload }, Some(done));
        outcome.await.unwrap_or(Outcome::Failed("operation_timeout"))
    }

    /// The first attempt begins before this returns, so that events leave in the order in which they happened.
    fn start(self: &Arc<Self>, parcel: Parcel, done: Option<oneshot::Sender<Outcome>>) {
        let tracked = Tracked { id: self.lines.begin(parcel.name()), server: Arc::clone(self) };
        let attempt = self.attempt(&parcel, None);
        let twice = self.faults.take("duplicate", &parcel.name()).is_some();
        let server = Arc::clone(self);
        tokio::spawn(async move {
            let outcome = match parcel.kind {
                Kind::Event => server.follow_event(&tracked, &parcel, attempt).await,
                Kind::Command | Kind::Interactive => server.follow_click(&parcel, attempt).await,
            };
            if twice {
                let retry = Retry { number: 1, reason: "timeout" };
                // The repetition is for the app to notice; its answer is of no interest.
                let _ = server.attempt(&parcel, Some(retry)).await;
            }
            drop(tracked);
            if let Some(done) = done {
                // The person may have stopped waiting.
                let _ = done.send(outcome);
            }
        });
    }

    fn attempt(self: &Arc<Self>, parcel: &Parcel, retry: Option<Retry>) -> Attempt {
        let began = tokio::time::Instant::now();
        let name = parcel.name();
        let payload = Body::json(&parcel.payload);
        let server = Arc::clone(self);
        let kind = if matches!(self.transport, Transport::Socket) { "envelope" } else { "http" };
        let sent = match &self.transport {
            Transport::Socket => self.attempt_by_socket(parcel, retry),
            Transport::Http(door) => http::attempt(self, door, parcel, retry),
        };
        Box::pin(async move {
            let result = sent.await;
            let error = result.as_ref().err().map(Missed::to_string);
            let answer = result.as_ref().ok().map(Body::json);
            let record = Record::out(kind, &name, error, began.elapsed());
            server.wire.record(record.with(Some(payload), answer));
            result
        })
    }

    fn attempt_by_socket(self: &Arc<Self>, parcel: &Parcel, retry: Option<Retry>) -> Attempt {
        let envelope = self.lines.envelope();
        let Some(heard) = self.lines.send(&envelope, &parcel.frame(&envelope, retry)) else {
            return Box::pin(async { Err(Missed::NoLine) });
        };
        let server = Arc::clone(self);
        Box::pin(async move {
            match tokio::time::timeout(PATIENCE, heard).await {
                Ok(Ok(Heard::Ack(payload))) => Ok(payload),
                Ok(Ok(Heard::Cut) | Err(_)) => Err(Missed::Cut),
                Err(_) => {
                    server.lines.forget(&envelope);
                    Err(Missed::Failed("timeout"))
                }
            }
        })
    }

    /// An event: three retries; a cut connection costs none, the event goes to the next one.
    async fn follow_event(
        self: &Arc<Self>,
        tracked: &Tracked,
        parcel: &Parcel,
        mut attempt: Attempt,
    ) -> Outcome {
        let last_moment = self.wall.now() + KEPT;
        let mut retries = 0;
        let mut number = 0;
        loop {
            let missed = match attempt.await {
                Ok(payload) => return Outcome::Acked(payload),
                Err(missed) => missed,
            };
            let reason = match missed {
                Missed::Failed(_) if retries == SCHEDULE.len() => return Outcome::Failed("given up"),
                Missed::Failed(reason) => {
                    tracked.wait(SCHEDULE[retries]).await;
                    retries += 1;
                    reason
                }
                Missed::NoRetry => return Outcome::Failed("no retry wanted"),
                Missed::Cut | Missed::NoLine => {
                    if !tracked.wait_for_line(last_moment).await {
                        return Outcome::Failed("given up");
                    }
                    "connection_failed"
                }
            };
            if !self.lines.knows(tracked.id) {
                return Outcome::Failed("given up");
            }
            // An event that nobody was there to take is no repetition for who gets it first.
            number += usize::from(missed != Missed::NoLine);
            let retry = (number > 0).then_some(Retry { number, reason });
            attempt = self.attempt(parcel, retry);
            tracked.phase(Phase::InFlight);
        }
    }

    /// A command or a click: no retries, but within its three seconds it may change to another connection.
    async fn follow_click(self: &Arc<Self>, parcel: &Parcel, attempt: Attempt) -> Outcome {
        let following = async {
            let mut attempt = attempt;
            loop {
                match attempt.await {
                    Ok(payload) => return Outcome::Acked(payload),
                    Err(Missed::Failed("timeout" | "http_timeout")) => {
                        return Outcome::Failed("operation_timeout");
                    }
                    Err(Missed::Failed(_) | Missed::NoRetry) => return Outcome::Failed("dispatch_failed"),
                    Err(Missed::NoLine) if !self.lines.may_return() => {
                        return Outcome::Failed("dispatch_failed");
                    }
                    Err(Missed::Cut | Missed::NoLine) => self.line_opened().await,
                }
                attempt = self.attempt(parcel, None);
            }
        };
        tokio::time::timeout(PATIENCE, following).await.unwrap_or(Outcome::Failed("operation_timeout"))
    }

    /// Waits until there is a connection.
    async fn line_opened(&self) {
        let mut changes = self.changes();
        while self.lines.sockets() == 0 {
            if changes.changed().await.is_err() {
                return;
            }
        }
    }
}

/// A delivery on the list of what is not acknowledged; off it when dropped.
struct Tracked {
    id: u64,
    server: Arc<Server>,
}

impl Tracked {
    async fn wait(&self, span: Duration) {
        if span.is_zero() {
            return;
        }
        let until = self.server.wall.now() + span;
        self.phase(Phase::Waiting);
        self.server.wall.sleep_until(until).await;
    }

    /// Queues for a connection; true when one came before `last_moment`. Who waited longest goes first.
    async fn wait_for_line(&self, last_moment: Duration) -> bool {
        let called = self.server.lines.queue(self.id);
        self.server.bump();
        tokio::select! {
            called = called => called.is_ok(),
            () = self.server.wall.sleep_until(last_moment) => false,
        }
    }

    fn phase(&self, phase: Phase) {
        self.server.lines.set(self.id, phase);
        self.server.bump();
    }
}

impl Drop for Tracked {
    fn drop(&mut self) {
        self.server.lines.end(self.id);
        self.server.bump();
    }
}
