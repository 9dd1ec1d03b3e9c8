//! A message whose fate is unknown, once it can no longer arrive: looked for by the id in its
//! metadata.

use super::post::{address, settle};
use super::{Delivery, Ended};
use crate::domain::model::{ChannelId, Fate, Outgoing, Ts};
use crate::domain::policy::Method;
use crate::engine::reach::Reach;
use crate::slack::api::ApiError;
use chrono::Duration;
use serde_json::{Value, json};

/// The clock of whoever stamps messages may be this far behind ours: ours may be set wrong, by a
/// time zone for instance, and a look-up that begins too late says that a message is absent.
const SKEW: Duration = Duration::days(1);

/// Finds out what became of an attempt that can no longer arrive.
pub(super) async fn clear_up<R: Reach>(delivery: &Delivery<R>, row: &Outgoing) -> Ended {
    let gone = || Fate::Refused { id: row.id, code: "parent_gone".to_owned() };
    let (channel, thread) = match address(delivery, row).await {
        Ok(Some(address)) => address,
        Ok(None) => return settle(delivery, gone()).await,
        Err(ended) => return ended,
    };
    match find(delivery, row, &channel, thread.as_ref()).await {
        // What a card showed then may be old by now: version 0 has it rendered once more.
        Ok(Found::At(ts)) => settle(delivery, Fate::Sent { id: row.id, channel, ts, version: 0 }).await,
        Ok(Found::Nowhere) => settle(delivery, Fate::NotSent(row.id)).await,
        // It may have been there. A reply to nothing is not worth saying twice.
        Ok(Found::ThreadGone) => settle(delivery, gone()).await,
        Err(error) => delivery.pause_after(&error),
    }
}

/// What a look-up found.
enum Found {
    /// The message is there.
    At(Ts),
    /// It is not.
    Nowhere,
    /// Slack says, and says it again, that there is no such thread any more.
    ThreadGone,
}

/// Looks through everything posted since the message was written.
async fn find<R: Reach>(
    delivery: &Delivery<R>,
    row: &Outgoing,
    channel: &ChannelId,
    thread: Option<&Ts>,
) -> Result<Found, ApiError> {
    let oldest = format!("{}.000000", (row.created - SKEW).timestamp());
    let mut body = json!({
        "channel": channel,
        "oldest": oldest,
        "inclusive": true,
        "include_all_metadata": true,
        "limit": 200,
    });
    let method = match thread {
        Some(ts) => {
            body["ts"] = json!(ts);
            Method::ConversationsReplies
        }
        None => Method::ConversationsHistory,
    };
    let mut is_gone = false;
    loop {
        let page = match delivery.reach.call(method, &body).await {
            // Said once it may be a mistake of Slack's.
            Err(ApiError::Permanent { code, .. }) if code == "thread_not_found" && !is_gone => {
                is_gone = true;
                delivery.reach.pause(delivery.patience.pause).await;
                continue;
            }
            Err(ApiError::Permanent { code, .. }) if code == "thread_not_found" => {
                return Ok(Found::ThreadGone);
            }
            page => page?,
        };
        let messages = page.get("messages").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        if let Some(found) = messages.iter().find(|message| is_ours(message, row)) {
            return Ok(found
                .get("ts")
                .and_then(Value::as_str)
                .map_or(Found::Nowhere, |ts| Found::At(Ts::from(ts))));
        }
        match page.pointer("/response_metadata/next_cursor").and_then(Value::as_str) {
            Some(cursor) if !cursor.is_empty() => body["cursor"] = json!(cursor),
            _ => return Ok(Found::Nowhere),
        }
    }
}

fn is_ours(message: &Value, row: &Outgoing) -> bool {
    message.pointer("/metadata/event_type").and_then(Value::as_str) == Some("klynge")
        && message.pointer("/metadata/event_payload/outbox").and_then(Value::as_str)
            == Some(row.id.to_string().as_str())
}
