//! Tokens that expire after twelve hours, and what renews them.

use serde_json::{Value, json};

use crate::oauth::workspace;
use crate::workspace::{Workspace, options};

async fn rotating() -> Workspace {
    workspace("  token_rotation_enabled: true\n").await
}

async fn renew(workspace: &Workspace, refresh: &Value) -> Value {
    let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh.as_str().unwrap())];
    workspace.as_client("oauth.v2.access", &fields).await
}

async fn says(workspace: &Workspace, token: &Value) -> Value {
    workspace.with_token(token, "auth.test", json!({})).await["error"].clone()
}

#[tokio::test]
async fn a_token_expires_and_is_renewed() {
    let workspace = rotating().await;
    let code = workspace.code("chat:write", "users:read").await;
    let tokens = workspace.redeem(&code).await;
    let (bot, person) = (&tokens["access_token"], &tokens["authed_user"]);
    assert!(bot.as_str().unwrap().starts_with("xoxe.xoxb-1-"), "{tokens}");
    assert!(person["access_token"].as_str().unwrap().starts_with("xoxe.xoxp-1-"));
    assert!(tokens["refresh_token"].as_str().unwrap().starts_with("xoxe-1-"));
    assert_eq!((&tokens["expires_in"], &person["expires_in"]), (&json!(43_200), &json!(43_200)));
    workspace.control("clock", json!({"skip_wall": "12h"})).await;
    assert_eq!(says(&workspace, bot).await, "token_expired");
    let renewed = renew(&workspace, &tokens["refresh_token"]).await;
    assert_eq!((&renewed["ok"], &renewed["token_type"]), (&json!(true), &json!("bot")), "{renewed}");
    assert_eq!(says(&workspace, &renewed["access_token"]).await, Value::Null);
    let theirs = renew(&workspace, &person["refresh_token"]).await;
    assert_eq!((&theirs["token_type"], &theirs["scope"]), (&json!("user"), &json!("users:read")));
    let who = workspace.with_token(&theirs["access_token"], "auth.test", json!({})).await;
    assert_eq!(who["user_id"], "U1");
}

#[tokio::test]
async fn a_refresh_token_is_good_once_and_two_tokens_at_a_time() {
    let workspace = rotating().await;
    let code = workspace.code("chat:write", "").await;
    let first = workspace.redeem(&code).await;
    let second = renew(&workspace, &first["refresh_token"]).await;
    assert_eq!(renew(&workspace, &first["refresh_token"]).await["error"], "invalid_refresh_token");
    assert_eq!(says(&workspace, &first["access_token"]).await, Value::Null, "until the next");
    let third = renew(&workspace, &second["refresh_token"]).await;
    assert_eq!(says(&workspace, &first["access_token"]).await, "account_inactive");
    assert_eq!(says(&workspace, &second["access_token"]).await, Value::Null);
    assert_eq!(says(&workspace, &third["access_token"]).await, Value::Null);
}

#[tokio::test]
async fn a_token_that_lasts_is_exchanged_once() {
    let workspace = rotating().await;
    let lasting = workspace.sandbox.info().bot_token.clone();
    assert_eq!(says(&workspace, &json!(lasting)).await, Value::Null, "the first one lasts");
    let exchange = async |token: &str| workspace.as_client("oauth.v2.exchange", &[("token", token)]).await;
    let exchanged = exchange(&lasting).await;
    assert!(exchanged["access_token"].as_str().unwrap().starts_with("xoxe.xoxb-1-"), "{exchanged}");
    assert_eq!(says(&workspace, &exchanged["access_token"]).await, Value::Null);
    assert_eq!(says(&workspace, &json!(lasting)).await, "account_inactive");
    assert_eq!(exchange(&lasting).await["error"], "token_already_exchanged");
    assert_eq!(exchange(exchanged["access_token"].as_str().unwrap()).await["error"], "invalid_token");
    assert_eq!(exchange("xoxb-unknown").await["error"], "invalid_token");
}

#[tokio::test]
async fn only_an_app_that_rotates_exchanges() {
    let workspace = workspace("").await;
    let lasting = workspace.sandbox.info().bot_token.clone();
    let refused = workspace.as_client("oauth.v2.exchange", &[("token", &lasting)]).await;
    assert_eq!(refused["error"], "token_rotation_not_enabled");
}

#[tokio::test]
async fn tokens_are_kept_with_the_state() {
    let directory = tempfile::tempdir().unwrap();
    let mut options = options();
    options.state = Some(directory.path().join("state.json"));
    options.manifest = options
        .manifest
        .replace("oauth_config:", "oauth_config:\n  redirect_urls: ['http://127.0.0.1:9/slack']")
        .replace("settings:\n", "settings:\n  token_rotation_enabled: true\n");
    let first = Workspace::start_with(options.clone()).await;
    let code = first.code("chat:write", "").await;
    let tokens = first.redeem(&code).await;
    first.ok("auth.revoke", json!({})).await;
    first.sandbox.stop().await;
    let second = Workspace::start_with(options).await;
    assert_eq!(says(&second, &tokens["access_token"]).await, Value::Null);
    assert_eq!(second.refused("auth.test", json!({})).await, "account_inactive");
    assert_eq!(renew(&second, &tokens["refresh_token"]).await["ok"], true);
}
