//! `conversations.*` without reading messages: listing, joining, opening.

use serde_json::{Value, json};

use super::{Answer, Call, Error, page};
use crate::model::{Channel, Kind, SLACKBOT};

/// With more people than these nobody can have a conversation, only a channel.
const MOST_GUESTS: usize = 8;

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
        let peer = channel.peer(&call.world.app.user_id).and_then(|peer| call.world.model.user(peer));
        wire["locale"] = json!(peer.map_or("en-US", |user| user.locale.as_str()));
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

/// `users.conversations`: those that somebody, if not said otherwise the bot, is in; of what is not public only those
/// that the bot is in too. Answers do not say how many there are, nor whether the bot is one of them.
pub(super) fn of_user(call: &mut Call<'_>) -> Answer {
    let user = call.args.text("user").unwrap_or_else(|| call.world.app.user_id.clone());
    call.world.model.user(&user).ok_or("user_not_found")?;
    let mut answer = listed(call, |channel, bot| {
        channel.has(&user) && (channel.kind == Kind::Public || channel.has(bot))
    })?;
    for channel in answer["channels"].as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        channel.remove("num_members");
        channel.remove("is_member");
    }
    Ok(answer)
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
    let mut channel = call.world.model.channel(&id).map(|channel| call.world.channel_wire(channel));
    // Who has just come in is not told how many are there.
    channel.as_mut().and_then(Value::as_object_mut).map(|fields| fields.remove("num_members"));
    call.warnings.extend((!joined).then_some("already_in_channel"));
    Ok(json!({"channel": channel}))
}

/// Takes `users` as an array or with commas between, or the `channel` of a conversation that is there.
pub(super) fn open(call: &mut Call<'_>) -> Answer {
    if let Some(id) = call.args.text("channel") {
        return reopen(call, &id);
    }
    let mut users = call.args.list("users");
    users.retain(|user| *user != call.world.app.user_id);
    check_guests(call, &users)?;
    call.need_scope(if users.len() > 1 { "mpim:write" } else { "im:write" })?;
    let bot = call.world.app.user_id.clone();
    users.push(bot.clone());
    if call.args.flag("prevent_creation") && call.world.model.conversation(&users).is_none() {
        return Err("channel_not_found".into());
    }
    let (id, new) = call.world.open_direct(users, &bot);
    let was_closed = set_open(call, &id);
    let channel = call.world.model.channel(&id).ok_or("channel_not_found")?;
    let mut answer = json!({"channel": opened(call, channel)});
    if !new && !was_closed {
        answer["no_op"] = json!(true);
        answer["already_open"] = json!(true);
    }
    Ok(answer)
}

fn reopen(call: &mut Call<'_>, id: &str) -> Answer {
    let channel = call.world.model.channel(id).ok_or("channel_not_found")?;
    if !channel.has(&call.world.app.user_id) {
        return Err("channel_not_found".into());
    }
    if !channel.kind.is_direct() {
        return Err("method_not_supported_for_channel_type".into());
    }
    call.need_scope(&format!("{}:write", channel.kind.family()))?;
    let was_closed = set_open(call, id);
    let channel = call.world.model.channel(id).ok_or("channel_not_found")?;
    let mut answer = json!({"channel": opened(call, channel)});
    if !was_closed {
        answer["no_op"] = json!(true);
        answer["already_open"] = json!(true);
    }
    Ok(answer)
}

/// True when the bot had put the conversation away.
fn set_open(call: &mut Call<'_>, id: &str) -> bool {
    call.world.model.channel_mut(id).is_some_and(|channel| std::mem::replace(&mut channel.closed, false))
}

/// The people with whom a conversation is to be opened.
fn check_guests(call: &Call<'_>, users: &[String]) -> Result<(), Error> {
    match users.len() {
        0 if call.args.list("users").is_empty() => return Err("users_list_not_supplied".into()),
        0 => return Err("not_enough_users".into()),
        count if count > MOST_GUESTS => return Err("too_many_users".into()),
        _ => {}
    }
    for id in users {
        let user = call.world.known_user(id).ok_or("user_not_found")?;
        match () {
            () if user.is_bot || user.id == SLACKBOT => return Err("cannot_dm_bot".into()),
            () if user.deleted => return Err("user_disabled".into()),
            () => {}
        }
    }
    Ok(())
}

fn opened(call: &Call<'_>, channel: &Channel) -> Value {
    if call.args.flag("return_im") || channel.kind != Kind::Im {
        call.world.channel_wire(channel)
    } else {
        json!({"id": channel.id})
    }
}
