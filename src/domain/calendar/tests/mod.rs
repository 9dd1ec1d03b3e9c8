//! Tests of the calendar: facts one can look up, and properties that hold for every date.
#![expect(clippy::unwrap_used, reason = "in a test a wrong date should stop it")]

mod clock_time;
mod holidays;
mod open_hours;
mod schedule;
mod series;
mod zone;

use chrono::{NaiveDate, NaiveDateTime, Weekday};
use chrono_tz::Tz;
use proptest::prelude::*;

/// A date written as `2026-09-17`.
fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A local time written as `2026-09-17T11:30`.
fn at(text: &str) -> NaiveDateTime {
    format!("{text}:00").parse().unwrap()
}

/// The `nth` Sunday of a month; the last one for 5 where there are four.
fn sunday(year: i32, month: u32, nth: u8) -> NaiveDate {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Sun, nth)
        .or_else(|| NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Sun, nth - 1))
        .unwrap()
}

/// Zones whose clocks change: by an hour, at other dates, by half an hour, and the other way round
/// the year; and one where they stand still.
fn zones() -> impl Strategy<Value = Tz> {
    prop::sample::select(vec![
        Tz::Europe__Oslo,
        Tz::America__New_York,
        Tz::Australia__Lord_Howe,
        Tz::America__Santiago,
        Tz::Asia__Tokyo,
    ])
}

/// Dates from 2020 to 2040.
fn dates() -> impl Strategy<Value = NaiveDate> {
    (0..7_670_u64).prop_map(|day| date("2020-01-01") + chrono::Days::new(day))
}

/// Local times from 2020 to 2040, to the second.
fn times() -> impl Strategy<Value = NaiveDateTime> {
    (dates(), 0..86_400_i64)
        .prop_map(|(day, second)| day.and_time(Default::default()) + chrono::Duration::seconds(second))
}
