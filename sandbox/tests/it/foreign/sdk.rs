//! Slack's own clients call every method, with success and with every refusal; all from one plan.

use std::collections::BTreeSet;

use serde_json::Value;

use super::bolt::is_answer;
use super::plan::Plan;
use super::program::Program;
use super::{Language, types};
use crate::codes::codes_made_in;
use crate::shapes::offered;

/// What the client got: for each call that succeeded the method and the answer.
async fn call_all(language: Language) -> Vec<String> {
    let plan = Plan::make().await;
    let mut program = Program::start(language.program("sdk"));
    program.tell(&plan.wire.to_string());
    let (good, answers, complaints) = program.finish().await;
    assert!(good, "{complaints}");
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn slacks_javascript_client_calls_everything() {
    if !Language::JavaScript.is_there() {
        return;
    }
    let answers = call_all(Language::JavaScript).await;
    let typed = answers.iter().map(|line| {
        let mut line: Value = serde_json::from_str(line).unwrap();
        (types::of_answer(line["method"].as_str().unwrap()), line["answer"].take())
    });
    types::hold(typed.collect(), is_answer).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn slacks_python_client_calls_everything() {
    if Language::Python.is_there() {
        call_all(Language::Python).await;
    }
}

/// Codes that stand outside the sources of single methods.
const GENERAL_CODES: &[&str] = &[
    "account_inactive",
    "bad_redirect_uri",
    "code_already_used",
    "fatal_error",
    "invalid_arguments",
    "invalid_auth",
    "invalid_code",
    "invalid_refresh_token",
    "missing_scope",
    "not_allowed_token_type",
    "not_authed",
    "ratelimited 7",
    "token_already_exchanged",
    "token_revoked",
    "unknown_method",
];

/// What no client of Slack's ever gives cause for: their bodies are as they should be.
const WELL_FORMED: &[&str] = &[
    "invalid_charset",
    "invalid_form_data",
    "invalid_json",
    "invalid_post_type",
    "json_not_object",
    "missing_post_type",
];

#[tokio::test]
async fn no_method_and_no_refusal_is_left_out() {
    let plan = Plan::make().await;
    let wanted = plan.wanted();
    let mut methods = offered();
    // Of no use to a bot: archiving puts it out of the channel.
    methods.remove("conversations.unarchive");
    let succeed: BTreeSet<&str> =
        wanted.iter().filter(|(_, want)| *want == "ok").map(|(method, _)| *method).collect();
    methods.retain(|method| !succeed.contains(method.as_str()));
    assert!(methods.is_empty(), "never called with success: {methods:?}");
    let codes: BTreeSet<&str> = wanted.iter().map(|(_, want)| *want).collect();
    let made = codes_made_in("api");
    let mut missing: Vec<&str> =
        made.keys().map(String::as_str).chain(GENERAL_CODES.iter().copied()).collect();
    missing.retain(|code| !codes.contains(code) && !WELL_FORMED.contains(code));
    assert!(missing.is_empty(), "never provoked: {missing:?}");
}
