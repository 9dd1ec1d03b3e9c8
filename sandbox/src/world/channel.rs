//! What happens to channels: the change, the line that Slack writes there, and the events.

use serde_json::{Map, Value, json};

use super::World;
use crate::model::{Channel, Kind, Mark, Message};

impl World {
    /// A new channel, with the one who made it in it.
    pub(crate) fn create_channel(&mut self, name: &str, private: bool, creator: &str) -> String {
        let kind = if private { Kind::Private } else { Kind::Public };
        let id = self.model.ids.next("C");
        let channel = Channel::new(id.clone(), name.to_owned(), kind, creator, self.model.now.timestamp());
        self.model.channels.push(channel.clone());
        if !private {
            let event = json!({"type": "channel_created", "channel": self.new_channel_wire(&channel)});
            self.emit_now("channel_created", event);
        }
        self.join(&id, creator, None);
        id
    }

    fn new_channel_wire(&self, channel: &Channel) -> Value {
        json!({
            "id": channel.id, "is_channel": true, "name": channel.name, "name_normalized": channel.name,
            "created": channel.created, "creator": channel.creator, "is_shared": false, "is_org_shared": false,
            "context_team_id": self.model.team.id, "is_archived": false, "is_frozen": false, "is_general": false,
            "is_group": false, "is_private": false, "is_ext_shared": false, "is_im": false, "is_mpim": false,
            "is_pending_ext_shared": false,
        })
    }

    /// Takes somebody into a channel: membership, the line in the channel, the event. False when already in.
    pub(crate) fn join(&mut self, channel: &str, user: &str, inviter: Option<&str>) -> bool {
        let Some(there) = self.model.channel_mut(channel) else {
            return false;
        };
        if there.has(user) {
            return false;
        }
        there.members.push(user.to_owned());
        let extra = inviter.map_or(json!({}), |inviter| json!({"inviter": inviter}));
        self.line(channel, user, "join", format!("<@{user}> has joined the channel"), extra);
        self.tell_membership("member_joined_channel", channel, user, inviter);
        true
    }

    /// Takes somebody out of a channel; `actor` is who did it. False when not in it.
    pub(crate) fn leave(&mut self, channel: &str, user: &str, actor: &str) -> bool {
        if !self.model.channel(channel).is_some_and(|there| there.has(user)) {
            return false;
        }
        self.line(channel, user, "leave", format!("<@{user}> has left the channel"), json!({}));
        self.tell_membership("member_left_channel", channel, user, None);
        if user == self.app.user_id {
            let event = json!({"channel": channel, "actor_id": actor});
            self.tell_channel(channel, "left", event);
        }
        if let Some(there) = self.model.channel_mut(channel) {
            there.members.retain(|member| member != user);
        }
        true
    }

    /// Gives a channel another name.
    pub(crate) fn rename(&mut self, channel: &str, name: &str, by: &str) {
        let Some(there) = self.model.channel_mut(channel) else { return };
        let old = std::mem::replace(&mut there.name, name.to_owned());
        there.previous_names.insert(0, old.clone());
        let (created, public) = (there.created, there.kind == Kind::Public);
        let text = format!("<@{by}> has renamed the channel from \"{old}\" to \"{name}\"");
        self.line(channel, by, "name", text, json!({"old_name": old, "name": name}));
        let event = json!({"channel": {
            "id": channel, "name": name, "name_normalized": name, "created": created,
            "is_channel": public, "is_mpim": false,
        }});
        self.tell_channel(channel, "rename", event);
    }

    /// Sets the topic; an empty one takes it away.
    pub(crate) fn set_topic(&mut self, channel: &str, topic: &str, by: &str) {
        let mark = self.mark(by);
        let Some(there) = self.model.channel_mut(channel) else { return };
        topic.clone_into(&mut there.topic);
        there.topic_set = mark;
        let text = match topic {
            "" => format!("<@{by}> cleared the channel topic"),
            _ => format!("<@{by}> set the channel topic: {topic}"),
        };
        self.line(channel, by, "topic", text, json!({"topic": topic}));
    }

    /// Sets the purpose, which people know as the description.
    pub(crate) fn set_purpose(&mut self, channel: &str, purpose: &str, by: &str) {
        let mark = self.mark(by);
        let Some(there) = self.model.channel_mut(channel) else { return };
        purpose.clone_into(&mut there.purpose);
        there.purpose_set = mark;
        let text = match purpose {
            "" => format!("<@{by}> cleared the channel purpose"),
            _ => format!("<@{by}> set the channel purpose: {purpose}"),
        };
        self.line(channel, by, "purpose", text, json!({"purpose": purpose}));
    }

    /// Nobody can write there any more, and the bot is out, though its members stay on record.
    pub(crate) fn archive(&mut self, channel: &str, by: &str) {
        self.line(channel, by, "archive", format!("<@{by}> archived the channel"), json!({}));
        self.tell_channel(channel, "archive", json!({"channel": channel, "user": by, "is_moved": 0}));
        if let Some(there) = self.model.channel_mut(channel) {
            there.is_archived = true;
        }
    }

    /// Opens it again. A private channel has its members back; a public one only who opened it.
    pub(crate) fn unarchive(&mut self, channel: &str, by: &str) {
        let Some(there) = self.model.channel_mut(channel) else { return };
        there.is_archived = false;
        if there.kind == Kind::Public {
            there.members.clear();
        }
        self.tell_channel(channel, "unarchive", json!({"channel": channel, "user": by, "actor_id": by}));
        self.line(channel, by, "unarchive", format!("<@{by}> un-archived the channel"), json!({}));
        self.join(channel, by, None);
    }

    /// The direct conversation of `members`, opened if need be; true when it is new.
    pub(crate) fn open_direct(&mut self, members: Vec<String>, opener: &str) -> (String, bool) {
        let (id, new) = self.model.open_conversation(members);
        let bot = &self.app.user_id;
        let there =
            self.model.channel(&id).filter(|channel| new && channel.kind == Kind::Im && channel.has(bot));
        if let Some(channel) = there {
            let wire = json!({
                "id": channel.id, "created": channel.created, "is_im": true, "is_org_shared": false,
                "user": channel.peer(bot),
            });
            self.emit_now("im_created", json!({"type": "im_created", "user": opener, "channel": wire}));
        }
        (id, new)
    }

    /// The direct conversation of the app's bot with a person.
    pub(crate) fn open_im(&mut self, user: &str) -> String {
        let bot = self.app.user_id.clone();
        self.open_direct(vec![bot.clone(), user.to_owned()], &bot).0
    }

    fn mark(&self, by: &str) -> Mark {
        Mark { by: by.to_owned(), at: self.model.now.timestamp() }
    }

    /// The line that Slack writes in a channel when something happens to it.
    fn line(&mut self, channel: &str, user: &str, what: &str, text: String, extra: Value) {
        let family = self.model.channel(channel).map_or("channel", Channel::line_family);
        let message = Message {
            channel: channel.to_owned(),
            ts: self.model.next_ts(),
            user: Some(user.to_owned()),
            subtype: Some(format!("{family}_{what}")),
            text,
            extra: if let Value::Object(extra) = extra { extra } else { Map::new() },
            ..Message::default()
        };
        self.post(message);
    }

    fn tell_membership(&mut self, name: &str, channel: &str, user: &str, inviter: Option<&str>) {
        let Some(kind) = self.model.channel(channel).map(|channel| channel.kind) else {
            return;
        };
        if !self.bot_in(channel) {
            return;
        }
        let mut event = json!({
            "type": name, "user": user, "channel": channel, "channel_type": channel.get(..1),
            "team": self.model.team.id,
        });
        if let Some(inviter) = inviter {
            event["inviter"] = json!(inviter);
        }
        // One name for both kinds of channel, each with a scope of its own.
        if self.manifest.has_scope(&format!("{}:read", kind.family())) {
            self.emit_now(name, event);
        }
    }

    /// `channel_{what}`, of which the whole workspace hears; of a private channel's `group_{what}` only those in it.
    fn tell_channel(&mut self, channel: &str, what: &str, mut event: Value) {
        let Some(kind) = self.model.channel(channel).map(|channel| channel.kind) else {
            return;
        };
        let family = if kind == Kind::Public { "channel" } else { "group" };
        if kind == Kind::Public || self.bot_in(channel) {
            let name = format!("{family}_{what}");
            event["type"] = json!(name);
            self.emit_now(&name, event);
        }
    }
}
