//! Faults that were ordered.

use std::time::Duration;

use serde_json::{Value, json};

use crate::app::App;
use crate::workspace::Workspace;

#[tokio::test]
async fn a_status_comes_as_often_as_ordered_and_does_nothing_else() {
    let workspace = Workspace::start().await;
    workspace.fault(json!({"fault": "status", "method": "chat.postMessage", "times": 2, "status": 429, "retry_after": 7})).await;
    let body = json!({"channel": "U1", "text": "x"});
    for _ in 0..2 {
        let answer = workspace.try_api("chat.postMessage", body.clone()).await.unwrap();
        assert_eq!((answer.status().as_u16(), answer.headers()["retry-after"].to_str().unwrap()), (429, "7"));
        assert_eq!(answer.json::<Value>().await.unwrap()["error"], "ratelimited");
    }
    workspace.ok("auth.test", json!({})).await;
    workspace.post(body).await;
    assert_eq!(workspace.state().await["messages"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_fault_in_one_channel_is_none_elsewhere() {
    let (workspace, _app) = Workspace::with_app().await;
    let fault =
        json!({"fault": "error", "method": "chat.postMessage", "channel": "C1", "error": "ratelimited"});
    workspace.fault(fault).await;
    workspace.post(json!({"channel": "U1", "text": "x"})).await;
    let refused = workspace.refused("chat.postMessage", json!({"channel": "C1", "text": "x"})).await;
    assert_eq!(refused, "ratelimited");
}

#[tokio::test]
async fn an_error_is_slacks_code() {
    let workspace = Workspace::start().await;
    workspace
        .fault(json!({"fault": "error", "method": "chat.postMessage", "error": "channel_not_found"}))
        .await;
    assert_eq!(
        workspace.refused("chat.postMessage", json!({"channel": "U1", "text": "x"})).await,
        "channel_not_found"
    );
}

#[tokio::test]
async fn a_dropped_answer_was_done_all_the_same() {
    let workspace = Workspace::start().await;
    workspace.fault(json!({"fault": "drop_after_send", "method": "chat.postMessage"})).await;
    let sent = workspace.try_api("chat.postMessage", json!({"channel": "U1", "text": "lost?"})).await;
    assert!(sent.is_err());
    assert_eq!(workspace.state().await["messages"][0]["text"], "lost?");
}

#[tokio::test]
async fn a_skewed_answer_is_dated_by_another_clock() {
    let workspace = Workspace::start().await;
    workspace.fault(json!({"fault": "skew", "method": "auth.test", "seconds": -7200})).await;
    let date = |answer: reqwest::Response| {
        let date = answer.headers()["date"].to_str().unwrap().to_owned();
        chrono::DateTime::parse_from_rfc2822(&date).unwrap()
    };
    let skewed = date(workspace.try_api("auth.test", json!({})).await.unwrap());
    let right = date(workspace.try_api("auth.test", json!({})).await.unwrap());
    assert!((7199..7300).contains(&(right - skewed).num_seconds()), "{skewed} and {right}");
}

#[tokio::test]
async fn a_hanging_call_never_answers() {
    let workspace = Workspace::start().await;
    workspace.fault(json!({"fault": "hang", "method": "auth.test"})).await;
    let call = workspace.try_api("auth.test", json!({}));
    assert!(tokio::time::timeout(Duration::from_millis(100), call).await.is_err());
    workspace.ok("auth.test", json!({})).await;
}

#[tokio::test]
async fn a_duplicate_comes_again_under_the_same_event_id() {
    let (workspace, app) = Workspace::with_app().await;
    app.frames();
    workspace.fault(json!({"fault": "duplicate"})).await;
    workspace.act(json!({"as": "U1", "do": "say", "channel": "C1", "text": "hei"})).await;
    let frames = app.frames();
    assert_eq!(frames.len(), 2);
    assert_eq!(frames[0]["payload"]["event_id"], frames[1]["payload"]["event_id"]);
    assert_eq!(frames[1]["retry_attempt"], 1);
}

#[tokio::test]
async fn a_reordered_event_comes_after_the_next() {
    let (workspace, app) = Workspace::with_app().await;
    app.frames();
    workspace.fault(json!({"fault": "reorder"})).await;
    workspace.act(json!({"as": "U1", "do": "say", "channel": "C1", "text": "first"})).await;
    assert!(app.frames().is_empty());
    workspace.act(json!({"as": "U1", "do": "say", "channel": "C1", "text": "second"})).await;
    let texts: Vec<Value> = app.events().into_iter().map(|event| event["text"].clone()).collect();
    assert_eq!(texts, ["second", "first"]);
}

#[tokio::test]
async fn a_hidden_post_shows_after_so_many_look_ups() {
    let workspace = Workspace::start().await;
    workspace.fault(json!({"fault": "hide_from_history", "times": 2})).await;
    let posted = workspace.ok("chat.postMessage", json!({"channel": "U1", "text": "x"})).await;
    let mut seen = Vec::new();
    for _ in 0..3 {
        let page = workspace.ok("conversations.history", json!({"channel": posted["channel"]})).await;
        seen.push(page["messages"].as_array().unwrap().len());
    }
    assert_eq!(seen, [0, 0, 1]);
}

#[tokio::test]
async fn a_post_can_be_hidden_for_a_while_however_often_one_looks() {
    let workspace = Workspace::start().await;
    workspace.fault(json!({"fault": "hide_from_history", "milliseconds": 60_000})).await;
    let posted = workspace.ok("chat.postMessage", json!({"channel": "U1", "text": "x"})).await;
    let look = async || {
        let page = workspace.ok("conversations.history", json!({"channel": posted["channel"]})).await;
        page["messages"].as_array().unwrap().len()
    };
    assert_eq!((look().await, look().await, look().await), (0, 0, 0));
    workspace.control("clock", json!({"skip_wall": "1m"})).await;
    assert_eq!(look().await, 1);
}

#[tokio::test]
async fn faults_are_checked_and_cleared() {
    let workspace = Workspace::start().await;
    for wrong in [
        json!({"fault": "nonsense"}),
        json!({"fault": "status"}),
        json!({"fault": "error"}),
        json!({"fault": "hang", "times": 0}),
        json!({"fault": "hang", "tims": 2}),
        json!({"fault": "hang", "milliseconds": 2}),
        json!({"fault": "disconnect", "reason": "whim"}),
    ] {
        assert_eq!(workspace.control("fault", wrong.clone()).await.0.as_u16(), 400, "{wrong}");
    }
    workspace.fault(json!({"fault": "error", "error": "fatal_error", "times": 9})).await;
    assert_eq!(workspace.state().await["faults"], json!(["error"]));
    workspace.fault(json!({"clear": true})).await;
    workspace.ok("auth.test", json!({})).await;
}

#[tokio::test]
async fn the_wire_log_tells_both_directions() {
    let (workspace, _app): (_, App) = Workspace::with_app().await;
    workspace.act(json!({"as": "U1", "do": "command", "channel": "C1", "text": "/test"})).await;
    workspace.refused("chat.postMessage", json!({"channel": "C1"})).await;
    let log = workspace.get("/sandbox/wire?after=1").await;
    let records = log["records"].as_array().unwrap();
    let find = |kind: &str, name: &str| {
        records.iter().find(|record| record["kind"] == kind && record["name"] == name)
    };
    assert_eq!(find("envelope", "/test").unwrap()["dir"], "out");
    assert_eq!(find("api", "chat.postMessage").unwrap()["error"], "no_text");
    assert!(records.iter().all(|record| record["n"].as_u64().unwrap() > 1));
}
