//! Users, channels and messages as Slack writes them in JSON.

use chrono::Offset as _;
use serde_json::{Map, Value, json};

use super::World;
use crate::blockkit;
use crate::model::{Channel, Kind, Mark, Message, SLACKBOT, Thread, User};
use crate::rich;

impl World {
    /// A message with the bot's profile, its thread's counts and its files; `metadata` only when asked for.
    pub(crate) fn message_wire(&self, message: &Message, metadata: bool) -> Map<String, Value> {
        let mut out = message.wire(&self.model.team.id, &self.app.id);
        for name in ["blocks", "attachments"] {
            if let Some(value) = out.get_mut(name) {
                blockkit::fill(value);
            }
        }
        // Under a name of its own choice the app is nobody's profile.
        if message.bot_id.is_some() && message.user.is_some() {
            out.insert("bot_profile".into(), self.bot_profile());
        }
        if let Some(blocks) = rich::blocks(message, &self.model.emoji) {
            out.insert("blocks".into(), blocks);
        }
        if !message.files.is_empty() {
            let files = message.files.iter().filter_map(|id| self.model.files.get(id));
            out.insert("files".into(), files.map(|file| self.file_wire(file)).collect());
            out.insert("upload".into(), json!(true));
            out.insert("display_as_bot".into(), json!(false));
        }
        if message.subtype.as_deref() == Some("thread_broadcast")
            && let Some(root) = message.thread_ts.and_then(|ts| self.model.message(&message.channel, ts))
        {
            out.insert("root".into(), Value::Object(self.message_wire(root, false)));
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

    /// A user; `locale` only when asked for, as on Slack. Of one who has left only the profile remains.
    pub(crate) fn user_wire(&self, user: &User, locale: bool) -> Value {
        let mut out = json!({
            "id": user.id, "team_id": self.model.team.id, "name": user.name, "deleted": user.deleted,
            "profile": self.profile_wire(user), "is_bot": user.is_bot, "is_app_user": false,
            "updated": user.updated,
        });
        if user.deleted {
            return out;
        }
        let slackbot = user.id == SLACKBOT;
        let offset = self.model.now.with_timezone(&user.tz).offset().fix().local_minus_utc();
        let more = json!({
            "color": if slackbot { "757575" } else { "9f69e7" }, "real_name": user.real_name,
            "tz": user.tz.name(), "tz_label": self.zone_label(user.tz), "tz_offset": offset,
            "is_admin": false, "is_owner": false, "is_primary_owner": false, "is_restricted": false,
            "is_ultra_restricted": false, "is_email_confirmed": !slackbot,
            "who_can_share_contact_card": "EVERYONE",
        });
        for (name, value) in more.as_object().into_iter().flatten() {
            out[name] = value.clone();
        }
        if locale {
            out["locale"] = json!(user.locale);
        }
        out
    }

    /// A profile; the address only for apps that may read addresses.
    fn profile_wire(&self, user: &User) -> Value {
        let (first, last) = user.real_name.split_once(' ').unwrap_or((&user.real_name, ""));
        let (profile, status) = (&user.profile, &user.status);
        let mut out = json!({
            "title": user.title, "phone": profile.phone, "skype": "", "avatar_hash": "g0",
            "status_text": status.text, "status_text_canonical": "", "status_emoji": status.emoji,
            "status_emoji_display_info": [], "status_expiration": status.expiration,
            "real_name": user.real_name, "real_name_normalized": user.real_name,
            "display_name": profile.display_name, "display_name_normalized": profile.display_name,
            "first_name": first, "last_name": last, "team": self.model.team.id, "fields": null,
        });
        if !profile.pronouns.is_empty() {
            out["pronouns"] = json!(profile.pronouns);
        }
        if !profile.email.is_empty() && self.manifest.has_scope("users:read.email") {
            out["email"] = json!(profile.email);
        }
        for size in [24, 32, 48, 72, 192, 512] {
            out[format!("image_{size}")] = json!(format!("{}/assets/user_{size}.png", self.base));
        }
        if user.id == self.app.user_id {
            out["api_app_id"] = json!(self.app.id);
            out["bot_id"] = json!(self.app.bot_id);
            out["always_active"] = json!(self.always_online());
        }
        if user.id == SLACKBOT {
            out["always_active"] = json!(true);
        }
        out
    }

    /// `features.bot_user.always_online` of the manifest.
    pub(crate) fn always_online(&self) -> bool {
        self.manifest
            .raw
            .pointer("/features/bot_user/always_online")
            .and_then(Value::as_bool)
            .unwrap_or(false)
    }

    /// A channel as the app's bot sees it.
    pub(crate) fn channel_wire(&self, channel: &Channel) -> Value {
        let bot = &self.app.user_id;
        if channel.kind == Kind::Im {
            return self.im_wire(channel);
        }
        let said = |value: &str, set: &Mark| match value {
            "" if set.by.is_empty() => json!({"value": "", "creator": "", "last_set": 0}),
            _ => json!({"value": value, "creator": set.by, "last_set": set.at}),
        };
        let direct = channel.kind == Kind::Mpim;
        let name = if direct { self.mpim_name(channel) } else { channel.name.clone() };
        let mut out = json!({
            "id": channel.id, "name": name, "name_normalized": name, "created": channel.created,
            "creator": channel.creator, "is_channel": !direct && channel.line_family() == "channel",
            "is_group": direct || channel.line_family() == "group", "is_im": false, "is_mpim": direct,
            "is_private": channel.kind != Kind::Public, "is_archived": channel.is_archived,
            "is_general": channel.is_general, "is_member": channel.has(bot) && !channel.is_archived,
            "is_shared": false, "is_org_shared": false, "is_ext_shared": false, "is_pending_ext_shared": false,
            "pending_shared": [], "pending_connected_team_ids": [], "unlinked": 0,
            "parent_conversation": null, "context_team_id": self.model.team.id,
            "shared_team_ids": [self.model.team.id], "previous_names": channel.previous_names,
            "topic": said(&channel.topic, &channel.topic_set),
            "purpose": said(&channel.purpose, &channel.purpose_set),
            "num_members": channel.members.len(), "updated": channel.created * 1000,
        });
        if let Some(ts) = channel.last_read {
            out["last_read"] = json!(ts);
        }
        out
    }

    fn im_wire(&self, channel: &Channel) -> Value {
        let peer = channel.peer(&self.app.user_id);
        let left = peer.and_then(|peer| self.model.user(peer)).is_some_and(|user| user.deleted);
        let mut out = json!({
            "id": channel.id, "created": channel.created, "is_im": true, "is_org_shared": false,
            "is_archived": channel.is_archived, "user": peer, "context_team_id": self.model.team.id,
            "is_user_deleted": left, "is_open": !channel.closed, "updated": channel.created * 1000, "priority": 0,
        });
        if let Some(ts) = channel.last_read {
            out["last_read"] = json!(ts);
        }
        out
    }

    /// A conversation between several is named after them.
    fn mpim_name(&self, channel: &Channel) -> String {
        let names =
            channel.members.iter().filter_map(|id| self.model.user(id)).map(|user| user.name.as_str());
        format!("mpdm-{}-1", names.collect::<Vec<_>>().join("--"))
    }
}
