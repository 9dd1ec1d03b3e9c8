//! The series of meetings, and the distances in time that follow from a rhythm.

use super::{Turnout, turnout};
use crate::domain::model::{DaysOff, Ordinal, Rhythm};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, TimeZone, Weekday};
use rrule::{Frequency, NWeekday, RRule, Tz};

/// In how many slots there is one that nobody has off.
const NEAR: usize = 8;

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
    let Ok(rule) = rule(rhythm, first.date()).build(start) else {
        // Only for years that RFC 5545 cannot write.
        return Vec::new();
    };
    rule.into_iter()
        .map(|slot| slot.naive_utc())
        .filter(|slot| *slot >= first && after.is_none_or(|date| slot.date() > date))
        .take(count)
        .collect()
}

fn rule(rhythm: Rhythm, first: NaiveDate) -> RRule<rrule::Unvalidated> {
    let weekday = first.weekday();
    if let Some(weeks) = rhythm.weeks() {
        let every = vec![NWeekday::Every(weekday)];
        return RRule::new(Frequency::Weekly).interval(weeks).by_weekday(every);
    }
    let monthly = RRule::new(Frequency::Monthly);
    let nth = match (rhythm, Ordinal::of(first)) {
        (Rhythm::LastWorkday, _) => {
            let days = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri];
            return monthly.by_weekday(days.map(NWeekday::Every).to_vec()).by_set_pos(vec![-1]);
        }
        (Rhythm::MonthlyLast, _) | (_, Ordinal::Last) => -1,
        (_, Ordinal::First) => 1,
        (_, Ordinal::Second) => 2,
        (_, Ordinal::Third) => 3,
        (_, Ordinal::Fourth) => 4,
    };
    monthly.by_weekday(vec![NWeekday::Nth(nth, weekday)])
}

/// Where expanding may begin without missing or shifting anything after a date: the last slot not after it, or the first
/// of its month; the first of all, if that is later.
fn last_slot_until(rhythm: Rhythm, first: NaiveDateTime, after: Option<NaiveDate>) -> NaiveDateTime {
    let Some(after) = after.filter(|after| *after > first.date()) else { return first };
    let begin = match rhythm.weeks() {
        Some(weeks) => {
            let days = (after - first.date()).num_days();
            let whole = days - days.rem_euclid(7 * i64::from(weeks));
            u64::try_from(whole).ok().and_then(|whole| first.date().checked_add_days(Days::new(whole)))
        }
        None => after.with_day(1),
    };
    begin.map_or(first, |begin| begin.and_time(first.time()).max(first))
}

/// The first day, on or after a date, that can be the first meeting of a rhythm: one of its days, and not one off.
pub fn first_slot(rhythm: Rhythm, days_off: DaysOff, from: NaiveDateTime) -> Option<NaiveDate> {
    let slots = slots_after(rhythm, from, None, NEAR).into_iter().map(|slot| slot.date());
    let mut days = slots.filter_map(|slot| match turnout(rhythm, days_off, slot) {
        // A day to which a day off moved it would say another weekday.
        Turnout::Moved(..) if rhythm != Rhythm::LastWorkday => None,
        turnout => turnout.day(slot),
    });
    days.find(|day| *day >= from.date())
}

/// The same day some months later, or the last day of that month when it is too short.
pub fn add_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// How many days ahead something is done that one would like to do `wanted` days ahead: never more
/// than seven tenths of the rhythm (rounded down), so that it does not fall into the meeting
/// before; at least 1.
pub fn lead_days(wanted: u32, rhythm: Rhythm) -> i64 {
    i64::from(wanted).min(longest_lead(rhythm)).max(1)
}

/// The most days ahead that a rhythm allows.
pub fn longest_lead(rhythm: Rhythm) -> i64 {
    rhythm.days() * 7 / 10
}
