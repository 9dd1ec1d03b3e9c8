//! What people make for all: user groups and emoji.

use serde_json::{Value, json};

use super::deed::{Deed, Errand};
use crate::api::check_handle;
use crate::control::Refusal;
use crate::model::Usergroup;
use crate::world::World;

type Done = Result<Errand, Refusal>;

/// Makes the group with this `handle`, or changes the one that is there: `name`, `users`, `"enabled": false`.
pub(super) fn usergroup(world: &mut World, deed: &Deed) -> Done {
    let handle = deed.need("handle")?;
    let users = match deed.order.get("users") {
        Some(users) => Some(members(world, users)?),
        None => None,
    };
    let there = world.model.usergroups.iter().find(|group| group.handle == handle);
    let id = match there.map(|group| group.id.clone()) {
        Some(id) => id,
        None => made(world, deed, handle)?,
    };
    let name = deed.text("name").map(str::to_owned);
    let enabled = deed.order.get("enabled").and_then(Value::as_bool);
    if users.is_none() && name.is_none() && enabled.is_none() {
        return Ok(Errand::Done);
    }
    let (now, by) = (world.model.now.timestamp(), deed.user.id.clone());
    world.change_usergroup(&id, &deed.user.id, |group| {
        group.users = users.unwrap_or_else(|| std::mem::take(&mut group.users));
        group.name = name.unwrap_or_else(|| std::mem::take(&mut group.name));
        if let Some(enabled) = enabled {
            group.disabled = (!enabled).then_some((now, by));
        }
    });
    Ok(Errand::Done)
}

fn members(world: &World, users: &Value) -> Result<Vec<String>, Refusal> {
    let ids: Vec<String> =
        users.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    match ids.iter().find(|id| world.model.user(id).is_none_or(|user| user.deleted)) {
        Some(id) => Err(Refusal::missing("user_not_found", format!("nobody has the id {id:?}"))),
        None => Ok(ids),
    }
}

fn made(world: &mut World, deed: &Deed, handle: &str) -> Result<String, Refusal> {
    check_handle(world, handle, "")
        .map_err(|code| Refusal::wrong(code, format!("{handle:?} does not do as a handle")))?;
    let now = world.model.now.timestamp();
    let group = Usergroup {
        id: world.model.ids.next("S"),
        name: deed.text("name").unwrap_or(handle).to_owned(),
        handle: handle.to_owned(),
        description: deed.text("description").unwrap_or_default().to_owned(),
        users: Vec::new(),
        channels: Vec::new(),
        created_by: deed.user.id.clone(),
        updated_by: deed.user.id.clone(),
        created: now,
        updated: now,
        disabled: None,
    };
    let id = group.id.clone();
    world.create_usergroup(group);
    Ok(id)
}

/// Gives the workspace an emoji: a `name` and a `url`, or `alias` with another name; `"remove": true` takes it away.
pub(super) fn emoji(world: &mut World, deed: &Deed) -> Done {
    let name = deed.need("name")?.trim_matches(':').to_owned();
    if deed.flag("remove") {
        world.model.emoji.remove(&name).ok_or_else(|| {
            Refusal::missing("emoji_not_found", format!("the workspace has no emoji {name:?}"))
        })?;
        world.tell_emoji(json!({"type": "emoji_changed", "subtype": "remove", "names": [name]}));
        return Ok(Errand::Done);
    }
    let value = match deed.text("alias") {
        Some(alias) => format!("alias:{}", alias.trim_matches(':')),
        None => deed.need("url")?.to_owned(),
    };
    world.model.emoji.insert(name.clone(), value.clone());
    world.tell_emoji(json!({"type": "emoji_changed", "subtype": "add", "name": name, "value": value}));
    Ok(Errand::Done)
}
