//! The wire log: the last exchanges between the sandbox and the app, for developers and tests.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Json;
use axum::extract::{Query, State};
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::time::Instant;

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
        }
    }

    /// From the sandbox to the app.
    pub(crate) fn out(kind: &'static str, name: &str, error: Option<String>, took: Duration) -> Self {
        Self { dir: "out", ..Self::inward(kind, name, error, took) }
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
    let inner = server.wire.lock();
    let records: Vec<&Record> = inner.records.iter().filter(|record| record.n > query.after).collect();
    Json(json!({"records": records, "last": inner.count}))
}
