//! Every rule by example: `tests/blockkit_corpus.json` holds for each an accepted and a refused case with the exact words.
//!
//! `tests/blockkit_agree.py` puts the same cases to `slack_sdk.models`. In the file `{"$repeat": [text, n]}` stands for
//! the text n times, `{"$times": [value, n]}` for a list of n copies in which each `#` is the position. A case gives a
//! whole `message` (its blocks) or `view`, or the part that matters: a `block` of a message, the `accessory` of a
//! section in it, the blocks of a `modal`, or the element of an `input` in one.

#![expect(clippy::unwrap_used, reason = "a corpus that cannot be read should fail the test")]

use serde_json::{Value, json};

use super::{message, view};

const CORPUS: &str = include_str!("../../tests/blockkit_corpus.json");

fn corpus() -> Vec<Value> {
    serde_json::from_str(CORPUS).unwrap()
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

/// The faults found in a case, put where it belongs.
fn faults(case: &Value) -> Vec<String> {
    let given = |name: &str| case.get(name).map(expand);
    let modal = |blocks: Value| {
        let text = |text: &str| json!({"type": "plain_text", "text": text});
        view(&json!({"type": "modal", "title": text("T"), "submit": text("S"), "blocks": blocks}))
    };
    if let Some(blocks) = given("message") {
        message(&blocks)
    } else if let Some(block) = given("block") {
        message(&json!([block]))
    } else if let Some(element) = given("accessory") {
        message(&json!([{"type": "section", "text": {"type": "mrkdwn", "text": "T"}, "accessory": element}]))
    } else if let Some(blocks) = given("modal") {
        modal(blocks)
    } else if let Some(element) = given("input") {
        modal(json!([{"type": "input", "label": {"type": "plain_text", "text": "L"}, "element": element}]))
    } else {
        view(&given("view").unwrap())
    }
}

#[test]
fn every_case_of_the_corpus_gets_its_verdict_in_slacks_words() {
    for case in corpus() {
        let expected: Vec<String> = case
            .get("faults")
            .map(|faults| serde_json::from_value(faults.clone()).unwrap())
            .unwrap_or_default();
        assert_eq!(faults(&case), expected, "{}", case["name"]);
    }
}

#[test]
fn the_corpus_accepts_and_refuses() {
    let (refused, accepted): (Vec<_>, Vec<_>) =
        corpus().into_iter().partition(|case| case.get("faults").is_some());
    assert!(accepted.len() > 90, "{} accepted", accepted.len());
    assert!(refused.len() > 150, "{} refused", refused.len());
}

#[test]
fn anything_that_is_json_gets_an_answer() {
    for odd in [json!(null), json!(1), json!("x"), json!([[[]]]), json!({"type": {"type": []}})] {
        assert!(!view(&odd).is_empty(), "{odd}");
        assert!(!message(&json!([odd])).is_empty(), "[{odd}]");
    }
}
