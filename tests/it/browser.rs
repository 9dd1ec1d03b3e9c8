//! The page in a real browser: a cluster is set up, announced and answered by clicking.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod fortnight;
mod looks;
mod machine;
mod tour;

use crate::demo::program::Program;
use ::browser::{Browser, Screen};

const CHANNEL: &str = "C0DESIGNFORUM";
const DATE: &str = "[data-test=field-date]";
const COMPANIES: &str = "[data-test=field-companies]";
const SUBMIT: &str = "[data-test=modal-submit]";
const HOME_ANSWER: &str = "[data-test=home] [data-action-id^='rsvp.coming.']";
const CARD: &str = "[data-test=message]:has([data-action-id^='rsvp.coming.'])";

#[tokio::test]
async fn a_cluster_is_set_up_announced_and_answered() {
    on_the_page(Screen::Desk, &["--empty"], async |browser, page| {
        set_up(browser, page).await;
        choose_company(browser).await;
        turn_to_announcement(browser).await;
        answer(browser).await;
    })
    .await;
}

#[tokio::test]
async fn the_home_tab_shows_what_is_next_and_takes_the_answer() {
    on_the_page(Screen::Desk, &[], async |browser, page| {
        become_somebody(browser, page, "U0LARS").await;
        turn_to_announcement(browser).await;
        browser.goto(&format!("{page}#U0LARS;home"), HOME_ANSWER).await;
        browser.picture("home").await;
        browser.press(HOME_ANSWER).await;
        browser.see("[data-test=home]:not(:has([data-action-id^='rsvp.coming.']))").await;
        browser.press("[data-test=home] [data-action-id='run.snooze']").await;
        browser.see("[data-test=modal][data-callback-id=snooze]").await;
        browser.picture("home-snooze").await;
        browser.press(SUBMIT).await;
        close_thanks(browser).await;
        browser.press("[data-test=home] [data-action-id='language.en']").await;
        browser.see("[data-test=home] [data-action-id='language.nb']").await;
        browser.picture("home-answered").await;
        browser.keeps_nobody_out("the home").await;
    })
    .await;
}

#[tokio::test]
async fn the_page_fits_a_phone() {
    on_the_page(Screen::Phone, &[], async |browser, page| {
        browser.goto(&format!("{page}#U0HENRIK"), "[data-test=channel-C0DESIGNFORUM]").await;
        browser.picture("phone-channels").await;
        browser.press("[data-test=channel-C0DESIGNFORUM]").await;
        browser.see("[data-test=message] [data-action-id^='company.pick.']").await;
        in_bokmal(browser).await;
        browser.picture("phone-channel").await;
        browser.keeps_nobody_out("the channel").await;
        browser.press("[data-action-id^='company.pick.']").await;
        browser.see("[data-test=modal][data-callback-id=company]").await;
        browser.picture("phone-form").await;
        browser.keeps_nobody_out("the form").await;
        browser.choose("field-company", "Femte Farge").await;
        browser.press(SUBMIT).await;
        close_thanks(browser).await;
    })
    .await;
}

/// The form with two faults, then right; the preview; the welcome.
async fn set_up(browser: &Browser, page: &str) {
    become_somebody(browser, page, "U0MARTE").await;
    browser.write("[data-test=composer]", "/klynge oppsett").await;
    browser.press("[data-test=send]").await;
    browser.see("[data-test=modal][data-callback-id=setup]").await;
    browser.pick_date(DATE, "2026-08-20").await;
    browser.write("[data-test=field-place]", "Kafeen").await;
    browser.write(COMPANIES, "Studio Nord; @ida; @per\nRutenett; @ukjent\nFemte Farge").await;
    browser.picture("setup-form").await;
    browser.press(SUBMIT).await;
    browser.see("[data-test=field-error-date]:not([hidden])").await;
    let complaint = browser.reads("[data-test=field-error-companies]").await;
    assert!(complaint.contains("Linje 2") && complaint.contains("ukjent"), "{complaint}");
    browser.picture("setup-faults").await;

    browser.pick_date(DATE, "2026-09-17").await;
    browser.write(COMPANIES, "Studio Nord; @ida; @per\nRutenett; @nora\nFemte Farge").await;
    browser.press(SUBMIT).await;
    close_thanks(browser).await;
    browser.press("[data-test^='dm-']").await;
    browser.see("[data-action-id^='welcome.post.']").await;
    browser.picture("preview").await;
    browser.press("[data-action-id^='welcome.post.']").await;
    browser.press(&format!("[data-test=channel-{CHANNEL}]")).await;
    browser.see("[data-action-id^='company.pick.']").await;
    browser.picture("welcome").await;
}

/// Somebody else says where they are from.
async fn choose_company(browser: &Browser) {
    browser.press("[data-test=persona-U0HENRIK]").await;
    browser.see(&standing("U0HENRIK")).await;
    browser.press("[data-action-id^='company.pick.']").await;
    browser.see("[data-test=modal][data-callback-id=company]").await;
    browser.choose("field-company", "Femte Farge").await;
    browser.picture("company-form").await;
    browser.press(SUBMIT).await;
    close_thanks(browser).await;
    browser.see("[data-test=message]:has([data-action-id^='company.pick.']) [data-user=U0HENRIK]").await;
}

/// The announcement comes at nine, a week before the meeting.
async fn turn_to_announcement(browser: &Browser) {
    for button in ["week", "day", "day"] {
        browser.press(&format!("[data-test=clock-{button}]")).await;
    }
    browser.see("[data-test=clock-now][datetime^='2026-09-10T08:00']").await;
    browser.press("[data-test=clock-hour]").await;
    browser.see("[data-test=clock-now][datetime^='2026-09-10T09:00']").await;
    browser.see(CARD).await;
    browser.see("[data-test=happened] [data-test=happening]").await;
    browser.picture("announcement").await;
}

/// One answer stands for the company, and the card shows it to everybody.
async fn answer(browser: &Browser) {
    assert!(!browser.reads(CARD).await.contains("Femte Farge"));
    browser.press(&format!("{CARD} [data-action-id^='rsvp.coming.']")).await;
    let card = browser.reads(CARD).await;
    assert!(card.contains("Femte Farge"), "{card}");
    browser.picture("answered").await;
    browser.press("[data-test=persona-U0NORA]").await;
    browser.see(&standing("U0NORA")).await;
    assert!(browser.reads(CARD).await.contains("Femte Farge"));
    browser.keeps_nobody_out("the channel").await;
}

/// What comes in the place of a form that was taken.
async fn close_thanks(browser: &Browser) {
    browser.see("[data-test=modal][data-callback-id='']").await;
    browser.press("[data-test=modal-close]").await;
    browser.gone("[data-test=modal]").await;
}

async fn become_somebody(browser: &Browser, page: &str, who: &str) {
    browser.goto(&format!("{page}#{who};{CHANNEL}"), &standing(who)).await;
}

/// Fits the page when this person stands in the channel.
fn standing(who: &str) -> String {
    format!(".app[data-me={who}][data-place={CHANNEL}]")
}

/// Runs a story against a demo of its own, and ends everything that was started, also when the
/// story fails.
async fn on_the_page(screen: Screen, flags: &[&str], story: impl AsyncFnOnce(&Browser, &str)) {
    with_the_demo(screen, flags, async |browser, demo| story(browser, demo.address("page")).await).await;
}

/// The same for a story in which some of what happens is ordered by control calls.
async fn with_the_demo(screen: Screen, flags: &[&str], story: impl AsyncFnOnce(&Browser, &Program)) {
    if !::browser::is_there() {
        return;
    }
    let demo = Program::start(flags).await;
    Browser::during(screen, async |browser| story(browser, &demo).await).await;
    demo.stop().await;
}

/// The page in bokmål, whatever the browser prefers.
async fn in_bokmal(browser: &Browser) {
    browser.see(".app[lang]").await;
    if browser.count(".app[lang=en]").await == 1 {
        browser.press("[data-test=language]").await;
    }
    browser.see(".app[lang=nb]").await;
}
