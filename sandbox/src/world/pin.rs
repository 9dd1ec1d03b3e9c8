//! Pinned messages: the events, and the line that says who pinned something.

use serde_json::{Map, Value, json};

use super::World;
use crate::model::{Mark, Message};

impl World {
    /// Pins a message or takes the pin away.
    pub(crate) fn set_pin(&mut self, message: &Message, pinned: bool, by: &str) {
        let pin = Mark { by: by.to_owned(), at: self.model.now.timestamp() };
        self.model.change_message(&message.channel, message.ts, |message| {
            message.pinned = pinned;
            if pinned {
                message.pin = pin;
            }
        });
        let Some(message) = self.model.message(&message.channel, message.ts).cloned() else { return };
        self.tell_pin(if pinned { "pin_added" } else { "pin_removed" }, by, &message);
        if pinned {
            self.say_pinned(&message, by);
        }
    }

    fn tell_pin(&mut self, name: &str, user: &str, message: &Message) {
        if !self.bot_in(&message.channel) {
            return;
        }
        let pins = self.model.pins(&message.channel).count();
        let event = json!({
            "type": name, "user": user, "channel_id": message.channel, "item": self.pin_wire(message),
            "item_user": message.user, "pin_count": pins, "has_pins": pins > 0,
            "pinned_info": {
                "channel": message.channel, "pinned_by": message.pin.by, "pinned_ts": message.pin.at,
            },
        });
        self.emit_now(name, event);
    }

    fn say_pinned(&mut self, message: &Message, by: &str) {
        let letter = message.channel.get(..1).unwrap_or_default();
        let item = Value::Object(self.message_wire(message, false));
        let extra = Map::from_iter([("item_type".to_owned(), json!(letter)), ("item".to_owned(), item)]);
        let line = Message {
            channel: message.channel.clone(),
            ts: self.model.next_ts(),
            user: Some(by.to_owned()),
            subtype: Some("pinned_item".to_owned()),
            text: format!("<@{by}> pinned a message to this channel."),
            extra,
            ..Message::default()
        };
        self.post(line);
    }

    /// A pinned message as lists and events have it.
    pub(crate) fn pin_wire(&self, message: &Message) -> Value {
        let mut wire = self.message_wire(message, false);
        wire.insert("permalink".into(), json!(self.permalink(message)));
        // A pin from before its author was remembered counts as the app's.
        let by = if message.pin.by.is_empty() { &self.app.user_id } else { &message.pin.by };
        json!({
            "type": "message", "channel": message.channel, "created": message.pin.at, "created_by": by,
            "message": wire,
        })
    }

    /// The address of a message; of a reply, with its thread.
    pub(crate) fn permalink(&self, message: &Message) -> String {
        let mut link = format!("{}/archives/{}/{}", self.base, message.channel, message.ts.permalink());
        if let Some(thread) = message.thread_ts.filter(|thread| *thread != message.ts) {
            link += &format!("?thread_ts={thread}&cid={}", message.channel);
        }
        link
    }
}
