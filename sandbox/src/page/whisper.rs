//! The newest message that only the person one plays can see, for the script to show as a toast when it is new.

use serde_json::{Value, json};

use super::context::Page;
use super::happened::{line, target};
use super::world::compare_ts;

/// Who whispered what, and where it stands; `null` when nobody did.
pub(crate) fn newest(page: &Page<'_>) -> Value {
    let mine =
        page.world.messages.iter().filter(|message| message.ephemeral_to.is_some() && page.sees(message));
    let Some(message) = mine.max_by(|a, b| compare_ts(a.ts, b.ts)) else { return Value::Null };
    json!({
        "ts": message.ts, "who": page.world.author(message), "text": line(page, message),
        "href": target(page, message), "only": page.words.help.whispered, "go": page.words.help.go_there,
    })
}
