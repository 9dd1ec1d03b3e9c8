//! When a cluster meets, for every way to choose it, from 2026 to 2036 in Oslo; found again by looking at every day.

use super::super::{
    Turnout, first_slot, instant, is_working_day, local, off, slots_after, turnout, working_days_after,
};
use super::date;
use crate::domain::model::{Break, DaysOff, Falling, Off, Ordinal, Rhythm};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Weekday};
use chrono_tz::Europe::Oslo;
use proptest::prelude::*;

/// How many slots are looked at in a row.
const COUNT: usize = 9;

/// The days from 2026 to 2036.
fn days() -> impl Strategy<Value = NaiveDate> {
    (0..4_018_u64).prop_map(|day| date("2026-01-01") + Days::new(day))
}

fn rhythms() -> impl Strategy<Value = Rhythm> {
    prop::sample::select(Rhythm::ALL.to_vec())
}

fn days_off() -> impl Strategy<Value = DaysOff> {
    let falling = prop::sample::select(Falling::ALL.to_vec());
    (falling, any::<[bool; 3]>()).prop_map(|(falling, [squeezed, summer, christmas])| DaysOff {
        falling,
        squeezed,
        summer,
        christmas,
    })
}

fn is_last(day: NaiveDate, step: u64, counts: impl Fn(NaiveDate) -> bool) -> bool {
    let mut later =
        (1..=31_u64).map(|n| day + Days::new(step * n)).take_while(|it| it.month() == day.month());
    !later.any(counts)
}

/// Whether a day is one that the words say.
fn is_said(rhythm: Rhythm, first: NaiveDate, day: NaiveDate) -> bool {
    let same = day.weekday() == first.weekday();
    let last = || is_last(day, 7, |_| true);
    let weekday = |day: NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    match rhythm {
        Rhythm::Weekly => same,
        Rhythm::Fortnightly => same && (day - first).num_weeks() % 2 == 0,
        Rhythm::ThreeWeeks => same && (day - first).num_weeks() % 3 == 0,
        Rhythm::FourWeeks => same && (day - first).num_weeks() % 4 == 0,
        Rhythm::Monthly if first.day() > 28 => same && last(),
        Rhythm::Monthly => same && (day.day() - 1) / 7 == (first.day() - 1) / 7,
        Rhythm::MonthlyLast => same && last(),
        Rhythm::LastWorkday => weekday(day) && is_last(day, 1, weekday),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn slots_are_the_days_that_the_words_say_and_no_others(
        rhythm in rhythms(), first in days(), after in prop::option::of(days()), minute in 0..1_440_u32,
    ) {
        let at = first.and_hms_opt(minute / 60, minute % 60, 0).unwrap();
        let slots = slots_after(rhythm, at, after, COUNT);
        let from = after.and_then(|after| after.succ_opt()).map_or(first, |after| after.max(first));
        let said: Vec<NaiveDateTime> =
            from.iter_days().filter(|day| is_said(rhythm, first, *day)).take(COUNT).map(|day| day.and_time(at.time())).collect();
        prop_assert_eq!(&slots, &said);
        // The hour is the same over the nights on which clocks change, unless it is one that is skipped.
        let skipped = |slot: &NaiveDateTime| local(instant(*slot, Oslo), Oslo) != *slot;
        prop_assert!(slots.iter().all(|slot| !skipped(slot) || (slot.weekday() == Weekday::Sun && slot.month() == 3)));
    }

    #[test]
    fn nobody_meets_on_a_day_off_and_never_twice_or_backwards(
        rhythm in rhythms(), days_off in days_off(), first in days(),
    ) {
        let slots = slots_after(rhythm, first.and_time(Default::default()), None, COUNT);
        let held: Vec<NaiveDate> =
            slots.iter().filter_map(|slot| turnout(rhythm, days_off, slot.date()).day(slot.date())).collect();
        prop_assert!(held.iter().all(|day| off(*day, days_off).is_none() && is_working_day(*day)), "{:?}", held);
        prop_assert!(held.is_sorted_by(|one, next| one < next), "{:?}", held);
        for slot in slots.into_iter().map(|slot| slot.date()) {
            match turnout(rhythm, days_off, slot) {
                Turnout::Stands => prop_assert_eq!(off(slot, days_off), None),
                Turnout::Moved(day, why) if rhythm == Rhythm::LastWorkday => {
                    prop_assert_eq!(off(slot, days_off), Some(why));
                    prop_assert!(is_last(day, 1, |day| off(day, days_off).is_none()), "{} for {}", day, slot);
                }
                Turnout::Moved(day, why) => {
                    prop_assert_eq!((off(slot, days_off), days_off.falling), (Some(why), Falling::Move));
                    prop_assert_eq!(day.iso_week(), slot.iso_week());
                    let nearer = (day - slot).num_days().abs();
                    let between = (1..nearer).flat_map(|n| [slot + chrono::Duration::days(n), slot - chrono::Duration::days(n)]);
                    prop_assert!(between.filter(|it| it.iso_week() == slot.iso_week()).all(|it| off(it, days_off).is_some()));
                }
                Turnout::Skipped(why) => {
                    prop_assert_eq!(off(slot, days_off), Some(why));
                    let week = slot.week(Weekday::Mon).first_day();
                    prop_assert!(days_off.falling == Falling::Skip || rhythm == Rhythm::LastWorkday
                        || week.iter_days().take(7).all(|day| off(day, days_off).is_some()));
                }
            }
        }
    }

    #[test]
    fn the_day_that_is_offered_instead_is_one_of_the_rhythm_and_the_first(
        rhythm in rhythms(), days_off in days_off(), from in days(),
    ) {
        let from = if is_working_day(from) { from } else { working_days_after(from, 1) };
        let at = from.and_hms_opt(11, 30, 0).unwrap();
        let Some(offered) = first_slot(rhythm, days_off, at) else { return Err(TestCaseError::fail("none")) };
        prop_assert!(offered >= from);
        prop_assert_eq!(off(offered, days_off), None);
        // Chosen, it is taken.
        prop_assert_eq!(first_slot(rhythm, days_off, offered.and_time(at.time())), Some(offered));
    }
}

#[test]
fn a_fifth_weekday_is_the_last_one() {
    assert_eq!(Ordinal::of(date("2026-09-01")), Ordinal::First);
    assert_eq!(Ordinal::of(date("2026-09-14")), Ordinal::Second);
    assert_eq!(Ordinal::of(date("2026-09-28")), Ordinal::Fourth);
    assert_eq!(Ordinal::of(date("2026-09-29")), Ordinal::Last);
}

#[test]
fn what_is_off_has_a_name() {
    let all = DaysOff { falling: Falling::Skip, squeezed: true, summer: true, christmas: true };
    assert!(Break::ALL.into_iter().all(|it| all.includes(it) && !DaysOff::default().includes(it)));
    for (day, name) in [
        ("2026-05-15", Some(Off::Squeezed)),
        ("2026-07-05", Some(Off::Weekend)),
        ("2026-07-03", None),
        ("2026-07-06", Some(Off::Summer)),
        ("2026-07-24", Some(Off::Summer)),
        ("2026-07-27", None),
        ("2026-12-23", None),
        ("2026-12-24", Some(Off::ChristmasEve)),
        ("2026-12-29", Some(Off::Christmas)),
        ("2026-12-31", Some(Off::NewYearsEve)),
        ("2027-01-04", None),
    ] {
        assert_eq!(off(date(day), all), name, "{day}");
        let named = matches!(name, Some(Off::Weekend | Off::ChristmasEve | Off::NewYearsEve));
        assert_eq!(off(date(day), DaysOff::default()), name.filter(|_| named), "{day}");
    }
}

#[test]
fn a_meeting_on_a_holiday_is_moved_within_its_week_or_is_not_at_all() {
    let moving = DaysOff { falling: Falling::Move, ..DaysOff::default() };
    for (slot, day) in [
        ("2026-05-14", Some("2026-05-13")),
        ("2026-04-02", Some("2026-04-01")),
        ("2026-04-06", Some("2026-04-07")),
        ("2026-05-01", Some("2026-04-30")),
        ("2026-12-24", Some("2026-12-23")),
    ] {
        let [slot, day] = [Some(slot), day].map(|day| day.map(date));
        assert_eq!(turnout(Rhythm::Weekly, moving, slot.unwrap()).day(slot.unwrap()), day);
        assert_eq!(turnout(Rhythm::Weekly, DaysOff::default(), slot.unwrap()).day(slot.unwrap()), None);
    }
    let christmas = DaysOff { christmas: true, summer: true, ..moving };
    assert_eq!(turnout(Rhythm::Weekly, christmas, date("2026-12-29")), Turnout::Skipped(Off::Christmas));
    assert_eq!(turnout(Rhythm::Weekly, christmas, date("2026-07-14")), Turnout::Skipped(Off::Summer));
    let last = turnout(Rhythm::LastWorkday, christmas, date("2026-12-31"));
    assert_eq!(last, Turnout::Moved(date("2026-12-23"), Off::NewYearsEve));
}
