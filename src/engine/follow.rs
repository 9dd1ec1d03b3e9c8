//! Follows a sandbox's clock: registers with it, takes its time, and says when all is done and what
//! comes next. Only in a build with the feature `demo`, only on this machine.

use super::clock::{Clock, Hand};
use super::delivery;
use super::work::Work;
use crate::domain::model::{Cluster, Due, Instant, Workspace};
use crate::domain::schedule;
use crate::i18n;
use crate::slack::tls;
use anyhow::Context;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONNECTION;
use axum::response::IntoResponse;
use axum::routing::post;
use axum::{Json, Router};
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use url::Url;

/// How long one answer may wait for quiet; the sandbox asks again.
const PATIENCE: Duration = Duration::from_millis(900);

/// So many plans are told.
const PLANS: usize = 20;

/// What the answers are made of.
struct Follower {
    hand: Hand,
    clock: Clock,
    memory: watch::Receiver<Workspace>,
    work: Work,
}

/// Asks a sandbox for its time, and makes a clock that stands there.
///
/// # Errors
/// When the sandbox does not answer, or not as a sandbox does.
pub async fn read(sandbox: &Url) -> anyhow::Result<(Clock, Hand)> {
    let url = sandbox.join("sandbox/state")?;
    let state: Value = tls::client()?.get(url).send().await?.error_for_status()?.json().await?;
    let now = state.pointer("/clock/now").and_then(Value::as_str).context("the sandbox tells no time")?;
    Ok(Clock::turned(instant(now).context("the sandbox tells a time that cannot be read")?))
}

/// Serves the sandbox's questions and registers with it.
///
/// # Errors
/// When no port can be had, or the sandbox refuses.
pub async fn follow(
    sandbox: &Url,
    hand: Hand,
    clock: Clock,
    memory: watch::Receiver<Workspace>,
    work: Work,
    mut stop: watch::Receiver<bool>,
) -> anyhow::Result<tokio::task::JoinHandle<()>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let follower = Arc::new(Follower { hand, clock, memory, work });
    let app = Router::new().route("/clock", post(turn)).with_state(follower);
    let serving = tokio::spawn(async move {
        let stopped = async move {
            let _ = stop.wait_for(|stop| *stop).await;
        };
        if let Err(error) = axum::serve(listener, app).with_graceful_shutdown(stopped).await {
            tracing::error!(%error, "the clock is followed no more");
        }
    });
    let body = json!({ "url": format!("http://{address}/clock") });
    let url = sandbox.join("sandbox/follow")?;
    tls::client()?.post(url).json(&body).send().await?.error_for_status()?;
    Ok(serving)
}

async fn turn(
    State(follower): State<Arc<Follower>>,
    Json(body): Json<Value>,
) -> Result<impl IntoResponse, StatusCode> {
    let now = body.get("now").and_then(Value::as_str).and_then(instant).ok_or(StatusCode::BAD_REQUEST)?;
    if follower.clock.civil() != now {
        follower.hand.turn(now);
    }
    let idle = tokio::time::timeout(PATIENCE, follower.quiet(now)).await.is_ok();
    let next = follower.next_due(now).map(|at| at.to_rfc3339());
    let plans = follower.plans(now);
    // Not kept open: whoever follows after us must not be answered for by us.
    Ok(([(CONNECTION, "close")], Json(json!({ "idle": idle, "next_due": next, "due": plans }))))
}

impl Follower {
    async fn quiet(&self, now: Instant) {
        let mut memory = self.memory.clone();
        while !self.is_quiet(now) {
            tokio::select! {
                () = self.work.ended() => {}
                _ = memory.changed() => {}
                // A message that waits out a rate limit ends by itself, without a word to us.
                () = tokio::time::sleep(Duration::from_millis(20)) => {}
            }
        }
    }

    fn is_quiet(&self, now: Instant) -> bool {
        let ws = self.memory.borrow();
        self.work.under_way() == 0 && schedule::due(&ws, now).is_none() && !delivery::has_work(&ws, now)
    }

    /// What is planned, the next first, for whoever watches the clock.
    fn plans(&self, now: Instant) -> Vec<Value> {
        let ws = self.memory.borrow();
        let mut all: Vec<(Instant, Due)> = planned(&ws, now).collect();
        all.sort();
        let lines = all.into_iter().take(PLANS).filter_map(|(at, due)| {
            let (cluster, day) = whose(&ws, &due)?;
            let what = i18n::planned(cluster.lang, &due, day);
            Some(json!({ "at": at.to_rfc3339(), "what": what }))
        });
        lines.collect()
    }

    fn next_due(&self, now: Instant) -> Option<Instant> {
        let ws = self.memory.borrow();
        planned(&ws, now).map(|(at, _)| at).chain(delivery::next_opening(&ws, now)).min()
    }
}

/// What there is to do. The tidying is nothing to stop a turning clock for; it is made up for at the next stop.
fn planned(ws: &Workspace, now: Instant) -> impl Iterator<Item = (Instant, Due)> {
    schedule::upcoming(ws, now).filter(|(_, due)| !matches!(due, Due::Tidy(_)))
}

/// Whose plan it is, and the day of the meeting it is for.
fn whose<'a>(ws: &'a Workspace, due: &Due) -> Option<(&'a Cluster, Option<NaiveDate>)> {
    let (cluster, meeting) = match due {
        Due::Meeting(meeting, _) => (ws.meetings.get(meeting)?.cluster, Some(meeting)),
        Due::AskCover(meeting) | Due::AskBackup(meeting) => {
            (ws.meetings.get(meeting)?.cluster, Some(meeting))
        }
        Due::AskTurnCover(cluster) => (*cluster, None),
        Due::Nudge(cluster, meeting) => (*cluster, Some(meeting)),
        Due::Handover(cluster)
        | Due::AskCompanies(cluster)
        | Due::TellOfSilence(cluster)
        | Due::Digest(cluster) => (*cluster, None),
        Due::Back(company) => (ws.companies.get(company)?.cluster, None),
        Due::Tidy(_) => return None,
    };
    let day = meeting.and_then(|id| ws.meetings.get(id)).map(|meeting| meeting.start.date());
    Some((ws.clusters.get(&cluster)?, day))
}

fn instant(text: &str) -> Option<Instant> {
    chrono::DateTime::parse_from_rfc3339(text).ok().map(|at| at.to_utc())
}
