//! The way of a Web API call: bodies, tokens, scopes, unknown methods.

use serde_json::{Value, json};

use crate::workspace::{Workspace, options};

#[tokio::test]
async fn form_json_and_query_all_work() {
    let workspace = Workspace::start().await;
    let token = &workspace.sandbox.info().bot_token;
    let url = |method: &str| format!("{}/api/{method}", workspace.base);
    let blocks = r#"[{"type":"section","text":{"type":"mrkdwn","text":"hei"}}]"#;
    let form = [("token", token.as_str()), ("channel", "U1"), ("text", "hei"), ("blocks", blocks)];
    let posted: Value =
        workspace.http.post(url("chat.postMessage")).form(&form).send().await.unwrap().json().await.unwrap();
    assert_eq!(posted["message"]["blocks"][0]["text"]["text"], "hei");
    assert!(posted["message"]["blocks"][0]["block_id"].is_string(), "a block_id is filled in");
    let get = workspace.http.get(url("users.info?user=U1&include_locale=true")).bearer_auth(token);
    let user: Value = get.send().await.unwrap().json().await.unwrap();
    assert_eq!((&user["user"]["locale"], &user["user"]["real_name"]), (&json!("nb-NO"), &json!("Ada Aas")));
    assert!(workspace.ok("users.info", json!({"user": "U1"})).await["user"].get("locale").is_none());
}

#[tokio::test]
async fn tokens_are_checked() {
    let workspace = Workspace::start().await;
    let call = async |method: &str, token: Option<&str>| -> String {
        let request = workspace.http.post(format!("{}/api/{method}", workspace.base));
        let request = match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        answer["error"].as_str().unwrap_or("ok").to_owned()
    };
    let info = workspace.sandbox.info();
    assert_eq!(call("auth.test", None).await, "not_authed");
    assert_eq!(call("auth.test", Some("xoxb-wrong")).await, "invalid_auth");
    assert_eq!(call("auth.test", Some(&info.app_token)).await, "not_allowed_token_type");
    assert_eq!(call("apps.connections.open", Some(&info.bot_token)).await, "not_allowed_token_type");
    assert_eq!(call("auth.test", Some(&info.bot_token)).await, "ok");
    assert_eq!(call("api.test", None).await, "ok");
    assert_eq!(call("no.such", None).await, "unknown_method");
}

#[tokio::test]
async fn a_missing_scope_is_told_with_what_is_held() {
    let mut options = options();
    options.manifest =
        "{display_information: {name: Small}, oauth_config: {scopes: {bot: [commands]}}}".to_owned();
    let workspace = Workspace::start_with(options).await;
    let answer = workspace.api("chat.postMessage", json!({"channel": "C1", "text": "x"})).await;
    assert_eq!(
        answer,
        json!({"ok": false, "error": "missing_scope", "needed": "chat:write", "provided": "commands"})
    );
    let history = workspace.api("conversations.history", json!({"channel": "C1"})).await;
    assert_eq!(history["needed"], "channels:history");
    assert_eq!(workspace.api("conversations.list", json!({"types": "im"})).await["needed"], "im:read");
}

#[tokio::test]
async fn who_am_i() {
    let workspace = Workspace::start().await;
    let auth = workspace.ok("auth.test", json!({})).await;
    assert_eq!(
        (&auth["user_id"], &auth["team_id"], &auth["team"]),
        (&json!(workspace.bot()), &json!("T1"), &json!("House"))
    );
    assert_eq!(workspace.ok("team.info", json!({})).await["team"]["domain"], "house");
    let bot = workspace.ok("bots.info", json!({"bot": auth["bot_id"]})).await;
    assert_eq!(bot["bot"]["user_id"], auth["user_id"]);
    assert_eq!(workspace.refused("users.info", json!({"user": "U9"})).await, "user_not_found");
    let users = workspace.ok("users.list", json!({"limit": 2})).await;
    assert_eq!(users["members"].as_array().unwrap().len(), 2);
    let cursor = &users["response_metadata"]["next_cursor"];
    let rest = workspace.ok("users.list", json!({"limit": 2, "cursor": cursor})).await;
    assert_eq!(rest["members"][1]["is_bot"], true);
    let cursor = &rest["response_metadata"]["next_cursor"];
    let rest = workspace.ok("users.list", json!({"limit": 2, "cursor": cursor})).await;
    assert_eq!(
        (rest["members"].as_array().unwrap().len(), &rest["members"][0]["id"]),
        (1, &json!("USLACKBOT"))
    );
    assert_eq!(rest["response_metadata"]["next_cursor"], "");
}

#[tokio::test]
async fn slackbot_is_listed_as_no_bot_and_cannot_be_written_to() {
    let workspace = Workspace::start().await;
    let slackbot = json!({"user": "USLACKBOT"});
    let user = workspace.ok("users.info", slackbot.clone()).await["user"].clone();
    assert_eq!(
        (&user["is_bot"], &user["name"], &user["deleted"]),
        (&json!(false), &json!("slackbot"), &json!(false))
    );
    let profile = &user["profile"];
    assert_eq!((&profile["real_name"], &profile["always_active"]), (&json!("Slackbot"), &json!(true)));
    assert_eq!(workspace.ok("users.getPresence", slackbot).await["presence"], "active");
    let post = json!({"channel": "USLACKBOT", "text": "hei"});
    assert_eq!(workspace.refused("chat.postMessage", post).await, "cannot_dm_bot");
    // Nobody to play, and in no channel.
    let state = workspace.state().await;
    assert!(state["users"].as_array().unwrap().iter().all(|user| user["id"] != "USLACKBOT"));
    let say = json!({"as": "USLACKBOT", "do": "say", "channel": "C1", "text": "hei"});
    assert_eq!(workspace.cannot(say).await, "user_not_found");
}

#[tokio::test]
async fn a_time_zone_has_slacks_name_for_the_season() {
    let workspace = Workspace::start().await;
    let label = async |user: &str| {
        let user = workspace.ok("users.info", json!({"user": user})).await["user"].clone();
        (user["tz_label"].as_str().unwrap().to_owned(), user["tz_offset"].as_i64().unwrap())
    };
    assert_eq!(label("U1").await, ("Central European Summer Time".to_owned(), 7_200));
    assert_eq!(label("U2").await, ("British Summer Time".to_owned(), 3_600));
    assert_eq!(label("USLACKBOT").await, ("Pacific Daylight Time".to_owned(), -25_200));
    workspace.control("clock", json!({"to": "2026-12-01T08:00"})).await;
    assert_eq!(label("U1").await, ("Central European Time".to_owned(), 3_600));
    workspace.act(json!({"as": "U1", "do": "profile", "tz": "Asia/Kathmandu", "within": "0s"})).await;
    assert_eq!(label("U1").await, ("Asia/Kathmandu".to_owned(), 20_700));
}
