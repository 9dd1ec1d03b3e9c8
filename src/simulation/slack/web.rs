//! The methods of the Web API that the bot calls, as Slack answers them.

use super::{Channel, Message, Slack, Stamp};
use crate::domain::model::{ChannelId, Instant, Ts, UserId};
use crate::domain::policy::Method;
use chrono::Duration;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Objects a page.
const PAGE: usize = 200;

pub(super) type Answer = Result<Value, &'static str>;

pub(super) fn text<'a>(of: &'a Value, field: &str) -> &'a str {
    of.get(field).and_then(Value::as_str).unwrap_or_default()
}

impl Slack {
    /// Carries a call out. `hides`: a message posted now stays out of the history for so long.
    pub(crate) fn call(
        &mut self,
        method: Method,
        body: &Value,
        now: Instant,
        hides: Option<Duration>,
    ) -> Answer {
        match method {
            Method::ChatPostMessage => self.post(body, now, hides),
            Method::ChatUpdate => self.update(body),
            Method::ViewsPublish => {
                let user = UserId::from(text(body, "user_id"));
                self.homes.insert(user, body.get("view").cloned().unwrap_or_default());
                Ok(json!({ "ok": true }))
            }
            Method::ConversationsOpen => self.open(body),
            Method::ConversationsHistory => self.history(body, now, None),
            Method::ConversationsReplies => {
                let parent = Ts::from(text(body, "ts"));
                self.history(body, now, Some(&parent))
            }
            Method::ChatGetPermalink => {
                let (channel, ts) = (text(body, "channel"), text(body, "message_ts"));
                self.message(&ChannelId::from(channel), &Ts::from(ts)).ok_or("message_not_found")?;
                Ok(json!({ "ok": true, "permalink": format!("https://huset.example/{channel}/{ts}") }))
            }
            Method::ConversationsInfo => {
                let room = self.room(body)?;
                Ok(json!({ "ok": true, "channel": { "name": room.name, "is_archived": room.archived } }))
            }
            Method::ConversationsMembers => {
                let members: Vec<&UserId> = self.room(body)?.members.iter().collect();
                Ok(json!({ "ok": true, "members": members }))
            }
            Method::UsersList => {
                let members: Vec<Value> = self.accounts.values().map(super::Account::json).collect();
                Ok(json!({ "ok": true, "members": members }))
            }
            Method::UsersInfo => {
                let account = self.accounts.get(&UserId::from(text(body, "user"))).ok_or("user_not_found")?;
                Ok(json!({ "ok": true, "user": account.json() }))
            }
            Method::FilesGetUploadUrl => self.place_for_file(now),
            Method::FilesCompleteUpload => self.share(body, now),
            Method::FilesInfo => self.about_file(body),
            // The bot answers people by what its decision says, and asks who it is before it starts.
            Method::AuthTest | Method::ViewsOpen | Method::ResponseUrl => Ok(json!({ "ok": true })),
        }
    }

    fn room(&self, body: &Value) -> Result<&Channel, &'static str> {
        self.channels.get(&ChannelId::from(text(body, "channel"))).ok_or("channel_not_found")
    }

    fn post(&mut self, body: &Value, now: Instant, hides: Option<Duration>) -> Answer {
        let room = self.room(body)?;
        if room.archived {
            return Err("is_archived");
        }
        match &room.with {
            None if !room.members.contains(&self.bot) => return Err("not_in_channel"),
            Some(user) if !self.accounts.get(user).is_some_and(|account| account.active) => {
                return Err("account_inactive_user");
            }
            _ => {}
        }
        let channel = room.id.clone();
        let message = Message {
            ts: self.ts(now),
            thread: body.get("thread_ts").and_then(Value::as_str).map(Ts::from),
            by: None,
            stamp: stamp(body),
            text: text(body, "text").to_owned(),
            blocks: body.get("blocks").cloned().unwrap_or_default(),
            reactions: Vec::new(),
            at: now,
            hidden_until: hides.map(|time| now + time),
        };
        let ts = message.ts.clone();
        self.news.push((channel.clone(), ts.clone()));
        if let Some(room) = self.channels.get_mut(&channel) {
            room.messages.insert(ts.clone(), message);
        }
        Ok(json!({ "ok": true, "channel": channel, "ts": ts }))
    }

    fn update(&mut self, body: &Value) -> Answer {
        let (channel, ts) = (ChannelId::from(text(body, "channel")), Ts::from(text(body, "ts")));
        let room = self.channels.get_mut(&channel).ok_or("channel_not_found")?;
        if room.archived {
            return Err("is_archived");
        }
        let message = room.messages.get_mut(&ts).ok_or("message_not_found")?;
        self.edits += 1;
        self.same +=
            u64::from(body.get("blocks") == Some(&message.blocks) && text(body, "text") == message.text);
        text(body, "text").clone_into(&mut message.text);
        message.blocks = body.get("blocks").cloned().unwrap_or_default();
        Ok(json!({ "ok": true, "channel": channel, "ts": ts }))
    }

    fn open(&mut self, body: &Value) -> Answer {
        let user = UserId::from(text(body, "users"));
        let account = self.accounts.get(&user).ok_or("user_not_found")?;
        if !account.active {
            return Err("user_disabled");
        }
        let id = ChannelId::from(format!("D{}", user.as_str()));
        self.channels.entry(id.clone()).or_insert_with(|| Channel {
            id: id.clone(),
            name: String::new(),
            members: BTreeSet::from([user.clone()]),
            archived: false,
            with: Some(user),
            messages: BTreeMap::new(),
        });
        Ok(json!({ "ok": true, "channel": { "id": id } }))
    }

    fn history(&self, body: &Value, now: Instant, thread: Option<&Ts>) -> Answer {
        let room = self.room(body)?;
        if let Some(parent) = thread
            && !room.messages.contains_key(parent)
        {
            return Err("thread_not_found");
        }
        let (oldest, after) = (text(body, "oldest"), text(body, "cursor"));
        let shown = room.messages.values().filter(|message| {
            let is_here = match thread {
                Some(parent) => message.ts == *parent || message.thread.as_ref() == Some(parent),
                None => message.thread.is_none(),
            };
            let is_old = message.ts.as_str() < oldest || message.ts.as_str() <= after;
            is_here && !is_old && message.hidden_until.is_none_or(|until| until <= now)
        });
        let mut page: Vec<&Message> = shown.take(PAGE + 1).collect();
        let more = page.len() > PAGE;
        page.truncate(PAGE);
        let cursor = page.last().filter(|_| more).map_or("", |message| message.ts.as_str());
        Ok(json!({
            "ok": true,
            "messages": page.iter().map(|message| shown_as(message)).collect::<Vec<_>>(),
            "response_metadata": { "next_cursor": cursor },
        }))
    }
}

fn stamp(body: &Value) -> Option<Stamp> {
    let payload = body.pointer("/metadata/event_payload")?;
    Some(Stamp {
        outbox: text(payload, "outbox").parse().ok()?,
        kind: text(payload, "kind").to_owned(),
        unasked: text(payload, "unasked") == "true",
        meeting: text(payload, "meeting").parse().ok(),
    })
}

fn shown_as(message: &Message) -> Value {
    let mut shown = json!({ "ts": message.ts, "text": message.text });
    match (&message.by, &message.stamp) {
        (Some(by), _) => {
            let reactions = message.reactions.iter().map(|name| json!({ "name": name, "count": 1 }));
            shown["user"] = json!(by);
            shown["reactions"] = reactions.collect();
        }
        (None, stamp) => {
            shown["bot_id"] = json!("B1");
            if let Some(stamp) = stamp {
                let payload = json!({ "outbox": stamp.outbox.to_string(), "kind": stamp.kind });
                shown["metadata"] = json!({ "event_type": "klynge", "event_payload": payload });
            }
        }
    }
    shown
}
