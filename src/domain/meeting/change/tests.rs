//! Who hears of a change, and when.

use crate::domain::model::{Kind, Place, Press};
use crate::domain::testing::{World, kaia, local, oslo, user};

/// When the thread of the first meeting was told of something.
fn told(world: &World) -> Vec<crate::domain::model::Instant> {
    let thread = |place: &Place| matches!(place, Place::ThreadOf(_));
    let changes = world.arrived.iter().filter(|a| a.row.kind == Kind::Change && thread(&a.row.place));
    changes.map(|arrived| arrived.at).collect()
}

#[test]
fn a_change_in_the_evening_is_told_in_the_morning() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[0].id;
    world.turn_to(oslo("2026-09-04T22:00"));
    world.move_to(meeting, local("2026-09-11T11:30"));
    world.pass_days(4);
    assert_eq!(told(&world), [oslo("2026-09-07T09:00")]);
}

#[test]
fn a_change_of_todays_meeting_is_told_at_once_and_so_is_one_that_nobody_would_read_in_time() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[0].id;
    world.turn_to(oslo("2026-09-09T20:00"));
    world.move_to(meeting, local("2026-09-10T08:30"));
    world.turn_to(oslo("2026-09-10T07:00"));
    assert_eq!(told(&world), [oslo("2026-09-09T20:00")]);
    world.move_to(meeting, local("2026-09-17T11:30"));
    world.drain();
    assert_eq!(told(&world)[1..], [oslo("2026-09-10T07:00")]);
}

#[test]
fn a_former_host_hears_in_the_morning_that_somebody_took_over_in_the_evening() {
    let (mut world, id) = World::with_companies(4);
    let meeting = world.planned(id)[2].id;
    // The host is silent, and so is the colleague; the organiser, who facilitates, is asked.
    world.turn_to(oslo("2026-10-05T20:00"));
    world.press(&kaia(), Press::TakeMeeting(meeting));
    world.pass(24);
    let told = world.arrived.iter().find(|a| a.row.place == Place::Dm(user(0)) && a.row.kind == Kind::Change);
    assert_eq!(told.map(|arrived| arrived.at), Some(oslo("2026-10-06T09:00")));
}
