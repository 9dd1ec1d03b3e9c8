//! The whole state as JSON: for tests, scripts and the page.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::follow::Said;
use super::quiet::Quiet;
use crate::model::{Channel, Message, Scheduled, View};
use crate::people::habits;
use crate::server::Server;
use crate::world::World;

/// How the state is wanted.
#[derive(Debug, Deserialize)]
pub(crate) struct Wish {
    /// Whether to ask the followers of the clock, who may take their time.
    #[serde(default = "yes")]
    ask: bool,
}

const fn yes() -> bool {
    true
}

/// `GET /sandbox/state`
pub(crate) async fn get(State(server): State<Arc<Server>>, Query(wish): Query<Wish>) -> Json<Value> {
    let said =
        if wish.ask { server.ask_followers().await } else { Said { idle: false, ..server.followers.said() } };
    Json(server.state_with(said))
}

impl Server {
    fn state_with(self: &Arc<Self>, said: Said) -> Value {
        let clock = self.clock_of(&said);
        let faults = self.faults.names();
        let mut state = self.look(state_of);
        state["clock"] = clock;
        state["faults"] = json!(faults);
        state
    }

    /// The clock's part of the state, with what the followers say.
    pub(super) fn clock_of(&self, said: &Said) -> Value {
        let settled = said.idle && self.lines.settled();
        self.clock_wire(Quiet {
            settled,
            idle: settled && self.lines.undelivered() == 0,
            next_due: said.next_due,
        })
    }
}

fn state_of(world: &World) -> Value {
    let messages = world.model.messages.values().flat_map(|channel| channel.values());
    let mut messages: Vec<&Message> = messages.collect();
    messages.sort_by_key(|message| message.ts);
    let mut state = state_without_messages(world);
    state["messages"] = messages.into_iter().map(|message| message_of(world, message)).collect();
    state
}

/// All of it but the messages, of which there may be very many.
pub(super) fn state_without_messages(world: &World) -> Value {
    let model = &world.model;
    let homes: Map<String, Value> =
        model.homes.iter().map(|(user, view)| (user.clone(), json!(view.blocks()))).collect();
    json!({
        "team": model.team,
        "app": {"id": world.app.id, "name": world.app.name, "user": world.app.user_id, "bot_id": world.app.bot_id},
        "zone": model.zone.name(),
        "people": habits::summary(world),
        "users": model.users.iter().map(|user| json!({
            "id": user.id, "name": user.name, "real_name": user.real_name, "title": user.title,
            "locale": user.locale, "tz": user.tz.name(), "is_bot": user.is_bot, "deleted": user.deleted,
            "email": user.profile.email, "display_name": user.profile.display_name,
            "pronouns": user.profile.pronouns, "phone": user.profile.phone, "away": user.away,
            "status_text": user.status.text, "status_emoji": user.status.emoji,
            "status_expiration": user.status.expiration,
        })).collect::<Vec<_>>(),
        "channels": model.channels.iter().map(|channel| channel_of(world, channel)).collect::<Vec<_>>(),
        "views": model.views.iter().map(view_of).collect::<Vec<_>>(),
        "homes": homes,
        "home_views": model.homes.iter().map(|(user, view)| (user.clone(), view_of(view))).collect::<Map<_, _>>(),
        "files": model.files.values().map(|file| world.file_wire(file)).collect::<Vec<_>>(),
        "usergroups": model.usergroups.iter().map(|group| world.usergroup_wire(group, true, true)).collect::<Vec<_>>(),
        "scheduled": model.scheduled.iter().map(scheduled_of).collect::<Vec<_>>(),
        "emoji": model.emoji,
    })
}

fn scheduled_of(scheduled: &Scheduled) -> Value {
    json!({
        "id": scheduled.id, "channel": scheduled.message.channel, "post_at": scheduled.post_at,
        "text": scheduled.message.text, "blocks": scheduled.message.blocks,
    })
}

fn channel_of(world: &World, channel: &Channel) -> Value {
    json!({
        "id": channel.id, "name": channel.name, "is_im": channel.id.starts_with('D'),
        "is_private": channel.kind != crate::model::Kind::Public, "is_archived": channel.is_archived,
        "topic": channel.topic, "purpose": channel.purpose, "creator": channel.creator,
        "is_general": channel.is_general, "user": channel.peer(&world.app.user_id), "members": channel.members,
        "bookmarks": channel.bookmarks.iter().map(|bookmark| json!({
            "id": bookmark.id, "title": bookmark.title, "link": bookmark.link, "emoji": bookmark.emoji,
        })).collect::<Vec<_>>(),
    })
}

/// A message as the control calls show it.
pub(crate) fn message_of(world: &World, message: &Message) -> Value {
    let files = message.files.iter().filter_map(|id| world.model.files.get(id));
    json!({
        "channel": message.channel, "ts": message.ts, "thread_ts": message.thread_ts, "user": message.user,
        "bot_id": message.bot_id, "subtype": message.subtype, "text": message.text, "blocks": message.blocks,
        "attachments": message.attachments, "metadata": message.metadata, "ephemeral_to": message.ephemeral_to,
        "edited": message.edited, "pinned": message.pinned,
        "username": message.extra.get("username"), "icons": message.extra.get("icons"),
        "reactions": message.reactions.iter().map(|reaction| json!({"name": reaction.name, "users": reaction.users})).collect::<Vec<_>>(),
        "files": files.map(|file| world.file_wire(file)).collect::<Vec<_>>(),
    })
}

/// A view as the control calls show it.
pub(crate) fn view_of(view: &View) -> Value {
    json!({
        "id": view.id, "user": view.user, "root": view.root, "previous": view.previous, "hash": view.hash,
        "type": view.text("type"), "callback_id": view.text("callback_id"), "title": view.body["title"],
        "submit": view.body["submit"], "close": view.body["close"], "blocks": view.blocks(),
        "private_metadata": view.text("private_metadata"), "values": view.values, "errors": view.errors,
    })
}
