//! Local times and moments, on the nights when clocks change and on all others.

use super::super::{instant, local};
use super::{at, sunday, times, zones};
use chrono::{Duration, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use proptest::prelude::*;

/// A night on which clocks change: the local times from `from` for `minutes` are skipped or come
/// twice; `utc` is when the change happens.
struct Night {
    zone: Tz,
    day: NaiveDate,
    from: (u32, u32),
    minutes: i64,
    /// Minutes from local midnight of `day`, written as if it were UTC, to the change.
    utc: i64,
}

impl Night {
    fn local(&self, minute: i64) -> chrono::NaiveDateTime {
        let (hour, minutes) = self.from;
        let from = NaiveTime::from_hms_opt(hour, minutes, 0).unwrap();
        self.day.and_time(from) + Duration::minutes(minute)
    }

    fn change(&self) -> chrono::DateTime<chrono::Utc> {
        self.day.and_time(NaiveTime::MIN).and_utc() + Duration::minutes(self.utc)
    }
}

fn night(zone: Tz, day: NaiveDate, from: (u32, u32), minutes: i64, utc: i64) -> Night {
    Night { zone, day, from, minutes, utc }
}

/// Clocks go forward. Rules: Directive 2000/84/EC; 15 U.S.C. 260a; Lord Howe's are in its state's
/// Standard Time Act.
fn spring_nights(year: i32) -> [Night; 3] {
    [
        night(Tz::Europe__Oslo, sunday(year, 3, 5), (2, 0), 60, 60),
        night(Tz::America__New_York, sunday(year, 3, 2), (2, 0), 60, 7 * 60),
        night(Tz::Australia__Lord_Howe, sunday(year, 10, 1), (2, 0), 30, -(8 * 60 + 30)),
    ]
}

/// Clocks go back.
fn autumn_nights(year: i32) -> [Night; 3] {
    [
        night(Tz::Europe__Oslo, sunday(year, 10, 5), (2, 0), 60, 60),
        night(Tz::America__New_York, sunday(year, 11, 1), (1, 0), 60, 6 * 60),
        night(Tz::Australia__Lord_Howe, sunday(year, 4, 1), (1, 30), 30, -9 * 60),
    ]
}

#[test]
fn a_skipped_time_is_the_first_moment_after_the_gap() {
    for night in (2026..=2036).flat_map(spring_nights) {
        let Night { zone, minutes, .. } = night;
        for minute in 0..=minutes {
            assert_eq!(instant(night.local(minute), zone), night.change());
        }
        let before = instant(night.local(-1), zone);
        assert_eq!(before, night.change() - Duration::minutes(1));
        let after = instant(night.local(minutes + 1), zone);
        assert_eq!(after, night.change() + Duration::minutes(1));
    }
}

#[test]
fn a_repeated_time_is_the_first_of_the_two() {
    for night in (2026..=2036).flat_map(autumn_nights) {
        let Night { zone, minutes, .. } = night;
        for minute in 0..minutes {
            let first = instant(night.local(minute), zone);
            assert_eq!(first, night.change() - Duration::minutes(minutes - minute));
            let second = first + Duration::minutes(minutes);
            assert_eq!(local(second, zone), local(first, zone));
        }
        let after = instant(night.local(minutes), zone);
        assert_eq!(after, night.change() + Duration::minutes(minutes));
    }
}

#[test]
fn a_day_that_a_country_skipped_is_the_midnight_after_it() {
    // Samoa crossed the date line: there was no 30 December 2011.
    let moment = instant(at("2011-12-30T11:30"), Tz::Pacific__Apia);
    assert_eq!(local(moment, Tz::Pacific__Apia), at("2011-12-31T00:00"));
}

proptest! {
    #[test]
    fn clocks_show_the_time_that_was_meant_or_the_end_of_the_gap(time in times(), zone in zones()) {
        let moment = instant(time, zone);
        let shown = local(moment, zone);
        prop_assert!(shown >= time);
        if shown > time {
            prop_assert!(local(moment - Duration::seconds(1), zone) < time, "not the first");
        }
    }

    #[test]
    fn later_times_are_never_earlier_moments(
        time in times(),
        seconds in 0..200_000_i64,
        zone in zones(),
    ) {
        let later = time + Duration::seconds(seconds);
        prop_assert!(instant(time, zone) <= instant(later, zone));
    }

    #[test]
    fn a_moment_goes_there_and_back_except_in_the_repeated_hour(
        time in times(),
        zone in zones(),
    ) {
        let moment = time.and_utc();
        let back = instant(local(moment, zone), zone);
        prop_assert!(back <= moment);
        prop_assert_eq!(local(back, zone), local(moment, zone));
    }
}
