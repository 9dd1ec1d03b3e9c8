//! Open hours and the mornings after quiet ones.

use super::super::{OpenHours, instant, is_working_day, local};
use super::{at, times, zones};
use chrono::{NaiveTime, Timelike};
use chrono_tz::Tz;
use proptest::prelude::*;

const OSLO: Tz = Tz::Europe__Oslo;
const MORNING: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).unwrap();

fn hours(quiet_from: &str, quiet_to: &str) -> OpenHours {
    let time = |text: &str| format!("{text}:00").parse().unwrap();
    OpenHours { zone: OSLO, quiet_from: time(quiet_from), quiet_to: time(quiet_to), morning: MORNING }
}

/// Where `next_open` leads, in local time.
fn wakes(hours: OpenHours, from: &str) -> String {
    let next = hours.next_open(instant(at(from), OSLO));
    local(next, OSLO).format("%Y-%m-%dT%H:%M").to_string()
}

#[test]
fn by_default_working_hours_are_open() {
    let usual = hours("17:00", "08:00");
    for (time, open) in [
        ("2026-09-17T07:59", false),
        ("2026-09-17T08:00", true),
        ("2026-09-17T16:59", true),
        ("2026-09-17T17:00", false),
        ("2026-09-19T12:00", false),
        ("2026-05-25T12:00", false),
        ("2026-12-24T10:00", false),
    ] {
        assert_eq!(usual.is_open(instant(at(time), OSLO)), open, "{time}");
    }
}

#[test]
fn what_falls_in_quiet_hours_waits_for_the_next_open_morning() {
    let usual = hours("17:00", "08:00");
    for (from, to) in [
        ("2026-09-17T08:10", "2026-09-17T08:10"),
        ("2026-09-17T05:00", "2026-09-17T09:00"),
        ("2026-09-17T17:00", "2026-09-18T09:00"),
        ("2026-09-18T17:00", "2026-09-21T09:00"),
        ("2026-03-27T18:00", "2026-03-30T09:00"),
        ("2026-10-24T12:00", "2026-10-26T09:00"),
        ("2026-04-01T20:00", "2026-04-07T09:00"),
        ("2026-12-23T20:00", "2026-12-28T09:00"),
        ("2026-12-30T20:00", "2027-01-04T09:00"),
    ] {
        assert_eq!(wakes(usual, from), to, "from {from}");
    }
}

#[test]
fn what_cannot_wait_for_the_morning_goes_out_as_soon_as_the_quiet_hours_end() {
    let soonest = |from: &str| {
        let next = hours("17:00", "08:00").soonest_open(instant(at(from), OSLO));
        local(next, OSLO).format("%Y-%m-%dT%H:%M").to_string()
    };
    assert_eq!(soonest("2026-09-17T17:30"), "2026-09-18T08:00");
    assert_eq!(soonest("2026-09-18T18:00"), "2026-09-21T08:00", "over a weekend");
    assert_eq!(soonest("2026-09-17T10:30"), "2026-09-17T10:30", "open already");
}

#[test]
fn late_risers_are_left_alone_until_their_quiet_hours_end() {
    assert_eq!(wakes(hours("17:00", "10:30"), "2026-09-17T06:00"), "2026-09-17T10:30");
}

#[test]
fn quiet_hours_over_midday_end_after_midday() {
    let siesta = hours("12:00", "13:00");
    assert_eq!(wakes(siesta, "2026-09-17T12:30"), "2026-09-17T13:00");
    assert_eq!(wakes(siesta, "2026-09-19T12:30"), "2026-09-21T09:00");
}

#[test]
fn quiet_hours_of_no_length_quiet_nothing_but_holidays() {
    let never = hours("08:00", "08:00");
    assert_eq!(wakes(never, "2026-09-17T03:00"), "2026-09-17T03:00");
    assert_eq!(wakes(never, "2026-09-19T03:00"), "2026-09-21T09:00");
}

#[test]
fn those_who_are_open_only_at_night_get_their_first_minute() {
    assert_eq!(wakes(hours("05:00", "04:00"), "2026-09-17T09:00"), "2026-09-18T04:00");
}

fn minutes() -> impl Strategy<Value = NaiveTime> {
    (0..1_440_u32).prop_map(|minute| NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).unwrap())
}

proptest! {
    #[test]
    fn the_next_open_moment_is_open_not_earlier_and_stays(
        time in times(),
        zone in zones(),
        quiet_from in minutes(),
        quiet_to in minutes(),
    ) {
        let hours = OpenHours { zone, quiet_from, quiet_to, morning: MORNING };
        let asked = time.and_utc();
        let next = hours.next_open(asked);
        prop_assert!(next >= asked);
        prop_assert!(hours.is_open(next));
        prop_assert_eq!(hours.next_open(next), next);
        prop_assert_eq!(next == asked, hours.is_open(asked));
    }

    #[test]
    fn no_open_morning_is_passed_over(
        time in times(),
        zone in zones(),
        quiet_from in 10..24_u32,
        quiet_to in 0..10_u32,
    ) {
        let hour = |hour| NaiveTime::MIN.with_hour(hour).unwrap();
        let hours = OpenHours { zone, quiet_from: hour(quiet_from), quiet_to: hour(quiet_to), morning: MORNING };
        let asked = time.and_utc();
        prop_assume!(!hours.is_open(asked));
        let wake = MORNING.max(hours.quiet_to);
        let expected = local(asked, zone)
            .date()
            .iter_days()
            .filter(|day| is_working_day(*day))
            .map(|day| instant(day.and_time(wake), zone))
            .find(|wake| *wake >= asked);
        prop_assert_eq!(Some(hours.next_open(asked)), expected);
    }
}
