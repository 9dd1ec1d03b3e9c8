//! Writing, commands and their completion, threads, whispers, unread dots, and finding one's way by keys and on a phone.

use ::browser::{Key, Screen};
use serde_json::json;

use super::{COMPOSER, message, on_the_page, value};
use crate::app::Reply;

const COMPLETION: &str = "[data-test=completion][aria-selected=true]";

#[tokio::test]
async fn commands_and_people_are_completed() {
    on_the_page(Screen::Desk, async |browser, workspace, app| {
        browser.write(COMPOSER, "/te").await;
        browser.see(COMPLETION).await;
        assert!(browser.reads(COMPLETION).await.starts_with("/test"));
        browser.keeps_nobody_out("the page").await;
        browser.keys("\u{e004}").await;
        assert_eq!(value(browser, COMPOSER).await, "/test ");
        app.frames();
        app.next_reply(Reply::Ack(json!({"text": "Heard."})));
        browser.keys("now & \u{e007}").await;
        assert_eq!(app.frame().await["payload"]["text"], "now &");
        let answer = message(browser, "Heard.").await;
        assert!(browser.reads(&answer).await.contains("Only visible to you"));

        browser.write(COMPOSER, "hello @be").await;
        browser.see(COMPLETION).await;
        browser.keys(&Key::Tab.to_string()).await;
        assert_eq!(value(browser, COMPOSER).await, "hello @Ben Berg ");
        browser.keys(&format!("<b>{}", char::from(Key::Enter))).await;
        let said = message(browser, "hello @Ben Berg").await;
        assert!(browser.reads(&said).await.ends_with("hello @Ben Berg <b>"));
        let state = workspace.get("/sandbox/state").await;
        let texts: Vec<_> = state["messages"].as_array().unwrap().iter().map(|one| &one["text"]).collect();
        assert!(texts.contains(&&json!("hello <@U2> &lt;b&gt;")), "{texts:?}");
        assert_eq!(value(browser, COMPOSER).await, "");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_sent_is_said_and_kept() {
    on_the_page(Screen::Desk, async |browser, _, _| {
        browser.write(COMPOSER, "/unknown").await;
        browser.press("[data-test=send]").await;
        browser.see("[data-test=toast][data-kind=error]").await;
        assert_eq!(value(browser, COMPOSER).await, "/unknown");
        browser.keeps_nobody_out("the page").await;
        browser.press("[data-test=toast-close]").await;
        browser.gone("[data-test=toast]").await;
    })
    .await;
}

#[tokio::test]
async fn a_thread_is_opened_answered_and_closed() {
    on_the_page(Screen::Desk, async |browser, workspace, app| {
        let say = json!({"as": "U2", "do": "say", "channel": "C1", "text": "who can help?"});
        workspace.act(say).await;
        let question = message(browser, "who can help?").await;
        browser.press(&format!("{question} details.tools > summary")).await;
        browser.press(&format!("{question} [data-test=reply]")).await;
        browser.see("[data-test=thread-pane]").await;
        app.frames();
        browser.write("[data-test=composer-thread]", "I can").await;
        browser.press("[data-test=send-thread]").await;
        browser.see(&format!("{question} [data-test=replies]")).await;
        assert_eq!(app.frame().await["payload"]["event"]["text"], "I can");
        browser.keeps_nobody_out("the page").await;
        browser.press("[data-test=thread-close]").await;
        browser.gone("[data-test=thread-pane]").await;

        browser.press(&format!("{question} [data-test=replies]")).await;
        browser.see("[data-test=thread-pane]").await;
        assert!(browser.reads("[data-test=thread-pane]").await.contains("I can"));
    })
    .await;
}

#[tokio::test]
async fn a_whisper_comes_as_a_note_and_is_gone_when_the_page_is_opened_anew() {
    on_the_page(Screen::Desk, async |browser, workspace, _| {
        browser.press("[data-test^='dm-']").await;
        browser.see("[data-test=messages-tab]").await;
        let whisper = json!({"channel": "C1", "user": "U1", "text": "psst, Ada"});
        workspace.ok("chat.postEphemeral", whisper).await;
        browser.see("[data-test=toast][data-kind=whisper]").await;
        assert!(browser.reads("[data-test=toast]").await.contains("psst, Ada"));
        browser.keeps_nobody_out("the page").await;
        browser.press("[data-test=toast-go]").await;
        message(browser, "psst, Ada").await;
        browser.script("location.reload();", vec![]).await;
        browser.see(".app[data-place=C1]").await;
        browser.see("[data-test=message]").await;
        assert!(!browser.reads("body").await.contains("psst, Ada"));
    })
    .await;
}

#[tokio::test]
async fn what_was_not_read_has_a_dot() {
    on_the_page(Screen::Desk, async |browser, workspace, _| {
        let unread = "[data-test=channel-C1].unread";
        browser.press("[data-test=home-tab], [data-test^='dm-']").await;
        browser.see(".app:not([data-place=C1])").await;
        assert_eq!(browser.count(unread).await, 0);
        workspace.act(json!({"as": "U2", "do": "say", "channel": "C1", "text": "news"})).await;
        browser.press(unread).await;
        message(browser, "news").await;
        browser.gone(unread).await;
    })
    .await;
}

#[tokio::test]
async fn keys_lead_about() {
    on_the_page(Screen::Desk, async |browser, workspace, _| {
        workspace.act(json!({"as": "U2", "do": "say", "channel": "C1", "text": "first"})).await;
        message(browser, "first").await;
        browser.keys("?").await;
        browser.see("[data-test=keys][open]").await;
        browser.keeps_nobody_out("the page").await;
        browser.keys(&Key::Escape.to_string()).await;
        browser.gone("[data-test=keys][open]").await;
        browser.keys("j").await;
        browser.see("[data-test=message]:focus").await;
        browser.keys("r").await;
        browser.see("[data-test=thread-pane]").await;
        browser.see("[data-test=composer-thread]:focus").await;
        for _ in ["leaves the field", "closes the thread"] {
            browser.keys(&Key::Escape.to_string()).await;
        }
        browser.gone("[data-test=thread-pane]").await;
        browser.keys("h").await;
        browser.see(".app[data-place=home]").await;
        browser.keys("o").await;
        browser.see("[data-test=clock-now][datetime^='2026-09-01T09:00']").await;
        browser.keys("p").await;
        browser.see("[data-test=persona-search]:focus").await;
        browser.keys(&format!("ben{}", char::from(Key::Enter))).await;
        browser.see(".app[data-me=U2]").await;
    })
    .await;
}

#[tokio::test]
async fn a_phone_has_one_thing_before_it_at_a_time() {
    on_the_page(Screen::Phone, async |browser, _, _| {
        browser.keeps_nobody_out("the page").await;
        assert!(!browser.see("[data-test=channel-C1]").await.is_displayed().await.unwrap());
        browser.press(".back").await;
        assert!(browser.see("[data-test=channel-C1]").await.is_displayed().await.unwrap());
        browser.keeps_nobody_out("the page").await;
        browser.press("[data-test=persona-U2]").await;
        browser.see(".app[data-me=U2][data-place=C1]").await;
        browser.write(COMPOSER, "from my pocket").await;
        browser.press("[data-test=send]").await;
        message(browser, "from my pocket").await;
        browser.keeps_nobody_out("the page").await;
    })
    .await;
}
