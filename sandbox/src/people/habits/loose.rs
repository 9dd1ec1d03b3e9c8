//! `/sandbox/people`: letting people loose and calling them back; and their turn whenever the clock is turned.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::crowd::{Crowd, Plan};
use super::notice::{look_around, people};
use super::perform::{follow_up, go_on, order};
use crate::control::{Refusal, body};
use crate::people::act;
use crate::server::Server;
use crate::world::World;

/// `GET /sandbox/people`
pub(crate) async fn get(State(server): State<Arc<Server>>) -> Json<Value> {
    Json(server.look(told))
}

/// `POST /sandbox/people {"let_loose": true, "seed": 7}`
pub(crate) async fn post(State(server): State<Arc<Server>>, bytes: Bytes) -> Result<Json<Value>, Refusal> {
    let order = body(&bytes)?;
    let wrong = |detail: &str| Refusal::wrong("invalid_order", detail);
    let loose =
        order.get("let_loose").and_then(Value::as_bool).ok_or_else(|| wrong("let_loose is true or false"))?;
    let seed = match order.get("seed") {
        None | Some(Value::Null) => None,
        Some(seed) => Some(seed.as_u64().ok_or_else(|| wrong("seed is a whole number"))?),
    };
    server.with(|world| {
        let current = world.model.crowd.take();
        let mut crowd = match (current, seed) {
            // They go on where they were, unless another seed makes others of them.
            (Some(crowd), seed) if seed.is_none_or(|seed| seed == crowd.seed) => crowd,
            (_, seed) => Crowd::new(seed.unwrap_or(1)),
        };
        crowd.loose = loose;
        world.model.crowd = Some(crowd);
    });
    server.keep().await;
    Ok(Json(server.look(told)))
}

fn told(world: &World) -> Value {
    let mut out = summary(world);
    let all = people(world).into_iter();
    out["people"] = all.map(|person| json!({"id": person.user.id, "habits": person.habits.told()})).collect();
    out
}

/// The few words about it that stand in the state.
pub(crate) fn summary(world: &World) -> Value {
    match &world.model.crowd {
        Some(crowd) => json!({
            "loose": crowd.loose, "seed": crowd.seed, "deeds": crowd.done, "plans": crowd.waiting(),
        }),
        None => json!({"loose": false, "seed": null, "deeds": 0, "plans": 0}),
    }
}

impl Server {
    /// When somebody who is loose has something to do next.
    pub(crate) fn people_due(&self) -> Option<DateTime<Utc>> {
        self.look(|world| {
            let crowd = world.model.crowd.as_ref().filter(|crowd| crowd.loose)?;
            crowd.next(world.model.zone)
        })
    }

    /// Lets the next of them do what is due by now. True when somebody did something, so that there may be more.
    pub(crate) async fn let_people_act(self: &Arc<Self>) -> bool {
        let Some((plan, order)) = self.next_deed() else { return false };
        // What cannot be done any more is let be, as people do.
        let done = act::carry_out(self, order).await.is_ok();
        self.with(|world| {
            let Some(mut crowd) = world.model.crowd.take() else { return };
            if done {
                crowd.done += 1;
                go_on(world, &mut crowd, &plan);
            }
            crowd.watched.push(plan);
            world.model.crowd = Some(crowd);
        });
        true
    }

    fn next_deed(self: &Arc<Self>) -> Option<(Plan, Value)> {
        if !self.look(|world| world.model.crowd.as_ref().is_some_and(|crowd| crowd.loose)) {
            return None;
        }
        self.change_quietly(|world| {
            let mut crowd = world.model.crowd.take()?;
            follow_up(world, &mut crowd);
            look_around(world, &mut crowd);
            let mut found = None;
            while let Some(plan) = crowd.take(world.model.now) {
                if let Some(order) = order(world, crowd.seed, &plan) {
                    found = Some((plan, order));
                    break;
                }
            }
            world.model.crowd = Some(crowd);
            found
        })
    }
}
