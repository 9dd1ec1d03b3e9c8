//! What the app's acknowledgement does: a message, another modal, field errors, or an error the person sees.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::deed::Then;
use super::respond;
use crate::api::{check_external_id, checked_view, new_view, replace_view};
use crate::realtime::Outcome;
use crate::world::World;

/// The acknowledgement as `act` reports it.
pub(super) struct Ack {
    pub(super) answer: Value,
    pub(super) error: Option<String>,
    /// Field errors to report, where they are not those of the top modal.
    pub(super) errors: Option<BTreeMap<String, String>>,
}

impl Ack {
    /// Nothing had to be acknowledged.
    pub(super) fn none() -> Self {
        Self { answer: Value::Null, error: None, errors: None }
    }

    pub(super) fn unsent(errors: BTreeMap<String, String>) -> Self {
        Self { errors: Some(errors), ..Self::none() }
    }

    fn ok(payload: &Value) -> Self {
        let mut answer = json!({"ok": true});
        if !payload.is_null() {
            answer["payload"] = payload.clone();
        }
        Self { answer, ..Self::none() }
    }

    fn failed(code: &str, messages: Option<Value>) -> Self {
        let mut answer = json!({"ok": false, "error": code});
        if let Some(messages) = messages {
            answer["messages"] = messages;
        }
        Self { answer, error: Some(code.to_owned()), errors: None }
    }
}

/// Lets the app's answer take effect.
pub(super) fn finish(world: &mut World, user: &str, then: Then, outcome: Outcome) -> Ack {
    let payload = match outcome {
        Outcome::Failed(code) => return Ack::failed(code, None),
        Outcome::Acked(payload) => payload,
    };
    let done = match then {
        Then::Nothing => Ok(()),
        Then::Say { channel } => respond::answer_command(world, user, &channel, payload.clone()),
        Then::View { id } => view_answer(world, &id, payload.clone()),
    };
    match done {
        Ok(()) => Ack::ok(&payload),
        Err(error) => {
            let code = error.name().to_owned();
            let messages = error.into_body().pointer("/response_metadata/messages").cloned();
            Ack::failed(&code, messages)
        }
    }
}

/// The answer to a submission: nothing closes that modal.
fn view_answer(world: &mut World, id: &str, payload: Value) -> Result<(), crate::api::Error> {
    let Some(view) = world.model.views.iter().find(|view| view.id == id).cloned() else {
        return Ok(());
    };
    let action = payload.get("response_action").and_then(Value::as_str);
    match action {
        None => world.model.views.retain(|view| view.id != id),
        Some("clear") => world.model.views.retain(|other| other.user != view.user),
        Some("errors") => {
            let errors: BTreeMap<String, String> = payload
                .get("errors")
                .and_then(|errors| serde_json::from_value(errors.clone()).ok())
                .filter(|errors: &BTreeMap<_, _>| !errors.is_empty())
                .ok_or("invalid_response_action")?;
            let known = |block: &String| {
                view.blocks().iter().any(|there| there["block_id"] == *block && there["type"] == "input")
            };
            if !errors.keys().all(known) {
                return Err("invalid_errors_block_id".into());
            }
            if let Some(view) = world.model.view_mut(id) {
                view.errors = errors;
            }
        }
        Some("update") => {
            let body = checked_view(payload.get("view").cloned().unwrap_or_default())?;
            check_external_id(world, &body, Some(id))?;
            replace_view(world, id, body);
        }
        Some("push") => {
            if world.model.views.iter().filter(|other| other.user == view.user).count() >= 3 {
                return Err("push_limit_reached".into());
            }
            let body = checked_view(payload.get("view").cloned().unwrap_or_default())?;
            check_external_id(world, &body, None)?;
            new_view(world, &view.user, body, Some(&view), None);
        }
        Some(_) => return Err("invalid_response_action".into()),
    }
    Ok(())
}
