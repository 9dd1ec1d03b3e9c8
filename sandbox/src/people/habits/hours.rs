//! When somebody works: hours, weekdays, holidays; and how long it takes until so much working time has passed.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone as _, Utc, Weekday};
use chrono_tz::Tz;

/// Nobody plans further ahead.
const HORIZON: usize = 400;

/// Somebody's working times, local to their own zone.
#[derive(Clone, Debug)]
pub(super) struct Rota {
    pub(super) hours: (NaiveTime, NaiveTime),
    /// ISO weekdays, 1 is Monday.
    pub(super) days: Vec<u8>,
    pub(super) holidays: Holidays,
}

/// Days on which somebody is away.
#[derive(Clone, Debug)]
pub(super) enum Holidays {
    /// Between Christmas and the new year, and three weeks in summer, which begin `shift` weeks into July.
    Usual { shift: u32 },
    /// First and last days.
    Given(Vec<(NaiveDate, NaiveDate)>),
}

impl Holidays {
    fn on(&self, day: NaiveDate) -> bool {
        match self {
            Self::Given(spans) => spans.iter().any(|(first, last)| (*first..=*last).contains(&day)),
            Self::Usual { shift } => {
                let (month, date) = (day.month(), day.day());
                let summer = 7 * shift + 1..=7 * shift + 21;
                (month == 12 && date >= 24)
                    || (month == 1 && date == 1)
                    || (month == 7 && summer.contains(&date))
            }
        }
    }
}

impl Rota {
    /// From when to when somebody in `zone` works on that day; `None` on a day off.
    pub(super) fn window(&self, day: NaiveDate, zone: Tz) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let weekday = u8::try_from(day.weekday().number_from_monday()).unwrap_or_default();
        if !self.days.contains(&weekday) || self.holidays.on(day) {
            return None;
        }
        let at = |time: NaiveTime| {
            Some(zone.from_local_datetime(&day.and_time(time)).earliest()?.with_timezone(&Utc))
        };
        Some((at(self.hours.0)?, at(self.hours.1)?))
    }

    /// The instant at which `wait` of working time has passed since `from`.
    pub(super) fn after(&self, from: DateTime<Utc>, wait: TimeDelta, zone: Tz) -> Option<DateTime<Utc>> {
        let mut left = wait;
        let today = from.with_timezone(&zone).date_naive();
        for (start, end) in today.iter_days().take(HORIZON).filter_map(|day| self.window(day, zone)) {
            let start = start.max(from);
            if start >= end {
                continue;
            }
            if end - start > left {
                return Some(start + left);
            }
            left -= end - start;
        }
        None
    }
}

/// A working day some days ahead, as people choose dates.
pub(super) fn workday_after(day: NaiveDate, ahead: u64) -> NaiveDate {
    let wanted = day.checked_add_days(Days::new(ahead)).unwrap_or(day);
    let weekend = |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    wanted.iter_days().find(|day| !weekend(day)).unwrap_or(wanted)
}
