//! What the app is told: the inner events and the envelope around them.

use serde_json::{Map, Value, json};

use super::World;
use crate::model::Message;

impl World {
    /// Queues an event if the app has subscribed to `name` and holds its scope.
    pub(super) fn emit(&mut self, name: &str, event: Value) {
        if !self.manifest.subscribes(name) {
            return;
        }
        let team = &self.model.team.id;
        let envelope = json!({
            "token": self.app.verification,
            "team_id": team,
            "context_team_id": team,
            "context_enterprise_id": null,
            "api_app_id": self.app.id,
            "event": event,
            "type": "event_callback",
            "event_id": self.model.ids.next("Ev"),
            "event_time": self.model.last_ts.seconds(),
            "authorizations": [{
                "enterprise_id": null, "team_id": team, "user_id": self.app.user_id,
                "is_bot": true, "is_enterprise_install": false,
            }],
            "is_ext_shared_channel": false,
            "event_context": format!("4-{}", self.model.ids.hex()),
        });
        self.outgoing.push(envelope);
    }

    /// Queues an event with an `event_ts` of its own.
    pub(super) fn emit_now(&mut self, name: &str, mut event: Value) {
        if self.manifest.subscribes(name) {
            event["event_ts"] = json!(self.model.next_ts());
            self.emit(name, event);
        }
    }

    /// Queues a message event (of any subtype) if the bot is in that conversation.
    fn emit_in(&mut self, channel: &str, mut event: Map<String, Value>) {
        let Some(kind) = self.model.channel(channel).map(|channel| channel.kind) else {
            return;
        };
        if !self.bot_in(channel) {
            return;
        }
        event.insert("channel".into(), json!(channel));
        event.insert("channel_type".into(), json!(kind.channel_type()));
        let name = format!("message.{}", kind.family());
        self.emit(&name, Value::Object(event));
    }

    /// A new message; and `app_mention` when somebody names the bot outside a direct conversation.
    pub(super) fn tell_message(&mut self, message: &Message) {
        let mut event = self.message_wire(message, false);
        event.insert("event_ts".into(), json!(message.ts));
        self.emit_in(&message.channel, event.clone());
        let mention = message.text.contains(&format!("<@{}>", self.app.user_id))
            || message.text.contains(&format!("<@{}|", self.app.user_id));
        let direct = message.channel.starts_with('D');
        if mention
            && message.bot_id.is_none()
            && matches!(message.subtype.as_deref(), None | Some("file_share" | "thread_broadcast"))
            && !direct
            && self.bot_in(&message.channel)
        {
            event.insert("type".into(), json!("app_mention"));
            event.insert("channel".into(), json!(message.channel));
            self.emit("app_mention", Value::Object(event));
        }
        self.tell_links(message);
    }

    /// A message was changed; `before` is how it was.
    pub(crate) fn tell_changed(&mut self, before: &Message) {
        let Some(after) = self.model.message(&before.channel, before.ts).cloned() else {
            return;
        };
        let event = json!({
            "type": "message", "subtype": "message_changed", "hidden": true,
            "message": self.message_wire(&after, false),
            "previous_message": self.message_wire(before, false),
        });
        self.tell_hidden(&before.channel, event);
    }

    /// A message was deleted.
    pub(crate) fn tell_deleted(&mut self, gone: &Message) {
        let event = json!({
            "type": "message", "subtype": "message_deleted", "hidden": true,
            "deleted_ts": gone.ts,
            "previous_message": self.message_wire(gone, false),
        });
        self.tell_hidden(&gone.channel, event);
    }

    fn tell_hidden(&mut self, channel: &str, event: Value) {
        let Value::Object(mut event) = event else { return };
        let ts = self.model.next_ts();
        event.insert("ts".into(), json!(ts));
        event.insert("event_ts".into(), json!(ts));
        self.emit_in(channel, event);
    }

    /// `reaction_added` or `reaction_removed`.
    pub(crate) fn tell_reaction(&mut self, name: &str, user: &str, emoji: &str, message: &Message) {
        if !self.bot_in(&message.channel) {
            return;
        }
        let event = json!({
            "type": name, "user": user, "reaction": emoji, "item_user": message.user,
            "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        });
        self.emit_now(name, event);
    }

    /// `emoji_changed`, as `event` says how.
    pub(crate) fn tell_emoji(&mut self, event: Value) {
        self.emit_now("emoji_changed", event);
    }

    /// Somebody looks at the app's Home (or Messages) tab.
    pub(crate) fn tell_home_opened(&mut self, user: &str, tab: &str) {
        let channel = self.open_direct(vec![self.app.user_id.clone(), user.to_owned()], user).0;
        let mut event = json!({
            "type": "app_home_opened", "user": user, "channel": channel, "tab": tab,
        });
        if tab == "home"
            && let Some(view) = self.model.homes.get(user)
        {
            event["view"] = self.view_wire(view);
        }
        self.emit_now("app_home_opened", event);
    }
}
