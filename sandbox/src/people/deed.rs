//! One act as ordered: who, what, and the fields that go with it.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::control::Refusal;
use crate::model::{Channel, Message, User};
use crate::realtime::Kind;
use crate::ts::Ts;
use crate::world::World;

/// An order to act as a person.
pub(super) struct Deed {
    pub(super) user: User,
    pub(super) order: Value,
}

/// What is left to do after the world has changed.
pub(super) enum Errand {
    /// Nothing: the app hears of it by events, if at all.
    Done,
    /// The app must answer.
    Ask { kind: Kind, payload: Value, then: Then },
    /// Slack's client refused to submit: complaints by `block_id`.
    Unsent(BTreeMap<String, String>),
}

/// What the app's answer is for.
pub(super) enum Then {
    Nothing,
    /// It may be a message in this channel.
    Say {
        channel: String,
    },
    /// It decides what becomes of this modal.
    View {
        id: String,
    },
}

impl Deed {
    /// # Errors
    /// When nobody is named, or that one is a bot or has left.
    pub(super) fn read(world: &World, order: Value) -> Result<Self, Refusal> {
        let id = order.get("as").and_then(Value::as_str).unwrap_or_default();
        let user = world
            .model
            .user(id)
            .ok_or_else(|| Refusal::missing("user_not_found", format!("nobody has the id {id:?}")))?;
        if user.is_bot || user.deleted {
            return Err(Refusal::forbidden("user_cannot_act", format!("{id} is a bot or has left")));
        }
        Ok(Self { user: user.clone(), order })
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.order.get(name).and_then(Value::as_str)
    }

    /// A switch; left out is off.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.order.get(name).and_then(Value::as_bool).unwrap_or(false)
    }

    pub(super) fn need(&self, name: &str) -> Result<&str, Refusal> {
        let text = self.text(name).filter(|text| !text.is_empty());
        text.ok_or_else(|| Refusal::wrong("missing_field", format!("{name} is missing")))
    }

    pub(super) fn ts(&self, name: &str) -> Result<Ts, Refusal> {
        Ts::parse(self.need(name)?).ok_or_else(|| Refusal::wrong("invalid_ts", format!("{name} is not a ts")))
    }

    /// A channel this person is in, by id or name; a user's id means the conversation with that one.
    pub(super) fn channel(&self, world: &mut World) -> Result<Channel, Refusal> {
        let channel = self.any_channel(world)?;
        if !channel.has(&self.user.id) {
            return Err(Refusal::forbidden(
                "not_in_channel",
                format!("{} is not in {}", self.user.id, channel.id),
            ));
        }
        Ok(channel)
    }

    /// The same without having to be in it, for those who join.
    pub(super) fn any_channel(&self, world: &mut World) -> Result<Channel, Refusal> {
        let name = self.need("channel")?;
        let mut id = name.to_owned();
        if world.model.user(name).is_some() {
            id = world.open_direct(vec![name.to_owned(), self.user.id.clone()], &self.user.id).0;
        }
        let channel = world.model.find_channel(&id).filter(|channel| !channel.is_archived);
        channel
            .cloned()
            .ok_or_else(|| Refusal::missing("channel_not_found", format!("there is no channel {name:?}")))
    }

    /// A message this person sees.
    pub(super) fn message(&self, world: &mut World) -> Result<Message, Refusal> {
        let channel = self.channel(world)?;
        let ts = self.ts("ts")?;
        let message =
            world.model.message(&channel.id, ts).filter(|message| world.model.sees(&self.user.id, message));
        message.cloned().ok_or_else(|| {
            Refusal::missing("message_not_found", format!("{} sees no message {ts}", self.user.id))
        })
    }
}
