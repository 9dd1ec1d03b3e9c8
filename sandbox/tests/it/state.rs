//! The state: shown, kept, and brought to the page.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::workspace::{MANIFEST, Workspace, options};

#[tokio::test]
async fn a_second_start_goes_on_where_the_first_ended() {
    let directory = tempfile::tempdir().unwrap();
    let mut options = options();
    options.state = Some(directory.path().join("state.json"));
    let first = Workspace::start_with(options.clone()).await;
    first.join().await;
    first.act(json!({"as": "U1", "do": "say", "channel": "C1", "text": "hei"})).await;
    first.control("clock", json!({"advance": "1h"})).await;
    let ts = first.post(json!({"channel": "U1", "text": "late"})).await;
    let (before, tokens) = (first.state().await, first.sandbox.info().bot_token.clone());
    first.sandbox.stop().await;
    let second = Workspace::start_with(options).await;
    let after = second.state().await;
    assert_eq!((&after["messages"], &after["channels"]), (&before["messages"], &before["channels"]));
    assert_eq!(
        (&after["clock"]["now"], second.sandbox.info().bot_token.clone()),
        (&json!("2026-09-01T09:00:00+02:00"), tokens)
    );
    assert!(second.post(json!({"channel": "U1", "text": "later"})).await > ts);
}

#[tokio::test]
async fn another_apps_state_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let mut options = options();
    options.state = Some(directory.path().join("state.json"));
    Workspace::start_with(options.clone()).await.sandbox.stop().await;
    options.manifest = options.manifest.replace("name: Tester", "name: Other");
    assert!(sandbox::start(options).await.is_err());
}

#[tokio::test]
async fn bad_options_are_refused() {
    let with = |change: fn(&mut sandbox::Options)| {
        let mut options = options();
        change(&mut options);
        sandbox::start(options)
    };
    assert!(with(|options| options.zone = Some("Moon".into())).await.is_err());
    assert!(with(|options| options.now = Some("tomorrow".into())).await.is_err());
    assert!(with(|options| options.request_url = Some("https://example.com".into())).await.is_err());
    assert!(
        with(
            |options| options.seed = Some(json!({"channels": [{"id": "C", "name": "c", "members": ["U9"]}]}))
        )
        .await
        .is_err()
    );
    assert!(with(|options| options.seed = Some(json!({"people": []}))).await.is_err());
}

#[tokio::test]
async fn the_page_is_served_and_told_of_changes() {
    let workspace = Workspace::start().await;
    let text = async |path: &str| {
        workspace
            .http
            .get(format!("{}{path}", workspace.base))
            .send()
            .await
            .unwrap()
            .error_for_status()
            .unwrap()
            .text()
            .await
            .unwrap()
    };
    assert!(text("/").await.to_lowercase().starts_with("<!doctype html>"));
    assert!(text("/page/fragment?persona=U1&channel=C1").await.contains("Ada Aas"));
    assert!(!text("/assets/page.css").await.is_empty());
    let missing = workspace.http.get(format!("{}/assets/nothing", workspace.base)).send().await.unwrap();
    assert_eq!(missing.status().as_u16(), 404);
    let mut events = workspace.http.get(format!("{}/sandbox/events", workspace.base)).send().await.unwrap();
    let first = events.chunk().await.unwrap().unwrap();
    assert!(first.starts_with(b"event: changed"));
    workspace.post(json!({"channel": "U1", "text": "x"})).await;
    assert!(events.chunk().await.unwrap().unwrap().starts_with(b"event: changed"));
}

#[tokio::test]
async fn the_program_prints_one_line_and_keeps_the_state_when_told_to_stop() {
    let directory = tempfile::tempdir().unwrap();
    let manifest = directory.path().join("manifest.yaml");
    std::fs::write(&manifest, MANIFEST).unwrap();
    let kept = directory.path().join("state.json");
    let mut program = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    program.args(["serve", "--port", "0", "--now", "2026-09-01T08:00", "--manifest"]).arg(manifest);
    let mut program = program.arg("--state").arg(&kept).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let info: Value = serde_json::from_str(&line).unwrap();
    let names: Vec<&String> = info.as_object().unwrap().keys().collect();
    assert_eq!(names, ["api_url", "app_token", "bot_token", "page", "signing_secret"]);
    assert!(!kept.exists());
    Command::new("kill").args(["-TERM", &program.id().to_string()]).status().unwrap();
    assert!(program.wait().unwrap().success());
    assert!(kept.exists());
}

#[tokio::test]
async fn a_glance_asks_nobody() {
    let workspace = Workspace::start().await;
    let follower = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/clock", follower.local_addr().unwrap());
    workspace.control("follow", json!({"url": url})).await;
    // It would wait for an answer that never comes.
    let glance = workspace.get("/sandbox/state?ask=false").await;
    assert_eq!((&glance["clock"]["idle"], &glance["clock"]["followers"]), (&json!(false), &json!([url])));
}

#[tokio::test]
async fn a_state_from_before_there_were_groups_and_statuses_is_continued() {
    let directory = tempfile::tempdir().unwrap();
    let kept = directory.path().join("state.json");
    let mut options = options();
    options.state = Some(kept.clone());
    let first = Workspace::start_with(options.clone()).await;
    first.join().await;
    let ts = first.post(json!({"channel": "C1", "text": "card"})).await;
    first.ok("pins.add", json!({"channel": "C1", "timestamp": ts})).await;
    first.sandbox.stop().await;
    let mut state: Value = serde_json::from_slice(&std::fs::read(&kept).unwrap()).unwrap();
    without(
        &mut state,
        &[
            "usergroups",
            "scheduled",
            "emoji",
            "profile",
            "status",
            "away",
            "topic_set",
            "purpose_set",
            "previous_names",
            "bookmarks",
            "last_read",
            "closed",
            "pin",
            "extra",
            "shares",
        ],
    );
    std::fs::write(&kept, state.to_string()).unwrap();
    let second = Workspace::start_with(options).await;
    let pins = second.ok("pins.list", json!({"channel": "C1"})).await;
    assert_eq!(
        (&pins["items"][0]["created_by"], &pins["items"][0]["message"]["ts"]),
        (&json!(second.bot()), &json!(ts))
    );
}

/// Takes the fields of these names away, wherever they are.
fn without(value: &mut Value, names: &[&str]) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| !names.contains(&name.as_str()));
            fields.values_mut().for_each(|field| without(field, names));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| without(item, names)),
        _ => {}
    }
}
