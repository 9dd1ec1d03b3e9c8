//! Public holidays and working days.

use super::super::holidays::easter_sunday;
use super::super::{holiday, is_holiday, is_working_day, working_days_after, working_days_before};
use super::{date, dates};
use crate::domain::model::Holiday;
use proptest::prelude::*;

#[test]
fn easter_is_when_the_almanac_says() {
    let almanac = [
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2028-04-16",
        "2029-04-01",
        "2030-04-21",
        "2031-04-13",
        "2032-03-28",
        "2033-04-17",
        "2034-04-09",
        "2035-03-25",
        "2036-04-13",
    ];
    // The earliest and the latest there can be, and two years in which simpler rules go wrong.
    let extremes = ["1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2038-04-25"];
    for sunday in almanac.into_iter().chain(extremes).map(date) {
        assert_eq!(easter_sunday(chrono::Datelike::year(&sunday)), Some(sunday));
        assert_eq!(holiday(sunday), Some(Holiday::EasterSunday));
    }
}

#[test]
fn a_year_has_these_holidays_and_no_others() {
    let expected = [
        ("2026-01-01", Holiday::NewYearsDay),
        ("2026-04-02", Holiday::MaundyThursday),
        ("2026-04-03", Holiday::GoodFriday),
        ("2026-04-05", Holiday::EasterSunday),
        ("2026-04-06", Holiday::EasterMonday),
        ("2026-05-01", Holiday::LabourDay),
        ("2026-05-14", Holiday::AscensionDay),
        ("2026-05-17", Holiday::ConstitutionDay),
        ("2026-05-24", Holiday::WhitSunday),
        ("2026-05-25", Holiday::WhitMonday),
        ("2026-12-25", Holiday::ChristmasDay),
        ("2026-12-26", Holiday::BoxingDay),
    ];
    let found: Vec<_> =
        date("2026-01-01").iter_days().take(365).filter_map(|day| Some((day, holiday(day)?))).collect();
    assert_eq!(found, expected.map(|(day, name)| (date(day), name)));
}

#[test]
fn where_two_holidays_meet_the_fixed_one_gives_its_name() {
    assert_eq!(holiday(date("2027-05-17")), Some(Holiday::ConstitutionDay));
    assert_eq!(holiday(date("2008-05-01")), Some(Holiday::LabourDay));
}

#[test]
fn the_eves_are_no_holidays_but_nobody_meets() {
    for eve in ["2026-12-24", "2026-12-31"].map(date) {
        assert!(!is_holiday(eve));
        assert!(!is_working_day(eve));
    }
}

#[test]
fn easter_and_christmas_are_stepped_over() {
    assert_eq!(working_days_after(date("2026-04-01"), 1), date("2026-04-07"));
    assert_eq!(working_days_before(date("2026-04-07"), 1), date("2026-04-01"));
    assert_eq!(working_days_after(date("2026-12-23"), 1), date("2026-12-28"));
    assert_eq!(working_days_after(date("2026-12-30"), 2), date("2027-01-05"));
    assert_eq!(working_days_before(date("2027-01-04"), 1), date("2026-12-30"));
}

#[test]
fn no_working_days_is_the_day_itself() {
    let sunday = date("2026-04-05");
    assert_eq!(working_days_after(sunday, 0), sunday);
    assert_eq!(working_days_before(sunday, 0), sunday);
}

proptest! {
    #[test]
    fn exactly_n_working_days_lie_between(day in dates(), n in 1..40_u32) {
        let there = working_days_after(day, n);
        prop_assert!(is_working_day(there));
        let between = day.iter_days().skip(1).take_while(|next| *next <= there);
        prop_assert_eq!(between.filter(|next| is_working_day(*next)).count(), n as usize);
    }

    #[test]
    fn back_is_the_mirror_of_forth(day in dates(), n in 1..40_u32) {
        let there = working_days_before(day, n);
        prop_assert!(is_working_day(there));
        let between = there.iter_days().take_while(|next| *next < day);
        prop_assert_eq!(between.filter(|next| is_working_day(*next)).count(), n as usize);
    }

    #[test]
    fn two_holidays_meet_at_most_once_a_year(year in 1900..2200_i32) {
        let first = chrono::NaiveDate::from_ymd_opt(year, 1, 1);
        let days = first.into_iter().flat_map(|day| day.iter_days().take(366));
        let count = days
            .filter(|day| chrono::Datelike::year(day) == year && is_holiday(*day))
            .count();
        prop_assert!((11..=12).contains(&count), "{count} holidays");
    }
}
