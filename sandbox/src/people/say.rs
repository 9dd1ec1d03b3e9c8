//! Messages, reactions and pins: what the app hears of by events.

use serde_json::json;

use super::deed::{Deed, Errand};
use crate::control::Refusal;
use crate::model::{Channel, Edited, Kind, Message};
use crate::world::World;

type Done = Result<Errand, Refusal>;

/// A message, or with `thread_ts` a reply; with `broadcast` the channel sees the reply too.
pub(super) fn say(world: &mut World, deed: &Deed) -> Done {
    let channel = writable(world, deed)?;
    let thread = match deed.text("thread_ts") {
        Some(_) => Some(deed.ts("thread_ts")?),
        None => None,
    };
    let parent = thread.map(|ts| world.model.message(&channel.id, ts).cloned().ok_or(ts)).transpose();
    let parent =
        parent.map_err(|ts| Refusal::missing("thread_not_found", format!("there is no message {ts}")))?;
    let thread_ts = parent.map(|parent| parent.thread_ts.unwrap_or(parent.ts));
    let broadcast = thread_ts.is_some() && deed.flag("broadcast");
    let mut message = written(world, deed, channel.id)?;
    message.thread_ts = thread_ts;
    message.subtype = broadcast.then(|| "thread_broadcast".to_owned());
    world.post(message);
    Ok(Errand::Done)
}

/// `/me`: what one does, as a line.
pub(super) fn me(world: &mut World, deed: &Deed) -> Done {
    let channel = writable(world, deed)?;
    let mut message = written(world, deed, channel.id)?;
    message.subtype = Some("me_message".to_owned());
    message.client_msg_id = None;
    world.post(message);
    Ok(Errand::Done)
}

/// The channel to write in, unless it is the app's and takes no messages.
fn writable(world: &mut World, deed: &Deed) -> Result<Channel, Refusal> {
    let channel = deed.channel(world)?;
    let closed = world.manifest.messages_read_only || !world.manifest.messages_tab;
    if channel.kind == Kind::Im && closed && channel.has(&world.app.user_id) {
        return Err(Refusal::forbidden("messages_tab_closed", "the app takes no messages"));
    }
    Ok(channel)
}

fn written(world: &mut World, deed: &Deed, channel: String) -> Result<Message, Refusal> {
    Ok(Message {
        text: deed.need("text")?.to_owned(),
        channel,
        ts: world.model.next_ts(),
        user: Some(deed.user.id.clone()),
        client_msg_id: Some(world.model.ids.uuid()),
        ..Message::default()
    })
}

fn own_message(world: &mut World, deed: &Deed) -> Result<Message, Refusal> {
    let message = deed.message(world)?;
    if message.user.as_ref() != Some(&deed.user.id) || message.bot_id.is_some() {
        return Err(Refusal::forbidden("not_your_message", "somebody else wrote that"));
    }
    Ok(message)
}

pub(super) fn edit(world: &mut World, deed: &Deed) -> Done {
    let before = own_message(world, deed)?;
    let text = deed.need("text")?.to_owned();
    let edited = Edited { user: deed.user.id.clone(), ts: world.model.next_ts().whole() };
    world.model.change_message(&before.channel, before.ts, |message| {
        message.text = text;
        message.edited = Some(edited);
    });
    world.tell_changed(&before);
    Ok(Errand::Done)
}

pub(super) fn delete(world: &mut World, deed: &Deed) -> Done {
    let message = own_message(world, deed)?;
    world.model.remove_message(&message.channel, message.ts);
    world.tell_deleted(&message);
    Ok(Errand::Done)
}

pub(super) fn react(world: &mut World, deed: &Deed) -> Done {
    let message = deed.message(world)?;
    let name = deed.need("name")?.trim_matches(':').to_owned();
    let user = &deed.user.id;
    let new = world.model.change_message(&message.channel, message.ts, |message| message.react(&name, user));
    if new != Some(true) {
        return Err(Refusal::wrong("already_reacted", "that reaction is there"));
    }
    world.tell_reaction("reaction_added", user, &name, &message);
    Ok(Errand::Done)
}

pub(super) fn unreact(world: &mut World, deed: &Deed) -> Done {
    let message = deed.message(world)?;
    let name = deed.need("name")?.trim_matches(':').to_owned();
    let user = &deed.user.id;
    let taken =
        world.model.change_message(&message.channel, message.ts, |message| message.unreact(&name, user));
    if taken != Some(true) {
        return Err(Refusal::wrong("no_reaction", "there is no such reaction"));
    }
    world.tell_reaction("reaction_removed", user, &name, &message);
    Ok(Errand::Done)
}

/// Pins a message where it stands.
pub(super) fn pin(world: &mut World, deed: &Deed) -> Done {
    let message = deed.message(world)?;
    match () {
        () if message.pinned => Err(Refusal::wrong("already_pinned", "that message is pinned")),
        () if message.is_line() => Err(Refusal::wrong("not_pinnable", "only what somebody wrote is pinned")),
        () => {
            world.set_pin(&message, true, &deed.user.id);
            Ok(Errand::Done)
        }
    }
}

pub(super) fn unpin(world: &mut World, deed: &Deed) -> Done {
    let message = deed.message(world)?;
    if !message.pinned {
        return Err(Refusal::wrong("no_pin", "that message is not pinned"));
    }
    world.set_pin(&message, false, &deed.user.id);
    Ok(Errand::Done)
}

pub(super) fn open_home(world: &mut World, deed: &Deed) -> Done {
    let tab = deed.text("tab").unwrap_or("home");
    let there = match tab {
        "home" => world.manifest.home_tab,
        "messages" => world.manifest.messages_tab,
        _ => false,
    };
    if !there {
        return Err(Refusal::missing("no_such_tab", json!({"tab": tab}).to_string()));
    }
    world.tell_home_opened(&deed.user.id, tab);
    Ok(Errand::Done)
}
