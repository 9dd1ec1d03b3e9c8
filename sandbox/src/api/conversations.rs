//! `conversations.*` without reading messages: listing, joining, opening.

use serde_json::{Value, json};

use super::{Answer, Call, Error, page};
use crate::model::{Channel, Kind};

/// A channel the bot can see, for which it must hold `family:what`.
pub(super) fn visible(call: &Call<'_>, what: &str) -> Result<Channel, Error> {
    let id = call.args.need("channel", "channel_not_found")?;
    let channel = call.world.model.channel(&id).ok_or("channel_not_found")?;
    call.need_scope(&format!("{}:{what}", channel.kind.family()))?;
    if channel.kind != Kind::Public && !channel.has(&call.world.app.user_id) {
        return Err("channel_not_found".into());
    }
    Ok(channel.clone())
}

pub(super) fn info(call: &mut Call<'_>) -> Answer {
    let channel = visible(call, "read")?;
    let mut wire = call.world.channel_wire(&channel);
    if !call.args.flag("include_num_members")
        && let Some(fields) = wire.as_object_mut()
    {
        fields.remove("num_members");
    }
    if call.args.flag("include_locale") {
        wire["locale"] = json!("en-US");
    }
    Ok(json!({"channel": wire}))
}

pub(super) fn members(call: &mut Call<'_>) -> Answer {
    let channel = visible(call, "read")?;
    let (members, metadata) = page(channel.members, call.args, 100)?;
    Ok(json!({"members": members, "response_metadata": metadata}))
}

pub(super) fn list(call: &mut Call<'_>) -> Answer {
    listed(call, |channel, bot| channel.kind == Kind::Public || channel.has(bot))
}

/// `users.conversations`: those the bot is in.
pub(super) fn mine(call: &mut Call<'_>) -> Answer {
    listed(call, |channel, bot| channel.has(bot))
}

fn listed(call: &mut Call<'_>, shown: impl Fn(&Channel, &str) -> bool) -> Answer {
    let mut types = call.args.list("types");
    if types.is_empty() {
        types.push("public_channel".to_owned());
    }
    for name in &types {
        let kinds = [Kind::Public, Kind::Private, Kind::Im, Kind::Mpim];
        let kind = kinds.into_iter().find(|kind| kind.list_type() == name).ok_or("invalid_types")?;
        call.need_scope(&format!("{}:read", kind.family()))?;
    }
    let open_only = call.args.flag("exclude_archived");
    let world = &*call.world;
    let fits = |channel: &&Channel| {
        types.iter().any(|name| name == channel.kind.list_type())
            && shown(channel, &world.app.user_id)
            && !(open_only && channel.is_archived)
    };
    let channels: Vec<Value> =
        world.model.channels.iter().filter(fits).map(|channel| world.channel_wire(channel)).collect();
    let (channels, metadata) = page(channels, call.args, 100)?;
    Ok(json!({"channels": channels, "response_metadata": metadata}))
}

pub(super) fn join(call: &mut Call<'_>) -> Answer {
    let id = call.args.need("channel", "channel_not_found")?;
    let channel = call.world.model.channel(&id).ok_or("channel_not_found")?;
    match channel.kind {
        _ if channel.is_archived => return Err("is_archived".into()),
        Kind::Public => {}
        _ => return Err("method_not_supported_for_channel_type".into()),
    }
    let bot = call.world.app.user_id.clone();
    let joined = call.world.join(&id, &bot, None);
    let channel = call.world.model.channel(&id).map(|channel| call.world.channel_wire(channel));
    let mut answer = json!({"channel": channel});
    if !joined {
        answer["warning"] = json!("already_in_channel");
        answer["response_metadata"] = json!({"warnings": ["already_in_channel"]});
    }
    Ok(answer)
}

pub(super) fn leave(call: &mut Call<'_>) -> Answer {
    let id = call.args.need("channel", "channel_not_found")?;
    let channel = call.world.model.channel(&id).ok_or("channel_not_found")?;
    let scope = match channel.kind {
        Kind::Public => "channels:manage",
        Kind::Private => "groups:write",
        Kind::Im | Kind::Mpim => return Err("method_not_supported_for_channel_type".into()),
    };
    call.need_scope(scope)?;
    let bot = call.world.app.user_id.clone();
    if call.world.leave(&id, &bot) {
        return Ok(json!({}));
    }
    Ok(json!({"not_in_channel": true}))
}

/// Takes `users` as an array or with commas between, or the `channel` of a conversation that is there.
pub(super) fn open(call: &mut Call<'_>) -> Answer {
    if let Some(id) = call.args.text("channel") {
        let channel = call
            .world
            .model
            .channel(&id)
            .filter(|channel| channel.has(&call.world.app.user_id))
            .ok_or("channel_not_found")?;
        return Ok(json!({"channel": opened(call, channel), "no_op": true, "already_open": true}));
    }
    let mut users = call.args.list("users");
    if users.is_empty() {
        return Err("users_list_not_supplied".into());
    }
    if users.len() > 8 {
        return Err("too_many_users".into());
    }
    for id in &users {
        let user = call.world.model.user(id).ok_or("user_not_found")?;
        match () {
            () if user.is_bot => return Err("cannot_dm_bot".into()),
            () if user.deleted => return Err("user_disabled".into()),
            () => {}
        }
    }
    if users.len() > 1 {
        call.need_scope("mpim:write")?;
    }
    users.push(call.world.app.user_id.clone());
    let (id, new) = call.world.model.open_conversation(users);
    let channel = call.world.model.channel(&id).ok_or("channel_not_found")?;
    let mut answer = json!({"channel": opened(call, channel)});
    if !new {
        answer["no_op"] = json!(true);
        answer["already_open"] = json!(true);
    }
    Ok(answer)
}

fn opened(call: &Call<'_>, channel: &Channel) -> Value {
    if call.args.flag("return_im") || channel.kind != Kind::Im {
        call.world.channel_wire(channel)
    } else {
        json!({"id": channel.id})
    }
}
