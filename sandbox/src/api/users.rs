//! `users.*`: who is here.

use serde_json::{Value, json};

use super::{Answer, Call, page};

pub(super) fn info(call: &mut Call<'_>) -> Answer {
    let id = call.args.need("user", "user_not_found")?;
    let user = call.world.known_user(&id).ok_or("user_not_found")?;
    Ok(json!({"user": call.world.user_wire(&user, call.args.flag("include_locale"))}))
}

pub(super) fn list(call: &mut Call<'_>) -> Answer {
    let locale = call.args.flag("include_locale");
    let world = &*call.world;
    let users: Vec<Value> = world.known_users().map(|user| world.user_wire(&user, locale)).collect();
    let (members, metadata) = page(users, call.args, 1_000)?;
    Ok(json!({"members": members, "cache_ts": world.model.now.timestamp(), "response_metadata": metadata}))
}

/// Who has left cannot be found by an address any more.
pub(super) fn by_email(call: &mut Call<'_>) -> Answer {
    let email = call.args.need("email", "users_not_found")?;
    let mut users = call.world.model.users.iter();
    let user = users.find(|user| user.has_email(&email) && !user.deleted).ok_or("users_not_found")?;
    Ok(json!({"user": call.world.user_wire(user, false)}))
}

pub(super) fn profile(call: &mut Call<'_>) -> Answer {
    let id = call.args.text("user").unwrap_or_else(|| call.user_id().to_owned());
    let user = call.world.known_user(&id).ok_or("user_not_found")?;
    Ok(json!({"profile": alone(call.world.user_wire(&user, false))}))
}

/// A user's profile as it is when it comes by itself: with its fields, and without the workspace.
pub(super) fn alone(mut user: Value) -> Value {
    let mut profile = user["profile"].take();
    profile["fields"] = json!({});
    profile.as_object_mut().map(|profile| profile.remove("team"));
    profile
}

/// People are there unless they say they are away; the bot only if its manifest says it is always online.
pub(super) fn presence(call: &mut Call<'_>) -> Answer {
    let bot = call.world.app.user_id.clone();
    let id = call.args.text("user").unwrap_or_else(|| bot.clone());
    let user = call.world.known_user(&id).ok_or("user_not_found")?;
    let own = id == bot;
    let there = !user.away && !user.deleted && (!own || call.world.always_online());
    let mut answer = json!({"presence": if there { "active" } else { "away" }});
    if own {
        answer["online"] = json!(there);
        answer["auto_away"] = json!(!there && !user.away);
        answer["manual_away"] = json!(user.away);
        answer["connection_count"] = json!(0);
    }
    Ok(answer)
}

pub(super) fn set_presence(call: &mut Call<'_>) -> Answer {
    let away = match call.args.text("presence").as_deref() {
        Some("away") => true,
        Some("auto") => false,
        _ => return Err("invalid_presence".into()),
    };
    let bot = call.world.app.user_id.clone();
    if let Some(user) = call.world.model.user_mut(&bot) {
        user.away = away;
    }
    Ok(json!({}))
}
