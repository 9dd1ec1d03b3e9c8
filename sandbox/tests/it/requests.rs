//! Signed HTTP: an app that takes requests.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::net::TcpListener;

use crate::workspace::{Workspace, options};

/// A request as it came: path, headers, body.
type Request = (String, HeaderMap, String);

/// An answer that asks for no repetition.
const NO_RETRY: &str = "no retry";

#[derive(Clone, Default)]
struct Endpoint {
    requests: Arc<Mutex<Vec<Request>>>,
    answers: Arc<Mutex<Vec<(StatusCode, &'static str)>>>,
}

async fn take(
    State(endpoint): State<Endpoint>,
    Path(path): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, HeaderMap, String) {
    let body = String::from_utf8(body.to_vec()).unwrap();
    let challenge = serde_json::from_str::<Value>(&body)
        .ok()
        .and_then(|body| Some(body["challenge"].as_str()?.to_owned()));
    endpoint.requests.lock().unwrap().push((path, headers, body));
    if let Some(challenge) = challenge {
        return (StatusCode::OK, HeaderMap::new(), challenge);
    }
    let (status, body) = endpoint.answers.lock().unwrap().pop().unwrap_or((StatusCode::OK, ""));
    let mut headers = HeaderMap::new();
    if body == NO_RETRY {
        headers.insert("x-slack-no-retry", "1".parse().unwrap());
    }
    (status, headers, body.to_owned())
}

async fn workspace() -> (Workspace, Endpoint) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let endpoint = Endpoint::default();
    let router = Router::new().route("/slack/{path}", axum::routing::post(take)).with_state(endpoint.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    let mut options = options();
    options.request_url = Some(format!("http://{address}"));
    let workspace = Workspace::start_with(options).await;
    (workspace, endpoint)
}

impl Endpoint {
    fn taken(&self) -> Vec<Request> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }
}

fn header<'a>(request: &'a Request, name: &str) -> &'a str {
    request.1.get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn requests_are_signed() {
    let (workspace, endpoint) = workspace().await;
    workspace.act(json!({"as": "U1", "do": "say", "channel": workspace.bot(), "text": "hei"})).await;
    let request = endpoint.taken().remove(0);
    assert_eq!((request.0.as_str(), header(&request, "content-type")), ("events", "application/json"));
    let mut mac = Hmac::<Sha256>::new_from_slice(workspace.sandbox.info().signing_secret.as_bytes()).unwrap();
    mac.update(format!("v0:{}:{}", header(&request, "x-slack-request-timestamp"), request.2).as_bytes());
    let digest: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(header(&request, "x-slack-signature"), format!("v0={digest}"));
    assert_eq!(serde_json::from_str::<Value>(&request.2).unwrap()["event"]["text"], "hei");
}

#[tokio::test]
async fn commands_and_interactions_are_forms() {
    let (workspace, endpoint) = workspace().await;
    endpoint.answers.lock().unwrap().push((StatusCode::OK, "plain words"));
    let done =
        workspace.act(json!({"as": "U1", "do": "command", "channel": "C1", "text": "/test æ & b"})).await;
    assert_eq!(
        (&done["messages"][0]["text"], &done["messages"][0]["ephemeral_to"]),
        (&json!("plain words"), &json!("U1"))
    );
    let request = endpoint.taken().remove(0);
    let field = |name: &str| {
        let mut pairs = form_urlencoded::parse(request.2.as_bytes());
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).unwrap()
    };
    assert_eq!(
        (request.0.as_str(), field("text").as_str(), field("channel_name").as_str()),
        ("commands", "æ & b", "general")
    );
    workspace.act(json!({"as": "U1", "do": "shortcut", "callback_id": "new_thing"})).await;
    let request = endpoint.taken().remove(0);
    assert_eq!(request.0, "interactions");
    assert!(request.2.starts_with("payload=%7B"));
}

#[tokio::test]
async fn a_failed_event_is_repeated_with_number_and_reason() {
    let (workspace, endpoint) = workspace().await;
    endpoint.answers.lock().unwrap().extend([
        (StatusCode::OK, ""),
        (StatusCode::BAD_GATEWAY, ""),
        (StatusCode::INTERNAL_SERVER_ERROR, ""),
    ]);
    workspace.act(json!({"as": "U1", "do": "say", "channel": workspace.bot(), "text": "hei"})).await;
    let requests = endpoint.taken();
    let retries: Vec<&str> = requests.iter().map(|request| header(request, "x-slack-retry-num")).collect();
    assert_eq!((retries, header(&requests[1], "x-slack-retry-reason")), (vec!["", "1"], "http_error"));
    let skip = workspace.control("clock", json!({"skip_wall": "61s", "advance": "0s"}));
    skip.await;
    while workspace.state().await["clock"]["undelivered"] != 0 {}
    assert_eq!(header(&endpoint.taken()[0], "x-slack-retry-num"), "2");
}

#[tokio::test]
async fn after_three_retries_an_event_is_given_up() {
    let (workspace, endpoint) = workspace().await;
    endpoint.answers.lock().unwrap().extend([(StatusCode::BAD_GATEWAY, ""); 5]);
    workspace.act(json!({"as": "U1", "do": "say", "channel": workspace.bot(), "text": "hei"})).await;
    let mut sent = 2;
    for span in ["60s", "300s"] {
        assert_eq!(endpoint.requests.lock().unwrap().len(), sent, "the first retry came at once");
        workspace.control("clock", json!({"skip_wall": span})).await;
        sent += 1;
        while endpoint.requests.lock().unwrap().len() < sent {
            tokio::task::yield_now().await;
        }
        workspace.control("clock", json!({"advance": "0s"})).await;
    }
    assert_eq!(workspace.state().await["clock"]["undelivered"], 0);
    let requests = endpoint.taken();
    let retries: Vec<&str> = requests.iter().map(|request| header(request, "x-slack-retry-num")).collect();
    assert_eq!(retries, ["", "1", "2", "3"]);
}

#[tokio::test]
async fn an_app_that_wants_no_retry_gets_none() {
    let (workspace, endpoint) = workspace().await;
    endpoint.answers.lock().unwrap().push((StatusCode::BAD_GATEWAY, NO_RETRY));
    let said =
        workspace.act(json!({"as": "U1", "do": "say", "channel": workspace.bot(), "text": "hei"})).await;
    assert_eq!((&said["idle"], endpoint.taken().len()), (&json!(true), 1), "nothing is due later");
}

#[tokio::test]
async fn a_menu_asks_for_its_options_by_a_request() {
    let (workspace, endpoint) = workspace().await;
    let words = json!({"type": "plain_text", "text": "Town"});
    let menu =
        json!({"type": "external_select", "action_id": "town", "placeholder": words, "min_query_length": 0});
    let blocks = json!([{"type": "actions", "elements": [menu]}]);
    let posted =
        workspace.ok("chat.postMessage", json!({"channel": "U1", "text": "x", "blocks": blocks})).await;
    workspace.control("clock", json!({"advance": "0s"})).await;
    endpoint.taken();
    let answer = r#"{"options":[{"text":{"type":"plain_text","text":"Oslo"},"value":"oslo"}]}"#;
    endpoint.answers.lock().unwrap().push((StatusCode::OK, answer));
    let order = json!({"as": "U1", "do": "suggest", "channel": posted["channel"], "ts": posted["ts"], "action_id": "town"});
    assert_eq!(workspace.act(order).await["options"][0]["value"], "oslo");
    let request = endpoint.taken().remove(0);
    assert_eq!(request.0, "interactions");
    assert!(request.2.contains("block_suggestion"));
}

#[tokio::test]
async fn a_refused_command_is_an_error_for_the_person() {
    let (workspace, endpoint) = workspace().await;
    endpoint.answers.lock().unwrap().push((StatusCode::SERVICE_UNAVAILABLE, ""));
    let done = workspace.act(json!({"as": "U1", "do": "command", "channel": "C1", "text": "/test"})).await;
    assert_eq!(done["error"], "dispatch_failed");
    let refused = workspace.http.post(format!("{}/api/apps.connections.open", workspace.base));
    let answer: Value =
        refused.bearer_auth(&workspace.sandbox.info().app_token).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["error"], "socket_mode_not_enabled");
}

#[tokio::test]
async fn a_request_url_is_verified_by_a_challenge() {
    let (workspace, endpoint) = workspace().await;
    let (status, _) = workspace.control("verify", json!({})).await;
    assert!(status.is_success());
    assert_eq!(endpoint.taken().len(), 1);
    let without = Workspace::start().await;
    assert_eq!(without.control("verify", json!({})).await.1["error"], "not_verified");
}
