//! Faults to order: what goes wrong next, and how often.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Refusal, body};
use crate::realtime;
use crate::server::Server;
use crate::ts::Ts;

/// A fault as ordered; which fields matter depends on `fault`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fault {
    fault: String,
    /// A Web API method, `response_url`, `upload`, or for deliveries an event's or interaction's name; left out: any.
    #[serde(default)]
    method: Option<String>,
    /// For Web API methods: only calls about this channel.
    #[serde(default)]
    channel: Option<String>,
    /// How often.
    #[serde(default = "one")]
    times: u32,
    #[serde(default)]
    pub(crate) status: Option<u16>,
    /// Seconds.
    #[serde(default)]
    pub(crate) retry_after: Option<u32>,
    #[serde(default)]
    pub(crate) error: Option<String>,
    /// For `skew`: how far the answer's date is off.
    #[serde(default)]
    pub(crate) seconds: Option<i64>,
    /// For `hide_from_history`: for so long instead of so often, by wall time.
    #[serde(default)]
    milliseconds: Option<u64>,
    #[serde(default)]
    reason: Option<String>,
    /// For `disconnect`: all connections instead of `times`.
    #[serde(default)]
    all: bool,
    /// Messages posted after this are hidden.
    #[serde(skip)]
    since: Option<Ts>,
    /// When that is over, if it is a matter of time.
    #[serde(skip)]
    until: Option<Duration>,
}

const fn one() -> u32 {
    1
}

/// Those that stay armed until they have struck; `disconnect` strikes at once.
const ARMED: &[&str] =
    &["status", "hang", "error", "drop_after_send", "duplicate", "reorder", "hide_from_history", "skew"];
const REASONS: &[&str] =
    &["warning", "refresh_requested", "link_disabled", "too_many_websockets", "cut", "half_open"];

/// The armed faults.
#[derive(Default)]
pub(crate) struct Faults(Mutex<Vec<Fault>>);

impl Faults {
    fn lock(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Uses up one strike of a fault of this name that fits the method.
    pub(crate) fn take(&self, name: &str, method: &str) -> Option<Fault> {
        self.take_any(&[name], method, None)
    }

    /// The same for several names, of a call about this channel: the one armed first.
    pub(crate) fn take_any(&self, names: &[&str], method: &str, channel: Option<&str>) -> Option<Fault> {
        let mut faults = self.lock();
        let fits = |fault: &Fault| {
            names.contains(&fault.fault.as_str())
                && fault.method.as_deref().is_none_or(|only| only == method)
                && fault.channel.as_deref().is_none_or(|only| Some(only) == channel)
        };
        let place = faults.iter().position(fits)?;
        let fault = faults[place].clone();
        faults[place].times -= 1;
        faults.retain(|fault| fault.times > 0);
        Some(fault)
    }

    /// Hides messages from a look-up at this time: answers the `ts` from which on nothing is shown, using up one strike if
    /// there is something to hide and strikes are what counts.
    pub(crate) fn hide(
        &self,
        method: &str,
        newest: impl FnOnce() -> Option<Ts>,
        now: Duration,
    ) -> Option<Ts> {
        let mut faults = self.lock();
        faults.retain(|fault| fault.until.is_none_or(|until| now < until));
        let fits = |fault: &&mut Fault| {
            fault.fault == "hide_from_history" && fault.method.as_deref().is_none_or(|only| only == method)
        };
        let fault = faults.iter_mut().find(fits)?;
        let since = fault.since?;
        if newest().is_none_or(|newest| newest <= since) {
            return None;
        }
        if fault.until.is_none() {
            fault.times -= 1;
        }
        faults.retain(|fault| fault.times > 0);
        Some(since)
    }

    /// All that are armed, as they were ordered.
    pub(crate) fn armed(&self) -> Vec<Value> {
        self.lock().iter().map(Fault::told).collect()
    }

    /// The names of those that are armed.
    pub(crate) fn names(&self) -> BTreeSet<String> {
        self.lock().iter().map(|fault| fault.fault.clone()).collect()
    }
}

impl Fault {
    pub(crate) fn name(&self) -> &str {
        &self.fault
    }

    /// As it was ordered, with how often it will still strike.
    fn told(&self) -> Value {
        let mut out = json!({"fault": self.fault, "times": self.times});
        let mut put = |name: &str, value: Value| {
            if !value.is_null() {
                out[name] = value;
            }
        };
        put("method", json!(self.method));
        put("channel", json!(self.channel));
        put("status", json!(self.status));
        put("retry_after", json!(self.retry_after));
        put("error", json!(self.error));
        put("seconds", json!(self.seconds));
        put("milliseconds", json!(self.milliseconds));
        out
    }
}

/// `GET /sandbox/fault`: what is armed, the oldest first.
pub(crate) async fn get(State(server): State<Arc<Server>>) -> Json<Value> {
    Json(json!({"faults": server.faults.armed()}))
}

/// `POST /sandbox/fault`
pub(crate) async fn post(State(server): State<Arc<Server>>, bytes: Bytes) -> Result<Json<Value>, Refusal> {
    let order = body(&bytes)?;
    if order.get("clear").and_then(Value::as_bool) == Some(true) {
        server.faults.lock().clear();
        for parcel in server.lines.release() {
            server.deliver_event(parcel.payload);
        }
        server.bump();
        return Ok(Json(json!({"ok": true})));
    }
    let mut fault =
        Fault::deserialize(&order).map_err(|error| Refusal::wrong("invalid_fault", error.to_string()))?;
    if fault.times == 0 {
        return Err(Refusal::wrong("invalid_fault", "times must be at least 1"));
    }
    if fault.fault == "disconnect" {
        return cut_off(&server, &fault);
    }
    if !ARMED.contains(&fault.fault.as_str()) {
        return Err(Refusal::wrong("unknown_fault", format!("known: {}, disconnect", ARMED.join(", "))));
    }
    if fault.fault == "status" && !fault.status.is_some_and(|status| (400..600).contains(&status)) {
        return Err(Refusal::wrong("invalid_fault", "status must be between 400 and 599"));
    }
    if fault.fault == "error" && fault.error.is_none() {
        return Err(Refusal::wrong("invalid_fault", "error must be one of Slack's codes"));
    }
    if fault.fault == "skew" && fault.seconds.is_none() {
        return Err(Refusal::wrong("invalid_fault", "seconds must say how far the date is off"));
    }
    if fault.milliseconds.is_some() && fault.fault != "hide_from_history" {
        return Err(Refusal::wrong("invalid_fault", "only hide_from_history lasts for milliseconds"));
    }
    fault.since = Some(server.look(|world| world.model.last_ts));
    fault.until = fault.milliseconds.map(|span| server.wall.now() + Duration::from_millis(span));
    server.faults.lock().push(fault);
    server.bump();
    Ok(Json(json!({"ok": true})))
}

fn cut_off(server: &Arc<Server>, fault: &Fault) -> Result<Json<Value>, Refusal> {
    let reason = fault.reason.as_deref().unwrap_or("warning");
    if !REASONS.contains(&reason) {
        return Err(Refusal::wrong("invalid_fault", format!("reason must be one of {}", REASONS.join(", "))));
    }
    let all = fault.all || reason == "link_disabled";
    let count = if all { usize::MAX } else { fault.times as usize };
    Ok(Json(json!({"ok": true, "connections": realtime::disconnect(server, reason, count)})))
}
