//! `reactions.*`: emoji under messages.

use serde_json::{Value, json};

use super::{Answer, Call, Error, paged};
use crate::model::Message;
use crate::ts::Ts;

/// How many different emoji one message takes, and how many of one person.
const MOST_EMOJI: usize = 50;
const MOST_OF_ONE: usize = 23;

/// The message named by `channel` and `timestamp`, in a channel the bot is in.
pub(super) fn target(call: &Call<'_>) -> Result<Message, Error> {
    let (Some(channel), Some(timestamp)) = (call.args.text("channel"), call.args.text("timestamp")) else {
        // A file can be named, but no longer be reacted to.
        return Err(if call.args.has("file") { "file_not_found" } else { "no_item_specified" }.into());
    };
    let there = call.world.model.channel(&channel).ok_or("channel_not_found")?;
    match () {
        () if there.is_archived => return Err("is_archived".into()),
        () if !there.has(&call.world.app.user_id) => return Err("not_in_channel".into()),
        () => {}
    }
    let ts = Ts::parse(&timestamp).ok_or("bad_timestamp")?;
    let message = call.world.model.message(&channel, ts).filter(|message| message.ephemeral_to.is_none());
    message.cloned().ok_or_else(|| "message_not_found".into())
}

fn emoji(call: &Call<'_>) -> Result<String, Error> {
    let name = call.args.need("name", "invalid_name")?;
    let name = name.trim_matches(':').to_owned();
    let fits = |letter: char| letter.is_alphanumeric() || "_-+':".contains(letter);
    if name.is_empty() || name.len() > 255 || !name.chars().all(fits) {
        return Err("invalid_name".into());
    }
    Ok(name)
}

pub(super) fn add(call: &mut Call<'_>) -> Answer {
    let (message, name) = (target(call)?, emoji(call)?);
    let bot = call.world.app.user_id.clone();
    let mine = message.reactions.iter().filter(|reaction| reaction.users.contains(&bot)).count();
    let there = message.reactions.iter().find(|reaction| reaction.name == name);
    match there {
        Some(reaction) if reaction.users.contains(&bot) => return Err("already_reacted".into()),
        None if message.reactions.len() >= MOST_EMOJI => return Err("too_many_emoji".into()),
        _ if mine >= MOST_OF_ONE => return Err("too_many_reactions".into()),
        _ => {}
    }
    call.world.model.change_message(&message.channel, message.ts, |message| message.react(&name, &bot));
    call.world.tell_reaction("reaction_added", &bot, &name, &message);
    Ok(json!({}))
}

pub(super) fn remove(call: &mut Call<'_>) -> Answer {
    let (message, name) = (target(call)?, emoji(call)?);
    let bot = call.world.app.user_id.clone();
    let taken =
        call.world.model.change_message(&message.channel, message.ts, |message| message.unreact(&name, &bot));
    if taken != Some(true) {
        return Err("no_reaction".into());
    }
    call.world.tell_reaction("reaction_removed", &bot, &name, &message);
    Ok(json!({}))
}

pub(super) fn get(call: &mut Call<'_>) -> Answer {
    let message = target(call)?;
    Ok(json!({"type": "message", "channel": message.channel, "message": wire(call, &message)}))
}

/// What somebody, if not said otherwise the bot, has reacted to where the bot is, the newest first.
pub(super) fn list(call: &mut Call<'_>) -> Answer {
    let user = call.args.text("user").unwrap_or_else(|| call.world.app.user_id.clone());
    call.world.model.user(&user).ok_or("user_not_found")?;
    let reacted = |message: &&Message| {
        message.ephemeral_to.is_none()
            && message.reactions.iter().any(|reaction| reaction.users.contains(&user))
            && call.world.bot_in(&message.channel)
    };
    let mut messages: Vec<&Message> =
        call.world.model.messages.values().flat_map(|channel| channel.values()).filter(reacted).collect();
    messages.sort_by_key(|message| std::cmp::Reverse(message.ts));
    let items: Vec<Value> = messages
        .into_iter()
        .map(|message| json!({"type": "message", "channel": message.channel, "message": wire(call, message)}))
        .collect();
    if call.args.has("cursor") || call.args.has("limit") {
        let (items, metadata) = super::page(items, call.args, 100)?;
        return Ok(json!({"items": items, "response_metadata": metadata}));
    }
    let (items, paging) = paged(items, call.args);
    Ok(json!({"items": items, "paging": paging, "response_metadata": {"next_cursor": ""}}))
}

fn wire(call: &Call<'_>, message: &Message) -> Value {
    let mut wire = call.world.message_wire(message, false);
    wire.insert("permalink".into(), json!(call.world.permalink(message)));
    Value::Object(wire)
}
