//! How the app hears of things: over Socket Mode, or by signed HTTP requests. Each delivery is followed until it is acknowledged or given up.

mod delivery;
mod door;
mod http;
mod lines;
mod socket;

use serde_json::{Value, json};

pub(crate) use self::delivery::Outcome;
pub(crate) use self::door::Door;
pub(crate) use self::http::verify;
pub(crate) use self::lines::Lines;
pub(crate) use self::socket::{attach, disconnect};

/// Which of Slack's three roads something takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Event,
    Command,
    Interactive,
}

impl Kind {
    /// The frame's `type`.
    const fn frame_type(self) -> &'static str {
        match self {
            Self::Event => "events_api",
            Self::Command => "slash_commands",
            Self::Interactive => "interactive",
        }
    }

    /// Where the request goes on a host of which nothing else is known.
    const fn path(self) -> &'static str {
        match self {
            Self::Event => "/slack/events",
            Self::Command => "/slack/commands",
            Self::Interactive => "/slack/interactions",
        }
    }
}

/// One thing to be delivered.
#[derive(Clone, Debug)]
pub(crate) struct Parcel {
    pub(crate) kind: Kind,
    pub(crate) payload: Value,
}

impl Parcel {
    /// What it is, for the wire log and for faults: `message.im`, `/command`, `view_submission`.
    pub(crate) fn name(&self) -> String {
        let text = |pointer: &str| self.payload.pointer(pointer).and_then(Value::as_str);
        let name = match self.kind {
            Kind::Event => match (text("/event/type"), text("/event/channel_type")) {
                (Some("message"), Some(channel)) => return format!("message.{channel}"),
                // Only `app_rate_limited` has no event inside.
                (name, _) => name.or_else(|| text("/type")),
            },
            Kind::Command => text("/command"),
            Kind::Interactive => text("/type"),
        };
        name.unwrap_or("unknown").to_owned()
    }

    /// The Socket Mode frame.
    fn frame(&self, envelope: &str, retry: Option<Retry>) -> Value {
        let answered = match self.kind {
            Kind::Event => false,
            Kind::Command => true,
            Kind::Interactive => {
                self.payload["type"] == "view_submission" || self.payload["type"] == "block_suggestion"
            }
        };
        let mut frame = json!({
            "type": self.kind.frame_type(), "envelope_id": envelope, "payload": self.payload,
            "accepts_response_payload": answered,
        });
        if self.kind == Kind::Event {
            frame["retry_attempt"] = json!(retry.map_or(0, |retry| retry.number));
            frame["retry_reason"] = json!(retry.map_or("", |retry| retry.reason));
        }
        frame
    }
}

/// The how-manieth repetition this is, and why.
#[derive(Clone, Copy, Debug)]
struct Retry {
    number: usize,
    reason: &'static str,
}
