//! What Slack holds against a call that it takes nevertheless: `warning`, and the same under `response_metadata`.

use serde_json::{Value, json};

/// Adds one to an answer; several stand with commas between.
pub(super) fn add(answer: &mut Value, warning: &str) {
    let mut all = answer["response_metadata"]["warnings"].as_array().cloned().unwrap_or_default();
    all.push(json!(warning));
    let words: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
    answer["warning"] = json!(words.join(","));
    answer["response_metadata"]["warnings"] = Value::Array(all);
}
