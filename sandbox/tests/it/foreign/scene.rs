//! What people see, a line for each thing, and what has become of it since the last look.

use std::collections::BTreeMap;

use serde_json::Value;

/// Lines by what they are about.
pub(crate) type Scene = BTreeMap<String, String>;

/// Reads `GET /sandbox/state`.
pub(crate) fn scene(state: &Value) -> Scene {
    let mut scene = Scene::new();
    for message in state["messages"].as_array().unwrap() {
        let key = format!("message {} {}", text(&message["channel"]), text(&message["ts"]));
        scene.insert(key, message_line(message));
    }
    let mut depth = BTreeMap::new();
    for view in state["views"].as_array().unwrap() {
        let user = text(&view["user"]);
        let place: &mut u32 = depth.entry(user).or_default();
        *place += 1;
        let errors = view["errors"].as_object().unwrap();
        let errors: String = errors.iter().map(|(block, error)| format!(" {block}: {error}")).collect();
        scene.insert(format!("modal {place} of {user}"), format!("{}{errors}", view["title"]["text"]));
    }
    for (user, blocks) in state["homes"].as_object().unwrap() {
        scene.insert(format!("home of {user}"), shape(blocks));
    }
    scene
}

fn message_line(message: &Value) -> String {
    let mut line = format!("{} by {}", message["text"], text(&message["user"]));
    let mut add = |name: &str, value: &Value| {
        if !value.is_null() {
            line += &format!(", {name} {}", value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        }
    };
    for name in ["subtype", "thread_ts", "ephemeral_to", "metadata"] {
        add(name, &message[name]);
    }
    if message["blocks"].is_array() {
        add("blocks", &Value::String(shape(&message["blocks"])));
    }
    for reaction in message["reactions"].as_array().unwrap() {
        add(&format!("reaction {}", text(&reaction["name"])), &reaction["users"]);
    }
    for file in message["files"].as_array().unwrap() {
        add("file", &file["title"]);
    }
    for name in ["edited", "pinned"] {
        if message[name] == true || message[name].is_object() {
            add(name, &Value::String(String::new()));
        }
    }
    line.trim_end().to_owned()
}

/// The types of blocks.
fn shape(blocks: &Value) -> String {
    blocks.as_array().unwrap().iter().map(|block| text(&block["type"])).collect::<Vec<_>>().join("+")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("nobody")
}

/// What came, went or changed.
pub(crate) fn news(before: &Scene, after: &Scene) -> Vec<String> {
    let mut lines = Vec::new();
    for (key, line) in after {
        match before.get(key) {
            None => lines.push(format!("new {key}: {line}")),
            Some(old) if old != line => lines.push(format!("now {key}: {line}")),
            Some(_) => {}
        }
    }
    lines.extend(before.keys().filter(|key| !after.contains_key(*key)).map(|key| format!("gone {key}")));
    lines
}
