//! `tests/blockkit_corpus.json` read: payloads good and hostile, each with the verdict Slack gives.
//!
//! `tests/blockkit_agree.py` puts the same cases to `slack_sdk.models`, `tests/blockkit_types.cjs` the accepted ones to
//! `@slack/types`. In the file `{"$repeat": [text, n]}` stands for the text n times, `{"$times": [value, n]}` for a
//! list of n copies in which each `#` is the position. A case gives a whole `message` (its blocks) or `view`, or the
//! part that matters: a `block` of a message, the `accessory` of a section in it, the blocks of a `modal` or of a
//! `home` tab, or the element of an `input` in a modal. What is refused carries the `faults` as Slack lists them, and
//! the `error` where it is not the usual one.

use serde_json::{Value, json};

const CORPUS: &str = include_str!("../blockkit_corpus.json");

/// What is put to the API.
#[derive(Debug)]
pub(crate) enum Payload {
    Blocks(Value),
    View(Value),
}

/// One case, written out.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) payload: Payload,
    /// The code, where it is refused.
    pub(crate) error: Option<String>,
    /// The lines of `response_metadata.messages`.
    pub(crate) faults: Value,
}

/// All cases.
pub(crate) fn cases() -> Vec<Case> {
    let cases: Vec<Value> = serde_json::from_str(CORPUS).unwrap();
    cases.iter().map(read).collect()
}

fn read(case: &Value) -> Case {
    let payload = payload(case);
    let faults = case["faults"].clone();
    let usual = match payload {
        Payload::Blocks(_) => "invalid_blocks",
        Payload::View(_) => "invalid_arguments",
    };
    let error = case["error"].as_str().or((!faults.is_null()).then_some(usual));
    Case { name: case["name"].as_str().unwrap().to_owned(), payload, error: error.map(str::to_owned), faults }
}

/// The case put where it belongs.
fn payload(case: &Value) -> Payload {
    let text = |text: &str| json!({"type": "plain_text", "text": text});
    let modal = |blocks: Value| {
        Payload::View(json!({"type": "modal", "title": text("T"), "submit": text("S"), "blocks": blocks}))
    };
    let forms = ["message", "block", "accessory", "modal", "input", "home", "view"];
    let (form, given) = forms.iter().find_map(|form| Some((*form, expand(case.get(*form)?)))).unwrap();
    match form {
        "message" => Payload::Blocks(given),
        "block" => Payload::Blocks(json!([given])),
        "accessory" => Payload::Blocks(
            json!([{"type": "section", "text": {"type": "mrkdwn", "text": "T"}, "accessory": given}]),
        ),
        "modal" => modal(given),
        "input" => modal(json!([{"type": "input", "label": text("L"), "element": given}])),
        "home" => Payload::View(json!({"type": "home", "blocks": given})),
        _ => Payload::View(given),
    }
}

/// Writes the shorthands out.
fn expand(value: &Value) -> Value {
    if let Some([text, times]) = shorthand(value, "$repeat") {
        let times = usize::try_from(times.as_u64().unwrap()).unwrap();
        return text.as_str().unwrap().repeat(times).into();
    }
    if let Some([item, times]) = shorthand(value, "$times") {
        let item = expand(item).to_string();
        let copies = 0..times.as_u64().unwrap();
        return copies
            .map(|at| serde_json::from_str::<Value>(&item.replace('#', &at.to_string())).unwrap())
            .collect();
    }
    match value {
        Value::Array(items) => items.iter().map(expand).collect(),
        Value::Object(fields) => fields.iter().map(|(name, inner)| (name.clone(), expand(inner))).collect(),
        other => other.clone(),
    }
}

fn shorthand<'a>(value: &'a Value, name: &str) -> Option<&'a [Value; 2]> {
    value.get(name)?.as_array()?.as_slice().try_into().ok()
}
