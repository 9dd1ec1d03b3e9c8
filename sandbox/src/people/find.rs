//! Finding the element somebody means: by its ids, or by what a person reads on it.

use serde_json::{Value, json};

use super::deed::Deed;
use super::elements::{interactive, shown};
use super::select::options_of;
use crate::blockkit;
use crate::control::Refusal;

/// An element and the block it is in; and the option, where it was named by an option's text.
pub(super) struct Found {
    pub(super) block: Value,
    pub(super) element: Value,
    pub(super) option: Option<Value>,
}

/// Looks among blocks for what `action_id`, `block_id` and `text` together say; the first that fits.
///
/// # Errors
/// `element_not_found`, with what there is.
pub(super) fn find(blocks: &[Value], deed: &Deed) -> Result<Found, Refusal> {
    let (action, block_id, text) = (deed.text("action_id"), deed.text("block_id"), deed.text("text"));
    if action.or(block_id).or(text).is_none() {
        return Err(Refusal::wrong("missing_field", "say which by action_id, text or block_id"));
    }
    let there = offered(blocks, &deed.user.id);
    for (block, element) in &there {
        let named = action.is_none_or(|id| element["action_id"] == id)
            && block_id.is_none_or(|id| block["block_id"] == id);
        let read = text.map(|text| reads(block, element, text));
        if named && let Some(option) = read.unwrap_or(Some(None)) {
            return Ok(Found { block: (*block).clone(), element: element.clone(), option });
        }
    }
    let names =
        there.iter().map(|(_, element)| format!("{} ({})", shown(&element["text"]), element["action_id"]));
    let names: Vec<String> = names.collect();
    Err(Refusal::missing("element_not_found", format!("there are: {}", names.join(", "))))
}

/// All that this person can click or choose from.
fn offered<'a>(blocks: &'a [Value], user: &str) -> Vec<(&'a Value, Value)> {
    let own = interactive(blocks).into_iter().filter(|(_, element)| shows_to(element, user));
    let connects = blockkit::all_blocks(blocks, "");
    let connects = connects.into_iter().filter_map(|(_, block)| Some((block, connect_button(block)?)));
    own.map(|(block, element)| (block, element.clone())).chain(connects).collect()
}

/// Some buttons are for some people only.
fn shows_to(element: &Value, user: &str) -> bool {
    element["visible_to_user_ids"].as_array().is_none_or(|users| users.iter().any(|id| id == user))
}

/// The button that Slack's client puts beside a service one is not connected to.
fn connect_button(block: &Value) -> Option<Value> {
    let open = block["type"] == "auth_provider" && block["is_connected"] == false;
    let value = block["value"].as_str().filter(|_| open)?;
    let url = block.get("auth_url")?;
    Some(json!({
        "type": "button", "action_id": format!("auth_provider_connect_{value}"), "value": value, "url": url,
        "text": {"type": "plain_text", "text": "Connect", "emoji": true},
    }))
}

/// Does this text stand on the element? With the option it stands on, if it is one of several.
fn reads(block: &Value, element: &Value, text: &str) -> Option<Option<Value>> {
    let text = text.trim();
    if [&element["text"], &element["placeholder"], &block["label"]].iter().any(|there| shown(there) == text) {
        return Some(None);
    }
    let option = options_of(element).into_iter().find(|option| shown(&option["text"]) == text);
    option.map(|option| Some(option.clone()))
}
