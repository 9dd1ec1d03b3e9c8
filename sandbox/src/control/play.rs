//! Playing: the civil clock goes on by itself, in slices, at so much wall time a day, until it arrives or is stopped.
//!
//! Between two slices people may act: an act holds the gate, and the next slice waits for it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use tokio::sync::{RwLock, RwLockReadGuard};
use tokio::time::Instant;

use super::clock::target_of;
use super::{Refusal, body};
use crate::server::Server;

/// The wall time that one slice is to take.
const SLICE: Duration = Duration::from_millis(50);
/// Wall time for a day when nothing is said: a month in about ten seconds.
const PER_DAY: u64 = 330;
/// A day may take an hour at most.
const SLOWEST: u64 = 3_600_000;
/// The state is kept once in so many slices.
const KEEP_EVERY: u64 = 50;

/// From where to where it is played, and how fast.
#[derive(Clone, Copy, Debug)]
struct Playing {
    id: u64,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    /// Milliseconds of wall time; 0 is as fast as it goes.
    per_day: u64,
}

#[derive(Default)]
struct Inner {
    count: u64,
    playing: Option<Playing>,
    /// Why the last one ended before it arrived.
    stopped: Option<&'static str>,
}

/// What is played, if anything.
#[derive(Default)]
pub(crate) struct Player {
    inner: Mutex<Inner>,
    gate: RwLock<()>,
}

impl Player {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// While this is held the clock is not played on.
    pub(crate) async fn hold(&self) -> RwLockReadGuard<'_, ()> {
        self.gate.read().await
    }

    fn begin(&self, from: DateTime<Utc>, to: DateTime<Utc>, per_day: u64) -> u64 {
        let mut inner = self.lock();
        inner.count += 1;
        let id = inner.count;
        inner.playing = Some(Playing { id, from, to, per_day });
        inner.stopped = None;
        id
    }

    fn end(&self, why: Option<&'static str>) {
        let mut inner = self.lock();
        if inner.playing.take().is_some() {
            inner.stopped = why;
        }
    }

    /// What is played under this number, unless it was stopped or another began.
    fn order(&self, id: u64) -> Option<Playing> {
        self.lock().playing.filter(|playing| playing.id == id)
    }

    /// Is anything played?
    pub(crate) fn is_playing(&self) -> bool {
        self.lock().playing.is_some()
    }
}

impl Playing {
    /// How far one slice goes.
    fn slice(&self) -> TimeDelta {
        let day = TimeDelta::days(1);
        let share = SLICE.as_millis() as f64 / self.per_day.max(1) as f64;
        TimeDelta::seconds((day.num_seconds() as f64 * share) as i64).clamp(TimeDelta::seconds(1), day)
    }
}

/// `POST /sandbox/play`: `{"advance": "30d", "per_day": 330}`, `{"to": ..}` or `{"stop": true}`.
pub(crate) async fn post(State(server): State<Arc<Server>>, bytes: Bytes) -> Result<Json<Value>, Refusal> {
    let order = body(&bytes)?;
    if order.get("stop").and_then(Value::as_bool) == Some(true) {
        server.player.end(Some("stopped"));
        // What has begun is finished first, so that the clock stands still when this is answered.
        drop(server.player.gate.write().await);
        server.keep().await;
        server.bump();
        return Ok(Json(server.look(|world| json!({"ok": true, "now": world.model.now_text()}))));
    }
    let (now, zone) = server.look(|world| (world.model.now, world.model.zone));
    let target = target_of(&order, now, zone)?;
    let target = target.ok_or_else(|| Refusal::wrong("invalid_play", "say advance, to or stop"))?;
    if target < now {
        return Err(Refusal::wrong("backwards", "the clock only goes forward"));
    }
    let per_day = match order.get("per_day") {
        None => PER_DAY,
        Some(span) => {
            let span = span.as_u64().filter(|span| *span <= SLOWEST);
            span.ok_or_else(|| {
                Refusal::wrong("invalid_play", "per_day is milliseconds, at most an hour of them")
            })?
        }
    };
    let id = server.player.begin(now, target, per_day);
    server.bump();
    let playing = tokio::spawn(play(Arc::clone(&server), id));
    if order.get("wait").and_then(Value::as_bool) == Some(true) {
        // It can only fail by a panic, which is told already.
        let _ = playing.await;
    }
    Ok(Json(server.look(|world| {
        let text = |at| world.model.local_text(at);
        json!({"ok": true, "from": text(now), "to": text(target), "now": world.model.now_text()})
    })))
}

async fn play(server: Arc<Server>, id: u64) {
    let mut slices = 0;
    loop {
        let began = Instant::now();
        let gate = server.player.gate.write().await;
        let Some(order) = server.player.order(id) else { return };
        let now = server.look(|world| world.model.now);
        if now >= order.to {
            server.player.end(None);
            break;
        }
        let turn = server.turning.lock().await;
        let (_, quiet) = server.turn((now + order.slice()).min(order.to)).await;
        drop(turn);
        drop(gate);
        if !quiet.settled {
            server.player.end(Some("not_quiet"));
            break;
        }
        slices += 1;
        if slices % KEEP_EVERY == 0 {
            server.keep().await;
        }
        if order.per_day > 0 {
            tokio::time::sleep(SLICE.saturating_sub(began.elapsed())).await;
        }
    }
    server.keep().await;
    server.bump();
}

impl Server {
    /// What is played, for the state.
    pub(crate) fn playing(&self) -> Value {
        let (playing, stopped) = {
            let inner = self.player.lock();
            (inner.playing, inner.stopped)
        };
        self.look(|world| match playing {
            None => json!({"on": false, "stopped": stopped}),
            Some(playing) => {
                let whole = (playing.to - playing.from).num_seconds().max(1) as f64;
                let done = (world.model.now - playing.from).num_seconds() as f64 / whole;
                json!({
                    "on": true, "from": world.model.local_text(playing.from), "to": world.model.local_text(playing.to),
                    "per_day": playing.per_day, "done": (done.clamp(0.0, 1.0) * 1000.0).round() / 1000.0,
                })
            }
        })
    }
}
