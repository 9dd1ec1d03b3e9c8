//! `chat.unfurl`: what the app makes of the links that it was told of.

use serde_json::{Map, Value, json};

use super::content::checked_blocks;
use super::{Answer, Call, Error};
use crate::model::Message;
use crate::ts::Ts;
use crate::world::{links_in, unfurled};

pub(super) fn unfurl(call: &mut Call<'_>) -> Answer {
    let message = target(call)?;
    if ["user_auth_required", "user_auth_message", "user_auth_url", "user_auth_blocks"]
        .iter()
        .any(|name| call.args.has(name))
    {
        return Err("cannot_prompt".into());
    }
    let unfurls = call.args.json("unfurls", "invalid_unfurls_format")?.ok_or("missing_unfurls")?;
    let Value::Object(unfurls) = unfurls else {
        return Err("invalid_unfurls_format".into());
    };
    let there = links_in(&message.text);
    let mut attachments = Vec::new();
    for (url, unfurl) in unfurls {
        if !there.contains(&url) {
            return Err("cannot_unfurl_message".into());
        }
        if call.world.unfurl_domain(&url).is_none() {
            return Err("cannot_unfurl_url".into());
        }
        attachments.push(attachment(call, &url, unfurl)?);
    }
    call.world.model.change_message(&message.channel, message.ts, |message| add(message, attachments));
    call.world.tell_changed(&message);
    Ok(json!({}))
}

/// The message is named by `channel` and `ts`, or by `unfurl_id` and `source`.
fn target(call: &Call<'_>) -> Result<Message, Error> {
    let (channel, ts) = if call.args.has("unfurl_id") || call.args.has("source") {
        let id = call.args.need("unfurl_id", "missing_unfurl_id")?;
        match call.args.need("source", "missing_source")?.as_str() {
            "conversations_history" | "composer" => {}
            _ => return Err("invalid_source".into()),
        }
        unfurled(&id).ok_or("invalid_unfurl_id")?
    } else {
        let channel = call.args.need("channel", "missing_channel")?;
        let ts = call.args.need("ts", "missing_ts")?;
        (channel, Ts::parse(&ts).ok_or("cannot_find_message")?)
    };
    call.world.model.channel(&channel).ok_or("cannot_find_channel")?;
    let message = call.world.model.message(&channel, ts).filter(|message| message.ephemeral_to.is_none());
    message.cloned().ok_or_else(|| "cannot_find_message".into())
}

fn attachment(call: &mut Call<'_>, url: &str, unfurl: Value) -> Result<Value, Error> {
    let Value::Object(mut fields) = unfurl else {
        return Err("cannot_parse_attachment".into());
    };
    if let Some(blocks) = checked_blocks(fields.get("blocks").cloned(), &mut call.world.model.ids)? {
        fields.insert("blocks".into(), blocks);
    }
    let own = json!({
        "from_url": url, "app_unfurl_url": url, "is_app_unfurl": true,
        "app_id": call.world.app.id, "bot_id": call.world.app.bot_id,
    });
    fields.extend(own.as_object().cloned().unwrap_or_default());
    Ok(Value::Object(fields))
}

/// Takes the place of what was made of the same link before.
fn add(message: &mut Message, new: Vec<Value>) {
    let is_new = |there: &Value| new.iter().any(|new| new["from_url"] == there["from_url"]);
    let old = message.attachments.take().unwrap_or_default();
    let mut all: Vec<Value> =
        old.as_array().into_iter().flatten().filter(|there| !is_new(there)).cloned().collect();
    all.extend(new);
    for (place, attachment) in all.iter_mut().enumerate() {
        let fields: Option<&mut Map<String, Value>> = attachment.as_object_mut();
        fields.map(|fields| fields.insert("id".into(), json!(place + 1)));
    }
    message.attachments = Some(Value::Array(all));
}
