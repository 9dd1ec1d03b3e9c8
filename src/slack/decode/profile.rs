//! People as Slack describes them in `users.list`, `users.info` and events. Tolerant: what is odd or missing in one
//! field does not lose the person, and one odd person does not lose the others.

use super::{id, text};
use crate::domain::model::{Profile, UserId};
use serde_json::Value;

/// Slack's own assistant: no bot by its flags, and yet nobody.
const SLACKBOT: &str = "USLACKBOT";

/// The people of a JSON array of users. Entries without an id are left out.
pub fn profiles(users: &Value) -> Vec<Profile> {
    users.as_array().into_iter().flatten().filter_map(profile).collect()
}

/// One person; `None` without an id.
pub(super) fn profile(user: &Value) -> Option<Profile> {
    let id = id(user, "id")?;
    let handle = text(user, "name").unwrap_or_default();
    let shown = user.get("profile");
    let name = shown
        .and_then(|profile| text(profile, "display_name"))
        .or_else(|| shown.and_then(|profile| text(profile, "real_name")))
        .or_else(|| text(user, "real_name"))
        .unwrap_or(handle);
    Some(Profile {
        id: UserId::from(id),
        handle: handle.to_owned(),
        name: name.to_owned(),
        locale: text(user, "locale").map(str::to_owned),
        is_bot: is(user, "is_bot") || id == SLACKBOT,
        active: !is(user, "deleted"),
    })
}

fn is(user: &Value, flag: &str) -> bool {
    user.get(flag).and_then(Value::as_bool).unwrap_or(false)
}
