//! Real requests over loopback, signed as Slack signs them.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::net::SocketAddr;

use hmac::{Hmac, KeyInit, Mac};
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use super::*;
use crate::config::Secret;
use crate::slack::inbound::{Delivery, Inbound};

const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
const NOW: i64 = 1_531_420_618;
const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
const COMMAND: &str = "command=%2Fklynge&text=next&user_id=U1";

/// The routes on a real port, and the desk behind them.
struct World {
    address: SocketAddr,
    desk: mpsc::Receiver<Inbound>,
    http: reqwest::Client,
}

impl World {
    async fn start() -> Self {
        Self::with(|_| {}).await
    }

    async fn with(change: impl FnOnce(&mut Door)) -> Self {
        let (sender, desk) = mpsc::channel(4);
        let verifier = Verifier::new(&Secret::new(SECRET)).unwrap();
        let mut door = Door::new(verifier, sender, Arc::new(|| NOW));
        change(&mut door);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router(door)).await });
        let tls = crate::slack::tls::client_config().unwrap();
        let http = reqwest::Client::builder().no_proxy().tls_backend_preconfigured(tls).build().unwrap();
        Self { address, desk, http }
    }

    fn unsigned(&self, path: &str, content_type: &str, body: &str) -> reqwest::RequestBuilder {
        let url = format!("http://{}/slack/{path}", self.address);
        self.http.post(url).header(CONTENT_TYPE, content_type).body(body.to_owned())
    }

    fn signed(&self, path: &str, content_type: &str, body: &str) -> reqwest::RequestBuilder {
        let request = self.unsigned(path, content_type, body);
        request.header(TIMESTAMP, NOW).header(SIGNATURE, sign(NOW, body))
    }

    /// Sends a request, answers it at the desk, and returns what the desk saw and what Slack gets.
    async fn served(&mut self, request: reqwest::RequestBuilder, reply: Reply) -> (Delivery, u16, String) {
        let sent = tokio::spawn(send(request));
        let Inbound { kind, payload, retry, envelope, reply: answer, arrived: _ } =
            self.desk.recv().await.unwrap();
        answer.send(reply).unwrap();
        let (status, body) = sent.await.unwrap();
        (Delivery { kind, payload, retry, envelope }, status, body)
    }

    fn is_idle(&mut self) -> bool {
        self.desk.try_recv().is_err()
    }
}

fn sign(timestamp: i64, body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(format!("v0:{timestamp}:{body}").as_bytes());
    let digits: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("v0={digits}")
}

async fn send(request: reqwest::RequestBuilder) -> (u16, String) {
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

#[tokio::test]
async fn slacks_published_request_is_let_in() {
    const BODY: &str = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    let mut world = World::start().await;
    let request = world
        .unsigned("commands", FORM, BODY)
        .header(TIMESTAMP, NOW)
        .header(SIGNATURE, "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
    let (inbound, status, _) = world.served(request, Reply::Ack(None)).await;
    assert_eq!(status, 200);
    assert_eq!(inbound.payload["user_name"], "roadrunner");
    assert_eq!(inbound.payload["text"], "");
}

#[tokio::test]
async fn each_kind_is_delivered_and_answered() {
    let mut world = World::start().await;
    let hello = json!({ "text": "Hei" });

    let request = world.signed("commands", FORM, COMMAND);
    let (inbound, status, body) = world.served(request, Reply::Ack(Some(hello.clone()))).await;
    assert_eq!((inbound.kind, status), (Kind::Command, 200));
    assert_eq!(inbound.payload["text"], "next");
    assert_eq!(inbound.envelope, None);
    assert_eq!(serde_json::from_str::<Value>(&body).unwrap(), hello);

    let request = world.signed("interactions", FORM, "payload=%7B%22type%22%3A%22view_submission%22%7D");
    let (inbound, status, body) = world.served(request, Reply::Ack(None)).await;
    assert_eq!((inbound.kind, status, body.as_str()), (Kind::Interaction, 200, ""));
    assert_eq!(inbound.payload, json!({ "type": "view_submission" }));

    let event = r#"{"type":"event_callback","event_id":"Ev1"}"#;
    let request = world
        .signed("events", "application/json; charset=utf-8", event)
        .header("x-slack-retry-num", 2)
        .header("x-slack-retry-reason", "http_timeout");
    let (inbound, status, body) = world.served(request, Reply::Ack(Some(hello))).await;
    assert_eq!((inbound.kind, status, body.as_str()), (Kind::Event, 200, ""));
    assert_eq!(inbound.retry, Some(Retry { num: 2, reason: "http_timeout".into() }));
}

#[tokio::test]
async fn a_refusal_a_slow_desk_and_no_desk_make_slack_repeat() {
    let mut world = World::start().await;
    let request = world.signed("commands", FORM, COMMAND);
    assert_eq!(world.served(request, Reply::Refuse).await.1, 503);

    let slow = World::with(|door| door.answer_timeout = Duration::from_millis(20)).await;
    assert_eq!(send(slow.signed("commands", FORM, COMMAND)).await.0, 503);

    let mut gone = World::start().await;
    gone.desk.close();
    assert_eq!(send(gone.signed("commands", FORM, COMMAND)).await.0, 503);
}

#[tokio::test]
async fn nobody_but_slack_is_let_in() {
    let mut world = World::start().await;
    let unsigned = || world.unsigned("commands", FORM, COMMAND);
    let signed = || world.signed("commands", FORM, COMMAND);
    let stale = NOW - 301;
    for (request, reason) in [
        (unsigned(), "not signed"),
        (unsigned().header(TIMESTAMP, NOW), "not signed"),
        (unsigned().header(SIGNATURE, sign(NOW, COMMAND)), "not signed"),
        (unsigned().header(TIMESTAMP, NOW).header(SIGNATURE, sign(NOW, "")), "bad signature"),
        (unsigned().header(TIMESTAMP, NOW).header(SIGNATURE, "v0=xyz"), "bad signature"),
        (unsigned().header(TIMESTAMP, stale).header(SIGNATURE, sign(stale, COMMAND)), "stale timestamp"),
        (unsigned().header(TIMESTAMP, "soon").header(SIGNATURE, sign(NOW, COMMAND)), "bad timestamp"),
        (signed().header(SIGNATURE, "v0=xyz"), "not signed"),
        (signed().header(SIGNATURE, sign(NOW, COMMAND)), "not signed"),
        (signed().header(TIMESTAMP, stale), "not signed"),
    ] {
        assert_eq!(send(request).await, (401, reason.to_owned()));
    }
    assert!(world.is_idle());
}

#[tokio::test]
async fn the_signature_is_checked_before_the_shape() {
    let mut world = World::start().await;
    assert_eq!(send(world.unsigned("events", JSON, "{")).await.0, 401);
    for (path, content_type, body) in [
        ("events", JSON, "{"),
        ("events", FORM, "{}"),
        ("events", JSON, r#"{"type":"url_verification"}"#),
        ("commands", JSON, "{}"),
        ("commands", FORM, "text=next"),
        ("interactions", FORM, "payload=%7B"),
        ("interactions", FORM, "nothing=1"),
    ] {
        let (status, reason) = send(world.signed(path, content_type, body)).await;
        assert_eq!(status, 400, "{path} {body}: {reason}");
    }
    assert!(world.is_idle());
}

#[tokio::test]
async fn greetings_checks_and_strangers_get_what_slack_expects() {
    let mut world = World::start().await;
    let greeting = r#"{"type":"url_verification","challenge":"3eZbrw1a"}"#;
    assert_eq!(send(world.signed("events", JSON, greeting)).await, (200, "3eZbrw1a".into()));
    let stranger = r#"{"type":"app_rate_limited","minute_rate_limited":1518467820}"#;
    assert_eq!(send(world.signed("events", JSON, stranger)).await, (200, String::new()));
    let check = "token=x&ssl_check=1";
    let checked = world.unsigned("commands", FORM, check).send().await.unwrap();
    assert_eq!(
        (checked.status().as_u16(), &checked.headers()["connection"]),
        (200, &"close".parse().unwrap())
    );
    assert_eq!(send(world.signed("commands", FORM, check)).await, (200, String::new()));
    assert_eq!(send(world.unsigned("events", JSON, check)).await.0, 401);
    let elsewhere = world.http.get(format!("http://{}/slack/events", world.address));
    assert_eq!(send(elsewhere).await.0, 405);
    assert!(world.is_idle());
}

/// Writes raw bytes and returns the first line of the answer.
async fn raw(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = [0; 1024];
    let read = stream.read(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(answer.get(..read).unwrap()).into_owned();
    answer.lines().next().unwrap().to_owned()
}

#[tokio::test]
async fn a_huge_body_is_refused_before_it_is_sent() {
    let world = World::start().await;
    let head = "POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 1048577\r\n\r\n";
    assert_eq!(raw(world.address, head).await, "HTTP/1.1 413 Payload Too Large");
}

#[tokio::test]
async fn a_huge_body_without_a_length_is_refused_on_the_way() {
    let world = World::start().await;
    let size = BODY_LIMIT + 1;
    let head =
        format!("POST /slack/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n{size:x}\r\n");
    let request = head + &"x".repeat(size);
    assert_eq!(raw(world.address, &request).await, "HTTP/1.1 413 Payload Too Large");
}

#[tokio::test]
async fn the_largest_body_is_let_in() {
    let mut world = World::start().await;
    let body = format!("{COMMAND}&padding={}", "x".repeat(BODY_LIMIT - COMMAND.len() - "&padding=".len()));
    let request = world.signed("commands", FORM, &body);
    assert_eq!(world.served(request, Reply::Ack(None)).await.1, 200);
}

#[tokio::test]
async fn a_body_that_never_comes_is_not_waited_for() {
    let world = World::with(|door| door.body_timeout = Duration::from_millis(50)).await;
    let slow = "POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc";
    assert_eq!(raw(world.address, slow).await, "HTTP/1.1 408 Request Timeout");
}
