//! The types that Slack's packages for JavaScript have for its answers and payloads: what the sandbox sends is held
//! against them, and what does not fit stands in `types.txt` with its reason.

use std::collections::BTreeSet;
use std::process::Stdio;

use serde_json::{Value, json};

use super::program::Program;
use super::reasons::Reasons;
use super::{Language, skip};

const LIST: &str = include_str!("../../foreign/expected/types.txt");

/// A value, and the name of the type it should be of.
pub(crate) type Typed = (String, Value);

/// The type of a method's answer.
pub(crate) fn of_answer(method: &str) -> String {
    let words = method.split('.').map(|word| word[..1].to_uppercase() + &word[1..]);
    words.collect::<String>() + "Response"
}

/// A payload and, for an event, what is in the envelope.
pub(crate) fn of_payload(payload: &Value) -> Vec<Typed> {
    let text = |pointer: &str| payload.pointer(pointer).and_then(Value::as_str);
    let name = match (text("/type"), text("/event/type"), text("/event/subtype")) {
        (None, ..) => "SlashCommand",
        (Some("block_actions"), ..) => "BlockAction",
        (Some("block_suggestion"), ..) => "BlockSuggestion",
        (Some("view_submission"), ..) => "ViewSubmitAction",
        (Some("view_closed"), ..) => "ViewClosedAction",
        (Some("shortcut"), ..) => "GlobalShortcut",
        (Some("message_action"), ..) => "MessageShortcut",
        (_, Some(_), Some("message_changed")) => "MessageChangedEvent",
        (_, Some(_), Some("message_deleted")) => "MessageDeletedEvent",
        (_, Some("message"), _) => "GenericMessageEvent",
        (_, Some("app_mention"), _) => "AppMentionEvent",
        (_, Some("app_home_opened"), _) => "AppHomeOpenedEvent",
        (_, Some("file_shared"), _) => "FileSharedEvent",
        (_, Some("member_joined_channel"), _) => "MemberJoinedChannelEvent",
        (_, Some("reaction_added"), _) => "ReactionAddedEvent",
        other => panic!("no type is known for {other:?}"),
    };
    if text("/event/type").is_none() {
        return vec![(name.to_owned(), payload.clone())];
    }
    let mut envelope = payload.clone();
    let event = envelope["event"].take();
    vec![("EnvelopedEvent".to_owned(), envelope), (name.to_owned(), event)]
}

/// # Panics
/// When something does not fit and no reason is known, or a reason of this kind has nothing to explain any more.
pub(crate) async fn hold(values: Vec<Typed>, of_kind: impl Fn(&str) -> bool) {
    let mut ask = Language::JavaScript.command();
    let ask = ask.args(["-e", "require('typescript')"]).stdout(Stdio::null()).stderr(Stdio::null());
    if !ask.status().is_ok_and(|status| status.success()) {
        return skip("TypeScript");
    }
    let lines =
        values.into_iter().map(|(name, value)| json!({"type": name, "value": value}).to_string() + "\n");
    let mut program = Program::start(Language::JavaScript.program("types"));
    program.tell(&lines.collect::<String>());
    let (good, said, complaints) = program.finish().await;
    assert!(good, "{complaints}");
    let said: BTreeSet<String> = said.into_iter().collect();
    let said = said.iter().map(String::as_str);
    Reasons::read(LIST).only(of_kind).hold(said.clone(), said);
}
