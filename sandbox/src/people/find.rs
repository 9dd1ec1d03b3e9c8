//! Finding the element somebody means: by its ids, or by what a person reads on it.

use serde_json::Value;

use super::deed::Deed;
use super::elements::{elements_of, options_of, shown};
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
    let pairs = || blocks.iter().flat_map(|block| elements_of(block).map(move |element| (block, element)));
    for (block, element) in pairs() {
        let named = action.is_none_or(|id| element["action_id"] == id)
            && block_id.is_none_or(|id| block["block_id"] == id);
        let read = text.map(|text| reads(block, element, text));
        if named && let Some(option) = read.unwrap_or(Some(None)) {
            return Ok(Found { block: block.clone(), element: element.clone(), option });
        }
    }
    let there: Vec<String> = pairs()
        .map(|(_, element)| format!("{} ({})", shown(&element["text"]), element["action_id"]))
        .collect();
    Err(Refusal::missing("element_not_found", format!("there are: {}", there.join(", "))))
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
