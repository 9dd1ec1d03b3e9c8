//! Every part of every payload missing, null, of another type, enormous, or hostile; also inside the JSON that travels in
//! buttons and modals. Nothing panics, everything has an answer that Slack takes, and the bot goes on.

use super::corpus::{self, Crowd, Request};
use super::shown;
use crate::dice::Dice;
use crate::world::{Transport, World, tell};
use hmac::{Hmac, KeyInit, Mac};
use klynge::domain::decide;
use klynge::domain::model::{Instant, Workspace};
use klynge::engine::clock::wall;
use klynge::slack::decode::decode;
use klynge::slack::inbound::Kind;
use serde_json::{Value, json};
use sha2::Sha256;
use std::collections::BTreeSet;
use std::hash::{BuildHasher, RandomState};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Letters that trip programs: quotes, marks, NUL, a reversed order, an emoji of many parts, letters of many bytes.
const HOSTILE: &str =
    "';--<!channel>\u{0}\u{202e}\u{200b}%_*NEAR(\"\u{fffd}👩\u{200d}👩\u{200d}👧\u{1f3f4}ß\u{10ffff}";

/// What a part is replaced with; `None`: taken away.
fn replacements() -> Vec<Option<Value>> {
    vec![
        None,
        Some(Value::Null),
        Some(json!(true)),
        Some(json!(-1)),
        Some(json!(u64::MAX)),
        Some(json!(1e308)),
        Some(json!("")),
        Some(json!([])),
        Some(json!({})),
        Some(json!([[["x"]]])),
        Some(json!(HOSTILE)),
        Some(json!("x".repeat(100_000))),
        Some(json!("2026-99-99")),
        Some(json!("+262142-12-31")),
    ]
}

/// The way to every part, the whole included.
fn paths(of: &Value, here: &str, all: &mut Vec<String>) {
    all.push(here.to_owned());
    let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
    match of {
        Value::Object(parts) => {
            parts.iter().for_each(|(name, part)| paths(part, &format!("{here}/{}", escaped(name)), all));
        }
        Value::Array(parts) => {
            parts.iter().enumerate().for_each(|(at, part)| paths(part, &format!("{here}/{at}"), all));
        }
        _ => {}
    }
}

/// A payload with one part replaced.
fn with(payload: &Value, path: &str, part: Option<&Value>) -> Value {
    let mut changed = payload.clone();
    match (part, path.rsplit_once('/')) {
        (Some(part), _) => *changed.pointer_mut(path).unwrap() = part.clone(),
        (None, None) => changed = Value::Null,
        (None, Some((parent, name))) => match changed.pointer_mut(parent).unwrap() {
            Value::Object(parts) => drop(parts.remove(&name.replace("~1", "/").replace("~0", "~"))),
            Value::Array(parts) => drop(parts.remove(name.parse().unwrap())),
            _ => {}
        },
    }
    changed
}

/// All that one change makes of a payload; JSON inside of texts is changed too.
fn mutations(payload: &Value) -> Vec<Value> {
    let (mut ways, mut all) = (Vec::new(), Vec::new());
    paths(payload, "", &mut ways);
    for path in &ways {
        all.extend(replacements().iter().map(|part| with(payload, path, part.as_ref())));
        let inner = payload.pointer(path).and_then(Value::as_str);
        let inner = inner.and_then(|text| serde_json::from_str::<Value>(text).ok());
        if let Some(inner) = inner.filter(|inner| inner.is_object() || inner.is_array()) {
            let changed = mutations(&inner).into_iter();
            all.extend(changed.map(|inner| with(payload, path, Some(&json!(inner.to_string())))));
        }
    }
    all
}

/// What a payload is like, whatever its ids and times: one of each is enough.
fn shape(request: &Request) -> String {
    let mut ways = Vec::new();
    paths(&request.payload, "", &mut ways);
    let word =
        |path: &str| request.payload.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned();
    let button = word("/actions/0/action_id");
    let button = button.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let told = [word("/event/type"), word("/view/callback_id"), word("/text"), button.to_owned()];
    format!("{:?} {told:?} {}", request.kind, ways.len())
}

fn one_of_each(requests: Vec<Request>) -> Vec<Request> {
    let mut shapes = BTreeSet::new();
    requests.into_iter().filter(|request| shapes.insert(shape(request))).collect()
}

/// Decodes, decides and lays out, as the bot would; whether it was an event.
fn survives(ws: &Workspace, kind: Kind, payload: &Value, now: Instant) -> bool {
    let tried = catch_unwind(AssertUnwindSafe(|| {
        let event = decode(kind, payload, None).ok()?.event?;
        shown::show(ws, &decide(ws, &event, now), now);
        Some(())
    }));
    tried.unwrap_or_else(|_| panic!("{} panicked on {payload}", kind.name())).is_some()
}

/// Signs and sends a request as Slack would; answers the status.
async fn send(world: &World, client: &reqwest::Client, request: &Request) -> u16 {
    let (path, content_type, body) = corpus::on_the_wire(request);
    let (url, secret) = world.door();
    let stamp = wall().timestamp();
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()).unwrap();
    mac.update(format!("v0:{stamp}:{body}").as_bytes());
    let digits: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let request = client.post(format!("{url}/slack/{path}")).header("content-type", content_type).body(body);
    let request = request.header("x-slack-request-timestamp", stamp);
    request.header("x-slack-signature", format!("v0={digits}")).send().await.unwrap().status().as_u16()
}

/// The same payload as if it came for the first time.
fn anew(payload: &mut Value, n: usize) {
    for id in ["trigger_id", "event_id"] {
        if payload.get(id).is_some_and(Value::is_string) {
            payload[id] = json!(format!("anew.{n}"));
        }
    }
}

/// How many changed requests the running bot gets.
const SAMPLE: usize = 240;

/// So many of them, by chance: a fixed step could always meet the same replacements.
#[expect(clippy::print_stdout, reason = "a failure can be shown again with the seed")]
fn some_of(mut all: Vec<Request>) -> Vec<Request> {
    let given = std::env::var("KLYNGE_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed: u64 = given.unwrap_or_else(|| RandomState::new().hash_one("mutations"));
    println!("changed requests: KLYNGE_SEED={seed}");
    let mut dice = Dice::new(seed);
    let count = SAMPLE.min(all.len());
    (0..count).map(|_| all.swap_remove(usize::try_from(dice.below(all.len() as u64)).unwrap())).collect()
}

#[tokio::test]
async fn no_part_of_a_payload_brings_it_down() {
    tell(Box::pin(async {
        let world = World::new(Transport::Http).await;
        let crowd = Crowd { world: &world, behind: "", look: &|_| {} };
        corpus::live(&crowd).await;
        let requests = one_of_each(corpus::requests(&world.heard()));
        assert!(requests.len() >= 50, "{} kinds of request", requests.len());
        let (ws, now) = (world.memory().await, world.now().await);
        let (mut tried, mut events) = (0, 0);
        let mut all = Vec::new();
        for Request { kind, payload } in requests {
            assert!(decode(kind, &payload, None).is_ok(), "{payload}");
            for payload in mutations(&payload) {
                tried += 1;
                events += usize::from(survives(&ws, kind, &payload, now));
                all.push(Request { kind, payload });
            }
        }
        assert!(tried >= 20_000 && events >= 5_000, "{tried} tried, {events} of them events");
        let client = klynge::slack::tls::client().unwrap();
        for (n, mut request) in some_of(all).into_iter().enumerate() {
            anew(&mut request.payload, n);
            let status = send(&world, &client, &request).await;
            assert!(matches!(status, 200 | 400), "{status} for {}", request.payload);
        }
        assert!(!world.metrics().await.contains("panicked"));
        let answer = corpus::command(&crowd, "UKAIA", "help").await;
        assert!(answer["messages"].to_string().contains("/klynge"), "{answer}");
        world.close().await;
    }))
    .await;
}
