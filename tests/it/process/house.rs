//! A house of openly fictional companies, its Slack, and what its people do there.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use klynge::domain::model::{TeamId, UserId, Workspace};
use klynge::store::Store;
use sandbox::{Options, Sandbox};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::bot::Bot;
use super::door::FrontDoor;

/// The facilitator, in the channel [`CHANNEL`].
pub(super) const KAIA: &str = "UKAIA";
/// Contact of Studio Strek.
pub(super) const IDA: &str = "UIDA";
/// The cluster's channel.
pub(super) const CHANNEL: &str = "C001";
/// Contact of Raster og Rute; reads English.
pub(super) const JONAS: &str = "UJON";
/// Contact of Kerning.
pub(super) const KARI: &str = "UKARI";
/// Works in the house and is in the channel now and then.
pub(super) const NILS: &str = "UNILS";
/// So does she.
pub(super) const EVA: &str = "UEVA";
/// The two ways in which Slack reaches the bot.
pub(super) const TRANSPORTS: [Transport; 2] = [Transport::Socket, Transport::Http];

/// How Slack reaches the bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Transport {
    Socket,
    Http,
}

/// A sandbox of the test's own, and a folder for the bot.
pub(super) struct House {
    sandbox: Sandbox,
    http: reqwest::Client,
    folder: TempDir,
    door: Option<FrontDoor>,
}

impl House {
    /// On the first of September, eight in the morning, with an empty database.
    pub(super) async fn open(transport: Transport) -> Self {
        let door = match transport {
            Transport::Socket => None,
            Transport::Http => Some(FrontDoor::open().await),
        };
        let options = Options {
            manifest: klynge::commands::manifest::MANIFEST.to_owned(),
            seed: Some(seed()),
            request_url: door.as_ref().map(FrontDoor::url),
            now: Some("2026-09-01T08:00".to_owned()),
            ..Options::default()
        };
        let sandbox = sandbox::start(options).await.unwrap();
        let http = reqwest::Client::builder().timeout(Duration::from_secs(60)).no_proxy().build().unwrap();
        Self { sandbox, http, folder: tempfile::tempdir().unwrap(), door }
    }

    /// What the bot needs to know.
    pub(super) fn settings(&self) -> Vec<(&'static str, String)> {
        let info = self.sandbox.info();
        let mut settings = vec![
            ("SLACK_BOT_TOKEN", info.bot_token.clone()),
            ("SLACK_API_URL", info.api_url.clone()),
            ("KLYNGE_CLOCK_URL", info.page.clone()),
            ("KLYNGE_ADMIN_LISTEN", "127.0.0.1:0".to_owned()),
        ];
        match self.door {
            None => settings.push(("SLACK_APP_TOKEN", info.app_token.clone())),
            Some(_) => {
                settings.push(("SLACK_SIGNING_SECRET", info.signing_secret.clone()));
                settings.push(("KLYNGE_LISTEN", "127.0.0.1:0".to_owned()));
            }
        }
        settings
    }

    /// Where Slack listens.
    pub(super) fn address(&self) -> SocketAddr {
        let page = self.sandbox.info().page.trim_start_matches("http://").trim_end_matches('/');
        page.parse().unwrap()
    }

    /// The bot's own folder.
    pub(super) fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// Starts the bot and waits until Slack can reach it.
    pub(super) async fn bot(&self) -> Bot {
        self.bot_with(&[]).await
    }

    /// The same with more settings.
    pub(super) async fn bot_with(&self, more: &[(&'static str, &str)]) -> Bot {
        self.adopt(self.spawn(more)).await
    }

    /// Waits until Slack can reach a bot that was started.
    pub(super) async fn adopt(&self, bot: Bot) -> Bot {
        self.lead_to(&bot).await;
        bot.says("\"ready\"").await;
        bot
    }

    /// Starts the bot and waits for nothing.
    pub(super) fn spawn(&self, more: &[(&'static str, &str)]) -> Bot {
        let mut settings = self.settings();
        settings.extend(more.iter().map(|(name, value)| (*name, (*value).to_owned())));
        Bot::spawn(self.folder.path(), &settings)
    }

    /// Leads Slack to where the bot listens, if it does. Before it is ready: from then on it says things that Slack
    /// will tell it of.
    pub(super) async fn lead_to(&self, bot: &Bot) {
        if let Some(door) = &self.door {
            door.leads_to(bot.listens("listen").await);
        }
    }

    /// What a person does, and what came of it.
    pub(super) async fn act(&self, deed: Value) -> Value {
        self.control("act", deed).await
    }

    /// Turns the clock, or with `0s` waits until all is quiet.
    pub(super) async fn clock(&self, turn: Value) -> Value {
        self.control("clock", turn).await
    }

    /// The newest message with a button whose id begins so, and that id.
    pub(super) async fn offer(&self, button: &str) -> Option<(Value, String)> {
        let state = self.glance().await;
        let messages = state["messages"].as_array().unwrap().iter();
        messages.rev().find_map(|message| Some((message.clone(), action_id(&message["blocks"], button)?)))
    }

    /// Waits until nothing more happens by itself.
    pub(super) async fn quiet(&self) {
        let clock = self.clock(json!({ "advance": "0s" })).await;
        if clock["idle"] != true {
            let wire = self.get("sandbox/wire?after=0").await;
            let last = wire["records"].as_array().unwrap().iter().rev().take(20).rev();
            let last: Vec<String> = last.map(Value::to_string).collect();
            panic!("not quiet: {clock}\n{}", last.join("\n"));
        }
    }

    /// The same after the minute in which Slack repeats what was not acknowledged.
    pub(super) async fn quiet_after_retries(&self) {
        self.clock(json!({ "skip_wall": "1m" })).await;
        self.quiet().await;
    }

    /// Orders something to go wrong.
    pub(super) async fn fault(&self, order: Value) {
        self.control("fault", order).await;
    }

    /// A client for whatever else is to be asked.
    pub(super) fn http(&self) -> &reqwest::Client {
        &self.http
    }

    pub(super) async fn control(&self, call: &str, body: Value) -> Value {
        let done = self.try_control(call, &body).await;
        done.unwrap_or_else(|refused| panic!("{body}: {refused}"))
    }

    /// The same; `Err` is the local Slack's refusal.
    pub(super) async fn try_control(&self, call: &str, body: &Value) -> Result<Value, Value> {
        let url = format!("{}sandbox/{call}", self.sandbox.info().page);
        let answer = self.http.post(url).json(body).send().await.unwrap();
        let fine = answer.status().is_success();
        let answer: Value = answer.json().await.unwrap();
        if fine { Ok(answer) } else { Err(answer) }
    }

    /// Everything as it is in Slack.
    pub(super) async fn state(&self) -> Value {
        self.get("sandbox/state").await
    }

    /// The same at a glance: not asking the bot whether it has anything to do.
    pub(super) async fn glance(&self) -> Value {
        self.get("sandbox/state?ask=false").await
    }

    /// The bot's calls of a method, oldest first, as far as Slack remembers them.
    pub(super) async fn calls(&self, method: &str) -> Vec<Value> {
        let wire = self.get("sandbox/wire?after=0").await;
        let calls = wire["records"].as_array().unwrap().iter();
        calls.filter(|call| call["dir"] == "in" && call["name"] == method).cloned().collect()
    }

    pub(super) async fn get(&self, path: &str) -> Value {
        let url = format!("{}{path}", self.sandbox.info().page);
        self.http.get(url).send().await.unwrap().json().await.unwrap()
    }

    /// The bot's messages of a kind, in order.
    pub(super) async fn messages(&self, kind: &str) -> Vec<Value> {
        let state = self.glance().await;
        let messages = state["messages"].as_array().unwrap().iter();
        messages.filter(|message| payload(message)["kind"] == kind).cloned().collect()
    }

    /// The same, not waiting for more than the acknowledgement.
    pub(super) async fn press_in_haste(&self, by: &str, kind: &str, button: &str) -> Value {
        let mut deed = self.press_of_kind(by, kind, button).await.unwrap();
        deed["within"] = json!("0s");
        self.act(deed).await
    }

    /// Somebody presses a button of the one message of this kind; its id begins so.
    pub(super) async fn press(&self, by: &str, kind: &str, button: &str) -> Value {
        let pressed = self.press_if_there(by, kind, button).await;
        pressed.unwrap_or_else(|| panic!("no button {button} in {kind}"))
    }

    /// The same, unless the button is gone.
    pub(super) async fn press_if_there(&self, by: &str, kind: &str, button: &str) -> Option<Value> {
        Some(self.act(self.press_of_kind(by, kind, button).await?).await)
    }

    async fn press_of_kind(&self, by: &str, kind: &str, button: &str) -> Option<Value> {
        let messages = self.messages(kind).await;
        let [message] = messages.as_slice() else { panic!("one {kind} was expected: {messages:?}") };
        let action = action_id(&message["blocks"], button)?;
        Some(json!({
            "as": by, "do": "click", "channel": message["channel"], "ts": message["ts"], "action_id": action,
        }))
    }

    /// Somebody presses a button on the Home tab; its id begins so.
    pub(super) async fn press_at_home(&self, by: &str, button: &str) -> Value {
        let state = self.glance().await;
        let action = action_id(&state["homes"][by], button);
        let action = action.unwrap_or_else(|| panic!("no button {button} at home: {}", state["homes"]));
        self.act(json!({ "as": by, "do": "click", "home": true, "action_id": action })).await
    }

    /// Somebody writes Klynge a direct message.
    pub(super) async fn write_to_klynge(&self, by: &str) -> Value {
        let bot = self.glance().await["app"]["user"].clone();
        self.act(json!({ "as": by, "do": "say", "channel": bot, "text": "Hei, hva kan du?" })).await
    }

    /// Kaia invites Klynge and fills the form in; the preview waits for her approval.
    pub(super) async fn set_up(&self) {
        let bot = self.state().await["app"]["user"].clone();
        self.act(json!({ "as": KAIA, "do": "invite", "channel": CHANNEL, "user": bot })).await;
        let opened = self
            .act(json!({ "as": KAIA, "do": "command", "channel": CHANNEL, "text": "/klynge setup" }))
            .await;
        let submit =
            json!({ "as": KAIA, "do": "submit", "view_id": opened["view"]["id"], "values": set_up_values() });
        let answer = self.act(submit).await;
        assert_eq!((&answer["ack"]["ok"], &answer["errors"]), (&json!(true), &json!({})), "{answer}");
        self.quiet().await;
    }

    /// The workspace as it lies in the database.
    pub(super) async fn on_disk(&self) -> Workspace {
        let state = self.glance().await;
        let id = |pointer: &str| state.pointer(pointer).and_then(Value::as_str).unwrap().to_owned();
        let mut store = Store::read_only(&self.folder.path().join("klynge.db")).await.unwrap();
        let team = TeamId::from(id("/team/id").as_str());
        let loaded = store.load(&team, &UserId::from(id("/app/user").as_str())).await.unwrap();
        store.close().await.unwrap();
        loaded.unwrap()
    }

    /// How often the bot has called a method and had an answer that is no refusal.
    pub(super) async fn answered(&self, method: &str) -> usize {
        let wire = self.get("sandbox/wire?after=0").await;
        let calls = wire["records"].as_array().unwrap().iter();
        calls.filter(|call| call["name"] == method && call["ok"] == true).count()
    }

    /// How often each outbox id is in Slack.
    pub(super) async fn deliveries(&self) -> BTreeMap<String, usize> {
        let state = self.glance().await;
        let mut counts = BTreeMap::new();
        for message in state["messages"].as_array().unwrap() {
            if let Some(id) = outbox(message) {
                *counts.entry(id.to_owned()).or_default() += 1;
            }
        }
        counts
    }
}

/// Our id of a message: in its metadata, and where those cannot be, in its file's name.
pub(super) fn outbox(message: &Value) -> Option<&str> {
    let of_file = || message["files"][0]["name"].as_str()?.strip_suffix(".ics")?.rsplit_once('-');
    payload(message)["outbox"].as_str().or_else(|| of_file().map(|(_, id)| id))
}

/// What the facilitator fills in.
pub(super) fn set_up_values() -> Value {
    json!({
        "rhythm": "fortnightly", "date": "2026-09-17", "time": "11:30", "minutes": "60", "place": "Kafeen",
        "language": "nb", "companies": "Studio Strek; @ida\nRaster og Rute; @jonas\nKerning; @kari",
    })
}

/// What the bot wrote into a message's metadata.
pub(super) fn payload(message: &Value) -> &Value {
    &message["metadata"]["event_payload"]
}

/// The id of the first button whose id begins so.
pub(super) fn action_id(blocks: &Value, start: &str) -> Option<String> {
    let elements = blocks.as_array()?.iter().filter_map(|block| block["elements"].as_array()).flatten();
    let mut ids = elements.filter_map(|element| element["action_id"].as_str());
    ids.find(|id| id.starts_with(start)).map(str::to_owned)
}

fn seed() -> Value {
    json!({
        "team": { "id": "T001", "name": "Huset", "domain": "huset" },
        "users": [
            { "id": KAIA, "name": "kaia", "real_name": "Kaia Rute", "title": "Fasilitator", "locale": "nb-NO" },
            { "id": IDA, "name": "ida", "real_name": "Ida Strek", "title": "Designer", "locale": "nb-NO" },
            { "id": JONAS, "name": "jonas", "real_name": "Jonas Raster", "title": "Designer", "locale": "en-GB" },
            { "id": KARI, "name": "kari", "real_name": "Kari Kerning", "title": "Designer", "locale": "nb-NO" },
            { "id": NILS, "name": "nils", "real_name": "Nils Nesten", "title": "Nysgjerrig", "locale": "nb-NO" },
            { "id": EVA, "name": "eva", "real_name": "Eva Ofte", "title": "Nysgjerrig", "locale": "nb-NO" },
        ],
        // The first is the one everybody is in, which cannot be archived.
        "channels": [
            { "id": "C000", "name": "huset", "members": [KAIA, IDA, JONAS, KARI, NILS, EVA] },
            { "id": CHANNEL, "name": "designforum", "members": [KAIA, IDA, JONAS, KARI] },
        ],
    })
}
