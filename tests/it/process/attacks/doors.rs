//! The door for signed HTTP, by those who want it open or blocked.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use hmac::{Hmac, KeyInit, Mac};
use klynge::engine::clock::wall;
use serde_json::json;
use sha2::Sha256;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::process::bot::{Bot, PATIENCE};
use crate::process::house::{House, IDA, Transport};
use crate::process::skipped;

pub(super) const JSON: &str = "application/json";
pub(super) const FORM: &str = "application/x-www-form-urlencoded";
/// What Slack waits for.
const SLACKS_PATIENCE: Duration = Duration::from_secs(3);
const MEGABYTE: usize = 1024 * 1024;

/// A house whose bot is reached by HTTP, and what its Slack signs with.
pub(super) struct Street {
    pub(super) house: House,
    bot: Bot,
    door: SocketAddr,
    secret: String,
}

impl Street {
    pub(super) async fn new() -> Self {
        let house = House::open(Transport::Http).await;
        let bot = house.bot().await;
        let secret = house.settings().into_iter().find(|(name, _)| *name == "SLACK_SIGNING_SECRET");
        let door = bot.listens("listen").await;
        Self { house, bot, door, secret: secret.unwrap().1 }
    }

    pub(super) fn sign(&self, stamp: i64, body: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).unwrap();
        mac.update(format!("v0:{stamp}:{body}").as_bytes());
        let digits: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        format!("v0={digits}")
    }

    pub(super) fn post(&self, path: &str, kind: &str, body: &str) -> reqwest::RequestBuilder {
        let request = self.house.http().post(format!("http://{}/slack/{path}", self.door));
        request.header("content-type", kind).body(body.to_owned())
    }

    /// As Slack does it, so many seconds ago.
    pub(super) fn signed(&self, path: &str, kind: &str, body: &str, age: i64) -> reqwest::RequestBuilder {
        let stamp = wall().timestamp() - age;
        let request = self.post(path, kind, body).header("x-slack-request-timestamp", stamp);
        request.header("x-slack-signature", self.sign(stamp, body))
    }

    pub(super) async fn status(&self, request: reqwest::RequestBuilder) -> u16 {
        request.send().await.unwrap().status().as_u16()
    }

    /// Somebody who asks for help has it, as soon as Slack wants it.
    async fn serves(&self) {
        let begun = Instant::now();
        let trigger = wall().timestamp_micros();
        let body = format!(
            "command=%2Fklynge&text=help&user_id={IDA}&channel_id=C001&team_id=T001&trigger_id={trigger}"
        );
        let answer = self.signed("commands", FORM, &body, 0).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        assert!(answer.text().await.unwrap().contains("/klynge"));
        assert!(begun.elapsed() < SLACKS_PATIENCE, "{:?}", begun.elapsed());
    }

    /// The most memory it has had, in bytes; nothing where the system does not say.
    fn memory(&self) -> Option<usize> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.bot.pid())).ok()?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        let kilobytes: usize = peak.trim().trim_end_matches("kB").trim().parse().ok()?;
        Some(kilobytes * 1024)
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.door).await.unwrap()
    }
}

#[tokio::test]
async fn a_signature_that_is_not_quite_right_is_none() {
    let street = Street::new().await;
    let body = "command=%2Fklynge&text=help&user_id=UIDA&channel_id=C001&trigger_id=1.2.3";
    let now = wall().timestamp();
    let right = street.sign(now, body);
    let digits = right.trim_start_matches("v0=").to_owned();
    let mut wrong: Vec<String> = (0..right.len()).map(|end| right[..end].to_owned()).collect();
    wrong.extend([
        format!("v1={digits}"),
        format!("V0={digits}"),
        format!("v0:{digits}"),
        digits.clone(),
        format!("{right}00"),
        format!("{right},{right}"),
        format!("v0={}", "0".repeat(64)),
        format!("v0={}", "g".repeat(64)),
        format!("v0=0x{}", &digits[2..]),
        format!("v0=+{}", &digits[1..]),
        street.sign(now - 1, body),
        street.sign(now, "command=%2Fklynge"),
    ]);
    for signature in wrong {
        let request = street.post("commands", FORM, body).header("x-slack-request-timestamp", now);
        let status = street.status(request.header("x-slack-signature", &signature)).await;
        assert_eq!(status, 401, "{signature}");
    }
    for stamps in [["0", ""], ["", "0"]] {
        // Two of them, one of which is right.
        let mut request = street.post("commands", FORM, body).header("x-slack-signature", &right);
        for stamp in stamps {
            request = request.header("x-slack-request-timestamp", format!("{now}{stamp}"));
        }
        assert_eq!(street.status(request).await, 401);
    }
    street.serves().await;
}

/// Sends all there is to send, until the other side has had enough; answers what it said.
async fn pour(mut line: TcpStream, head: String, piece: Vec<u8>, pieces: usize) -> String {
    line.write_all(head.as_bytes()).await.unwrap();
    for _ in 0..pieces {
        if line.write_all(&piece).await.is_err() {
            break;
        }
    }
    let mut answer = [0; 12];
    // It may hang up on what it has not read, and with it on its own answer.
    let read = tokio::time::timeout(PATIENCE, line.read_exact(&mut answer)).await.expect("an end");
    read.map(|_| String::from_utf8_lossy(&answer).into_owned()).unwrap_or_default()
}

#[tokio::test]
async fn a_hundred_megabytes_are_refused_and_never_kept() {
    let street = Street::new().await;
    street.serves().await;
    let before = street.memory();
    let head = |how: String| {
        format!("POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-type: {JSON}\r\n{how}\r\n\r\n")
    };
    let sized = head(format!("content-length: {}", 100 * MEGABYTE));
    let chunk = [format!("{MEGABYTE:x}\r\n").into_bytes(), vec![b'x'; MEGABYTE], b"\r\n".to_vec()].concat();
    let mut floods = tokio::task::JoinSet::new();
    for _ in 0..8 {
        floods.spawn(pour(street.connect().await, sized.clone(), vec![b'x'; MEGABYTE], 100));
        let chunked = head("transfer-encoding: chunked".to_owned());
        floods.spawn(pour(street.connect().await, chunked, chunk.clone(), 100));
    }
    for answer in floods.join_all().await {
        assert!(matches!(answer.as_str(), "HTTP/1.1 413" | ""), "{answer}");
    }
    if let Some((before, after)) = before.zip(street.memory()) {
        let grown = after.saturating_sub(before);
        assert!(grown < 48 * MEGABYTE, "1.6 GB came, and {grown} bytes were kept");
    } else {
        skipped("how much of a flood is kept", "/proc does not say");
    }
    street.serves().await;
}

#[tokio::test]
async fn who_drips_holds_nobody_up() {
    let street = Street::new().await;
    let mut slow = Vec::new();
    for n in 0..560 {
        let mut line = street.connect().await;
        let begun: &[u8] = if n % 2 == 0 {
            b"POST /slack/events HTTP/1.1\r\nhost: x\r\nx-slow: "
        } else {
            b"POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n{"
        };
        line.write_all(begun).await.unwrap();
        slow.push(line);
    }
    let dripping = tokio::spawn(async move {
        let mut drip = tokio::time::interval(Duration::from_millis(100));
        loop {
            drip.tick().await;
            for line in &mut slow {
                let _ = line.write_all(b"x").await;
            }
        }
    });
    for _ in 0..3 {
        street.serves().await;
    }
    dripping.abort();
    street.serves().await;
}

/// Whole requests that are not Slack's cost whoever sends them nothing, and get them nothing.
#[tokio::test]
async fn who_is_refused_again_and_again_holds_nobody_up() {
    let street = Street::new().await;
    let mut strangers = Vec::new();
    for _ in 0..560 {
        strangers.push(street.connect().await);
    }
    let knocking = tokio::spawn(async move {
        let mut often = tokio::time::interval(Duration::from_millis(500));
        loop {
            often.tick().await;
            for (n, line) in strangers.iter_mut().enumerate() {
                let (path, body) = if n % 2 == 0 { ("events", "{}") } else { ("commands", "ssl_check=1") };
                let request = format!(
                    "POST /slack/{path} HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n{body}",
                    body.len()
                );
                let _ = line.write_all(request.as_bytes()).await;
            }
        }
    });
    for _ in 0..3 {
        street.serves().await;
    }
    knocking.abort();
    street.serves().await;
}

/// A list in a list in a list.
fn deep(depth: usize) -> String {
    format!("{}{}", "[".repeat(depth), "]".repeat(depth))
}

#[tokio::test]
async fn json_of_any_depth_is_only_json() {
    let street = Street::new().await;
    street.house.set_up().await;
    let form = |name: &str, value: &str| {
        url::form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish()
    };
    for depth in [127, 128, 129, 10_000, 100_000] {
        let deep = deep(depth);
        let event = format!(r#"{{"type":"event_callback","event_id":"Ev{depth}","event":{deep}}}"#);
        let press = |value: &str| {
            json!({ "type": "block_actions", "user": { "id": IDA }, "actions": [{ "value": value }] })
                .to_string()
        };
        let submit = |metadata: &str| {
            let view = json!({ "private_metadata": metadata, "state": { "values": {} } });
            json!({ "type": "view_submission", "user": { "id": IDA }, "view": view }).to_string()
        };
        let payload = format!(r#"{{"type":"block_actions","user":{{"id":"{IDA}"}},"actions":{deep}}}"#);
        for (path, kind, body) in [
            ("events", JSON, event),
            ("events", JSON, deep.clone()),
            (
                "commands",
                FORM,
                format!("command=%2Fklynge&user_id={IDA}&channel_id=C001&{}", form("text", &deep)),
            ),
            ("interactions", FORM, form("payload", &deep)),
            ("interactions", FORM, form("payload", &payload)),
            ("interactions", FORM, form("payload", &press(&deep))),
            ("interactions", FORM, form("payload", &press(&format!(r#"{{"answer":{deep}}}"#)))),
            ("interactions", FORM, form("payload", &submit(&deep))),
            ("interactions", FORM, form("payload", &submit(&format!(r#"{{"purpose":{deep},"nonce":1}}"#)))),
        ] {
            let status = street.status(street.signed(path, kind, &body, 0)).await;
            assert!(matches!(status, 200 | 400), "{status} at depth {depth} of {path}");
        }
    }
    street.serves().await;
    let figures = street.bot.listens("admin").await;
    let figures = street.house.http().get(format!("http://{figures}/metrics")).send().await.unwrap();
    assert!(!figures.text().await.unwrap().contains("panicked"));
}
