//! Menus whose options the app gives: it is asked while a person types (`block_suggestion`), and what it answered can then
//! be chosen.

use serde_json::{Map, Value, json};

use super::deed::{Deed, Errand, Then};
use super::find::find;
use super::place::Place;
use super::{payload, select};
use crate::api::Error;
use crate::blockkit;
use crate::control::Refusal;
use crate::model::{Model, Suggested};
use crate::realtime::Kind;
use crate::world::World;

/// So many letters must be typed where the menu does not say how many.
const LEAST_LETTERS: u64 = 3;

pub(super) fn suggest(world: &mut World, deed: &Deed) -> Result<Errand, Refusal> {
    let place = Place::find(world, deed)?;
    let found = find(&place.blocks(), deed)?;
    if !is_external(&found.element) {
        let kind = &found.element["type"];
        return Err(Refusal::wrong("not_external", format!("a {kind} does not ask the app for its options")));
    }
    let typed = deed.text("value").unwrap_or_default();
    let least = found.element["min_query_length"].as_u64().unwrap_or(LEAST_LETTERS);
    if (typed.chars().count() as u64) < least {
        let words = format!("the app is asked from {least} letters on");
        return Err(Refusal::wrong("query_too_short", words));
    }
    let (block_id, action_id) = (found.block["block_id"].clone(), found.element["action_id"].clone());
    let then = Then::Suggest { at: key(&deed.user.id, &place.key(), &found.block, &found.element) };
    let mut out = payload::base(world, "block_suggestion", &deed.user);
    out.insert("block_id".into(), block_id);
    out.insert("action_id".into(), action_id);
    out.insert("value".into(), json!(typed));
    place.describe(world, &mut out)?;
    Ok(Errand::Ask { kind: Kind::Interactive, payload: Value::Object(out), then })
}

/// The app's answer: it is shown, and remembered for the choice.
///
/// # Errors
/// `invalid_options` with all faults.
pub(super) fn answered(world: &mut World, at: String, answer: &Value) -> Result<(), Error> {
    let faults = blockkit::suggestions(answer);
    if !faults.is_empty() {
        return Err(Error::faults("invalid_options", faults));
    }
    let options = select::options_of(answer).into_iter().cloned().collect();
    world.model.suggest(Suggested { at, options });
    Ok(())
}

/// The parts of the answer that the person sees.
pub(super) fn shown(answer: &Value) -> Map<String, Value> {
    let fields = ["options", "option_groups"].into_iter();
    fields.filter_map(|name| Some((name.to_owned(), answer.get(name)?.clone()))).collect()
}

/// The element with the options that can be chosen now, if it is one that gets them from the app.
pub(super) fn filled(model: &Model, user: &str, place: &str, block: &Value, element: &Value) -> Value {
    let mut element = element.clone();
    if is_external(&element) {
        let mut options = model.suggested(&key(user, place, block, &element)).to_vec();
        options.extend(element.get("initial_option").cloned());
        options
            .extend(element.get("initial_options").and_then(Value::as_array).into_iter().flatten().cloned());
        element["options"] = json!(options);
    }
    element
}

fn is_external(element: &Value) -> bool {
    element["type"] == "external_select" || element["type"] == "multi_external_select"
}

fn key(user: &str, place: &str, block: &Value, element: &Value) -> String {
    let id = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
    format!("{user} {place} {} {}", id(block, "block_id"), id(element, "action_id"))
}
