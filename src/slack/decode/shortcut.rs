//! A shortcut from the menu of a message (docs.slack.dev, "Shortcuts payloads"). Of the message only its words and its
//! address are read, to begin a form with.

use super::{Undecodable, id, text};
use crate::domain::model::{ChannelId, Event, Nonce, Text, UserId};
use serde_json::Value;

/// *Put on the agenda*, as the manifest calls it.
pub const PUT_ON_AGENDA: &str = "put_on_agenda";
/// More of a message than this begins no form.
const LONGEST: usize = 3_000;

/// Something that somebody chose for a message.
pub(super) fn event(payload: &Value, by: UserId, nonce: Nonce) -> Result<Event, Undecodable> {
    if text(payload, "callback_id") != Some(PUT_ON_AGENDA) {
        return Err(Undecodable::UnknownButton);
    }
    let channel = payload.get("channel").and_then(|channel| id(channel, "id"));
    let channel = channel.ok_or(Undecodable::Missing("channel.id"))?;
    let words = payload.pointer("/message/text").and_then(Value::as_str).unwrap_or_default();
    let words = words.chars().take(LONGEST).collect();
    let link = permalink(payload, channel);
    Ok(Event::MessageChosen { by, channel: ChannelId::from(channel), words, link, nonce })
}

/// The address of the message: Slack does not send it, and it follows from what it sends. `None` if anything in it is not
/// as ever.
fn permalink(payload: &Value, channel: &str) -> Option<Text> {
    let domain = payload.pointer("/team/domain").and_then(Value::as_str)?;
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let message = payload.get("message")?;
    let ts = text(message, "ts").filter(|ts| is_ts(ts))?;
    if !is_name(domain) || !is_name(channel) {
        return None;
    }
    let address = format!("https://{domain}.slack.com/archives/{channel}/p{}", ts.replace('.', ""));
    let thread = text(message, "thread_ts").filter(|thread| *thread != ts && is_ts(thread));
    Some(Text::line(&match thread {
        Some(thread) => format!("{address}?thread_ts={thread}&cid={channel}"),
        None => address,
    }))
}

fn is_ts(ts: &str) -> bool {
    ts.chars().all(|c| c.is_ascii_digit() || c == '.') && ts.chars().filter(|c| *c == '.').count() == 1
}

#[cfg(test)]
mod tests {
    use super::event;
    use crate::domain::model::{Event, Nonce, Text, UserId};
    use serde_json::{Value, json};

    fn read(change: impl Fn(&mut Value)) -> Option<(String, Option<Text>)> {
        let mut payload = json!({
            "type": "message_action", "callback_id": "put_on_agenda", "trigger_id": "1.2",
            "team": {"id": "T1", "domain": "digs"}, "user": {"id": "U1"}, "channel": {"id": "C1"},
            "message": {"type": "message", "user": "U2", "ts": "1789012345.000100", "text": "Ny skriver?"},
        });
        change(&mut payload);
        match event(&payload, UserId::from("U1"), Nonce(1)) {
            Ok(Event::MessageChosen { words, link, .. }) => Some((words, link)),
            _ => None,
        }
    }

    fn link(change: impl Fn(&mut Value)) -> Option<String> {
        read(change)?.1.map(|link| link.plain().to_owned())
    }

    #[test]
    fn the_words_and_the_address_of_the_message_are_read() {
        assert_eq!(read(|_| ()).map(|(words, _)| words).as_deref(), Some("Ny skriver?"));
        let address = "https://digs.slack.com/archives/C1/p1789012345000100";
        assert_eq!(link(|_| ()).as_deref(), Some(address));
        let reply = link(|payload| payload["message"]["thread_ts"] = json!("1789012300.000100"));
        assert_eq!(reply, Some(format!("{address}?thread_ts=1789012300.000100&cid=C1")));
    }

    #[test]
    fn an_address_that_is_not_as_ever_is_none() {
        assert_eq!(link(|payload| payload["team"]["domain"] = json!("evil.example/")), None);
        assert_eq!(link(|payload| payload["message"]["ts"] = json!("1|x")), None);
        assert_eq!(link(|payload| payload["team"] = json!({})), None);
    }

    #[test]
    fn a_message_without_words_is_fine_and_an_unknown_shortcut_is_not() {
        let without = read(|payload| payload["message"] = json!({"ts": "1.0"}));
        assert_eq!(without.map(|(words, _)| words).as_deref(), Some(""));
        assert_eq!(read(|payload| payload["callback_id"] = json!("other")), None);
        assert_eq!(read(|payload| payload["channel"] = json!(null)), None);
        let long = read(|payload| payload["message"]["text"] = json!("å".repeat(40_000)));
        assert_eq!(long.map(|(words, _)| words.chars().count()), Some(3_000));
    }
}
