//! What a signed body means. Pure.

use axum::http::{HeaderMap, header::CONTENT_TYPE};
use serde_json::{Map, Value};
use url::form_urlencoded;

use crate::slack::inbound::{Delivery, Kind, Retry};

/// An unsigned certificate check is short; a longer body is not looked into.
const SSL_CHECK_LIMIT: usize = 4 * 1024;

/// What a body turned out to be.
#[derive(Debug)]
pub(super) enum Parsed {
    /// Something for the desk.
    Delivery(Delivery),
    /// Slack asks whether this address is ours, and wants this text back.
    Challenge(String),
    /// Slack looks at our certificate and wants nothing else.
    SslCheck,
    /// Well-formed and of a type this program doesn't know.
    Foreign(String),
    /// Malformed.
    Bad(&'static str),
}

/// Whether the content type is the one Slack uses for this kind of request.
pub(super) fn content_type_fits(kind: Kind, headers: &HeaderMap) -> bool {
    let expected = match kind {
        Kind::Event => "application/json",
        Kind::Command | Kind::Interaction => "application/x-www-form-urlencoded",
    };
    let given = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    given
        .and_then(|text| text.split(';').next())
        .is_some_and(|essence| essence.trim().eq_ignore_ascii_case(expected))
}

/// Whether a body that is not signed is Slack's check of the certificate.
pub(super) fn is_ssl_check(body: &[u8]) -> bool {
    body.len() <= SSL_CHECK_LIMIT
        && form_urlencoded::parse(body).any(|(key, value)| key == "ssl_check" && value == "1")
}

/// Reads a body whose signature has been checked.
pub(super) fn parse(kind: Kind, body: &[u8], retry: Option<Retry>) -> Parsed {
    match kind {
        Kind::Event => event(body, retry),
        Kind::Command => command(body, retry),
        Kind::Interaction => interaction(body, retry),
    }
}

fn event(body: &[u8], retry: Option<Retry>) -> Parsed {
    let Ok(payload) = serde_json::from_slice::<Value>(body) else {
        return Parsed::Bad("not JSON");
    };
    match payload.get("type").and_then(Value::as_str) {
        Some("event_callback") => delivery(Kind::Event, payload, retry),
        Some("url_verification") => match payload.get("challenge").and_then(Value::as_str) {
            Some(challenge) => Parsed::Challenge(challenge.to_owned()),
            None => Parsed::Bad("no challenge"),
        },
        Some(other) => Parsed::Foreign(other.to_owned()),
        None => Parsed::Foreign(String::new()),
    }
}

fn command(body: &[u8], retry: Option<Retry>) -> Parsed {
    let fields = fields(body);
    if fields.get("ssl_check").and_then(Value::as_str) == Some("1") {
        return Parsed::SslCheck;
    }
    if !fields.contains_key("command") {
        return Parsed::Bad("no command");
    }
    delivery(Kind::Command, Value::Object(fields), retry)
}

fn interaction(body: &[u8], retry: Option<Retry>) -> Parsed {
    let fields = fields(body);
    let payload = fields.get("payload").and_then(Value::as_str);
    match payload.map(serde_json::from_str::<Value>) {
        Some(Ok(payload)) if payload.is_object() => delivery(Kind::Interaction, payload, retry),
        Some(_) => Parsed::Bad("payload is not a JSON object"),
        None if fields.contains_key("ssl_check") => Parsed::SslCheck,
        None => Parsed::Bad("no payload"),
    }
}

fn fields(body: &[u8]) -> Map<String, Value> {
    form_urlencoded::parse(body)
        .map(|(key, value)| (key.into_owned(), Value::String(value.into_owned())))
        .collect()
}

fn delivery(kind: Kind, payload: Value, retry: Option<Retry>) -> Parsed {
    Parsed::Delivery(Delivery { kind, payload, retry, envelope: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn payload(parsed: Parsed) -> Value {
        match parsed {
            Parsed::Delivery(delivery) => delivery.payload,
            other => panic!("a delivery was expected, not {other:?}"),
        }
    }

    #[test]
    fn a_command_keeps_every_field() {
        let body = b"command=%2Fklynge&text=next+%26+more&channel_name=x&user_id=U1&extra=";
        let expected = json!({
            "command": "/klynge", "text": "next & more", "channel_name": "x", "user_id": "U1", "extra": "",
        });
        assert_eq!(payload(parse(Kind::Command, body, None)), expected);
    }

    #[test]
    fn an_interaction_is_its_payload() {
        let body = b"payload=%7B%22type%22%3A%22block_actions%22%7D";
        assert_eq!(payload(parse(Kind::Interaction, body, None)), json!({ "type": "block_actions" }));
        for bad in [&b"payload=%7B"[..], b"payload=3", b"", b"other=1"] {
            assert!(matches!(parse(Kind::Interaction, bad, None), Parsed::Bad(_)));
        }
    }

    #[test]
    fn events_are_told_from_greetings_and_strangers() {
        let body = br#"{"type":"event_callback","event_id":"Ev1"}"#;
        let retry = Retry { num: 1, reason: "http_timeout".into() };
        let Parsed::Delivery(delivery) = parse(Kind::Event, body, Some(retry.clone())) else {
            panic!("an event was sent");
        };
        assert_eq!(delivery.retry, Some(retry));
        let greeting = parse(Kind::Event, br#"{"type":"url_verification","challenge":"abc"}"#, None);
        assert!(matches!(greeting, Parsed::Challenge(text) if text == "abc"));
        let stranger = parse(Kind::Event, br#"{"type":"app_rate_limited"}"#, None);
        assert!(matches!(stranger, Parsed::Foreign(what) if what == "app_rate_limited"));
        assert!(matches!(parse(Kind::Event, b"[]", None), Parsed::Foreign(_)));
        assert!(matches!(parse(Kind::Event, b"{", None), Parsed::Bad(_)));
    }

    #[test]
    fn a_certificate_check_is_short_and_clear() {
        assert!(is_ssl_check(b"ssl_check=1&token=x"));
        assert!(!is_ssl_check(b"ssl_check=0"));
        assert!(!is_ssl_check(b"command=%2Fklynge"));
        let long = [b"ssl_check=1&x=".to_vec(), vec![b'x'; SSL_CHECK_LIMIT]].concat();
        assert!(!is_ssl_check(&long));
    }
}
