//! The calls that Slack's clients make: every method with success (`tests/foreign/calls.json`), and every refusal, of
//! which most are those of `refusal_table`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::everything::{ADA, BEN, GENERAL, SCOPES, manifest, options};
use crate::oauth::BACK;
use crate::refusal_table::refusals;
use crate::refusals::Scene;
use crate::shapes::offered;
use crate::workspace::Workspace;

/// A plan, and the workspaces in which it takes place.
pub(crate) struct Plan {
    /// As the clients read it.
    pub(crate) wire: Value,
    _houses: Vec<Workspace>,
}

impl Plan {
    pub(crate) async fn make() -> Self {
        let (main, kept) = main_house().await;
        let scene = Scene::set().await;
        let mut steps = scripted();
        let mut add = |house: &str, call: &str, args: Value, want: &str| {
            steps.push(json!({"house": house, "call": call, "args": args, "want": want, "token": null}));
        };
        for (method, args, code) in refusals(&scene) {
            add("scene", method, args, code);
        }
        for method in needing_arguments() {
            add("scene", &method, json!({}), "invalid_arguments");
        }
        let (full, rows) = full_house().await;
        for (method, args, code) in rows {
            add("full", method, args, code);
        }
        let poor = house(manifest(&[])).await;
        for (method, args) in scoped() {
            add("poor", &method, args, "missing_scope");
        }
        let closed = closed_house().await;
        add("closed", "chat.postMessage", json!({"channel": ADA, "text": "x"}), "messages_tab_disabled");
        let home = json!({"user_id": ADA, "view": {"type": "home", "blocks": []}});
        add("closed", "views.publish", home, "not_enabled");
        add("http", "apps.connections.open", json!({}), "socket_mode_not_enabled");
        let http = http_house().await;

        let houses = [
            ("main", main),
            ("scene", scene.workspace),
            ("full", full),
            ("poor", poor),
            ("closed", closed),
            ("http", http),
        ];
        let infos: BTreeMap<&str, _> =
            houses.iter().map(|(name, workspace)| (*name, workspace.sandbox.info().clone())).collect();
        for step in steps.iter_mut().filter(|step| step["house"] != "main" && step.get("call").is_some()) {
            let info = &infos[step["house"].as_str().unwrap()];
            let app = step["call"] == "apps.connections.open";
            step["token"] = json!(if app { &info.app_token } else { &info.bot_token });
        }
        let wire = json!({"houses": infos, "kept": kept, "steps": steps});
        Self { wire, _houses: houses.into_iter().map(|(_, workspace)| workspace).collect() }
    }

    /// The methods called, and how they are to end.
    pub(crate) fn wanted(&self) -> BTreeSet<(&str, &str)> {
        let steps = self.wire["steps"].as_array().unwrap().iter();
        steps.filter_map(|step| Some((step["call"].as_str()?, step["want"].as_str()?))).collect()
    }
}

async fn house(manifest: Value) -> Workspace {
    let mut options = options();
    options.manifest = manifest.to_string();
    Workspace::start_with(options).await
}

/// With all that the script starts from.
async fn main_house() -> (Workspace, Map<String, Value>) {
    let workspace = house(manifest(SCOPES)).await;
    let say = json!({"as": ADA, "do": "say", "channel": GENERAL, "text": "<https://recipes.example/1>", "within": "0s"});
    let linked = workspace.act(say).await["messages"][0]["ts"].clone();
    let code = workspace.code("chat:write", "users.profile:write").await;
    let info = serde_json::to_value(workspace.sandbox.info()).unwrap();
    let mut kept = info.as_object().unwrap().clone();
    kept.extend([
        ("code".to_owned(), json!(code)),
        ("linked".to_owned(), linked),
        ("redirect_uri".to_owned(), json!(BACK)),
    ]);
    (workspace, kept)
}

/// What stands in the file, with what goes without saying.
fn scripted() -> Vec<Value> {
    let text = include_str!("../../foreign/calls.json");
    let mut steps: Vec<Value> = serde_json::from_str(text).unwrap();
    for step in &mut steps {
        let step = step.as_object_mut().unwrap();
        let defaults = [
            ("house", json!("main")),
            ("args", json!({})),
            ("want", json!("ok")),
            ("token", json!("$bot_token")),
        ];
        for (name, value) in defaults {
            step.entry(name).or_insert(value);
        }
    }
    steps
}

/// Where nothing more fits, and what is then refused.
async fn full_house() -> (Workspace, Vec<(&'static str, Value, &'static str)>) {
    let workspace = house(manifest(SCOPES)).await;
    workspace.ok("conversations.join", json!({"channel": GENERAL})).await;
    let link = json!({"channel_id": GENERAL, "title": "x", "type": "link", "link": "https://house.example/"});
    let mut all = Vec::new();
    for _ in 0..101 {
        workspace.api("bookmarks.add", link.clone()).await;
        all.push(workspace.post(json!({"channel": GENERAL, "text": "x"})).await);
    }
    let at = |ts: &str, name: &str| json!({"channel": GENERAL, "timestamp": ts, "name": name});
    for ts in &all[..100] {
        workspace.ok("pins.add", at(ts, "")).await;
    }
    for number in 0..23 {
        workspace.ok("reactions.add", at(&all[0], &format!("own{number}"))).await;
    }
    for number in 0..50 {
        let name = format!("own{number}");
        let react =
            json!({"as": BEN, "do": "react", "channel": GENERAL, "ts": all[1], "name": name, "within": "0s"});
        workspace.act(react).await;
    }
    let later = json!({"channel": GENERAL, "text": "x", "post_at": 1_788_250_000});
    for _ in 0..30 {
        workspace.ok("chat.scheduleMessage", later.clone()).await;
    }
    let rows = vec![
        ("bookmarks.add", link, "too_many_bookmarks"),
        ("pins.add", at(&all[100], ""), "too_many_pins"),
        ("reactions.add", at(&all[0], "more"), "too_many_reactions"),
        ("reactions.add", at(&all[1], "more"), "too_many_emoji"),
        ("chat.scheduleMessage", later, "restricted_too_many"),
    ];
    (workspace, rows)
}

/// The app's tabs are closed.
async fn closed_house() -> Workspace {
    let mut closed = manifest(&["chat:write", "im:write"]);
    closed["features"]["app_home"] = json!({"home_tab_enabled": false, "messages_tab_enabled": false});
    house(closed).await
}

/// The app takes signed requests, though none comes.
async fn http_house() -> Workspace {
    let mut options = options();
    options.request_url = Some("http://127.0.0.1:9/slack/events".to_owned());
    Workspace::start_with(options).await
}

/// The methods that are not even tried without their arguments.
fn needing_arguments() -> Vec<String> {
    let table = include_str!("../../../src/api/required.rs");
    let table = table.split("const REQUIRED").nth(1).unwrap().split("];").next().unwrap();
    table.split("    (\"").skip(1).map(|row| row.split('"').next().unwrap().to_owned()).collect()
}

/// The methods that need a scope, with arguments that tell which.
fn scoped() -> Vec<(String, Value)> {
    let free = [
        "api.test",
        "apps.connections.open",
        "apps.manifest.validate",
        "apps.uninstall",
        "auth.revoke",
        "auth.test",
        "chat.getPermalink",
        "chat.scheduledMessages.list",
        "oauth.v2.access",
        "oauth.v2.exchange",
        "users.profile.set",
        "views.open",
        "views.publish",
        "views.push",
        "views.update",
    ];
    let args =
        json!({"channel": GENERAL, "name": "x", "users": ADA, "topic": "x", "purpose": "x", "ts": "1.0"});
    let methods = offered().into_iter().filter(|method| !free.contains(&method.as_str()));
    methods
        .map(|method| match method.as_str() {
            "conversations.open" => (method, json!({"users": ADA})),
            _ => (method, args.clone()),
        })
        .collect()
}
