//! The same story twice is the same; a saved workspace goes on as if nothing had been; many live side by side.

use serde_json::{Value, json};

use crate::app::{App, Reply};
use crate::workspace::{Workspace, options};

fn button(text: &str) -> Value {
    let text = json!({"type": "plain_text", "text": text});
    json!([{"type": "actions", "elements": [{"type": "button", "action_id": "go", "text": text}]}])
}

/// Some of everything that gets a name or a time.
async fn first_part(workspace: &Workspace, app: &App) {
    let card = workspace.post(json!({"channel": "C1", "text": "card", "blocks": button("Go")})).await;
    workspace.act(json!({"as": "U1", "do": "click", "channel": "C1", "ts": card, "text": "Go"})).await;
    workspace
        .act(json!({"as": "U2", "do": "say", "channel": "C1", "text": "hello", "thread_ts": card}))
        .await;
    workspace.control("clock", json!({"advance": "26h"})).await;
    workspace
        .act(json!({"as": "U1", "do": "upload", "channel": "C1", "name": "a.txt", "content": "a"}))
        .await;
    workspace.act(json!({"as": "U1", "do": "say", "channel": workspace.bot(), "text": "psst"})).await;
    app.next_reply(Reply::Ack(json!({"text": "done"})));
    workspace.act(json!({"as": "U2", "do": "command", "channel": "C1", "text": "/test"})).await;
    workspace
        .ok("views.publish", json!({"user_id": "U1", "view": {"type": "home", "blocks": button("Home")}}))
        .await;
}

async fn second_part(workspace: &Workspace) {
    workspace.control("clock", json!({"to": "2026-09-10T11:30"})).await;
    workspace.act(json!({"as": "U1", "do": "open_home"})).await;
    workspace.act(json!({"as": "U1", "do": "click", "home": true, "text": "Home"})).await;
    let ts = workspace.post(json!({"channel": "U2", "text": "later"})).await;
    workspace
        .act(json!({"as": "U2", "do": "react", "channel": workspace.bot(), "ts": ts, "name": "wave"}))
        .await;
    workspace.ok("conversations.open", json!({"users": "U1,U2"})).await;
}

/// All that can be seen of it, with the port taken out.
async fn state(workspace: &Workspace) -> String {
    workspace.state().await.to_string().replace(&workspace.base, "")
}

/// All that was delivered since it was last looked at, with the port taken out.
fn deliveries(workspace: &Workspace, app: &App) -> String {
    json!(app.frames()).to_string().replace(&workspace.base, "")
}

async fn saved(workspace: &Workspace) -> String {
    workspace.http.get(format!("{}/sandbox/save", workspace.base)).send().await.unwrap().text().await.unwrap()
}

#[tokio::test]
async fn the_same_acts_have_the_same_names_and_times() {
    let mut told = Vec::new();
    for reconnects in 0..2 {
        let (workspace, app) = Workspace::with_app().await;
        // How often an app connects is not part of the story.
        for _ in 0..reconnects {
            drop(crate::app::open_socket(&workspace).await);
        }
        while workspace.state().await["clock"]["connections"] != 1 {}
        first_part(&workspace, &app).await;
        second_part(&workspace).await;
        let kept = saved(&workspace).await;
        told.push((state(&workspace).await, deliveries(&workspace, &app), kept));
    }
    let (second, first) = (told.pop().unwrap(), told.pop().unwrap());
    assert_eq!(first.0, second.0);
    assert_eq!(first.1, second.1);
    assert_eq!(first.2, second.2);
    assert!(first.1.len() > 5_000, "there was something to compare");
}

#[tokio::test]
async fn what_was_saved_goes_on_the_same_elsewhere() {
    let (one, app_of_one) = Workspace::with_app().await;
    first_part(&one, &app_of_one).await;
    let kept = saved(&one).await;
    let (other, app_of_other) = Workspace::with_app().await;
    other.act(json!({"as": "U1", "do": "say", "channel": "C1", "text": "this is forgotten"})).await;
    other.control("clock", json!({"advance": "90d"})).await;
    let loaded = other.http.post(format!("{}/sandbox/load", other.base)).body(kept).send().await.unwrap();
    assert_eq!(loaded.json::<Value>().await.unwrap()["now"], "2026-09-02T10:00:00+02:00");
    assert_eq!(state(&other).await, state(&one).await);
    app_of_one.frames();
    app_of_other.frames();
    second_part(&one).await;
    second_part(&other).await;
    assert_eq!(state(&other).await, state(&one).await);
    let without_envelopes = |workspace: &Workspace, app: &App| {
        let mut frames: Value = serde_json::from_str(&deliveries(workspace, app)).unwrap();
        for frame in frames.as_array_mut().unwrap() {
            frame["envelope_id"].take();
        }
        frames
    };
    let frames = without_envelopes(&one, &app_of_one);
    assert!(!frames.as_array().unwrap().is_empty());
    assert_eq!(without_envelopes(&other, &app_of_other), frames);
    assert_eq!(saved(&other).await, saved(&one).await);
}

#[tokio::test]
async fn what_waited_for_the_app_is_not_delivered_in_another_workspace() {
    let workspace = Workspace::start().await;
    let kept = saved(&workspace).await;
    workspace.join().await;
    workspace
        .act(json!({"as": "U1", "do": "say", "channel": "C1", "text": "forgotten", "within": "0s"}))
        .await;
    assert_ne!(workspace.state().await["clock"]["undelivered"], 0);
    let load = workspace.http.post(format!("{}/sandbox/load", workspace.base)).body(kept);
    assert!(load.send().await.unwrap().status().is_success());
    let app = App::connect(&workspace).await;
    workspace.act(json!({"as": "U1", "do": "say", "channel": workspace.bot(), "text": "heard"})).await;
    let texts: Vec<Value> = app.events().iter().map(|event| event["text"].clone()).collect();
    assert_eq!(texts, ["heard"]);
}

#[tokio::test]
async fn only_a_workspace_of_this_app_is_loaded() {
    let workspace = Workspace::start().await;
    let mut other = options();
    other.manifest = other.manifest.replace("name: Tester", "name: Other");
    let theirs = saved(&Workspace::start_with(other).await).await;
    for (body, code) in [(theirs, "other_app"), ("{}".to_owned(), "invalid_state")] {
        let load =
            workspace.http.post(format!("{}/sandbox/load", workspace.base)).body(body).send().await.unwrap();
        assert_eq!(load.status().as_u16(), 400);
        assert_eq!(load.json::<Value>().await.unwrap()["error"], code);
    }
}

#[tokio::test]
async fn twenty_live_in_one_process_and_know_nothing_of_each_other() {
    let starts = (0..20).map(|_| Workspace::with_app());
    let all = futures_util::future::join_all(starts).await;
    let ports: std::collections::BTreeSet<&str> =
        all.iter().map(|(workspace, _)| workspace.base.as_str()).collect();
    assert_eq!(ports.len(), 20);
    let live = all.iter().enumerate().map(async |(number, (workspace, app))| {
        app.frames();
        let days = json!({"advance": format!("{number}d")});
        workspace.control("clock", days).await;
        for _ in 0..=number {
            workspace
                .act(json!({"as": "U1", "do": "say", "channel": "C1", "text": number.to_string()}))
                .await;
        }
        let texts: Vec<Value> = app.events().iter().map(|event| event["text"].clone()).collect();
        assert_eq!(texts, vec![json!(number.to_string()); number + 1]);
        let state = workspace.state().await;
        assert_eq!(state["clock"]["now"], format!("2026-09-{:02}T08:00:00+02:00", number + 1));
    });
    futures_util::future::join_all(live).await;
}
