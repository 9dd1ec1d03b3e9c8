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

use super::content::checked_blocks;
use super::multipart::first_part;
use super::{Answer, Call, Error, paged, strike};
use crate::cut::Scissors;
use crate::model::File;
use crate::server::Server;
use crate::ts::Ts;

/// More channels at once a file is not shared in.
const MOST_CHANNELS: usize = 100;
/// What `files.list` can be asked for.
const TYPES: &[&str] = &["all", "spaces", "snippets", "images", "gdocs", "zips", "pdfs"];

pub(super) fn get_upload_url(call: &mut Call<'_>) -> Answer {
    let name = call.args.need("filename", "invalid_arguments")?;
    let size: usize =
        call.args.need("length", "invalid_arguments")?.parse().map_err(|_| "invalid_arguments")?;
    if size == 0 {
        return Err("invalid_arguments".into());
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
        deleted: false,
        shares: Vec::new(),
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

/// All channels and all files are looked at before anything is done.
pub(super) fn complete_upload(call: &mut Call<'_>) -> Answer {
    let list = call.args.json("files", "invalid_arguments")?.ok_or("invalid_arguments")?;
    let given = list.as_array().filter(|list| !list.is_empty()).ok_or("invalid_arguments")?;
    let channels = destinations(call)?;
    let blocks = checked_blocks(call.args.json("blocks", "invalid_blocks")?, &mut call.world.model.ids)?;
    let mut titles = Vec::new();
    for file in given {
        let id = file.get("id").and_then(Value::as_str).ok_or("invalid_arguments")?;
        let there = call.world.model.files.get(id);
        there.filter(|file| !file.complete && !file.content.is_empty()).ok_or("file_not_found")?;
        titles.push((id.to_owned(), file.get("title").and_then(Value::as_str).map(str::to_owned)));
    }
    for (id, title) in &titles {
        let Some(file) = call.world.model.files.get_mut(id) else { continue };
        file.complete = true;
        if let Some(title) = title {
            title.clone_into(&mut file.title);
        }
    }
    let ids: Vec<String> = titles.into_iter().map(|(id, _)| id).collect();
    for channel in channels {
        share(call, &channel, &ids, blocks.as_ref());
    }
    let files = ids.iter().filter_map(|id| call.world.model.files.get(id));
    Ok(json!({"files": files.map(|file| call.world.file_wire(file)).collect::<Vec<_>>()}))
}

/// Where the files go: nowhere, one channel, or several; a person stands for the conversation with them.
fn destinations(call: &mut Call<'_>) -> Result<Vec<String>, Error> {
    let mut named = call.args.list("channels");
    named.extend(call.args.text("channel_id"));
    if named.len() > MOST_CHANNELS {
        return Err("channels_limit_exceeded".into());
    }
    let mut channels = Vec::new();
    for id in named {
        let is_person = call.world.model.user(&id).is_some_and(|user| !user.is_bot && !user.deleted);
        let id = if is_person { call.world.open_im(&id) } else { id };
        call.world.model.channel(&id).ok_or("channel_not_found")?;
        if !call.world.bot_in(&id) {
            return Err("not_in_channel".into());
        }
        channels.push(id);
    }
    Ok(channels)
}

fn share(call: &mut Call<'_>, channel: &str, ids: &[String], blocks: Option<&Value>) {
    let mut message = call.world.bot_message(channel);
    message.subtype = Some("file_share".to_owned());
    message.text = call.args.text("initial_comment").unwrap_or_default();
    // With a comment the blocks are left out, as Slack says.
    message.blocks = blocks.filter(|_| message.text.is_empty()).cloned();
    message.thread_ts = call.args.text("thread_ts").as_deref().and_then(Ts::parse);
    message.files = ids.to_vec();
    call.world.post(message);
    for id in ids {
        if let Some(file) = call.world.model.files.get(id).cloned() {
            call.world.tell_file_shared(&file, channel);
        }
    }
}

/// A file the bot can see.
fn visible(call: &Call<'_>) -> Result<File, Error> {
    let id = call.args.need("file", "file_not_found")?;
    if !call.world.bot_sees(&id) {
        return Err("file_not_found".into());
    }
    let file = call.world.model.files.get(&id).ok_or("file_not_found")?;
    if file.deleted { Err("file_deleted".into()) } else { Ok(file.clone()) }
}

pub(super) fn info(call: &mut Call<'_>) -> Answer {
    let file = call.world.file_wire(&visible(call)?);
    // Comments on files are a thing of the past.
    let (comments, paging) = paged(Vec::new(), call.args);
    Ok(json!({
        "file": file, "comments": comments, "paging": paging, "response_metadata": {"next_cursor": ""},
    }))
}

pub(super) fn delete(call: &mut Call<'_>) -> Answer {
    let file = visible(call)?;
    if file.user != call.world.app.user_id {
        return Err("cant_delete_file".into());
    }
    call.world.delete_file(&file.id);
    Ok(json!({}))
}

/// The newest first.
pub(super) fn list(call: &mut Call<'_>) -> Answer {
    let (user, channel) = (call.args.text("user"), call.args.text("channel"));
    if user.as_ref().is_some_and(|user| call.world.model.user(user).is_none()) {
        return Err("user_not_found".into());
    }
    if channel.as_ref().is_some_and(|channel| call.world.model.channel(channel).is_none()) {
        return Err("channel_not_found".into());
    }
    let types = call.args.list("types");
    if types.iter().any(|name| !TYPES.contains(&name.as_str())) {
        return Err("unknown_type".into());
    }
    let bound = |name: &str| call.args.text(name).and_then(|text| text.parse::<f64>().ok());
    let (from, to) = (bound("ts_from"), bound("ts_to"));
    let fits = |file: &&File| {
        let created = file.created as f64;
        user.as_ref().is_none_or(|user| file.user == *user)
            && channel.as_ref().is_none_or(|channel| file.channels.contains(channel))
            && from.is_none_or(|from| created >= from)
            && to.is_none_or(|to| created <= to)
            && (types.is_empty() || types.iter().any(|name| name == "all" || name == file.list_type()))
            && !file.deleted
            && call.world.bot_sees(&file.id)
    };
    let mut files: Vec<&File> = call.world.model.files.values().filter(fits).collect();
    files.sort_by(|one, other| (other.created, &other.id).cmp(&(one.created, &one.id)));
    let wires = files.into_iter().map(|file| call.world.file_wire(file)).collect();
    let (files, paging) = paged(wires, call.args);
    Ok(json!({"files": files, "paging": paging}))
}

/// `GET /files/{file}/{name}`: the bytes back.
pub(crate) async fn download(
    State(server): State<Arc<Server>>,
    Path((id, _)): Path<(String, String)>,
) -> Response {
    let file = server.look(|world| world.model.files.get(&id).filter(|file| file.is_there()).cloned());
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
