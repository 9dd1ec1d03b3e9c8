//! Followers of the civil clock: programs that are told the time and say whether they have anything due.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use chrono::{DateTime, Utc};
use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{Refusal, body};
use crate::seed::local_instant;
use crate::server::Server;

/// How long a follower may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// After this many failures in a row it is taken off the list.
const TRIES: u32 = 3;
/// The wait between two tries.
const PAUSE: Duration = Duration::from_millis(50);
/// So many plans are listed.
const MOST_PLANS: usize = 200;

#[derive(Default)]
struct Inner {
    urls: Vec<reqwest::Url>,
    lost: Vec<String>,
    expected: usize,
    /// What they said last, for those who cannot wait for an answer.
    said: Said,
}

/// The followers' addresses.
#[derive(Default)]
pub(crate) struct Followers(Mutex<Inner>);

/// What all followers together say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    pub(crate) idle: bool,
    /// The earliest instant at which one has something to do.
    pub(crate) next_due: Option<DateTime<Utc>>,
    /// What they have planned, the earliest first, as far as they tell.
    pub(crate) due: Vec<Due>,
}

/// Something a follower will do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Due {
    pub(crate) at: DateTime<Utc>,
    /// In its own words; empty when it told no more than the instant.
    pub(crate) what: String,
}

impl Followers {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, url: reqwest::Url) {
        let mut inner = self.lock();
        inner.lost.retain(|lost| lost != url.as_str());
        if !inner.urls.contains(&url) {
            inner.urls.push(url);
        }
    }

    fn drop_lost(&self, url: &reqwest::Url) {
        let mut inner = self.lock();
        inner.urls.retain(|other| other != url);
        if !inner.lost.iter().any(|lost| lost == url.as_str()) {
            inner.lost.push(url.to_string());
        }
    }

    /// With fewer than these nothing counts as quiet: one that crashed is waited for.
    pub(crate) fn expect(&self, count: usize) {
        self.lock().expected = count;
    }

    fn all_here(&self) -> bool {
        let inner = self.lock();
        inner.urls.len() >= inner.expected
    }

    pub(crate) fn urls(&self) -> Vec<reqwest::Url> {
        self.lock().urls.clone()
    }

    /// What they said when they were asked last.
    pub(crate) fn said(&self) -> Said {
        self.lock().said.clone()
    }

    /// Those that stopped answering and have not come back.
    pub(crate) fn lost(&self) -> Vec<String> {
        self.lock().lost.clone()
    }
}

impl Server {
    /// Tells all followers the time and gathers what they say. One that is gone counts as idle, unless it is
    /// expected back.
    pub(crate) async fn ask_followers(&self) -> Said {
        let (now, text, zone, own) =
            self.look(|world| (world.model.now, world.model.now_text(), world.model.zone, world.next_due()));
        let answers = join_all(self.followers.urls().into_iter().map(|url| self.ask(url, &text))).await;
        // The workspace has things of its own to do, such as posting what was scheduled.
        let mut said = Said { idle: true, next_due: own, ..Said::default() };
        for answer in answers.into_iter().flatten() {
            let due = due_instant(&answer["next_due"], zone);
            // What is due already is work that has not begun.
            said.idle &= answer["idle"].as_bool().unwrap_or(false) && due.is_none_or(|due| due > now);
            said.next_due = said.next_due.into_iter().chain(due).min();
            said.due.extend(planned(&answer, due, zone));
        }
        said.due.sort();
        said.due.truncate(MOST_PLANS);
        said.idle &= self.followers.all_here();
        self.followers.lock().said = said.clone();
        said
    }

    async fn ask(&self, url: reqwest::Url, now: &str) -> Option<Value> {
        for attempt in 1..=TRIES {
            if attempt > 1 {
                tokio::time::sleep(PAUSE).await;
            }
            let asked = self.http.post(url.clone()).timeout(PATIENCE).json(&json!({"now": now})).send().await;
            match asked.and_then(reqwest::Response::error_for_status) {
                Ok(answer) => return answer.json().await.ok(),
                Err(error) => tracing::debug!(%url, %error, attempt, "a follower did not answer"),
            }
        }
        tracing::warn!(%url, "a follower of the clock is gone");
        self.followers.drop_lost(&url);
        None
    }
}

/// What a follower lists as `due`; without a list, the one instant it names.
fn planned(answer: &Value, next: Option<DateTime<Utc>>, zone: chrono_tz::Tz) -> Vec<Due> {
    let Some(list) = answer["due"].as_array() else {
        return next.map(|at| Due { at, what: String::new() }).into_iter().collect();
    };
    let read = |entry: &Value| {
        let what = entry["what"].as_str().unwrap_or_default().to_owned();
        Some(Due { at: due_instant(&entry["at"], zone)?, what })
    };
    list.iter().filter_map(read).collect()
}

/// RFC 3339, local without an offset, or seconds since 1970.
fn due_instant(value: &Value, zone: chrono_tz::Tz) -> Option<DateTime<Utc>> {
    match value {
        Value::String(text) => local_instant(text, zone).ok(),
        Value::Number(seconds) => DateTime::from_timestamp(seconds.as_f64()? as i64, 0),
        _ => None,
    }
}

/// `POST /sandbox/follow`
pub(crate) async fn post(State(server): State<Arc<Server>>, bytes: Bytes) -> Result<Json<Value>, Refusal> {
    let order = body(&bytes)?;
    let url = order.get("url").and_then(Value::as_str).unwrap_or_default();
    let url = reqwest::Url::parse(url).map_err(|error| Refusal::wrong("invalid_url", error.to_string()))?;
    if !is_loopback(&url) {
        return Err(Refusal::wrong("invalid_url", "only http to a loopback address"));
    }
    server.followers.add(url);
    let (now, zone) = server.look(|world| (world.model.now_text(), world.model.zone));
    Ok(Json(json!({"ok": true, "now": now, "zone": zone.name()})))
}

/// Plain HTTP to this machine only: nothing here is meant to leave it.
pub(crate) fn is_loopback(url: &reqwest::Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    url.scheme() == "http" && (host == "localhost" || address.is_ok_and(|address| address.is_loopback()))
}
