//! Starts the parts in the right order, and stops them in the reverse: first what comes in, then
//! what goes out, last the desk with its store. A part that ends before that raises the alarm.

use super::alarm::Alarm;
use super::clock::Clock;
use super::delivery::{self, Patience};
use super::desk::{Desk, DeskParts};
use super::health::Readiness;
use super::lane::Lane;
use super::metrics::Metrics;
use super::reach::Live;
use super::work::Work;
use super::{directory, scheduler};
use crate::domain::model::{TeamId, UserId, Workspace};
use crate::domain::policy::Method;
use crate::slack::api::{Api, ApiError};
use crate::slack::inbound::InboundSender;
use crate::store::{Store, StoreError};
use anyhow::Context;
use futures_util::future::join_all;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use url::Url;

/// Deliveries that may wait at the door; a full door slows Slack down instead of filling memory.
const DOOR: usize = 1024;
/// How long a stop may take to send what is ready: with all the rest it is over within five seconds.
const DRAIN: Duration = Duration::from_secs(3);
/// How long calls that are still under way after it may take.
const LAST_CALLS: Duration = Duration::from_millis(500);
/// Pause between tries to reach Slack at the start, and the longest that one may take: it is to be noticed within five
/// seconds that Slack is there.
const KNOCK: Duration = Duration::from_secs(2);
const KNOCK_LONGEST: Duration = Duration::from_millis(2500);

/// What it is called when rows are lost or make no sense.
const DAMAGED: &str = "the database is damaged: restore a backup";

/// What an engine is made of.
pub struct Parts {
    /// Slack.
    pub api: Api,
    /// The database, open.
    pub store: Store,
    /// The civil clock.
    pub clock: Clock,
    /// Figures.
    pub metrics: Arc<Metrics>,
    /// Readiness.
    pub health: Readiness,
    /// How long delivery waits for what.
    pub patience: Patience,
    /// Where calendars find their addresses, if anywhere.
    pub public_url: Option<Url>,
}

/// A running engine.
pub struct Engine {
    /// The door for the transports.
    pub door: InboundSender,
    /// The workspace after each commit.
    pub memory: watch::Receiver<Workspace>,
    /// What is under way.
    pub work: Work,
    clock: Clock,
    /// Raised when a part has ended by itself: the rest is of no use then.
    pub alarm: Alarm,
    stop_outgoing: watch::Sender<bool>,
    stop_desk: watch::Sender<bool>,
    outgoing: Vec<JoinHandle<()>>,
    desk: JoinHandle<Option<Store>>,
}

/// Starts everything but the transports, which bring their deliveries to `door`.
///
/// # Errors
/// When Slack refuses the token, or the database cannot be read.
pub async fn start(mut parts: Parts) -> anyhow::Result<Engine> {
    let (team, bot) = who_am_i(&parts.api).await?;
    let loaded = parts.store.load(&team, &bot).await;
    let damaged = loaded.as_ref().is_err_and(StoreError::is_corrupt);
    let loaded = loaded.context(if damaged { DAMAGED } else { "the database could not be read" })?;
    let mut ws = loaded.unwrap_or_else(|| Workspace::new(team, bot));
    ws.public_url = parts.public_url.map(|url| url.as_str().into());
    let (publish, memory) = watch::channel(ws);
    let work = Work::default();
    let (questions, asked) = mpsc::unbounded_channel();
    let desk_parts = DeskParts {
        clock: parts.clock.clone(),
        memory: publish,
        lane: Lane::new(parts.api.clone()),
        actions: questions,
        work: work.clone(),
        metrics: Arc::clone(&parts.metrics),
        health: parts.health.clone(),
    };
    let (desk, way) = Desk::new(parts.store, desk_parts).await.context("the database could not be read")?;
    let (door, inbox) = mpsc::channel(DOOR);
    let alarm = Alarm::default();
    let (stop_desk, stopped) = watch::channel(false);
    let desk = tokio::spawn(alarm.clone().guard("the desk", stopped.clone(), desk.run(inbox, stopped)));
    let (stop_outgoing, stop) = watch::channel(false);
    let live = Live {
        api: parts.api,
        desk: way.clone(),
        memory: memory.clone(),
        clock: parts.clock.clone(),
        metrics: parts.metrics,
    };
    let asking = directory::run(live.clone(), work.begin(), asked, stop.clone());
    let scheduling = scheduler::run(memory.clone(), parts.clock.clone(), way, stop.clone());
    let delivering = delivery::run(live, work.clone(), parts.patience, stop.clone());
    let outgoing = vec![
        tokio::spawn(alarm.clone().keep("the directory", stop.clone(), asking)),
        tokio::spawn(alarm.clone().keep("the scheduler", stop.clone(), scheduling)),
        tokio::spawn(alarm.clone().keep("the delivery", stop, delivering)),
    ];
    let clock = parts.clock;
    Ok(Engine { door, memory, work, clock, alarm, stop_outgoing, stop_desk, outgoing, desk })
}

impl Engine {
    /// The civil clock.
    pub fn clock(&self) -> Clock {
        self.clock.clone()
    }

    /// Stops: what is under way is finished, and what can be said is said, up to a limit; what is left is on disk and goes
    /// out after the next start. The transports should have stopped before.
    pub async fn stop(self) {
        let drained = tokio::time::timeout(DRAIN, async {
            while self.work.under_way() > 0 || self.has_something_to_say() {
                tokio::select! {
                    () = self.work.ended() => {}
                    () = tokio::time::sleep(Duration::from_millis(20)) => {}
                }
            }
        });
        if drained.await.is_err() {
            tracing::warn!("stopping with work under way; it is on disk and goes on after the next start");
        }
        self.stop_outgoing.send_replace(true);
        // All at once: each may hang in a call, and together they have no more time than one.
        let aborts: Vec<_> = self.outgoing.iter().map(JoinHandle::abort_handle).collect();
        if tokio::time::timeout(LAST_CALLS, join_all(self.outgoing)).await.is_err() {
            aborts.iter().for_each(tokio::task::AbortHandle::abort);
        }
        self.stop_desk.send_replace(true);
        if let Ok(Some(store)) = self.desk.await
            && let Err(error) = store.close().await
        {
            tracing::error!(%error, "the database did not close cleanly; nothing is lost");
        }
    }

    /// Whether a message waits that could go out now.
    fn has_something_to_say(&self) -> bool {
        delivery::has_work(&self.memory.borrow(), self.clock.civil())
    }
}

/// The team and the bot's own user; waits for a Slack that cannot be reached.
async fn who_am_i(api: &Api) -> anyhow::Result<(TeamId, UserId)> {
    loop {
        let nobody = json!({});
        let call = api.call(Method::AuthTest.name(), &nobody);
        let asked = tokio::time::timeout(KNOCK_LONGEST, call).await;
        let pause = match asked.unwrap_or_else(|_| Err(ApiError::Unknown("no answer in time".to_owned()))) {
            Ok(answer) => {
                let field = |name: &str| answer.get(name).and_then(Value::as_str).map(str::to_owned);
                let (team, bot) = (field("team_id"), field("user_id"));
                let (team, bot) = team.zip(bot).context("auth.test told neither team nor user")?;
                return Ok((TeamId::from(team), UserId::from(bot)));
            }
            Err(ApiError::Permanent { code, .. }) => {
                anyhow::bail!(
                    "Slack refuses SLACK_BOT_TOKEN ({code}): copy it again from the app's OAuth page"
                )
            }
            Err(ApiError::RateLimited { retry_after }) => retry_after,
            Err(error) => {
                tracing::warn!(%error, "Slack is not there yet; trying again");
                KNOCK
            }
        };
        tokio::time::sleep(pause).await;
    }
}
