//! `reactions.*` and `pins.*`.

use serde_json::{Value, json};

use super::{Answer, Call, Error};
use crate::model::Message;
use crate::ts::Ts;

/// The message named by `channel` and `timestamp`, in a channel the bot is in.
fn target(call: &Call<'_>) -> Result<Message, Error> {
    let channel = call.args.need("channel", "channel_not_found")?;
    let there = call.world.model.channel(&channel).ok_or("channel_not_found")?;
    if !there.has(&call.world.app.user_id) {
        return Err("not_in_channel".into());
    }
    let ts = call.args.text("timestamp").as_deref().and_then(Ts::parse).ok_or("message_not_found")?;
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
    let new =
        call.world.model.change_message(&message.channel, message.ts, |message| message.react(&name, &bot));
    if new != Some(true) {
        return Err("already_reacted".into());
    }
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
    Ok(
        json!({"type": "message", "channel": message.channel, "message": call.world.message_wire(&message, false)}),
    )
}

pub(super) fn pin(call: &mut Call<'_>) -> Answer {
    set_pin(call, true, "already_pinned", "pin_added")
}

pub(super) fn unpin(call: &mut Call<'_>) -> Answer {
    set_pin(call, false, "no_pin", "pin_removed")
}

fn set_pin(call: &mut Call<'_>, pinned: bool, code: &'static str, event: &str) -> Answer {
    let message = target(call)?;
    if message.pinned == pinned {
        return Err(code.into());
    }
    call.world.model.change_message(&message.channel, message.ts, |message| message.pinned = pinned);
    let bot = call.world.app.user_id.clone();
    call.world.tell_pin(event, &bot, &message);
    Ok(json!({}))
}

pub(super) fn pins(call: &mut Call<'_>) -> Answer {
    let channel = call.args.need("channel", "channel_not_found")?;
    if !call.world.bot_in(&channel) {
        return Err("channel_not_found".into());
    }
    let pinned = call.world.model.pinned(&channel).rev();
    let items: Vec<Value> = pinned
        .map(|message| {
            json!({
                "type": "message", "channel": channel, "created": message.ts.seconds(),
                "created_by": call.world.app.user_id, "message": call.world.message_wire(message, false),
            })
        })
        .collect();
    Ok(json!({"items": items}))
}
