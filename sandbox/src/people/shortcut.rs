//! Shortcuts: of the lightning menu, and of a message's menu.

use serde_json::{Value, json};

use super::deed::{Deed, Errand, Then};
use super::payload;
use crate::control::Refusal;
use crate::realtime::Kind;
use crate::world::World;

pub(super) fn shortcut(world: &mut World, deed: &Deed) -> Result<Errand, Refusal> {
    let callback = deed.need("callback_id")?;
    let known = world.manifest.shortcuts.iter().find(|shortcut| shortcut.callback_id == callback);
    let on_message = known
        .ok_or_else(|| Refusal::missing("unknown_shortcut", format!("the app has no shortcut {callback:?}")))?
        .on_message;
    let kind = if on_message { "message_action" } else { "shortcut" };
    let mut out = payload::base(world, kind, &deed.user);
    // Shortcuts do not say which app they are of.
    out.remove("api_app_id");
    out.insert("callback_id".into(), json!(callback));
    out.insert("action_ts".into(), json!(world.model.next_ts()));
    if !on_message && let Some(user) = out.get_mut("user").and_then(Value::as_object_mut) {
        user.remove("name");
    }
    let mut channel_id = None;
    if on_message {
        let message = deed.message(world)?;
        let channel = deed.channel(world)?;
        out.insert("channel".into(), payload::channel(&channel));
        out.insert("message_ts".into(), json!(message.ts));
        out.insert("message".into(), payload::message(world, &message));
        out.insert(
            "response_url".into(),
            json!(world.response_url(&deed.user.id, &channel.id, Some(message.ts))),
        );
        channel_id = Some(channel.id);
    }
    out.insert("trigger_id".into(), json!(world.trigger(&deed.user.id, channel_id.as_deref(), None)));
    Ok(Errand::Ask { kind: Kind::Interactive, payload: Value::Object(out), then: Then::Nothing })
}
