//! Real payloads: whatever the local Slack sends while people press all that can be pressed.

use crate::world::{World, json};
use klynge::slack::inbound::Kind;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// One request as Slack sent it.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) kind: Kind,
    /// The JSON of an event or interaction, the form fields of a command.
    pub(super) payload: Value,
}

/// Buttons that take something away: pressed at the end, if at all.
const LAST: [&str; 4] = ["meeting.cancel", "talk.withdraw", "companies.leave", "nudge.stop"];

/// People who press and fill in all they find.
pub(super) struct Crowd<'w> {
    pub(super) world: &'w World,
    /// Stands behind whatever they type.
    pub(super) behind: &'w str,
    /// Looks at all they see.
    pub(super) look: &'w dyn Fn(&Value),
}

/// Lets people live, from an empty workspace to a brief.
pub(super) async fn live(crowd: &Crowd<'_>) {
    let world = crowd.world;
    let mut seen = BTreeSet::new();
    let kaia = world.person("kaia");
    kaia.invites("klynge", "designforum").await;
    command(crowd, "UKAIA", "setup").await;
    explore(crowd, &mut seen, &LAST).await;
    for words in
        ["help", "next", "members", "company Studio Nord", "xyzzy", "brief <layout> \"NEAR\"", "language en"]
    {
        command(crowd, "UIDA", words).await;
    }
    for words in ["coming", "present Layout", "host", "organiser", "snooze", "company"] {
        command(crowd, "UJONAS", words).await;
    }
    command(crowd, "UKAIA", "meeting").await;
    command(crowd, "UKAIA", "members").await;
    explore(crowd, &mut seen, &LAST).await;
    speak(world).await;
    for time in ["2026-09-10T10:00", "2026-09-14T10:00", "2026-09-16T10:00", "2026-09-17T13:00"] {
        world.clock_to(time).await;
        explore(crowd, &mut seen, &LAST).await;
    }
    note(crowd, "Beslutning: vi deler skissene. Se <https://example.com/rutenett|rutenettet>.").await;
    for time in ["2026-09-18T10:00", "2026-09-21T12:00"] {
        world.clock_to(time).await;
        explore(crowd, &mut seen, &LAST).await;
    }
    explore(crowd, &mut seen, &[]).await;
}

/// Everything that is not pressed or typed after a slash.
async fn speak(world: &World) {
    world.person("ida").opens_home().await;
    world.person("per").writes("hjelp").await;
    world.person("kari").mentions_klynge("kommer").await;
    world.person("liv").says_in("designforum", "Noen som har sett på rutenett?").await;
    world.person("may").reacts_to("Noen som har sett", "eyes").await;
    world.person("tom").joins("designforum").await;
    world.person("sara").changes_profile("real_name", json!("Sara S. Sats")).await;
}

async fn note(crowd: &Crowd<'_>, words: &str) {
    let world = crowd.world;
    let words = format!("{words} {}", crowd.behind);
    let state = world.everything().await;
    let card = of_bot(&state)
        .find(|message| !buttons(&message["blocks"], "talk.show").is_empty() || is_card(message));
    if let Some(card) = card {
        let order = json!({
            "as": "UIDA", "do": "say", "channel": card["channel"], "thread_ts": card["ts"], "text": words,
        });
        world.act(&order).await;
    }
}

fn is_card(message: &Value) -> bool {
    message["metadata"]["event_payload"]["kind"] == "announcement"
}

/// Types a command, and fills in the form that opens, if one does.
pub(super) async fn command(crowd: &Crowd<'_>, by: &str, words: &str) -> Value {
    let order =
        json!({ "as": by, "do": "command", "channel": "designforum", "text": format!("/klynge {words}") });
    let seen = crowd.does(order).await;
    fill_in(crowd, by, &seen["view"]).await;
    seen
}

/// Presses each kind of button that nobody has pressed yet, by whoever can see it.
async fn explore(crowd: &Crowd<'_>, seen: &mut BTreeSet<String>, except: &[&str]) {
    loop {
        let state = crowd.world.everything().await;
        let new = of_bot(&state).find_map(|message| {
            let reader = reader(&state, message)?;
            let mut found = buttons(&message["blocks"], "").into_iter();
            let button = found.find(|id| !seen.contains(kind(id)) && !except.contains(&kind(id)))?;
            Some((reader, message.clone(), button))
        });
        let Some((by, message, button)) = new else { return };
        seen.insert(kind(&button).to_owned());
        let order = json!({
            "as": by, "do": "click", "channel": message["channel"], "ts": message["ts"], "action_id": button,
        });
        let answer = crowd.does(order).await;
        fill_in(crowd, &by, &answer["view"]).await;
    }
}

/// Sends a form with something in every field that has nothing yet, or closes a notice.
async fn fill_in(crowd: &Crowd<'_>, by: &str, view: &Value) {
    if !view.is_object() {
        return;
    }
    let id = &view["id"];
    if view["submit"].is_object() {
        let values = values(view, crowd.behind);
        let answer = crowd.does(json!({ "as": by, "do": "submit", "view_id": id, "values": values })).await;
        let after = &answer["view"];
        if !after.is_object() {
            return;
        }
    }
    crowd.does(json!({ "as": by, "do": "close", "view_id": id })).await;
}

fn values(view: &Value, behind: &str) -> Value {
    let typed = |words: &str| json!(format!("{words} {behind}").trim());
    let named = |line: &str| {
        let (name, rest) = line.split_once(';').unwrap_or((line, ""));
        format!("{name} {behind}; {rest}")
    };
    let companies: Vec<String> = crate::world::COMPANIES.lines().map(named).collect();
    let mut values = Map::new();
    for block in view["blocks"].as_array().into_iter().flatten() {
        let Some(name) = block["block_id"].as_str().filter(|_| block["type"] == "input") else { continue };
        let first = block.pointer("/element/options/0/value").cloned();
        let value = match name {
            "date" if view["callback_id"] == "setup" => json!("2026-09-17"),
            "date" => json!("2026-12-01"),
            "theme" => typed("Om rutenett"),
            "title" => typed("Layout som virker"),
            "words" => typed("Hvordan ble det?"),
            "place" => typed("Verkstedet"),
            "companies" if view["callback_id"] == "setup" => json!(companies.join("\n")),
            "companies" => json!(named("Nye Former; @nils")),
            "points" => typed("beslutning: vi deler skissene\nnotat: alle var her"),
            "company" | "presenter" => first.unwrap_or_default(),
            _ => continue,
        };
        values.insert(name.to_owned(), value);
    }
    Value::Object(values)
}

impl Crowd<'_> {
    /// Somebody does something; what they see then is looked at.
    async fn does(&self, order: Value) -> Value {
        let seen = self.world.act(&order).await;
        (self.look)(&seen);
        seen
    }
}

fn of_bot(state: &Value) -> impl Iterator<Item = &Value> {
    state["messages"].as_array().into_iter().flatten().filter(|message| !message["bot_id"].is_null())
}

/// Somebody who can see a message: the one it is for, else a contact or the facilitator.
fn reader(state: &Value, message: &Value) -> Option<String> {
    if let Some(user) = message["ephemeral_to"].as_str() {
        return Some(user.to_owned());
    }
    let channel = state["channels"].as_array()?.iter().find(|channel| channel["id"] == message["channel"])?;
    Some(channel["user"].as_str().unwrap_or("UKARI").to_owned())
}

/// The ids of the buttons that begin so.
fn buttons(blocks: &Value, start: &str) -> Vec<String> {
    let rows = blocks.as_array().into_iter().flatten().filter_map(|block| block["elements"].as_array());
    let ids = rows.flatten().filter_map(|element| element["action_id"].as_str());
    ids.filter(|id| id.starts_with(start)).map(str::to_owned).collect()
}

/// An id without the numbers of what it is about.
fn kind(id: &str) -> &str {
    let end = id
        .char_indices()
        .find(|(at, _)| id[*at..].starts_with('.') && id[at + 1..].starts_with(|c: char| c.is_ascii_digit()));
    end.map_or(id, |(at, _)| &id[..at])
}

/// The requests in what came through the door.
pub(super) fn requests(heard: &[Vec<u8>]) -> Vec<Request> {
    heard.iter().flat_map(|bytes| in_connection(bytes)).collect()
}

fn in_connection(mut bytes: &[u8]) -> Vec<Request> {
    let mut all = Vec::new();
    while let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
        let length: usize = length.map_or(0, |length| length.trim().parse().unwrap());
        let body = &bytes[end + 4..end + 4 + length];
        all.extend(request(head.split_whitespace().nth(1).unwrap_or_default(), body));
        bytes = &bytes[end + 4 + length..];
    }
    all
}

fn request(path: &str, body: &[u8]) -> Option<Request> {
    let fields = || -> Map<String, Value> {
        url::form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), json!(value))).collect()
    };
    let (kind, payload) = match path.rsplit('/').next()? {
        "events" => (Kind::Event, serde_json::from_slice(body).ok()?),
        "commands" => (Kind::Command, Value::Object(fields())),
        "interactions" => (Kind::Interaction, serde_json::from_str(fields()["payload"].as_str()?).ok()?),
        other => panic!("nothing of Slack's comes to {other}"),
    };
    Some(Request { kind, payload })
}

/// A request's body as Slack writes it, with its address and content type.
pub(super) fn on_the_wire(request: &Request) -> (&'static str, &'static str, String) {
    const FORM: &str = "application/x-www-form-urlencoded";
    let form = |fields: &mut dyn Iterator<Item = (String, String)>| {
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
    };
    match request.kind {
        Kind::Event => ("events", "application/json", request.payload.to_string()),
        Kind::Command => {
            let fields = request.payload.as_object().cloned().unwrap_or_default().into_iter();
            let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            ("commands", FORM, form(&mut fields.map(|(name, value)| (name, text(value)))))
        }
        Kind::Interaction => (
            "interactions",
            FORM,
            form(&mut [("payload".to_owned(), request.payload.to_string())].into_iter()),
        ),
    }
}
