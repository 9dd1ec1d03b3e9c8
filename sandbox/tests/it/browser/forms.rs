//! Buttons that ask first, shortcuts, and modals: refused, changed, one on the other, and closed.

use ::browser::{Browser, Screen};
use serde_json::{Value, json};

use super::{MODAL, SUBMIT, message, on_the_page};
use crate::app::{App, Reply};
use crate::workspace::Workspace;

const NAME: &str = "[data-test=field-name]";

fn words(text: &str) -> Value {
    json!({"type": "plain_text", "text": text})
}

fn form(callback: &str) -> Value {
    json!({
        "type": "modal", "callback_id": callback, "notify_on_close": true,
        "title": words("A form"), "submit": words("Send"), "close": words("Not now"),
        "blocks": [
            {"type": "input", "block_id": "name", "label": words("Name"), "hint": words("Any will do."),
                "element": {"type": "plain_text_input", "action_id": "a", "max_length": 20}},
            {"type": "input", "block_id": "size", "label": words("Size"), "optional": true,
                "element": {"type": "radio_buttons", "action_id": "a",
                    "options": [{"text": words("Small"), "value": "s"}, {"text": words("Large"), "value": "l"}]}},
        ],
    })
}

/// Ada gives a command, and the app opens this form.
async fn open(browser: &Browser, workspace: &Workspace, app: &App) {
    app.frames();
    workspace.act(json!({"as": "U1", "do": "command", "channel": "C1", "text": "/test"})).await;
    let trigger = app.frame().await["payload"]["trigger_id"].clone();
    workspace.ok("views.open", json!({"trigger_id": trigger, "view": form("first")})).await;
    browser.see("[data-test=modal][data-callback-id=first]").await;
}

#[tokio::test]
async fn a_form_says_what_is_wrong_with_it_and_keeps_the_rest() {
    on_the_page(Screen::Desk, async |browser, workspace, app| {
        open(browser, workspace, app).await;
        let complaint = "[data-test=field-error-name]:not([hidden])";
        app.frames();
        browser.press(SUBMIT).await;
        browser.see(complaint).await;
        assert_eq!(app.frames().len(), 0, "what Slack itself refuses the app does not hear of");
        browser.write(NAME, "Ada & co").await;
        browser.choose("field-size", "Large").await;
        app.next_reply(Reply::Ack(
            json!({"response_action": "errors", "errors": {"name": "That is taken."}}),
        ));
        browser.press(SUBMIT).await;
        browser.see(&format!("{NAME}[aria-invalid=true]")).await;
        assert_eq!(browser.reads(complaint).await, "That is taken.");
        assert_eq!(super::value(browser, NAME).await, "Ada & co");
        browser.keeps_nobody_out("the form or what is around it").await;
        let sent = app.frame().await;
        assert_eq!(sent["payload"]["view"]["state"]["values"]["size"]["a"]["selected_option"]["value"], "l");
        browser.write(NAME, "Eva").await;
        browser.press(SUBMIT).await;
        browser.gone(MODAL).await;
    })
    .await;
}

#[tokio::test]
async fn forms_lie_on_each_other_and_go_together() {
    on_the_page(Screen::Desk, async |browser, workspace, app| {
        open(browser, workspace, app).await;
        browser.write(NAME, "Ada").await;
        app.next_reply(Reply::Ack(json!({"response_action": "push", "view": form("second")})));
        browser.press(SUBMIT).await;
        browser.see("[data-test=modal][data-callback-id=second]").await;
        browser.see("[data-test=modal-below][data-callback-id=first]").await;
        browser.keeps_nobody_out("the form or what is around it").await;
        app.frames();
        browser.press(&format!("{MODAL} [data-test=modal-close]")).await;
        assert_eq!(app.frame().await["payload"]["type"], "view_closed");
        browser.see("[data-test=modal][data-callback-id=first]").await;
        assert_eq!(super::value(browser, NAME).await, "Ada", "what was typed below is still there");
        app.next_reply(Reply::Ack(json!({"response_action": "push", "view": form("second")})));
        browser.press(SUBMIT).await;
        browser.write("[data-test=modal][data-callback-id=second] [data-test=field-name]", "Eva").await;
        app.next_reply(Reply::Ack(json!({"response_action": "clear"})));
        browser.press(&format!("{MODAL}[data-callback-id=second] {SUBMIT}")).await;
        browser.gone(MODAL).await;
        browser.gone("[data-test=modal-below]").await;
    })
    .await;
}

#[tokio::test]
async fn a_button_asks_before_it_does_what_cannot_be_undone() {
    on_the_page(Screen::Desk, async |browser, workspace, app| {
        let sure = json!({"title": words("Sure?"), "text": words("It is gone then."), "confirm": words("Delete"),
            "deny": words("Keep"), "style": "danger"});
        let button = json!({"type": "button", "action_id": "gone", "text": words("Delete"), "confirm": sure});
        workspace
            .post(json!({"channel": "C1", "text": "card", "blocks": [{"type": "actions", "elements": [button]}]}))
            .await;
        let press = "[data-test=message] [data-action-id=gone]";
        app.frames();
        browser.press(press).await;
        browser.see("[data-test=confirm][open]").await;
        browser.keeps_nobody_out("the form or what is around it").await;
        browser.press("[data-test=confirm] [data-answer=no]").await;
        browser.gone("[data-test=confirm][open]").await;
        assert_eq!(app.frames().len(), 0);
        browser.press(press).await;
        browser.press("[data-test=confirm] [data-answer=yes]").await;
        assert_eq!(app.frame().await["payload"]["actions"][0]["action_id"], "gone");
    })
    .await;
}

#[tokio::test]
async fn shortcuts_are_found_where_one_writes_and_at_a_message() {
    on_the_page(Screen::Desk, async |browser, workspace, app| {
        workspace.act(json!({"as": "U2", "do": "say", "channel": "C1", "text": "a long story"})).await;
        let story = message(browser, "a long story").await;
        app.frames();
        browser.press("[data-test=global-shortcuts] > summary").await;
        browser.keeps_nobody_out("the form or what is around it").await;
        browser.press("[data-test=shortcut-new_thing]").await;
        let asked = app.frame().await;
        assert_eq!(
            (&asked["payload"]["type"], &asked["payload"]["callback_id"]),
            (&json!("shortcut"), &json!("new_thing"))
        );
        let trigger = &asked["payload"]["trigger_id"];
        workspace.ok("views.open", json!({"trigger_id": trigger, "view": form("first")})).await;
        browser.see(MODAL).await;
        browser.press("[data-test=modal-cross]").await;
        browser.gone(MODAL).await;

        app.frames();
        browser.press(&format!("{story} details.tools > summary")).await;
        browser.press(&format!("{story} [data-test=shortcut-sum_up]")).await;
        let asked = app.frame().await;
        assert_eq!(asked["payload"]["type"], "message_action");
        assert_eq!(asked["payload"]["message"]["text"], "a long story");
    })
    .await;
}

#[tokio::test]
async fn the_apps_home_is_drawn_and_pressed() {
    on_the_page(Screen::Desk, async |browser, workspace, app| {
        app.frames();
        browser.press("[data-test^='dm-']").await;
        browser.press("[data-test=home-tab]").await;
        browser.see("[data-test=home]").await;
        let opened = app.events().into_iter().find(|event| event["type"] == "app_home_opened");
        let opened = match opened {
            Some(event) => event,
            None => app.frame().await["payload"]["event"].clone(),
        };
        assert_eq!(opened["tab"], "home");
        let knock = json!({"type": "button", "action_id": "knock", "text": words("Knock")});
        let view = json!({"type": "home", "blocks": [{"type": "header", "text": words("Welcome")},
            {"type": "actions", "elements": [knock]}]});
        workspace.ok("views.publish", json!({"user_id": "U1", "view": view})).await;
        app.frames();
        browser.press("[data-test=home] [data-action-id=knock]").await;
        assert_eq!(app.frame().await["payload"]["actions"][0]["action_id"], "knock");
        assert!(browser.reads("[data-test=home]").await.contains("Welcome"));
        browser.keeps_nobody_out("the form or what is around it").await;
    })
    .await;
}
