//! Menus whose options the app gives while a person types.

use serde_json::{Value, json};

use crate::app::{App, Reply};
use crate::workspace::Workspace;

fn plain(text: &str) -> Value {
    json!({"type": "plain_text", "text": text, "emoji": true})
}

fn option(name: &str) -> Value {
    json!({"text": plain(name), "value": name.to_lowercase()})
}

fn menu(kind: &str, least: Option<u64>) -> Value {
    let mut menu = json!({"type": kind, "action_id": "town", "placeholder": plain("Town")});
    if let Some(least) = least {
        menu["min_query_length"] = json!(least);
    }
    menu
}

/// A message with such a menu from the bot in #general; its `ts`.
async fn message(workspace: &Workspace, menu: Value) -> String {
    let blocks = json!([{"type": "actions", "block_id": "where", "elements": [menu]}]);
    workspace.post(json!({"channel": "C1", "text": "Where?", "blocks": blocks})).await
}

fn suggest(ts: &str, typed: &str) -> Value {
    json!({"as": "U1", "do": "suggest", "channel": "C1", "ts": ts, "action_id": "town", "value": typed})
}

async fn in_modal(kind: &str) -> (Workspace, App, Value) {
    let (workspace, app) = Workspace::with_app().await;
    workspace.act(json!({"as": "U1", "do": "command", "channel": "C1", "text": "/test"})).await;
    let trigger = app.frames().pop().unwrap()["payload"]["trigger_id"].clone();
    let block = json!({"type": "input", "block_id": "where", "label": plain("Where"), "element": menu(kind, Some(0))});
    let view = json!({"type": "modal", "title": plain("Form"), "submit": plain("Send"), "blocks": [block]});
    let view = workspace.ok("views.open", json!({"trigger_id": trigger, "view": view})).await["view"].clone();
    app.frames();
    (workspace, app, view)
}

#[tokio::test]
async fn the_app_is_asked_and_its_answer_can_be_chosen() {
    let (workspace, app) = Workspace::with_app().await;
    let ts = message(&workspace, menu("external_select", None)).await;
    app.frames();
    app.next_reply(Reply::Ack(json!({"options": [option("Oslo"), option("Os")]})));
    let shown = workspace.act(suggest(&ts, "Os…")).await;
    assert_eq!(shown["options"], json!([option("Oslo"), option("Os")]));
    let frame = app.frame().await;
    let payload = &frame["payload"];
    assert_eq!((&frame["type"], &frame["accepts_response_payload"]), (&json!("interactive"), &json!(true)));
    assert_eq!(
        (&payload["type"], &payload["value"], &payload["block_id"], &payload["action_id"]),
        (&json!("block_suggestion"), &json!("Os…"), &json!("where"), &json!("town"))
    );
    assert_eq!(
        payload["container"],
        json!({"type": "message", "message_ts": ts, "channel_id": "C1", "is_ephemeral": false})
    );
    assert_eq!((&payload["channel"]["name"], &payload["message"]["ts"]), (&json!("general"), &json!(ts)));
    let choose = |town: &str| json!({"as": "U1", "do": "click", "channel": "C1", "ts": ts, "action_id": "town", "selected": town});
    workspace.act(choose("Oslo")).await;
    assert_eq!(app.frame().await["payload"]["actions"][0]["selected_option"], option("Oslo"));
    assert_eq!(workspace.cannot(choose("Bergen")).await, "invalid_value");
    let theirs =
        json!({"as": "U2", "do": "click", "channel": "C1", "ts": ts, "action_id": "town", "selected": "os"});
    assert_eq!(workspace.cannot(theirs).await, "invalid_value", "what one is shown another is not");
}

#[tokio::test]
async fn a_form_takes_several_of_what_was_suggested_in_groups() {
    let (workspace, app, view) = in_modal("multi_external_select").await;
    let groups = json!([{"label": plain("East"), "options": [option("Oslo")]}, {"label": plain("West"), "options": [option("Bergen")]}]);
    app.next_reply(Reply::Ack(json!({"option_groups": groups})));
    let order = json!({"as": "U1", "do": "suggest", "view_id": view["id"], "block_id": "where"});
    assert_eq!(workspace.act(order).await["option_groups"], groups);
    let payload = app.frame().await["payload"].clone();
    assert_eq!(payload["container"], json!({"type": "view", "view_id": view["id"]}));
    assert_eq!((&payload["view"]["id"], &payload["value"]), (&view["id"], &json!("")));
    workspace.act(json!({"as": "U1", "do": "submit", "values": {"Where": ["oslo", "Bergen"]}})).await;
    let state = app.frame().await["payload"]["view"]["state"]["values"]["where"]["town"].clone();
    assert_eq!(state["selected_options"], json!([option("Oslo"), option("Bergen")]));
}

#[tokio::test]
async fn few_letters_are_not_worth_a_question() {
    let (workspace, app) = Workspace::with_app().await;
    let three = message(&workspace, menu("external_select", None)).await;
    let one = message(&workspace, menu("external_select", Some(1))).await;
    app.frames();
    assert_eq!(workspace.cannot(suggest(&three, "Os")).await, "query_too_short");
    assert_eq!(workspace.cannot(suggest(&one, "")).await, "query_too_short");
    assert!(app.frames().is_empty());
    app.next_reply(Reply::Ack(json!({"options": []})));
    assert_eq!(workspace.act(suggest(&one, "O")).await["options"], json!([]));
}

#[tokio::test]
async fn an_answer_that_cannot_be_shown_is_an_error() {
    let (workspace, app) = Workspace::with_app().await;
    let ts = message(&workspace, menu("external_select", Some(0))).await;
    for answer in [
        json!({"options": vec![option("Oslo"); 101]}),
        json!({"options": [{"value": "x"}]}),
        json!({"towns": []}),
    ] {
        app.next_reply(Reply::Ack(answer));
        let shown = workspace.act(suggest(&ts, "")).await;
        assert_eq!(shown["error"], "invalid_options");
        assert!(!shown["ack"]["messages"].as_array().unwrap().is_empty());
    }
    app.next_reply(Reply::Silence);
    assert_eq!(workspace.act(suggest(&ts, "")).await["error"], "operation_timeout");
}

#[tokio::test]
async fn other_menus_have_their_options_themselves() {
    let workspace = Workspace::start().await;
    workspace.join().await;
    let menu = json!({"type": "static_select", "action_id": "town", "options": [option("Oslo")]});
    let ts = message(&workspace, menu).await;
    assert_eq!(workspace.cannot(suggest(&ts, "Oslo")).await, "not_external");
}
