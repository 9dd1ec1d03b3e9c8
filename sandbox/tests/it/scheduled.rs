//! Messages that wait for the civil clock.

use serde_json::{Value, json};

use crate::everything::{ADA, BEN, GENERAL, names, with_app};
use crate::workspace::Workspace;

/// 08:00 in Oslo on the first of September 2026, where every workspace begins.
const START: i64 = 1_788_242_400;

async fn schedule(workspace: &Workspace, text: &str, after: i64, more: Value) -> Value {
    let mut body = json!({"channel": GENERAL, "text": text, "post_at": START + after});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    workspace.ok("chat.scheduleMessage", body).await
}

fn texts(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["text"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_scheduled_message_is_posted_when_the_clock_reaches_it() {
    let (workspace, app) = with_app().await;
    let later = schedule(&workspace, "lunch", 3 * 3_600, json!({})).await;
    assert_eq!((&later["post_at"], &later["channel"]), (&json!(START + 3 * 3_600), &json!(GENERAL)));
    assert_eq!((&later["message"]["text"], later["message"].get("ts")), (&json!("lunch"), None));
    assert_eq!(workspace.state().await["clock"]["next_due"], "2026-09-01T11:00:00+02:00");
    let (_, turned) = workspace.control("clock", json!({"advance": "2h"})).await;
    assert_eq!((&turned["steps"], app.events().len()), (&json!(1), 0));
    let (_, turned) = workspace.control("clock", json!({"advance": "2h"})).await;
    assert_eq!((&turned["steps"], &turned["next_due"]), (&json!(2), &Value::Null), "a stop where it was due");
    let events = app.events();
    assert_eq!((names(&events), texts(&events)), (vec!["message".to_owned()], vec!["lunch"]));
    assert_eq!(events[0]["ts"], "1788253200.000000");
    let waiting = workspace.ok("chat.scheduledMessages.list", json!({})).await;
    assert_eq!(waiting["scheduled_messages"], json!([]));
}

#[tokio::test]
async fn they_are_posted_in_order_and_listed_in_pages() {
    let (workspace, app) = with_app().await;
    for (text, after) in [("third", 300), ("first", 100), ("second", 200)] {
        schedule(&workspace, text, after, json!({})).await;
    }
    let list = async |more: Value| workspace.ok("chat.scheduledMessages.list", more).await;
    let first = list(json!({"limit": 2})).await;
    let shown = |page: &Value| -> Vec<String> {
        let messages = page["scheduled_messages"].as_array().unwrap().iter();
        messages.map(|message| message["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(shown(&first), ["first", "second"]);
    let rest = list(json!({"limit": 2, "cursor": first["response_metadata"]["next_cursor"]})).await;
    assert_eq!((shown(&rest), &rest["response_metadata"]["next_cursor"]), (vec!["third".into()], &json!("")));
    let between = list(json!({"oldest": START + 150, "latest": (START + 250).to_string()})).await;
    assert_eq!(shown(&between), ["second"]);
    workspace.control("clock", json!({"advance": "1h"})).await;
    assert_eq!(texts(&app.events()), ["first", "second", "third"]);
}

#[tokio::test]
async fn a_message_is_called_back_until_its_last_minute() {
    let (workspace, app) = with_app().await;
    let first = schedule(&workspace, "never", 3_600, json!({})).await;
    let second = schedule(&workspace, "too late", 60, json!({})).await;
    let delete = |message: &Value| json!({"channel": GENERAL, "scheduled_message_id": message["scheduled_message_id"]});
    let code = workspace.refused("chat.deleteScheduledMessage", delete(&second)).await;
    assert_eq!(code, "invalid_scheduled_message_id");
    workspace.ok("chat.deleteScheduledMessage", delete(&first)).await;
    let code = workspace.refused("chat.deleteScheduledMessage", delete(&first)).await;
    assert_eq!(code, "invalid_scheduled_message_id");
    workspace.control("clock", json!({"advance": "2h"})).await;
    assert_eq!(texts(&app.events()), ["too late"]);
}

#[tokio::test]
async fn with_metadata_or_into_a_closed_channel_it_is_never_posted() {
    let (workspace, app) = with_app().await;
    let metadata = json!({"event_type": "card", "event_payload": {"id": "7"}});
    schedule(&workspace, "with metadata", 60, json!({"metadata": metadata})).await;
    schedule(&workspace, "as usual", 61, json!({})).await;
    let plans = workspace.ok("conversations.create", json!({"name": "plans"})).await["channel"]["id"].clone();
    schedule(&workspace, "into plans", 62, json!({"channel": plans})).await;
    workspace.ok("conversations.archive", json!({"channel": plans})).await;
    app.frames();
    let (_, turned) = workspace.control("clock", json!({"advance": "5m"})).await;
    assert_eq!((texts(&app.events()), &turned["next_due"]), (vec!["as usual"], &Value::Null));
}

#[tokio::test]
async fn thirty_fit_into_five_minutes_of_a_channel() {
    let (workspace, _app) = with_app().await;
    for number in 0..30 {
        schedule(&workspace, "x", 1_000 + number * 10, json!({})).await;
    }
    let crowded = |post_at: i64| json!({"channel": GENERAL, "text": "x", "post_at": post_at});
    let code = workspace.refused("chat.scheduleMessage", crowded(START + 1_299)).await;
    assert_eq!(code, "restricted_too_many");
    let code = workspace.refused("chat.scheduleMessage", crowded(START + 991)).await;
    assert_eq!(code, "restricted_too_many");
    workspace.ok("chat.scheduleMessage", crowded(START + 1_300)).await;
    schedule(&workspace, "x", 1_100, json!({"channel": BEN})).await;
}

#[tokio::test]
async fn what_waits_survives_a_restart_and_a_reply_finds_its_thread() {
    let directory = tempfile::tempdir().unwrap();
    let mut options = crate::everything::options();
    options.state = Some(directory.path().join("state.json"));
    let first = Workspace::start_with(options.clone()).await;
    first.ok("conversations.join", json!({"channel": GENERAL})).await;
    let parent = first.post(json!({"channel": GENERAL, "text": "parent"})).await;
    schedule(&first, "reply", 600, json!({"thread_ts": parent, "reply_broadcast": true})).await;
    first.sandbox.stop().await;
    let second = Workspace::start_with(options).await;
    second.control("clock", json!({"advance": "10m"})).await;
    let thread = second.ok("conversations.replies", json!({"channel": GENERAL, "ts": parent})).await;
    let reply = &thread["messages"][1];
    assert_eq!((&reply["text"], &reply["subtype"]), (&json!("reply"), &json!("thread_broadcast")));
    assert_eq!(reply["root"]["text"], "parent");
}

#[tokio::test]
async fn a_status_runs_out_by_the_civil_clock() {
    let (workspace, app) = with_app().await;
    let status = json!({"as": ADA, "do": "profile", "status_text": "Lunch", "status_emoji": ":bread:",
        "status_expiration": START + 1_800});
    workspace.act(status).await;
    let events = app.events();
    assert_eq!(names(&events), ["user_change", "user_status_changed"]);
    assert_eq!(events[1]["user"]["profile"]["status_text"], "Lunch");
    workspace.control("clock", json!({"advance": "1h"})).await;
    let events = app.events();
    assert_eq!(names(&events), ["user_change", "user_status_changed"]);
    assert_eq!(
        (&events[1]["user"]["profile"]["status_text"], &events[1]["cache_ts"]),
        (&json!(""), &json!(START + 1_800))
    );
}
