//! `views.*`: modals and the App Home.

use serde_json::{Value, json};

use super::content::fill_ids;
use super::{Answer, Call, Error};
use crate::blockkit;
use crate::model::{Values, View};
use crate::people::elements;
use crate::world::{Trigger, World};

/// How many modals may lie on one another.
const DEEPEST: usize = 3;

pub(super) fn open(call: &mut Call<'_>) -> Answer {
    let body = given_view(call, "modal")?;
    check_external_id(call.world, &body, None)?;
    let trigger = taken_trigger(call)?;
    // A new modal takes the place of whatever that person had open.
    call.world.model.views.retain(|view| view.user != trigger.user);
    let view = new_view(call.world, &trigger.user, body, None, trigger.channel.as_deref());
    answer(call, view)
}

pub(super) fn push(call: &mut Call<'_>) -> Answer {
    let body = given_view(call, "modal")?;
    check_external_id(call.world, &body, None)?;
    let trigger = taken_trigger(call)?;
    let below = trigger
        .view
        .as_ref()
        .and_then(|id| call.world.model.views.iter().find(|view| view.id == *id))
        .cloned();
    let below = below.ok_or("invalid_trigger_id")?;
    if call.world.model.views.iter().filter(|view| view.user == trigger.user).count() >= DEEPEST {
        return Err("push_limit_reached".into());
    }
    let view = new_view(call.world, &trigger.user, body, Some(&below), trigger.channel.as_deref());
    answer(call, view)
}

pub(super) fn update(call: &mut Call<'_>) -> Answer {
    let body = given_view(call, "modal")?;
    let (id, external) = (call.args.text("view_id"), call.args.text("external_id"));
    let mut views = call.world.model.views.iter().chain(call.world.model.homes.values());
    let found = match (&id, &external) {
        (Some(id), _) => views.find(|view| view.id == *id),
        (None, Some(external)) => views.find(|view| view.text("external_id") == external),
        (None, None) => return Err("invalid_arguments".into()),
    };
    let id = found.ok_or("not_found")?.id.clone();
    check_hash(call, found.map(|view| view.hash.clone()))?;
    check_external_id(call.world, &body, Some(&id))?;
    replace_view(call.world, &id, body);
    let view = call.world.model.view_mut(&id).ok_or("not_found")?.clone();
    answer(call, view)
}

pub(super) fn publish(call: &mut Call<'_>) -> Answer {
    let user = call.args.need("user_id", "user_not_found")?;
    if call.world.model.user(&user).is_none_or(|user| user.is_bot) {
        return Err("user_not_found".into());
    }
    if !call.world.manifest.home_tab {
        return Err("not_enabled".into());
    }
    let body = given_view(call, "home")?;
    let old = call.world.model.homes.get(&user).map(|view| (view.id.clone(), view.hash.clone()));
    check_hash(call, old.as_ref().map(|(_, hash)| hash.clone()))?;
    check_external_id(call.world, &body, old.as_ref().map(|(id, _)| id.as_str()))?;
    let view = match old {
        Some((id, _)) => {
            replace_view(call.world, &id, body);
            call.world.model.homes.get(&user).cloned().ok_or("not_found")?
        }
        None => {
            let view = built(call.world, &user, body, None, None);
            call.world.model.homes.insert(user, view.clone());
            view
        }
    };
    answer(call, view)
}

fn answer(call: &Call<'_>, view: View) -> Answer {
    Ok(json!({"view": call.world.view_wire(&view)}))
}

fn given_view(call: &Call<'_>, kind: &str) -> Result<Value, Error> {
    let body = call.args.json("view", "invalid_arguments")?.ok_or("invalid_arguments")?;
    let home = body.get("type").and_then(Value::as_str) == Some("home");
    if home != (kind == "home") && call.method != "views.update" {
        let fault = format!("[ERROR] {} takes a view of type {kind} [json-pointer:/view/type]", call.method);
        return Err(Error::faults("invalid_arguments", vec![fault]));
    }
    checked_view(body)
}

/// # Errors
/// `duplicate_external_id` when another view than `own` has the same.
pub(crate) fn check_external_id(world: &World, body: &Value, own: Option<&str>) -> Result<(), Error> {
    let external = body.get("external_id").and_then(Value::as_str).unwrap_or_default();
    let mut views = world.model.views.iter().chain(world.model.homes.values());
    let taken = views.any(|view| Some(view.id.as_str()) != own && view.text("external_id") == external);
    if taken && !external.is_empty() { Err("duplicate_external_id".into()) } else { Ok(()) }
}

/// # Errors
/// `invalid_arguments` with all faults, or `view_too_large`.
pub(crate) fn checked_view(body: Value) -> Result<Value, Error> {
    blockkit::view(&body)?;
    Ok(body)
}

fn taken_trigger(call: &mut Call<'_>) -> Result<Trigger, Error> {
    let missing = || {
        let line = "[ERROR] missing required field: trigger_id".to_owned();
        Error::faults("invalid_arguments", vec![line])
    };
    let id = call.args.text("trigger_id").or_else(|| call.args.text("interactivity_pointer"));
    Ok(call.world.exchange(&id.ok_or_else(missing)?)?)
}

fn check_hash(call: &Call<'_>, hash: Option<String>) -> Result<(), Error> {
    match (call.args.text("hash"), hash) {
        (Some(given), Some(there)) if given != there => Err("hash_conflict".into()),
        _ => Ok(()),
    }
}

/// Lays a modal before somebody.
pub(crate) fn new_view(
    world: &mut World,
    user: &str,
    body: Value,
    below: Option<&View>,
    channel: Option<&str>,
) -> View {
    let view = built(world, user, body, below, channel);
    world.model.views.push(view.clone());
    view
}

fn built(
    world: &mut World,
    user: &str,
    mut body: Value,
    below: Option<&View>,
    channel: Option<&str>,
) -> View {
    fill_ids(&mut body["blocks"], &mut world.model.ids);
    let id = world.model.ids.next("V");
    let values = elements::initial_values(body["blocks"].as_array().map_or(&[], Vec::as_slice), channel);
    View {
        root: below.map_or_else(|| id.clone(), |below| below.root.clone()),
        previous: below.map(|below| below.id.clone()),
        hash: next_hash(world),
        user: user.to_owned(),
        channel: channel.map(str::to_owned).or_else(|| below.and_then(|below| below.channel.clone())),
        id,
        body,
        values,
        errors: Default::default(),
    }
}

/// Puts another body into a view; what was entered stays where block, action and type are the same.
pub(crate) fn replace_view(world: &mut World, id: &str, mut body: Value) {
    fill_ids(&mut body["blocks"], &mut world.model.ids);
    let hash = next_hash(world);
    let Some(view) = world.model.view_mut(id) else { return };
    let mut values = elements::initial_values(
        body["blocks"].as_array().map_or(&[], Vec::as_slice),
        view.channel.as_deref(),
    );
    keep_entered(&mut values, &view.values);
    view.values = values;
    view.body = body;
    view.hash = hash;
    view.errors.clear();
}

fn keep_entered(new: &mut Values, old: &Values) {
    for (block, actions) in new.iter_mut() {
        for (action, state) in actions.as_object_mut().into_iter().flatten() {
            let before = old.get(block).and_then(|actions| actions.get(action));
            if let Some(before) = before.filter(|before| before["type"] == state["type"]) {
                *state = before.clone();
            }
        }
    }
}

fn next_hash(world: &mut World) -> String {
    format!("{}.{}", world.model.now.timestamp(), world.model.ids.word())
}
