//! Every error code that stands in the sources is expected by some test here; one that nobody provokes is found.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::everything::manifest;
use crate::workspace::{Workspace, options};

/// Where an error is made, whatever spaces and lines are between.
const MADE: &[&str] = &[
    "Err(",
    "{ ",
    "ok_or(",
    "|| ",
    "Some(",
    "(call, ",
    "code: ",
    "::code(",
    "faults(",
    "Refusal::wrong(",
    "Refusal::missing(",
    "Refusal::forbidden(",
];
/// What is made of an argument that is missing or malformed: the second of two texts.
const OF_ARGUMENTS: &[&str] = &["need(", "json(", "instant("];

/// What stands in such a place and is no error: names of fields and events, subtypes, kinds, warnings.
const NO_ERRORS: &[&str] = &[
    "app_id",
    "authorization_code",
    "bot_message",
    "child_blocks",
    "conversations_history",
    "enterprise_id",
    "file_share",
    "from_url",
    "http_timeout",
    "image_64",
    "in_channel",
    "me_message",
    "message_action",
    "message_truncated",
    "missing_charset",
    "not_quiet",
    "pin_added",
    "pin_removed",
    "pinned_item",
    "plain_text",
    "plain_text_input",
    "refresh_token",
    "rich_text_quote",
    "rich_text_section",
    "superfluous_charset",
    "thread_broadcast",
];

/// Not to be had from outside: it is made sure of beforehand.
const UNREACHABLE: &[&str] = &["not_selectable"];

/// The sources below a folder; the page only shows codes.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The codes made below this folder of `src`, and where.
pub(crate) fn codes_made_in(folder: &str) -> BTreeMap<String, PathBuf> {
    let mut codes = BTreeMap::new();
    for (path, text) in sources(&root().join("src").join(folder)) {
        if path.starts_with(root().join("src/page")) {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
        for word in made(&words.join(" ").replace("( ", "(")) {
            codes.insert(word, path.clone());
        }
    }
    codes.retain(|code, _| !NO_ERRORS.contains(&code.as_str()));
    codes
}

/// The texts that look like a code and stand where an error is made.
fn made(source: &str) -> BTreeSet<String> {
    let pieces: Vec<&str> = source.split('"').collect();
    let mut found = BTreeSet::new();
    // Texts are every other piece; one with an escaped quotation mark shifts them, so each is looked at.
    for (place, text) in pieces.iter().enumerate().skip(1) {
        let is_code =
            text.contains('_') && text.bytes().all(|byte| matches!(byte, b'_' | b'a'..=b'z' | b'0'..=b'9'));
        let before = pieces[place - 1];
        let second = before == ", " && place > 2 && ends(pieces[place - 3], OF_ARGUMENTS);
        if is_code && (second || ends(before, MADE)) {
            found.insert((*text).to_owned());
        }
    }
    found
}

fn ends(text: &str, with: &[&str]) -> bool {
    with.iter().any(|end| text.ends_with(end))
}

/// What the tests say, but for this file and those that run only where Slack's own clients are.
fn said_in_tests() -> String {
    let all = sources(&root().join("tests/it"));
    let here = all.into_iter().filter(|(path, _)| {
        !path.starts_with(root().join("tests/it/foreign")) && !path.ends_with("tests/it/codes.rs")
    });
    here.map(|(_, text)| text).collect()
}

#[test]
fn no_error_code_is_left_unprovoked() {
    let here = include_str!("codes.rs");
    let tests = said_in_tests() + here.rsplit("/// The sandbox's own calls").next().unwrap();
    let codes = codes_made_in("");
    assert!(codes.len() > 150, "the sources are read no longer: {codes:?}");
    let expected = |code: &str| tests.contains(&format!("\"{code}\"")) || UNREACHABLE.contains(&code);
    let forgotten: Vec<_> = codes.iter().filter(|(code, _)| !expected(code)).collect();
    assert!(forgotten.is_empty(), "never provoked: {forgotten:?}");
}

#[test]
fn what_is_no_error_or_unreachable_is_really_there() {
    let all: String = sources(&root().join("src")).into_iter().map(|(_, text)| text).collect();
    let gone = NO_ERRORS.iter().chain(UNREACHABLE).filter(|code| !all.contains(&format!("\"{code}\"")));
    assert_eq!(gone.collect::<Vec<_>>(), Vec::<&&str>::new());
}

/// The sandbox's own calls, each with something wrong.
#[tokio::test]
async fn the_sandboxs_own_calls_say_what_is_wrong() {
    let workspace = Workspace::start().await;
    let act = |order: Value| {
        let mut all = json!({"as": "U1", "channel": "C1", "ts": "1.0"});
        all.as_object_mut().unwrap().extend(order.as_object().unwrap().clone());
        ("act", all)
    };
    let rows = [
        (act(json!({"do": "fly"})), "unknown_act"),
        (act(json!({"do": "say", "text": "x", "within": "-1s"})), "invalid_span"),
        (act(json!({"do": "edit", "ts": "soon", "text": "x"})), "invalid_ts"),
        (act(json!({"do": "profile", "tz": "Mars/Olympus"})), "invalid_tz"),
        (act(json!({"do": "emoji", "name": "nowhere", "remove": true})), "emoji_not_found"),
        (act(json!({"do": "upload", "name": "a.txt", "base64": "?"})), "invalid_base64"),
        (act(json!({"do": "open_home", "tab": "garage"})), "no_such_tab"),
        (act(json!({"do": "rename", "channel": "U2", "name": "x"})), "not_a_channel"),
        (("fault", json!({"fault": "status", "status": 200})), "invalid_fault"),
        (("fault", json!({"fault": "earthquake"})), "unknown_fault"),
        (("people", json!({"let_loose": "perhaps"})), "invalid_order"),
        (("play", json!({})), "invalid_play"),
        (("clock", json!({"advance": "soon"})), "invalid_span"),
        (("clock", json!({})), "invalid_turn"),
        (("follow", json!({"url": "http://10.0.0.1/"})), "invalid_url"),
    ];
    for ((call, order), code) in rows {
        let (status, answer) = workspace.control(call, order.clone()).await;
        assert!(status.is_client_error() && answer["detail"].is_string(), "{order}: {answer}");
        assert_eq!(answer["error"], code, "{order}: {answer}");
    }
    assert_eq!(workspace.get("/sandbox/wire/99999").await["error"], "not_kept");
}

#[tokio::test]
async fn an_app_that_takes_no_messages_gets_none() {
    let mut options = options();
    let mut closed = manifest(&["im:history"]);
    closed["features"]["app_home"]["messages_tab_read_only_enabled"] = json!(true);
    options.manifest = closed.to_string();
    let workspace = Workspace::start_with(options).await;
    let say = json!({"as": "U1", "do": "say", "channel": workspace.bot(), "text": "x"});
    assert_eq!(workspace.cannot(say).await, "messages_tab_closed");
}
