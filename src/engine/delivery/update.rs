//! Edits a card in place. Sending the same edit twice does no harm, so an unknown outcome is simply
//! tried again.

use super::{Delivery, Ended, post};
use crate::domain::card;
use crate::domain::model::{CardId, Fate, Workspace};
use crate::domain::policy::{Method, OnUnknown, policy};
use crate::engine::reach::Reach;
use crate::slack::api::ApiError;
use crate::slack::blocks;
use serde_json::{Value, json};

/// Shows the card as it is now.
pub(super) async fn update<R: Reach>(delivery: &Delivery<R>, id: CardId) -> Ended {
    let Some((body, version)) = delivery.reach.look(|ws| body(ws, id)) else { return Ended::Done };
    let outcome = delivery.reach.call(Method::ChatUpdate, &body).await;
    let word = if outcome.is_ok() { "ok" } else { "failed" };
    delivery.reach.count(Method::ChatUpdate, word);
    match outcome {
        Ok(_) => post::settle(delivery, Fate::CardShown { card: id, version }).await,
        Err(ref error @ ApiError::Permanent { ref code, .. }) if !error.locks_out() => {
            tracing::warn!(card = %id, %code, "a card can be edited no more");
            post::settle(delivery, Fate::CardLost { card: id, code: code.clone() }).await
        }
        Err(ApiError::Unknown(_)) if policy(Method::ChatUpdate) != OnUnknown::Again => Ended::Done,
        Err(error) => delivery.pause_after(&error),
    }
}

fn body(ws: &Workspace, id: CardId) -> Option<(Value, u32)> {
    let card = ws.cards.get(&id).filter(|card| card.dirty())?;
    let (channel, ts) = card.at.as_ref()?;
    let rendered = blocks::message(card.lang, &card::message(ws, card)?);
    let body = json!({
        "channel": channel,
        "ts": ts,
        "text": rendered.text,
        "blocks": rendered.blocks,
        // As when it was posted; here Slack does more by default.
        "parse": "none",
    });
    Some((body, card.version))
}
