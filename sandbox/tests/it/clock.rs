//! The civil clock and its followers.

use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::{Json, Router};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::workspace::Workspace;

/// A program with a list of things to do at given times.
#[derive(Clone, Default)]
struct Follower {
    due: Arc<Mutex<Vec<&'static str>>>,
    told: Arc<Mutex<Vec<String>>>,
}

async fn tick(State(follower): State<Follower>, Json(body): Json<Value>) -> Json<Value> {
    let now = body["now"].as_str().unwrap().to_owned();
    let mut due = follower.due.lock().unwrap();
    let busy = due.first().is_some_and(|first| **first <= *now);
    if busy {
        due.remove(0);
    }
    follower.told.lock().unwrap().push(now);
    Json(json!({"idle": !busy, "next_due": due.first()}))
}

async fn follow(workspace: &Workspace, due: &[&'static str]) -> (Follower, JoinHandle<std::io::Result<()>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/tick", listener.local_addr().unwrap());
    let follower = Follower::default();
    follower.due.lock().unwrap().extend(due);
    let router = Router::new().route("/tick", axum::routing::post(tick)).with_state(follower.clone());
    let task = tokio::spawn(async move { axum::serve(listener, router).await });
    let (status, answer) = workspace.control("follow", json!({"url": url})).await;
    assert!(status.is_success() && answer["now"].is_string());
    (follower, task)
}

#[tokio::test]
async fn it_goes_from_one_due_instant_to_the_next() {
    let workspace = Workspace::start().await;
    let due = ["2026-09-01T09:30:00+02:00", "2026-09-02T07:00:00+02:00", "2026-09-04T07:00:00+02:00"];
    let (follower, _task) = follow(&workspace, &due).await;
    let (_, turned) = workspace.control("clock", json!({"to": "2026-09-03T12:00"})).await;
    assert_eq!((&turned["steps"], &turned["idle"]), (&json!(3), &json!(true)));
    assert_eq!(turned["now"], "2026-09-03T12:00:00+02:00");
    assert_eq!(turned["next_due"], due[2]);
    let mut told = follower.told.lock().unwrap().clone();
    told.dedup();
    assert_eq!(told, ["2026-09-01T08:00:00+02:00", due[0], due[1], "2026-09-03T12:00:00+02:00"]);
}

#[tokio::test]
async fn what_a_follower_plans_is_told_in_order() {
    async fn tick() -> Json<Value> {
        let due = json!([{"at": "2026-09-03T09:00:00+02:00", "what": "second"}, {"at": "2026-09-02T09:00", "what": "first"}]);
        Json(json!({"idle": true, "next_due": "2026-09-02T09:00:00+02:00", "due": due}))
    }
    let workspace = Workspace::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let router = Router::new().route("/", axum::routing::post(tick));
    let _task = tokio::spawn(async move { axum::serve(listener, router).await });
    workspace.control("follow", json!({"url": url})).await;
    let clock = &workspace.state().await["clock"];
    assert_eq!(
        clock["due"],
        json!([
            {"at": "2026-09-02T09:00:00+02:00", "what": "first"}, {"at": "2026-09-03T09:00:00+02:00", "what": "second"},
        ])
    );
    // One that lists nothing still names an instant.
    let (_follower, _other) = follow(&workspace, &["2026-09-02T07:00:00+02:00"]).await;
    assert_eq!(
        workspace.state().await["clock"]["due"][0],
        json!({"at": "2026-09-02T07:00:00+02:00", "what": ""})
    );
}

#[tokio::test]
async fn it_never_goes_back_and_stands_still_between_turns() {
    let workspace = Workspace::start().await;
    let (status, refused) = workspace.control("clock", json!({"to": "2026-08-31T08:00"})).await;
    assert_eq!((status.as_u16(), &refused["error"]), (400, &json!("backwards")));
    assert_eq!(workspace.control("clock", json!({"advance": "-1h"})).await.0.as_u16(), 400);
    assert_eq!(
        workspace.control("clock", json!({"to": "2027-03-28T02:30"})).await.0.as_u16(),
        400,
        "the spring gap"
    );
    let first = workspace.post(json!({"channel": "U1", "text": "a"})).await;
    let second = workspace.post(json!({"channel": "U1", "text": "b"})).await;
    assert_eq!((first.as_str(), second.as_str()), ("1788242400.000000", "1788242400.000001"));
    workspace.control("clock", json!({"advance": "36h"})).await;
    assert_eq!(workspace.post(json!({"channel": "U1", "text": "c"})).await, "1788372000.000000");
}

#[tokio::test]
async fn a_follower_that_is_gone_does_not_stop_the_clock() {
    let workspace = Workspace::start().await;
    let (_follower, task) = follow(&workspace, &[]).await;
    task.abort();
    let _ = task.await;
    let (_, turned) = workspace.control("clock", json!({"advance": "1h"})).await;
    assert_eq!((&turned["idle"], turned["followers_lost"].as_array().unwrap().len()), (&json!(true), 1));
    assert_eq!(turned["followers"], json!([]));
    let far = workspace.control("follow", json!({"url": "http://example.com/"})).await;
    assert_eq!(far.0.as_u16(), 400);
}
