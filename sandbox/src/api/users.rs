//! `users.*`: who is here.

use serde_json::{Value, json};

use super::{Answer, Call, page};

pub(super) fn info(call: &mut Call<'_>) -> Answer {
    let id = call.args.need("user", "user_not_found")?;
    let user = call.world.model.user(&id).ok_or("user_not_found")?;
    Ok(json!({"user": call.world.user_wire(user, call.args.flag("include_locale"))}))
}

pub(super) fn list(call: &mut Call<'_>) -> Answer {
    let locale = call.args.flag("include_locale");
    let world = &*call.world;
    let users: Vec<Value> = world.model.users.iter().map(|user| world.user_wire(user, locale)).collect();
    let (members, metadata) = page(users, call.args, 1_000)?;
    Ok(json!({"members": members, "cache_ts": world.model.now.timestamp(), "response_metadata": metadata}))
}

pub(super) fn profile(call: &mut Call<'_>) -> Answer {
    let id = call.args.text("user").unwrap_or_else(|| call.world.app.user_id.clone());
    let user = call.world.model.user(&id).ok_or("user_not_found")?;
    Ok(json!({"profile": call.world.user_wire(user, false)["profile"]}))
}
