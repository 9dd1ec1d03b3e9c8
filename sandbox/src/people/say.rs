//! Messages, reactions and membership: what the app hears of by events.

use serde_json::{Value, json};

use super::deed::{Deed, Errand};
use crate::control::Refusal;
use crate::model::{Edited, Kind, Message};
use crate::world::World;

type Done = Result<Errand, Refusal>;

pub(super) fn say(world: &mut World, deed: &Deed) -> Done {
    let channel = deed.channel(world)?;
    let text = deed.need("text")?.to_owned();
    let closed = world.manifest.messages_read_only || !world.manifest.messages_tab;
    if channel.kind == Kind::Im && closed && channel.has(&world.app.user_id) {
        return Err(Refusal::forbidden("messages_tab_closed", "the app takes no messages"));
    }
    let thread = match deed.text("thread_ts") {
        Some(_) => Some(deed.ts("thread_ts")?),
        None => None,
    };
    let parent = thread.map(|ts| world.model.message(&channel.id, ts).cloned().ok_or(ts)).transpose();
    let parent =
        parent.map_err(|ts| Refusal::missing("thread_not_found", format!("there is no message {ts}")))?;
    let message = Message {
        channel: channel.id,
        ts: world.model.next_ts(),
        thread_ts: parent.map(|parent| parent.thread_ts.unwrap_or(parent.ts)),
        user: Some(deed.user.id.clone()),
        text,
        client_msg_id: Some(world.model.ids.uuid()),
        ..Message::default()
    };
    world.post(message);
    Ok(Errand::Done)
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
    let edited = Edited { user: deed.user.id.clone(), ts: world.model.next_ts() };
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

pub(super) fn join(world: &mut World, deed: &Deed) -> Done {
    let channel = deed.any_channel(world)?;
    if channel.kind != Kind::Public {
        return Err(Refusal::forbidden("not_invited", "only public channels can be joined"));
    }
    if !world.join(&channel.id, &deed.user.id, None) {
        return Err(Refusal::wrong("already_in_channel", "already in it"));
    }
    Ok(Errand::Done)
}

pub(super) fn leave(world: &mut World, deed: &Deed) -> Done {
    let channel = deed.channel(world)?;
    if matches!(channel.kind, Kind::Im | Kind::Mpim) {
        return Err(Refusal::wrong("not_a_channel", "conversations are not left"));
    }
    world.leave(&channel.id, &deed.user.id);
    Ok(Errand::Done)
}

/// Nobody can write there any more, and the bot does not count as a member, though its members stay on record.
pub(super) fn archive(world: &mut World, deed: &Deed) -> Done {
    let channel = deed.channel(world)?;
    if matches!(channel.kind, Kind::Im | Kind::Mpim) {
        return Err(Refusal::wrong("not_a_channel", "conversations are not archived"));
    }
    if channel.is_general {
        return Err(Refusal::forbidden("cant_archive_general", "the general channel stays"));
    }
    world.tell_archived(&channel, &deed.user.id);
    if let Some(channel) = world.model.channel_mut(&channel.id) {
        channel.is_archived = true;
    }
    Ok(Errand::Done)
}

/// The one an `invite` or a `remove` is about.
fn other(world: &World, deed: &Deed) -> Result<String, Refusal> {
    let other = deed.need("user")?;
    let user = world.model.user(other).filter(|user| !user.deleted);
    Ok(user
        .ok_or_else(|| Refusal::missing("user_not_found", format!("nobody has the id {other:?}")))?
        .id
        .clone())
}

pub(super) fn invite(world: &mut World, deed: &Deed) -> Done {
    let channel = deed.channel(world)?;
    let other = other(world, deed)?;
    if !world.join(&channel.id, &other, Some(&deed.user.id)) {
        return Err(Refusal::wrong("already_in_channel", format!("{other} is in it")));
    }
    Ok(Errand::Done)
}

pub(super) fn remove(world: &mut World, deed: &Deed) -> Done {
    let channel = deed.channel(world)?;
    let other = other(world, deed)?;
    if !world.leave(&channel.id, &other) {
        return Err(Refusal::wrong("not_in_channel", format!("{other} is not in it")));
    }
    Ok(Errand::Done)
}

/// Changes one's own profile: `real_name`, `title`, `locale`, `tz`, or `deleted` for leaving the workspace.
pub(super) fn profile(world: &mut World, deed: &Deed) -> Done {
    let tz = match deed.text("tz").map(str::parse::<chrono_tz::Tz>) {
        Some(Err(error)) => return Err(Refusal::wrong("invalid_tz", error.to_string())),
        Some(Ok(tz)) => Some(tz),
        None => None,
    };
    let now = world.model.now.timestamp();
    let id = &deed.user.id;
    let Some(user) = world.model.users.iter_mut().find(|user| user.id == *id) else {
        return Ok(Errand::Done);
    };
    let set = |field: &mut String, name: &str| {
        if let Some(text) = deed.text(name) {
            text.clone_into(field);
        }
    };
    set(&mut user.real_name, "real_name");
    set(&mut user.title, "title");
    set(&mut user.locale, "locale");
    user.tz = tz.unwrap_or(user.tz);
    user.deleted = deed.order.get("deleted").and_then(Value::as_bool).unwrap_or(false);
    user.updated = now;
    world.tell_user("user_change", id);
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
