//! Manifests: taken or refused, at a start and by `apps.manifest.validate`.

use std::process::Command;

use serde_json::{Value, json};

use crate::workspace::{Workspace, options};

async fn validate(workspace: &Workspace, manifest: &Value) -> Value {
    let token = &workspace.sandbox.info().config_token;
    let call = workspace.http.post(format!("{}/api/apps.manifest.validate", workspace.base));
    let form = [("manifest", manifest.to_string())];
    call.bearer_auth(token).form(&form).send().await.unwrap().json().await.unwrap()
}

fn small() -> Value {
    json!({
        "display_information": {"name": "Small"},
        "oauth_config": {"scopes": {"bot": ["app_mentions:read"]}},
        "settings": {"socket_mode_enabled": true, "event_subscriptions": {"bot_events": ["app_mention"]}},
    })
}

#[tokio::test]
async fn a_good_one_is_taken() {
    let workspace = Workspace::start().await;
    assert_eq!(validate(&workspace, &small()).await, json!({"ok": true, "errors": []}));
}

#[tokio::test]
async fn what_is_not_of_its_shape_is_refused() {
    let workspace = Workspace::start().await;
    let mut manifest = small();
    manifest["display_information"]["name"] = json!(7);
    let error = validate(&workspace, &manifest).await["errors"][0].take();
    assert_eq!(
        (&error["code"], &error["pointer"]),
        (&json!("failed_constraint"), &json!("/display_information/name"))
    );
}

#[tokio::test]
async fn what_is_wrong_is_told_in_slacks_words_with_its_place() {
    let workspace = Workspace::start().await;
    let mut manifest = small();
    manifest["settings"] = json!({
        "event_subscriptions": {"bot_events": ["app_mention", "presence_change"]}, "interactivity": {"is_enabled": true},
    });
    let refused = validate(&workspace, &manifest).await;
    assert_eq!((&refused["ok"], &refused["error"]), (&json!(false), &json!("invalid_manifest")));
    let told: Vec<(&str, &str)> = refused["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| (error["pointer"].as_str().unwrap(), error["message"].as_str().unwrap()))
        .collect();
    let expected = [
        ("/settings/event_subscriptions/bot_events/1", "invalid event type: presence_change"),
        (
            "/settings/event_subscriptions",
            "Event Subscription requires either Request URL or Socket Mode Enabled",
        ),
        ("/settings/interactivity", "Interactivity requires a Request URL"),
        ("/settings/interactivity", "Interactivity requires Socket Mode enabled"),
    ];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn only_the_configuration_token_validates() {
    let workspace = Workspace::start().await;
    let refused = workspace.refused("apps.manifest.validate", json!({"manifest": small()})).await;
    assert_eq!(refused, "not_allowed_token_type");
    let token = &workspace.sandbox.info().config_token;
    let call = workspace.http.post(format!("{}/api/auth.test", workspace.base)).bearer_auth(token);
    let answer: Value = call.send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["error"], "not_allowed_token_type");
    let validate = async |body: Value| {
        workspace.with_token(&json!(token), "apps.manifest.validate", body).await["error"].clone()
    };
    assert_eq!(validate(json!({"app_id": "A1", "manifest": small()})).await, "invalid_app_id");
    assert_eq!(validate(json!({"manifest": "{"})).await, "invalid_manifest");
}

#[tokio::test]
async fn a_start_with_a_bad_one_tells_all_faults_at_once() {
    let mut options = options();
    let mut manifest = small();
    manifest["display_information"]["name"] = json!("");
    manifest["oauth_config"]["scopes"]["bot"] = json!(["app_mentions:read", "files:write:user"]);
    manifest["settings"]["event_subscriptions"]["bot_events"] = json!(["app_mention", "user_change"]);
    options.manifest = manifest.to_string();
    let refused = format!("{:#}", sandbox::start(options).await.unwrap_err());
    let lines: Vec<&str> =
        refused.lines().skip(1).map(|line| line.trim().split(':').next().unwrap()).collect();
    let expected = [
        "/display_information/name",
        "/oauth_config/scopes/bot/1",
        "/settings/event_subscriptions/bot_events/1",
    ];
    assert_eq!(lines, expected, "{refused}");
    assert!(refused.contains("user_change is sent only with the bot scope users:read"), "{refused}");
}

#[test]
fn the_program_tells_them_too_and_does_not_start() {
    let directory = tempfile::tempdir().unwrap();
    let manifest = directory.path().join("manifest.yaml");
    std::fs::write(&manifest, "display_information: {colour: red}").unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    let ended = program.args(["serve", "--port", "0", "--manifest"]).arg(manifest).output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(!ended.status.success() && ended.stdout.is_empty());
    assert!(said.contains("/display_information/name: Must be there"), "{said}");
    assert!(said.contains("/display_information/colour: Is not known here; known are: name"), "{said}");
}
