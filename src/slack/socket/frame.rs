//! The texts on the socket: what Slack sends, and the acknowledgement that goes back. Pure.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::slack::inbound::{Delivery, Kind, Reply, Retry};

/// One text frame from Slack.
#[derive(Debug)]
pub(super) enum Frame {
    /// The connection is ready.
    Hello,
    /// Slack announces an end, or a change of connections.
    Disconnect(Disconnect),
    /// Something that wants an acknowledgement.
    Envelope(Envelope),
    /// An envelope of a type this program doesn't know: acknowledged, since nobody will ever handle it.
    Foreign { id: String, kind: String },
    /// Nothing that could be acknowledged.
    Unreadable,
}

/// Why Slack says goodbye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Disconnect {
    /// This connection ends in about ten seconds, or should be replaced: `warning`, `refresh_requested`, and reasons
    /// that are not known yet.
    Replace,
    /// Somebody has switched Socket Mode off for the app.
    LinkDisabled,
    /// More than ten connections for this app.
    TooMany,
}

/// A delivery with what its acknowledgement needs.
#[derive(Debug)]
pub(super) struct Envelope {
    pub(super) id: String,
    pub(super) accepts_payload: bool,
    pub(super) delivery: Delivery,
}

#[derive(Deserialize)]
struct Raw {
    #[serde(rename = "type")]
    kind: String,
    envelope_id: Option<String>,
    accepts_response_payload: Option<bool>,
    #[serde(default)]
    payload: Value,
    reason: Option<String>,
    retry_attempt: Option<Value>,
    retry_reason: Option<Value>,
}

/// Reads a frame. Never fails: what cannot be read is [`Frame::Unreadable`].
pub(super) fn parse(text: &str) -> Frame {
    let Ok(raw) = serde_json::from_str::<Raw>(text) else {
        return Frame::Unreadable;
    };
    let kind = match raw.kind.as_str() {
        "hello" => return Frame::Hello,
        "disconnect" => return Frame::Disconnect(disconnect(raw.reason.as_deref())),
        "events_api" => Some(Kind::Event),
        "slash_commands" => Some(Kind::Command),
        "interactive" => Some(Kind::Interaction),
        _ => None,
    };
    match (raw.envelope_id, kind) {
        (Some(id), Some(kind)) => Frame::Envelope(Envelope {
            accepts_payload: raw.accepts_response_payload.unwrap_or(false),
            delivery: Delivery {
                kind,
                payload: raw.payload,
                retry: retry(raw.retry_attempt.as_ref(), raw.retry_reason.as_ref()),
                envelope: Some(id.clone()),
            },
            id,
        }),
        (Some(id), None) => Frame::Foreign { id, kind: raw.kind },
        (None, _) => Frame::Unreadable,
    }
}

fn disconnect(reason: Option<&str>) -> Disconnect {
    match reason {
        Some("link_disabled") => Disconnect::LinkDisabled,
        Some("too_many_websockets") => Disconnect::TooMany,
        _ => Disconnect::Replace,
    }
}

/// The first delivery says attempt 0. These fields inform only, so an odd one never costs the envelope.
fn retry(attempt: Option<&Value>, reason: Option<&Value>) -> Option<Retry> {
    let num = u32::try_from(attempt?.as_u64()?).ok().filter(|num| *num > 0)?;
    let reason = reason.and_then(Value::as_str).unwrap_or_default().to_owned();
    Some(Retry { num, reason })
}

/// The acknowledgement for a reply; nothing for a refusal. A body goes along only where Slack reads one.
pub(super) fn ack(id: &str, accepts_payload: bool, reply: Reply) -> Option<String> {
    match reply {
        Reply::Refuse => None,
        Reply::Ack(Some(body)) if accepts_payload => {
            Some(json!({ "envelope_id": id, "payload": body }).to_string())
        }
        Reply::Ack(_) => Some(json!({ "envelope_id": id }).to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;

    #[test]
    fn an_envelope_is_read_whole() {
        let text = r#"{"envelope_id":"e1","type":"events_api","accepts_response_payload":false,
            "payload":{"event_id":"Ev1"},"retry_attempt":2,"retry_reason":"timeout"}"#;
        let Frame::Envelope(envelope) = parse(text) else {
            panic!("an envelope was sent");
        };
        assert_eq!((envelope.id.as_str(), envelope.accepts_payload), ("e1", false));
        let delivery = envelope.delivery;
        assert_eq!(delivery.kind, Kind::Event);
        assert_eq!(delivery.payload, json!({ "event_id": "Ev1" }));
        assert_eq!(delivery.retry, Some(Retry { num: 2, reason: "timeout".into() }));
        assert_eq!(delivery.envelope.as_deref(), Some("e1"));
    }

    #[test]
    fn a_first_attempt_is_no_retry() {
        assert_eq!(retry(Some(&json!(0)), Some(&json!(""))), None);
        assert_eq!(retry(Some(&json!("odd")), None), None);
        assert_eq!(retry(None, None), None);
    }

    #[test]
    fn every_kind_and_every_goodbye_is_known() {
        for (kind, expected) in [
            ("events_api", Kind::Event),
            ("slash_commands", Kind::Command),
            ("interactive", Kind::Interaction),
        ] {
            let frame = parse(&format!(r#"{{"type":"{kind}","envelope_id":"e"}}"#));
            assert!(matches!(frame, Frame::Envelope(e) if e.delivery.kind == expected), "{kind}");
        }
        for (reason, expected) in [
            ("warning", Disconnect::Replace),
            ("refresh_requested", Disconnect::Replace),
            ("a_reason_of_tomorrow", Disconnect::Replace),
            ("link_disabled", Disconnect::LinkDisabled),
            ("too_many_websockets", Disconnect::TooMany),
        ] {
            let frame = parse(&format!(r#"{{"type":"disconnect","reason":"{reason}"}}"#));
            assert!(matches!(frame, Frame::Disconnect(d) if d == expected), "{reason}");
        }
        assert!(matches!(parse(r#"{"type":"hello","num_connections":1}"#), Frame::Hello));
    }

    #[test]
    fn what_cannot_be_read_is_not_an_error() {
        for text in ["", "hello", "[]", "{}", r#"{"type":3}"#, r#"{"type":"events_api"}"#] {
            assert!(matches!(parse(text), Frame::Unreadable), "{text}");
        }
        let foreign = parse(r#"{"type":"holograms","envelope_id":"e9"}"#);
        assert!(matches!(foreign, Frame::Foreign { id, kind } if id == "e9" && kind == "holograms"));
    }

    #[test]
    fn an_ack_carries_a_body_only_where_slack_reads_it() {
        let body = || Reply::Ack(Some(json!({ "text": "Hei" })));
        let with_body = r#"{"envelope_id":"e","payload":{"text":"Hei"}}"#;
        assert_eq!(ack("e", true, body()).as_deref(), Some(with_body));
        assert_eq!(ack("e", false, body()).as_deref(), Some(r#"{"envelope_id":"e"}"#));
        assert_eq!(ack("e", true, Reply::Ack(None)).as_deref(), Some(r#"{"envelope_id":"e"}"#));
        assert_eq!(ack("e", true, Reply::Refuse), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn anything_at_all_is_a_frame_of_some_kind(text in any::<String>()) {
            let _ = parse(&text);
        }

        #[test]
        fn an_odd_field_never_changes_which_envelope_it_is(
            kind in select(vec!["events_api", "slash_commands", "interactive", "hello", "disconnect", "aliens", ""]),
            id in any::<String>(),
            odd in select(vec![json!(null), json!(1), json!("x"), json!([]), json!({}), json!(-1.5e300), json!(true)]),
            field in select(vec!["payload", "retry_attempt", "retry_reason", "aliens"]),
        ) {
            let mut frame = json!({ "type": kind, "envelope_id": id });
            frame[field] = odd;
            match parse(&frame.to_string()) {
                Frame::Envelope(envelope) => prop_assert_eq!(envelope.id, id),
                Frame::Foreign { id: read, .. } => prop_assert_eq!(read, id),
                Frame::Hello | Frame::Disconnect(_) => prop_assert!(matches!(kind, "hello" | "disconnect")),
                Frame::Unreadable => prop_assert!(false, "{frame} can be acknowledged"),
            }
        }
    }

    #[test]
    fn a_frame_of_any_depth_is_only_a_frame() {
        for depth in [100, 127, 128, 10_000, 1_000_000] {
            let deep = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            let frame = format!(r#"{{"type":"events_api","envelope_id":"e1","payload":{deep}}}"#);
            let read = matches!(parse(&frame), Frame::Envelope(_));
            assert_eq!(read, depth < 127, "{depth}");
        }
    }
}
