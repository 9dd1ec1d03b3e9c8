//! Slack's limits: how often, how many, how large.

use serde_json::{Value, json};

use crate::app::App;
use crate::workspace::{Workspace, options};

async fn limited() -> Workspace {
    let mut options = options();
    options.limits = true;
    Workspace::start_with(options).await
}

/// Calls as often as that and is taken each time.
async fn calls(workspace: &Workspace, method: &str, body: &Value, times: usize) {
    for _ in 0..times {
        workspace.ok(method, body.clone()).await;
    }
}

/// Is told to come back; answers after how many seconds.
async fn refused(workspace: &Workspace, method: &str, body: &Value) -> u64 {
    let answer = workspace.try_api(method, body.clone()).await.unwrap();
    assert_eq!(answer.status().as_u16(), 429);
    let after = answer.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert_eq!(answer.json::<Value>().await.unwrap(), json!({"ok": false, "error": "ratelimited"}));
    after
}

#[tokio::test]
async fn who_calls_too_often_is_told_when_to_come_back() {
    let workspace = limited().await;
    calls(&workspace, "users.list", &json!({}), 20).await;
    let after = refused(&workspace, "users.list", &json!({})).await;
    assert!((1..=60).contains(&after), "{after}");
    workspace.ok("users.info", json!({"user": "U1"})).await;
    workspace.control("clock", json!({"skip_wall": format!("{after}s")})).await;
    calls(&workspace, "users.list", &json!({}), 1).await;
}

#[tokio::test]
async fn what_the_civil_clock_is_turned_by_counts_too() {
    let workspace = limited().await;
    for _ in 0..3 {
        calls(&workspace, "users.list", &json!({}), 20).await;
        refused(&workspace, "users.list", &json!({})).await;
        workspace.control("clock", json!({"advance": "1m"})).await;
    }
}

#[tokio::test]
async fn a_channel_takes_one_post_a_second_and_a_short_burst() {
    let workspace = limited().await;
    workspace.join().await;
    let post = |channel: &str| json!({"channel": channel, "text": "x"});
    calls(&workspace, "chat.postMessage", &post("C1"), 5).await;
    let before = workspace.state().await["messages"].as_array().unwrap().len();
    assert!(refused(&workspace, "chat.postMessage", &post("C1")).await <= 5);
    refused(&workspace, "chat.postMessage", &post("general")).await;
    assert_eq!(workspace.state().await["messages"].as_array().unwrap().len(), before, "nothing was posted");
    calls(&workspace, "chat.postMessage", &post("U1"), 5).await;
    workspace.control("clock", json!({"skip_wall": "5s"})).await;
    calls(&workspace, "chat.postMessage", &post("C1"), 5).await;
}

#[tokio::test]
async fn tests_are_not_limited_unless_they_want_it() {
    let workspace = Workspace::start().await;
    calls(&workspace, "users.list", &json!({}), 30).await;
}

#[tokio::test]
async fn a_call_without_a_good_token_does_not_count() {
    let workspace = limited().await;
    for _ in 0..30 {
        let answer = workspace.http.post(format!("{}/api/users.list", workspace.base)).bearer_auth("xoxb-no");
        assert_eq!(answer.send().await.unwrap().status().as_u16(), 200);
    }
    calls(&workspace, "users.list", &json!({}), 20).await;
}

fn dividers(count: usize) -> Value {
    json!(vec![json!({"type": "divider"}); count])
}

#[tokio::test]
async fn a_message_has_fifty_blocks_and_a_hundred_attachments() {
    let workspace = Workspace::start().await;
    let with = |blocks: usize| json!({"channel": "U1", "text": "x", "blocks": dividers(blocks)});
    workspace.ok("chat.postMessage", with(50)).await;
    assert_eq!(workspace.refused("chat.postMessage", with(51)).await, "invalid_blocks");
    let attached = |count: usize| json!({"channel": "U1", "attachments": vec![json!({"text": "x"}); count]});
    workspace.ok("chat.postMessage", attached(100)).await;
    assert_eq!(workspace.refused("chat.postMessage", attached(101)).await, "too_many_attachments");
}

#[tokio::test]
async fn a_view_has_a_hundred_blocks_and_250_kilobytes() {
    let workspace = Workspace::start().await;
    let publish = |blocks: Value| json!({"user_id": "U1", "view": {"type": "home", "blocks": blocks}});
    workspace.ok("views.publish", publish(dividers(100))).await;
    assert_eq!(workspace.refused("views.publish", publish(dividers(101))).await, "invalid_arguments");
    let section = json!({"type": "section", "text": {"type": "mrkdwn", "text": "å".repeat(2_900)}});
    assert_eq!(workspace.refused("views.publish", publish(json!(vec![section; 50]))).await, "view_too_large");
}

#[tokio::test]
async fn texts_metadata_and_files_have_their_largest_size() {
    let workspace = Workspace::start().await;
    let text = json!({"type": "section", "text": {"type": "mrkdwn", "text": "a".repeat(2_900)}});
    let long = json!({"channel": "U1", "text": "x", "blocks": vec![text; 5]});
    assert_eq!(workspace.refused("chat.postMessage", long).await, "msg_blocks_too_long");
    let metadata = json!({"event_type": "x", "event_payload": {"x": "a".repeat(16_000)}});
    let heavy = json!({"channel": "U1", "text": "x", "metadata": metadata});
    assert_eq!(workspace.refused("chat.postMessage", heavy).await, "metadata_too_large");
    let upload = |length: u64| json!({"filename": "a.bin", "length": length});
    workspace.ok("files.getUploadURLExternal", upload(64 << 20)).await;
    let refused = workspace.refused("files.getUploadURLExternal", upload((64 << 20) + 1)).await;
    assert_eq!(refused, "file_upload_size_restricted");
}

#[tokio::test]
async fn a_year_is_played_without_being_too_often() {
    let workspace = limited().await;
    workspace.join().await;
    let app = App::connect(&workspace).await;
    for week in 0..52 {
        workspace.control("clock", json!({"advance": "7d"})).await;
        workspace.post(json!({"channel": "C1", "text": format!("week {week}")})).await;
        workspace.ok("conversations.list", json!({})).await;
    }
    assert!(app.events().len() >= 52);
}
