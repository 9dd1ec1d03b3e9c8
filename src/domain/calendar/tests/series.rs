//! The series of meetings.

use super::super::{add_months, instant, lead_days, local, slots_after};
use super::{at, date, dates, times};
use crate::domain::model::Rhythm;
use chrono::{Datelike, Duration, NaiveDateTime};
use chrono_tz::Tz;
use proptest::prelude::*;

fn written(slots: Vec<NaiveDateTime>) -> Vec<String> {
    let write = |slot: NaiveDateTime| slot.format("%Y-%m-%dT%H:%M").to_string();
    slots.into_iter().map(write).collect()
}

#[test]
fn a_new_series_begins_with_its_first_slot() {
    let slots = slots_after(Rhythm::Fortnightly, at("2026-09-17T11:30"), None, 3);
    assert_eq!(written(slots), ["2026-09-17T11:30", "2026-10-01T11:30", "2026-10-15T11:30"]);
}

#[test]
fn what_was_planned_already_is_not_planned_again() {
    let first = at("2026-09-17T11:30");
    for (after, next) in [
        ("2026-01-01", "2026-09-17T11:30"),
        ("2026-09-16", "2026-09-17T11:30"),
        ("2026-09-17", "2026-10-01T11:30"),
        ("2026-09-30", "2026-10-01T11:30"),
        ("2026-10-01", "2026-10-15T11:30"),
    ] {
        let slots = slots_after(Rhythm::Fortnightly, first, Some(date(after)), 1);
        assert_eq!(written(slots), [next], "after {after}");
    }
}

#[test]
fn meetings_keep_their_hour_when_clocks_change() {
    let slots = slots_after(Rhythm::Weekly, at("2026-03-26T11:30"), None, 2);
    let moments: Vec<_> = slots.iter().map(|slot| instant(*slot, Tz::Europe__Oslo)).collect();
    assert_eq!(moments[1] - moments[0], Duration::hours(7 * 24 - 1));
    assert_eq!(local(moments[1], Tz::Europe__Oslo), at("2026-04-02T11:30"));
}

#[test]
fn a_fortnight_is_a_fortnight_at_the_turn_of_years_with_53_weeks() {
    let slots = slots_after(Rhythm::Fortnightly, at("2026-12-21T09:00"), None, 3);
    assert_eq!(written(slots), ["2026-12-21T09:00", "2027-01-04T09:00", "2027-01-18T09:00"]);
    let slots = slots_after(Rhythm::Fortnightly, at("2032-12-20T09:00"), None, 2);
    assert_eq!(written(slots), ["2032-12-20T09:00", "2033-01-03T09:00"]);
}

#[test]
fn a_leap_day_is_a_day_like_others() {
    let slots = slots_after(Rhythm::Fortnightly, at("2028-02-15T14:00"), None, 3);
    assert_eq!(written(slots), ["2028-02-15T14:00", "2028-02-29T14:00", "2028-03-14T14:00"]);
}

#[test]
fn months_end_with_their_last_day() {
    assert_eq!(add_months(date("2026-12-31"), 2), date("2027-02-28"));
    assert_eq!(add_months(date("2027-12-31"), 2), date("2028-02-29"));
    assert_eq!(add_months(date("2026-09-17"), 0), date("2026-09-17"));
    assert_eq!(add_months(date("2026-11-17"), 2), date("2027-01-17"));
}

#[test]
fn leads_shrink_with_the_rhythm() {
    for (wanted, weekly, fortnightly) in [(10, 4, 9), (7, 4, 7), (3, 3, 3), (1, 1, 1), (0, 1, 1)] {
        assert_eq!(lead_days(wanted, Rhythm::Weekly), weekly);
        assert_eq!(lead_days(wanted, Rhythm::Fortnightly), fortnightly);
        assert_eq!(lead_days(wanted, Rhythm::Monthly), i64::from(wanted.max(1)), "a month has room for all");
    }
}

proptest! {
    #[test]
    fn slots_are_those_that_counting_days_finds(
        first in times(),
        after in prop::option::of(dates()),
        count in 0..30_usize,
        rhythm in prop::sample::select(Rhythm::ALL.into_iter().filter(|it| it.weeks().is_some()).collect::<Vec<_>>()),
    ) {
        let counted: Vec<_> = (0..)
            .map(|slot| first + Duration::days(slot * rhythm.days()))
            .filter(|slot| after.is_none_or(|date| slot.date() > date))
            .take(count)
            .collect();
        prop_assert_eq!(slots_after(rhythm, first, after, count), counted);
    }

    #[test]
    fn planning_in_two_steps_is_planning_in_one(first in times(), split in 1..10_usize) {
        let all = slots_after(Rhythm::Weekly, first, None, 12);
        let (early, late) = all.split_at(split);
        let after = early.last().map(NaiveDateTime::date);
        prop_assert_eq!(slots_after(Rhythm::Weekly, first, after, 12 - split), late);
    }

    #[test]
    fn a_month_later_is_in_the_next_month(day in dates(), months in 0..60_u32) {
        let later = add_months(day, months);
        let index = |day: chrono::NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
        prop_assert_eq!(index(later) - index(day), i64::from(months));
        prop_assert!(later.day() <= day.day());
    }
}
