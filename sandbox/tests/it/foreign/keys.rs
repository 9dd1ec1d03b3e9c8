//! Which fields a payload has, beside those that Slack's payloads have (`tests/foreign/slack_fields.json`).

use std::collections::BTreeSet;

use serde_json::Value;

/// What is missing in a payload, and what Slack's has not, in words.
///
/// # Panics
/// When nobody has written down what Slack's payload of this kind has.
pub(crate) fn differences(payload: &Value) -> Vec<String> {
    let table: Value = serde_json::from_str(include_str!("../../foreign/slack_fields.json")).unwrap();
    let kind = kind(payload);
    let mut fields = Vec::new();
    collect(&table, &kind, &mut fields);
    let mut found = BTreeSet::new();
    paths(payload, String::new(), &fields, &mut found);
    let known: BTreeSet<&str> = fields.iter().map(|field| name(field)).collect();
    let needed = fields.iter().filter(|field| !field.ends_with('?')).map(|field| name(field));
    let missing = needed.filter(|field| !found.contains(*field)).map(|field| format!("{kind} lacks {field}"));
    let beyond = found.iter().filter(|path| !known.contains(path.as_str()));
    missing.chain(beyond.map(|path| format!("{kind} has {path}"))).collect()
}

fn kind(payload: &Value) -> String {
    let text = |pointer: &str| payload.pointer(pointer).and_then(Value::as_str);
    match (text("/type"), text("/event/type"), text("/event/subtype")) {
        (None, ..) => "command".to_owned(),
        (_, Some(event), Some(subtype)) => {
            let of = match (text("/event/message/subtype"), text("/event/message/bot_id")) {
                (Some("tombstone"), _) => " to a tombstone",
                (_, Some(_)) => " of an app",
                _ => "",
            };
            format!("{event}/{subtype}{of}")
        }
        (_, Some(event), None) => event.to_owned(),
        (Some("block_actions"), ..) => format!("block_actions in a {}", text("/container/type").unwrap()),
        (Some(kind), ..) => kind.to_owned(),
    }
}

fn collect(table: &Value, kind: &str, fields: &mut Vec<String>) {
    let list = table[kind].as_array().unwrap_or_else(|| panic!("nothing is known of {kind}"));
    for field in list.iter().filter_map(Value::as_str) {
        match field.strip_prefix('+') {
            Some(other) => collect(table, other, fields),
            None => fields.push(field.to_owned()),
        }
    }
}

/// Without its marks.
fn name(field: &str) -> &str {
    field.trim_end_matches(['?', '*'])
}

/// The paths to all leaves; a field with a star is one, whatever it holds.
fn paths(value: &Value, path: String, fields: &[String], found: &mut BTreeSet<String>) {
    let whole = fields.iter().any(|field| name(field) == path && field.trim_end_matches('?').ends_with('*'));
    match value {
        Value::Object(inner) if !whole && !inner.is_empty() => {
            for (key, value) in inner {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                paths(value, path, fields, found);
            }
        }
        Value::Array(items) if !whole && !items.is_empty() => {
            for item in items {
                paths(item, format!("{path}[]"), fields, found);
            }
        }
        _ => {
            found.insert(path);
        }
    }
}
