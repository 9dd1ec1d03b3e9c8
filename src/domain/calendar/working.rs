//! Working days in Norway.

use super::is_holiday;
use crate::domain::sabotage::{Rule, broken};
use chrono::{Datelike, NaiveDate, Weekday};

/// Monday to Friday, unless it is a public holiday, Christmas Eve or New Year's Eve: the law calls
/// the two eves working days, but nobody meets then.
pub fn is_working_day(date: NaiveDate) -> bool {
    let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let eve = date.month() == 12 && matches!(date.day(), 24 | 31);
    !(weekend || eve || (is_holiday(date) && !broken(Rule::Holidays)))
}

/// The `n`th working day after a date; the date itself when `n` is 0, whatever day it is.
pub fn working_days_after(date: NaiveDate, n: u32) -> NaiveDate {
    step(date, n, |day| day.succ_opt())
}

/// The `n`th working day before a date; the date itself when `n` is 0, whatever day it is.
pub fn working_days_before(date: NaiveDate, n: u32) -> NaiveDate {
    step(date, n, |day| day.pred_opt())
}

/// Walks `n` working days; stays at the last day if the calendar ends first.
fn step(from: NaiveDate, n: u32, next: impl Fn(&NaiveDate) -> Option<NaiveDate>) -> NaiveDate {
    let mut left = n;
    let mut day = from;
    while left > 0 {
        let Some(neighbour) = next(&day) else {
            break;
        };
        day = neighbour;
        left -= u32::from(is_working_day(day));
    }
    day
}
