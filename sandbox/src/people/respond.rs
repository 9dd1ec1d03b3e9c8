//! Answers by the back door: the body of a command's acknowledgement, and `response_url`.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response as HttpResponse};
use serde_json::Value;
use tokio::time::Instant;

use crate::api::{Args, Content, Error, change, strike};
use crate::control::body::Body;
use crate::control::wire::Record;
use crate::cut::Scissors;
use crate::model::Message;
use crate::server::Server;
use crate::ts::Ts;
use crate::world::{Response, World};

/// The acknowledgement of a command: if it says anything, that is a message, by default for one pair of eyes.
pub(super) fn answer_command(
    world: &mut World,
    user: &str,
    channel: &str,
    payload: Value,
) -> Result<(), Error> {
    if payload.is_null() || payload.as_object().is_some_and(serde_json::Map::is_empty) {
        return Ok(());
    }
    let args = Args::from_json(payload);
    let content = Content::read(&args, &mut world.model.ids)?;
    if content.need_something().is_ok() {
        say(world, &args, content, user, channel, None);
    }
    Ok(())
}

fn say(world: &mut World, args: &Args, content: Content, user: &str, channel: &str, thread: Option<Ts>) {
    let mut message = world.bot_message(channel);
    content.fill(&mut message);
    message.thread_ts = thread;
    if args.text("response_type").as_deref() != Some("in_channel") {
        message.ephemeral_to = Some(user.to_owned());
    }
    world.post(message);
}

/// `POST /response/{team}/{id}`
pub(crate) async fn post(
    State(server): State<Arc<Server>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    Path((_, id)): Path<(String, String)>,
    bytes: Bytes,
) -> HttpResponse {
    let began = Instant::now();
    let fault = server.faults.take_any(&["status", "hang", "error", "drop_after_send"], "response_url", None);
    if let Some(fault) = fault {
        if fault.name() == "drop_after_send" {
            let _ = server.with(|world| use_url(world, &id, &bytes));
        }
        let name = format!("fault {}", fault.name());
        let record = Record::inward("api", "response_url", Some(name), began.elapsed());
        server.wire.record(record.with(Some(Body::raw(&bytes)), None));
        return strike(&fault, &scissors).await;
    }
    let done = server.with(|world| use_url(world, &id, &bytes));
    let error = done.as_ref().err().map(|error| error.name().to_owned());
    let record = Record::inward("api", "response_url", error, began.elapsed());
    server.wire.record(record.with(Some(Body::raw(&bytes)), None));
    match done {
        Ok(()) => "ok".into_response(),
        Err(error) => {
            let gone = ["expired_url", "used_url"].contains(&error.name());
            let status = if gone { StatusCode::NOT_FOUND } else { StatusCode::BAD_REQUEST };
            (status, Json(error.into_body())).into_response()
        }
    }
}

fn use_url(world: &mut World, id: &str, bytes: &[u8]) -> Result<(), Error> {
    let body: Value = serde_json::from_slice(bytes).map_err(|_| Error::code("invalid_payload"))?;
    let args = Args::from_json(body);
    let response = world.respond(id)?;
    let origin = origin(world, &response);
    if args.flag("delete_original") {
        let message = origin.ok_or("message_not_found")?;
        world.model.remove_message(&message.channel, message.ts);
        if message.ephemeral_to.is_none() {
            world.tell_deleted(&message);
        }
        return Ok(());
    }
    let content = Content::read(&args, &mut world.model.ids)?;
    content.need_something()?;
    if args.flag("replace_original") {
        let message = origin.ok_or("message_not_found")?;
        change(world, &message, content);
        return Ok(());
    }
    let thread = args.text("thread_ts").as_deref().and_then(Ts::parse);
    say(world, &args, content, &response.user, &response.channel, thread);
    Ok(())
}

/// The message that was clicked, if the app wrote it.
fn origin(world: &World, response: &Response) -> Option<Message> {
    let message = world.model.message(&response.channel, response.message?)?;
    message.bot_id.is_some().then(|| message.clone())
}
