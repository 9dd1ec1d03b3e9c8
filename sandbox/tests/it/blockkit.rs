//! What the Web API takes and refuses of Block Kit: each case of the corpus, over HTTP and in Slack's words.

use serde_json::{Value, json};

use crate::app::App;
use crate::corpus::{Case, Payload, cases};
use crate::workspace::Workspace;

#[track_caller]
fn verdict(case: &Case, answer: &Value) {
    let name = &case.name;
    assert_eq!(answer["error"].as_str(), case.error.as_deref(), "{name}: {answer}");
    assert_eq!(answer["ok"], case.error.is_none(), "{name}: {answer}");
    assert_eq!(answer["response_metadata"]["messages"], case.faults, "{name}: {answer}");
}

async fn trigger(workspace: &Workspace, app: &App) -> Value {
    workspace.act(json!({"as": "U1", "do": "shortcut", "callback_id": "new_thing", "within": "0s"})).await;
    app.frame().await["payload"]["trigger_id"].clone()
}

#[tokio::test]
async fn every_message_of_the_corpus_gets_its_verdict_in_slacks_words() {
    let workspace = Workspace::start().await;
    workspace.join().await;
    for case in cases() {
        let Payload::Blocks(blocks) = &case.payload else { continue };
        let answer = workspace.api("chat.postMessage", json!({"channel": "C1", "blocks": blocks})).await;
        // What is fine but empty needs a text, which is no matter of Block Kit.
        if answer["error"] == "no_text" {
            let with_text = json!({"channel": "C1", "text": "t", "blocks": blocks});
            verdict(&case, &workspace.api("chat.postMessage", with_text).await);
        } else {
            verdict(&case, &answer);
        }
    }
}

#[tokio::test]
async fn every_view_of_the_corpus_gets_its_verdict_in_slacks_words() {
    let (workspace, app) = Workspace::with_app().await;
    for case in cases() {
        let Payload::View(view) = &case.payload else { continue };
        let answer = if view["type"] == "home" {
            workspace.api("views.publish", json!({"user_id": "U1", "view": view})).await
        } else if case.error.is_some() {
            // The view is looked at before the trigger.
            workspace.api("views.open", json!({"trigger_id": "none", "view": view})).await
        } else {
            let trigger = trigger(&workspace, &app).await;
            workspace.api("views.open", json!({"trigger_id": trigger, "view": view})).await
        };
        verdict(&case, &answer);
    }
}

#[tokio::test]
async fn refused_blocks_are_told_twice_and_nothing_is_posted() {
    let workspace = Workspace::start().await;
    workspace.join().await;
    let before = workspace.state().await["messages"].clone();
    let blocks = json!([{"type": "section", "text": {"type": "mrkdwn", "text": ""}}]);
    let answer =
        workspace.api("chat.postMessage", json!({"channel": "C1", "text": "t", "blocks": blocks})).await;
    let expected = json!({
        "ok": false,
        "error": "invalid_blocks",
        "errors": [
            "failed to match all allowed schemas [json-pointer:/blocks/0/text]",
            "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
        ],
        "response_metadata": {"messages": [
            "[ERROR] failed to match all allowed schemas [json-pointer:/blocks/0/text]",
            "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]",
        ]},
    });
    assert_eq!(answer, expected);
    assert_eq!(workspace.state().await["messages"], before);
}

#[test]
fn the_corpus_accepts_and_refuses() {
    let (refused, accepted): (Vec<_>, Vec<_>) = cases().into_iter().partition(|case| case.error.is_some());
    assert!(accepted.len() > 150, "{} accepted", accepted.len());
    assert!(refused.len() > 400, "{} refused", refused.len());
}
