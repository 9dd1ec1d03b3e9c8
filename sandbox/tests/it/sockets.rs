//! Socket Mode: hello, turns, cuts, retries, silence.

use futures_util::SinkExt as _;
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

use crate::app::{App, Reply, next_frame, open_socket};
use crate::workspace::Workspace;

#[tokio::test]
async fn hello_says_what_slacks_says() {
    let workspace = Workspace::start().await;
    let (_first, hello) = open_socket(&workspace).await;
    assert_eq!((&hello["type"], &hello["num_connections"]), (&json!("hello"), &json!(1)));
    assert!(hello["connection_info"]["app_id"].is_string() && hello["debug_info"]["host"].is_string());
    let (_second, hello) = open_socket(&workspace).await;
    assert_eq!(hello["num_connections"], 2);
}

#[tokio::test]
async fn a_ticket_opens_one_connection_and_an_eleventh_is_too_many() {
    let workspace = Workspace::start().await;
    let url = workspace.base.replacen("http", "ws", 1) + "/link/?ticket=invented";
    assert!(tokio_tungstenite::connect_async(url).await.is_err());
    let mut sockets = Vec::new();
    for _ in 0..10 {
        sockets.push(open_socket(&workspace).await);
    }
    let (_socket, refusal) = open_socket(&workspace).await;
    assert_eq!((&refusal["type"], &refusal["reason"]), (&json!("disconnect"), &json!("too_many_websockets")));
}

#[tokio::test]
async fn pings_are_answered() {
    use futures_util::StreamExt as _;
    let workspace = Workspace::start().await;
    let (mut socket, _) = open_socket(&workspace).await;
    socket.send(Message::Ping("there?".into())).await.unwrap();
    assert_eq!(socket.next().await.unwrap().unwrap(), Message::Pong("there?".into()));
}

#[tokio::test]
async fn connections_take_turns() {
    let (workspace, one) = Workspace::with_app().await;
    let two = App::connect(&workspace).await;
    one.frames();
    for text in ["a", "b", "c", "d"] {
        workspace.act(json!({"as": "U1", "do": "say", "channel": "C1", "text": text})).await;
    }
    assert_eq!((one.frames().len(), two.frames().len()), (2, 2));
}

#[tokio::test]
async fn what_a_cut_connection_carried_goes_to_another() {
    let (workspace, one) = Workspace::with_app().await;
    one.frames();
    one.next_reply(Reply::Silence);
    let say = workspace.act(json!({"as": "U1", "do": "say", "channel": "C1", "text": "hei"}));
    let fail_over = async {
        let first = one.frame().await;
        let two = App::connect(&workspace).await;
        one.die().await;
        let again = two.frame().await;
        assert_eq!(first["payload"]["event_id"], again["payload"]["event_id"]);
        assert_eq!(
            (&again["retry_attempt"], &again["retry_reason"]),
            (&json!(1), &json!("connection_failed"))
        );
        two
    };
    let (said, _two) = tokio::join!(say, fail_over);
    assert_eq!(said["idle"], true);
}

#[tokio::test]
async fn an_event_nobody_was_there_for_waits() {
    let workspace = Workspace::start().await;
    workspace.join().await;
    let said = workspace.act(json!({"as": "U1", "do": "say", "channel": "C1", "text": "anybody?"})).await;
    assert_eq!(said["idle"], false);
    let app = App::connect(&workspace).await;
    let texts = [app.frame().await, app.frame().await, app.frame().await];
    assert!(texts.iter().all(|frame| frame["retry_attempt"] == 0));
    assert!(texts.iter().any(|frame| frame["payload"]["event"]["text"] == "anybody?"));
    let (_, clock) = workspace.control("clock", json!({"advance": "0s"})).await;
    assert_eq!(clock["idle"], true);
}

#[tokio::test]
async fn an_unacknowledged_event_is_repeated_on_slacks_schedule() {
    let (workspace, app) = Workspace::with_app().await;
    app.frames();
    app.next_reply(Reply::Silence);
    app.next_reply(Reply::Silence);
    let said = workspace.act(json!({"as": "U1", "do": "say", "channel": "C1", "text": "hei"})).await;
    assert_eq!(said["idle"], false, "the second retry is a minute away");
    let attempts: Vec<_> = app.frames().iter().map(|frame| frame["retry_attempt"].clone()).collect();
    assert_eq!(attempts, [0, 1]);
    workspace.control("clock", json!({"skip_wall": "1m"})).await;
    let third = app.frame().await;
    assert_eq!((&third["retry_attempt"], &third["retry_reason"]), (&json!(2), &json!("timeout")));
}

#[tokio::test]
async fn a_silent_app_gives_the_person_an_error() {
    let (workspace, app) = Workspace::with_app().await;
    app.next_reply(Reply::Silence);
    let command = json!({"as": "U1", "do": "command", "channel": "C1", "text": "/test"});
    app.frames();
    let done = workspace.act(command.clone()).await;
    assert_eq!((&done["error"], &done["ack"]["ok"]), (&json!("operation_timeout"), &json!(false)));
    app.ack(&app.frame().await);
    app.die().await;
    let wait = async { while workspace.state().await["clock"]["connections"] != 0 {} };
    wait.await;
    let gone = workspace.act(command).await;
    assert_eq!(gone["error"], "operation_timeout", "it may be back any moment, so the person waits");
    let never = Workspace::start().await;
    let nobody = never.act(json!({"as": "U1", "do": "command", "channel": "C1", "text": "/test"})).await;
    assert_eq!(nobody["error"], "dispatch_failed");
}

#[tokio::test]
async fn disconnects_are_announced_or_not() {
    let workspace = Workspace::start().await;
    let (mut socket, _) = open_socket(&workspace).await;
    let told = workspace.fault(json!({"fault": "disconnect", "reason": "warning"})).await;
    assert_eq!(told["connections"], 1);
    assert_eq!(next_frame(&mut socket).await.unwrap()["reason"], "warning");
    workspace.control("clock", json!({"skip_wall": "11s"})).await;
    assert_eq!(next_frame(&mut socket).await.unwrap()["reason"], "refresh_requested");
    assert!(next_frame(&mut socket).await.is_none());
    let (mut socket, _) = open_socket(&workspace).await;
    workspace.fault(json!({"fault": "disconnect", "reason": "cut"})).await;
    assert!(next_frame(&mut socket).await.is_none());
    let (mut socket, _) = open_socket(&workspace).await;
    workspace.fault(json!({"fault": "disconnect", "reason": "link_disabled"})).await;
    assert_eq!(next_frame(&mut socket).await.unwrap()["reason"], "link_disabled");
}

#[tokio::test]
async fn a_half_open_connection_carries_nothing_and_says_nothing() {
    let workspace = Workspace::start().await;
    let (mut dead, _) = open_socket(&workspace).await;
    let told = workspace.fault(json!({"fault": "disconnect", "reason": "half_open"})).await;
    assert_eq!(told["connections"], 1);
    dead.send(Message::Ping("there?".into())).await.unwrap();
    workspace.join().await;
    let heard = tokio::time::timeout(std::time::Duration::from_millis(200), next_frame(&mut dead)).await;
    assert!(heard.is_err(), "{heard:?}");
    assert_eq!(workspace.state().await["clock"]["connections"], 1);
    workspace.control("clock", json!({"skip_wall": "31s"})).await;
    assert!(next_frame(&mut dead).await.is_none());
}
