//! Choosing from an element or writing into it: what it takes, and the state that follows.

use chrono::{NaiveDate, NaiveTime};
use serde_json::{Value, json};

use super::elements::{Holds, Shape, empty, shape_of, shown};
use super::offer;
use crate::control::Refusal;
use crate::page;
use crate::seed::local_instant;
use crate::world::World;

/// The most files that a field takes where it does not say.
const MOST_FILES: u64 = 10;

/// The state after `user` chose or wrote `selected`.
///
/// # Errors
/// When it is not among what the element offers; the answer says what is.
pub(super) fn select(element: &Value, selected: &Value, world: &World, user: &str) -> Result<Value, Refusal> {
    let Some(shape) = shape_of(element) else {
        return Err(Refusal::wrong("not_selectable", format!("a {} has nothing to select", element["type"])));
    };
    let value = match selected {
        Value::Null => empty(shape),
        Value::Array(items) if shape.many => {
            not_too_many(shape, element, items.len())?;
            let chosen: Result<Vec<Value>, Refusal> =
                items.iter().map(|item| one(shape, element, item, world, user)).collect();
            json!(chosen?)
        }
        Value::Array(_) => {
            return Err(Refusal::wrong("invalid_value", format!("a {} takes one value", shape.kind)));
        }
        item if shape.many => json!([one(shape, element, item, world, user)?]),
        item => one(shape, element, item, world, user)?,
    };
    let mut state = json!({"type": shape.kind, shape.field: value});
    if shape.holds == Holds::Time
        && let Some(zone) = element.get("timezone")
    {
        state["timezone"] = zone.clone();
    }
    Ok(state)
}

fn not_too_many(shape: &Shape, element: &Value, count: usize) -> Result<(), Refusal> {
    let most = match shape.holds {
        Holds::File => Some(element["max_files"].as_u64().unwrap_or(MOST_FILES)),
        _ => element["max_selected_items"].as_u64(),
    };
    match most.filter(|most| count as u64 > *most) {
        Some(most) => Err(Refusal::wrong("invalid_value", format!("no more than {most} can be chosen"))),
        None => Ok(()),
    }
}

fn one(shape: &Shape, element: &Value, item: &Value, world: &World, user: &str) -> Result<Value, Refusal> {
    let text = match item {
        Value::String(text) => text.clone(),
        Value::Object(_) => item.get("value").and_then(Value::as_str).unwrap_or_default().to_owned(),
        other => other.to_string(),
    };
    let refuse = |what: &str| Refusal::wrong("invalid_value", format!("{text:?} is not {what}"));
    match shape.holds {
        // An empty field holds nothing, as one that nobody has touched.
        Holds::Text => Ok(if text.is_empty() { Value::Null } else { json!(text) }),
        Holds::Rich => rich(item, &text),
        Holds::File => {
            world.model.files.get(&text).map(|file| world.file_wire(file)).ok_or_else(|| refuse("a file"))
        }
        Holds::Option if shape.kind.ends_with("external_select") => fetched(element, item, &text),
        Holds::Option => option(element, &text),
        Holds::User => offer::user(&world.model, &text).ok_or_else(|| refuse("a user's id")),
        Holds::Channel => offer::channel(&world.model, &text).ok_or_else(|| refuse("a public channel")),
        Holds::Conversation => offer::conversation(&world.model, element, user, &text)
            .ok_or_else(|| refuse("a conversation that is offered")),
        Holds::Date => {
            text.parse::<NaiveDate>().map(|date| json!(date.to_string())).map_err(|_| refuse("a date"))
        }
        Holds::Time => {
            let time = NaiveTime::parse_from_str(&text, "%H:%M").map_err(|_| refuse("a time"))?;
            Ok(json!(time.format("%H:%M").to_string()))
        }
        Holds::Instant => match text.parse::<i64>() {
            Ok(seconds) => Ok(json!(seconds)),
            Err(_) => local_instant(&text, world.model.zone)
                .map(|instant| json!(instant.timestamp()))
                .map_err(|_| refuse("an instant")),
        },
    }
}

/// A `rich_text` object as it is, or text with marks.
fn rich(item: &Value, text: &str) -> Result<Value, Refusal> {
    match item {
        Value::String(_) if text.is_empty() => Ok(Value::Null),
        Value::String(_) => Ok(page::rich_text(text)),
        Value::Object(_) if item["type"] == "rich_text" => Ok(item.clone()),
        _ => Err(Refusal::wrong("invalid_value", "rich text is a string with marks or a rich_text object")),
    }
}

/// Of a menu that the app fills: an option as the app gave it, or one that is chosen from the start.
fn fetched(element: &Value, item: &Value, wanted: &str) -> Result<Value, Refusal> {
    let whole =
        item.get("text").is_some_and(Value::is_object) && item.get("value").is_some_and(Value::is_string);
    if whole {
        return Ok(item.clone());
    }
    let several = element.get("initial_options").and_then(Value::as_array).into_iter().flatten();
    let initial = several.chain(element.get("initial_option")).find(|option| option["value"] == wanted);
    let refusal = || {
        Refusal::wrong(
            "invalid_value",
            "what an external menu offers is for the app to say: give the whole option",
        )
    };
    initial.cloned().ok_or_else(refusal)
}

/// All that an element offers by text and value: its options, also those in groups, or its two sides.
pub(super) fn options_of(element: &Value) -> Vec<&Value> {
    let direct = element.get("options").and_then(Value::as_array).into_iter().flatten();
    let groups = element.get("option_groups").and_then(Value::as_array).into_iter().flatten();
    let grouped = groups.filter_map(|group| group.get("options")?.as_array()).flatten();
    let sides = ["positive_button", "negative_button"].into_iter().filter_map(|side| element.get(side));
    direct.chain(grouped).chain(sides).collect()
}

/// An option by its value, else by its text.
///
/// # Errors
/// `invalid_value`, with what is offered.
pub(super) fn option(element: &Value, wanted: &str) -> Result<Value, Refusal> {
    let options = options_of(element);
    let by_value = options.iter().find(|option| option["value"] == wanted);
    let by_text = || options.iter().find(|option| shown(&option["text"]) == wanted.trim());
    if let Some(option) = by_value.or_else(by_text) {
        return Ok((*option).clone());
    }
    let offered: Vec<String> = options.iter().map(|option| shown(&option["text"])).collect();
    Err(Refusal::wrong(
        "invalid_value",
        format!("{wanted:?} is not offered; there are: {}", offered.join(", ")),
    ))
}
