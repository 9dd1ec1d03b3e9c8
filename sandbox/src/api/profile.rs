//! `users.profile.set`: a person's own profile, changed with that person's token.

use serde_json::{Map, Value, json};

use super::{Answer, Call, Error, users};

/// The longest status, and the longest other text.
const LONGEST_STATUS: usize = 100;
const LONGEST_TEXT: usize = 255;

pub(super) fn set(call: &mut Call<'_>) -> Answer {
    let id = call.user_id().to_owned();
    if call.args.text("user").is_some_and(|user| user != id) {
        return Err("not_admin".into());
    }
    let fields = fields(call)?;
    call.world.change_user(&id, |user| {
        let texts = [
            ("real_name", &mut user.real_name),
            ("title", &mut user.title),
            ("display_name", &mut user.profile.display_name),
            ("pronouns", &mut user.profile.pronouns),
            ("phone", &mut user.profile.phone),
            ("status_text", &mut user.status.text),
            ("status_emoji", &mut user.status.emoji),
        ];
        for (name, field) in texts {
            if let Some(text) = fields.get(name).and_then(Value::as_str) {
                text.clone_into(field);
            }
        }
        if let Some(at) = fields.get("status_expiration").and_then(Value::as_i64) {
            user.status.expiration = at;
        }
    });
    let user = call.world.model.user(&id).ok_or("user_not_found")?;
    let profile = users::alone(call.world.user_wire(user, false));
    Ok(json!({"profile": profile, "username": user.name}))
}

/// From `profile`, or a single one from `name` and `value`.
fn fields(call: &Call<'_>) -> Result<Map<String, Value>, Error> {
    let given = match call.args.text("name") {
        Some(name) => json!({name: call.args.text("value").unwrap_or_default()}),
        None => call.args.json("profile", "invalid_profile")?.ok_or("invalid_profile")?,
    };
    let Value::Object(fields) = given else { return Err("invalid_profile".into()) };
    if fields.contains_key("email") {
        return Err("profile_set_failed".into());
    }
    for (name, value) in &fields {
        let longest = if name == "status_text" { LONGEST_STATUS } else { LONGEST_TEXT };
        if value.as_str().is_some_and(|text| text.chars().count() > longest) {
            return Err("too_long".into());
        }
    }
    Ok(fields)
}
