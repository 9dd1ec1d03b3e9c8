//! Files: the events as they come, change and go, and their JSON.

use serde_json::{Map, Value, json};

use super::World;
use crate::model::{File, Kind, Share};

impl World {
    /// A message has brought these files to a channel.
    pub(crate) fn shared(&mut self, files: &[String], share: &Share) {
        for id in files {
            let Some(file) = self.model.files.get_mut(id) else { continue };
            if !file.channels.contains(&share.channel) {
                file.channels.push(share.channel.clone());
            }
            file.shares.push(share.clone());
        }
    }

    /// A file is in a channel for the first time: `file_created`, `file_public` and `file_shared`.
    pub(crate) fn tell_file_shared(&mut self, file: &File, channel: &str) {
        if !self.bot_in(channel) {
            return;
        }
        let about = |name: &str| {
            let short = json!({"id": file.id});
            json!({"type": name, "file_id": file.id, "user_id": file.user, "file": short})
        };
        self.emit_now("file_created", about("file_created"));
        if self.model.channel(channel).is_some_and(|channel| channel.kind == Kind::Public) {
            self.emit_now("file_public", about("file_public"));
        }
        let mut shared = about("file_shared");
        shared["channel_id"] = json!(channel);
        self.emit_now("file_shared", shared);
    }

    /// Gives a file another title.
    pub(crate) fn retitle_file(&mut self, id: &str, title: &str) {
        let Some(file) = self.model.files.get_mut(id) else { return };
        title.clone_into(&mut file.title);
        if self.bot_sees(id) {
            self.emit_now("file_change", json!({"type": "file_change", "file_id": id, "file": {"id": id}}));
        }
    }

    /// Takes a file away; where it was shared a tombstone stays.
    pub(crate) fn delete_file(&mut self, id: &str) {
        let heard = self.bot_sees(id);
        let Some(file) = self.model.files.get_mut(id) else { return };
        file.deleted = true;
        file.content.clear();
        let event = json!({"type": "file_deleted", "file_id": id, "channel_ids": file.channels});
        if heard {
            self.emit_now("file_deleted", event);
        }
    }

    /// The bot's own files, and those in public channels or where the bot is.
    pub(crate) fn bot_sees(&self, id: &str) -> bool {
        let Some(file) = self.model.files.get(id).filter(|file| file.complete) else {
            return false;
        };
        let open = |id: &String| {
            self.bot_in(id) || self.model.channel(id).is_some_and(|channel| channel.kind == Kind::Public)
        };
        file.user == self.app.user_id || file.channels.iter().any(open)
    }

    /// Slack's JSON of a file, with where it was shared.
    pub(crate) fn file_wire(&self, file: &File) -> Value {
        if file.deleted {
            return json!({"id": file.id, "mode": "tombstone"});
        }
        let mut wire = file.wire(&self.base, &self.model.team.id);
        let kind = |id: &str| self.model.channel(id).map(|channel| channel.kind);
        let of = |wanted: &[Kind]| -> Vec<&String> {
            let fits = |id: &&String| kind(id).is_some_and(|kind| wanted.contains(&kind));
            file.channels.iter().filter(fits).collect()
        };
        let public = of(&[Kind::Public]);
        wire["is_public"] = json!(!public.is_empty());
        wire["groups"] = json!(of(&[Kind::Private, Kind::Mpim]));
        wire["ims"] = json!(of(&[Kind::Im]));
        let (mut open, mut closed) = (Map::new(), Map::new());
        for share in &file.shares {
            let side = if public.contains(&&share.channel) { &mut open } else { &mut closed };
            let list = side.entry(share.channel.clone()).or_insert_with(|| json!([]));
            if let Some(list) = list.as_array_mut() {
                list.push(self.share_wire(file, share));
            }
        }
        wire["channels"] = json!(public);
        wire["shares"] = json!({});
        for (name, side) in [("public", open), ("private", closed)] {
            if !side.is_empty() {
                wire["shares"][name] = Value::Object(side);
            }
        }
        wire
    }

    fn share_wire(&self, file: &File, share: &Share) -> Value {
        let name = self.model.channel(&share.channel).map(|channel| channel.name.as_str());
        let mut wire = json!({
            "ts": share.ts, "channel_name": name.unwrap_or_default(), "team_id": self.model.team.id,
            "share_user_id": file.user, "source": "UNKNOWN", "is_silent_share": false,
        });
        if let Some(thread) = share.thread_ts {
            wire["thread_ts"] = json!(thread);
        }
        wire
    }
}
