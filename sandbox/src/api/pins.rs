//! `pins.*`: what stays in sight.

use serde_json::{Value, json};

use super::reactions::target;
use super::{Answer, Call};

/// More a channel does not take.
const MOST: usize = 100;

pub(super) fn add(call: &mut Call<'_>) -> Answer {
    let message = target(call)?;
    match () {
        () if message.pinned => return Err("already_pinned".into()),
        () if message.is_line() || message.subtype.as_deref() == Some("tombstone") => {
            return Err("not_pinnable".into());
        }
        () if call.world.model.pins(&message.channel).count() >= MOST => return Err("too_many_pins".into()),
        () => {}
    }
    let bot = call.world.app.user_id.clone();
    call.world.set_pin(&message, true, &bot);
    Ok(json!({}))
}

pub(super) fn remove(call: &mut Call<'_>) -> Answer {
    let message = target(call)?;
    if !message.pinned {
        return Err("no_pin".into());
    }
    let bot = call.world.app.user_id.clone();
    call.world.set_pin(&message, false, &bot);
    Ok(json!({}))
}

pub(super) fn list(call: &mut Call<'_>) -> Answer {
    let channel = call.args.need("channel", "channel_not_found")?;
    if !call.world.bot_in(&channel) {
        return Err("channel_not_found".into());
    }
    let items: Vec<Value> =
        call.world.model.pins(&channel).map(|message| call.world.pin_wire(message)).collect();
    Ok(json!({"items": items}))
}
