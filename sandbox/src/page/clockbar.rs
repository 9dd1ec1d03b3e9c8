//! The time machine: the civil clock, the ways to turn it, playing, and letting people loose. Where each button leads
//! is decided here, so that the script only sends what stands on it.

use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, Timelike};
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::context::Page;
use super::html::{Element, Html, el};
use super::look::{text, truth};
use super::{icons, time, words};

/// What the plain button plays.
const MONTH: &str = "30d";
/// Milliseconds of wall time for a day of it.
const BRISK: u64 = 160;

/// Draws the machine.
pub(crate) fn draw(page: &Page<'_>) -> Html {
    let now = page.now();
    let reading = now.map(|now| {
        el("time")
            .class("now")
            .test("clock-now")
            .attr("datetime", now.to_rfc3339())
            .attr("aria-live", if is_playing(page) { "off" } else { "polite" })
            .child(el("strong").child(time::clock(&now, page.words)))
            .child(el("span").child(time::long_date(now.date_naive(), page.words)))
    });
    el("section")
        .class("machine")
        .attr("data-key", "machine")
        .attr("aria-label", page.words.machine.title)
        .child(reading)
        .child(now.map(|now| buttons(page, &now)))
        .child(progress(page))
        .into()
}

fn playing<'a>(page: &Page<'a>) -> Option<&'a Value> {
    page.world.state().pointer("/clock/playing").filter(|playing| truth(playing, "on"))
}

/// Whether the clock goes on by itself.
pub(crate) fn is_playing(page: &Page<'_>) -> bool {
    playing(page).is_some()
}

fn buttons(page: &Page<'_>, now: &DateTime<Tz>) -> Element {
    let words = page.words;
    let still = playing(page).is_none();
    let plain = |hook: &str, body: &Value, words: &str| {
        turn(hook, body).class("button").flag("disabled", !still).child(words)
    };
    let later = |days: u64| to(now.naive_local().checked_add_days(Days::new(days)));
    el("div")
        .class("turns")
        .child(next_event(page, now, still))
        .child(plain("clock-morning", &to(next_morning(now)), words.next_morning))
        .child(plain("clock-hour", &json!({"advance": "1h"}), words.plus_hour))
        .child(plain("clock-day", &later(1), words.plus_day))
        .child(plain("clock-week", &later(7), words.plus_week))
        .child(play(page))
        .child(people(page))
        .child(any(page, now))
}

fn turn(hook: &str, body: &Value) -> Element {
    el("button").attr("type", "button").test(hook).attr("data-turn", body.to_string())
}

fn to(civil: Option<NaiveDateTime>) -> Value {
    json!({ "to": civil.map(|civil| civil.format("%Y-%m-%dT%H:%M").to_string()) })
}

/// The coming 08:00.
fn next_morning(now: &DateTime<Tz>) -> Option<NaiveDateTime> {
    let eight = NaiveTime::from_hms_opt(8, 0, 0)?;
    let later = Days::new(u64::from(now.hour() >= 8));
    now.date_naive().checked_add_days(later).map(|day| day.and_time(eight))
}

/// Forward to what is planned next, to the second; disabled, and saying why, when nothing is.
fn next_event(page: &Page<'_>, now: &DateTime<Tz>, still: bool) -> Element {
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
        .flag("disabled", due.is_none() || !still)
        .attr("title", when.as_deref().unwrap_or(page.words.no_event))
        .child(el("span").child(page.words.next_event))
        .child(el("small").child(when.unwrap_or_else(|| page.words.no_event.to_owned())))
}

/// Lets the clock go on by itself, or stops it.
fn play(page: &Page<'_>) -> Element {
    let words = page.words.machine;
    if playing(page).is_some() {
        return el("button")
            .attr("type", "button")
            .class("button stop")
            .test("clock-stop")
            .attr("data-play", json!({"stop": true}).to_string())
            .child(icons::stop())
            .child(words.stop);
    }
    el("button")
        .attr("type", "button")
        .class("button")
        .test("clock-play")
        .attr("data-play", json!({"advance": MONTH, "per_day": BRISK}).to_string())
        .child(icons::play())
        .child(words.play_month)
}

/// The switch that lets people act by themselves.
fn people(page: &Page<'_>) -> Element {
    let words = page.words.machine;
    let people = page.world.state().get("people").unwrap_or(&Value::Null);
    let loose = truth(people, "loose");
    let deeds = people.get("deeds").and_then(Value::as_u64).and_then(|deeds| usize::try_from(deeds).ok());
    let told = deeds.filter(|deeds| loose && *deeds > 0).map(|deeds| words::count(deeds, words.deeds));
    el("button")
        .attr("type", "button")
        .class("button loose")
        .test("people-loose")
        .attr("data-people", json!({"let_loose": !loose}).to_string())
        .attr("aria-pressed", if loose { "true" } else { "false" })
        .attr("title", words.people_hint)
        .child(el("span").child(icons::people()).child(if loose { words.call_back } else { words.let_loose }))
        .child(told.map(|told| el("small").child(told)))
}

/// Any later instant, and other spans to play.
fn any(page: &Page<'_>, now: &DateTime<Tz>) -> Element {
    let words = page.words.machine;
    let least = now.format("%Y-%m-%dT%H:%M").to_string();
    let turn = el("form")
        .attr("data-turn-form", "")
        .child(
            el("label")
                .child(page.words.turn_to)
                .child(el("input").attr("type", "datetime-local").attr("min", &least).attr("value", &least)),
        )
        .child(el("button").class("button").child(page.words.turn));
    let spans = words.spans.iter().map(|(span, told)| (*span, *told, *span == MONTH));
    let brisk = BRISK.to_string();
    let speeds = words.speeds.iter().map(|(speed, told)| (*speed, *told, *speed == brisk));
    let play = el("form")
        .attr("data-play-form", "")
        .child(el("label").child(words.play).child(choice("advance", "play-span", spans)))
        .child(el("label").child(words.speed).child(choice("per_day", "play-speed", speeds)))
        .child(el("button").class("button primary").test("play-go").child(icons::play()).child(words.play));
    el("details")
        .class("popup any")
        .child(
            el("summary")
                .class("button quiet")
                .attr("aria-label", words.more)
                .attr("title", words.more)
                .child(icons::dots()),
        )
        .child(el("div").class("menu").child(play).child(el("hr")).child(turn))
}

fn choice(
    name: &str,
    hook: &str,
    options: impl Iterator<Item = (&'static str, &'static str, bool)>,
) -> Element {
    let options = options
        .map(|(value, told, chosen)| el("option").attr("value", value).flag("selected", chosen).child(told));
    el("select").class("select").attr("name", name).test(hook).children(options)
}

/// How far the playing has come.
fn progress(page: &Page<'_>) -> Option<Element> {
    let playing = playing(page)?;
    let to = time::of_json(playing.get("to")?, page.zone)?;
    let done = playing.get("done").and_then(Value::as_f64).unwrap_or_default();
    let told = format!("{} {}", page.words.machine.playing_to, time::long_date(to.date_naive(), page.words));
    Some(
        el("p")
            .class("played")
            .test("play-progress")
            .attr("data-key", "played")
            .attr("data-to", text(playing, "to"))
            .child(el("progress").attr("max", "1").attr("value", done.to_string()).attr("aria-label", &told))
            .child(el("small").child(told)),
    )
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
