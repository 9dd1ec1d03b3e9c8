//! `chat.scheduleMessage` and its kin: messages that wait for the civil clock.

use serde_json::{Value, json};

use super::chat::{composed, destination};
use super::{Answer, Call, Error, page};
use crate::model::Scheduled;

const DAY: i64 = 86_400;
/// How far ahead a message may be scheduled, in days.
const FARTHEST: i64 = 120;
/// How many may fall into one span of that many seconds, in one channel.
const MOST: usize = 30;
const WINDOW: i64 = 300;
/// In its last seconds a message can no longer be called back.
const LAST_MOMENT: i64 = 60;

pub(super) fn schedule(call: &mut Call<'_>) -> Answer {
    let channel = destination(call)?;
    let post_at = time(call)?;
    let message = composed(call, &channel)?;
    if crowded(call, &channel, post_at) {
        return Err("restricted_too_many".into());
    }
    let scheduled = Scheduled {
        id: call.world.model.ids.next("Q"),
        post_at,
        created: call.world.model.now.timestamp(),
        message,
    };
    let mut wire = call.world.message_wire(&scheduled.message, false);
    wire.remove("ts");
    wire.insert("type".into(), json!("delayed_message"));
    let answer = json!({
        "channel": channel, "scheduled_message_id": scheduled.id, "post_at": post_at, "message": wire,
    });
    call.world.model.scheduled.push(scheduled);
    Ok(answer)
}

fn time(call: &Call<'_>) -> Result<i64, Error> {
    let post_at: i64 = call.args.text("post_at").and_then(|text| text.parse().ok()).ok_or("invalid_time")?;
    let now = call.world.model.now.timestamp();
    match post_at - now {
        left if left <= 0 => Err("time_in_past".into()),
        left if left > FARTHEST * DAY => Err("time_too_far".into()),
        _ => Ok(post_at),
    }
}

/// Would one more at this time make too many of them in some span of five minutes?
fn crowded(call: &Call<'_>, channel: &str, post_at: i64) -> bool {
    let near: Vec<i64> = call
        .world
        .model
        .scheduled
        .iter()
        .filter(|other| other.message.channel == channel && (other.post_at - post_at).abs() < WINDOW)
        .map(|other| other.post_at)
        .collect();
    let starts = near.iter().copied().chain([post_at]).filter(|start| *start <= post_at);
    let within = |start: i64| near.iter().filter(|at| (start..start + WINDOW).contains(at)).count();
    starts.map(within).any(|count| count >= MOST)
}

pub(super) fn delete(call: &mut Call<'_>) -> Answer {
    let channel = call.args.need("channel", "channel_not_found")?;
    call.world.model.channel(&channel).ok_or("channel_not_found")?;
    let id = call.args.need("scheduled_message_id", "invalid_scheduled_message_id")?;
    let deadline = call.world.model.now.timestamp() + LAST_MOMENT;
    let scheduled = &mut call.world.model.scheduled;
    let place = scheduled
        .iter()
        .position(|waits| waits.id == id && waits.message.channel == channel && waits.post_at > deadline)
        .ok_or("invalid_scheduled_message_id")?;
    scheduled.remove(place);
    Ok(json!({}))
}

pub(super) fn list(call: &mut Call<'_>) -> Answer {
    let channel = call.args.text("channel");
    if channel.as_ref().is_some_and(|id| call.world.model.channel(id).is_none()) {
        return Err("invalid_channel".into());
    }
    let bound = |name: &str| -> Result<Option<f64>, Error> {
        let text = call.args.text(name);
        text.map(|text| text.parse().map_err(|_| Error::code("invalid_arguments"))).transpose()
    };
    let (oldest, latest) = (bound("oldest")?, bound("latest")?);
    if oldest.zip(latest).is_some_and(|(oldest, latest)| oldest >= latest) {
        return Err("invalid_arguments".into());
    }
    let fits = |waits: &&Scheduled| {
        let at = waits.post_at as f64;
        channel.as_ref().is_none_or(|id| waits.message.channel == *id)
            && oldest.is_none_or(|oldest| at >= oldest)
            && latest.is_none_or(|latest| at <= latest)
    };
    let mut waiting: Vec<&Scheduled> = call.world.model.scheduled.iter().filter(fits).collect();
    waiting.sort_by_key(|waits| waits.post_at);
    let wires: Vec<Value> = waiting.into_iter().map(wire).collect();
    let (messages, metadata) = page(wires, call.args, 100)?;
    Ok(json!({"scheduled_messages": messages, "response_metadata": metadata}))
}

fn wire(scheduled: &Scheduled) -> Value {
    json!({
        "id": scheduled.id, "channel_id": scheduled.message.channel, "post_at": scheduled.post_at,
        "date_created": scheduled.created, "text": scheduled.message.text,
    })
}
