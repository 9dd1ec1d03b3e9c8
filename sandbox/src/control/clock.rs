//! Turning the civil clock: from one due instant to the next, with quiet at each.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::follow::Due;
use super::quiet::{Quiet, SHORT_SILENCE};
use super::{Refusal, body};
use crate::seed::local_instant;
use crate::server::Server;

/// How long one step may take to become quiet before the turn is given up.
const STEP: Duration = Duration::from_secs(30);

/// `POST /sandbox/clock`
pub(crate) async fn post(State(server): State<Arc<Server>>, bytes: Bytes) -> Result<Json<Value>, Refusal> {
    let order = body(&bytes)?;
    let field = |name: &str| order.get(name).and_then(Value::as_str);
    if let Some(span) = field("skip_wall") {
        let span = span_of(span)?.to_std().map_err(|_| Refusal::wrong("invalid_span", "only forward"))?;
        server.wall.skip(span);
        server.bump();
    }
    if let Some(count) = order.get("followers").and_then(Value::as_u64) {
        server.followers.expect(usize::try_from(count).unwrap_or(usize::MAX));
    }
    let _turn = server.turning.lock().await;
    let (now, zone) = server.look(|world| (world.model.now, world.model.zone));
    let target = match target_of(&order, now, zone)? {
        Some(target) => target,
        None if field("skip_wall").is_some() => now,
        None => return Err(Refusal::wrong("invalid_turn", "say advance, to or skip_wall")),
    };
    if target < now {
        return Err(Refusal::wrong("backwards", "the clock only goes forward"));
    }
    let (steps, quiet) = server.turn(target).await;
    server.keep().await;
    let mut answer = server.clock_wire(quiet);
    answer["steps"] = json!(steps);
    if !quiet.settled {
        answer["stopped"] = json!("not_quiet");
    }
    Ok(Json(answer))
}

/// Where an order leads: by `advance` or by `to`; `None` when it says neither, or both.
pub(super) fn target_of(
    order: &Value,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<Option<DateTime<Utc>>, Refusal> {
    let field = |name: &str| order.get(name).and_then(Value::as_str);
    match (field("advance"), field("to")) {
        (Some(_), Some(_)) => Err(Refusal::wrong("invalid_turn", "say advance or to, not both")),
        (Some(span), None) => {
            let target = now.checked_add_signed(span_of(span)?);
            target.map(Some).ok_or_else(|| Refusal::wrong("invalid_span", "too far"))
        }
        (None, Some(local)) => local_instant(local, zone)
            .map(Some)
            .map_err(|error| Refusal::wrong("invalid_time", error.to_string())),
        _ => Ok(None),
    }
}

impl Server {
    /// Turns the clock to `target`; stops where it does not become quiet. Answers the number of steps.
    pub(super) async fn turn(self: &Arc<Self>, target: DateTime<Utc>) -> (usize, Quiet) {
        let mut steps = 0;
        let mut deed = false;
        loop {
            let deadline = Instant::now() + STEP;
            let quiet = match deed {
                true => self.quiet_for(SHORT_SILENCE, deadline).await,
                false => self.quiet(deadline).await,
            };
            let now = self.look(|world| world.model.now);
            if !quiet.settled {
                return (steps, quiet);
            }
            deed = self.let_people_act().await;
            if deed {
                continue;
            }
            if now >= target {
                return (steps, quiet);
            }
            let due = quiet.next_due.into_iter().chain(self.people_due()).filter(|due| *due > now).min();
            let next = due.map_or(target, |due| due.min(target));
            self.with(|world| world.turn_to(next));
            steps += 1;
        }
    }

    /// The clock's part of the state.
    pub(crate) fn clock_wire(&self, quiet: Quiet) -> Value {
        let (now, zone, next) = self.look(|world| {
            let due = quiet.next_due.map(|due| world.model.local_text(due));
            (world.model.now_text(), world.model.zone, due)
        });
        let due = self.followers.said().due;
        let due: Vec<Value> = self.look(|world| {
            let told = |due: &Due| json!({"at": world.model.local_text(due.at), "what": due.what});
            due.iter().map(told).collect()
        });
        let followers: Vec<String> = self.followers.urls().iter().map(ToString::to_string).collect();
        json!({
            "now": now, "zone": zone.name(), "idle": quiet.idle, "next_due": next, "due": due,
            "playing": self.playing(),
            "undelivered": self.lines.undelivered(), "connections": self.lines.sockets(),
            "followers": followers, "followers_lost": self.followers.lost(),
        })
    }
}

/// Reads `36h`, `5m`, `90s`, `7d`, `2w`, or several in a row: `1h30m`.
pub(crate) fn span_of(text: &str) -> Result<TimeDelta, Refusal> {
    let wrong =
        || Refusal::wrong("invalid_span", format!("{text:?} is not a span such as 36h, 5m, 90s or 7d"));
    let mut sum = TimeDelta::zero();
    let mut rest = text.trim();
    if rest.is_empty() {
        return Err(wrong());
    }
    while !rest.is_empty() {
        let digits = rest.find(|letter: char| !letter.is_ascii_digit()).ok_or_else(wrong)?;
        let (number, tail) = rest.split_at(digits);
        let mut letters = tail.chars();
        let unit = match letters.next() {
            Some('s') => 1,
            Some('m') => 60,
            Some('h') => 3_600,
            Some('d') => 86_400,
            Some('w') => 604_800,
            _ => return Err(wrong()),
        };
        let seconds =
            number.parse::<i64>().ok().and_then(|number| number.checked_mul(unit)).ok_or_else(wrong)?;
        sum = TimeDelta::try_seconds(seconds).and_then(|span| sum.checked_add(&span)).ok_or_else(wrong)?;
        rest = letters.as_str();
    }
    Ok(sum)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::span_of;

    #[test]
    fn spans_add_up() {
        assert_eq!(span_of("1h30m").unwrap().num_minutes(), 90);
        assert_eq!(span_of("0s").unwrap().num_seconds(), 0);
        assert_eq!(span_of("2w").unwrap().num_days(), 14);
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "36", "h", "-1h", "1y", "99999999999999999999h"] {
            assert!(span_of(text).is_err(), "{text}");
        }
    }
}
