//! Deliveries that are signed as they should be, and yet not for us, or not for the first time.

use klynge::domain::model::{Coming, Workspace};
use klynge::engine::clock::wall;
use serde_json::{Value, json};

use crate::process::attacks::doors::{FORM, JSON, Street};
use crate::process::house::{CHANNEL, IDA, KAIA};

/// Ours, and somebody else's.
const TEAM: &str = "T001";
const OTHER: &str = "TOTHER";

fn interaction(payload: &Value) -> String {
    url::form_urlencoded::Serializer::new(String::new()).append_pair("payload", &payload.to_string()).finish()
}

fn command(team: &str, by: &str, words: &str, trigger: &str) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("command", "/klynge"), ("text", words), ("user_id", by), ("channel_id", CHANNEL)])
        .extend_pairs([("team_id", team), ("trigger_id", trigger)])
        .finish()
}

/// Somebody presses a button, and is to be told by this address.
fn press(team: &str, by: &str, value: &str, trigger: &str, back: &str) -> String {
    interaction(&json!({
        "type": "block_actions", "team": { "id": team }, "user": { "id": by }, "trigger_id": trigger,
        "response_url": back, "actions": [{ "value": value }],
    }))
}

/// A talk is signed up.
fn submit(team: &str, by: &str, cluster: &str, trigger: &str) -> String {
    let typed = |name: &str, value: &str| json!({ name: { "type": "plain_text_input", "value": value } });
    let chosen = |name: &str, value: &str| json!({ name: { "type": "static_select", "selected_option": { "value": value } } });
    let values = json!({
        "title": typed("title", "Rutenett"), "minutes": typed("minutes", "10"),
        "format": chosen("format", "presentation"), "meeting": chosen("meeting", "any"),
    });
    let metadata = format!(r#"{{"purpose":{{"talk":{cluster}}},"nonce":77}}"#);
    interaction(&json!({
        "type": "view_submission", "team": { "id": team }, "user": { "id": by }, "trigger_id": trigger,
        "view": { "private_metadata": metadata, "state": { "values": values } },
    }))
}

fn direct_message(team: &str, by: &str, words: &str, channel: &Value) -> String {
    let event =
        json!({ "type": "message", "channel_type": "im", "user": by, "channel": channel, "text": words });
    json!({ "type": "event_callback", "event_id": "EvAGAIN", "team_id": team, "event": event }).to_string()
}

/// A signed request that somebody has overheard.
struct Overheard {
    path: &'static str,
    kind: &'static str,
    body: String,
    stamp: i64,
}

impl Overheard {
    fn new(path: &'static str, kind: &'static str, body: String) -> Self {
        Self { path, kind, body, stamp: wall().timestamp() }
    }

    /// The very same bytes and headers; answers what was said.
    async fn comes_to(&self, street: &Street) -> String {
        let request = street.post(self.path, self.kind, &self.body);
        let request = request.header("x-slack-request-timestamp", self.stamp);
        let answer = request.header("x-slack-signature", street.sign(self.stamp, &self.body)).send().await;
        let answer = answer.unwrap();
        assert_eq!(answer.status().as_u16(), 200, "{}", self.body);
        answer.text().await.unwrap()
    }

    /// Comes some more times: there is no word to it, and nothing is as a result.
    async fn comes_again_in_vain(&self, street: &Street) {
        street.house.quiet().await;
        let before = (street.house.on_disk().await, street.house.deliveries().await, street.told().await);
        for _ in 0..4 {
            assert_eq!(self.comes_to(street).await, "", "{}", self.body);
        }
        for age in [301, -301, 86_400] {
            let old = street.signed(self.path, self.kind, &self.body, age);
            assert_eq!(street.status(old).await, 401, "{age}");
        }
        street.house.quiet().await;
        let after = (street.house.on_disk().await, street.house.deliveries().await, street.told().await);
        assert_eq!(after, before, "{}", self.body);
    }
}

impl Street {
    /// A cluster that is live.
    async fn with_cluster() -> Self {
        let street = Self::new().await;
        street.house.set_up().await;
        street.house.press(KAIA, "setup", "welcome.post").await;
        street.house.quiet().await;
        street
    }

    /// Where somebody who presses a button is told what came of it.
    fn back(&self) -> String {
        format!("http://{}/response/{TEAM}/somewhere", self.house.address())
    }

    /// How often the bot has told somebody so.
    async fn told(&self) -> usize {
        let wire = self.house.get("sandbox/wire?after=0").await;
        let records = wire["records"].as_array().unwrap().iter();
        records.filter(|record| record["name"] == "response_url").count()
    }
}

/// What Ida's company has answered to the first meeting.
fn answer(ws: &Workspace) -> Option<Coming> {
    let meeting = ws.meetings.values().min_by_key(|meeting| meeting.start).unwrap();
    let company = ws.company_of(meeting.cluster, &IDA.into()).unwrap();
    ws.rsvps.get(&(meeting.id, company.id)).map(|rsvp| rsvp.answer)
}

#[tokio::test]
async fn a_message_that_is_sent_again_is_not_answered_again() {
    let street = Street::with_cluster().await;
    let channel = street.house.write_to_klynge(IDA).await["messages"][0]["channel"].clone();
    let before = street.house.deliveries().await.len();
    let message = Overheard::new("events", JSON, direct_message(TEAM, IDA, "hjelp", &channel));
    message.comes_to(&street).await;
    street.house.quiet().await;
    assert_eq!(street.house.deliveries().await.len(), before + 1, "one answer to one question");
    message.comes_again_in_vain(&street).await;
}

#[tokio::test]
async fn a_command_that_is_sent_again_takes_nothing_back() {
    let street = Street::with_cluster().await;
    let coming = Overheard::new("commands", FORM, command(TEAM, IDA, "kommer", "1.1"));
    assert!(coming.comes_to(&street).await.contains("Studio Strek"));
    assert_eq!(answer(&street.house.on_disk().await), Some(Coming::Yes));
    coming.comes_again_in_vain(&street).await;
    Overheard::new("commands", FORM, command(TEAM, IDA, "kan-ikke", "1.2")).comes_to(&street).await;
    coming.comes_again_in_vain(&street).await;
    assert_eq!(answer(&street.house.on_disk().await), Some(Coming::No), "as she said last");
}

#[tokio::test]
async fn a_press_that_is_sent_again_takes_nothing_back_and_says_nothing_again() {
    let street = Street::with_cluster().await;
    let ws = street.house.on_disk().await;
    let meeting = ws.meetings.values().min_by_key(|meeting| meeting.start).unwrap().id;
    let of = |answer: &str, trigger: &str| {
        let value = format!(r#"{{"answer":[{meeting},"{answer}"]}}"#);
        Overheard::new("interactions", FORM, press(TEAM, IDA, &value, trigger, &street.back()))
    };
    let coming = of("yes", "2.1");
    coming.comes_to(&street).await;
    assert_eq!(answer(&street.house.on_disk().await), Some(Coming::Yes));
    coming.comes_again_in_vain(&street).await;
    of("no", "2.2").comes_to(&street).await;
    coming.comes_again_in_vain(&street).await;
    assert_eq!(answer(&street.house.on_disk().await), Some(Coming::No), "as she said last");
}

#[tokio::test]
async fn a_form_that_is_sent_again_does_its_work_once() {
    let street = Street::with_cluster().await;
    let cluster = street.house.on_disk().await.clusters.keys().next().unwrap().to_string();
    let form = Overheard::new("interactions", FORM, submit(TEAM, IDA, &cluster, "3.1"));
    assert!(form.comes_to(&street).await.contains("Rutenett"));
    form.comes_again_in_vain(&street).await;
    // Nor does it as another delivery: the form has a number.
    Overheard::new("interactions", FORM, submit(TEAM, IDA, &cluster, "3.2")).comes_to(&street).await;
    street.house.quiet().await;
    assert_eq!(street.house.on_disk().await.talks.len(), 1);
}

#[tokio::test]
async fn what_comes_for_another_workspace_is_left_alone() {
    let street = Street::with_cluster().await;
    let channel = street.house.write_to_klynge(IDA).await["messages"][0]["channel"].clone();
    street.house.quiet().await;
    let ws = street.house.on_disk().await;
    let cluster = ws.clusters.keys().next().unwrap().to_string();
    let meeting = ws.meetings.values().min_by_key(|meeting| meeting.start).unwrap().id;
    let yes = format!(r#"{{"answer":[{meeting},"yes"]}}"#);
    let all = |team: &str| {
        [
            Overheard::new("events", JSON, direct_message(team, IDA, "kommer", &channel)),
            Overheard::new("commands", FORM, command(team, IDA, "kommer", "9.1")),
            Overheard::new("interactions", FORM, press(team, IDA, &yes, "9.2", &street.back())),
            Overheard::new("interactions", FORM, submit(team, IDA, &cluster, "9.3")),
        ]
    };
    let before = (street.house.deliveries().await, street.told().await);
    for theirs in all(OTHER) {
        assert_eq!(theirs.comes_to(&street).await, "", "{}", theirs.body);
    }
    street.house.quiet().await;
    assert_eq!(street.house.on_disk().await, ws);
    assert_eq!((street.house.deliveries().await, street.told().await), before);
    for ours in all(TEAM) {
        ours.comes_to(&street).await;
    }
    let now = street.house.on_disk().await;
    assert_eq!((answer(&now), now.talks.len()), (Some(Coming::Yes), 1), "the same of ours does something");
}
