//! Presses, shortcuts and submitted modals.

use super::{Undecodable, id, shortcut, text};
use crate::domain::model::{ChannelId, Event, Field, Nonce, UserId, Value as Filled, Values};
use crate::slack::blocks::Metadata;
use chrono::{NaiveDate, NaiveTime};
use serde_json::Value;

/// What somebody did, unless it is of no use here. `nonce` marks the form that a press may open.
pub(super) fn event(payload: &Value, nonce: Nonce) -> Result<Option<Event>, Undecodable> {
    let by = payload
        .get("user")
        .and_then(|user| id(user, "id"))
        .map(UserId::from)
        .ok_or(Undecodable::Missing("user.id"))?;
    match text(payload, "type").ok_or(Undecodable::Missing("type"))? {
        "block_actions" => pressed(payload, by, nonce).map(Some),
        "message_action" => shortcut::event(payload, by, nonce).map(Some),
        "view_submission" => submitted(payload, by).map(Some),
        // Leaving a form is always fine.
        "view_closed" => Ok(None),
        _ => Err(Undecodable::UnknownType),
    }
}

fn pressed(payload: &Value, by: UserId, nonce: Nonce) -> Result<Event, Undecodable> {
    let value =
        payload.pointer("/actions/0/value").and_then(Value::as_str).ok_or(Undecodable::UnknownButton)?;
    let press = serde_json::from_str(value).map_err(|_| Undecodable::UnknownButton)?;
    let channel = [("channel", "id"), ("container", "channel_id")]
        .into_iter()
        .find_map(|(part, field)| id(payload.get(part)?, field))
        .map(ChannelId::from);
    Ok(Event::Pressed { by, channel, press, nonce })
}

fn submitted(payload: &Value, by: UserId) -> Result<Event, Undecodable> {
    let view = payload.get("view").ok_or(Undecodable::Missing("view"))?;
    let metadata = text(view, "private_metadata").ok_or(Undecodable::UnknownModal)?;
    let Metadata { purpose, nonce } =
        serde_json::from_str(metadata).map_err(|_| Undecodable::UnknownModal)?;
    // None of ours: SQLite could not keep it.
    if i64::try_from(nonce.0).is_err() {
        return Err(Undecodable::UnknownModal);
    }
    Ok(Event::Submitted { by, purpose, nonce, values: values(view) })
}

/// `state.values` is keyed by block and, below it, by action; ours have one action a block.
fn values(view: &Value) -> Values {
    let blocks = view.pointer("/state/values").and_then(Value::as_object);
    blocks
        .into_iter()
        .flatten()
        .filter_map(|(block, actions)| {
            let field = Field::from_name(block)?;
            let state = actions.as_object()?.values().next()?;
            Some((field, filled(state)?))
        })
        .collect()
}

/// Each kind of input keeps its value in a place of its own; left empty, it is `null`, missing, or an empty list.
fn filled(state: &Value) -> Option<Filled> {
    match text(state, "type")? {
        "plain_text_input" | "number_input" | "url_text_input" | "email_text_input" => {
            let typed = text(state, "value").filter(|typed| !typed.trim().is_empty())?;
            Some(Filled::Typed(typed.to_owned()))
        }
        "static_select" | "radio_buttons" => {
            let chosen = text(state.get("selected_option")?, "value")?;
            Some(Filled::Chosen(chosen.to_owned()))
        }
        "multi_static_select" | "checkboxes" => {
            let options = state.get("selected_options")?.as_array()?;
            let ticked = options.iter().filter_map(|option| text(option, "value"));
            some(ticked.map(str::to_owned).collect()).map(Filled::Ticked)
        }
        "datepicker" => {
            let date = text(state, "selected_date")?;
            NaiveDate::parse_from_str(date, "%Y-%m-%d").ok().map(Filled::Date)
        }
        "timepicker" => {
            let time = text(state, "selected_time")?;
            NaiveTime::parse_from_str(time, "%H:%M").ok().map(Filled::Time)
        }
        "users_select" => {
            let user = id(state, "selected_user")?;
            Some(Filled::People(vec![UserId::from(user)]))
        }
        "multi_users_select" => {
            let users = state.get("selected_users")?.as_array()?;
            let users = users.iter().filter_map(Value::as_str).map(UserId::from);
            some(users.collect()).map(Filled::People)
        }
        _ => None,
    }
}

fn some<T>(items: Vec<T>) -> Option<Vec<T>> {
    (!items.is_empty()).then_some(items)
}
