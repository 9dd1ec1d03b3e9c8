//! The error codes that a method can give, provoked from a table; `codes` sees that none is forgotten.

use serde_json::{Value, json};

use crate::everything::{ADA, BEN, GENERAL, manifest, options};
use crate::refusal_table::refusals;
use crate::shapes::{offered, schema};
use crate::workspace::Workspace;

/// A workspace with one of everything, and the ids of what is in it.
pub(crate) struct Scene {
    pub(crate) workspace: Workspace,
    /// The bot's message in #general, somebody else's, a reply to the bot's, a line of Slack's, and one that is pinned and
    /// has the bot's reaction.
    pub(crate) own: Value,
    pub(crate) theirs: Value,
    pub(crate) reply: Value,
    pub(crate) line: Value,
    pub(crate) marked: Value,
    /// A channel of the bot's; one that is archived, and the bot's message there; one where the bot is alone.
    pub(crate) plans: Value,
    pub(crate) closed: Value,
    pub(crate) closed_ts: Value,
    pub(crate) alone: Value,
    /// The conversations with Ada, and between people.
    pub(crate) im: Value,
    pub(crate) theirs_im: Value,
    pub(crate) file: Value,
    pub(crate) deleted_file: Value,
    pub(crate) their_file: Value,
    pub(crate) home: Value,
    pub(crate) bot: String,
}

impl Scene {
    pub(crate) async fn set() -> Self {
        let workspace = Workspace::start_with(options()).await;
        workspace.ok("conversations.join", json!({"channel": GENERAL})).await;
        let post = async |body: Value| json!(workspace.post(body).await);
        let own = post(json!({"channel": GENERAL, "text": "card"})).await;
        let reply = post(json!({"channel": GENERAL, "text": "yes", "thread_ts": own})).await;
        let marked = post(json!({"channel": GENERAL, "text": "marked"})).await;
        for method in ["pins.add", "reactions.add"] {
            let at = json!({"channel": GENERAL, "timestamp": marked, "name": "eyes"});
            workspace.ok(method, at).await;
        }
        let said = workspace.act(json!({"as": ADA, "do": "say", "channel": GENERAL,
            "text": "https://recipes.example/1 https://other.example/2"}));
        let theirs = said.await["messages"][0]["ts"].clone();
        let history = workspace.ok("conversations.history", json!({"channel": GENERAL})).await;
        let line = history["messages"].as_array().unwrap().last().unwrap()["ts"].clone();
        let make = async |name: &str| {
            workspace.ok("conversations.create", json!({"name": name})).await["channel"]["id"].clone()
        };
        let (plans, closed, alone) = (make("plans").await, make("closed").await, make("alone").await);
        workspace.ok("conversations.invite", json!({"channel": plans, "users": ADA})).await;
        let closed_ts = post(json!({"channel": closed, "text": "last words"})).await;
        workspace.ok("conversations.archive", json!({"channel": closed})).await;
        let im = workspace.ok("conversations.open", json!({"users": ADA})).await["channel"]["id"].clone();
        let between = json!({"as": ADA, "do": "say", "channel": BEN, "text": "psst"});
        let theirs_im = workspace.act(between).await["messages"][0]["channel"].clone();
        let (file, deleted_file) = (upload(&workspace).await, upload(&workspace).await);
        workspace.ok("files.delete", json!({"file": deleted_file})).await;
        let share = json!({"as": ADA, "do": "upload", "channel": GENERAL, "name": "a.txt", "content": "a"});
        let their_file = workspace.act(share).await["messages"][0]["files"][0]["id"].clone();
        let home = json!({"type": "home", "blocks": [], "external_id": "home-of-ada"});
        let home = workspace.ok("views.publish", json!({"user_id": ADA, "view": home})).await["view"].clone();
        let bot = workspace.bot();
        Self {
            workspace,
            own,
            theirs,
            reply,
            line,
            marked,
            plans,
            closed,
            closed_ts,
            alone,
            im,
            theirs_im,
            file,
            deleted_file,
            their_file,
            home,
            bot,
        }
    }
}

async fn upload(workspace: &Workspace) -> Value {
    let ticket = workspace.ok("files.getUploadURLExternal", json!({"filename": "a.ics", "length": 5})).await;
    let url = ticket["upload_url"].as_str().unwrap();
    assert!(workspace.http.post(url).body("BEGIN").send().await.unwrap().status().is_success());
    workspace.ok("files.completeUploadExternal", json!({"files": [{"id": ticket["file_id"]}]})).await;
    ticket["file_id"].clone()
}

#[tokio::test]
async fn each_refusal_has_the_code_that_slack_gives() {
    let scene = Scene::set().await;
    let mut wrong = Vec::new();
    for (method, body, code) in refusals(&scene) {
        let answer = scene.workspace.api(method, body.clone()).await;
        if answer["error"] != code {
            let body: String = body.to_string().chars().take(200).collect();
            wrong.push(format!("{method} {body}: not {code} but {answer}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Without a token, or with one of another kind; and those that end the token.
const ELSEWHERE: &[&str] = &[
    "api.test",
    "apps.connections.open",
    "apps.manifest.validate",
    "apps.uninstall",
    "auth.revoke",
    "oauth.v2.access",
    "oauth.v2.exchange",
    "users.profile.set",
];

#[tokio::test]
async fn no_method_works_without_a_token_and_its_scope() {
    let mut options = options();
    options.manifest = manifest(&[]).to_string();
    let workspace = Workspace::start_with(options).await;
    // What needs no scope, or one that depends on the channel or the kinds of channel.
    let free = [
        "auth.test",
        "chat.getPermalink",
        "chat.scheduledMessages.list",
        "views.open",
        "views.publish",
        "views.push",
        "views.update",
    ];
    for method in offered() {
        if ELSEWHERE.contains(&method.as_str()) {
            continue;
        }
        let request = workspace.http.post(format!("{}/api/{method}", workspace.base));
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        assert_eq!(answer["error"], "not_authed", "{method}");
        let body = json!({
            "channel": GENERAL, "name": "x", "users": ADA, "topic": "x", "purpose": "x", "ts": "1.0",
        });
        let body = if method == "conversations.open" { json!({"users": ADA}) } else { body };
        let answer = workspace.api(&method, body).await;
        if free.contains(&method.as_str()) {
            assert_ne!(answer["error"], "missing_scope", "{method}");
        } else {
            assert_eq!(answer["error"], "missing_scope", "{method}: {answer}");
            assert!(!answer["needed"].as_str().unwrap().is_empty(), "{method}");
        }
    }
}

/// Arguments that were required in 2021, and no longer are.
const NO_LONGER: &[(&str, &str)] = &[
    // Or `interactivity_pointer`.
    ("views.open", "trigger_id"),
    ("views.push", "trigger_id"),
    // Or `unfurl_id` with `source`.
    ("chat.unfurl", "channel"),
    ("chat.unfurl", "ts"),
    // Or `refresh_token`.
    ("oauth.v2.access", "code"),
];

#[tokio::test]
async fn an_argument_that_is_missing_is_told_from_one_that_is_wrong() {
    let workspace = Workspace::start_with(options()).await;
    let missing = workspace.api("conversations.info", json!({})).await;
    assert_eq!(missing["error"], "invalid_arguments");
    assert_eq!(missing["response_metadata"]["messages"], json!(["[ERROR] missing required field: channel"]));
    assert_eq!(workspace.refused("conversations.info", json!({"channel": ""})).await, "channel_not_found");
    let Some(schema) = schema() else { return };
    for method in offered() {
        let needed: Vec<String> =
            schema.required(&method).into_iter().filter(|name| name != "token").collect();
        let needed = needed.iter().filter(|name| !NO_LONGER.contains(&(method.as_str(), name.as_str())));
        let needed: Vec<_> = needed.map(|name| format!("[ERROR] missing required field: {name}")).collect();
        if needed.is_empty() {
            continue;
        }
        let answer = workspace.api(&method, json!({})).await;
        assert_eq!(answer["error"], "invalid_arguments", "{method}");
        let told = answer["response_metadata"]["messages"].as_array().unwrap();
        assert!(needed.iter().all(|line| told.contains(&json!(line))), "{method}: {answer}");
    }
}

#[tokio::test]
async fn limits_of_a_channel_and_a_message_are_kept() {
    let workspace = Workspace::start_with(options()).await;
    workspace.ok("conversations.join", json!({"channel": GENERAL})).await;
    let link = json!({"channel_id": GENERAL, "title": "x", "type": "link", "link": "https://house.example/"});
    for _ in 0..100 {
        workspace.ok("bookmarks.add", link.clone()).await;
    }
    assert_eq!(workspace.refused("bookmarks.add", link).await, "too_many_bookmarks");
    let mut last = String::new();
    for _ in 0..101 {
        last = workspace.post(json!({"channel": GENERAL, "text": "x"})).await;
        let pinned = workspace.api("pins.add", json!({"channel": GENERAL, "timestamp": last})).await;
        assert_eq!(pinned["error"].as_str().unwrap_or("too_many_pins"), "too_many_pins");
    }
    assert_eq!(
        workspace.ok("pins.list", json!({"channel": GENERAL})).await["items"].as_array().unwrap().len(),
        100
    );
    let emoji = |name: String| json!({"channel": GENERAL, "timestamp": last, "name": name});
    for number in 0..23 {
        workspace.ok("reactions.add", emoji(format!("own{number}"))).await;
    }
    assert_eq!(workspace.refused("reactions.add", emoji("one_more".into())).await, "too_many_reactions");
    for number in 23..50 {
        let react =
            json!({"as": ADA, "do": "react", "channel": GENERAL, "ts": last, "name": format!("own{number}")});
        workspace.act(react).await;
    }
    workspace.ok("reactions.remove", emoji("own0".into())).await;
    workspace.act(json!({"as": ADA, "do": "react", "channel": GENERAL, "ts": last, "name": "last"})).await;
    assert_eq!(workspace.refused("reactions.add", emoji("one_more".into())).await, "too_many_emoji");
}

#[tokio::test]
async fn what_only_people_may_do_is_refused_by_its_name() {
    let workspace = Workspace::start_with(options()).await;
    for method in ["users.profile.set", "reminders.add", "search.messages"] {
        assert_eq!(workspace.refused(method, json!({})).await, "not_allowed_token_type", "{method}");
    }
    assert_eq!(workspace.api("no.such.method", json!({})).await["req_method"], "no.such.method");
}

#[tokio::test]
async fn the_apps_tabs_can_be_closed() {
    let mut closed = manifest(&["chat:write", "im:write"]);
    closed["features"]["app_home"] = json!({"home_tab_enabled": false, "messages_tab_enabled": false});
    let mut options = options();
    options.manifest = closed.to_string();
    let workspace = Workspace::start_with(options).await;
    let post = json!({"channel": ADA, "text": "x"});
    assert_eq!(workspace.refused("chat.postMessage", post).await, "messages_tab_disabled");
    let home = json!({"user_id": ADA, "view": {"type": "home", "blocks": []}});
    assert_eq!(workspace.refused("views.publish", home).await, "not_enabled");
}
