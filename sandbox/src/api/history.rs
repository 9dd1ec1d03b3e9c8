//! `conversations.history` and `.replies`: reading back, in pages.

use std::ops::Bound;

use serde_json::{Value, json};

use super::conversations::visible;
use super::{Answer, Call, Error, cursor, uncursor};
use crate::model::Message;
use crate::ts::Ts;

/// Slack's largest page.
const MOST: usize = 999;

/// Which part of the time line is asked for.
struct Span {
    oldest: Option<Ts>,
    latest: Option<Ts>,
    inclusive: bool,
}

impl Span {
    fn read(call: &Call<'_>) -> Result<Self, Error> {
        let instant = |name: &str, code: &'static str| match call.args.text(name).as_deref() {
            None | Some("0" | "now") => Ok(None),
            Some(text) => Ts::parse(text).map(Some).ok_or_else(|| Error::code(code)),
        };
        Ok(Self {
            oldest: instant("oldest", "invalid_ts_oldest")?,
            latest: instant("latest", "invalid_ts_latest")?,
            inclusive: call.args.flag("inclusive"),
        })
    }

    fn holds(&self, ts: Ts) -> bool {
        let after = self.oldest.is_none_or(|oldest| ts > oldest || self.inclusive && ts == oldest);
        let before = self.latest.is_none_or(|latest| ts < latest || self.inclusive && ts == latest);
        after && before
    }
}

/// The newest first; replies only where they were sent to the channel too.
pub(super) fn history(call: &mut Call<'_>) -> Answer {
    let channel = visible(call, "history")?;
    if !call.world.bot_in(&channel.id) {
        return Err("not_in_channel".into());
    }
    let span = Span::read(call)?;
    let limit = call.args.limit(100, MOST)?;
    let before = position(call)?.map_or(Bound::Unbounded, Bound::Included);
    let hidden = hidden_from(call, &channel.id);
    let messages = call.world.model.messages.get(&channel.id);
    let mut found = messages
        .into_iter()
        .flat_map(|messages| messages.range((Bound::Unbounded, before)).rev())
        .map(|(_, message)| message)
        .filter(|message| {
            message.ephemeral_to.is_none()
                && message.in_channel()
                && span.holds(message.ts)
                && shown(message, hidden)
        });
    let page: Vec<&Message> = found.by_ref().take(limit).collect();
    let next = found.next().map(|message| message.ts);
    let pins = call.world.model.pins(&channel.id).count();
    let mut answer = answer(call, &page, next);
    answer["pin_count"] = json!(pins);
    answer["channel_actions_ts"] = Value::Null;
    answer["channel_actions_count"] = json!(0);
    Ok(answer)
}

/// The thread's first message and its replies, the oldest first.
pub(super) fn replies(call: &mut Call<'_>) -> Answer {
    let channel = visible(call, "history")?;
    if !call.world.bot_in(&channel.id) {
        return Err("not_in_channel".into());
    }
    let ts = call.args.text("ts").as_deref().and_then(Ts::parse).ok_or("thread_not_found")?;
    let parent = call
        .world
        .model
        .message(&channel.id, ts)
        .filter(|message| message.ephemeral_to.is_none())
        .ok_or("thread_not_found")?
        .clone();
    let span = Span::read(call)?;
    let limit = call.args.limit(MOST, MOST)?;
    let from = position(call)?;
    let hidden = hidden_from(call, &channel.id);
    if !shown(&parent, hidden) {
        return Err("thread_not_found".into());
    }
    let fits = |message: &&Message| {
        span.holds(message.ts) && from.is_none_or(|from| message.ts >= from) && shown(message, hidden)
    };
    let mut found = call.world.model.replies(&channel.id, ts).filter(fits);
    let first = from.is_none().then_some(&parent);
    let page: Vec<&Message> =
        first.into_iter().chain(found.by_ref().take(limit.saturating_sub(1).max(1))).collect();
    let next = found.next().map(|message| message.ts);
    Ok(answer(call, &page, next))
}

fn answer(call: &Call<'_>, page: &[&Message], next: Option<Ts>) -> Value {
    let metadata = call.args.flag("include_all_metadata");
    let messages: Vec<Value> =
        page.iter().map(|message| Value::Object(call.world.message_wire(message, metadata))).collect();
    let mut answer = json!({"messages": messages, "has_more": next.is_some()});
    if let Some(next) = next {
        answer["response_metadata"] = json!({"next_cursor": cursor(&format!("next_ts:{next}"))});
    }
    answer
}

fn position(call: &Call<'_>) -> Result<Option<Ts>, Error> {
    let Some(text) = call.args.text("cursor") else {
        return Ok(None);
    };
    let ts = uncursor(&text).and_then(|text| Ts::parse(text.strip_prefix("next_ts:")?));
    Ok(Some(ts.ok_or("invalid_cursor")?))
}

/// The fault `hide_from_history`: from where on messages are not shown yet.
fn hidden_from(call: &Call<'_>, channel: &str) -> Option<Ts> {
    let messages = call.world.model.messages.get(channel)?;
    let newest = messages.values().rev().find(|message| message.bot_id.is_some()).map(|message| message.ts);
    call.server.faults.hide(call.method, newest, call.server.wall.now())
}

/// Only the app's own posts are ever hidden.
fn shown(message: &Message, hidden: Option<Ts>) -> bool {
    message.bot_id.is_none() || hidden.is_none_or(|since| message.ts <= since)
}
