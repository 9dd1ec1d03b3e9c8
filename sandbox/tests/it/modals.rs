//! Modals and the App Home.

use serde_json::{Value, json};

use crate::app::{App, Reply};
use crate::workspace::Workspace;

fn modal() -> Value {
    let words = |text: &str| json!({"type": "plain_text", "text": text});
    json!({
        "type": "modal", "callback_id": "form", "private_metadata": "secret", "title": words("Form"), "submit": words("Send"),
        "blocks": [
            {"type": "input", "block_id": "name", "label": words("Name"), "element": {"type": "plain_text_input", "action_id": "a", "max_length": 10}},
            {"type": "input", "block_id": "day", "label": words("Day"), "optional": true, "element": {"type": "datepicker", "action_id": "a"}},
            {"type": "input", "block_id": "size", "label": words("Size"), "element": {"type": "static_select", "action_id": "a",
                "options": [{"text": words("Small"), "value": "s"}, {"text": words("Large"), "value": "l"}],
                "initial_option": {"text": words("Small"), "value": "s"}}},
        ],
    })
}

/// Gives a command and answers its trigger.
async fn trigger(workspace: &Workspace, app: &App) -> Value {
    app.frames();
    workspace.act(json!({"as": "U1", "do": "command", "channel": "C1", "text": "/test"})).await;
    app.frame().await["payload"]["trigger_id"].clone()
}

async fn opened() -> (Workspace, App, Value) {
    let (workspace, app) = Workspace::with_app().await;
    let trigger = trigger(&workspace, &app).await;
    let view =
        workspace.ok("views.open", json!({"trigger_id": trigger, "view": modal()})).await["view"].clone();
    (workspace, app, view)
}

fn submit(values: Value) -> Value {
    json!({"as": "U1", "do": "submit", "values": values})
}

#[tokio::test]
async fn a_trigger_is_good_once_and_for_three_seconds() {
    let (workspace, app) = Workspace::with_app().await;
    let trigger = trigger(&workspace, &app).await;
    let body = json!({"trigger_id": trigger, "view": modal()});
    workspace.ok("views.open", body.clone()).await;
    assert_eq!(workspace.refused("views.open", body).await, "exchanged_trigger_id");
    let late = self::trigger(&workspace, &app).await;
    workspace.control("clock", json!({"skip_wall": "4s"})).await;
    assert_eq!(
        workspace.refused("views.open", json!({"trigger_id": late, "view": modal()})).await,
        "expired_trigger_id"
    );
    assert_eq!(
        workspace.refused("views.open", json!({"trigger_id": "1.2.3", "view": modal()})).await,
        "invalid_trigger_id"
    );
}

#[tokio::test]
async fn without_a_trigger_nothing_opens() {
    let workspace = Workspace::start().await;
    let answer = workspace.api("views.open", json!({"view": modal()})).await;
    assert_eq!(answer["error"], "invalid_arguments");
    let told = json!(["[ERROR] missing required field: trigger_id"]);
    assert_eq!(answer["response_metadata"]["messages"], told);
}

#[tokio::test]
async fn slacks_own_checks_come_before_the_app() {
    let (workspace, app, view) = opened().await;
    assert_eq!((&view["hash"].is_string(), &view["root_view_id"]), (&true, &view["id"]));
    app.frames();
    let missing = workspace.act(submit(json!({}))).await;
    assert_eq!(missing["errors"], json!({"name": "Please complete this required field."}));
    let long = workspace.act(submit(json!({"Name": "much too long a name"}))).await;
    assert!(long["errors"]["name"].is_string() && long["view"]["errors"]["name"].is_string());
    assert_eq!(workspace.cannot(submit(json!({"colour": "red"}))).await, "unknown_field");
    assert_eq!(workspace.cannot(submit(json!({"size": "Huge"}))).await, "invalid_value");
    assert!(app.frames().is_empty(), "the app has heard of none of it");
}

#[tokio::test]
async fn a_submission_carries_the_state_and_an_empty_answer_closes() {
    let (workspace, app, _) = opened().await;
    app.frames();
    let done = workspace.act(submit(json!({"Name": "Ada", "day": "2026-09-17"}))).await;
    let frame = app.frame().await;
    assert_eq!(frame["accepts_response_payload"], true);
    let view = &frame["payload"]["view"];
    assert_eq!(view["state"]["values"]["name"]["a"], json!({"type": "plain_text_input", "value": "Ada"}));
    assert_eq!(view["state"]["values"]["day"]["a"]["selected_date"], "2026-09-17");
    assert_eq!(view["state"]["values"]["size"]["a"]["selected_option"]["value"], "s");
    assert_eq!((&view["private_metadata"], &view["callback_id"]), (&json!("secret"), &json!("form")));
    assert_eq!((&done["view"], &done["errors"]), (&Value::Null, &json!({})));
}

#[tokio::test]
async fn field_errors_stay_and_the_entries_too() {
    let (workspace, app, _) = opened().await;
    app.next_reply(Reply::Ack(json!({"response_action": "errors", "errors": {"name": "Taken."}})));
    let done = workspace.act(submit(json!({"name": "Ada"}))).await;
    assert_eq!(
        (&done["errors"]["name"], &done["view"]["values"]["name"]["a"]["value"]),
        (&json!("Taken."), &json!("Ada"))
    );
    app.next_reply(Reply::Ack(json!({"response_action": "errors", "errors": {"nowhere": "?"}})));
    assert_eq!(workspace.act(submit(json!({"name": "Eva"}))).await["error"], "invalid_errors_block_id");
    app.next_reply(Reply::Ack(json!({"response_action": "dance"})));
    assert_eq!(workspace.act(submit(json!({}))).await["error"], "invalid_response_action");
    let good = workspace.act(submit(json!({}))).await;
    assert_eq!((&good["view"], &good["errors"]), (&Value::Null, &json!({})));
}

#[tokio::test]
async fn an_answer_updates_pushes_and_clears() {
    let (workspace, app, view) = opened().await;
    let mut second = modal();
    second["callback_id"] = json!("second");
    app.next_reply(Reply::Ack(json!({"response_action": "push", "view": second})));
    let pushed = workspace.act(submit(json!({"name": "Ada"}))).await;
    assert_eq!((&pushed["view"]["callback_id"], &pushed["view"]["root"]), (&json!("second"), &view["id"]));
    app.next_reply(Reply::Ack(json!({"response_action": "update", "view": modal()})));
    let updated = workspace.act(submit(json!({"name": "Bo"}))).await;
    assert_eq!(
        (&updated["view"]["callback_id"], &updated["view"]["id"]),
        (&json!("form"), &pushed["view"]["id"])
    );
    assert_eq!(
        updated["view"]["values"]["name"]["a"]["value"], "Bo",
        "the same field keeps what was entered"
    );
    assert_ne!(updated["view"]["hash"], pushed["view"]["hash"]);
    app.next_reply(Reply::Ack(json!({"response_action": "clear"})));
    assert_eq!(workspace.act(submit(json!({}))).await["view"], Value::Null);
}

#[tokio::test]
async fn a_stale_hash_is_refused_and_the_stack_ends_at_three() {
    let (workspace, app, view) = opened().await;
    let update = json!({"view_id": view["id"], "hash": view["hash"], "view": modal()});
    workspace.ok("views.update", update.clone()).await;
    assert_eq!(workspace.refused("views.update", update).await, "hash_conflict");
    assert_eq!(
        workspace.refused("views.update", json!({"view_id": "V9", "view": modal()})).await,
        "not_found"
    );
    let button =
        json!({"type": "button", "action_id": "more", "text": {"type": "plain_text", "text": "More"}});
    let with_button = json!({"type": "modal", "title": {"type": "plain_text", "text": "More"}, "blocks": [{"type": "actions", "elements": [button]}]});
    workspace.ok("views.update", json!({"view_id": view["id"], "view": with_button})).await;
    assert_eq!(workspace.cannot(submit(json!({}))).await, "no_submit");
    let mut top = view["id"].clone();
    for expected in ["ok", "ok", "push_limit_reached"] {
        app.frames();
        workspace.act(json!({"as": "U1", "do": "click", "view_id": top, "text": "More"})).await;
        let payload = app.frame().await["payload"].clone();
        assert_eq!(payload["container"], json!({"type": "view", "view_id": top}));
        let pushed = workspace
            .api("views.push", json!({"trigger_id": payload["trigger_id"], "view": with_button}))
            .await;
        assert_eq!(pushed["error"].as_str().unwrap_or("ok"), expected);
        top = pushed["view"]["id"].clone();
    }
}

#[tokio::test]
async fn closing_is_told_only_on_request() {
    let (workspace, app, view) = opened().await;
    app.frames();
    workspace.act(json!({"as": "U1", "do": "close", "view_id": view["id"]})).await;
    assert!(app.frames().is_empty());
    let trigger = trigger(&workspace, &app).await;
    let mut telling = modal();
    telling["notify_on_close"] = json!(true);
    workspace.ok("views.open", json!({"trigger_id": trigger, "view": telling})).await;
    let closed = workspace.act(json!({"as": "U1", "do": "close"})).await;
    let payload = app.frame().await["payload"].clone();
    assert_eq!((&payload["type"], &payload["is_cleared"]), (&json!("view_closed"), &json!(false)));
    assert_eq!(closed["view"], Value::Null);
    assert_eq!(workspace.cannot(json!({"as": "U1", "do": "close"})).await, "view_not_found");
}

#[tokio::test]
async fn bad_views_are_refused_with_reasons() {
    let (workspace, app) = Workspace::with_app().await;
    let trigger = trigger(&workspace, &app).await;
    let answer = workspace
        .api("views.open", json!({"trigger_id": trigger, "view": {"type": "modal", "blocks": []}}))
        .await;
    assert_eq!(answer["error"], "invalid_arguments");
    assert!(!answer["response_metadata"]["messages"].as_array().unwrap().is_empty());
    workspace.ok("views.open", json!({"trigger_id": trigger, "view": modal()})).await;
}

#[tokio::test]
async fn the_home_is_published_opened_and_clicked() {
    let (workspace, app) = Workspace::with_app().await;
    app.frames();
    workspace.act(json!({"as": "U1", "do": "open_home"})).await;
    let event = app.frame().await["payload"]["event"].clone();
    assert_eq!(
        (&event["type"], &event["tab"], event.get("view")),
        (&json!("app_home_opened"), &json!("home"), None)
    );
    let button = json!({"type": "button", "action_id": "b", "text": {"type": "plain_text", "text": "Press"}});
    let home = json!({"type": "home", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Hei"}, "accessory": button}]});
    let first = workspace.ok("views.publish", json!({"user_id": "U1", "view": home})).await;
    workspace
        .ok("views.publish", json!({"user_id": "U1", "view": home, "hash": first["view"]["hash"]}))
        .await;
    let stale = json!({"user_id": "U1", "view": home, "hash": first["view"]["hash"]});
    assert_eq!(workspace.refused("views.publish", stale).await, "hash_conflict");
    assert_eq!(workspace.state().await["homes"]["U1"][0]["text"]["text"], "Hei");
    workspace.act(json!({"as": "U1", "do": "open_home"})).await;
    assert_eq!(app.frame().await["payload"]["event"]["view"]["id"], first["view"]["id"]);
    workspace.act(json!({"as": "U1", "do": "click", "home": true, "text": "Press"})).await;
    assert_eq!(app.frame().await["payload"]["view"]["type"], "home");
    assert_eq!(
        workspace.cannot(json!({"as": "U2", "do": "click", "home": true, "text": "Press"})).await,
        "view_not_found"
    );
}

#[tokio::test]
async fn a_view_is_known_by_the_name_the_app_gave_it() {
    let (workspace, app) = Workspace::with_app().await;
    let named = |name: &str| {
        let mut view = modal();
        view["external_id"] = json!(name);
        view
    };
    let open = json!({"trigger_id": trigger(&workspace, &app).await, "view": named("form-1")});
    let opened = workspace.ok("views.open", open).await["view"].clone();
    assert_eq!(opened["external_id"], "form-1");
    let update = json!({"external_id": "form-1", "view": named("form-2")});
    assert_eq!(workspace.ok("views.update", update.clone()).await["view"]["id"], opened["id"]);
    assert_eq!(workspace.refused("views.update", update).await, "not_found", "it has another name now");
    let again = json!({"trigger_id": trigger(&workspace, &app).await, "view": named("form-2")});
    assert_eq!(workspace.refused("views.open", again).await, "duplicate_external_id");
    let home = json!({"type": "home", "blocks": [], "external_id": "form-2"});
    let publish = json!({"user_id": "U2", "view": home});
    assert_eq!(workspace.refused("views.publish", publish.clone()).await, "duplicate_external_id");
    workspace.act(json!({"as": "U1", "do": "close", "all": true})).await;
    workspace.ok("views.publish", publish.clone()).await;
    workspace.ok("views.publish", publish).await;
}
