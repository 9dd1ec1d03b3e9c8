//! Clock times that come again, on nights when clocks change above all.

use super::super::{ClockTime, instant, local};
use super::{at, date, times, zones};
use crate::domain::model::Instant;
use chrono::{Days, NaiveTime, Timelike};
use chrono_tz::Tz;
use proptest::prelude::*;

const OSLO: Tz = Tz::Europe__Oslo;

fn next_clock_time(expression: &str, after: Instant, zone: Tz) -> Option<Instant> {
    ClockTime::read(expression)?.next(after, zone)
}

/// The next hits after a local time.
fn hits(expression: &str, from: &str, zone: Tz, count: usize) -> Vec<Instant> {
    let next = |at: &Instant| next_clock_time(expression, *at, zone);
    std::iter::successors(next(&instant(at(from), zone)), next).take(count).collect()
}

fn shown(hits: &[Instant], zone: Tz) -> Vec<String> {
    let write = |hit: &Instant| local(*hit, zone).format("%Y-%m-%dT%H:%M").to_string();
    hits.iter().map(write).collect()
}

#[test]
fn mondays_at_nine_stay_at_nine() {
    let found = hits("0 0 9 * * MON", "2026-03-20T12:00", OSLO, 3);
    let expected = ["2026-03-23T09:00", "2026-03-30T09:00", "2026-04-06T09:00"];
    assert_eq!(shown(&found, OSLO), expected);
}

#[test]
fn a_skipped_time_comes_once_right_after_the_gap() {
    let found = hits("0 30 2 * * *", "2026-03-28T12:00", OSLO, 2);
    assert_eq!(shown(&found, OSLO), ["2026-03-29T03:00", "2026-03-30T02:30"]);
}

#[test]
fn two_times_that_the_gap_brings_together_come_once() {
    let found = hits("0 0,30 2,3 * * *", "2026-03-29T01:00", OSLO, 3);
    let expected = ["2026-03-29T03:00", "2026-03-29T03:30", "2026-03-30T02:00"];
    assert_eq!(shown(&found, OSLO), expected);
}

#[test]
fn a_repeated_time_comes_once_the_first_time() {
    let found = hits("0 30 2 * * *", "2026-10-24T12:00", OSLO, 2);
    assert_eq!(shown(&found, OSLO), ["2026-10-25T02:30", "2026-10-26T02:30"]);
    assert_eq!(found[0], at("2026-10-25T00:30").and_utc());
}

#[test]
fn asked_in_the_second_of_the_repeated_hours_it_does_not_look_back() {
    let second_pass = at("2026-10-25T01:10").and_utc();
    assert_eq!(local(second_pass, OSLO), at("2026-10-25T02:10"));
    let next = next_clock_time("0 30 2 * * *", second_pass, OSLO);
    assert_eq!(next, Some(instant(at("2026-10-26T02:30"), OSLO)));
}

#[test]
fn it_is_strictly_later() {
    let nine = instant(at("2026-09-21T09:00"), OSLO);
    let next = next_clock_time("0 0 9 * * MON", nine, OSLO);
    assert_eq!(next, Some(nine + chrono::Duration::days(7)));
    let just_before = nine - chrono::Duration::milliseconds(1);
    assert_eq!(next_clock_time("0 0 9 * * MON", just_before, OSLO), Some(nine));
}

#[test]
fn numbered_weekdays_and_nonsense_are_refused() {
    let now = instant(at("2026-09-21T09:00"), OSLO);
    let refused = [
        "0 0 9 * * 1",
        "0 0 9 * * MON-5",
        "0 0 9 1 -5 * 2",
        "0 0 9 * 1 - 5 2",
        "0 0 9 * *",
        "every monday",
        "",
        "0 0 25 * * MON",
    ];
    for expression in refused {
        assert_eq!(next_clock_time(expression, now, OSLO), None, "{expression:?}");
    }
    for expression in ["@daily", "0 0 9 * * MON-FRI", "0 */5 * * * SAT,SUN 2026-2030"] {
        assert!(next_clock_time(expression, now, OSLO).is_some(), "{expression:?}");
    }
}

#[test]
fn a_year_that_is_over_never_comes() {
    let now = instant(at("2026-09-21T09:00"), OSLO);
    assert_eq!(next_clock_time("0 0 9 * * * 2025", now, OSLO), None);
}

proptest! {
    #[test]
    fn every_day_has_its_time_exactly_once(
        year in 2026..=2036_i32,
        minute in 0..1_440_u32,
        zone in zones(),
    ) {
        let time = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).unwrap();
        let daily = format!("0 {} {} * * *", time.minute(), time.hour());
        let first = date(&format!("{year}-01-01"));
        let found = hits(&daily, &format!("{}T23:59", first - Days::new(1)), zone, 360);
        let days = first.iter_days().take(360);
        let expected: Vec<_> = days.map(|day| instant(day.and_time(time), zone)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn the_next_time_is_the_first_that_counting_finds(
        asked in times(),
        minute in 0..1_440_u32,
        zone in zones(),
    ) {
        let asked = asked.and_utc();
        let time = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).unwrap();
        let daily = format!("0 {} {} * * *", time.minute(), time.hour());
        let days = (local(asked, zone).date() - Days::new(1)).iter_days();
        let counted = days.map(|day| instant(day.and_time(time), zone)).find(|hit| *hit > asked);
        prop_assert_eq!(next_clock_time(&daily, asked, zone), counted);
    }
}
