//! A fortnight on the page, from the question to the host to the brief for those who were not there. The README shows
//! its pictures: when they change, copy them from `screenshots` of the target folder to `docs/pictures`.

use super::{CARD, CHANNEL, SUBMIT, close_thanks, with_the_demo};
use crate::demo::program::{Program, of_kind};
use ::browser::{Browser, Screen};
use serde_json::{Value, json};

#[tokio::test]
async fn a_fortnight_is_seen_from_question_to_brief() {
    with_the_demo(Screen::Desk, &[], async |browser, demo| {
        the_host_chooses_a_theme(browser, demo).await;
        companies_answer(browser, demo).await;
        people_take_notes(browser, demo).await;
        the_host_publishes(browser, demo).await;
        who_was_not_there_reads(browser, demo).await;
        monday_begins_with_a_digest(browser, demo).await;
        a_quiet_company_is_invited(browser, demo).await;
    })
    .await;
}

async fn the_host_chooses_a_theme(browser: &Browser, demo: &Program) {
    demo.turn_to("2026-09-08T09:30").await;
    talk_to_klynge(browser, demo, "U0MARTE").await;
    browser.picture_of(&message("host.theme."), "fortnight-host").await;
    browser.press("[data-action-id^='host.theme.']").await;
    browser.write("[data-test=field-theme]", "Layout som virker").await;
    browser.press(SUBMIT).await;
    close_thanks(browser).await;
}

async fn companies_answer(browser: &Browser, demo: &Program) {
    demo.turn_to("2026-09-10T09:30").await;
    for (who, answer) in [("U0OLA", "rsvp.coming."), ("U0SIGRID", "rsvp.maybe."), ("U0HANNE", "rsvp.cant.")] {
        clicks(demo, who, answer).await;
    }
    browser.goto(&format!("{}#U0NORA;{CHANNEL}", demo.address("page")), CARD).await;
    browser.press(&format!("{CARD} [data-action-id^='talk.show.']")).await;
    browser.write("[data-test=field-title]", "Rutenett på tolv kolonner").await;
    browser.press(SUBMIT).await;
    close_thanks(browser).await;
    let card = browser.reads(CARD).await;
    assert!(card.contains("Rutenett på tolv kolonner"), "{card}");
    browser.picture("fortnight-announcement").await;
    demo.turn_to("2026-09-16T09:30").await;
    talk_to_klynge(browser, demo, "U0LARS").await;
    browser.picture_of(&message("rsvp.coming."), "fortnight-reminder").await;
}

async fn people_take_notes(browser: &Browser, demo: &Program) {
    demo.turn_to("2026-09-17T13:00").await;
    let state = demo.state().await;
    let announcement = of_kind(&state, "announcement")[0];
    let thread =
        format!("{}#U0NORA;{CHANNEL};{}", demo.address("page"), announcement["ts"].as_str().unwrap());
    browser.goto(&thread, "[data-test=thread-pane]").await;
    browser.write("[data-test=composer-thread]", "beslutning: Neste gang møtes vi på verkstedet.").await;
    browser.press("[data-test=send-thread]").await;
    for (who, words) in [
        ("U0OLA", "Tolv kolonner er nok til det meste, sa Nora, og viste tre sider der fire hadde holdt."),
        ("U0IDA", "Prisen ble 40 000, men ikke referer det."),
        ("U0OLA", "spørsmål: Hvem har prøvd rutenett i trykte kataloger?"),
    ] {
        let say = json!({ "do": "say", "channel": CHANNEL, "thread_ts": announcement["ts"], "text": words });
        demo.act(who, say).await;
    }
    browser.see("[data-test=thread-pane] [data-user=U0IDA], [data-test=thread-pane] [data-test=message]:nth-of-type(5)").await;
    browser.picture_of("[data-test=thread-pane]", "fortnight-notes").await;
}

async fn the_host_publishes(browser: &Browser, demo: &Program) {
    demo.turn_to("2026-09-18T09:30").await;
    talk_to_klynge(browser, demo, "U0MARTE").await;
    let draft = message("brief.publish.");
    let words = browser.reads(&draft).await;
    assert!(words.contains("Neste gang møtes vi på verkstedet") && !words.contains("40 000"), "{words}");
    browser.picture_of(&draft, "fortnight-draft").await;
    browser.press("[data-action-id^='brief.publish.']").await;
    browser.gone("[data-action-id^='brief.publish.']").await;
}

async fn who_was_not_there_reads(browser: &Browser, demo: &Program) {
    talk_to_klynge(browser, demo, "U0HANNE").await;
    let brief = message("brief.read.");
    let words = browser.reads(&brief).await;
    assert!(words.contains("Her er det viktigste fra torsdag"), "{words}");
    browser.picture_of(&brief, "fortnight-brief").await;
    browser.press("[data-action-id^='brief.read.']").await;
    browser.see("[data-test=modal]").await;
    browser.picture("fortnight-whole").await;
    browser.keeps_nobody_out("the whole brief").await;
}

async fn monday_begins_with_a_digest(browser: &Browser, demo: &Program) {
    demo.turn_to("2026-09-28T09:30").await;
    let state = demo.state().await;
    let ts = of_kind(&state, "digest").pop().unwrap()["ts"].as_str().unwrap();
    browser.goto(&format!("{}#U0NORA;{CHANNEL}", demo.address("page")), CARD).await;
    let digest = format!("[data-test=message][data-ts='{ts}']");
    let words = browser.reads(&digest).await;
    assert!(words.contains("Neste møte") && words.contains("1. oktober"), "{words}");
    browser.picture_of(&digest, "fortnight-digest").await;
}

/// Six weeks on, of one company nobody was ever heard.
async fn a_quiet_company_is_invited(browser: &Browser, demo: &Program) {
    demo.turn_to("2026-10-13T09:30").await;
    let state = demo.state().await;
    let nudge = of_kind(&state, "nudge").pop().unwrap();
    let channels = state["channels"].as_array().unwrap();
    let who =
        channels.iter().find(|channel| channel["id"] == nudge["channel"]).unwrap()["user"].as_str().unwrap();
    talk_to_klynge(browser, demo, who).await;
    let nudge = format!("[data-test=message][data-ts='{}']", nudge["ts"].as_str().unwrap());
    browser.picture_of(&nudge, "fortnight-nudge").await;
}

/// A message with a button whose id begins so.
fn message(action: &str) -> String {
    format!("[data-test=message]:has([data-action-id^='{action}'])")
}

/// Opens somebody's conversation with the bot.
async fn talk_to_klynge(browser: &Browser, demo: &Program, who: &str) {
    let state = demo.state().await;
    let channels = state["channels"].as_array().unwrap();
    let own = |channel: &&Value| channel["is_im"] == true && channel["user"] == who;
    let channel = channels.iter().find(own).unwrap()["id"].as_str().unwrap();
    let place = format!("{}#{who};{channel}", demo.address("page"));
    browser.goto(&place, &format!(".app[data-me={who}][data-place={channel}]")).await;
}

/// Somebody presses a button of the announcement.
async fn clicks(demo: &Program, who: &str, button: &str) {
    let state = demo.state().await;
    let card = of_kind(&state, "announcement")[0];
    let elements = card["blocks"].as_array().unwrap().iter().filter_map(|block| block["elements"].as_array());
    let mut ids = elements.flatten().filter_map(|element| element["action_id"].as_str());
    let id = ids.find(|id| id.starts_with(button)).unwrap();
    let deed = json!({ "do": "click", "channel": CHANNEL, "ts": card["ts"], "action_id": id });
    assert_eq!(demo.act(who, deed).await["ack"]["ok"], true);
}
