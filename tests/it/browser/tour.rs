//! The guided tour is taken as a newcomer would: each time by clicking what it rings.

use super::{CARD, SUBMIT, become_somebody, close_thanks, in_bokmal, on_the_page};
use ::browser::{Browser, Screen};
use serde_json::{Value, json};
use std::time::Duration;

/// Longer than the page takes to draw a place.
const PATIENCE: Duration = Duration::from_secs(30);
const TOUR: &str = "[data-test=tour]";
const NEXT_EVENT: &str = "[data-test=clock-next]";
const ANSWER: &str = "[data-action-id^='rsvp.coming.']";

#[tokio::test]
async fn six_steps_lead_from_the_company_to_the_brief() {
    on_the_page(Screen::Desk, &[], async |browser, page| {
        browser.goto(page, TOUR).await;
        in_bokmal(browser).await;
        says_where_the_company_is(browser).await;
        chooses_a_theme(browser).await;
        lets_time_pass(browser).await;
        answers(browser).await;
        shows_something(browser).await;
        reads_the_brief(browser).await;
        browser.press("[data-test=tour-finish]").await;
        browser.gone(TOUR).await;
        browser.press("[data-test=tour-toggle]").await;
        at_step(browser, 1).await;
    })
    .await;
}

#[tokio::test]
async fn what_somebody_else_does_is_no_step_and_who_leaves_is_where_news_comes_in() {
    on_the_page(Screen::Desk, &[], async |browser, page| {
        become_somebody(browser, page, "U0NORA").await;
        at_step(browser, 1).await;
        // The way there, not what Nora sees of it.
        ring_comes_around(browser, "[data-test=tour-there]").await;
        browser.press("[data-action-id^='company.pick.']").await;
        browser.choose("field-company", "Rutenett").await;
        browser.press(SUBMIT).await;
        close_thanks(browser).await;
        at_step(browser, 1).await;
        browser.press("[data-test=tour-there]:not([hidden])").await;
        browser.see(".app[data-me=U0HENRIK]").await;
        browser.press("[data-test=tour-skip]").await;
        browser.gone(TOUR).await;
        let far = "const log = document.querySelector('[role=log]');
            return log.scrollHeight - log.scrollTop - log.clientHeight;";
        let far = browser.script(far, vec![]).await;
        assert!(far.as_f64().unwrap() < 40.0, "{far} pixels from what is newest");
    })
    .await;
}

#[tokio::test]
async fn who_leaves_the_tour_goes_on_where_it_was_left() {
    on_the_page(Screen::Desk, &[], async |browser, page| {
        browser.goto(page, TOUR).await;
        for step in 1..6 {
            at_step(browser, step).await;
            browser.press("[data-test=tour-next]").await;
        }
        at_step(browser, 6).await;
        browser.press("[data-test=tour-back]").await;
        at_step(browser, 5).await;
        browser.press("[data-test=tour-skip]").await;
        browser.gone(TOUR).await;
        browser.goto(page, "[data-test=clock-now]").await;
        assert_eq!(browser.count(TOUR).await, 0, "not after it was left");
        browser.press("[data-test=tour-toggle]").await;
        at_step(browser, 5).await;
    })
    .await;
}

async fn says_where_the_company_is(browser: &Browser) {
    at_step(browser, 1).await;
    browser.see(".app[data-me=U0HENRIK]").await;
    press_what_is_ringed(browser, "[data-action-id^='company.pick.']").await;
    browser.choose("field-company", "Femte Farge").await;
    browser.press(SUBMIT).await;
    close_thanks(browser).await;
}

/// The home has something to ask once it is time for it.
async fn chooses_a_theme(browser: &Browser) {
    let theme = "[data-test=home] [data-action-id^='host.theme.']";
    go_there(browser, 2).await;
    browser.see(".app[data-me=U0MARTE][data-place=home]").await;
    press_what_is_ringed(browser, theme).await;
    browser.write("[data-test=field-theme]", "Layout som virker").await;
    browser.press(SUBMIT).await;
    close_thanks(browser).await;
}

async fn lets_time_pass(browser: &Browser) {
    go_there(browser, 3).await;
    for _ in 0..12 {
        if browser.count(ANSWER).await > 0 {
            break;
        }
        press_what_is_ringed(browser, NEXT_EVENT).await;
    }
}

async fn answers(browser: &Browser) {
    at_step(browser, 4).await;
    press_what_is_ringed(browser, ANSWER).await;
    let card = browser.reads(CARD).await;
    assert!(card.contains("Kerning & Kaffe"), "{card}");
}

async fn shows_something(browser: &Browser) {
    go_there(browser, 5).await;
    browser.see(".app[data-me=U0SIGRID]").await;
    press_what_is_ringed(browser, "[data-action-id^='talk.show.']").await;
    browser.write("[data-test=field-title]", "Halvferdige skilt").await;
    browser.press(SUBMIT).await;
    close_thanks(browser).await;
}

/// She reads it where it comes: the meeting is in the second week.
async fn reads_the_brief(browser: &Browser) {
    go_there(browser, 6).await;
    browser.see(".app[data-me=U0HANNE]:not([data-place^=C])").await;
    for _ in 0..3 {
        if browser.count(&format!("{TOUR}[data-step-done]")).await > 0 {
            break;
        }
        press_what_is_ringed(browser, "[data-test=clock-week]").await;
    }
    browser.see(&format!("{TOUR}[data-step-done]")).await;
    browser.picture("tour-end").await;
    let brief = browser.see("[data-test=message]:has([data-action-id^='brief.read.'])").await;
    let words = brief.text().await.unwrap();
    assert!(words.contains("Halvferdige skilt"), "{words}");
}

async fn at_step(browser: &Browser, step: usize) {
    browser.see(&format!("{TOUR}[data-step='{step}']:not([data-step-done])")).await;
}

/// Waits for the step, and lets the tour lead to where it is: until one is there, that is what it rings.
async fn go_there(browser: &Browser, step: usize) {
    at_step(browser, step).await;
    press_what_is_ringed(browser, "[data-test=tour-there]:not([hidden])").await;
    browser.gone("[data-test=tour-there]:not([hidden])").await;
}

/// The ring comes to be around what is wanted, so that pressing it is what the tour asks for.
async fn press_what_is_ringed(browser: &Browser, css: &str) {
    ring_comes_around(browser, css).await;
    browser.press(css).await;
}

/// Where one is led to another place the ring follows once that is drawn.
async fn ring_comes_around(browser: &Browser, css: &str) {
    let coming = async {
        while !around(browser, css).await {
            browser.see("[data-test=tour-ring]:popover-open").await;
        }
    };
    tokio::time::timeout(PATIENCE, coming).await.unwrap_or_else(|_| panic!("the ring never is around {css}"));
}

async fn around(browser: &Browser, css: &str) -> bool {
    let around = "const [ring, wanted] = [document.querySelector('[data-test=tour-ring]'),
            [...document.querySelectorAll(arguments[0])].findLast((one) => one.getClientRects().length > 0)]
            .map((element) => element?.getBoundingClientRect());
        return Boolean(ring && wanted && ring.left <= wanted.left && ring.top <= wanted.top
            && ring.right >= wanted.right && ring.bottom >= wanted.bottom);";
    browser.script(around, vec![json!(css)]).await == Value::Bool(true)
}
