//! Asks Slack who is who: everybody at the start, single people and channels when a decision wants
//! to know. What comes back goes to the desk as an event.

use super::reach::{Live, Reach, answers};
use super::work::Token;
use crate::domain::model::{Action, ChannelId, Event, MeetingId, Text, Ts, UserId};
use crate::domain::policy::Method;
use crate::slack::api::{ApiError, CALL_TIMEOUT};
use crate::slack::decode;
use futures_util::FutureExt;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;

/// Objects a page; Slack recommends at most 200.
const PAGE: u32 = 200;
/// Slack's words for a channel that we are not in, or that is not there.
const CLOSED: [&str; 3] = ["channel_not_found", "not_in_channel", "is_archived"];
/// The first pause after a question that was not answered; each further one doubles it.
const PAUSE: Duration = Duration::from_millis(500);
/// As long as one call may take: from then on nobody who waits for quiet waits for a question, since Slack may be away for
/// hours.
const HOLDS_UP: Duration = CALL_TIMEOUT;

/// Answers the questions of decisions until told to stop, and first of all what was missed while we were down. The same
/// is asked once at a time, so that an older answer never comes after a newer one; those that want to know it meanwhile
/// are one question.
pub async fn run(
    live: Live,
    first: Token,
    mut questions: mpsc::UnboundedReceiver<(Action, Token)>,
    mut stop: watch::Receiver<bool>,
) {
    let mut pending = Pending::default();
    let mut asking: JoinSet<Option<Action>> = JoinSet::new();
    let refreshing = refresh(live.clone());
    asking.spawn(async move {
        see_through(first, refreshing).await;
        None
    });
    loop {
        let (action, token) = tokio::select! {
            Some(question) = questions.recv() => question,
            Some(Ok(ended)) = asking.join_next() => match ended.and_then(|action| pending.ended(action)) {
                Some(question) => question,
                None => continue,
            },
            _ = stop.wait_for(|stop| *stop) => return,
        };
        let Some(token) = pending.may_begin(&action, token) else { continue };
        let live = live.clone();
        asking.spawn(async move {
            see_through(token, ask(&live, action.clone())).await;
            Some(action)
        });
    }
}

/// What is being asked, each with a question that came meanwhile.
#[derive(Default)]
struct Pending(BTreeMap<Action, Option<Token>>);

impl Pending {
    /// Gives the token back if nobody is asking that; else it is kept for afterwards.
    fn may_begin(&mut self, action: &Action, token: Token) -> Option<Token> {
        match self.0.get_mut(action) {
            Some(waiting) => {
                *waiting = Some(token);
                None
            }
            None => {
                self.0.insert(action.clone(), None);
                Some(token)
            }
        }
    }

    /// Nobody is asking that any more; answers the question that came meanwhile.
    fn ended(&mut self, action: Action) -> Option<(Action, Token)> {
        let waiting = self.0.remove(&action).flatten();
        waiting.map(|token| (action, token))
    }
}

/// Asks to the end, however long that takes; a question that panics is nobody else's trouble.
async fn see_through(token: Token, asking: impl Future<Output = ()>) {
    let mut asking = pin!(AssertUnwindSafe(asking).catch_unwind());
    let ended = match timeout(HOLDS_UP, asking.as_mut()).await {
        Ok(ended) => ended,
        Err(_) => {
            drop(token);
            asking.await
        }
    };
    if ended.is_err() {
        tracing::error!("a question to Slack could not be asked, or its answer not understood");
    }
}

/// Asks Slack one question, and hands the desk the answer.
pub(crate) async fn ask<R: Reach>(reach: &R, action: Action) {
    match action {
        Action::LookIntoRoom(channel) => look_into_room(reach, &channel).await,
        Action::LookUpPerson(user) => look_up_person(reach, &user).await,
        Action::ReadNotes(meeting, channel, ts) => read_notes(reach, meeting, &channel, &ts).await,
    }
}

/// Everybody, and every channel of a cluster: what was missed while we were down.
pub(crate) async fn refresh<R: Reach>(reach: R) {
    match pages(&reach, Method::UsersList, "members", json!({ "include_locale": true })).await {
        Ok(people) => {
            reach.note(Event::PeopleSeen(decode::profiles(&Value::Array(people)))).await;
        }
        Err(error) => tracing::warn!(%error, "could not read who is in the workspace"),
    }
    let channels: Vec<ChannelId> =
        reach.look(|ws| ws.clusters.values().map(|cluster| cluster.channel.clone()).collect());
    for channel in channels {
        look_into_room(&reach, &channel).await;
    }
}

async fn look_into_room<R: Reach>(reach: &R, channel: &ChannelId) {
    match room(reach, channel).await {
        Ok(event) => {
            reach.note(event).await;
        }
        Err(ApiError::Permanent { code, .. }) if CLOSED.contains(&code.as_str()) => {
            tracing::info!(%channel, %code, "the channel is closed to us");
            let closed = Event::RoomSeen {
                channel: channel.clone(),
                name: String::new(),
                open: false,
                users: Vec::new(),
            };
            reach.note(closed).await;
        }
        Err(error) => tracing::warn!(%channel, %error, "could not look into the channel"),
    }
}

async fn room<R: Reach>(reach: &R, channel: &ChannelId) -> Result<Event, ApiError> {
    let info = call(reach, Method::ConversationsInfo, &json!({ "channel": channel })).await?;
    let name = info.pointer("/channel/name").and_then(Value::as_str).unwrap_or_default().to_owned();
    let archived = info.pointer("/channel/is_archived").and_then(Value::as_bool).unwrap_or(false);
    let members =
        pages(reach, Method::ConversationsMembers, "members", json!({ "channel": channel })).await?;
    let users: Vec<UserId> = members.iter().filter_map(Value::as_str).map(UserId::from).collect();
    let open = !archived && reach.look(|ws| users.contains(&ws.bot));
    Ok(Event::RoomSeen { channel: channel.clone(), name, open, users })
}

async fn look_up_person<R: Reach>(reach: &R, user: &UserId) {
    let body = json!({ "user": user, "include_locale": true });
    match call(reach, Method::UsersInfo, &body).await {
        Ok(answer) => {
            let person = answer.get("user").cloned().unwrap_or(Value::Null);
            reach.note(Event::PeopleSeen(decode::profiles(&Value::Array(vec![person])))).await;
        }
        Err(error) => tracing::warn!(%error, "could not look somebody up"),
    }
}

/// Everything below a meeting's card. What Slack refuses for good can't be read: the brief does
/// without it. After any other failure the schedule asks again.
async fn read_notes<R: Reach>(reach: &R, meeting: MeetingId, channel: &ChannelId, ts: &Ts) {
    let body = json!({ "channel": channel, "ts": ts });
    let remarks = match pages(reach, Method::ConversationsReplies, "messages", body).await {
        Ok(messages) => Some(decode::remarks(&messages, ts)),
        Err(ref error @ ApiError::Permanent { ref code, .. }) if !error.locks_out() => {
            tracing::info!(%channel, %code, "the notes can't be read");
            None
        }
        Err(error) => {
            tracing::warn!(%channel, %error, "could not read the notes");
            return;
        }
    };
    let body = json!({ "channel": channel, "message_ts": ts });
    let thread = match call(reach, Method::ChatGetPermalink, &body).await {
        Ok(answer) => answer.get("permalink").and_then(Value::as_str).map(Text::line),
        Err(ref error @ ApiError::Permanent { .. }) if !error.locks_out() => None,
        Err(error) => {
            tracing::warn!(%channel, %error, "could not ask for the address of the notes");
            return;
        }
    };
    reach.note(Event::NotesSeen { meeting, remarks, thread }).await;
}

/// All pages of a list.
async fn pages<R: Reach>(
    reach: &R,
    method: Method,
    list: &str,
    mut body: Value,
) -> Result<Vec<Value>, ApiError> {
    let mut all = Vec::new();
    body["limit"] = json!(PAGE);
    loop {
        let mut page = call(reach, method, &body).await?;
        if let Some(Value::Array(items)) = page.get_mut(list).map(Value::take) {
            all.extend(items);
        }
        match page.pointer("/response_metadata/next_cursor").and_then(Value::as_str) {
            Some(cursor) if !cursor.is_empty() => body["cursor"] = json!(cursor),
            _ => return Ok(all),
        }
    }
}

/// A reading call, made until Slack has answered it, whether with what was asked for or with a refusal. While Slack
/// answers nothing at all it is asked whether it is back: everything goes on at once then.
async fn call<R: Reach>(reach: &R, method: Method, body: &Value) -> Result<Value, ApiError> {
    let mut pause = PAUSE;
    loop {
        match reach.call(method, body).await {
            Err(ApiError::RateLimited { retry_after }) => reach.pause(retry_after).await,
            Err(error @ (ApiError::Transient(_) | ApiError::Unknown(_))) => {
                if pause == PAUSE {
                    tracing::warn!(method = method.name(), %error, "not answered; asking until it is");
                }
                reach.pause(pause).await;
                pause = reach.knock().min(pause * 2);
                while !answers(reach).await {
                    reach.pause(reach.knock()).await;
                }
            }
            settled => return settled,
        }
    }
}

#[cfg(test)]
mod tests;
