//! `files.*`: the upload in three steps, and looking at what was uploaded.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::multipart::first_part;
use super::{Answer, Call, strike};
use crate::cut::Scissors;
use crate::model::File;
use crate::server::Server;
use crate::ts::Ts;

/// What is kept here (Slack: 1 GB).
const LARGEST: usize = 64 << 20;
/// Uploaded bytes may come wrapped as a form.
pub(crate) const LARGEST_BODY: usize = LARGEST + (64 << 10);

pub(super) fn get_upload_url(call: &mut Call<'_>) -> Answer {
    let name = call.args.need("filename", "invalid_arguments")?;
    let size: usize =
        call.args.need("length", "invalid_arguments")?.parse().map_err(|_| "invalid_arguments")?;
    if size == 0 {
        return Err("invalid_arguments".into());
    }
    if size > LARGEST {
        return Err("file_upload_size_restricted".into());
    }
    let model = &mut call.world.model;
    let id = model.ids.next("F");
    let file = File {
        id: id.clone(),
        title: name.clone(),
        name,
        user: call.world.app.user_id.clone(),
        created: model.now.timestamp(),
        content: String::new(),
        size,
        channels: Vec::new(),
        complete: false,
    };
    model.files.insert(id.clone(), file);
    Ok(json!({"upload_url": format!("{}/upload/v1/{id}", call.world.base), "file_id": id}))
}

/// `POST /upload/v1/{file}`: the bytes themselves, or as a form with one part.
pub(crate) async fn upload(
    State(server): State<Arc<Server>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    Path(id): Path<String>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let bytes = first_part(content_type.unwrap_or_default(), &bytes).unwrap_or(&bytes);
    let fault = server.faults.take_any(&["status", "hang", "drop_after_send"], "upload", None);
    let dropped = fault.as_ref().is_some_and(|fault| fault.name() == "drop_after_send");
    let kept = (fault.is_none() || dropped)
        && server.with(|world| keep_bytes(world.model.files.get_mut(&id), bytes));
    match fault {
        Some(fault) => strike(&fault, &scissors).await,
        None if kept => format!("OK - {}", bytes.len()).into_response(),
        None => (StatusCode::BAD_REQUEST, "no such upload, or not the length announced").into_response(),
    }
}

fn keep_bytes(file: Option<&mut File>, bytes: &[u8]) -> bool {
    let Some(file) = file.filter(|file| !file.complete && file.size == bytes.len()) else {
        return false;
    };
    file.content = STANDARD.encode(bytes);
    true
}

pub(super) fn complete_upload(call: &mut Call<'_>) -> Answer {
    let list = call.args.json("files", "invalid_arguments")?.ok_or("invalid_arguments")?;
    let channel = call.args.text("channel_id").or_else(|| call.args.list("channels").into_iter().next());
    if let Some(channel) = &channel {
        call.world.model.channel(channel).ok_or("channel_not_found")?;
        if !call.world.bot_in(channel) {
            return Err("not_in_channel".into());
        }
    }
    let mut ids = Vec::new();
    for given in list.as_array().ok_or("invalid_arguments")? {
        let id = given.get("id").and_then(Value::as_str).ok_or("invalid_arguments")?;
        let file = call
            .world
            .model
            .files
            .get_mut(id)
            .filter(|file| !file.complete && !file.content.is_empty())
            .ok_or("file_not_found")?;
        if let Some(title) = given.get("title").and_then(Value::as_str) {
            file.title = title.to_owned();
        }
        file.complete = true;
        file.channels.extend(channel.clone());
        ids.push(id.to_owned());
    }
    if let Some(channel) = channel {
        share(call, &channel, &ids);
    }
    let files = ids.iter().filter_map(|id| call.world.model.files.get(id));
    Ok(json!({"files": files.map(|file| file.wire(&call.world.base)).collect::<Vec<_>>()}))
}

fn share(call: &mut Call<'_>, channel: &str, ids: &[String]) {
    let mut message = call.world.bot_message(channel);
    message.text = call.args.text("initial_comment").unwrap_or_default();
    message.thread_ts = call.args.text("thread_ts").as_deref().and_then(Ts::parse);
    message.files = ids.to_vec();
    call.world.post(message);
    for id in ids {
        if let Some(file) = call.world.model.files.get(id).cloned() {
            call.world.tell_file(&file, channel);
        }
    }
}

pub(super) fn info(call: &mut Call<'_>) -> Answer {
    let id = call.args.need("file", "file_not_found")?;
    let file = call.world.model.files.get(&id).filter(|file| file.complete).ok_or("file_not_found")?;
    Ok(json!({"file": file.wire(&call.world.base), "comments": [], "response_metadata": {"next_cursor": ""}}))
}

pub(super) fn delete(call: &mut Call<'_>) -> Answer {
    let id = call.args.need("file", "file_not_found")?;
    let file = call.world.model.files.get(&id).filter(|file| file.complete).ok_or("file_not_found")?;
    if file.user != call.world.app.user_id {
        return Err("cant_delete_file".into());
    }
    call.world.model.files.remove(&id);
    Ok(json!({}))
}

/// `GET /files/{file}/{name}`: the bytes back.
pub(crate) async fn download(
    State(server): State<Arc<Server>>,
    Path((id, _)): Path<(String, String)>,
) -> Response {
    let file = server.look(|world| world.model.files.get(&id).filter(|file| file.complete).cloned());
    match file.and_then(|file| Some((file.content_type(), STANDARD.decode(&file.content).ok()?))) {
        // Never rendered as a page: an uploaded file could hold a script.
        Some((kind, bytes)) => {
            ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, "attachment")], bytes)
                .into_response()
        }
        None => {
            (StatusCode::NOT_FOUND, Json(json!({"ok": false, "error": "file_not_found"}))).into_response()
        }
    }
}
