//! What people do, by the control calls alone: press, type, fill in.

use crate::world::World;
use serde_json::{Value, json};

/// Somebody does something; answers what they see then.
pub(super) async fn act(world: &World, who: &str, mut order: Value) -> Value {
    order["as"] = json!(who);
    world.act(&order).await
}

/// Somebody types a command in a channel.
pub(super) async fn command(world: &World, who: &str, channel: &str, words: &str) -> Value {
    act(world, who, json!({"do": "command", "channel": channel, "text": words})).await
}

/// Somebody presses a button of a message; `None` if there is none whose action begins so.
pub(super) async fn press(world: &World, who: &str, message: &Value, action: &str) -> Option<Value> {
    let action_id = actions(message).find(|id| id.starts_with(action))?;
    let order =
        json!({"do": "click", "channel": message["channel"], "ts": message["ts"], "action_id": action_id});
    Some(act(world, who, order).await)
}

/// The actions that a message offers.
fn actions(message: &Value) -> impl Iterator<Item = &str> {
    let blocks = message["blocks"].as_array().into_iter().flatten();
    let elements = blocks.flat_map(|block| block["elements"].as_array().into_iter().flatten());
    elements.filter_map(|element| element["action_id"].as_str())
}

/// The `nth` message that somebody sees after a deed and that offers such an action; where one
/// message offers several, the `nth` of these is what `press` is given.
pub(super) fn offers(seen: &Value, action: &str, nth: usize) -> (Value, String) {
    let messages = seen["messages"].as_array().into_iter().flatten();
    let mut all =
        messages.flat_map(|message| actions(message).map(move |id| (message.clone(), id.to_owned())));
    let found = all.by_ref().filter(|(_, id)| id.starts_with(action)).nth(nth);
    found.unwrap_or_else(|| panic!("nothing offers {action}: {}", seen["messages"]))
}

/// Fills the form in that has opened, sends it, and closes the thanks that may come in its place.
pub(super) async fn fill_in(world: &World, who: &str, seen: &Value, values: Value) -> Value {
    let form = &seen["view"];
    assert!(form["submit"].is_object(), "{who} gets no form, but {seen}");
    let sent = act(world, who, json!({"do": "submit", "view_id": form["id"], "values": values})).await;
    assert!(sent["errors"].as_object().is_none_or(serde_json::Map::is_empty), "{who}: {values} {sent}");
    close(world, who, &sent).await;
    sent
}

/// Closes whatever is open.
pub(super) async fn close(world: &World, who: &str, seen: &Value) {
    if !seen["view"].is_null() {
        act(world, who, json!({"do": "close", "all": true})).await;
    }
}
