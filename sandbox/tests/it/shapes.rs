//! The answers of all methods, held against the schemas that Slack once published (`web-api-2021.json`).
//!
//! Where that file is missing the test says so and passes, unless `SANDBOX_REQUIRE_ALL=1`. What Slack has changed since is listed
//! with its reason; a line that is not needed is a failure too.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

use serde_json::{Value, json};

use crate::app::App;
use crate::everything::{ADA, BEN, GENERAL, RANDOM, options};
use crate::schema::Schema;
use crate::shape_differences::DIFFERENCES;
use crate::workspace::Workspace;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/slack/web-api-2021.json");

/// Methods that are younger than the file, or were never in it.
const NOT_IN_IT: &[&str] = &[
    "api.test",
    "apps.connections.open",
    "bookmarks.add",
    "bookmarks.edit",
    "bookmarks.list",
    "bookmarks.remove",
    "emoji.list",
    "files.completeUploadExternal",
    "files.getUploadURLExternal",
];

/// Calls methods and keeps what does not fit.
struct Caller {
    workspace: Workspace,
    schema: Schema,
    called: BTreeSet<String>,
    /// By path and complaint, the methods where it was seen.
    faults: BTreeMap<String, BTreeSet<String>>,
}

impl Caller {
    async fn call(&mut self, method: &str, body: Value) -> Value {
        let answer = self.workspace.ok(method, body).await;
        self.note(method, &answer);
        answer
    }

    fn note(&mut self, method: &str, answer: &Value) {
        self.called.insert(method.to_owned());
        let Some(schema) = self.schema.of(method) else {
            assert!(NOT_IN_IT.contains(&method), "{method} is not in the file");
            return;
        };
        for (path, what) in self.schema.faults(schema, answer) {
            self.faults.entry(format!("{path} {what}")).or_default().insert(method.to_owned());
        }
    }
}

pub(crate) fn schema() -> Option<Schema> {
    let Ok(text) = std::fs::read_to_string(FILE) else {
        assert_ne!(std::env::var("SANDBOX_REQUIRE_ALL").as_deref(), Ok("1"), "{FILE} is missing");
        std::io::stderr().write_all(format!("SKIPPED: {FILE} is missing\n").as_bytes()).unwrap();
        return None;
    };
    Some(Schema::new(serde_json::from_str(&text).unwrap()))
}

/// All methods, read off the table where they are.
pub(crate) fn offered() -> BTreeSet<String> {
    let table = include_str!("../../src/api/mod.rs");
    table.split("Method(\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_answer_has_the_shape_that_slack_published_or_a_known_later_one() {
    let Some(schema) = schema() else { return };
    let workspace = Workspace::start_with(options()).await;
    let mut caller = Caller { workspace, schema, called: BTreeSet::new(), faults: BTreeMap::new() };
    call_all(&mut caller).await;
    let mut not_called: Vec<_> = offered().difference(&caller.called).cloned().collect();
    // Of no use to a bot: archiving puts it out of the channel.
    not_called.retain(|method| method != "conversations.unarchive");
    assert!(not_called.is_empty(), "not called: {not_called:?}");
    let mut needed = BTreeSet::new();
    let mut unknown = Vec::new();
    for (fault, methods) in &caller.faults {
        match DIFFERENCES.iter().position(|(end, _)| fault.ends_with(end)) {
            Some(place) => {
                needed.insert(place);
            }
            None => unknown.push(format!("{fault}: {methods:?}")),
        }
    }
    assert!(unknown.is_empty(), "not as Slack has it:\n{}", unknown.join("\n"));
    let unneeded = (0..DIFFERENCES.len()).filter(|place| !needed.contains(place));
    let unneeded: Vec<_> = unneeded.map(|place| DIFFERENCES[place].0).collect();
    assert!(unneeded.is_empty(), "listed, but not so: {unneeded:?}");
}

async fn call_all(caller: &mut Caller) {
    who_and_where(caller).await;
    channels(caller).await;
    messages(caller).await;
    marks(caller).await;
    files(caller).await;
    groups(caller).await;
    views(caller).await;
}

async fn who_and_where(caller: &mut Caller) {
    for method in ["api.test", "auth.test", "bots.info", "team.info", "emoji.list", "users.getPresence"] {
        caller.call(method, json!({})).await;
    }
    let request = caller.workspace.http.post(format!("{}/api/apps.connections.open", caller.workspace.base));
    let token = caller.workspace.sandbox.info().app_token.clone();
    let answer: Value = request.bearer_auth(token).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["ok"], true);
    caller.note("apps.connections.open", &answer);
    caller.call("users.list", json!({"include_locale": true})).await;
    for user in [ADA, BEN] {
        caller.call("users.info", json!({"user": user})).await;
        caller.call("users.profile.get", json!({"user": user})).await;
        caller.call("users.getPresence", json!({"user": user})).await;
    }
    caller.call("users.lookupByEmail", json!({"email": "ada@house.example"})).await;
    caller.call("users.setPresence", json!({"presence": "away"})).await;
}

async fn channels(caller: &mut Caller) {
    caller.call("conversations.join", json!({"channel": GENERAL})).await;
    caller.call("conversations.join", json!({"channel": RANDOM})).await;
    for types in ["public_channel", "private_channel", "im", "mpim"] {
        caller.call("conversations.list", json!({"types": types})).await;
        caller.call("users.conversations", json!({"types": types})).await;
    }
    let made = caller.call("conversations.create", json!({"name": "plans", "is_private": true})).await;
    let plans = made["channel"]["id"].clone();
    caller.call("conversations.invite", json!({"channel": plans, "users": format!("{ADA},{BEN}")})).await;
    caller.call("conversations.setTopic", json!({"channel": plans, "topic": "Plans"})).await;
    caller.call("conversations.setPurpose", json!({"channel": plans, "purpose": "To plan"})).await;
    caller.call("conversations.rename", json!({"channel": plans, "name": "older-plans"})).await;
    caller.call("conversations.info", json!({"channel": plans, "include_num_members": true})).await;
    caller.call("conversations.members", json!({"channel": plans})).await;
    caller.call("conversations.kick", json!({"channel": plans, "user": BEN})).await;
    caller.call("conversations.archive", json!({"channel": plans})).await;
    caller.call("conversations.leave", json!({"channel": RANDOM})).await;
    let im = caller.call("conversations.open", json!({"users": ADA, "return_im": true})).await;
    caller.call("conversations.open", json!({"users": [ADA, BEN]})).await;
    caller.call("conversations.info", json!({"channel": im["channel"]["id"], "include_locale": true})).await;
    caller.call("conversations.close", json!({"channel": im["channel"]["id"]})).await;
    let link =
        json!({"channel_id": GENERAL, "title": "Map", "type": "link", "link": "https://house.example/"});
    let bookmark = caller.call("bookmarks.add", link).await["bookmark"]["id"].clone();
    let there = json!({"channel_id": GENERAL, "bookmark_id": bookmark, "title": "Maps"});
    caller.call("bookmarks.list", there.clone()).await;
    caller.call("bookmarks.edit", there.clone()).await;
    caller.call("bookmarks.remove", there).await;
}

async fn messages(caller: &mut Caller) {
    let blocks = json!([{"type": "section", "text": {"type": "mrkdwn", "text": "hei"}}]);
    let attachments = json!([{"fallback": "more"}]);
    let posted = caller
        .call("chat.postMessage", json!({"channel": GENERAL, "blocks": blocks, "attachments": attachments}))
        .await;
    let ts = &posted["ts"];
    let reply = json!({"channel": GENERAL, "text": "yes", "thread_ts": ts, "reply_broadcast": true});
    caller.call("chat.postMessage", reply).await;
    let own = json!({"channel": GENERAL, "text": "psst", "username": "Owl", "icon_url": "https://house.example/owl.png"});
    let own = caller.call("chat.postMessage", own).await;
    caller.call("chat.postEphemeral", json!({"channel": GENERAL, "user": ADA, "text": "psst"})).await;
    caller.call("chat.meMessage", json!({"channel": GENERAL, "text": "waves"})).await;
    caller.call("chat.update", json!({"channel": GENERAL, "ts": ts, "text": "hei hei"})).await;
    caller.call("chat.getPermalink", json!({"channel": GENERAL, "message_ts": ts})).await;
    caller.call("conversations.history", json!({"channel": GENERAL})).await;
    caller.call("conversations.replies", json!({"channel": GENERAL, "ts": ts})).await;
    caller.call("conversations.mark", json!({"channel": GENERAL, "ts": ts})).await;
    caller.call("chat.delete", json!({"channel": GENERAL, "ts": own["ts"]})).await;
    let later = json!({"channel": GENERAL, "text": "later", "post_at": 1_788_250_000});
    let id = caller.call("chat.scheduleMessage", later).await["scheduled_message_id"].clone();
    caller.call("chat.scheduledMessages.list", json!({"channel": GENERAL})).await;
    let waiting = json!({"channel": GENERAL, "scheduled_message_id": id});
    caller.call("chat.deleteScheduledMessage", waiting).await;
    let say = json!({"as": ADA, "do": "say", "channel": GENERAL, "text": "<https://recipes.example/1>"});
    let said = caller.workspace.act(say).await["messages"][0]["ts"].clone();
    let unfurls = json!({"https://recipes.example/1": {"text": "Soup"}});
    caller.call("chat.unfurl", json!({"channel": GENERAL, "ts": said, "unfurls": unfurls})).await;
}

async fn marks(caller: &mut Caller) {
    let ts = caller.workspace.post(json!({"channel": GENERAL, "text": "card"})).await;
    let at = json!({"channel": GENERAL, "timestamp": ts, "name": "eyes"});
    for method in [
        "pins.add",
        "pins.list",
        "pins.remove",
        "reactions.add",
        "reactions.get",
        "reactions.list",
        "reactions.remove",
    ] {
        caller.call(method, at.clone()).await;
    }
}

async fn files(caller: &mut Caller) {
    let wanted = json!({"filename": "plan.ics", "length": 5});
    let ticket = caller.call("files.getUploadURLExternal", wanted).await;
    let (url, id) = (ticket["upload_url"].as_str().unwrap(), ticket["file_id"].clone());
    assert!(caller.workspace.http.post(url).body("BEGIN").send().await.unwrap().status().is_success());
    caller.call("files.completeUploadExternal", json!({"files": [{"id": id}], "channel_id": GENERAL})).await;
    caller.call("files.list", json!({"channel": GENERAL})).await;
    caller.call("files.info", json!({"file": id})).await;
    caller.call("conversations.history", json!({"channel": GENERAL, "limit": 1})).await;
    caller.call("files.delete", json!({"file": id})).await;
}

async fn groups(caller: &mut Caller) {
    let made = caller.call("usergroups.create", json!({"name": "Board", "channels": GENERAL})).await;
    let id = &made["usergroup"]["id"];
    let group = json!({"usergroup": id, "users": [ADA], "description": "Decides", "include_count": true});
    for method in [
        "usergroups.update",
        "usergroups.users.update",
        "usergroups.users.list",
        "usergroups.disable",
        "usergroups.enable",
    ] {
        caller.call(method, group.clone()).await;
    }
    caller.call("usergroups.list", json!({"include_users": true, "include_count": true})).await;
}

async fn views(caller: &mut Caller) {
    let app = App::connect(&caller.workspace).await;
    let modal = json!({
        "type": "modal", "title": {"type": "plain_text", "text": "Form"},
        "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "hei"}, "accessory": {
            "type": "button", "action_id": "more", "text": {"type": "plain_text", "text": "More"}}}],
    });
    caller.workspace.act(json!({"as": ADA, "do": "command", "channel": GENERAL, "text": "/test"})).await;
    let trigger = last_trigger(&app);
    let opened = caller.call("views.open", json!({"trigger_id": trigger, "view": modal})).await;
    caller.call("views.update", json!({"view_id": opened["view"]["id"], "view": modal})).await;
    caller
        .workspace
        .act(json!({"as": ADA, "do": "click", "view_id": opened["view"]["id"], "text": "More"}))
        .await;
    let trigger = last_trigger(&app);
    caller.call("views.push", json!({"trigger_id": trigger, "view": modal})).await;
    let home = json!({"type": "home", "blocks": []});
    caller.call("views.publish", json!({"user_id": ADA, "view": home})).await;
}

/// What the last click or command lets the app do; events that waited for the app come between.
fn last_trigger(app: &App) -> Value {
    let mut triggers = app.frames().into_iter().map(|frame| frame["payload"]["trigger_id"].clone());
    triggers.rfind(Value::is_string).unwrap()
}
