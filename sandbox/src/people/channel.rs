//! What people do with channels: making, naming, describing, filling, emptying, archiving.

use super::deed::{Deed, Errand};
use crate::api::channel_name;
use crate::control::Refusal;
use crate::model::{Channel, Kind};
use crate::world::World;

type Done = Result<Errand, Refusal>;

/// A channel this person is in, and not a conversation.
fn own_channel(world: &mut World, deed: &Deed) -> Result<Channel, Refusal> {
    let channel = deed.channel(world)?;
    if channel.kind.is_direct() {
        return Err(Refusal::wrong("not_a_channel", "that is a conversation"));
    }
    Ok(channel)
}

fn named(world: &World, deed: &Deed) -> Result<String, Refusal> {
    let name = deed.text("name").unwrap_or_default();
    channel_name(world, name).map_err(|code| Refusal::wrong(code, format!("{name:?} does not do as a name")))
}

pub(super) fn create(world: &mut World, deed: &Deed) -> Done {
    let name = named(world, deed)?;
    world.create_channel(&name, deed.flag("is_private"), &deed.user.id);
    Ok(Errand::Done)
}

pub(super) fn rename(world: &mut World, deed: &Deed) -> Done {
    let channel = own_channel(world, deed)?;
    let name = named(world, deed)?;
    world.rename(&channel.id, &name, &deed.user.id);
    Ok(Errand::Done)
}

pub(super) fn topic(world: &mut World, deed: &Deed) -> Done {
    let channel = deed.channel(world)?;
    world.set_topic(&channel.id, deed.text("topic").unwrap_or_default(), &deed.user.id);
    Ok(Errand::Done)
}

pub(super) fn purpose(world: &mut World, deed: &Deed) -> Done {
    let channel = own_channel(world, deed)?;
    world.set_purpose(&channel.id, deed.text("purpose").unwrap_or_default(), &deed.user.id);
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
    let channel = own_channel(world, deed)?;
    world.leave(&channel.id, &deed.user.id, &deed.user.id);
    Ok(Errand::Done)
}

pub(super) fn archive(world: &mut World, deed: &Deed) -> Done {
    let channel = own_channel(world, deed)?;
    if channel.is_general {
        return Err(Refusal::forbidden("cant_archive_general", "the general channel stays"));
    }
    world.archive(&channel.id, &deed.user.id);
    Ok(Errand::Done)
}

/// Anybody may open a public channel again; a private one only who was in it.
pub(super) fn unarchive(world: &mut World, deed: &Deed) -> Done {
    let name = deed.need("channel")?;
    let channel = world
        .model
        .find_channel(name)
        .filter(|channel| channel.kind == Kind::Public || channel.has(&deed.user.id))
        .cloned()
        .ok_or_else(|| Refusal::missing("channel_not_found", format!("there is no channel {name:?}")))?;
    if !channel.is_archived {
        return Err(Refusal::wrong("not_archived", "it is open"));
    }
    world.unarchive(&channel.id, &deed.user.id);
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
    if !world.leave(&channel.id, &other, &deed.user.id) {
        return Err(Refusal::wrong("not_in_channel", format!("{other} is not in it")));
    }
    Ok(Errand::Done)
}
