//! What the app is told: the inner events and the envelope around them.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::World;
use crate::limits;
use crate::model::{Message, Token};

impl World {
    /// Is the app here, and told of this?
    fn hears(&self, name: &str) -> bool {
        !self.model.grants.uninstalled && self.manifest.subscribes(name)
    }

    /// Queues an event if the app has subscribed to `name` and holds its scope.
    pub(super) fn emit(&mut self, name: &str, event: Value) {
        if !self.hears(name) {
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

    /// Queues an event with an `event_ts` of its own.
    pub(super) fn emit_now(&mut self, name: &str, mut event: Value) {
        if self.hears(name) {
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
        let mut now = self.message_wire(&after, false);
        if after.subtype.as_deref() != Some("tombstone") {
            let team = json!(self.model.team.id);
            now.extend(["source_team", "user_team"].map(|name| (name.to_owned(), team.clone())));
        }
        let event = json!({
            "type": "message", "subtype": "message_changed", "hidden": true,
            "message": now,
            "previous_message": self.message_wire(before, false),
        });
        self.tell_hidden(&before.channel, event);
    }

    /// A message was deleted. Where replies keep its place, it was changed to a tombstone.
    pub(crate) fn tell_deleted(&mut self, gone: &Message) {
        if self.model.message(&gone.channel, gone.ts).is_some() {
            return self.tell_changed(gone);
        }
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
        self.emit_now("tokens_revoked", json!({"type": "tokens_revoked", "tokens": tokens}));
    }

    pub(crate) fn tell_uninstalled(&mut self) {
        self.emit_now("app_uninstalled", json!({"type": "app_uninstalled"}));
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
