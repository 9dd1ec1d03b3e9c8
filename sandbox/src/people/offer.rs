//! What the menus of people, channels and conversations offer: those there are, through one person's eyes.

use serde_json::{Value, json};

use crate::model::{Channel, Kind, Model};

/// Somebody's id, if that one is there.
pub(super) fn user(model: &Model, id: &str) -> Option<Value> {
    model.user(id).filter(|user| !user.deleted).map(|user| json!(user.id))
}

/// A public channel by id or name.
pub(super) fn channel(model: &Model, id: &str) -> Option<Value> {
    let channel =
        model.find_channel(id).filter(|channel| channel.kind == Kind::Public && !channel.is_archived);
    channel.map(|channel| json!(channel.id))
}

/// A conversation that `me` sees and the menu's filter lets through, by id or name; somebody's id means the direct one,
/// which is chosen under that id while nobody has opened it.
pub(super) fn conversation(model: &Model, menu: &Value, me: &str, id: &str) -> Option<Value> {
    if let Some(user) = model.user(id) {
        let bots = menu["filter"]["exclude_bot_users"] != true || !user.is_bot;
        let open = model.channels.iter().find(|channel| {
            channel.kind == Kind::Im && channel.has(me) && channel.members.iter().any(|member| member == id)
        });
        let offered = !user.deleted && bots && includes(menu, Kind::Im);
        return offered.then(|| json!(open.map_or(id, |channel| &channel.id)));
    }
    let channel = model.find_channel(id)?;
    let offered = includes(menu, channel.kind) && sees(channel, me) && !channel.is_archived;
    offered.then(|| json!(channel.id))
}

fn sees(channel: &Channel, me: &str) -> bool {
    channel.kind == Kind::Public || channel.has(me)
}

/// Without a filter all kinds are offered.
fn includes(menu: &Value, kind: Kind) -> bool {
    let name = match kind {
        Kind::Public => "public",
        Kind::Private => "private",
        Kind::Im => "im",
        Kind::Mpim => "mpim",
    };
    menu["filter"]["include"].as_array().is_none_or(|kinds| kinds.iter().any(|kind| kind == name))
}
