//! How fast the sandbox is: how long a start takes, and how many calls a second it answers on one core.
//!
//! `taskset -c 0 cargo bench -p sandbox --bench speed`: asker and answerer then share that core. Names of calls after
//! `--` choose some of them. It ends with 1 when the middle start takes 100 ms or a call comes below 2,000 a second.

use std::io::Write as _;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use sandbox::{Options, Sandbox};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const MANIFEST: &str = "
display_information: {name: Speed}
features: {bot_user: {display_name: speed}}
oauth_config:
  scopes: {bot: [channels:history, channels:join, channels:read, chat:write, reactions:write, users:read]}
settings:
  socket_mode_enabled: true
  event_subscriptions: {bot_events: [message.channels]}
";
/// The workspace: so many people and channels, and messages in the first channel.
const PEOPLE: usize = 500;
const CHANNELS: usize = 100;
const MESSAGES: usize = 10_000;
/// How long each kind of call is made.
const SPAN: Duration = Duration::from_secs(2);
const STARTS: usize = 20;
/// What must be held.
const LONGEST_START: Duration = Duration::from_millis(100);
const FEWEST_CALLS: f64 = 2_000.0;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<ExitCode> {
    let chosen: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let mut held = starts().await?;
    let sandbox = sandbox::start(options()).await?;
    let mut caller = Caller::connect(&sandbox).await?;
    caller.call("conversations.join", &json!({"channel": "C1"})).await?;
    let thread = filled(&mut caller).await?;
    let blocks = json!([{"type": "section", "text": {"type": "mrkdwn", "text": "Hello *there*"}}]);
    let calls = [
        ("auth.test", json!({})),
        ("users.info", json!({"user": format!("U{PEOPLE}")})),
        ("chat.postMessage", json!({"channel": "C1", "text": "hello", "blocks": blocks})),
        ("chat.update", json!({"channel": "C1", "ts": thread, "text": "changed"})),
        ("conversations.info", json!({"channel": format!("C{CHANNELS}")})),
        ("conversations.history", json!({"channel": "C1", "limit": 10})),
        ("conversations.replies", json!({"channel": "C1", "ts": thread, "limit": 10})),
    ];
    for (method, body) in calls {
        if chosen.is_empty() || chosen.iter().any(|name| name == method) {
            held &= measured(&mut caller, method, &body).await?;
        }
    }
    sandbox.stop().await;
    Ok(if held { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn options() -> Options {
    let users: Vec<Value> = (1..=PEOPLE)
        .map(|number| json!({"id": format!("U{number}"), "name": format!("user{number}")}))
        .collect();
    let channels: Vec<Value> = (1..=CHANNELS)
        .map(|number| json!({"id": format!("C{number}"), "name": format!("c{number}"), "members": ["U1", "U2"]}))
        .collect();
    Options {
        manifest: MANIFEST.to_owned(),
        seed: Some(json!({"users": users, "channels": channels})),
        now: Some("2026-09-01T08:00".to_owned()),
        ..Options::default()
    }
}

/// The middle one of several starts: on a machine that does something else the slowest says little.
async fn starts() -> anyhow::Result<bool> {
    let mut took = Vec::new();
    for _ in 0..STARTS {
        let began = Instant::now();
        let sandbox = sandbox::start(options()).await?;
        took.push(began.elapsed());
        sandbox.stop().await;
    }
    took.sort();
    let (middle, slowest) = (took[STARTS / 2], took[STARTS - 1]);
    let [shown, longest] = [middle, slowest].map(|span| span.as_secs_f64() * 1e3);
    say(&format!("start                  {shown:8.1} ms, the slowest of {STARTS} {longest:.1} ms"))?;
    Ok(middle < LONGEST_START)
}

/// Messages, every tenth with a reply; answers the first, which has a thousand.
async fn filled(caller: &mut Caller) -> anyhow::Result<String> {
    let first = caller.post(json!({"channel": "C1", "text": "the first"})).await?;
    for number in 1..MESSAGES {
        let mut message = json!({"channel": "C1", "text": format!("message {number}")});
        if number.is_multiple_of(10) {
            message["thread_ts"] = json!(first);
        }
        caller.post(message).await?;
    }
    Ok(first)
}

async fn measured(caller: &mut Caller, method: &str, body: &Value) -> anyhow::Result<bool> {
    let (began, mut count) = (Instant::now(), 0_u32);
    while began.elapsed() < SPAN {
        caller.call(method, body).await?;
        count += 1;
    }
    let rate = f64::from(count) / began.elapsed().as_secs_f64();
    say(&format!("{method:22} {rate:8.0} a second"))?;
    Ok(rate >= FEWEST_CALLS)
}

fn say(line: &str) -> std::io::Result<()> {
    writeln!(std::io::stdout(), "{line}")
}

/// One connection that is kept, as small as can be: what is measured is the answerer.
struct Caller {
    stream: TcpStream,
    token: String,
    answer: Vec<u8>,
}

impl Caller {
    async fn connect(sandbox: &Sandbox) -> anyhow::Result<Self> {
        let info = sandbox.info();
        let address = info.page.trim_start_matches("http://").trim_end_matches('/');
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, token: info.bot_token.clone(), answer: Vec::new() })
    }

    async fn post(&mut self, body: Value) -> anyhow::Result<String> {
        let answer: Value = serde_json::from_slice(self.call("chat.postMessage", &body).await?)?;
        Ok(answer["ts"].as_str().context("no ts")?.to_owned())
    }

    /// Makes a call that must succeed; answers the body.
    async fn call(&mut self, method: &str, body: &Value) -> anyhow::Result<&[u8]> {
        let (body, token) = (body.to_string(), &self.token);
        let request = format!(
            "POST /api/{method} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        self.stream.write_all(request.as_bytes()).await?;
        self.answer.clear();
        let start = loop {
            if let Some(place) = self.answer.windows(4).position(|part| part == b"\r\n\r\n") {
                break place + 4;
            }
            self.more().await?;
        };
        let head = String::from_utf8_lossy(&self.answer[..start]).to_lowercase();
        let length =
            head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        let end = start + length.context("no length")?;
        while self.answer.len() < end {
            self.more().await?;
        }
        let body = &self.answer[start..end];
        anyhow::ensure!(!body.starts_with(b"{\"error\""), "{method}: {}", String::from_utf8_lossy(body));
        Ok(body)
    }

    async fn more(&mut self) -> anyhow::Result<()> {
        anyhow::ensure!(self.stream.read_buf(&mut self.answer).await? > 0, "the connection ended");
        Ok(())
    }
}
