//! The wire log: the last exchanges between the sandbox and the app, for developers and tests.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, Query, State};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::Refusal;
use super::body::Body;
use crate::server::Server;

/// How many records are kept.
const KEPT: usize = 2_000;

/// One exchange.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Record {
    n: u64,
    /// Wall time, UTC.
    at: String,
    dir: &'static str,
    kind: &'static str,
    name: String,
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    ms: f64,
    #[serde(skip)]
    request: Option<Body>,
    #[serde(skip)]
    answer: Option<Body>,
}

impl Record {
    /// From the app to the sandbox.
    pub(crate) fn inward(kind: &'static str, name: &str, error: Option<String>, took: Duration) -> Self {
        let now: DateTime<Utc> = Utc::now();
        Self {
            n: 0,
            at: now.to_rfc3339_opts(SecondsFormat::Millis, true),
            dir: "in",
            kind,
            name: name.to_owned(),
            ok: error.is_none(),
            error,
            ms: (took.as_secs_f64() * 1e6).round() / 1e3,
            request: None,
            answer: None,
        }
    }

    /// From the sandbox to the app.
    pub(crate) fn out(kind: &'static str, name: &str, error: Option<String>, took: Duration) -> Self {
        Self { dir: "out", ..Self::inward(kind, name, error, took) }
    }

    /// The same with what was said in both directions, first by whoever began.
    pub(crate) fn with(self, request: Option<Body>, answer: Option<Body>) -> Self {
        Self { request, answer, ..self }
    }

    /// With its bodies, as `GET /sandbox/wire/{n}` answers it.
    fn in_full(&self) -> Value {
        let mut out = json!(self);
        for (name, body) in [("request", &self.request), ("answer", &self.answer)] {
            if let Some(body) = body {
                out[name] = body.shown();
                out[format!("{name}_cut_from")] = json!(body.cut());
            }
        }
        out
    }
}

#[derive(Default)]
struct Inner {
    count: u64,
    records: VecDeque<Record>,
    latest: Option<Instant>,
}

/// The log.
#[derive(Default)]
pub(crate) struct Wire(Mutex<Inner>);

impl Wire {
    pub(crate) fn record(&self, mut record: Record) {
        let mut inner = self.lock();
        inner.count += 1;
        record.n = inner.count;
        inner.latest = Some(Instant::now());
        if inner.records.len() == KEPT {
            inner.records.pop_front();
        }
        inner.records.push_back(record);
    }

    /// How long ago anything was exchanged; `None` if never.
    pub(crate) fn silence(&self) -> Option<Duration> {
        self.lock().latest.map(|latest| latest.elapsed())
    }

    /// How many exchanges there were in all.
    pub(crate) fn count(&self) -> u64 {
        self.lock().count
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Which records are wanted.
#[derive(Debug, Deserialize)]
pub(crate) struct After {
    #[serde(default)]
    after: u64,
}

/// `GET /sandbox/wire?after=N`
pub(crate) async fn get(State(server): State<Arc<Server>>, Query(query): Query<After>) -> Json<Value> {
    Json(server.wire_after(query.after))
}

/// `GET /sandbox/wire/{n}`
pub(crate) async fn one(
    State(server): State<Arc<Server>>,
    Path(n): Path<u64>,
) -> Result<Json<Value>, Refusal> {
    let record = server.wire_record(n);
    record
        .map(Json)
        .ok_or_else(|| Refusal::missing("not_kept", format!("{n} is not, or no longer, in the log")))
}

impl Server {
    /// The log after record `after`, and what is under way.
    pub(crate) fn wire_after(&self, after: u64) -> Value {
        let under_way = self.under_way();
        let inner = self.wire.lock();
        let records: Vec<&Record> = inner.records.iter().filter(|record| record.n > after).collect();
        json!({"records": records, "last": inner.count, "under_way": under_way})
    }

    /// What is not acknowledged yet, the oldest first.
    pub(crate) fn under_way(&self) -> Value {
        let told = self.lines.under_way().into_iter().map(|(name, phase, span)| {
            let ms = u64::try_from(span.as_millis()).unwrap_or(u64::MAX);
            json!({"name": name, "phase": phase, "ms": ms})
        });
        told.collect()
    }

    /// One record with its bodies.
    pub(crate) fn wire_record(&self, n: u64) -> Option<Value> {
        let record = self.wire.lock().records.iter().find(|record| record.n == n).cloned();
        record.map(|record| record.in_full())
    }
}
