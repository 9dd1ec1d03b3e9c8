//! Days on which a cluster does not meet, and what becomes of a slot that falls on one.

use super::{holiday, is_working_day};
use crate::domain::model::{DaysOff, Falling, Off, Rhythm};
use chrono::{Datelike, NaiveDate, Weekday};

/// What becomes of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turnout {
    /// The meeting is on that day.
    Stands,
    /// It is on another day.
    Moved(NaiveDate, Off),
    /// There is none.
    Skipped(Off),
}

impl Turnout {
    /// The day of the meeting, if there is one.
    pub const fn day(self, slot: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Stands => Some(slot),
            Self::Moved(day, _) => Some(day),
            Self::Skipped(_) => None,
        }
    }
}

/// Why a cluster has that day off, if it has.
pub fn off(day: NaiveDate, days_off: DaysOff) -> Option<Off> {
    if !is_working_day(day) {
        return Some(always_off(day));
    }
    if days_off.christmas && is_christmas(day) {
        Some(Off::Christmas)
    } else if days_off.summer && is_summer(day) {
        Some(Off::Summer)
    } else {
        (days_off.squeezed && is_squeezed(day)).then_some(Off::Squeezed)
    }
}

/// The law's name for a day comes first: a holiday on a Sunday is a holiday.
fn always_off(day: NaiveDate) -> Off {
    match (holiday(day), day.day()) {
        (Some(holiday), _) => Off::Holiday(holiday),
        _ if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) => Off::Weekend,
        (None, 24) => Off::ChristmasEve,
        (None, _) => Off::NewYearsEve,
    }
}

/// 24 December to 1 January.
fn is_christmas(day: NaiveDate) -> bool {
    matches!((day.month(), day.day()), (12, 24..) | (1, 1))
}

/// The last three full weeks of July, or nearly so, by which building sites and most offices go: weeks 28 to 30.
fn is_summer(day: NaiveDate) -> bool {
    (28..=30).contains(&day.iso_week().week())
}

fn is_squeezed(day: NaiveDate) -> bool {
    [day.pred_opt(), day.succ_opt()].into_iter().flatten().all(|beside| !is_working_day(beside))
}

/// What becomes of a slot. The last working day of a month is by its words always a working one, whatever else is
/// chosen. A meeting is not moved out of its week, so it never meets the one before or after it.
pub fn turnout(rhythm: Rhythm, days_off: DaysOff, slot: NaiveDate) -> Turnout {
    let Some(why) = off(slot, days_off) else { return Turnout::Stands };
    let is_open = |day: &NaiveDate| off(*day, days_off).is_none();
    let to = match (rhythm, days_off.falling) {
        (Rhythm::LastWorkday, _) => earlier(slot).take_while(|day| day.month() == slot.month()).find(is_open),
        (_, Falling::Skip) => None,
        (_, Falling::Move) => {
            let week = slot.week(Weekday::Mon).days();
            let open = week.start().iter_days().take_while(|day| week.contains(day)).filter(is_open);
            // The first of two that are as near: the day after a holiday is often a squeezed-in one.
            open.min_by_key(|day| (*day - slot).num_days().abs())
        }
    };
    to.map_or(Turnout::Skipped(why), |day| Turnout::Moved(day, why))
}

fn earlier(from: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    std::iter::successors(from.pred_opt(), NaiveDate::pred_opt)
}
