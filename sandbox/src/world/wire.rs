//! Users, channels and messages as Slack writes them in JSON.

use chrono::Offset as _;
use serde_json::{Map, Value, json};

use super::World;
use crate::model::{Channel, Kind, Message, Thread, User};

impl World {
    /// A message with the bot's profile, its thread's counts and its files; `metadata` only when asked for.
    pub(crate) fn message_wire(&self, message: &Message, metadata: bool) -> Map<String, Value> {
        let mut out = message.wire(&self.model.team.id, &self.app.id);
        if message.bot_id.is_some() {
            out.insert("bot_profile".into(), self.bot_profile());
        }
        if !message.files.is_empty() {
            let files = message.files.iter().filter_map(|id| self.model.files.get(id));
            out.insert("files".into(), files.map(|file| file.wire(&self.base)).collect());
            out.insert("upload".into(), json!(true));
        }
        match message.thread_ts {
            Some(thread) if thread == message.ts => self.add_thread(message, &mut out),
            Some(thread) => {
                let parent = self.model.message(&message.channel, thread);
                if let Some(user) = parent.and_then(|parent| parent.user.as_ref()) {
                    out.insert("parent_user_id".into(), json!(user));
                }
            }
            None => {}
        }
        if let Some(data) = message.metadata.as_ref().filter(|_| metadata) {
            out.insert("metadata".into(), data.clone());
        }
        out
    }

    fn add_thread(&self, message: &Message, out: &mut Map<String, Value>) {
        let thread = self.model.thread(&message.channel, message.ts);
        let users: Vec<&str> = thread.map(|thread| thread.users().collect()).unwrap_or_default();
        out.insert("reply_count".into(), json!(thread.map_or(0, Thread::count)));
        out.insert("reply_users_count".into(), json!(users.len()));
        out.insert("reply_users".into(), json!(users));
        if let Some(latest) = thread.and_then(Thread::latest) {
            out.insert("latest_reply".into(), json!(latest));
        }
        out.insert("is_locked".into(), json!(false));
        out.insert("subscribed".into(), json!(message.bot_id.is_some()));
    }

    fn bot_profile(&self) -> Value {
        let icon = format!("{}/assets/bot.png", self.base);
        json!({
            "id": self.app.bot_id, "app_id": self.app.id, "user_id": self.app.user_id, "name": self.app.user_name,
            "deleted": false, "updated": 0, "team_id": self.model.team.id,
            "icons": {"image_36": icon, "image_48": icon, "image_72": icon},
        })
    }

    /// A user; `locale` only when asked for, as on Slack.
    pub(crate) fn user_wire(&self, user: &User, locale: bool) -> Value {
        let offset = self.model.now.with_timezone(&user.tz).offset().fix().local_minus_utc();
        let (first, last) = user.real_name.split_once(' ').unwrap_or((&user.real_name, ""));
        let mut out = json!({
            "id": user.id, "team_id": self.model.team.id, "name": user.name, "deleted": user.deleted,
            "color": "9f69e7", "real_name": user.real_name,
            "tz": user.tz.name(), "tz_label": user.tz.name(), "tz_offset": offset,
            "profile": {
                "title": user.title, "phone": "", "skype": "", "avatar_hash": "g0", "status_text": "", "status_emoji": "",
                "status_expiration": 0, "real_name": user.real_name, "real_name_normalized": user.real_name,
                "display_name": "", "display_name_normalized": "",
                "first_name": first, "last_name": last, "team": self.model.team.id,
            },
            "is_admin": false, "is_owner": false, "is_primary_owner": false, "is_restricted": false,
            "is_ultra_restricted": false, "is_bot": user.is_bot, "is_app_user": false,
            "updated": user.updated, "is_email_confirmed": true,
        });
        if locale {
            out["locale"] = json!(user.locale);
        }
        if user.id == self.app.user_id {
            out["profile"]["api_app_id"] = json!(self.app.id);
            out["profile"]["bot_id"] = json!(self.app.bot_id);
        }
        out
    }

    /// A channel as the app's bot sees it.
    pub(crate) fn channel_wire(&self, channel: &Channel) -> Value {
        let bot = &self.app.user_id;
        if channel.kind == Kind::Im {
            return json!({
                "id": channel.id, "created": channel.created, "is_im": true, "is_org_shared": false,
                "is_archived": channel.is_archived, "user": channel.peer(bot), "context_team_id": self.model.team.id,
                "is_user_deleted": channel.peer(bot).and_then(|peer| self.model.user(peer)).is_some_and(|user| user.deleted),
                "updated": channel.created * 1000, "priority": 0,
            });
        }
        let said =
            |value: &str| json!({"value": value, "creator": channel.creator, "last_set": channel.created});
        json!({
            "id": channel.id, "name": channel.name, "name_normalized": channel.name, "created": channel.created,
            "creator": channel.creator, "is_channel": channel.kind == Kind::Public,
            "is_group": channel.kind == Kind::Private, "is_im": false, "is_mpim": channel.kind == Kind::Mpim,
            "is_private": channel.kind != Kind::Public, "is_archived": channel.is_archived,
            "is_general": channel.is_general, "is_member": channel.has(bot) && !channel.is_archived, "is_shared": false, "is_org_shared": false,
            "is_ext_shared": false, "is_pending_ext_shared": false, "pending_shared": [], "unlinked": 0,
            "context_team_id": self.model.team.id, "shared_team_ids": [self.model.team.id], "previous_names": [],
            "topic": said(&channel.topic), "purpose": said(&channel.purpose),
            "num_members": channel.members.len(), "updated": channel.created * 1000,
        })
    }
}
