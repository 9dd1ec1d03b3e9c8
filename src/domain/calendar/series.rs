//! The series of meetings, and the distances in time that follow from a rhythm.

use crate::domain::model::Rhythm;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, TimeZone, Weekday};
use rrule::{Frequency, NWeekday, RRule, Tz};

/// The next `count` slots of a series, strictly after a local date (from its beginning when
/// `None`): local times, to the second. Holidays are not taken out here.
///
/// The rule is expanded as if local time were UTC, so that a meeting keeps its hour when clocks
/// change, and from the slot nearest to `after`, so that a series of many years costs no more than
/// a new one.
pub fn slots_after(
    rhythm: Rhythm,
    first: NaiveDateTime,
    after: Option<NaiveDate>,
    count: usize,
) -> Vec<NaiveDateTime> {
    let begin = last_slot_until(rhythm, first, after);
    let start = Tz::UTC.from_utc_datetime(&begin);
    let Ok(rule) = rule(rhythm, begin.weekday()).build(start) else {
        // Only for years that RFC 5545 cannot write.
        return Vec::new();
    };
    rule.into_iter()
        .map(|slot| slot.naive_utc())
        .filter(|slot| after.is_none_or(|date| slot.date() > date))
        .take(count)
        .collect()
}

fn rule(rhythm: Rhythm, weekday: Weekday) -> RRule<rrule::Unvalidated> {
    let interval = match rhythm {
        Rhythm::Weekly => 1,
        Rhythm::Fortnightly => 2,
    };
    RRule::new(Frequency::Weekly).interval(interval).by_weekday(vec![NWeekday::Every(weekday)])
}

/// The last slot not after a date, or the first of all.
fn last_slot_until(rhythm: Rhythm, first: NaiveDateTime, after: Option<NaiveDate>) -> NaiveDateTime {
    let days = after.map_or(0, |date| (date - first.date()).num_days());
    let whole = days - days.rem_euclid(rhythm.days());
    u64::try_from(whole).ok().and_then(|whole| first.checked_add_days(Days::new(whole))).unwrap_or(first)
}

/// The same day some months later, or the last day of that month when it is too short.
pub fn add_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// How many days ahead something is done that one would like to do `wanted` days ahead: never more
/// than seven tenths of the rhythm (rounded down), so that it does not fall into the meeting
/// before; at least 1.
pub fn lead_days(wanted: i64, rhythm: Rhythm) -> i64 {
    wanted.min(rhythm.days() * 7 / 10).max(1)
}
