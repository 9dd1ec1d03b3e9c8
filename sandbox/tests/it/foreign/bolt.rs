//! One story, played with four apps: Bolt in two languages, over Socket Mode and over signed requests.
//!
//! `SANDBOX_RECORD=1` writes the expected log anew. Each line of it that is not as Slack would have it stands in
//! `differences.txt` with its reason.

use std::net::TcpListener;
use std::sync::atomic::{AtomicU16, Ordering};

use sandbox::Options;
use serde_json::{Value, json};

use super::expected::{Section, difference, merged, sections_for};
use super::program::Program;
use super::reasons::Reasons;
use super::transcript::Transcript;
use super::{FOLDER, Language, addressed, story, types};
use crate::everything;
use crate::workspace::Workspace;

const EXPECTED: &str = include_str!("../../foreign/expected/bolt.log");
const DIFFERENCES: &str = include_str!("../../foreign/expected/differences.txt");

const COMMANDS: &[&str] = &[
    "/test", "/words", "/escape", "/card", "/whisper", "/form", "/menu", "/calls", "/pages", "/file",
    "/refused", "/limited",
];

/// An app on one of the two roads.
#[derive(Clone, Copy)]
struct Variant {
    language: Language,
    http: bool,
}

impl Variant {
    fn name(self) -> String {
        format!("{} {}", self.language.name(), if self.http { "http" } else { "socket" })
    }

    /// A workspace for it, and the app started in it.
    async fn start(self) -> (Workspace, Program) {
        let port = free_port();
        let mut options = Options { manifest: manifest().to_string(), ..everything::options() };
        // Bolt takes everything at one address: said outright, or by the manifest's urls.
        let path = if self.language == Language::Python { "/slack/events" } else { "" };
        options.request_url = self.http.then(|| format!("http://127.0.0.1:{port}{path}"));
        let workspace = Workspace::start_with(options).await;
        let mut command = addressed(self.language.program("bolt"), &workspace);
        if self.http {
            command.env("PORT", port.to_string());
        }
        let mut app = Program::start(command);
        app.until("Bolt app is running").await;
        (workspace, app)
    }

    /// The log, and all payloads that the app was given.
    async fn log(self, wanted: Option<Vec<Section>>) -> (Vec<Section>, Vec<Value>) {
        let (workspace, app) = self.start().await;
        if self.http {
            let (status, answer) = workspace.control("verify", json!({})).await;
            assert!(status.is_success(), "{}: {answer}", self.name());
        }
        let mut log = Transcript::begin(&workspace, app, wanted).await;
        story::tell(&mut log).await;
        log.end().await
    }
}

/// Where a program can listen. Below the range from which the system takes ports by itself, so that no connection of
/// another test comes between.
pub(super) fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let from = u16::try_from(std::process::id() % 9_000).unwrap();
    loop {
        let port = 20_000 + (from + NEXT.fetch_add(1, Ordering::Relaxed)) % 10_000;
        if TcpListener::bind(("0.0.0.0", port)).is_ok() {
            return port;
        }
    }
}

/// As Bolt's documentation has it: one address for all that Slack sends.
fn manifest() -> Value {
    let url = "https://app.example/slack/events";
    let mut manifest = everything::manifest(everything::SCOPES);
    let command = |name: &&str| json!({"command": name, "description": "Tests", "url": url, "should_escape": *name == "/escape"});
    manifest["features"]["slash_commands"] = COMMANDS.iter().map(command).collect();
    manifest["features"]["shortcuts"] = json!([
        {"name": "New", "type": "global", "callback_id": "new_thing", "description": "A new thing"},
        {"name": "Sum up", "type": "message", "callback_id": "sum_up", "description": "Sums up"},
    ]);
    let events = [
        "app_home_opened",
        "app_mention",
        "file_shared",
        "member_joined_channel",
        "message.channels",
        "message.im",
        "reaction_added",
    ];
    manifest["settings"]["event_subscriptions"] = json!({"bot_events": events, "request_url": url});
    manifest["settings"]["interactivity"] =
        json!({"is_enabled": true, "request_url": url, "message_menu_options_url": url});
    manifest
}

fn variants() -> Vec<Variant> {
    let there = Language::ALL.into_iter().filter(|language| language.is_there());
    there.flat_map(|language| [false, true].map(|http| Variant { language, http })).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn four_unmodified_apps_write_the_log_that_is_expected() {
    let record = std::env::var_os("SANDBOX_RECORD").is_some();
    let running: Vec<_> = variants()
        .into_iter()
        .map(|variant| {
            let wanted = (!record).then(|| sections_for(&variant.name(), EXPECTED));
            (variant.name(), tokio::spawn(variant.log(wanted)))
        })
        .collect();
    let mut logs = Vec::new();
    let mut payloads = Vec::new();
    for (name, running) in running {
        let (log, given) = running.await.unwrap();
        logs.push((name, log));
        payloads.extend(given);
    }
    if record {
        assert_eq!(logs.len(), 4, "all have to write it");
        let logs: Vec<_> = logs.iter().map(|(name, log)| (name.as_str(), log.clone())).collect();
        std::fs::write(format!("{FOLDER}/expected/bolt.log"), merged(&logs)).unwrap();
        return;
    }
    for (name, log) in logs {
        let found = difference(&sections_for(&name, EXPECTED), &log);
        assert!(found.is_empty(), "{name}\n{found}");
    }
    types::hold(payloads.iter().flat_map(types::of_payload).collect(), |line| !is_answer(line)).await;
}

/// Whether a line about a type is about that of an answer.
pub(super) fn is_answer(line: &str) -> bool {
    line.split(['.', ' ']).next().unwrap().ends_with("Response")
}

#[test]
fn each_line_that_is_not_as_slack_would_have_it_has_its_reason_and_each_reason_its_line() {
    let lines = EXPECTED.lines().filter(|line| !line.starts_with("== "));
    let marked = lines.clone().filter(|line| line.starts_with("     ") || line.starts_with('['));
    Reasons::read(DIFFERENCES).hold(marked, lines);
}
