//! Sends one message. The attempt is on disk before the call goes out; when nobody knows whether
//! it arrived, it is looked up before anything is sent again.

use super::{Delivery, Ended, file, lookup};
use crate::domain::card;
use crate::domain::model::{
    Body, ChannelId, Event, Fate, Msg, OutboxId, Outgoing, Place, Progress, Ts, Workspace,
};
use crate::domain::policy::{Method, OnUnknown, policy};
use crate::domain::sabotage::{Rule, broken};
use crate::domain::timing::overtaken;
use crate::engine::desk::Noted;
use crate::engine::reach::Reach;
use crate::engine::steps::{Step, pass};
use crate::slack::api::ApiError;
use crate::slack::blocks;
use serde_json::{Value, json};

/// Sends a message, or clears up what became of the last attempt.
pub(super) async fn send<R: Reach>(delivery: &Delivery<R>, id: OutboxId) -> Ended {
    let Some(row) = open_row(delivery, id) else { return Ended::Done };
    match row.progress {
        Progress::Sending(_) | Progress::Unknown(_) if is_file(&row) => file::clear_up(delivery, &row).await,
        Progress::Waiting if is_file(&row) => file::attempt(delivery, &row).await,
        Progress::Sending(_) | Progress::Unknown(_) => lookup::clear_up(delivery, &row).await,
        Progress::Waiting => attempt(delivery, &row).await,
        Progress::Sent(..) | Progress::Dead(_) => Ended::Done,
    }
}

const fn is_file(row: &Outgoing) -> bool {
    matches!(row.body, Body::File(_))
}

/// Settles a message that makes no sense any more.
pub(super) async fn expire<R: Reach>(delivery: &Delivery<R>, id: OutboxId) -> Ended {
    let now = delivery.reach.civil();
    let overtaken = |ws: &Workspace| ws.outbox.get(&id).and_then(|row| overtaken(ws, row, now));
    let code = delivery.reach.look(overtaken).unwrap_or("expired");
    settle(delivery, Fate::Refused { id, code: code.to_owned() }).await
}

pub(super) fn open_row<R: Reach>(delivery: &Delivery<R>, id: OutboxId) -> Option<Outgoing> {
    delivery.reach.look(|ws| ws.outbox.get(&id).filter(|row| !row.progress.settled()).cloned())
}

/// Tells the desk. What cannot be written now is told again later.
pub(super) async fn settle<R: Reach>(delivery: &Delivery<R>, fate: Fate) -> Ended {
    match delivery.reach.note(Event::Fate(fate)).await {
        Noted::Failed => Ended::BackOff,
        Noted::Changed | Noted::Unchanged => Ended::Done,
    }
}

async fn attempt<R: Reach>(delivery: &Delivery<R>, row: &Outgoing) -> Ended {
    let (channel, thread) = match address(delivery, row).await {
        Ok(Some(address)) => address,
        Ok(None) => return settle(delivery, refused(row, "parent_gone")).await,
        Err(ended) => return ended,
    };
    let attempted = Fate::Attempted { id: row.id, at: delivery.reach.wall() };
    if !broken(Rule::AttemptFirst) && delivery.reach.note(Event::Fate(attempted)).await == Noted::Failed {
        return Ended::BackOff;
    }
    // It may have been overtaken, and settled, just before.
    if open_row(delivery, row.id).is_none() {
        return Ended::Done;
    }
    pass(Step::Attempted, row.kind.name()).await;
    // What a card shows is read last, so that it shows what is so now.
    let words = delivery.reach.look(|ws| words(ws, row));
    let Some((msg, version)) = words else { return settle(delivery, refused(row, "nothing_to_show")).await };
    let body = body(row, &channel, thread.as_ref(), &msg);
    let posted = delivery.reach.call(Method::ChatPostMessage, &body).await;
    pass(Step::Posted, row.kind.name()).await;
    let ended = posted_as(delivery, row, channel, version, posted).await;
    pass(Step::Settled, row.kind.name()).await;
    ended
}

async fn posted_as<R: Reach>(
    delivery: &Delivery<R>,
    row: &Outgoing,
    channel: ChannelId,
    version: u32,
    posted: Result<Value, ApiError>,
) -> Ended {
    let metrics = |outcome| delivery.reach.count(Method::ChatPostMessage, outcome);
    match posted {
        Ok(answer) => {
            metrics("ok");
            let channel = answer.get("channel").and_then(Value::as_str).map_or(channel, ChannelId::from);
            match answer.get("ts").and_then(Value::as_str).map(Ts::from) {
                Some(ts) => settle(delivery, Fate::Sent { id: row.id, channel, ts, version }).await,
                None => settle(delivery, Fate::Unclear(row.id)).await,
            }
        }
        Err(ApiError::Unknown(reason)) => {
            metrics("unknown");
            tracing::warn!(id = %row.id, %reason, "nobody knows whether a message arrived");
            let fate = match policy(Method::ChatPostMessage) {
                _ if broken(Rule::LookUp) => Fate::NotSent(row.id),
                _ if broken(Rule::Doubt) => refused(row, "expired"),
                OnUnknown::LookFirst => Fate::Unclear(row.id),
                OnUnknown::Again => Fate::NotSent(row.id),
                OnUnknown::Drop => refused(row, "unknown"),
            };
            match settle(delivery, fate).await {
                Ended::Done => Ended::Unanswered,
                failed => failed,
            }
        }
        Err(error) => {
            let ended = match &error {
                ApiError::Permanent { code, .. } if !error.locks_out() => {
                    metrics("refused");
                    tracing::warn!(id = %row.id, kind = row.kind.name(), %error, "a message was refused for good");
                    return settle(delivery, refused(row, code)).await;
                }
                _ if broken(Rule::Later) => return settle(delivery, refused(row, "later")).await,
                _ => delivery.pause_after(&error),
            };
            metrics("later");
            match delivery.reach.note(Event::Fate(Fate::NotSent(row.id))).await {
                Noted::Failed => Ended::BackOff,
                Noted::Changed | Noted::Unchanged => ended,
            }
        }
    }
}

pub(super) fn refused(row: &Outgoing, code: &str) -> Fate {
    Fate::Refused { id: row.id, code: code.to_owned() }
}

/// The channel and thread a message goes to. `Ok(None)`: its parent is gone.
pub(super) async fn address<R: Reach>(
    delivery: &Delivery<R>,
    row: &Outgoing,
) -> Result<Option<(ChannelId, Option<Ts>)>, Ended> {
    let known = delivery.reach.look(|ws| match &row.place {
        Place::Channel(channel) => Some((channel.clone(), None)),
        Place::ThreadOf(card) => {
            let (channel, ts) = ws.cards.get(card)?.at.clone()?;
            Some((channel, Some(ts)))
        }
        Place::Dm(user) => Some((ws.people.get(user)?.dm.clone()?, None)),
    });
    match (known, &row.place) {
        (Some(address), _) => Ok(Some(address)),
        (None, Place::Dm(user)) => {
            // The documented form is a comma-separated string, not a list.
            let body = json!({ "users": user });
            let opened = delivery.reach.call(Method::ConversationsOpen, &body).await;
            match opened.as_ref().map(|answer| answer.pointer("/channel/id").and_then(Value::as_str)) {
                Ok(Some(channel)) => {
                    let channel = ChannelId::from(channel);
                    let fate = Fate::DmOpened { user: user.clone(), channel: channel.clone() };
                    delivery.reach.note(Event::Fate(fate)).await;
                    Ok(Some((channel, None)))
                }
                Ok(None) => Err(Ended::BackOff),
                Err(error @ ApiError::Permanent { code, .. }) if !error.locks_out() => {
                    Err(settle(delivery, refused(row, code)).await)
                }
                Err(error) => Err(delivery.pause_after(error)),
            }
        }
        (None, Place::Channel(_) | Place::ThreadOf(_)) => Ok(None),
    }
}

/// What a message says, and for a card the version that says it.
fn words(ws: &Workspace, row: &Outgoing) -> Option<(Msg, u32)> {
    match &row.body {
        Body::Say(msg) => Some(((**msg).clone(), 0)),
        Body::Card(card) => {
            let card = ws.cards.get(card)?;
            Some((card::message(ws, card)?, card.version))
        }
        Body::File(_) | Body::Purged => None,
    }
}

fn body(row: &Outgoing, channel: &ChannelId, thread: Option<&Ts>, msg: &Msg) -> Value {
    let rendered = blocks::message(row.lang, msg);
    let mut body = json!({
        "channel": channel,
        "text": rendered.text,
        "blocks": rendered.blocks,
        // No links and mentions but those we have marked.
        "parse": "none",
        "metadata": metadata(row),
        "unfurl_links": false,
        "unfurl_media": false,
    });
    if let Some(ts) = thread {
        body["thread_ts"] = json!(ts);
        body["reply_broadcast"] = json!(msg.is_aloud());
    }
    body
}

/// What the outside may rely on; its values are strings, as slack-morphism and the SDKs want them.
pub(super) fn metadata(row: &Outgoing) -> Value {
    let mut payload = json!({
        "outbox": row.id.to_string(),
        "kind": row.kind.name(),
        "unasked": row.unasked.to_string(),
    });
    if let Some(meeting) = row.meeting {
        payload["meeting"] = json!(meeting.to_string());
    }
    json!({ "event_type": "klynge", "event_payload": payload })
}
