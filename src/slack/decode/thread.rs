//! A thread as `conversations.replies` tells it.

use super::{id, text};
use crate::domain::model::{Remark, Ts, UserId};
use serde_json::Value;

/// What people wrote below a message, in order. Not the message itself, nothing of bots (we are one), and
/// nothing that only says that something happened, such as somebody joining.
pub fn remarks(messages: &[Value], parent: &Ts) -> Vec<Remark> {
    messages
        .iter()
        .filter(|message| text(message, "ts") != Some(parent.as_str()))
        .filter_map(remark)
        .collect()
}

fn remark(message: &Value) -> Option<Remark> {
    let is_spoken = matches!(text(message, "subtype"), None | Some("thread_broadcast" | "file_share"));
    if !is_spoken || text(message, "bot_id").is_some() {
        return None;
    }
    Some(Remark {
        ts: Ts::from(text(message, "ts")?),
        by: UserId::from(id(message, "user")?),
        words: text(message, "text").unwrap_or_default().to_owned(),
        reactions: reactions(message),
    })
}

fn reactions(message: &Value) -> Vec<(String, u32)> {
    let reactions = message.get("reactions").and_then(Value::as_array);
    let read = |reaction: &Value| {
        let count = reaction.get("count").and_then(Value::as_u64).unwrap_or(1);
        Some((text(reaction, "name")?.to_owned(), u32::try_from(count).unwrap_or(u32::MAX)))
    };
    reactions.into_iter().flatten().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::remarks;
    use crate::domain::model::Ts;
    use serde_json::json;

    #[test]
    fn only_what_people_wrote_below_it_is_read() {
        let messages = [
            json!({ "ts": "1.0", "user": "U0", "text": "the announcement", "bot_id": "B1" }),
            json!({ "ts": "2.0", "user": "U1", "text": "a note", "thread_ts": "1.0",
                "reactions": [{ "name": "zipper_mouth_face", "count": 2, "users": ["U2", "U3"] }] }),
            json!({ "ts": "3.0", "user": "UB", "text": "ours", "bot_id": "B1" }),
            json!({ "ts": "4.0", "user": "U1", "text": "joined", "subtype": "channel_join" }),
            json!({ "ts": "5.0", "user": "U2", "text": "also outside", "subtype": "thread_broadcast" }),
            json!({ "ts": "6.0", "text": "by nobody" }),
            json!("nonsense"),
        ];
        let read = remarks(&messages, &Ts::from("1.0"));
        let words: Vec<&str> = read.iter().map(|remark| remark.words.as_str()).collect();
        assert_eq!(words, ["a note", "also outside"]);
        assert_eq!(read[0].reactions, [("zipper_mouth_face".to_owned(), 2)]);
    }
}
