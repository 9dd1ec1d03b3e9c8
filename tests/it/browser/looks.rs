//! What the bot's surfaces and the page around them look like, light and dark, to eyes and to a screen reader. The
//! README shows two of the pictures: when they change, copy them from `screenshots` of the target folder to
//! `docs/pictures`.

use super::{CARD, CHANNEL, HOME_ANSWER, in_bokmal, with_the_demo};
use crate::demo::program::of_kind;
use ::browser::{Browser, Screen};

/// As somebody finds the channel who has just come.
const TO_THE_END: &str =
    "const log = document.querySelector('[role=log]'); log.scrollTop = log.scrollHeight;";

#[tokio::test]
async fn nobody_is_kept_out_at_a_desk() {
    with_the_demo(Screen::Desk, &[], async |browser, demo| {
        let page = demo.address("page");
        browser.goto(&format!("{page}#U0NORA;{CHANNEL}"), "[data-test=clock-now]").await;
        in_bokmal(browser).await;
        browser.press("[data-test=tour-skip]").await;
        browser.press("[data-test=people-loose]").await;
        demo.turn_to("2026-09-11T13:30").await;
        browser.press("[data-test=people-loose][aria-pressed=true]").await;
        browser.script("location.reload();", vec![]).await;
        let thread = of_kind(&demo.state().await, "announcement")[0]["ts"].as_str().unwrap().to_owned();
        for theme in ["light", "dark"] {
            browser.goto(&format!("{page}#U0IDA;{CHANNEL}"), CARD).await;
            wear(browser, theme).await;
            browser.keeps_nobody_out(&format!("the channel, {theme}")).await;
            browser.press("[data-test=tab-timeline]").await;
            browser.see("[data-test=plan]").await;
            browser.script(TO_THE_END, vec![]).await;
            browser.picture(&format!("page-{theme}")).await;
            browser.keeps_nobody_out(&format!("the timeline, {theme}")).await;
            browser.press("[data-test=tab-happened]").await;
            browser.press(&format!("{CARD} [data-action-id^='talk.show.']")).await;
            browser.see("[data-test=modal]").await;
            browser.press("[data-test=modal-submit]").await;
            browser.see("[data-test=field-error-title]:not([hidden])").await;
            browser.keeps_nobody_out(&format!("a form with an error, {theme}")).await;
            browser.press("[data-test=modal-cross]").await;
            browser.gone("[data-test=modal]").await;
            browser.goto(&format!("{page}#U0NORA;{CHANNEL};{thread}"), "[data-test=thread-pane]").await;
            browser.keeps_nobody_out(&format!("the thread, {theme}")).await;
            browser.goto(&format!("{page}#U0LARS;C0LUNSJ"), "[data-test=join]").await;
            browser.keeps_nobody_out(&format!("a channel that one is not in, {theme}")).await;
            browser.goto(&format!("{page}#U0LARS;home"), "[data-test=home] [data-action-id]").await;
            browser.keeps_nobody_out(&format!("the home, {theme}")).await;
            browser.press("[data-test=wire-toggle]").await;
            browser.press("[data-test=wire-row]:last-child .wire-name").await;
            browser.see("[data-test=wire-detail] h3").await;
            browser.picture(&format!("wire-{theme}")).await;
            browser.keeps_nobody_out(&format!("the wire, {theme}")).await;
            browser.press("[data-test=wire-close]").await;
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_is_kept_out_on_a_phone() {
    with_the_demo(Screen::Phone, &[], async |browser, demo| {
        let page = demo.address("page");
        browser.goto(page, "[data-test=tour]").await;
        browser.picture("phone-tour").await;
        browser.keeps_nobody_out("the tour").await;
        browser.press("[data-test=tour-skip]").await;
        demo.turn_to("2026-09-10T09:30").await;
        for (place, css) in [
            ("U0LARS", format!("[data-test=channel-{CHANNEL}]")),
            (&format!("U0LARS;{CHANNEL}"), CARD.to_owned()),
        ] {
            browser.goto(&format!("{page}#{place}"), &css).await;
            browser.keeps_nobody_out(place).await;
        }
        browser.goto(&format!("{page}#U0LARS;home"), HOME_ANSWER).await;
        browser.picture("phone-home").await;
        browser.keeps_nobody_out("the home").await;
        browser.press("[data-test=wire-toggle]").await;
        browser.see("[data-test=wire-row]:last-child .wire-name").await;
        browser.picture("phone-wire").await;
        browser.keeps_nobody_out("the wire").await;
        browser.press("[data-test=wire-close]").await;
    })
    .await;
}

/// Presses until the page wears light or dark.
async fn wear(browser: &Browser, theme: &str) {
    for _ in 0..3 {
        if browser.count(&format!(":root[data-theme={theme}]")).await == 1 {
            return;
        }
        browser.press("[data-test=theme]").await;
    }
    panic!("the page has no theme {theme}");
}
