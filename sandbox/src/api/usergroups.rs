//! `usergroups.*`: groups that are mentioned as a whole.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Answer, Call, Error};
use crate::model::{Kind, Usergroup};
use crate::world::World;

const LONGEST_NAME: usize = 80;
const LONGEST_DESCRIPTION: usize = 140;
const LONGEST_HANDLE: usize = 21;
/// Handles that mean somebody else.
const FORBIDDEN: &[&str] = &["channel", "here", "everyone", "group"];

/// What a call says about a group; `None` where it says nothing.
struct Wish {
    name: Option<String>,
    handle: Option<String>,
    description: Option<String>,
    channels: Option<Vec<String>>,
}

impl Wish {
    /// Checked against everything but the group `own`.
    fn read(call: &Call<'_>, own: &str) -> Result<Self, Error> {
        let (name, handle) = (call.args.text("name"), call.args.text("handle"));
        let handle = handle.map(|handle| handle.trim_start_matches('@').to_owned());
        let description =
            call.args.has("description").then(|| call.args.text("description").unwrap_or_default());
        let long =
            |text: &Option<String>, most| text.as_ref().is_some_and(|text| text.chars().count() > most);
        if long(&name, LONGEST_NAME) {
            return Err("name_too_long".into());
        }
        if long(&description, LONGEST_DESCRIPTION) {
            return Err("description_too_long".into());
        }
        if let Some(handle) = &handle {
            check_handle(call.world, handle, own)?;
        }
        let others = || call.world.model.usergroups.iter().filter(|group| group.id != own);
        if name.as_ref().is_some_and(|name| others().any(|group| group.name == *name)) {
            return Err("name_already_exists".into());
        }
        Ok(Self { name, handle, description, channels: channels(call)? })
    }

    fn fill(self, group: &mut Usergroup) {
        group.name = self.name.unwrap_or_else(|| std::mem::take(&mut group.name));
        group.handle = self.handle.unwrap_or_else(|| std::mem::take(&mut group.handle));
        group.description = self.description.unwrap_or_else(|| std::mem::take(&mut group.description));
        group.channels = self.channels.unwrap_or_else(|| std::mem::take(&mut group.channels));
    }
}

fn channels(call: &Call<'_>) -> Result<Option<Vec<String>>, Error> {
    if !call.args.has("channels") {
        return Ok(None);
    }
    let channels = call.args.list("channels");
    let is_channel = |id: &String| {
        let there = call.world.model.channel(id);
        there.is_some_and(|channel| matches!(channel.kind, Kind::Public | Kind::Private))
    };
    if channels.iter().all(is_channel) { Ok(Some(channels)) } else { Err("invalid_channel_provided".into()) }
}

/// Handles are small, and nobody else's: no channel's, no person's, no group's.
pub(crate) fn check_handle(world: &World, handle: &str, own: &str) -> Result<(), &'static str> {
    let fits = |letter: char| letter.is_alphanumeric() && !letter.is_uppercase() || "-_.".contains(letter);
    let model = &world.model;
    let taken = model.channels.iter().any(|channel| channel.name == handle)
        || model.users.iter().any(|user| user.name == handle)
        || model.usergroups.iter().any(|group| group.id != own && group.handle == handle);
    match () {
        () if FORBIDDEN.contains(&handle) => Err("forbidden_handle"),
        () if handle.is_empty() || handle.chars().count() > LONGEST_HANDLE || !handle.chars().all(fits) => {
            Err("bad_handle")
        }
        () if taken => Err("handle_already_exists"),
        () => Ok(()),
    }
}

fn group(call: &Call<'_>) -> Result<String, Error> {
    let id = call.args.need("usergroup", "no_such_subteam")?;
    call.world.model.usergroup(&id).map(|group| group.id.clone()).ok_or_else(|| "no_such_subteam".into())
}

fn answer(call: &Call<'_>, id: &str) -> Answer {
    let group = call.world.model.usergroup(id).ok_or("no_such_subteam")?;
    let wire = call.world.usergroup_wire(group, true, call.args.flag("include_count"));
    Ok(json!({"usergroup": wire}))
}

pub(super) fn create(call: &mut Call<'_>) -> Answer {
    let wish = Wish::read(call, "")?;
    let name = wish.name.clone().ok_or("missing_subteam_name")?;
    // Without a handle Slack makes one of the name.
    let handle = wish.handle.clone().unwrap_or_else(|| name.to_lowercase().replace(' ', "-"));
    check_handle(call.world, &handle, "")?;
    let (now, bot) = (call.world.model.now.timestamp(), call.world.app.user_id.clone());
    let mut group = Usergroup {
        id: call.world.model.ids.next("S"),
        name,
        handle,
        description: String::new(),
        users: Vec::new(),
        channels: Vec::new(),
        created_by: bot.clone(),
        updated_by: bot,
        created: now,
        updated: now,
        disabled: None,
    };
    wish.fill(&mut group);
    let id = group.id.clone();
    call.world.create_usergroup(group);
    answer(call, &id)
}

pub(super) fn update(call: &mut Call<'_>) -> Answer {
    let id = group(call)?;
    let wish = Wish::read(call, &id)?;
    let bot = call.world.app.user_id.clone();
    call.world.change_usergroup(&id, &bot, |group| wish.fill(group));
    answer(call, &id)
}

pub(super) fn enable(call: &mut Call<'_>) -> Answer {
    let id = group(call)?;
    let bot = call.world.app.user_id.clone();
    call.world.change_usergroup(&id, &bot, |group| group.disabled = None);
    answer(call, &id)
}

pub(super) fn disable(call: &mut Call<'_>) -> Answer {
    let id = group(call)?;
    let (now, bot) = (call.world.model.now.timestamp(), call.world.app.user_id.clone());
    call.world.change_usergroup(&id, &bot, |group| group.disabled = Some((now, bot.clone())));
    answer(call, &id)
}

pub(super) fn list(call: &mut Call<'_>) -> Answer {
    let (users, count) = (call.args.flag("include_users"), call.args.flag("include_count"));
    let disabled = call.args.flag("include_disabled");
    let groups = call.world.model.usergroups.iter().filter(|group| disabled || group.disabled.is_none());
    let groups: Vec<Value> = groups.map(|group| call.world.usergroup_wire(group, users, count)).collect();
    Ok(json!({"usergroups": groups}))
}

pub(super) fn members(call: &mut Call<'_>) -> Answer {
    let id = group(call)?;
    let group = call.world.model.usergroup(&id).ok_or("no_such_subteam")?;
    if group.disabled.is_some() && !call.args.flag("include_disabled") {
        return Err("no_such_subteam".into());
    }
    Ok(json!({"users": group.users}))
}

/// The whole list at once; it cannot be empty.
pub(super) fn set_members(call: &mut Call<'_>) -> Answer {
    let id = group(call)?;
    let mut users = call.args.list("users");
    if users.is_empty() {
        return Err("no_users_provided".into());
    }
    let is_there = |id: &String| call.world.model.user(id).is_some_and(|user| !user.deleted);
    if !users.iter().all(is_there) {
        return Err("invalid_users".into());
    }
    let mut seen = BTreeSet::new();
    users.retain(|user| seen.insert(user.clone()));
    let bot = call.world.app.user_id.clone();
    call.world.change_usergroup(&id, &bot, |group| group.users = users);
    answer(call, &id)
}
