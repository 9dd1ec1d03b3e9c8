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
    let (channel, thread) = match address(delivery, row).await {
        Ok(Some(address)) => address,
        Ok(None) => {
            return settle(delivery, Fate::Refused { id: row.id, code: "parent_gone".to_owned() }).await;
        }
        Err(ended) => return ended,
    };
    match find(delivery, row, &channel, thread.as_ref()).await {
        // What a card showed then may be old by now: version 0 has it rendered once more.
        Ok(Some(ts)) => settle(delivery, Fate::Sent { id: row.id, channel, ts, version: 0 }).await,
        Ok(None) => settle(delivery, Fate::NotSent(row.id)).await,
        Err(error) => delivery.pause_after(&error),
    }
}

/// Looks through everything posted since the message was written.
async fn find<R: Reach>(
    delivery: &Delivery<R>,
    row: &Outgoing,
    channel: &ChannelId,
    thread: Option<&Ts>,
) -> Result<Option<Ts>, ApiError> {
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
    loop {
        let page = match delivery.reach.call(method, &body).await {
            // Nothing was ever written below what is gone.
            Err(ApiError::Permanent { code, .. }) if code == "thread_not_found" => return Ok(None),
            page => page?,
        };
        let messages = page.get("messages").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        if let Some(found) = messages.iter().find(|message| is_ours(message, row)) {
            return Ok(found.get("ts").and_then(Value::as_str).map(Ts::from));
        }
        match page.pointer("/response_metadata/next_cursor").and_then(Value::as_str) {
            Some(cursor) if !cursor.is_empty() => body["cursor"] = json!(cursor),
            _ => return Ok(None),
        }
    }
}

fn is_ours(message: &Value, row: &Outgoing) -> bool {
    message.pointer("/metadata/event_type").and_then(Value::as_str) == Some("klynge")
        && message.pointer("/metadata/event_payload/outbox").and_then(Value::as_str)
            == Some(row.id.to_string().as_str())
}
