//! Channels and conversations.

use serde_json::json;

use crate::workspace::Workspace;

#[tokio::test]
async fn the_bot_sees_public_channels_and_those_it_is_in() {
    let workspace = Workspace::start().await;
    let list = workspace.ok("conversations.list", json!({"types": "public_channel,private_channel"})).await;
    assert_eq!(list["channels"].as_array().unwrap().len(), 1);
    assert_eq!(list["channels"][0]["is_member"], false);
    assert!(list["channels"][0]["created"].is_number());
    assert_eq!(workspace.refused("conversations.info", json!({"channel": "C2"})).await, "channel_not_found");
    workspace.act(json!({"as": "U2", "do": "invite", "channel": "C2", "user": workspace.bot()})).await;
    let info = workspace.ok("conversations.info", json!({"channel": "C2"})).await;
    assert_eq!((&info["channel"]["is_private"], &info["channel"]["name"]), (&json!(true), &json!("secret")));
    let members = workspace.ok("conversations.members", json!({"channel": "C2"})).await;
    assert_eq!(members["members"], json!(["U2", workspace.bot()]));
    assert_eq!(
        workspace.refused("conversations.join", json!({"channel": "C2"})).await,
        "method_not_supported_for_channel_type"
    );
}

#[tokio::test]
async fn joining_and_leaving_are_told() {
    let (workspace, app) = Workspace::with_app().await;
    app.frames();
    workspace.act(json!({"as": "U1", "do": "leave", "channel": "C1"})).await;
    workspace.act(json!({"as": "U1", "do": "join", "channel": "general"})).await;
    let types: Vec<String> =
        app.events().iter().map(|event| format!("{} {}", event["type"], event["subtype"])).collect();
    let expected = [
        r#""message" "channel_leave""#,
        r#""member_left_channel" null"#,
        r#""message" "channel_join""#,
        r#""member_joined_channel" null"#,
    ];
    assert_eq!(types, expected);
    assert_eq!(workspace.cannot(json!({"as": "U1", "do": "join", "channel": "C2"})).await, "not_invited");
    assert_eq!(
        workspace.ok("conversations.join", json!({"channel": "C1"})).await["warning"],
        "already_in_channel"
    );
}

#[tokio::test]
async fn a_conversation_is_opened_by_either_form() {
    let workspace = Workspace::start().await;
    let by_text = workspace.ok("conversations.open", json!({"users": "U1"})).await;
    let by_list = workspace.ok("conversations.open", json!({"users": ["U1"], "return_im": true})).await;
    assert_eq!(by_text["channel"]["id"], by_list["channel"]["id"]);
    assert_eq!((&by_list["already_open"], &by_list["channel"]["user"]), (&json!(true), &json!("U1")));
    let group = workspace.ok("conversations.open", json!({"users": "U1,U2"})).await;
    assert_eq!(group["channel"]["is_mpim"], true);
    assert_eq!(workspace.refused("conversations.open", json!({"users": "U9"})).await, "user_not_found");
    assert_eq!(workspace.refused("conversations.open", json!({"users": "U3"})).await, "user_disabled");
    assert_eq!(workspace.refused("conversations.open", json!({})).await, "users_list_not_supplied");
}

#[tokio::test]
async fn pins_and_reactions_are_there_once() {
    let workspace = Workspace::start().await;
    workspace.join().await;
    let ts = workspace.post(json!({"channel": "C1", "text": "card"})).await;
    let at = json!({"channel": "C1", "timestamp": ts, "name": "eyes"});
    workspace.ok("pins.add", at.clone()).await;
    assert_eq!(workspace.refused("pins.add", at.clone()).await, "already_pinned");
    assert_eq!(workspace.ok("pins.list", at.clone()).await["items"][0]["message"]["ts"], json!(ts));
    workspace.ok("pins.remove", at.clone()).await;
    assert_eq!(workspace.refused("pins.remove", at.clone()).await, "no_pin");
    workspace.ok("reactions.add", at.clone()).await;
    assert_eq!(workspace.refused("reactions.add", at.clone()).await, "already_reacted");
    workspace.act(json!({"as": "U1", "do": "react", "channel": "C1", "ts": ts, "name": "eyes"})).await;
    let reaction = workspace.ok("reactions.get", at.clone()).await["message"]["reactions"][0].clone();
    assert_eq!(reaction, json!({"name": "eyes", "count": 2, "users": [workspace.bot(), "U1"]}));
    workspace.ok("reactions.remove", at.clone()).await;
    assert_eq!(workspace.refused("reactions.remove", at).await, "no_reaction");
    let nowhere = json!({"channel": "C1", "timestamp": "1.000000", "name": "eyes"});
    assert_eq!(workspace.refused("reactions.add", nowhere).await, "message_not_found");
}

#[tokio::test]
async fn the_app_is_invited_by_the_command_that_everybody_knows() {
    let workspace = Workspace::start().await;
    let say = |words: &str| json!({"as": "U1", "do": "command", "channel": "C1", "text": words});
    let state = workspace.state().await;
    let users = state["users"].as_array().unwrap();
    let name =
        users.iter().find(|user| user["id"] == workspace.bot()).unwrap()["real_name"].as_str().unwrap();
    assert_eq!(workspace.cannot(say("/invite @nobody")).await, "user_not_found");
    workspace.act(say(&format!("/invite @{}", name.to_uppercase()))).await;
    let info = workspace.ok("conversations.info", json!({"channel": "C1"})).await;
    assert_eq!(info["channel"]["is_member"], true);
    assert_eq!(workspace.cannot(say(&format!("/invite @{name}"))).await, "already_in_channel");
}

#[tokio::test]
async fn an_archived_channel_is_closed() {
    let workspace = Workspace::start().await;
    let archive = |channel: &'static str| json!({"as": "U2", "do": "archive", "channel": channel});
    workspace.act(json!({"as": "U2", "do": "invite", "channel": "C2", "user": workspace.bot()})).await;
    workspace.act(archive("C2")).await;
    let info = workspace.ok("conversations.info", json!({"channel": "C2"})).await;
    assert_eq!(
        (&info["channel"]["is_archived"], &info["channel"]["is_member"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(
        workspace.refused("chat.postMessage", json!({"channel": "C2", "text": "x"})).await,
        "is_archived"
    );
    assert_eq!(workspace.cannot(archive("C2")).await, "channel_not_found");
}
