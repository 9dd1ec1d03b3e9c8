//! The bar at the top: the workspace, the civil clock, and the ways to turn it. Where each button leads is
//! decided here, so that the script only sends what stands on it.

use chrono::{DateTime, Days, NaiveTime, Timelike};
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::context::Page;
use super::html::{Element, Html, el};
use super::look::text;
use super::{icons, time};

/// Draws the bar.
pub(crate) fn draw(page: &Page<'_>) -> Html {
    let team = page.world.state().get("team").map_or("", |team| text(team, "name"));
    let back = el("a")
        .class("button quiet back")
        .attr("href", format!("#{}", page.me))
        .attr("aria-label", page.words.menu)
        .child(icons::back());
    let brand =
        el("p").class("brand").child(el("strong").child(team)).child(el("small").child(page.words.sandbox));
    let language = el("button")
        .attr("type", "button")
        .class("button quiet language")
        .test("language")
        .attr("data-lang", if page.words.code == "nb" { "en" } else { "nb" })
        .child(page.words.other_language);
    el("header")
        .class("bar")
        .attr("data-key", "bar")
        .child(back)
        .child(brand)
        .child(clock(page))
        .child(language)
        .into()
}

fn clock(page: &Page<'_>) -> Element {
    let now = page.now();
    let reading = now.map(|now| {
        el("time")
            .class("now")
            .test("clock-now")
            .attr("datetime", now.to_rfc3339())
            .attr("aria-live", "polite")
            .child(el("strong").child(time::clock(&now, page.words)))
            .child(el("span").child(time::long_date(now.date_naive(), page.words)))
    });
    let buttons = now.map(|now| buttons(page, &now));
    el("section").class("clock").attr("aria-label", page.words.clock).child(reading).child(buttons)
}

fn buttons(page: &Page<'_>, now: &DateTime<Tz>) -> Element {
    let words = page.words;
    let plain = |hook: &str, body: &Value, words: &str| turn(hook, body).class("button").child(words);
    el("div")
        .class("turns")
        .child(plain("clock-hour", &json!({"advance": "1h"}), words.plus_hour))
        .child(plain("clock-morning", &to(next_morning(now)), words.next_morning))
        .child(next_event(page, now))
        .child(plain("clock-day", &to(now.naive_local().checked_add_days(Days::new(1))), words.plus_day))
        .child(plain("clock-week", &to(now.naive_local().checked_add_days(Days::new(7))), words.plus_week))
        .child(any(page, now))
}

fn turn(hook: &str, body: &Value) -> Element {
    el("button").attr("type", "button").test(hook).attr("data-turn", body.to_string())
}

fn to(civil: Option<chrono::NaiveDateTime>) -> Value {
    json!({ "to": civil.map(|civil| civil.format("%Y-%m-%dT%H:%M").to_string()) })
}

/// The coming 08:00.
fn next_morning(now: &DateTime<Tz>) -> Option<chrono::NaiveDateTime> {
    let eight = NaiveTime::from_hms_opt(8, 0, 0)?;
    let later = Days::new(u64::from(now.hour() >= 8));
    now.date_naive().checked_add_days(later).map(|day| day.and_time(eight))
}

/// Forward to what is planned next, to the second; disabled, and saying why, when nothing is.
fn next_event(page: &Page<'_>, now: &DateTime<Tz>) -> Element {
    let due = page.next_due();
    let seconds = due.map(|due| (due - *now).num_seconds().max(0));
    let when = due.map(|due| {
        let date = due.date_naive();
        let day = time::near_day(date, now.date_naive(), page.words).map_or_else(
            || format!("{} {}", time::weekday(date, page.words), time::short_date(date, page.words)),
            str::to_owned,
        );
        format!("{day} {}", time::clock(&due, page.words))
    });
    turn("clock-next", &json!({"advance": format!("{}s", seconds.unwrap_or_default())}))
        .class("button primary")
        .flag("disabled", due.is_none())
        .attr("title", when.as_deref().unwrap_or(page.words.no_event))
        .child(page.words.next_event)
        .child(el("small").child(when.unwrap_or_else(|| page.words.no_event.to_owned())))
}

/// A picker for any later instant.
fn any(page: &Page<'_>, now: &DateTime<Tz>) -> Element {
    let least = now.format("%Y-%m-%dT%H:%M").to_string();
    let form = el("form")
        .class("menu")
        .attr("data-turn-form", "")
        .child(
            el("label")
                .child(page.words.turn_to)
                .child(el("input").attr("type", "datetime-local").attr("min", &least).attr("value", &least)),
        )
        .child(el("button").class("button primary").child(page.words.turn));
    el("details")
        .class("popup any")
        .child(
            el("summary").class("button quiet").attr("aria-label", page.words.turn_to).child(icons::dots()),
        )
        .child(form)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::*;
    use chrono::TimeZone;
    use chrono_tz::Europe::Oslo;

    #[test]
    fn the_next_morning_is_today_before_eight_and_else_tomorrow() {
        for (hour, expected) in
            [(7, "2026-10-24T08:00:00"), (8, "2026-10-25T08:00:00"), (23, "2026-10-25T08:00:00")]
        {
            let now = Oslo.with_ymd_and_hms(2026, 10, 24, hour, 0, 0).unwrap();
            let morning = next_morning(&now).unwrap();
            assert_eq!(morning.format("%Y-%m-%dT%H:%M:%S").to_string(), expected);
        }
    }
}
