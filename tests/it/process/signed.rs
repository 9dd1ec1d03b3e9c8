//! The door for signed HTTP, knocked at by Slack's forgers, by Slack in its odder moods, and by nobody at all.

use hmac::{Hmac, KeyInit, Mac};
use klynge::engine::clock::wall;
use reqwest::StatusCode;
use serde_json::json;
use sha2::Sha256;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::bot::{Bot, PATIENCE};
use super::house::{House, Transport};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// A house whose bot is reached by HTTP.
struct Street {
    house: House,
    bot: Bot,
    secret: String,
}

impl Street {
    async fn new() -> Self {
        let house = House::open(Transport::Http).await;
        let bot = house.bot().await;
        let secret = house.settings().into_iter().find(|(name, _)| *name == "SLACK_SIGNING_SECRET");
        Self { house, bot, secret: secret.unwrap().1 }
    }

    /// Posts a body that was signed with this secret so many seconds ago.
    async fn signed(&self, path: &str, kind: &str, body: &str, secret: &str, age: i64) -> StatusCode {
        let stamp = wall().timestamp() - age;
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(format!("v0:{stamp}:{body}").as_bytes());
        let signature: String =
            mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        let request = self.request(path, kind, body).await;
        let request = request.header("x-slack-request-timestamp", stamp);
        request.header("x-slack-signature", format!("v0={signature}")).send().await.unwrap().status()
    }

    /// The same as Slack does it.
    async fn as_slack(&self, path: &str, kind: &str, body: &str) -> StatusCode {
        self.signed(path, kind, body, &self.secret, 0).await
    }

    async fn request(&self, path: &str, kind: &str, body: &str) -> reqwest::RequestBuilder {
        let door = self.bot.listens("listen").await;
        let request = self.house.http().post(format!("http://{door}/slack/{path}"));
        request.header("content-type", kind).body(body.to_owned())
    }
}

#[tokio::test]
async fn only_slack_is_let_in() {
    let street = Street::new().await;
    let body = "command=%2Fklynge&text=help&user_id=UKAIA&channel_id=C001&trigger_id=1.2.3";
    let unsigned = street.request("commands", FORM, body).await.send().await.unwrap();
    assert_eq!(unsigned.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(street.signed("commands", FORM, body, "not the secret", 0).await, StatusCode::UNAUTHORIZED);
    assert_eq!(street.signed("commands", FORM, body, &street.secret, 301).await, StatusCode::UNAUTHORIZED);
    assert_eq!(street.signed("commands", FORM, body, &street.secret, -301).await, StatusCode::UNAUTHORIZED);
    assert_eq!(street.as_slack("commands", FORM, body).await, StatusCode::OK);
}

#[tokio::test]
async fn a_huge_body_is_refused_before_it_is_read() {
    let street = Street::new().await;
    let mut line = TcpStream::connect(street.bot.listens("listen").await).await.unwrap();
    let size = 2 * 1024 * 1024;
    let head = format!(
        "POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-type: {JSON}\r\ncontent-length: {size}\r\n\r\n"
    );
    line.write_all(head.as_bytes()).await.unwrap();
    // Not a byte of the body has been sent.
    let mut answer = [0; 12];
    tokio::time::timeout(PATIENCE, line.read_exact(&mut answer)).await.expect("an answer").unwrap();
    assert_eq!(&answer, b"HTTP/1.1 413");
}

#[tokio::test]
async fn what_is_not_understood_is_acknowledged_once_it_is_slacks() {
    let street = Street::new().await;
    let event = json!({ "type": "event_callback", "event_id": "Ev1", "event": { "type": "aliens_landed" } });
    assert_eq!(street.as_slack("events", JSON, &event.to_string()).await, StatusCode::OK);
    let envelope = json!({ "type": "app_rate_limited" }).to_string();
    assert_eq!(street.as_slack("events", JSON, &envelope).await, StatusCode::OK);
    let press = "payload=%7B%22type%22%3A%22aliens%22%2C%22user%22%3A%7B%22id%22%3A%22UKAIA%22%7D%7D";
    assert_eq!(street.as_slack("interactions", FORM, press).await, StatusCode::OK);
    assert_eq!(street.as_slack("interactions", FORM, "payload=%7B").await, StatusCode::BAD_REQUEST);
    assert_eq!(street.as_slack("events", FORM, "{}").await, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn slacks_checks_of_the_address_are_answered() {
    let street = Street::new().await;
    let check = street.request("commands", FORM, "ssl_check=1&token=x").await.send().await.unwrap();
    assert_eq!(check.status(), StatusCode::OK);
    let verified = street.house.control("verify", json!({})).await;
    assert_eq!(verified["ok"], true);
}
