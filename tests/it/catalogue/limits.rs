//! Slack's limits (docs.slack.dev, "Block Kit") and our own, whatever people type.

use super::cast::Cast;
use super::{laid_out, messages};
use klynge::domain::model::Lang;
use klynge::i18n;
use serde_json::Value;
use std::collections::BTreeSet;

const HOSTILE: &str = "<!channel> *x* `y` & <https://evil.example|her> <@U0IDA> _z_";

/// Names as one meets them, names that would do harm as marks, and names without end.
fn casts() -> [Cast; 3] {
    [Cast::ordinary(), Cast::all(HOSTILE), Cast::all(&"Ærlig & <lang> ".repeat(400))]
}

/// Every value of a JSON tree.
pub(super) fn walk<'a>(of: &'a Value, visit: &mut impl FnMut(&'a Value)) {
    visit(of);
    match of {
        Value::Object(parts) => parts.values().for_each(|part| walk(part, visit)),
        Value::Array(parts) => parts.iter().for_each(|part| walk(part, visit)),
        _ => {}
    }
}

fn text<'a>(of: &'a Value, path: &str) -> Option<&'a str> {
    of.pointer(path).and_then(Value::as_str)
}

/// At least one character, at most so many.
fn fits(of: &Value, path: &str, most: usize) {
    if let Some(text) = text(of, path) {
        let length = text.chars().count();
        assert!((1..=most).contains(&length), "{path}: {length} of {most} characters: {text}");
    }
}

/// Holds a message or a view to Slack's limits.
pub(crate) fn fits_everywhere(json: &Value) {
    fits(json, "/text", 3_900);
    fits(json, "/title/text", 24);
    fits(json, "/submit/text", 24);
    fits(json, "/close/text", 24);
    fits(json, "/private_metadata", 3_000);
    walk(json, &mut |value| match text(value, "/type") {
        Some("header") => fits(value, "/text/text", 150),
        Some("section") => fits(value, "/text/text", 3_000),
        Some("mrkdwn" | "plain_text") => fits(value, "/text", 3_000),
        Some("button") => {
            fits(value, "/text/text", 75);
            fits(value, "/value", 2_000);
            fits(value, "/action_id", 255);
            fits(value, "/confirm/title/text", 100);
            fits(value, "/confirm/text/text", 300);
            fits(value, "/confirm/confirm/text", 30);
            fits(value, "/confirm/deny/text", 30);
        }
        Some("plain_text_input" | "url_text_input") => fits(value, "/initial_value", 3_000),
        _ if value.get("value").is_some() => {
            fits(value, "/text/text", 75);
            fits(value, "/value", 150);
        }
        _ => fits(value, "/placeholder/text", 150),
    });
}

#[test]
fn nothing_is_longer_than_slack_takes() {
    for cast in casts() {
        laid_out(&cast).iter().for_each(|(.., json)| fits_everywhere(json));
    }
}

#[test]
fn a_message_is_short_and_its_parts_are_told_apart() {
    for cast in casts() {
        for (feature, case, _, json) in laid_out(&cast) {
            let blocks = json.get("blocks").and_then(Value::as_array).map(Vec::len).unwrap_or_default();
            let most = if text(&json, "/type") == Some("home") { 100 } else { 12 };
            assert!((1..=most).contains(&blocks), "{feature} {case}: {blocks} blocks");
            for name in ["action_id", "block_id"] {
                let mut seen = BTreeSet::new();
                walk(&json, &mut |value| {
                    if let Some(id) = value.get(name).and_then(Value::as_str) {
                        assert!(seen.insert(id), "{feature} {case}: {name} {id} twice");
                    }
                });
            }
        }
    }
}

#[test]
fn what_people_type_reaches_nobody_else() {
    for (feature, case, _, json) in laid_out(&Cast::all(HOSTILE)) {
        let mut read = vec![text(&json, "/text").unwrap_or_default()];
        walk(&json, &mut |value| {
            if text(value, "/type") == Some("mrkdwn") {
                read.extend(text(value, "/text"));
            }
        });
        for mrkdwn in read {
            assert!(!mrkdwn.contains("<!"), "{feature} {case}: {mrkdwn}");
            // What was noted for a brief may be a link, with no words of their own before it.
            assert!(!mrkdwn.contains("<https://evil.example|"), "{feature} {case}: {mrkdwn}");
        }
    }
}

/// Lists apart, sixty words are what one reads in a message between two meetings.
#[test]
fn a_message_has_at_most_sixty_words() {
    for feature in messages(&Cast::ordinary()) {
        for (case, msg) in &feature.examples {
            for lang in Lang::ALL {
                let said = i18n::render(lang, msg);
                let words: usize = [said.title, Some(said.text), said.small]
                    .iter()
                    .flatten()
                    .map(|part| part.split_whitespace().count())
                    .sum();
                assert!(words <= 60, "{} {case} in {}: {words} words", feature.name, lang.code());
            }
        }
    }
}

#[test]
fn a_button_fits_on_a_phone() {
    for (.., json) in laid_out(&Cast::ordinary()) {
        walk(&json, &mut |value| {
            let theme = text(value, "/action_id").is_some_and(|id| {
                ["host.idea.", "host.wish.", "agenda.remove."].iter().any(|typed| id.starts_with(typed))
            });
            if text(value, "/type") == Some("button") && !theme {
                fits(value, "/text/text", 25);
            }
        });
    }
}
