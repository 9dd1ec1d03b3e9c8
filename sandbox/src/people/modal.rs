//! Submitting and closing modals, with the checks that Slack's client makes before it asks the app.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::deed::{Deed, Errand, Then};
use super::{elements, given, payload, select};
use crate::control::Refusal;
use crate::model::{Values, View};
use crate::realtime::Kind;
use crate::world::World;

/// The modal that is meant: the one named, if it is on top, else the top one.
fn open_view(world: &World, deed: &Deed) -> Result<View, Refusal> {
    let top = world.model.top_view(&deed.user.id);
    let top =
        top.ok_or_else(|| Refusal::missing("view_not_found", format!("{} has no modal open", deed.user.id)))?;
    match deed.text("view_id") {
        Some(id) if id != top.id => {
            Err(Refusal::missing("view_not_found", format!("{id} is not on top; {} is", top.id)))
        }
        _ => Ok(top.clone()),
    }
}

pub(super) fn submit(world: &mut World, deed: &Deed) -> Result<Errand, Refusal> {
    let mut view = open_view(world, deed)?;
    if view.body.get("submit").is_none_or(Value::is_null) {
        return Err(Refusal::wrong("no_submit", "this modal has no button to submit it"));
    }
    fill_in(&mut view, deed, world)?;
    let errors = complaints(&view);
    view.errors = errors.clone();
    let (id, values) = (view.id.clone(), view.values.clone());
    if let Some(kept) = world.model.view_mut(&id) {
        kept.values = values;
        kept.errors = errors.clone();
    }
    if !errors.is_empty() {
        return Ok(Errand::Unsent(errors));
    }
    let mut out = payload::base(world, "view_submission", &deed.user);
    out.insert("trigger_id".into(), json!(world.trigger(&deed.user.id, view.channel.as_deref(), Some(&id))));
    out.insert("response_urls".into(), response_urls(world, &view));
    out.insert("view".into(), payload::view(world, &view));
    Ok(Errand::Ask { kind: Kind::Interactive, payload: Value::Object(out), then: Then::View { id } })
}

/// Puts the given values, if there are any, where they belong: the key is a block's id or its label.
pub(super) fn fill_in(view: &mut View, deed: &Deed, world: &mut World) -> Result<(), Refusal> {
    let given = deed.order.get("values").and_then(Value::as_object).cloned().unwrap_or_default();
    for (key, selected) in &given {
        let by_id = view.blocks().iter().find(|block| block["block_id"] == key.as_str());
        let by_label = || {
            view.blocks()
                .iter()
                .find(|block| block["type"] == "input" && elements::shown(&block["label"]) == *key)
        };
        let block = by_id.or_else(by_label).cloned();
        let field = elements::interactive(block.as_slice())
            .into_iter()
            .find(|(_, element)| elements::is_stateful(element));
        let Some((block, element)) = field else {
            let labels: Vec<String> = view
                .blocks()
                .iter()
                .filter(|block| block["type"] == "input")
                .map(|block| elements::shown(&block["label"]))
                .collect();
            return Err(Refusal::wrong(
                "unknown_field",
                format!("there is no field {key:?}; there are: {}", labels.join(", ")),
            ));
        };
        let selected = given::keep(world, &deed.user.id, element, selected)?;
        let state = select::select(element, &selected, world, &deed.user.id)?;
        elements::set(&mut view.values, block, element, state);
    }
    Ok(())
}

/// What Slack's client would not let through, by `block_id`.
fn complaints(view: &View) -> BTreeMap<String, String> {
    let mut errors = BTreeMap::new();
    for block in view.blocks().iter().filter(|block| block["type"] == "input") {
        let id = block["block_id"].as_str().unwrap_or_default();
        let element = &block["element"];
        let state = state_of(&view.values, id, element);
        let optional = block["optional"] == true;
        let complaint = match state.filter(|state| !elements::is_empty(state)) {
            None if optional => None,
            None => Some("Please complete this required field.".to_owned()),
            Some(state) => complaint(element, state["value"].as_str().unwrap_or_default()),
        };
        if let Some(complaint) = complaint {
            errors.insert(id.to_owned(), complaint);
        }
    }
    errors
}

fn state_of<'a>(values: &'a Values, block: &str, element: &Value) -> Option<&'a Value> {
    values.get(block)?.get(element["action_id"].as_str()?)
}

fn complaint(element: &Value, text: &str) -> Option<String> {
    let bound = |name: &str| element.get(name).and_then(Value::as_u64);
    let length = text.chars().count() as u64;
    match element["type"].as_str()? {
        "plain_text_input" if bound("min_length").is_some_and(|least| length < least) => {
            Some(format!("Must be at least {} characters.", bound("min_length")?))
        }
        "plain_text_input" if length > bound("max_length").unwrap_or(3_000) => {
            Some(format!("Must be at most {} characters.", bound("max_length").unwrap_or(3_000)))
        }
        "email_text_input"
            if !text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')) =>
        {
            Some("Please enter a valid email address.".to_owned())
        }
        "url_text_input" if reqwest::Url::parse(text).is_err() => {
            Some("Please enter a valid URL.".to_owned())
        }
        "number_input" => number_complaint(element, text),
        _ => None,
    }
}

fn number_complaint(element: &Value, text: &str) -> Option<String> {
    let bound = |name: &str| element.get(name).and_then(Value::as_str)?.parse::<f64>().ok();
    let Some(number) = text.parse::<f64>().ok().filter(|number| number.is_finite()) else {
        return Some("Please enter a number.".to_owned());
    };
    if number.fract() != 0.0 && element["is_decimal_allowed"] != true {
        return Some("Please enter a whole number.".to_owned());
    }
    if bound("min_value").is_some_and(|least| number < least) {
        return Some(format!("Must be at least {}.", bound("min_value")?));
    }
    let most = bound("max_value")?;
    (number > most).then(|| format!("Must be at most {most}."))
}

/// For the conversation menus that asked for it.
fn response_urls(world: &mut World, view: &View) -> Value {
    let mut urls = Vec::new();
    for block in view.blocks() {
        let element = &block["element"];
        if element["response_url_enabled"] != true {
            continue;
        }
        let (block_id, action_id) = (block["block_id"].as_str().unwrap_or_default(), &element["action_id"]);
        let state = state_of(&view.values, block_id, element);
        let channel = state.and_then(|state| {
            state.get("selected_conversation").or_else(|| state.get("selected_channel"))?.as_str()
        });
        if let Some(channel) = channel {
            let url = world.response_url(&view.user, channel, None);
            urls.push(json!({"block_id": block_id, "action_id": action_id, "channel_id": channel, "response_url": url}));
        }
    }
    json!(urls)
}

/// The cross in the corner. With `"all": true`, or where the app asked for it, the whole stack goes.
pub(super) fn close(world: &mut World, deed: &Deed) -> Result<Errand, Refusal> {
    let view = open_view(world, deed)?;
    let all = deed.order.get("all").and_then(Value::as_bool) == Some(true) || view.flag("clear_on_close");
    world.model.views.retain(|other| other.user != view.user || !all && other.id != view.id);
    if !view.flag("notify_on_close") {
        return Ok(Errand::Done);
    }
    let mut out = payload::base(world, "view_closed", &deed.user);
    out.insert("view".into(), payload::view(world, &view));
    out.insert("is_cleared".into(), json!(all));
    Ok(Errand::Ask { kind: Kind::Interactive, payload: Value::Object(out), then: Then::Nothing })
}
