//! The time machine with a bot that says what it has planned: by the hour, to the next event, and a month while people
//! act by themselves.

use super::{CARD, become_somebody, on_the_page, with_the_demo};
use crate::demo::program::of_kind;
use ::browser::{Browser, Screen};
use chrono::{DateTime, FixedOffset, Timelike};
use std::time::Duration;

/// A month takes ten seconds, more where bot and page need longer.
const PLAYED: Duration = Duration::from_secs(120);
const NOW: &str = "[data-test=clock-now]";
const PLAN: &str = "[data-test=planned] [data-test=plan]";

#[tokio::test]
async fn the_next_event_comes_at_the_time_it_was_planned_for() {
    on_the_page(Screen::Desk, &[], async |browser, page| {
        become_somebody(browser, page, "U0MARTE").await;
        browser.press("[data-test=clock-hour]").await;
        browser.see(&format!("{NOW}[datetime^='2026-09-01T09:00']")).await;
        browser.press("[data-test=clock-morning]").await;
        browser.see(&format!("{NOW}[datetime^='2026-09-02T08:00']")).await;
        browser.press("[data-test=tab-timeline]").await;
        browser.see(&format!("{PLAN}:nth-of-type(3)")).await;
        browser.picture("timeline").await;
        let mut seen = now(browser).await;
        for _ in 0..12 {
            if browser.count(CARD).await > 0 {
                break;
            }
            browser.press("[data-test=clock-next]").await;
            browser.see(&format!("{NOW}:not([datetime='{}'])", seen.to_rfc3339())).await;
            let now = now(browser).await;
            assert!(now > seen, "{now} is not after {seen}");
            seen = now;
        }
        assert_eq!((seen.to_rfc3339(), seen.second()), ("2026-09-10T09:00:00+02:00".to_owned(), 0));
        assert!(browser.reads(CARD).await.contains("17. september"));
    })
    .await;
}

#[tokio::test]
async fn a_month_is_played_while_people_act_by_themselves() {
    with_the_demo(Screen::Desk, &[], async |browser, demo| {
        become_somebody(browser, demo.address("page"), "U0MARTE").await;
        browser.press("[data-test=people-loose]").await;
        browser.see("[data-test=people-loose][aria-pressed=true]").await;
        browser.press("[data-test=clock-play]").await;
        browser.see(".app[data-playing]").await;
        browser.see("[data-test=play-progress]").await;
        browser.picture("playing").await;
        browser.press("[data-test=clock-stop]").await;
        browser.see(".app:not([data-playing])").await;
        let stopped = now(browser).await;
        assert!(stopped.to_rfc3339().as_str() < "2026-10-01", "stopped on the way, at {stopped}");

        browser.press("[data-test=clock-play]").await;
        browser.see(".app[data-playing]").await;
        browser.see_within(PLAYED, ".app:not([data-playing])").await;
        let ended = now(browser).await;
        assert_eq!((ended - stopped).num_days(), 30, "from {stopped} to {ended}");
        let state = demo.state().await;
        assert!(state["people"]["deeds"].as_u64().unwrap() > 20, "{}", state["people"]);
        let announced = of_kind(&state, "announcement").len();
        assert!((2..=4).contains(&announced), "{announced} meetings in a month");
        assert!(browser.count("[data-test=happening]").await > 10);
        browser.picture("played").await;
    })
    .await;
}

async fn now(browser: &Browser) -> DateTime<FixedOffset> {
    let shown = browser.see(NOW).await.attr("datetime").await.unwrap().unwrap();
    DateTime::parse_from_rfc3339(&shown).unwrap()
}
