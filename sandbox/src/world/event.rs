//! What the app is told: the inner events and the envelope around them.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::World;
use crate::limits;
use crate::model::{Channel, File, Kind, Message, Token};
use crate::ts::Ts;

impl World {
    /// Queues an event if the app has subscribed to `name` and holds its scope.
    fn emit(&mut self, name: &str, event: Value) {
        if self.model.grants.uninstalled || !self.manifest.subscribes(name) {
            return;
        }
        match self.limits.event(self.wall.passed()) {
            limits::Event::Sent => {}
            limits::Event::Lost => return,
            limits::Event::Told => return self.tell_limited(),
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

    /// In the place of an event: that there were too many. Nobody has to subscribe to it.
    fn tell_limited(&mut self) {
        let minute = self.model.now.timestamp().div_euclid(60) * 60;
        self.outgoing.push(json!({
            "token": self.app.verification, "type": "app_rate_limited", "team_id": self.model.team.id,
            "minute_rate_limited": minute, "api_app_id": self.app.id,
        }));
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
            && message.subtype.is_none()
            && !direct
            && self.bot_in(&message.channel)
        {
            event.insert("type".into(), json!("app_mention"));
            event.insert("channel".into(), json!(message.channel));
            self.emit("app_mention", Value::Object(event));
        }
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
            "event_ts": self.model.next_ts(),
        });
        self.emit(name, event);
    }

    /// `pin_added` or `pin_removed`.
    pub(crate) fn tell_pin(&mut self, name: &str, user: &str, message: &Message) {
        if !self.bot_in(&message.channel) {
            return;
        }
        let item = json!({
            "type": "message", "channel": message.channel, "created": self.model.now.timestamp(),
            "created_by": user, "message": self.message_wire(message, false),
        });
        let event = json!({
            "type": name, "user": user, "channel_id": message.channel, "item": item,
            "has_pins": name == "pin_added", "event_ts": self.model.next_ts(),
        });
        self.emit(name, event);
    }

    pub(super) fn tell_membership(&mut self, name: &str, channel: &str, user: &str, inviter: Option<&str>) {
        let Some(kind) = self.model.channel(channel).map(|channel| channel.kind) else {
            return;
        };
        if !self.bot_in(channel) {
            return;
        }
        let letter = if kind.family() == "channels" { "C" } else { "G" };
        let mut event = json!({
            "type": name, "user": user, "channel": channel, "channel_type": letter,
            "team": self.model.team.id, "event_ts": self.model.next_ts(),
        });
        if let Some(inviter) = inviter {
            event["inviter"] = json!(inviter);
        }
        self.emit(name, event);
    }

    /// A channel is archived: `channel_archive`, or for a private one `group_archive`.
    pub(crate) fn tell_archived(&mut self, channel: &Channel, user: &str) {
        let name = if channel.kind == Kind::Public { "channel_archive" } else { "group_archive" };
        let event = json!({
            "type": name, "channel": channel.id, "user": user, "event_ts": self.model.next_ts(),
        });
        self.emit(name, event);
    }

    /// Somebody looks at the app's Home (or Messages) tab.
    pub(crate) fn tell_home_opened(&mut self, user: &str, tab: &str) {
        let channel = self.open_im(user);
        let mut event = json!({
            "type": "app_home_opened", "user": user, "channel": channel, "tab": tab,
            "event_ts": self.model.next_ts(),
        });
        if tab == "home"
            && let Some(view) = self.model.homes.get(user)
        {
            event["view"] = self.view_wire(view);
        }
        self.emit("app_home_opened", event);
    }

    /// Tokens were ended; it says whose they were.
    pub(crate) fn tell_revoked(&mut self, ended: &[Token]) {
        let of =
            |bot: bool| ended.iter().filter(move |token| token.bot == bot).map(|token| token.user.as_str());
        let mut tokens = Map::new();
        for (kind, bot) in [("oauth", false), ("bot", true)] {
            let users: BTreeSet<&str> = of(bot).collect();
            if !users.is_empty() {
                tokens.insert(kind.to_owned(), json!(users));
            }
        }
        let event = json!({"type": "tokens_revoked", "tokens": tokens, "event_ts": self.model.next_ts()});
        self.emit("tokens_revoked", event);
    }

    pub(crate) fn tell_uninstalled(&mut self) {
        let event = json!({"type": "app_uninstalled", "event_ts": self.model.next_ts()});
        self.emit("app_uninstalled", event);
    }

    pub(crate) fn tell_file(&mut self, file: &File, channel: &str) {
        if !self.bot_in(channel) {
            return;
        }
        let event = json!({
            "type": "file_shared", "file_id": file.id, "user_id": file.user, "file": {"id": file.id},
            "channel_id": channel, "event_ts": self.model.next_ts(),
        });
        self.emit("file_shared", event);
    }

    /// Somebody's profile or language changed, or they left (`user_change`), or they are new (`team_join`).
    pub(crate) fn tell_user(&mut self, name: &str, user: &str) {
        let Some(wire) = self.model.user(user).map(|user| self.user_wire(user, true)) else {
            return;
        };
        let ts: Ts = self.model.next_ts();
        let event = json!({"type": name, "user": wire, "cache_ts": ts.seconds(), "event_ts": ts});
        self.emit(name, event);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use std::sync::Arc;

    use crate::limits::Limits;
    use crate::manifest::Manifest;
    use crate::seed;
    use crate::wall::Wall;
    use crate::world::{App, World};

    const MANIFEST: &str = "
display_information: {name: Busy}
oauth_config: {scopes: {bot: [channels:history]}}
settings: {socket_mode_enabled: true, event_subscriptions: {bot_events: [message.channels]}}
";

    fn busy() -> World {
        let manifest = Manifest::parse(MANIFEST).unwrap();
        let app = App::new(seed::DEFAULT_TEAM, &manifest);
        let model = seed::build(None, &app, chrono_tz::Europe::Oslo, Some("2026-09-01T08:00:30")).unwrap();
        let wall = Arc::new(Wall::new());
        let mut world = World::new(model, app, manifest, String::new(), wall, Limits::new(true));
        let bot = world.app.user_id.clone();
        world.join("C0GENERAL", &bot, None);
        world.outgoing.clear();
        world
    }

    #[test]
    fn too_many_events_in_an_hour_are_lost_and_the_app_is_told() {
        let mut world = busy();
        let now = world.wall.passed();
        while world.limits.event(now) == crate::limits::Event::Sent {}
        let say = |world: &mut World| {
            let message = world.bot_message("C0GENERAL");
            world.post(message);
            world.outgoing.drain(..).map(|event| event["type"].clone()).collect::<Vec<_>>()
        };
        assert!(say(&mut world).is_empty(), "it was told a moment ago");
        world.wall.turned(std::time::Duration::from_secs(60));
        let message = world.bot_message("C0GENERAL");
        world.post(message);
        let told = world.outgoing.pop().unwrap();
        assert_eq!(
            (&told["type"], &told["team_id"]),
            (&"app_rate_limited".into(), &seed::DEFAULT_TEAM.into())
        );
        assert_eq!(told["minute_rate_limited"], 1_788_242_400_i64);
        world.wall.turned(std::time::Duration::from_secs(3_600));
        assert_eq!(say(&mut world), ["event_callback"]);
    }
}
