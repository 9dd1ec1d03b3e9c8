//! The wire as a developer sees it, and faults ordered by click.

use ::browser::Screen;
use serde_json::json;

use super::on_the_page;
use crate::app::Reply;

const POST: &str = "[data-test=wire-row][data-name='chat.postMessage']";
const SHOWN: &str = "[data-test=wire-row]:not([hidden])";

#[tokio::test]
async fn what_passes_is_listed_filtered_and_shown_in_full() {
    on_the_page(Screen::Desk, async |browser, workspace, app| {
        browser.press("[data-test=wire-toggle]").await;
        browser.see("[data-test=wire]").await;
        app.frames();
        workspace.post(json!({"channel": "C1", "text": "over the wire"})).await;
        workspace.refused("chat.postMessage", json!({"channel": "C9", "text": "nowhere"})).await;
        browser.see("[data-test=wire-row][data-name='chat.postMessage'][data-ok='0']").await;
        browser.keeps_nobody_out("the inspector").await;
        browser.write("[data-test=wire-filter]", "postmess").await;
        browser.gone(&format!("{SHOWN}:not([data-name='chat.postMessage'])")).await;
        assert_eq!(browser.count(SHOWN).await, 2);
        browser.press("[data-test=wire-errors]").await;
        browser.gone(&format!("{SHOWN}[data-ok='1']")).await;
        browser.press(&format!("{SHOWN} .wire-name")).await;
        browser.see("[data-test=wire-detail] h3").await;
        let detail = browser.reads("[data-test=wire-detail]").await;
        assert!(detail.contains("channel_not_found") && detail.contains("nowhere"), "{detail}");
        assert!(!detail.contains(&workspace.sandbox.info().bot_token), "tokens are not shown");
        browser.keeps_nobody_out("the inspector").await;

        browser.press("[data-test=wire-errors]").await;
        browser.press("[data-test=wire-pause]").await;
        workspace.post(json!({"channel": "C1", "text": "unseen"})).await;
        browser.press("[data-test=wire-pause]").await;
        browser.see(&format!("{POST} ~ {POST} ~ {POST}")).await;
        browser.press("[data-test=wire-clear]").await;
        browser.gone("[data-test=wire-row]").await;
        browser.press("[data-test=wire-close]").await;
        browser.gone("[data-test=wire]").await;
    })
    .await;
}

#[tokio::test]
async fn a_phone_shows_the_names_too() {
    on_the_page(Screen::Phone, async |browser, workspace, _| {
        workspace.post(json!({"channel": "C1", "text": "over the wire"})).await;
        browser.press("[data-test=wire-toggle]").await;
        browser.see(POST).await;
        let whole = "const name = document.querySelector(arguments[0]).querySelector('.wire-name');
            const cell = name.closest('td');
            return name.getBoundingClientRect().right <= cell.getBoundingClientRect().right + 1;";
        assert_eq!(
            browser.script(whole, vec![json!(POST)]).await,
            json!(true),
            "the whole name is to be seen"
        );
        browser.keeps_nobody_out("the inspector").await;
    })
    .await;
}

#[tokio::test]
async fn a_fault_is_ordered_by_click_and_strikes_once() {
    on_the_page(Screen::Desk, async |browser, workspace, _| {
        browser.press("[data-test=wire-toggle]").await;
        browser.press("[data-test=fault-status-500]").await;
        browser.see("[data-test=armed] li").await;
        let post = json!({"channel": "C1", "text": "x"});
        let answer = workspace.try_api("chat.postMessage", post.clone()).await.unwrap();
        assert_eq!(answer.status().as_u16(), 500);
        browser.gone("[data-test=armed] li").await;
        workspace.ok("chat.postMessage", post.clone()).await;

        browser.press("[data-test=faults] details > summary").await;
        browser.see("[data-test=fault-kind]").await;
        let choose = "const kind = document.querySelector('[data-test=fault-kind]');
            kind.value = 'error'; kind.dispatchEvent(new Event('change', { bubbles: true }));";
        browser.script(choose, vec![]).await;
        browser.write("[data-test=fault-form] [name=method]", "chat.postMessage").await;
        browser.write("[data-test=fault-form] [name=error]", "is_archived").await;
        browser.keeps_nobody_out("the inspector").await;
        browser.press("[data-test=fault-order]").await;
        browser.see("[data-test=armed] li").await;
        assert_eq!(workspace.refused("chat.postMessage", post).await, "is_archived");

        browser.press("[data-test=fault-hang]").await;
        browser.press("[data-test=fault-clear]").await;
        browser.gone("[data-test=armed] li").await;
    })
    .await;
}

#[tokio::test]
async fn what_the_app_does_not_acknowledge_is_seen_under_way() {
    on_the_page(Screen::Desk, async |browser, workspace, app| {
        browser.press("[data-test=wire-toggle]").await;
        app.frames();
        app.next_reply(Reply::Silence);
        let say = json!({"as": "U2", "do": "say", "channel": "C1", "text": "anybody?", "within": "0s"});
        workspace.act(say).await;
        browser.see("[data-test=under-way] li").await;
        let frame = app.frame().await;
        app.ack(&frame);
        browser.gone("[data-test=under-way] li").await;

        app.next_reply(Reply::Silence);
        browser.write(super::COMPOSER, "/test").await;
        browser.press("[data-test=send]").await;
        let late = "[data-test=wire-row][data-name='/test'][data-ok='0']";
        browser.see(late).await;
        assert_eq!(browser.reads(&format!("{late} .bad")).await, "timeout", "in Slack's words");
        let toast = browser.reads("[data-test=toast]").await;
        assert!(toast.starts_with("The app did not answer within three seconds"), "{toast}");
    })
    .await;
}
