//! Sends one file: where to send its bytes is asked for, they are sent, and the file is shared. Only the last is seen by
//! anybody; before it what Slack calls the file is on disk, and after a lost answer that is what is asked for.

use super::post::{self, address, open_row, settle};
use super::{Delivery, Ended};
use crate::domain::model::{Body, ChannelId, Event, Fate, FileId, Outgoing, Progress, Ts, Upload};
use crate::domain::policy::{Method, OnUnknown, policy};
use crate::domain::timing::overtaken;
use crate::engine::desk::Noted;
use crate::engine::ics::{self, File};
use crate::engine::reach::Reach;
use crate::engine::steps::{Step, pass};
use crate::slack::api::ApiError;
use crate::slack::blocks;
use serde_json::{Value, json};
use url::Url;

/// What a step is passed for.
const WHAT: &str = "file";
/// What Slack says of a file that was never shared, or is gone again.
const NOT_THERE: [&str; 2] = ["file_not_found", "file_deleted"];

/// Sends the file as it is now.
pub(super) async fn attempt<R: Reach>(delivery: &Delivery<R>, row: &Outgoing) -> Ended {
    let channel = match address(delivery, row).await {
        Ok(Some((channel, _))) => channel,
        Ok(None) => return refused(delivery, row, "parent_gone").await,
        Err(ended) => return ended,
    };
    let now = delivery.reach.civil();
    if let Some(code) = delivery.reach.look(|ws| overtaken(ws, row, now)) {
        return refused(delivery, row, code).await;
    }
    let Some(file) = delivery.reach.look(|ws| ics::file(ws, row)) else {
        return refused(delivery, row, "nothing_to_show").await;
    };
    let id = match upload(delivery, &file).await {
        Ok(id) => id,
        Err(error) => return failed(delivery, row, &error).await,
    };
    let uploaded =
        Fate::Uploaded { id: row.id, file: id.clone(), sequence: file.sequence, at: delivery.reach.wall() };
    if delivery.reach.note(Event::Fate(uploaded)).await == Noted::Failed {
        return Ended::BackOff;
    }
    // It may have been overtaken, and settled, just before.
    if open_row(delivery, row.id).is_none() {
        return Ended::Done;
    }
    pass(Step::Attempted, WHAT).await;
    let shared = delivery.reach.call(Method::FilesCompleteUpload, &body(row, &channel, &id, &file)).await;
    pass(Step::Posted, WHAT).await;
    let ended = shared_as(delivery, row, channel, &id, shared).await;
    pass(Step::Settled, WHAT).await;
    ended
}

/// Leaves the bytes with Slack. Nobody sees them yet, so doing it once more does no harm.
async fn upload<R: Reach>(delivery: &Delivery<R>, file: &File) -> Result<FileId, ApiError> {
    let body = json!({ "filename": file.name, "length": file.text.len() });
    let place = delivery.reach.call(Method::FilesGetUploadUrl, &body).await?;
    let text = |name: &str| place.get(name).and_then(Value::as_str);
    let url = text("upload_url").and_then(|url| Url::parse(url).ok());
    let (Some(url), Some(id)) = (url, text("file_id")) else {
        return Err(ApiError::Transient("an answer without a place for the file".to_owned()));
    };
    delivery.reach.upload(&url, file.text.clone().into_bytes()).await?;
    Ok(FileId::from(id))
}

fn body(row: &Outgoing, channel: &ChannelId, id: &FileId, file: &File) -> Value {
    json!({
        "files": [{ "id": id, "title": file.title }],
        "channel_id": channel,
        // With words Slack takes no blocks, and that it takes buttons here is nowhere said.
        "initial_comment": blocks::message(row.lang, &file.msg).text,
    })
}

async fn shared_as<R: Reach>(
    delivery: &Delivery<R>,
    row: &Outgoing,
    channel: ChannelId,
    id: &FileId,
    shared: Result<Value, ApiError>,
) -> Ended {
    match shared {
        Ok(answer) => {
            delivery.reach.count(Method::FilesCompleteUpload, "ok");
            let file = answer.pointer("/files/0").unwrap_or(&Value::Null);
            arrived(delivery, row, channel, file).await
        }
        Err(ApiError::Unknown(reason)) => {
            delivery.reach.count(Method::FilesCompleteUpload, "unknown");
            tracing::warn!(id = %row.id, file = %id, %reason, "nobody knows whether a file was shared");
            let fate = match policy(Method::FilesCompleteUpload) {
                OnUnknown::LookFirst => Fate::Unclear(row.id),
                OnUnknown::Again => Fate::NotSent(row.id),
                OnUnknown::Drop => post::refused(row, "unknown"),
            };
            match settle(delivery, fate).await {
                Ended::Done => Ended::Unanswered,
                failed => failed,
            }
        }
        Err(error) => failed(delivery, row, &error).await,
    }
}

/// Surely nobody has seen it.
async fn failed<R: Reach>(delivery: &Delivery<R>, row: &Outgoing, error: &ApiError) -> Ended {
    if let Some(code) = final_code(error) {
        delivery.reach.count(Method::FilesCompleteUpload, "refused");
        tracing::warn!(id = %row.id, %error, "a calendar file was refused for good");
        return refused(delivery, row, code).await;
    }
    delivery.reach.count(Method::FilesCompleteUpload, "later");
    let ended = delivery.pause_after(error);
    let is_noted = open_row(delivery, row.id).is_some_and(|row| row.progress != Progress::Waiting);
    if is_noted && delivery.reach.note(Event::Fate(Fate::NotSent(row.id))).await == Noted::Failed {
        return Ended::BackOff;
    }
    ended
}

/// The code of a refusal that no time mends. An app from before there were files may share none until a person gives it
/// leave, and nobody's messages are to wait for that.
fn final_code(error: &ApiError) -> Option<&str> {
    match error {
        ApiError::Permanent { code, .. } if code == "missing_scope" || !error.locks_out() => Some(code),
        _ => None,
    }
}

async fn refused<R: Reach>(delivery: &Delivery<R>, row: &Outgoing, code: &str) -> Ended {
    settle(delivery, post::refused(row, code)).await
}

/// Finds out what became of a file that may have been shared, once that can no longer happen.
pub(super) async fn clear_up<R: Reach>(delivery: &Delivery<R>, row: &Outgoing) -> Ended {
    let Body::File(Some(Upload { file, .. })) = &row.body else {
        return settle(delivery, Fate::NotSent(row.id)).await;
    };
    let channel = match address(delivery, row).await {
        Ok(Some((channel, _))) => channel,
        Ok(None) => return refused(delivery, row, "parent_gone").await,
        Err(ended) => return ended,
    };
    match delivery.reach.call(Method::FilesInfo, &json!({ "file": file })).await {
        Ok(answer) => {
            let file = answer.get("file").unwrap_or(&Value::Null);
            arrived(delivery, row, channel, file).await
        }
        Err(ApiError::Permanent { code, .. }) if NOT_THERE.contains(&code.as_str()) => {
            settle(delivery, Fate::NotSent(row.id)).await
        }
        Err(error) => delivery.pause_after(&error),
    }
}

/// It is there. Slack tells the message only a while later, and nothing of ours needs it: the time of the attempt stands
/// for it then.
async fn arrived<R: Reach>(
    delivery: &Delivery<R>,
    row: &Outgoing,
    channel: ChannelId,
    file: &Value,
) -> Ended {
    let told = file.pointer(&format!("/shares/private/{channel}/0/ts")).and_then(Value::as_str);
    let ts = told.map_or_else(|| format!("{}.000000", delivery.reach.wall().timestamp()), str::to_owned);
    settle(delivery, Fate::Sent { id: row.id, channel, ts: Ts::from(ts), version: 0 }).await
}
