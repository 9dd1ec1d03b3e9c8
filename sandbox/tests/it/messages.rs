//! Posting, changing, deleting and reading back.

use serde_json::{Value, json};

use crate::workspace::Workspace;

#[tokio::test]
async fn a_post_is_refused_for_slacks_reasons() {
    let workspace = Workspace::start().await;
    let post = async |body: Value| workspace.refused("chat.postMessage", body).await;
    assert_eq!(post(json!({"channel": "C1", "text": "x"})).await, "not_in_channel");
    assert_eq!(post(json!({"channel": "C2", "text": "x"})).await, "channel_not_found");
    assert_eq!(post(json!({"channel": "C9", "text": "x"})).await, "channel_not_found");
    workspace.join().await;
    assert_eq!(post(json!({"channel": "C1"})).await, "no_text");
    assert_eq!(post(json!({"channel": "C1", "text": "x", "thread_ts": "1.0"})).await, "thread_not_found");
    assert_eq!(post(json!({"channel": "C1", "text": "x", "blocks": "{"})).await, "invalid_blocks_format");
    assert_eq!(
        post(json!({"channel": "C1", "text": "x", "metadata": {"event_type": "x"}})).await,
        "invalid_metadata_format"
    );
    let answer =
        workspace.api("chat.postMessage", json!({"channel": "C1", "blocks": [{"type": "nonsense"}]})).await;
    assert_eq!(answer["error"], "invalid_blocks");
    assert!(answer["response_metadata"]["messages"][0].as_str().unwrap().starts_with("[ERROR]"));
}

#[tokio::test]
async fn a_long_text_is_cut_on_posting_and_refused_on_changing() {
    let workspace = Workspace::start().await;
    let long = "a".repeat(40_001);
    let posted = workspace.ok("chat.postMessage", json!({"channel": "U1", "text": long})).await;
    assert_eq!(posted["message"]["text"].as_str().unwrap().len(), 40_000);
    let update = json!({"channel": posted["channel"], "ts": posted["ts"], "text": long});
    assert_eq!(workspace.refused("chat.update", update).await, "msg_too_long");
}

#[tokio::test]
async fn an_address_in_a_text_becomes_a_link_unless_the_app_says_no() {
    let workspace = Workspace::start().await;
    let text = "https://a.no og <https://b.no/ c|b>";
    let said = async |parse: Value| {
        let posted =
            workspace.ok("chat.postMessage", json!({"channel": "U1", "text": text, "parse": parse})).await;
        posted["message"]["text"].clone()
    };
    assert_eq!(said(json!("none")).await, text);
    assert_eq!(said(json!("full")).await, "<https://a.no> og <https://b.no/ c|b>");
}

#[tokio::test]
async fn metadata_are_kept_and_read_back_only_on_request() {
    let workspace = Workspace::start().await;
    let metadata = json!({"event_type": "card", "event_payload": {"outbox": "7"}});
    let posted =
        workspace.ok("chat.postMessage", json!({"channel": "U1", "text": "x", "metadata": metadata})).await;
    let history = async |all: bool| {
        let asked = json!({"channel": posted["channel"], "include_all_metadata": all});
        workspace.ok("conversations.history", asked).await["messages"][0].clone()
    };
    assert_eq!(history(true).await["metadata"], metadata);
    assert!(history(false).await.get("metadata").is_none());
    assert_eq!(history(true).await["bot_id"], posted["message"]["bot_id"]);
}

#[tokio::test]
async fn history_comes_in_pages_newest_first() {
    let workspace = Workspace::start().await;
    workspace.join().await;
    let mut sent = Vec::new();
    for number in 0..5 {
        sent.push(workspace.post(json!({"channel": "C1", "text": number.to_string()})).await);
    }
    let texts = |page: &Value| -> Vec<String> {
        page["messages"]
            .as_array()
            .unwrap()
            .iter()
            .map(|message| message["text"].as_str().unwrap().to_owned())
            .collect()
    };
    let first = workspace.ok("conversations.history", json!({"channel": "C1", "limit": 2})).await;
    assert_eq!((texts(&first), &first["has_more"]), (vec!["4".into(), "3".into()], &json!(true)));
    let cursor = &first["response_metadata"]["next_cursor"];
    let second =
        workspace.ok("conversations.history", json!({"channel": "C1", "limit": 2, "cursor": cursor})).await;
    assert_eq!(texts(&second), ["2", "1"]);
    let between = |inclusive: bool| json!({"channel": "C1", "oldest": sent[1], "latest": sent[3], "inclusive": inclusive});
    assert_eq!(texts(&workspace.ok("conversations.history", between(false)).await), ["2"]);
    assert_eq!(texts(&workspace.ok("conversations.history", between(true)).await), ["3", "2", "1"]);
    let bad = json!({"channel": "C1", "cursor": "nonsense"});
    assert_eq!(workspace.refused("conversations.history", bad).await, "invalid_cursor");
}

#[tokio::test]
async fn replies_are_in_their_thread() {
    let workspace = Workspace::start().await;
    workspace.join().await;
    let parent = workspace.post(json!({"channel": "C1", "text": "parent"})).await;
    let reply = workspace.post(json!({"channel": "C1", "text": "reply", "thread_ts": parent})).await;
    workspace
        .post(json!({"channel": "C1", "text": "loud", "thread_ts": reply, "reply_broadcast": true}))
        .await;
    let thread = workspace.ok("conversations.replies", json!({"channel": "C1", "ts": parent})).await;
    let texts: Vec<&Value> =
        thread["messages"].as_array().unwrap().iter().map(|message| &message["text"]).collect();
    assert_eq!(texts, ["parent", "reply", "loud"]);
    assert_eq!(
        (&thread["messages"][0]["reply_count"], &thread["messages"][1]["thread_ts"]),
        (&json!(2), &json!(parent))
    );
    let history = workspace.ok("conversations.history", json!({"channel": "C1"})).await;
    assert_eq!(
        (&history["messages"][0]["text"], &history["messages"][1]["text"]),
        (&json!("loud"), &json!("parent"))
    );
    assert_eq!(
        workspace.refused("conversations.replies", json!({"channel": "C1", "ts": "1.0"})).await,
        "thread_not_found"
    );
    let first =
        workspace.ok("conversations.replies", json!({"channel": "C1", "ts": parent, "limit": 2})).await;
    let cursor = &first["response_metadata"]["next_cursor"];
    let rest =
        workspace.ok("conversations.replies", json!({"channel": "C1", "ts": parent, "cursor": cursor})).await;
    assert_eq!(
        (rest["messages"].as_array().unwrap().len(), &rest["messages"][0]["text"]),
        (1, &json!("loud"))
    );
}

#[tokio::test]
async fn only_ones_own_messages_are_changed_and_deleted() {
    let (workspace, app) = Workspace::with_app().await;
    let said = workspace.act(json!({"as": "U1", "do": "say", "channel": "C1", "text": "mine"})).await;
    let theirs = json!({"channel": "C1", "ts": said["messages"][0]["ts"], "text": "yours"});
    assert_eq!(workspace.refused("chat.update", theirs.clone()).await, "cant_update_message");
    assert_eq!(workspace.refused("chat.delete", theirs).await, "cant_delete_message");
    let ts = workspace.post(json!({"channel": "C1", "text": "before"})).await;
    app.frames();
    let updated = workspace.ok("chat.update", json!({"channel": "C1", "ts": ts, "text": "after"})).await;
    assert_eq!(
        (&updated["text"], &updated["message"]["edited"]["user"]),
        (&json!("after"), &updated["message"]["bot_id"])
    );
    let event = app.frame().await["payload"]["event"].clone();
    assert_eq!(
        (&event["subtype"], &event["previous_message"]["text"]),
        (&json!("message_changed"), &json!("before"))
    );
    workspace.ok("chat.delete", json!({"channel": "C1", "ts": ts})).await;
    assert_eq!(app.frame().await["payload"]["event"]["subtype"], "message_deleted");
    assert_eq!(
        workspace.refused("chat.update", json!({"channel": "C1", "ts": ts, "text": "x"})).await,
        "message_not_found"
    );
}

#[tokio::test]
async fn ephemerals_have_one_reader_and_no_history() {
    let workspace = Workspace::start().await;
    workspace.join().await;
    let body = json!({"channel": "C1", "user": "U1", "text": "psst"});
    assert!(workspace.ok("chat.postEphemeral", body).await["message_ts"].is_string());
    let outsider = json!({"channel": "C1", "user": "U3", "text": "psst"});
    assert_eq!(workspace.refused("chat.postEphemeral", outsider).await, "user_not_in_channel");
    assert_eq!(workspace.state().await["messages"][1]["ephemeral_to"], "U1");
    let history = workspace.ok("conversations.history", json!({"channel": "C1"})).await;
    assert_eq!(history["messages"].as_array().unwrap().len(), 1, "only the line of the bot's joining");
}

#[tokio::test]
async fn a_permalink_names_the_message() {
    let workspace = Workspace::start().await;
    workspace.join().await;
    let ts = workspace.post(json!({"channel": "C1", "text": "x"})).await;
    let link = workspace.ok("chat.getPermalink", json!({"channel": "C1", "message_ts": ts})).await;
    assert!(link["permalink"].as_str().unwrap().ends_with(&format!("/archives/C1/p{}", ts.replace('.', ""))));
}

#[tokio::test]
async fn attachments_come_back_as_slack_fills_them_in() {
    let workspace = Workspace::start().await;
    let attachments =
        json!([{"text": "a", "color": "good"}, {"text": "b", "color": "#F0c", "fallback": "bee"}]);
    let posted =
        workspace.ok("chat.postMessage", json!({"channel": "U1", "text": "x", "attachments": attachments}));
    let message = posted.await["message"].clone();
    let expected = json!([
        {"text": "a", "color": "2eb886", "fallback": "[no preview available]", "id": 1},
        {"text": "b", "color": "F0c", "fallback": "bee", "id": 2},
    ]);
    assert_eq!(message["attachments"], expected);
}

#[tokio::test]
async fn a_message_cannot_be_emptied() {
    let workspace = Workspace::start().await;
    let posted = workspace.ok("chat.postMessage", json!({"channel": "U1", "text": "x"})).await;
    let at = |more: Value| {
        let mut all = json!({"channel": posted["channel"], "ts": posted["ts"]});
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    for nothing in
        [json!({}), json!({"text": ""}), json!({"text": " ", "blocks": []}), json!({"attachments": []})]
    {
        assert_eq!(workspace.refused("chat.update", at(nothing)).await, "no_text");
    }
    workspace.ok("chat.update", at(json!({"text": "", "blocks": [{"type": "divider"}]}))).await;
}
