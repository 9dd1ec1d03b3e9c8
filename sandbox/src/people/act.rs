//! `POST /sandbox/act`: does it, waits for the app's answer and for quiet, and tells what the person sees.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::answer::{Ack, finish};
use super::deed::{Deed, Errand};
use super::{channel, click, command, group, modal, profile, say, shortcut, upload};
use crate::control::clock::span_of;
use crate::control::quiet::Quiet;
use crate::control::state::{message_of, view_of};
use crate::control::{Refusal, body};
use crate::model::Message;
use crate::server::Server;
use crate::world::World;

/// The longest wait for quiet.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) async fn post(State(server): State<Arc<Server>>, bytes: Bytes) -> Result<Json<Value>, Refusal> {
    let order = body(&bytes)?;
    let deadline = Instant::now() + patience(&order)?;
    let _hold = server.player.hold().await;
    let done = carry_out(&server, order).await?;
    let quiet = server.quiet(deadline).await;
    server.keep().await;
    Ok(Json(server.look(|world| seen(world, &done.user, done.mark, done.ack, quiet))))
}

/// What was done.
pub(super) struct Done {
    user: String,
    /// The model's revision before it.
    mark: u64,
    ack: Ack,
}

/// Does as ordered and waits for the app's acknowledgement, not for what it does then.
pub(super) async fn carry_out(server: &Arc<Server>, order: Value) -> Result<Done, Refusal> {
    let (deed, mark, errand) = server.with(|world| {
        let mark = world.model.revision;
        let order = profile::admit(world, order)?;
        let deed = Deed::read(world, order)?;
        let errand = perform(world, &deed)?;
        Ok((deed, mark, errand))
    })?;
    let ack = match errand {
        Errand::Done => Ack::none(),
        Errand::Unsent(errors) => Ack::unsent(errors),
        Errand::Ask { kind, payload, then } => {
            let outcome = server.deliver(kind, payload).await;
            server.with(|world| finish(world, &deed.user.id, then, outcome))
        }
    };
    Ok(Done { user: deed.user.id, mark, ack })
}

/// How long to wait for quiet: `within`, if it is said.
fn patience(order: &Value) -> Result<Duration, Refusal> {
    let Some(span) = order.get("within").and_then(Value::as_str) else { return Ok(PATIENCE) };
    let span = span_of(span)?.to_std().map_err(|_| Refusal::wrong("invalid_span", "only forward"))?;
    Ok(span.min(PATIENCE))
}

fn perform(world: &mut World, deed: &Deed) -> Result<Errand, Refusal> {
    match deed.need("do")? {
        "arrive" | "return" => Ok(Errand::Done),
        "say" => say::say(world, deed),
        "me" => say::me(world, deed),
        "edit" => say::edit(world, deed),
        "delete" => say::delete(world, deed),
        "react" => say::react(world, deed),
        "unreact" => say::unreact(world, deed),
        "pin" => say::pin(world, deed),
        "unpin" => say::unpin(world, deed),
        "create" => channel::create(world, deed),
        "rename" => channel::rename(world, deed),
        "topic" => channel::topic(world, deed),
        "purpose" => channel::purpose(world, deed),
        "join" => channel::join(world, deed),
        "leave" => channel::leave(world, deed),
        "archive" => channel::archive(world, deed),
        "unarchive" => channel::unarchive(world, deed),
        "invite" => channel::invite(world, deed),
        "remove" => channel::remove(world, deed),
        "profile" => profile::profile(world, deed),
        "presence" => profile::presence(world, deed),
        "usergroup" => group::usergroup(world, deed),
        "emoji" => group::emoji(world, deed),
        "command" => command::command(world, deed),
        "click" => click::click(world, deed),
        "submit" => modal::submit(world, deed),
        "close" => modal::close(world, deed),
        "open_home" => say::open_home(world, deed),
        "shortcut" => shortcut::shortcut(world, deed),
        "upload" => upload::upload(world, deed),
        "edit_file" => upload::retitle(world, deed),
        "delete_file" => upload::delete(world, deed),
        other => Err(Refusal::wrong("unknown_act", format!("nobody knows how to {other:?}"))),
    }
}

/// The act's answer: what has become visible to this person since `mark`.
fn seen(world: &World, user: &str, mark: u64, ack: Ack, quiet: Quiet) -> Value {
    let model = &world.model;
    let mut new: Vec<&Message> = Vec::new();
    for messages in model.messages.values() {
        // Newer messages are at the end.
        new.extend(
            messages
                .values()
                .rev()
                .take_while(|message| message.born > mark)
                .filter(|message| model.sees(user, message)),
        );
    }
    new.sort_by_key(|message| message.ts);
    let mut updated: Vec<&Message> = Vec::new();
    for (revision, channel, ts) in model.changed.iter().rev() {
        if *revision <= mark {
            break;
        }
        let message =
            model.message(channel, *ts).filter(|message| message.born <= mark && model.sees(user, message));
        updated.extend(message.filter(|message| !updated.iter().any(|there| there.ts == message.ts)));
    }
    let view = model.top_view(user);
    let errors = ack.errors.unwrap_or_else(|| view.map(|view| view.errors.clone()).unwrap_or_default());
    let mut answer = json!({
        "ack": ack.answer,
        "messages": new.into_iter().map(|message| message_of(world, message)).collect::<Vec<_>>(),
        "updated": updated.into_iter().rev().map(|message| message_of(world, message)).collect::<Vec<_>>(),
        "view": view.map(view_of),
        "errors": errors,
        "idle": quiet.idle,
    });
    if let Some(error) = ack.error {
        answer["error"] = json!(error);
    }
    answer
}
