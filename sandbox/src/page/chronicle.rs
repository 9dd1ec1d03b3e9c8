//! The timeline: what the app will do, as far as its followers of the clock tell, and what it did, the newest first;
//! above it the last year at a glance.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, Days, NaiveDate, Weekday};
use chrono_tz::Tz;
use serde_json::Value;

use super::context::Page;
use super::happened::{self, Entry};
use super::html::{Element, Html, el};
use super::look::{list, text};
use super::world::compare_ts;
use super::{icons, time, words};

/// So many plans are listed, and so many posts of a day.
const PLANS: usize = 6;
const OF_A_DAY: usize = 6;
/// Weeks in the glance at the year, the present one included.
const WEEKS: u64 = 53;

/// Draws it.
pub(crate) fn draw(page: &Page<'_>) -> Html {
    el("div")
        .class("chronicle")
        .test("timeline")
        .attr("data-key", "chronicle")
        .child(year(page))
        .child(planned(page))
        .child(now(page))
        .child(past(page))
        .into()
}

/// A cell for each day of the last year, the darker the more the app posted.
fn year(page: &Page<'_>) -> Element {
    let today = page.today();
    let counts: BTreeMap<NaiveDate, u64> = page
        .world
        .state()
        .get("days")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .filter_map(|(day, count)| Some((day.parse().ok()?, count.as_u64()?)))
        .collect();
    let monday = today.week(Weekday::Mon).first_day();
    let first = monday.checked_sub_days(Days::new(7 * (WEEKS - 1))).unwrap_or(monday);
    let most = counts.values().copied().max().unwrap_or_default().max(4);
    let cells = first.iter_days().take_while(|day| *day <= today).map(|day| {
        let count = counts.get(&day).copied().unwrap_or_default();
        let cell = el("i").class(level(count, most));
        if count == 0 {
            return cell;
        }
        let sent = words::count(usize::try_from(count).unwrap_or_default(), page.words.sent_count);
        cell.attr("title", format!("{}: {sent}", time::long_date(day, page.words)))
    });
    let months = first.iter_days().step_by(7).take(usize::try_from(WEEKS).unwrap_or_default());
    // A name needs room to its right.
    let room = monday.checked_sub_days(Days::new(14)).unwrap_or(monday);
    let months = months.map(|day| month_mark(page, day, day <= room));
    el("div")
        .class("year")
        .attr("role", "img")
        .attr("aria-label", format!("{}: {}", page.words.machine.year, spoken(page, &counts)))
        .child(el("div").class("year-months").attr("aria-hidden", "true").children(months))
        .child(el("div").class("year-days").attr("aria-hidden", "true").children(cells))
}

/// The name of a month above the week in which it begins.
fn month_mark(page: &Page<'_>, monday: NaiveDate, room: bool) -> Element {
    let begins =
        (0..7).filter_map(|ahead| monday.checked_add_days(Days::new(ahead))).find(|day| day.day() == 1);
    let name = begins.filter(|_| room).and_then(|day| page.words.months.get(day.month0() as usize));
    el("b").child(name.map(|name| name.chars().take(3).collect::<String>()))
}

fn level(count: u64, most: u64) -> &'static str {
    match count * 4 {
        0 => "h0",
        share if share <= most => "h1",
        share if share <= most * 2 => "h2",
        share if share <= most * 3 => "h3",
        _ => "h4",
    }
}

fn spoken(page: &Page<'_>, counts: &BTreeMap<NaiveDate, u64>) -> String {
    match usize::try_from(counts.values().sum::<u64>()).unwrap_or_default() {
        0 => page.words.machine.none_posted.to_owned(),
        sum => words::count(sum, page.words.sent_count),
    }
}

/// What is planned, the farthest on top, so that the line of time runs down to the present.
fn planned(page: &Page<'_>) -> Html {
    let words = page.words.machine;
    let due = page.world.state().get("clock").map_or(&[][..], |clock| list(clock, "due"));
    let plans: Vec<_> =
        due.iter().filter_map(|plan| Some((plan_at(page, plan)?, text(plan, "what")))).collect();
    if plans.is_empty() {
        return el("p").class("empty").child(words.nothing_planned).into();
    }
    let left = plans.len().saturating_sub(PLANS);
    let more = (left > 0).then(|| el("li").class("more").child(format!("{left} {}", words.and_more)));
    let shown = plans.iter().take(PLANS).rev().map(|(at, what)| plan(page, at, what));
    Html::from_iter([
        el("h3").child(words.planned).into(),
        Html::from(el("ol").class("plans").test("planned").child(more).children(shown)),
    ])
}

fn plan_at(page: &Page<'_>, plan: &Value) -> Option<DateTime<Tz>> {
    time::of_json(plan.get("at")?, page.zone)
}

fn plan(page: &Page<'_>, at: &DateTime<Tz>, what: &str) -> Element {
    let words = page.words;
    let date = at.date_naive();
    let day = time::near_day(date, page.today(), words).map_or_else(
        || format!("{} {}", time::short_weekday(date, words), time::short_date(date, words)),
        str::to_owned,
    );
    el("li")
        .class("due")
        .test("plan")
        .child(icons::clock())
        .child(el("span").class("line").child(if what.is_empty() {
            words.machine.something_planned
        } else {
            what
        }))
        .child(
            el("time").attr("datetime", at.to_rfc3339()).child(format!("{day} {}", time::clock(at, words))),
        )
}

fn now(page: &Page<'_>) -> Option<Element> {
    let now = page.now()?;
    Some(
        el("p")
            .class("now-line")
            .child(el("strong").child(page.words.machine.now))
            .child(el("span").child(time::clock(&now, page.words))),
    )
}

/// What the app posted or changed, day by day.
fn past(page: &Page<'_>) -> Html {
    let mut entries = happened::entries(page, "0");
    entries.sort_by(|a, b| compare_ts(b.at, a.at));
    if entries.is_empty() {
        return el("p").class("empty").child(page.words.machine.nothing_done).into();
    }
    let day_of = |entry: &Entry<'_, '_>| time::of_ts(entry.at, page.zone).map(|at| at.date_naive());
    let days = entries.chunk_by(|a, b| day_of(a) == day_of(b));
    el("ol")
        .class("past")
        .attr("data-key", "past")
        .children(days.filter_map(|day| Some(past_day(page, day_of(day.first()?)?, day))))
        .into()
}

fn past_day(page: &Page<'_>, day: NaiveDate, entries: &[Entry<'_, '_>]) -> Element {
    let words = page.words;
    let named = time::near_day(day, page.today(), words).map(|near| format!("{near}, "));
    let date = format!("{} {}", time::weekday(day, words), time::day_month(day, words));
    let left = entries.len().saturating_sub(OF_A_DAY);
    let more = (left > 0).then(|| el("li").class("more").child(format!("{left} {}", words.machine.and_more)));
    let rows = entries.iter().take(OF_A_DAY).map(|entry| happened::row(page, entry, false));
    el("li")
        .class("past-day")
        .attr("data-key", day.to_string())
        .child(
            el("h3")
                .child(el("span").child(named).child(date))
                .child(el("small").child(words::count(entries.len(), words.sent_count))),
        )
        .child(el("ol").children(rows).child(more))
}

#[cfg(test)]
mod tests {
    use super::super::Query;
    use super::*;
    use serde_json::json;

    fn drawn(state: &Value) -> String {
        let query = Query { lang: Some("en".into()), ..Query::default() };
        draw(&Page::new(state, &query)).into_string()
    }

    #[test]
    fn it_tells_what_comes_and_what_was() {
        let state = json!({
            "zone": "Europe/Oslo",
            "clock": {"now": "2026-09-15T12:00:00+02:00", "due": [
                {"at": "2026-09-16T09:00:00+02:00", "what": "Reminder"}, {"at": "2026-09-20T09:00:00+02:00"},
            ]},
            "users": [{"id": "UB", "is_bot": true}, {"id": "U1"}],
            "channels": [{"id": "C1", "name": "design", "members": ["U1", "UB"]}],
            "days": {"2026-09-14": 1},
            "messages": [{"channel": "C1", "ts": "1789365600.000001", "user": "UB", "bot_id": "B1", "text": "Hello"}],
        });
        let html = drawn(&state);
        for part in [
            "Reminder",
            "tomorrow 09:00",
            "Something is planned",
            "yesterday, ",
            "Hello",
            "class=\"h1\"",
            "1 message",
        ] {
            assert!(html.contains(part), "{part}\nis not in\n{html}");
        }
        let (soon, later) = (html.find("Reminder"), html.find("Something is planned"));
        assert!(later < soon, "the farthest is on top");
    }

    #[test]
    fn an_empty_world_is_told_so() {
        let html = drawn(&json!({}));
        assert!(html.contains("The app has sent nothing yet.") && html.contains("no messages"));
    }
}
