//! When the digest comes, and what it says.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use crate::domain::model::{
    ClusterId, Coming, DigestMsg, Field, Kind, Msg, PointKind, Press, Purpose, Rhythm, UpNext, Value,
};
use crate::domain::testing::{Arrived, Shape, World, date, kaia, lines, local, oslo, user};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

fn of(world: &World, kind: Kind) -> Vec<&Arrived> {
    world.arrived.iter().filter(|arrived| arrived.row.kind == kind).collect()
}

fn days(world: &World, kind: Kind) -> Vec<NaiveDate> {
    of(world, kind).into_iter().map(|arrived| date(arrived.at)).collect()
}

/// What the last digest says.
fn last(world: &World) -> (Option<UpNext>, Vec<(PointKind, String)>) {
    let digests = of(world, Kind::Digest);
    let Msg::Digest(DigestMsg::Week { next, carried, .. }) = &digests.last().unwrap().msg else {
        panic!("that is no digest");
    };
    let carried = carried.iter().map(|line| (line.kind, line.text.plain().to_owned())).collect();
    (next.as_deref().cloned(), carried)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn it_comes_on_monday_at_nine_and_once_a_week() {
    let (mut world, _) = World::with_companies(3);
    world.turn_to(oslo("2026-09-07T08:59"));
    assert!(of(&world, Kind::Digest).is_empty());
    world.turn_to(oslo("2026-09-21T12:00"));
    assert_eq!(days(&world, Kind::Digest), [day("2026-09-07"), day("2026-09-14"), day("2026-09-21")]);
    let first = of(&world, Kind::Digest)[0].at;
    assert!((first - oslo("2026-09-07T09:00")).num_seconds() < 30);
    assert!(!of(&world, Kind::Digest)[0].row.unasked, "it is nobody's budget");
}

#[test]
fn after_easter_monday_it_comes_on_tuesday_and_in_the_week_of_christmas_not_at_all() {
    let mut world = World::new(4, oslo("2026-09-01T10:00"));
    let first = local("2026-09-08T11:30");
    world.live(&Shape { channel: "C1", rhythm: Rhythm::Weekly, first, companies: lines(2, 0) });
    world.turn_to(oslo("2027-04-03T12:00"));
    let days = days(&world, Kind::Digest);
    assert!(days.contains(&day("2027-03-30")) && !days.contains(&day("2027-03-29")), "{days:?}");
    let mondays = days.iter().filter(|day| day.weekday() == Weekday::Mon).count();
    assert!(mondays + 2 >= days.len(), "{days:?}");
}

#[test]
fn after_a_downtime_there_is_one_for_this_week_until_wednesday() {
    let (mut world, _) = World::with_companies(3);
    world.turn_to(oslo("2026-09-08T12:00"));
    world.down_for(24 * 14);
    world.turn_to(oslo("2026-09-22T18:00"));
    assert_eq!(days(&world, Kind::Digest), [day("2026-09-07"), day("2026-09-22")]);
    world.down_for(24 * 9);
    world.turn_to(oslo("2026-10-04T12:00"));
    assert_eq!(days(&world, Kind::Digest).len(), 2, "on Thursday it is too late");
}

#[test]
fn it_says_what_is_next_and_who_does_what() {
    let (mut world, id) = World::with_companies(3);
    world.turn_to(oslo("2026-09-04T12:00"));
    let meeting = world.planned(id).remove(0);
    world.theme(&kaia(), meeting.id);
    world.press(&user(0), Press::Answer(meeting.id, Coming::Yes));
    world.turn_to(oslo("2026-09-07T12:00"));
    let next = last(&world).0.unwrap();
    assert_eq!(next.facts.theme.unwrap().plain(), format!("Om {}", meeting.id));
    assert_eq!((next.coming, next.room, next.host.plain()), (1, Some(45), "Person kaia"));
}

#[test]
fn open_tasks_and_questions_of_an_approved_brief_are_carried_over() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id).remove(0);
    for words in ["Oppgave: bestille lokale", "Spørsmål: hvem har skriver?", "Beslutning: vi fortsetter"] {
        world.note(meeting.id, &user(0), words);
    }
    world.turn_to(oslo("2026-09-11T12:00"));
    world.press(&kaia(), Press::PublishBrief(meeting.id));
    world.turn_to(oslo("2026-09-14T12:00"));
    let expected = [
        (PointKind::Task, "bestille lokale".to_owned()),
        (PointKind::Question, "hvem har skriver?".to_owned()),
    ];
    assert_eq!(last(&world).1, expected);
}

#[test]
fn what_waits_for_approval_is_not_carried_over() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id).remove(0);
    world.note(meeting.id, &user(0), "Oppgave: bestille lokale");
    world.turn_to(oslo("2026-09-21T12:00"));
    assert_eq!(last(&world).1, []);
}

/// Calls off everything that is planned.
fn call_off(world: &mut World, id: ClusterId) {
    for meeting in world.planned(id) {
        world.submit(&kaia(), Purpose::Cancel(meeting.id), Vec::<(Field, Value)>::new());
    }
}

#[test]
fn with_nothing_to_say_it_is_silent() {
    let (mut world, id) = World::with_companies(3);
    world.turn_to(oslo("2026-09-04T12:00"));
    call_off(&mut world, id);
    world.turn_to(oslo("2026-09-07T12:00"));
    let planned = world.planned(id);
    let near = planned.iter().any(|meeting| meeting.start < local("2026-09-21T00:00"));
    assert!(!near, "{planned:?}");
    assert!(of(&world, Kind::Digest).is_empty());
}

#[test]
fn every_other_week_people_are_asked_what_they_are_working_on() {
    let (mut world, _) = World::with_companies(3);
    world.turn_to(oslo("2026-11-01T12:00"));
    let asked = days(&world, Kind::Work);
    assert_eq!(asked.first(), Some(&day("2026-09-14")));
    assert!(asked.windows(2).all(|two| two[0] + Days::new(14) == two[1]), "{asked:?}");
    let said: Vec<_> =
        of(&world, Kind::Work).into_iter().take(2).map(|arrived| arrived.msg.clone()).collect();
    assert_ne!(said[0], said[1], "it does not read the same each time");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn never_more_than_one_a_week_and_never_late(start in 0..360u64, downs in proptest::collection::vec((1..200i64, any::<bool>()), 1..20)) {
        let begin = day("2026-09-01") + Days::new(start);
        let nine = begin.and_hms_opt(9, 0, 0).unwrap();
        let now = crate::domain::calendar::instant(nine, chrono_tz::Europe::Oslo);
        let mut world = World::new(6, now);
        let mut first = begin + Days::new(9);
        while !crate::domain::calendar::is_working_day(first) {
            first = first + Days::new(1);
        }
        let companies = lines(3, 0);
        let first = first.and_hms_opt(11, 30, 0).unwrap();
        world.live(&Shape { channel: "C1", rhythm: Rhythm::Weekly, first, companies });
        for (hours, down) in downs {
            if down { world.down_for(hours) } else { world.pass(hours) }
        }
        for kind in [Kind::Digest, Kind::Work] {
            let days = days(&world, kind);
            let mut weeks: Vec<_> = days.iter().map(|day| day.iso_week()).collect();
            weeks.dedup();
            prop_assert!(weeks.len() == days.len(), "{days:?}");
            for day in days {
                let in_time = matches!(day.weekday(), Weekday::Mon | Weekday::Tue | Weekday::Wed);
                prop_assert!(in_time && crate::domain::calendar::is_working_day(day), "{day}");
            }
        }
    }
}
