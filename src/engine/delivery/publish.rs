//! Shows a Home tab. The whole of it is sent each time, so an unknown outcome is simply tried again.

use super::{Delivery, Ended, post};
use crate::domain::home;
use crate::domain::model::{Fate, Instant, UserId, Workspace};
use crate::domain::policy::{Method, OnUnknown, policy};
use crate::engine::reach::Reach;
use crate::engine::steps::{Step, pass};
use crate::slack::api::ApiError;
use crate::slack::blocks;
use serde_json::{Value, json};

/// What a step is passed for.
const WHAT: &str = "home";

/// Shows a person's Home as it is now.
pub(super) async fn publish<R: Reach>(delivery: &Delivery<R>, user: &UserId) -> Ended {
    pass(Step::Attempted, WHAT).await;
    let now = delivery.reach.civil();
    let Some((body, version)) = delivery.reach.look(|ws| body(ws, user, now)) else { return Ended::Done };
    let outcome = delivery.reach.call(Method::ViewsPublish, &body).await;
    let word = if outcome.is_ok() { "ok" } else { "failed" };
    delivery.reach.count(Method::ViewsPublish, word);
    pass(Step::Posted, WHAT).await;
    let user = user.clone();
    let ended = match outcome {
        Ok(_) => post::settle(delivery, Fate::HomeShown { user, version }).await,
        Err(ref error @ ApiError::Permanent { ref code, .. }) if !error.locks_out() => {
            tracing::warn!(%user, %code, "a Home tab cannot be shown");
            post::settle(delivery, Fate::HomeLost { user, code: code.clone() }).await
        }
        Err(ApiError::Unknown(_)) if policy(Method::ViewsPublish) != OnUnknown::Again => Ended::Done,
        Err(error) => delivery.pause_after(&error),
    };
    pass(Step::Settled, WHAT).await;
    ended
}

fn body(ws: &Workspace, user: &UserId, now: Instant) -> Option<(Value, u32)> {
    let home = ws.homes.get(user).filter(|home| home.dirty())?;
    let page = home::page(ws, user, now);
    let view = blocks::home(home::lang(ws, user), &page);
    Some((json!({ "user_id": user, "view": view }), home.version))
}
