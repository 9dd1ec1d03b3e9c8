//! Where a person uses a menu or a button: in a message, in a modal, or in the App Home.

use serde_json::{Map, Value, json};

use super::deed::Deed;
use super::payload;
use crate::control::Refusal;
use crate::model::{Message, View};
use crate::world::World;

/// A message or a view that this person sees.
pub(super) enum Place {
    Message(Box<Message>),
    View(Box<View>),
}

impl Place {
    /// What `home`, `view_id`, or `channel` and `ts` say.
    ///
    /// # Errors
    /// When there is no such thing before this person.
    pub(super) fn find(world: &mut World, deed: &Deed) -> Result<Self, Refusal> {
        if deed.order.get("home").and_then(Value::as_bool) == Some(true) {
            let view = world.model.homes.get(&deed.user.id).cloned();
            let view =
                view.ok_or_else(|| Refusal::missing("view_not_found", "nothing was published to this Home"))?;
            return Ok(Self::View(Box::new(view)));
        }
        let Some(id) = deed.text("view_id") else {
            return Ok(Self::Message(Box::new(deed.message(world)?)));
        };
        let mut views = world.model.views.iter().chain(world.model.homes.values());
        let view = views.find(|view| view.id == id && view.user == deed.user.id).cloned();
        view.map(|view| Self::View(Box::new(view)))
            .ok_or_else(|| Refusal::missing("view_not_found", format!("{} sees no view {id}", deed.user.id)))
    }

    /// A view's blocks; a message's own and those of its attachments.
    pub(super) fn blocks(&self) -> Vec<Value> {
        match self {
            Self::View(view) => view.blocks().to_vec(),
            Self::Message(message) => blocks_of(message),
        }
    }

    /// A name for it among all places.
    pub(super) fn key(&self) -> String {
        match self {
            Self::View(view) => view.id.clone(),
            Self::Message(message) => message_key(message),
        }
    }

    /// Puts what the app is told of the place into a payload.
    pub(super) fn describe(&self, world: &World, out: &mut Map<String, Value>) -> Result<(), Refusal> {
        let message = match self {
            Self::View(view) => {
                out.insert("container".into(), json!({"type": "view", "view_id": view.id}));
                out.insert("view".into(), payload::view(world, view));
                return Ok(());
            }
            Self::Message(message) => message,
        };
        let channel = world.model.channel(&message.channel);
        let channel =
            channel.ok_or_else(|| Refusal::missing("channel_not_found", "the message's channel is gone"))?;
        let ephemeral = message.ephemeral_to.is_some();
        let mut container = json!({
            "type": "message", "message_ts": message.ts, "channel_id": channel.id, "is_ephemeral": ephemeral,
        });
        if let Some(thread) = message.thread_ts {
            container["thread_ts"] = json!(thread);
        }
        out.insert("container".into(), container);
        out.insert("channel".into(), payload::channel(channel));
        // Slack does not keep ephemeral messages, so it cannot send them along.
        if !ephemeral {
            out.insert("message".into(), payload::message(world, message));
        }
        Ok(())
    }
}

/// A name for a message among all places.
pub(super) fn message_key(message: &Message) -> String {
    format!("{} {}", message.channel, message.ts)
}

/// A message's own blocks and those of its attachments.
pub(super) fn blocks_of(message: &Message) -> Vec<Value> {
    let own = message.blocks.as_ref().and_then(Value::as_array).into_iter().flatten();
    let attachments = message.attachments.as_ref().and_then(Value::as_array).into_iter().flatten();
    let attached = attachments.filter_map(|attachment| attachment.get("blocks")?.as_array()).flatten();
    own.chain(attached).cloned().collect()
}
