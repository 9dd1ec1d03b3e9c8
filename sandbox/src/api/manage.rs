//! `conversations.*` that change a channel: making, naming, describing, filling, emptying, archiving.

use serde_json::{Value, json};

use super::{Answer, Call, Error};
use crate::model::{Channel, Kind, SLACKBOT};
use crate::ts::Ts;

const LONGEST_NAME: usize = 80;
const LONGEST_TOPIC: usize = 250;
const MOST_INVITED: usize = 1_000;

/// Kinds of conversation that are channels.
const CHANNELS: &[Kind] = &[Kind::Public, Kind::Private];
/// Kinds of conversation that are direct.
const DIRECT: &[Kind] = &[Kind::Im, Kind::Mpim];
const ALL: &[Kind] = &[Kind::Public, Kind::Private, Kind::Im, Kind::Mpim];

/// The scopes that let a bot change a conversation of this kind; `narrow` is the newer scope for one thing only.
fn scopes(kind: Kind, narrow: &str) -> Vec<String> {
    let family = kind.family();
    let wide = if kind == Kind::Public { "manage" } else { "write" };
    let mut scopes = vec![format!("{family}:{wide}")];
    if !narrow.is_empty() {
        scopes.push(format!("{family}:write.{narrow}"));
    }
    scopes
}

/// The channel to be changed, of one of `kinds`, which the bot may change and can see.
fn target(call: &Call<'_>, kinds: &[Kind], narrow: &str) -> Result<Channel, Error> {
    let id = call.args.need("channel", "channel_not_found")?;
    let channel = call.world.model.channel(&id).ok_or("channel_not_found")?;
    call.need_any_scope(&scopes(channel.kind, narrow))?;
    if channel.kind != Kind::Public && !channel.has(&call.world.app.user_id) {
        return Err("channel_not_found".into());
    }
    if !kinds.contains(&channel.kind) {
        return Err("method_not_supported_for_channel_type".into());
    }
    Ok(channel.clone())
}

/// The same, where the bot must be in it and it must be open.
fn own(call: &Call<'_>, kinds: &[Kind], narrow: &str) -> Result<Channel, Error> {
    let channel = target(call, kinds, narrow)?;
    match () {
        () if channel.is_archived => Err("is_archived".into()),
        () if !channel.has(&call.world.app.user_id) => Err("not_in_channel".into()),
        () => Ok(channel),
    }
}

fn answer(call: &Call<'_>, id: &str) -> Answer {
    let channel = call.world.model.channel(id).ok_or("channel_not_found")?;
    let mut wire = call.world.channel_wire(channel);
    if let Some(fields) = wire.as_object_mut() {
        fields.remove("num_members");
    }
    Ok(json!({"channel": wire}))
}

/// A name for a channel, as Slack wants it: small letters, digits, `-` and `_`, and nobody else's.
pub(crate) fn channel_name(world: &crate::world::World, name: &str) -> Result<String, &'static str> {
    let fits =
        |letter: char| letter == '-' || letter == '_' || letter.is_alphanumeric() && !letter.is_uppercase();
    match name {
        "" => Err("invalid_name_required"),
        _ if name.chars().count() > LONGEST_NAME => Err("invalid_name_maxlength"),
        _ if name.chars().all(|letter| letter.is_ascii_punctuation()) => Err("invalid_name_punctuation"),
        _ if !name.chars().all(fits) => Err("invalid_name_specials"),
        _ if world.model.channels.iter().any(|channel| channel.name == name) => Err("name_taken"),
        _ => Ok(name.to_owned()),
    }
}

pub(super) fn create(call: &mut Call<'_>) -> Answer {
    let private = call.args.flag("is_private");
    call.need_any_scope(&scopes(if private { Kind::Private } else { Kind::Public }, ""))?;
    let name = channel_name(call.world, &call.args.text("name").unwrap_or_default())?;
    let bot = call.world.app.user_id.clone();
    let id = call.world.create_channel(&name, private, &bot);
    answer(call, &id)
}

/// Only who made a channel may rename it (and admins, who are people).
pub(super) fn rename(call: &mut Call<'_>) -> Answer {
    let channel = own(call, CHANNELS, "")?;
    let name = channel_name(call.world, &call.args.text("name").unwrap_or_default())?;
    let bot = call.world.app.user_id.clone();
    if channel.creator != bot {
        return Err("not_authorized".into());
    }
    call.world.rename(&channel.id, &name, &bot);
    answer(call, &channel.id)
}

pub(super) fn set_topic(call: &mut Call<'_>) -> Answer {
    let channel = own(call, ALL, "topic")?;
    let topic = described(call, "topic")?;
    let bot = call.world.app.user_id.clone();
    call.world.set_topic(&channel.id, &topic, &bot);
    answer(call, &channel.id)
}

pub(super) fn set_purpose(call: &mut Call<'_>) -> Answer {
    let channel = own(call, CHANNELS, "topic")?;
    let purpose = described(call, "purpose")?;
    let bot = call.world.app.user_id.clone();
    call.world.set_purpose(&channel.id, &purpose, &bot);
    answer(call, &channel.id)
}

fn described(call: &Call<'_>, name: &str) -> Result<String, Error> {
    let text = call.args.text(name).unwrap_or_default();
    if text.chars().count() > LONGEST_TOPIC { Err("too_long".into()) } else { Ok(text) }
}

pub(super) fn archive(call: &mut Call<'_>) -> Answer {
    let channel = target(call, CHANNELS, "")?;
    let bot = call.world.app.user_id.clone();
    match () {
        () if channel.is_archived => return Err("already_archived".into()),
        () if channel.is_general => return Err("cant_archive_general".into()),
        () if !channel.has(&bot) => return Err("not_in_channel".into()),
        () => call.world.archive(&channel.id, &bot),
    }
    Ok(json!({}))
}

/// A bot is put out of a channel when it is archived, and so it can never open it again: Slack's documentation calls
/// this a bug.
pub(super) fn unarchive(call: &mut Call<'_>) -> Answer {
    let channel = target(call, CHANNELS, "")?;
    Err(if channel.is_archived { "not_in_channel" } else { "not_archived" }.into())
}

pub(super) fn leave(call: &mut Call<'_>) -> Answer {
    let channel = target(call, CHANNELS, "")?;
    let bot = call.world.app.user_id.clone();
    match () {
        () if channel.is_archived => return Err("is_archived".into()),
        () if channel.is_general => return Err("cant_leave_general".into()),
        () if channel.has(&bot) && channel.members.len() == 1 => return Err("last_member".into()),
        () => {}
    }
    if call.world.leave(&channel.id, &bot, &bot) {
        return Ok(json!({}));
    }
    Ok(json!({"not_in_channel": true}))
}

pub(super) fn kick(call: &mut Call<'_>) -> Answer {
    let channel = own(call, CHANNELS, "")?;
    let user = call.args.need("user", "no_user")?;
    let bot = call.world.app.user_id.clone();
    match () {
        () if user == bot => return Err("cant_kick_self".into()),
        () if call.world.model.user(&user).is_none() => return Err("user_not_found".into()),
        () if channel.is_general => return Err("cant_kick_from_general".into()),
        () if !call.world.leave(&channel.id, &user, &bot) => return Err("not_in_channel".into()),
        () => {}
    }
    Ok(json!({}))
}

/// All or nobody, unless `force` says to take those who can be taken.
pub(super) fn invite(call: &mut Call<'_>) -> Answer {
    let channel = own(call, CHANNELS, "invites")?;
    let users = call.args.list("users");
    match users.len() {
        0 => return Err("no_user".into()),
        count if count > MOST_INVITED => return Err("too_many_users".into()),
        _ => {}
    }
    let (wrong, right): (Vec<_>, Vec<_>) =
        users.iter().map(|user| (user, cannot_come(call, &channel, user))).partition(|(_, no)| no.is_some());
    let errors: Vec<Value> =
        wrong.iter().map(|(user, code)| json!({"user": user, "ok": false, "error": code})).collect();
    if let Some((_, Some(code))) = wrong.first()
        && (!call.args.flag("force") || right.is_empty())
    {
        return Err(Error::code(*code).with("errors", json!(errors)));
    }
    let bot = call.world.app.user_id.clone();
    for (user, _) in right {
        call.world.join(&channel.id, user, Some(&bot));
    }
    let mut answer = answer(call, &channel.id)?;
    if !errors.is_empty() {
        answer["errors"] = json!(errors);
    }
    Ok(answer)
}

fn cannot_come(call: &Call<'_>, channel: &Channel, id: &str) -> Option<&'static str> {
    let Some(user) = call.world.known_user(id) else {
        return Some("user_not_found");
    };
    match () {
        () if user.id == SLACKBOT => Some("cant_invite"),
        () if user.id == call.world.app.user_id => Some("cant_invite_self"),
        () if channel.has(id) => Some("already_in_channel"),
        () if user.deleted => Some("cant_invite"),
        () => None,
    }
}

pub(super) fn mark(call: &mut Call<'_>) -> Answer {
    let channel = target(call, ALL, "")?;
    if !call.world.bot_in(&channel.id) {
        return Err("not_in_channel".into());
    }
    let ts = call.args.text("ts").as_deref().and_then(Ts::parse).ok_or("invalid_timestamp")?;
    if let Some(channel) = call.world.model.channel_mut(&channel.id) {
        channel.last_read = Some(ts);
    }
    Ok(json!({}))
}

pub(super) fn close(call: &mut Call<'_>) -> Answer {
    let channel = target(call, DIRECT, "")?;
    if channel.closed {
        return Ok(json!({"no_op": true, "already_closed": true}));
    }
    if let Some(channel) = call.world.model.channel_mut(&channel.id) {
        channel.closed = true;
    }
    Ok(json!({}))
}
