//! A Slack that costs next to nothing, so that what is measured is the bot: it says yes to everything, has the people
//! and channels of a sandbox it has once looked at, and delivers by socket what it is given.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use chrono::{DateTime, Datelike, NaiveTime, TimeDelta};
use futures_util::{SinkExt, StreamExt};
use sandbox::Info;
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::Message;

/// How long Slack takes for a call, about.
pub(super) const SLACKS_PACE: Duration = Duration::from_millis(100);

/// The demo's facilitator, and those of its people who have not said where they are from.
const WITHOUT_COMPANY: [&str; 5] = ["U0MARTE", "U0SELMA", "U0HENRIK", "U0VEGARD", "U0AKSEL"];
/// Methods whose answers are the sandbox's.
const COPIED: [&str; 4] = ["auth.test", "users.list", "conversations.info", "conversations.members"];

/// The stand-in. Cheap to clone; serves until the process ends.
#[derive(Clone)]
pub(super) struct Slack {
    shared: Arc<Shared>,
}

struct Shared {
    info: Info,
    now: String,
    copied: HashMap<&'static str, Value>,
    socket: String,
    calls: AtomicU64,
    /// How long a post takes, in milliseconds.
    pace: AtomicU64,
    /// Where the bot wants to be told the time.
    follower: Mutex<Option<String>>,
    /// The bot's open connections, by what is written to them.
    connections: Mutex<Vec<mpsc::UnboundedSender<String>>>,
    /// Who waits for the acknowledgement of an envelope.
    waiting: Mutex<HashMap<String, oneshot::Sender<()>>>,
}

impl Slack {
    /// A stand-in for a sandbox and its one channel.
    pub(super) async fn like(original: &Info, channel: &str) -> anyhow::Result<Self> {
        let http = reqwest::Client::builder().no_proxy().build()?;
        let mut copied = HashMap::new();
        for method in COPIED {
            let call = http.post(format!("{}/{method}", original.api_url)).bearer_auth(&original.bot_token);
            let answer = call.json(&json!({ "channel": channel, "limit": 200 })).send().await?;
            copied.insert(method, answer.json::<Value>().await?);
        }
        let state: Value = http.get(format!("{}sandbox/state", original.page)).send().await?.json().await?;
        let now = state["clock"]["now"].as_str().context("the sandbox tells no time")?.to_owned();
        let (web, sockets) =
            (TcpListener::bind("127.0.0.1:0").await?, TcpListener::bind("127.0.0.1:0").await?);
        let address = web.local_addr()?;
        let info = Info {
            api_url: format!("http://{address}/api"),
            page: format!("http://{address}/"),
            ..original.clone()
        };
        let socket = format!("ws://{}/", sockets.local_addr()?);
        let shared = Arc::new(Shared {
            info,
            now,
            copied,
            socket,
            calls: AtomicU64::new(0),
            pace: AtomicU64::new(0),
            follower: Mutex::default(),
            connections: Mutex::default(),
            waiting: Mutex::default(),
        });
        tokio::spawn(axum::serve(web, router(Arc::clone(&shared))).into_future());
        tokio::spawn(accept(sockets, Arc::clone(&shared)));
        Ok(Self { shared })
    }

    pub(super) fn info(&self) -> &Info {
        &self.shared.info
    }

    /// The people in the channel.
    pub(super) fn people(&self) -> Vec<String> {
        let members = self.shared.copied["conversations.members"]["members"].as_array();
        let all = members.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
        all.filter(|user| user != self.bot()).collect()
    }

    /// Those of them who answer for a company. The others would each time be asked for theirs in a form, which is a call to
    /// Slack and not the work that is to be compared.
    pub(super) fn members(&self) -> Vec<String> {
        self.people().into_iter().filter(|user| !WITHOUT_COMPANY.contains(&user.as_str())).collect()
    }

    /// The bot's own user.
    pub(super) fn bot(&self) -> &str {
        self.shared.copied["auth.test"]["user_id"].as_str().unwrap_or_default()
    }

    /// How many calls the bot has made.
    pub(super) fn calls(&self) -> u64 {
        self.shared.calls.load(Ordering::Relaxed)
    }

    /// From now on each call takes so long.
    pub(super) fn take_time(&self, pace: Duration) {
        self.shared.pace.store(pace.as_millis().try_into().unwrap_or_default(), Ordering::Relaxed);
    }

    /// Turns the bot's clock to one past nine on the next Monday.
    pub(super) async fn turn_to_monday(&self) -> anyhow::Result<()> {
        let now = DateTime::parse_from_rfc3339(&self.shared.now)?;
        let days = 7 - i64::from(now.weekday().num_days_from_monday());
        let monday =
            (now + TimeDelta::days(days)).with_time(NaiveTime::from_hms_opt(9, 1, 0).unwrap_or_default());
        let monday = monday.single().context("no such time")?.to_rfc3339();
        let follower = lock(&self.shared.follower).clone().context("nobody follows")?;
        let http = reqwest::Client::builder().no_proxy().build()?;
        http.post(follower).json(&json!({ "now": monday })).send().await?.error_for_status()?;
        Ok(())
    }

    /// Delivers by socket, and returns when it is acknowledged.
    pub(super) async fn deliver(&self, kind: &str, number: u64, payload: &str) -> anyhow::Result<()> {
        let id = format!("envelope-{number}");
        let text = format!(
            r#"{{"type":"{kind}","envelope_id":"{id}","accepts_response_payload":true,"payload":{payload}}}"#
        );
        let (done, acknowledged) = oneshot::channel();
        lock(&self.shared.waiting).insert(id, done);
        {
            let connections = lock(&self.shared.connections);
            let place = usize::try_from(number)? % connections.len().max(1);
            connections.get(place).context("the bot is not connected")?.send(text)?;
        }
        Ok(acknowledged.await?)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/api/{method}", post(call))
        .route("/sandbox/state", get(clock))
        .route("/sandbox/follow", post(follow))
        .with_state(shared)
}

async fn clock(State(shared): State<Arc<Shared>>) -> Json<Value> {
    Json(json!({ "clock": { "now": shared.now } }))
}

async fn follow(State(shared): State<Arc<Shared>>, Json(body): Json<Value>) -> Json<Value> {
    *lock(&shared.follower) = body["url"].as_str().map(str::to_owned);
    Json(json!({ "ok": true }))
}

async fn call(State(shared): State<Arc<Shared>>, Path(method): Path<String>, body: String) -> Json<Value> {
    let number = shared.calls.fetch_add(1, Ordering::Relaxed);
    if let Some(copied) = shared.copied.get(method.as_str()) {
        return Json(elsewhere(copied, shared.copied["auth.test"]["user_id"].as_str(), &body));
    }
    let pace = shared.pace.load(Ordering::Relaxed);
    if pace > 0 {
        tokio::time::sleep(Duration::from_millis(pace)).await;
    }
    Json(match method.as_str() {
        "apps.connections.open" => json!({ "ok": true, "url": shared.socket }),
        "conversations.open" => json!({ "ok": true, "channel": { "id": format!("D{number}") } }),
        _ => json!({ "ok": true, "channel": "C0DESIGNFORUM", "ts": format!("1788000000.{number:06}") }),
    })
}

/// The same answer in another of many like channels, whose ids end in a dot and a number, as those of its people do.
fn elsewhere(copied: &Value, bot: Option<&str>, body: &str) -> Value {
    let mut answer = copied.clone();
    let channel =
        body.split('"').chain(body.split('&')).find_map(|part| Some(part.split_once("C0DESIGNFORUM.")?.1));
    let Some(cluster) = channel else { return answer };
    let people = answer["members"].as_array_mut().into_iter().flatten();
    for member in people {
        if let Some(user) = member.as_str().filter(|user| Some(*user) != bot) {
            *member = json!(format!("{user}.{cluster}"));
        }
    }
    answer
}

async fn accept(sockets: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = sockets.accept().await {
        tokio::spawn(serve(stream, Arc::clone(&shared)));
    }
}

async fn serve(stream: TcpStream, shared: Arc<Shared>) -> anyhow::Result<()> {
    stream.set_nodelay(true)?;
    let (mut write, mut read) = tokio_tungstenite::accept_async(stream).await?.split();
    let hello = json!({
        "type": "hello",
        "num_connections": 1,
        "connection_info": { "app_id": "A0LOAD" },
        "debug_info": { "host": "load", "approximate_connection_time": 18_060 },
    });
    write.send(Message::text(hello.to_string())).await?;
    let (sender, mut texts) = mpsc::unbounded_channel::<String>();
    lock(&shared.connections).push(sender.clone());
    let writing = async {
        while let Some(text) = texts.recv().await {
            write.send(Message::text(text)).await?;
        }
        anyhow::Ok(())
    };
    let reading = async {
        while let Some(Ok(message)) = read.next().await {
            let Message::Text(text) = message else { continue };
            let said: Value = serde_json::from_str(&text)?;
            let id = said["envelope_id"].as_str().unwrap_or_default();
            if let Some(done) = lock(&shared.waiting).remove(id) {
                let _ = done.send(());
            }
        }
        anyhow::Ok(())
    };
    let ended = tokio::select! { ended = reading => ended, ended = writing => ended };
    lock(&shared.connections).retain(|open| !open.same_channel(&sender));
    ended
}
