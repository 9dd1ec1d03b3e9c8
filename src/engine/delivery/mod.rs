//! Carries the outbox to Slack: in order per conversation, each message by its policy, cards
//! whenever they are dirty. It decides nothing; what becomes of a message goes to the desk.

mod file;
mod lookup;
mod outage;
mod post;
mod publish;
mod queue;
mod update;

use super::reach::{self, Live, Reach};
use super::work::Work;
use crate::domain::model::{Instant, Workspace};
use crate::slack::api::{ApiError, Timeouts};
use futures_util::FutureExt;
pub(crate) use queue::{Job, Queue};
#[cfg(feature = "demo")]
use std::num::NonZeroU32;
use std::panic::AssertUnwindSafe;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant as Tick, sleep_until};

/// How long to wait for what.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// A message may still arrive for so long after its call began; only then is it looked up.
    pub arrival: Duration,
    /// The first pause after a failure; each further one doubles it.
    pub pause: Duration,
    /// The longest pause.
    pub longest: Duration,
    /// After Slack refused our credentials: only a person can help.
    pub locked_out: Duration,
    /// Between two questions whether Slack is back.
    pub knock: Duration,
    /// How long a call may take; shorter than `arrival`.
    pub calls: Timeouts,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            // The client gives a call up after ten seconds; what it sent may still be under way.
            arrival: crate::slack::api::CALL_TIMEOUT + Duration::from_secs(2),
            pause: Duration::from_millis(500),
            longest: Duration::from_secs(60),
            locked_out: Duration::from_secs(30),
            knock: reach::KNOCK,
            calls: Timeouts::default(),
        }
    }
}

#[cfg(feature = "demo")]
impl Patience {
    /// The same waits, each so many times as short.
    #[must_use]
    pub fn divided_by(self, times: NonZeroU32) -> Self {
        let by = times.get();
        let Timeouts { connect, call, upload } = self.calls;
        Self {
            arrival: self.arrival / by,
            pause: self.pause / by,
            longest: self.longest / by,
            locked_out: self.locked_out / by,
            knock: self.knock / by,
            calls: Timeouts { connect: connect / by, call: call / by, upload: upload / by },
        }
    }
}

/// What a delivery works with. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Delivery<R> {
    /// The outside.
    pub(crate) reach: R,
    /// How long to wait for what.
    pub(crate) patience: Patience,
}

/// How a job ended, for the queue.
pub(crate) enum Ended {
    /// Done, or it needs nothing more of us.
    Done,
    /// Slack wants no more such calls for this long.
    Limited(Duration),
    /// Not before this long.
    Wait(Duration),
    /// Try again, more slowly each time.
    BackOff,
    /// The same, and Slack gave no answer.
    Unanswered,
    /// The same, and nothing was done.
    NotReached,
}

/// Runs until told to stop, then waits for the calls under way.
pub async fn run(mut live: Live, work: Work, patience: Patience, mut stop: watch::Receiver<bool>) {
    let begun = Tick::now();
    let mut queue = Queue::new(patience);
    let mut calls: JoinSet<(Job, Ended)> = JoinSet::new();
    let delivery = Delivery { reach: live.clone(), patience };
    while !*stop.borrow() {
        // One for the whole round: what is not ready by it is waited for from it on.
        let tick = begun.elapsed();
        let ready = {
            let ws = live.memory.borrow_and_update();
            live.metrics.set_outbox_depth(ws.open_count() as u64);
            queue.ready(&ws, live.clock.civil(), tick, queue.room(tick))
        };
        for job in ready {
            queue.begin(&job, tick);
            let (delivery, token) = (delivery.clone(), work.begin());
            calls.spawn(async move {
                let _token = token;
                let ended = delivery.attempt(&job).await;
                (job, ended)
            });
        }
        // While there is no room for more it makes no difference.
        let full = queue.room(tick) == 0;
        let quiet_over = if full { None } else { next_opening(&live.memory.borrow(), live.clock.civil()) };
        let retry = queue.next_retry(tick).map(|after| begun + after);
        tokio::select! {
            Some(Ok((job, ended))) = calls.join_next() => queue.end(&job, &ended, begun.elapsed()),
            _ = live.memory.changed() => {}
            () = live.clock.reached(quiet_over) => {}
            () = until(retry) => {}
            _ = stop.wait_for(|stop| *stop) => break,
        }
    }
    while calls.join_next().await.is_some() {}
}

impl<R: Reach> Delivery<R> {
    /// Does one job. If it panics it has failed, which is nobody else's trouble.
    async fn attempt(&self, job: &Job) -> Ended {
        let performed = AssertUnwindSafe(self.perform(job)).catch_unwind().await;
        performed.unwrap_or_else(|_| {
            tracing::error!(?job, "a call could not be made or understood; it is tried again");
            Ended::BackOff
        })
    }

    /// Does one job to its end, or as far as it goes now.
    pub(crate) async fn perform(&self, job: &Job) -> Ended {
        match job {
            Job::Send(id) => post::send(self, *id).await,
            Job::Expire(id) => post::expire(self, *id).await,
            Job::Publish(user, _) => publish::publish(self, user).await,
            Job::Update(card, _) => update::update(self, *card).await,
            Job::Knock if reach::answers(&self.reach).await => Ended::Done,
            Job::Knock => Ended::Unanswered,
        }
    }

    /// What an error means for the next try.
    fn pause_after(&self, error: &ApiError) -> Ended {
        match error {
            ApiError::RateLimited { retry_after } => Ended::Limited(*retry_after),
            error if error.locks_out() => {
                tracing::error!(%error, "Slack refuses our credentials; nothing can be sent until that is mended");
                Ended::Wait(self.patience.locked_out)
            }
            ApiError::Unknown(_) => Ended::Unanswered,
            ApiError::Transient(_) => Ended::NotReached,
            ApiError::Permanent { .. } => Ended::BackOff,
        }
    }
}

/// Whether the outbox holds something that could go out now, for those who wait for quiet.
pub fn has_work(ws: &Workspace, now: Instant) -> bool {
    queue::has_work(ws, now)
}

/// When the next held-back message may go out.
pub fn next_opening(ws: &Workspace, now: Instant) -> Option<Instant> {
    queue::next_opening(ws, now)
}

async fn until(at: Option<Tick>) {
    match at {
        Some(at) => sleep_until(at).await,
        None => std::future::pending().await,
    }
}
