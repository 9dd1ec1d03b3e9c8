//! Clicking a button or choosing from a menu, in a message, a modal or the App Home.

use serde_json::{Map, Value, json};

use super::deed::{Deed, Errand, Then};
use super::find::{Found, find};
use super::place::{Place, blocks_of, message_key};
use super::select::{self, option as option_of};
use super::{elements, given, modal, payload, suggest};
use crate::blockkit;
use crate::control::Refusal;
use crate::model::{Message, Values, View};
use crate::realtime::Kind;
use crate::world::World;

pub(super) fn click(world: &mut World, deed: &Deed) -> Result<Errand, Refusal> {
    match Place::find(world, deed)? {
        Place::View(view) => in_view(world, deed, &view),
        Place::Message(message) => in_message(world, deed, message),
    }
}

fn in_view(world: &mut World, deed: &Deed, view: &View) -> Result<Errand, Refusal> {
    let found = find(view.blocks(), deed)?;
    let mut entered = view.clone();
    modal::fill_in(&mut entered, deed, world)?;
    if let Some(view) = world.model.view_mut(&view.id) {
        view.values = entered.values;
    }
    let action = choose(world, deed, &found, &view.id)?;
    if let Some(state) = action.state
        && let Some(view) = world.model.view_mut(&view.id)
    {
        view.errors.remove(found.block["block_id"].as_str().unwrap_or_default());
        elements::set(&mut view.values, &found.block, &found.element, state);
    }
    if is_silent(&found.block) {
        return Ok(Errand::Done);
    }
    let Some(view) = world.model.view_mut(&view.id).cloned() else {
        return Ok(Errand::Done);
    };
    let modal = (view.text("type") == "modal").then_some(view.id.as_str());
    let mut out = payload::base(world, "block_actions", &deed.user);
    out.insert("trigger_id".into(), json!(world.trigger(&deed.user.id, view.channel.as_deref(), modal)));
    out.insert("container".into(), json!({"type": "view", "view_id": view.id}));
    out.insert("view".into(), payload::view(world, &view));
    out.insert("actions".into(), json!([action.wire]));
    Ok(ask(out))
}

fn in_message(world: &mut World, deed: &Deed, message: Box<Message>) -> Result<Errand, Refusal> {
    let blocks = blocks_of(&message);
    let found = find(&blocks, deed)?;
    let at = message_key(&message);
    let action = choose(world, deed, &found, &at)?;
    let key = format!("{} {at}", deed.user.id);
    let mut values = elements::initial_values(&blocks, Some(&message.channel));
    overlay(&mut values, world.model.entered.get(&key));
    if let Some(state) = action.state {
        elements::set(&mut values, &found.block, &found.element, state);
        world.model.entered.insert(key, values.clone());
    }
    if is_silent(&found.block) {
        return Ok(Errand::Done);
    }
    let channel = deed.channel(world)?;
    let user = &deed.user.id;
    let ts = message.ts;
    let mut out = payload::base(world, "block_actions", &deed.user);
    out.insert("trigger_id".into(), json!(world.trigger(user, Some(&channel.id), None)));
    out.insert("response_url".into(), json!(world.response_url(user, &channel.id, Some(ts))));
    Place::Message(message).describe(world, &mut out)?;
    out.insert("state".into(), json!({"values": values}));
    out.insert("actions".into(), json!([action.wire]));
    Ok(ask(out))
}

/// An input tells the app only if it was made to; what it holds goes along with the next thing that is told.
fn is_silent(block: &Value) -> bool {
    block["type"] == "input" && block["dispatch_action"] != true
}

fn ask(payload: Map<String, Value>) -> Errand {
    let mut payload = Value::Object(payload);
    blockkit::fill(&mut payload);
    Errand::Ask { kind: Kind::Interactive, payload, then: Then::Nothing }
}

fn overlay(values: &mut Values, entered: Option<&Values>) {
    for (block, actions) in entered.into_iter().flatten() {
        for (action, state) in actions.as_object().into_iter().flatten() {
            if let Some(there) = values.get_mut(block).and_then(|actions| actions.get_mut(action)) {
                *there = state.clone();
            }
        }
    }
}

/// The entry in `actions`, and the element's new state if it keeps one.
struct Action {
    wire: Value,
    state: Option<Value>,
}

/// `at` names the place it is in.
fn choose(world: &mut World, deed: &Deed, found: &Found, at: &str) -> Result<Action, Refusal> {
    let Found { block, element, option } = found;
    let mut wire = json!({
        "type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"],
        "action_ts": world.model.next_ts(),
    });
    let mut copy = |names: &[&str], from: &Value| {
        for name in names {
            if let Some(field) = from.get(name) {
                wire[*name] = field.clone();
            }
        }
    };
    if element["type"] == "workflow_button" {
        return Err(Refusal::wrong(
            "runs_a_workflow",
            "the button starts a workflow, and there are none here",
        ));
    }
    let by_text = option.as_ref().map(|option| option["value"].clone());
    let selected = deed.order.get("selected").cloned().or(by_text);
    if element["type"] == "feedback_buttons" {
        let side = selected.as_ref().and_then(Value::as_str).unwrap_or_default();
        let side =
            element.get(format!("{side}_button")).cloned().map_or_else(|| option_of(element, side), Ok)?;
        copy(&["text", "value"], &side);
        return Ok(Action { wire, state: None });
    }
    if !elements::is_stateful(element) {
        copy(&["text", "value", "style", "url", "icon", "confirm"], element);
        return Ok(Action { wire, state: None });
    }
    let selected = selected.ok_or_else(|| Refusal::wrong("missing_field", "say what is selected"))?;
    let selected = given::keep(world, &deed.user.id, element, &selected)?;
    let offered = suggest::filled(&world.model, &deed.user.id, at, block, element);
    let state = select::select(&offered, &selected, world, &deed.user.id)?;
    for (name, value) in state.as_object().into_iter().flatten() {
        wire[name.as_str()] = value.clone();
    }
    // Of a field nothing is told but what was typed; of a menu or a picker also how it was set up.
    let field = element["type"].as_str().is_some_and(|kind| kind.ends_with("_input"));
    for (name, value) in element.as_object().into_iter().flatten().filter(|_| !field) {
        let told = ["placeholder", "confirm", "min_query_length"].contains(&name.as_str());
        if told || name.starts_with("initial_") {
            wire[name.as_str()] = value.clone();
        }
    }
    let kept = element["type"] != "overflow";
    Ok(Action { wire, state: kept.then_some(state) })
}
