//! Files, in three steps: a place is asked for, the bytes are sent, the file is shared.

use super::web::{Answer, text};
use super::{Message, Slack, Upload};
use crate::domain::model::{ChannelId, Instant};
use serde_json::{Value, json};

impl Slack {
    pub(super) fn place_for_file(&mut self, now: Instant) -> Answer {
        let id = format!("F{}", self.ts(now).as_str().replace('.', ""));
        self.files.insert(id.clone(), Upload { text: None, shared: None, at: now });
        Ok(json!({ "ok": true, "file_id": id, "upload_url": format!("https://files.slack.com/{id}") }))
    }

    /// The bytes of a file, by its place.
    pub(in crate::simulation) fn take_bytes(&mut self, id: &str, bytes: Vec<u8>) {
        if let Some(file) = self.files.get_mut(id) {
            file.text = String::from_utf8(bytes).ok();
        }
    }

    pub(super) fn share(&mut self, body: &Value, now: Instant) -> Answer {
        let id = body.pointer("/files/0/id").and_then(Value::as_str).unwrap_or_default();
        let channel = ChannelId::from(text(body, "channel_id"));
        let with = self.channels.get(&channel).ok_or("channel_not_found")?.with.clone();
        if with.is_some_and(|user| !self.accounts.get(&user).is_some_and(|account| account.active)) {
            return Err("account_inactive_user");
        }
        let fresh = |file: &&Upload| file.text.is_some() && file.shared.is_none();
        self.files.get(id).filter(fresh).ok_or("file_not_found")?;
        let ts = self.ts(now);
        if let Some(file) = self.files.get_mut(id) {
            file.shared = Some((channel.clone(), ts.clone()));
        }
        let message = Message {
            ts: ts.clone(),
            thread: None,
            by: None,
            stamp: None,
            text: String::new(),
            blocks: body.get("blocks").cloned().unwrap_or_default(),
            reactions: Vec::new(),
            at: now,
            hidden_until: None,
        };
        self.news.push((channel.clone(), ts.clone()));
        if let Some(room) = self.channels.get_mut(&channel) {
            room.messages.insert(ts, message);
        }
        Ok(json!({ "ok": true, "files": [{ "id": id }] }))
    }

    pub(super) fn about_file(&self, body: &Value) -> Answer {
        let id = text(body, "file");
        let (channel, ts) =
            self.files.get(id).and_then(|file| file.shared.clone()).ok_or("file_not_found")?;
        let shares = json!({ "private": { channel.as_str(): [{ "ts": ts }] } });
        Ok(json!({ "ok": true, "file": { "id": id, "shares": shares } }))
    }
}
