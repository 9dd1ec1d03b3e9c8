//! The year ahead.

use super::year;
use crate::domain::model::{
    Answer, DaysOff, Exception, Falling, Holiday, MeetingMsg, Msg, Off, Press, Purpose, Rhythm,
};
use crate::domain::testing::{Shape, World, kaia, lines, local, oslo, user};
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_year_shows_what_will_be_planned_and_what_days_off_do_to_it() {
    let mut world = World::new(4, oslo("2026-09-01T10:00"));
    let (first, companies) = (local("2026-09-03T11:30"), lines(2, 0));
    let id = world.live(&Shape { channel: "C1", rhythm: Rhythm::Weekly, first, companies });
    let shown = year(&world.ws, &world.cluster(id), world.today());
    let skipped = |slot: &str, why| Exception { slot: day(slot), why, to: None };
    assert_eq!(
        shown.exceptions,
        [
            skipped("2026-12-24", Off::ChristmasEve),
            skipped("2026-12-31", Off::NewYearsEve),
            skipped("2027-03-25", Off::Holiday(Holiday::MaundyThursday)),
            skipped("2027-05-06", Off::Holiday(Holiday::AscensionDay)),
        ]
    );
    assert_eq!(shown.dates.len(), 52 - shown.exceptions.len());
    // What was promised is what comes.
    let promised: Vec<NaiveDate> =
        shown.dates.into_iter().filter(|day| *day < "2027-06-01".parse().unwrap()).collect();
    world.turn_to(oslo("2027-06-01T10:00"));
    let held = world.ws.meetings_of(id).into_iter().map(|meeting| meeting.start.date());
    assert_eq!(held.take_while(|day| *day < "2027-06-01".parse().unwrap()).collect::<Vec<_>>(), promised);
}

#[test]
fn what_is_moved_by_hand_or_called_off_is_shown_so() {
    let (mut world, id) = World::with_companies(2);
    let planned = world.planned(id);
    world.move_to(planned[1].id, local("2026-09-25T11:30"));
    world.submit(&kaia(), Purpose::Cancel(planned[2].id), []);
    let shown = year(&world.ws, &world.cluster(id), world.today());
    assert_eq!(shown.dates[..3], ["2026-09-10", "2026-09-25", "2026-10-22"].map(day));
    assert!(shown.dates.is_sorted());
}

#[test]
fn anybody_of_the_cluster_may_look() {
    let (mut world, id) = World::with_companies(2);
    let pressed = world.press(&user(1), Press::ShowYear(id));
    assert!(matches!(pressed, Answer::Say(_, msg) if matches!(*msg, Msg::Meeting(MeetingMsg::Year(_)))));
    for words in ["møte år", "meeting year", "Møte ÅR"] {
        let typed = world.command(&user(1), words);
        assert!(
            matches!(typed, Answer::Say(_, msg) if matches!(*msg, Msg::Meeting(MeetingMsg::Year(_)))),
            "{words}"
        );
    }
}

#[test]
fn a_moved_meeting_of_the_series_keeps_its_slot() {
    let mut world = World::new(4, oslo("2027-04-01T10:00"));
    let (first, companies) = (local("2027-04-29T11:30"), lines(2, 0));
    let id = world.live(&Shape { channel: "C1", rhythm: Rhythm::Weekly, first, companies });
    let days_off = DaysOff { falling: Falling::Move, ..DaysOff::default() };
    let cluster = crate::domain::model::Cluster { days_off, ..world.cluster(id) };
    let shown = year(&world.ws, &cluster, world.today());
    let to = Some(day("2027-05-05"));
    let why = Off::Holiday(Holiday::AscensionDay);
    assert_eq!(shown.exceptions[0], Exception { slot: day("2027-05-06"), why, to });
}
