//! What goes wrong in Slack meanwhile. Each lasts one call or one delivery, or less than a second or two.

use serde_json::{Value, json};

use crate::dice::Dice;

/// Calls of which each may be refused, hang, fail or lose its answer.
const CALLS: [&str; 5] =
    ["chat.postMessage", "chat.update", "views.publish", "conversations.open", "conversations.history"];
/// Deliveries that may come twice.
const DELIVERIES: [&str; 4] = ["message.im", "block_actions", "view_submission", "member_joined_channel"];

/// Some fault. A post is hidden from history for less than so many milliseconds.
pub(super) fn fault(dice: &mut Dice, hidden: u64) -> Value {
    let call = dice.one_of(&CALLS);
    match dice.below(10) {
        0 => json!({ "fault": "status", "method": call, "status": 429, "retry_after": 1 }),
        1 => json!({ "fault": "status", "method": call, "status": 503 }),
        2 => json!({ "fault": "error", "method": call, "error": "internal_error" }),
        3 => json!({ "fault": "hang", "method": call }),
        4 => json!({ "fault": "drop_after_send", "method": call }),
        5 => json!({ "fault": "duplicate", "method": dice.one_of(&DELIVERIES) }),
        // Only what Slack may deliver in any order: of coming and going the last word counts.
        6 => json!({ "fault": "reorder", "method": "message.im" }),
        7 => json!({ "fault": "hide_from_history", "milliseconds": dice.below(hidden) }),
        8 => json!({ "fault": "disconnect", "reason": "cut", "times": 1 + dice.below(2) }),
        _ => json!({ "fault": "disconnect", "reason": dice.one_of(&["warning", "refresh_requested"]) }),
    }
}
