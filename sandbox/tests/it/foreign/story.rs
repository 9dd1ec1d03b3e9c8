//! What people do with the app, step by step; the same for all apps.

use serde_json::{Value, json};

use super::transcript::Transcript;
use crate::everything::{BEN, GENERAL};

pub(crate) async fn tell(log: &mut Transcript<'_>) {
    invited(log).await;
    commands(log).await;
    card(log).await;
    whisper(log).await;
    modal(log).await;
    shortcuts(log).await;
    messages(log).await;
    events(log).await;
    client(log).await;
    suggestions(log).await;
}

async fn invited(log: &mut Transcript<'_>) {
    let bot = log.workspace.bot();
    let order = json!({"do": "invite", "channel": GENERAL, "user": bot});
    log.step("Ada invites the app to the channel", order).await;
    let join = json!({"as": "U0CAT00004", "do": "arrive", "name": "cat", "locale": "en-GB"});
    log.step("Cat is new in the workspace, and so in the channel", join).await;
}

async fn commands(log: &mut Transcript<'_>) {
    for text in ["/test one two", "/words a  <b> & \"c\"", "/escape @ben and #random"] {
        log.command(text).await;
    }
}

async fn card(log: &mut Transcript<'_>) {
    log.command("/card").await;
    let at = log.latest("card").await;
    for (title, which, selected) in [
        ("chooses blue", "colour", json!("blue")),
        ("ticks two boxes", "extras", json!(["milk", "sugar"])),
        ("chooses a day", "day", json!("2026-09-17")),
        ("chooses Ben", "friend", json!(BEN)),
        ("opens the overflow menu for details", "more", json!("details")),
    ] {
        let order = with(&at, json!({"do": "click", "action_id": which, "selected": selected}));
        log.step(&format!("Ada {title}"), order).await;
    }
    log.step("Ada clicks the button", with(&at, json!({"do": "click", "text": "Go"}))).await;
}

async fn whisper(log: &mut Transcript<'_>) {
    log.command("/whisper").await;
    let at = log.latest("psst").await;
    log.step("Ada clicks in the whisper", with(&at, json!({"do": "click", "text": "Again"}))).await;
    log.step("Ada hides the whisper", with(&at, json!({"do": "click", "text": "Hide"}))).await;
}

async fn modal(log: &mut Transcript<'_>) {
    log.command("/form").await;
    let submit = |name: &str| json!({"do": "submit", "values": {"Name": name}});
    log.step("Ada submits nothing", json!({"do": "submit"})).await;
    log.step("Ada submits what the app refuses", submit("bad")).await;
    log.step("Ada submits what makes it another modal", submit("again")).await;
    let view = log.view().await;
    log.step("Ada clicks what changes it", json!({"do": "click", "view_id": view, "text": "Grow"})).await;
    log.step("Ada submits what puts another on top", submit("more")).await;
    log.step("Ada closes that one, of which the app did not want to hear", json!({"do": "close"})).await;
    let view = log.view().await;
    log.step(
        "Ada clicks what puts another on top",
        json!({"do": "click", "view_id": view, "text": "Deeper"}),
    )
    .await;
    log.step("Ada submits that one, which closes all", json!({"do": "submit"})).await;
    log.command("/form").await;
    log.step("Ada cancels", json!({"do": "close"})).await;
    log.command("/form").await;
    log.step("Ada submits", json!({"do": "submit", "values": {"Name": "æ", "When": "09:15"}})).await;
}

async fn shortcuts(log: &mut Transcript<'_>) {
    log.step("Ada uses the global shortcut", json!({"do": "shortcut", "callback_id": "new_thing"})).await;
    log.step("Ada closes the whole stack", json!({"do": "close", "all": true})).await;
    log.step("Ben writes", json!({"as": BEN, "do": "say", "channel": GENERAL, "text": "much & long"})).await;
    let at = log.latest("much & long").await;
    let order = with(&at, json!({"do": "shortcut", "callback_id": "sum_up"}));
    log.step("Ada uses the message shortcut on it", order).await;
}

async fn messages(log: &mut Transcript<'_>) {
    let say = |text: &str| json!({"do": "say", "channel": GENERAL, "text": text});
    log.step("Ada says hello", say("hello there")).await;
    let at = log.latest("hello there").await;
    let reply = json!({"do": "say", "channel": GENERAL, "text": "hello again", "thread_ts": at["ts"]});
    log.step("Ada says hello in the thread", reply).await;
    log.step("Ada counts", say("it is 12 apples, no less")).await;
    log.step("Ada edits", with(&at, json!({"do": "edit", "text": "good day"}))).await;
    log.step("Ada deletes", with(&at, json!({"do": "delete"}))).await;
    let direct = json!({"do": "say", "channel": log.workspace.bot(), "text": "hello, you"});
    log.step("Ada says hello in private", direct).await;
    log.step("Ada says what makes the listener fail", say("crash")).await;
}

async fn events(log: &mut Transcript<'_>) {
    let mention = format!("<@{}> are you there?", log.workspace.bot());
    log.step("Ada mentions the app", json!({"do": "say", "channel": GENERAL, "text": mention})).await;
    let at = log.latest("much & long").await;
    log.step("Ada reacts", with(&at, json!({"do": "react", "name": "tada"}))).await;
    log.step("Ada opens the app's home", json!({"do": "open_home"})).await;
    log.step("Ada knocks there", json!({"do": "click", "home": true, "text": "Knock"})).await;
    log.step("Ada opens the app's home once more", json!({"do": "open_home"})).await;
    let file =
        json!({"do": "upload", "channel": GENERAL, "name": "plan.txt", "content": "one", "text": "look"});
    log.step("Ada shares a file", file).await;
}

async fn client(log: &mut Transcript<'_>) {
    for text in ["/calls", "/pages", "/file", "/refused"] {
        log.command(text).await;
    }
    let limit =
        json!({"fault": "status", "method": "chat.postMessage", "times": 1, "status": 429, "retry_after": 1});
    log.workspace.fault(limit).await;
    log.command("/limited").await;
    log.note_calls("chat.postMessage", 2).await;
}

/// Options of the app's own, where people can ask for them.
async fn suggestions(log: &mut Transcript<'_>) {
    log.command("/menu").await;
    let view = log.view().await;
    let at = json!({"view_id": view, "action_id": "dishes"});
    log.step("Ada types two letters", with(&at, json!({"do": "suggest", "value": "st"}))).await;
    log.step("Ada chooses", with(&at, json!({"do": "click", "selected": "Stew"}))).await;
    log.step("Ada orders", json!({"do": "submit"})).await;
}

fn with(at: &Value, order: Value) -> Value {
    let mut order = order;
    order.as_object_mut().unwrap().extend(at.as_object().unwrap().clone());
    order
}
