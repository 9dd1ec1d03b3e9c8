//! `chat.*`: posting, changing and deleting messages.

use serde_json::{Value, json};

use super::{Answer, Call, Content, Error};
use crate::model::{Channel, Edited, Kind, Message, SLACKBOT};
use crate::ts::Ts;

/// `chat.update` refuses longer texts, where posting cuts them.
const LONGEST_UPDATE: usize = 4_000;
/// A `me_message` is not cut either.
const LONGEST_ME: usize = 40_000;

pub(super) fn post_message(call: &mut Call<'_>) -> Answer {
    let channel = destination(call)?;
    let mut message = composed(call, &channel)?;
    message.ts = call.world.model.next_ts();
    let ts = call.world.post(message);
    Ok(json!({"channel": channel, "ts": ts, "message": wire(call, &channel, ts)}))
}

/// A message of the bot's with all that the call says, still without a `ts` of its own.
pub(super) fn composed(call: &mut Call<'_>, channel: &str) -> Result<Message, Error> {
    let content = Content::read(call.args, &mut call.world.model.ids)?.parsed(call.args, call.world);
    content.need_something()?;
    call.warnings.extend(content.warning());
    let thread = thread(call, channel)?;
    let mut message = Message {
        channel: channel.to_owned(),
        user: Some(call.world.app.user_id.clone()),
        bot_id: Some(call.world.app.bot_id.clone()),
        thread_ts: thread,
        ..Message::default()
    };
    content.fill(&mut message);
    if thread.is_some() && call.args.flag("reply_broadcast") {
        message.subtype = Some("thread_broadcast".to_owned());
    }
    disguise(call, &mut message)?;
    Ok(message)
}

/// Under a name or picture of its own choice an app posts as a `bot_message`, which is nobody's.
fn disguise(call: &Call<'_>, message: &mut Message) -> Result<(), Error> {
    let [name, emoji, url] = ["username", "icon_emoji", "icon_url"].map(|name| call.args.text(name));
    if name.is_none() && emoji.is_none() && url.is_none() {
        return Ok(());
    }
    call.need_scope("chat:write.customize")?;
    message.user = None;
    message.subtype.get_or_insert_with(|| "bot_message".to_owned());
    let name = name.unwrap_or_else(|| call.world.app.user_name.clone());
    message.extra.insert("username".into(), json!(name));
    // An emoji goes before a picture.
    let icons = match (emoji, url) {
        (Some(emoji), _) => json!({"emoji": format!(":{}:", emoji.trim_matches(':'))}),
        (None, Some(url)) => json!({"image_64": url}),
        (None, None) => return Ok(()),
    };
    message.extra.insert("icons".into(), icons);
    Ok(())
}

/// `/me`, as the bot.
pub(super) fn me_message(call: &mut Call<'_>) -> Answer {
    let channel = destination(call)?;
    let text = call.args.need("text", "no_text")?;
    if text.chars().count() > LONGEST_ME {
        return Err("msg_too_long".into());
    }
    let mut message = call.world.bot_message(&channel);
    message.subtype = Some("me_message".to_owned());
    message.text = text;
    let ts = call.world.post(message);
    Ok(json!({"channel": channel, "ts": ts}))
}

pub(super) fn post_ephemeral(call: &mut Call<'_>) -> Answer {
    let channel = destination(call)?;
    let user = call.args.need("user", "user_not_in_channel")?;
    if !call.world.model.channel(&channel).is_some_and(|channel| channel.has(&user)) {
        return Err("user_not_in_channel".into());
    }
    let mut message = composed(call, &channel)?;
    message.ts = call.world.model.next_ts();
    message.subtype = message.subtype.filter(|subtype| subtype != "thread_broadcast");
    message.ephemeral_to = Some(user);
    Ok(json!({"message_ts": call.world.post(message)}))
}

pub(super) fn update(call: &mut Call<'_>) -> Answer {
    let message = own_message(call, "cant_update_message")?;
    if call.world.model.channel(&message.channel).is_some_and(|channel| channel.is_archived) {
        return Err("is_inactive".into());
    }
    let content = Content::read(call.args, &mut call.world.model.ids)?.parsed(call.args, call.world);
    if content.text.as_ref().is_some_and(|text| text.chars().count() > LONGEST_UPDATE) {
        return Err("msg_too_long".into());
    }
    let says_nothing = content.need_something().is_err();
    if call.args.flag("reply_broadcast") && message.subtype.as_deref() != Some("thread_broadcast") {
        broadcast(call, &message, says_nothing)?;
    } else if says_nothing {
        return Err("no_text".into());
    } else {
        change(call.world, &message, content);
    }
    let text = call.world.model.message(&message.channel, message.ts).map(|message| message.text.clone());
    let mut changed = wire(call, &message.channel, message.ts);
    if let Some(fields) = changed.as_object_mut() {
        fields.retain(|name, _| !UNTOLD.contains(&name.as_str()));
    }
    Ok(json!({"channel": message.channel, "ts": message.ts, "text": text, "message": changed}))
}

/// Where a message stands, and its thread: what is changed of it does not say so again.
const UNTOLD: &[&str] = &[
    "ts",
    "thread_ts",
    "parent_user_id",
    "reply_count",
    "reply_users_count",
    "reply_users",
    "latest_reply",
    "is_locked",
    "subscribed",
];

/// Sends a reply that is there to its channel too; nothing else may be changed with it.
fn broadcast(call: &mut Call<'_>, message: &Message, says_nothing: bool) -> Result<(), Error> {
    match message.thread_ts {
        Some(thread) if thread != message.ts && message.subtype.is_none() => {}
        _ => return Err("cant_broadcast_message".into()),
    }
    if !says_nothing {
        return Err("no_dual_broadcast_content_update".into());
    }
    call.world.model.change_message(&message.channel, message.ts, |message| {
        message.subtype = Some("thread_broadcast".to_owned());
    });
    call.world.tell_changed(message);
    Ok(())
}

/// Changes a message of the app and tells of it.
pub(crate) fn change(world: &mut crate::world::World, before: &Message, content: Content) {
    let edited = Edited { user: world.app.bot_id.clone(), ts: world.model.next_ts().whole() };
    world.model.change_message(&before.channel, before.ts, |message| {
        content.replace(message);
        message.edited = Some(edited);
    });
    if before.ephemeral_to.is_none() {
        world.tell_changed(before);
    }
}

pub(super) fn delete(call: &mut Call<'_>) -> Answer {
    let message = own_message(call, "cant_delete_message")?;
    call.world.model.remove_message(&message.channel, message.ts);
    call.world.tell_deleted(&message);
    Ok(json!({"channel": message.channel, "ts": message.ts}))
}

pub(super) fn get_permalink(call: &mut Call<'_>) -> Answer {
    let channel = call.args.need("channel", "channel_not_found")?;
    let ts = call.args.text("message_ts").as_deref().and_then(Ts::parse).ok_or("message_not_found")?;
    call.world.model.channel(&channel).ok_or("channel_not_found")?;
    let message = call.world.model.message(&channel, ts).filter(|message| message.ephemeral_to.is_none());
    let permalink = call.world.permalink(message.ok_or("message_not_found")?);
    Ok(json!({"channel": channel, "permalink": permalink}))
}

fn wire(call: &Call<'_>, channel: &str, ts: Ts) -> Value {
    let message = call.world.model.message(channel, ts);
    message.map_or(Value::Null, |message| Value::Object(call.world.message_wire(message, true)))
}

/// The channel to post to: by id or name, or a person, whose conversation is opened.
pub(super) fn destination(call: &mut Call<'_>) -> Result<String, Error> {
    let name = call.args.need("channel", "channel_not_found")?;
    let world = &mut *call.world;
    if name == SLACKBOT {
        return Err("cannot_dm_bot".into());
    }
    if let Some(user) = world.model.user(&name) {
        if user.is_bot {
            return Err("cannot_dm_bot".into());
        }
        if user.deleted {
            return Err("channel_not_found".into());
        }
        if !world.manifest.messages_tab {
            return Err("messages_tab_disabled".into());
        }
        return Ok(world.open_im(&name));
    }
    let channel = call.world.model.find_channel(&name).ok_or("channel_not_found")?;
    may_post(call, channel)?;
    Ok(channel.id.clone())
}

fn may_post(call: &Call<'_>, channel: &Channel) -> Result<(), Error> {
    let member = channel.has(&call.world.app.user_id);
    match channel.kind {
        _ if channel.is_archived => Err("is_archived".into()),
        Kind::Public if member || call.world.manifest.has_scope("chat:write.public") => Ok(()),
        Kind::Public => Err("not_in_channel".into()),
        _ if !member => Err("channel_not_found".into()),
        Kind::Im if !call.world.manifest.messages_tab => Err("messages_tab_disabled".into()),
        _ => Ok(()),
    }
}

/// The thread to reply in; a reply to a reply goes to that one's thread.
fn thread(call: &Call<'_>, channel: &str) -> Result<Option<Ts>, Error> {
    let Some(text) = call.args.text("thread_ts") else {
        return Ok(None);
    };
    let ts = Ts::parse(&text).ok_or("invalid_thread_ts")?;
    let parent = call.world.model.message(channel, ts).filter(|message| message.ephemeral_to.is_none());
    let parent = parent.ok_or("thread_not_found")?;
    if parent.is_line() {
        return Err("cannot_reply_to_message".into());
    }
    Ok(Some(parent.thread_ts.unwrap_or(ts)))
}

/// A message of the app's own, named by `channel` and `ts`; `code` when it is somebody else's.
fn own_message(call: &Call<'_>, code: &'static str) -> Result<Message, Error> {
    let channel = call.args.need("channel", "channel_not_found")?;
    call.world.model.channel(&channel).ok_or("channel_not_found")?;
    let ts = call.args.text("ts").as_deref().and_then(Ts::parse).ok_or("message_not_found")?;
    let message = call.world.model.message(&channel, ts).ok_or("message_not_found")?;
    if message.ephemeral_to.is_some() || message.subtype.as_deref() == Some("tombstone") {
        return Err("message_not_found".into());
    }
    if message.bot_id.as_ref() != Some(&call.world.app.bot_id) {
        return Err(code.into());
    }
    Ok(message.clone())
}
