//! Asks Slack who is who: everybody at the start, single people and channels when a decision wants
//! to know. What comes back goes to the desk as an event.

use super::reach::{Live, Reach};
use super::work::Token;
use crate::domain::model::{Action, ChannelId, Event, MeetingId, Text, Ts, UserId};
use crate::domain::policy::Method;
use crate::slack::api::ApiError;
use crate::slack::decode;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

/// Objects a page; Slack recommends at most 200.
const PAGE: u32 = 200;
/// Slack's words for a channel that we are not in, or that is not there.
const CLOSED: [&str; 3] = ["channel_not_found", "not_in_channel", "is_archived"];
/// Tries of one question before it is given up until the next start.
const TRIES: u32 = 6;

/// Answers the questions of decisions until told to stop. Of a channel one is answered at a time, so that an older
/// answer never comes after a newer one; those that wait meanwhile are one question.
pub async fn run(
    live: Live,
    mut questions: mpsc::UnboundedReceiver<(Action, Token)>,
    mut stop: watch::Receiver<bool>,
) {
    let mut rooms = Rooms::default();
    let mut looks: JoinSet<ChannelId> = JoinSet::new();
    loop {
        let (action, token) = tokio::select! {
            question = questions.recv() => match question {
                Some(question) => question,
                None => return,
            },
            Some(Ok(channel)) = looks.join_next() => match rooms.ended(&channel) {
                Some(token) => (Action::LookIntoRoom(channel), token),
                None => continue,
            },
            _ = stop.wait_for(|stop| *stop) => return,
        };
        let live = live.clone();
        match action {
            Action::LookIntoRoom(channel) => {
                let Some(token) = rooms.may_begin(&channel, token) else { continue };
                looks.spawn(async move {
                    let _token = token;
                    look_into_room(&live, &channel).await;
                    channel
                });
            }
            Action::LookUpPerson(_) | Action::ReadNotes(..) => {
                tokio::spawn(async move {
                    let _token = token;
                    ask(&live, action).await;
                });
            }
        }
    }
}

/// The channels that are being looked into, each with a question that came meanwhile.
#[derive(Default)]
struct Rooms(HashMap<ChannelId, Option<Token>>);

impl Rooms {
    /// Gives the token back if nobody is looking; else it is kept for afterwards.
    fn may_begin(&mut self, channel: &ChannelId, token: Token) -> Option<Token> {
        match self.0.get_mut(channel) {
            Some(waiting) => {
                *waiting = Some(token);
                None
            }
            None => {
                self.0.insert(channel.clone(), None);
                Some(token)
            }
        }
    }

    /// Nobody is looking any more; answers the question that came meanwhile.
    fn ended(&mut self, channel: &ChannelId) -> Option<Token> {
        self.0.remove(channel).flatten()
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

/// A reading call, tried again as long as Slack may still answer it.
async fn call<R: Reach>(reach: &R, method: Method, body: &Value) -> Result<Value, ApiError> {
    let mut pause = Duration::from_millis(500);
    for _ in 1..TRIES {
        match reach.call(method, body).await {
            Err(ApiError::RateLimited { retry_after }) => reach.pause(retry_after).await,
            Err(ApiError::Transient(_) | ApiError::Unknown(_)) => {
                reach.pause(pause).await;
                pause *= 2;
            }
            settled => return settled,
        }
    }
    reach.call(method, body).await
}
