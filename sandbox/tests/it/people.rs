//! What people do, and what the app gets of it.

use serde_json::{Value, json};

use crate::app::{App, Reply};
use crate::workspace::{Workspace, options};

fn button(action: &str, text: &str) -> Value {
    json!({"type": "button", "action_id": action, "value": "v", "text": {"type": "plain_text", "text": text}})
}

#[tokio::test]
async fn what_is_said_reaches_the_app() {
    let (workspace, app) = Workspace::with_app().await;
    app.frames();
    let said = workspace
        .act(json!({"as": "U1", "do": "say", "channel": "C1", "text": format!("<@{}> hei", workspace.bot())}))
        .await;
    assert_eq!((&said["idle"], said["messages"].as_array().unwrap().len()), (&json!(true), 1));
    let frame = app.frame().await;
    let payload = &frame["payload"];
    assert_eq!((&frame["retry_attempt"], &frame["accepts_response_payload"]), (&json!(0), &json!(false)));
    assert_eq!((&payload["type"], &payload["event"]["type"]), (&json!("event_callback"), &json!("message")));
    assert_eq!(
        (&payload["event"]["channel_type"], &payload["event"]["user"]),
        (&json!("channel"), &json!("U1"))
    );
    assert!(
        payload["event"]["client_msg_id"].is_string()
            && payload["event_id"].as_str().unwrap().starts_with("Ev")
    );
    assert_eq!(payload["event_time"], 1_788_242_400);
    assert_eq!(app.frame().await["payload"]["event"]["type"], "app_mention");
    workspace.act(json!({"as": "U1", "do": "say", "channel": workspace.bot(), "text": "psst"})).await;
    let event = app.frame().await["payload"]["event"].clone();
    assert_eq!((&event["channel_type"], &event["text"]), (&json!("im"), &json!("psst")));
    assert!(app.frames().is_empty());
}

#[tokio::test]
async fn the_app_hears_nothing_of_channels_it_is_not_in_or_did_not_subscribe_to() {
    let mut options = options();
    options.manifest = options.manifest.replace("message.im, ", "");
    let workspace = Workspace::start_with(options).await;
    let app = App::connect(&workspace).await;
    workspace
        .act(json!({"as": "U1", "do": "say", "channel": "C1", "text": format!("<@{}>", workspace.bot())}))
        .await;
    workspace.act(json!({"as": "U1", "do": "say", "channel": workspace.bot(), "text": "unsubscribed"})).await;
    assert!(app.frames().is_empty());
}

#[tokio::test]
async fn a_command_carries_all_its_fields_and_its_answer_is_private() {
    let (workspace, app) = Workspace::with_app().await;
    app.frames();
    app.next_reply(Reply::Ack(json!({"text": "only you"})));
    let done = workspace
        .act(json!({"as": "U1", "do": "command", "channel": "C1", "text": "/test  next week "}))
        .await;
    let frame = app.frame().await;
    assert_eq!(
        (&frame["type"], &frame["accepts_response_payload"]),
        (&json!("slash_commands"), &json!(true))
    );
    let payload = &frame["payload"];
    for (field, value) in [
        ("command", "/test"),
        ("text", "next week"),
        ("team_id", "T1"),
        ("team_domain", "house"),
        ("channel_id", "C1"),
        ("channel_name", "general"),
        ("user_id", "U1"),
        ("user_name", "ada"),
    ] {
        assert_eq!(payload[field], value, "{field}");
    }
    assert_eq!((&done["ack"]["ok"], &done["messages"][0]["text"]), (&json!(true), &json!("only you")));
    assert_eq!(done["messages"][0]["ephemeral_to"], "U1");
}

#[tokio::test]
async fn commands_that_cannot_be_given_are_refused() {
    let (workspace, app) = Workspace::with_app().await;
    app.frames();
    let command = |text: &str| json!({"as": "U1", "do": "command", "channel": "C1", "text": text});
    assert_eq!(workspace.cannot(command("/nope")).await, "unknown_command");
    let mut threaded = command("/test");
    threaded["thread_ts"] = json!("1.0");
    assert_eq!(workspace.cannot(threaded).await, "not_in_threads");
    assert_eq!(
        workspace.cannot(json!({"as": "U1", "do": "command", "channel": "C2", "text": "/test"})).await,
        "not_in_channel"
    );
    workspace.act(command("/escape @ben in #general")).await;
    assert_eq!(app.frame().await["payload"]["text"], "<@U2|ben> in <#C1|general>");
}

#[tokio::test]
async fn a_response_url_works_five_times() {
    let (workspace, app) = Workspace::with_app().await;
    app.frames();
    workspace.act(json!({"as": "U1", "do": "command", "channel": "C1", "text": "/test"})).await;
    let url = app.frame().await["payload"]["response_url"].as_str().unwrap().to_owned();
    for number in 0..5 {
        let body = json!({"text": format!("answer {number}"), "response_type": "in_channel"});
        assert!(workspace.http.post(&url).json(&body).send().await.unwrap().status().is_success());
    }
    let sixth = workspace.http.post(&url).json(&json!({"text": "x"})).send().await.unwrap();
    assert_eq!(
        (sixth.status().as_u16(), sixth.json::<Value>().await.unwrap()["error"].clone()),
        (404, json!("used_url"))
    );
    let messages = workspace.state().await["messages"].as_array().unwrap().clone();
    assert_eq!(messages.last().unwrap()["ephemeral_to"], Value::Null);
    workspace.act(json!({"as": "U1", "do": "command", "channel": "C1", "text": "/test"})).await;
    let url = app.frames().pop().unwrap()["payload"]["response_url"].as_str().unwrap().to_owned();
    let answered = async |body: &'static str| {
        let answer = workspace.http.post(&url).body(body).send().await.unwrap();
        (answer.status().as_u16(), answer.json::<Value>().await.unwrap()["error"].clone())
    };
    assert_eq!(answered("{").await, (400, json!("invalid_payload")));
    workspace.control("clock", json!({"skip_wall": "31m"})).await;
    assert_eq!(answered(r#"{"text":"x"}"#).await, (404, json!("expired_url")));
}

#[tokio::test]
async fn a_click_tells_where_and_what() {
    let (workspace, app) = Workspace::with_app().await;
    let menu = json!({"type": "static_select", "action_id": "pick", "placeholder": {"type": "plain_text", "text": "Pick"}, "options": [
        {"text": {"type": "plain_text", "text": "One"}, "value": "1"}, {"text": {"type": "plain_text", "text": "Two"}, "value": "2"}]});
    let blocks =
        json!([{"type": "actions", "block_id": "b1", "elements": [button("yes", "Yes & no"), menu]}]);
    let metadata = json!({"event_type": "card", "event_payload": {"n": "1"}});
    let ts = workspace
        .post(json!({"channel": "C1", "text": "card", "blocks": blocks, "metadata": metadata}))
        .await;
    app.frames();
    let at = |more: Value| {
        let mut order = json!({"as": "U1", "do": "click", "channel": "C1", "ts": ts});
        order.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        order
    };
    workspace.act(at(json!({"action_id": "pick", "selected": "Two"}))).await;
    let chosen = app.frame().await["payload"]["actions"][0].clone();
    assert_eq!((&chosen["selected_option"]["value"], &chosen["block_id"]), (&json!("2"), &json!("b1")));
    workspace.act(at(json!({"text": "Yes & no"}))).await;
    let frame = app.frame().await;
    let payload = &frame["payload"];
    assert_eq!((&frame["type"], &payload["type"]), (&json!("interactive"), &json!("block_actions")));
    let container = json!({"type": "message", "message_ts": ts, "channel_id": "C1", "is_ephemeral": false});
    assert_eq!(payload["container"], container);
    assert_eq!(
        (&payload["channel"]["name"], &payload["message"]["metadata"]),
        (&json!("general"), &metadata)
    );
    assert_eq!((&payload["actions"][0]["value"], &payload["user"]["username"]), (&json!("v"), &json!("ada")));
    assert_eq!(
        payload["state"]["values"]["b1"]["pick"]["selected_option"]["value"], "2",
        "what was chosen stays chosen"
    );
    assert_eq!(workspace.cannot(at(json!({"action_id": "nothing"}))).await, "element_not_found");
    assert_eq!(
        workspace.cannot(at(json!({"action_id": "pick", "selected": "Three"}))).await,
        "invalid_value"
    );
    assert_eq!(
        workspace.cannot(json!({"as": "U3", "do": "click", "channel": "C1", "ts": ts})).await,
        "user_cannot_act"
    );
    workspace.act(json!({"as": "U1", "do": "leave", "channel": "C1"})).await;
    assert_eq!(workspace.cannot(at(json!({"action_id": "yes"}))).await, "not_in_channel");
}

#[tokio::test]
async fn an_ephemeral_is_clicked_by_its_reader_only_and_replaced() {
    let (workspace, app) = Workspace::with_app().await;
    let blocks = json!([{"type": "actions", "elements": [button("go", "Go")]}]);
    let sent = workspace
        .ok("chat.postEphemeral", json!({"channel": "C1", "user": "U1", "text": "x", "blocks": blocks}))
        .await;
    app.frames();
    let click = |user: &str| json!({"as": user, "do": "click", "channel": "C1", "ts": sent["message_ts"], "action_id": "go"});
    assert_eq!(workspace.cannot(click("U2")).await, "message_not_found");
    workspace.act(click("U1")).await;
    let payload = app.frame().await["payload"].clone();
    assert_eq!((&payload["container"]["is_ephemeral"], payload.get("message")), (&json!(true), None));
    let url = payload["response_url"].as_str().unwrap();
    workspace.http.post(url).json(&json!({"replace_original": true, "text": "done"})).send().await.unwrap();
    let state = workspace.state().await;
    assert_eq!(state["messages"][1]["text"], "done");
    workspace.http.post(url).json(&json!({"delete_original": true})).send().await.unwrap();
    assert_eq!(workspace.state().await["messages"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn reactions_edits_and_deletions_are_told() {
    let (workspace, app) = Workspace::with_app().await;
    let said = workspace.act(json!({"as": "U1", "do": "say", "channel": "C1", "text": "one"})).await;
    let ts = &said["messages"][0]["ts"];
    app.frames();
    workspace.act(json!({"as": "U2", "do": "react", "channel": "C1", "ts": ts, "name": "tada"})).await;
    workspace.act(json!({"as": "U2", "do": "unreact", "channel": "C1", "ts": ts, "name": "tada"})).await;
    let edited =
        workspace.act(json!({"as": "U1", "do": "edit", "channel": "C1", "ts": ts, "text": "two"})).await;
    assert_eq!((&edited["messages"], &edited["updated"][0]["text"]), (&json!([]), &json!("two")));
    assert_eq!(
        workspace.cannot(json!({"as": "U2", "do": "delete", "channel": "C1", "ts": ts})).await,
        "not_your_message"
    );
    workspace.act(json!({"as": "U1", "do": "delete", "channel": "C1", "ts": ts})).await;
    let events = app.events();
    let names: Vec<&Value> =
        events.iter().map(|event| event.get("subtype").unwrap_or(&event["type"])).collect();
    assert_eq!(names, ["reaction_added", "reaction_removed", "message_changed", "message_deleted"]);
    assert_eq!(events[0]["item"], json!({"type": "message", "channel": "C1", "ts": ts}));
}

#[tokio::test]
async fn shortcuts_and_profiles_reach_the_app() {
    let (workspace, app) = Workspace::with_app().await;
    let said = workspace.act(json!({"as": "U1", "do": "say", "channel": "C1", "text": "one"})).await;
    app.frames();
    workspace.act(json!({"as": "U1", "do": "shortcut", "callback_id": "new_thing"})).await;
    assert_eq!(app.frame().await["payload"]["type"], "shortcut");
    let on = json!({"as": "U1", "do": "shortcut", "callback_id": "sum_up", "channel": "C1", "ts": said["messages"][0]["ts"]});
    workspace.act(on).await;
    let payload = app.frame().await["payload"].clone();
    assert_eq!((&payload["type"], &payload["message"]["text"]), (&json!("message_action"), &json!("one")));
    assert!(payload["response_url"].is_string() && payload["trigger_id"].is_string());
    assert_eq!(
        workspace.cannot(json!({"as": "U1", "do": "shortcut", "callback_id": "no"})).await,
        "unknown_shortcut"
    );
    workspace.act(json!({"as": "U1", "do": "profile", "locale": "en-GB"})).await;
    let event = app.frame().await["payload"]["event"].clone();
    assert_eq!((&event["type"], &event["user"]["locale"]), (&json!("user_change"), &json!("en-GB")));
}

#[tokio::test]
async fn who_is_in_a_hurry_does_not_wait_for_quiet() {
    let (workspace, app) = Workspace::with_app().await;
    app.frames();
    app.next_reply(Reply::Silence);
    let say = json!({"as": "U1", "do": "say", "channel": "C1", "text": "hei", "within": "0s"});
    let said = workspace.act(say).await;
    assert_eq!(said["idle"], false, "the app has not even heard of it");
    let odd = json!({"as": "U1", "do": "open_home", "within": "soon"});
    assert_eq!(workspace.control("act", odd).await.0.as_u16(), 400);
}
