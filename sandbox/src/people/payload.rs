//! What the app gets when somebody clicks, submits or closes: the parts all those payloads share.

use serde_json::{Map, Value, json};

use crate::model::{Channel, Kind, Message, User, View};
use crate::world::World;

/// The fields every interactive payload carries.
pub(super) fn base(world: &World, kind: &str, user: &User) -> Map<String, Value> {
    let team = &world.model.team;
    let fields = json!({
        "type": kind,
        "team": {"id": team.id, "domain": team.domain},
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": team.id},
        "api_app_id": world.app.id,
        "token": world.app.verification,
        "enterprise": null,
        "is_enterprise_install": false,
    });
    match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// A channel as payloads name it.
pub(super) fn channel(channel: &Channel) -> Value {
    json!({"id": channel.id, "name": channel_name(channel)})
}

/// Direct conversations and private channels have stand-in names.
pub(super) fn channel_name(channel: &Channel) -> &str {
    match channel.kind {
        Kind::Public => &channel.name,
        Kind::Private => "privategroup",
        Kind::Im => "directmessage",
        Kind::Mpim => "mpdm",
    }
}

/// The message in a payload, with its metadata.
pub(super) fn message(world: &World, message: &Message) -> Value {
    Value::Object(world.message_wire(message, true))
}

/// A view in a payload.
pub(super) fn view(world: &World, view: &View) -> Value {
    world.view_wire(view)
}
