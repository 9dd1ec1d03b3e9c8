//! Who hears of a change, and when.

use crate::domain::model::{Coming, Field, Kind, MeetingId, Place, Press, Purpose, UserId, Value};
use crate::domain::testing::{World, kaia, local, oslo, reader, user};
use chrono::Duration;

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

/// What the announcement says of the answers.
fn answers(world: &World, meeting: MeetingId) -> [usize; 4] {
    let all = crate::domain::meeting::answers(&world.ws, &world.meeting(meeting));
    [all.coming.len(), all.maybe.len(), all.cant.len(), all.before.len()]
}

#[test]
fn an_answer_holds_for_the_time_it_was_given_for() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[0].clone();
    world.press(&user(0), Press::Answer(meeting.id, Coming::Yes));
    world.press(&user(2), Press::Answer(meeting.id, Coming::No));
    assert_eq!(answers(&world, meeting.id), [1, 0, 1, 0]);
    let there = [(Field::Place, Value::Typed("Verkstedet".to_owned()))];
    world.submit(&kaia(), Purpose::Place(meeting.id), there);
    assert_eq!(answers(&world, meeting.id), [1, 0, 1, 0], "the place changes nothing");
    world.move_to(meeting.id, meeting.start + Duration::days(1));
    assert_eq!(answers(&world, meeting.id), [0, 0, 0, 2]);
    world.press(&user(0), Press::Answer(meeting.id, Coming::Yes));
    assert_eq!(answers(&world, meeting.id), [1, 0, 0, 1]);
    world.move_to(meeting.id, meeting.start);
    assert_eq!(answers(&world, meeting.id), [0, 0, 1, 1], "who had answered for this very time has answered");
}

#[test]
fn who_had_answered_is_reminded_for_the_new_time_and_who_was_reminded_is_not_again() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[0].clone();
    world.press(&user(0), Press::Answer(meeting.id, Coming::Yes));
    world.turn_to(oslo("2026-09-09T10:00"));
    assert_eq!(reminded(&world), [user(2), user(4)]);
    world.move_to(meeting.id, meeting.start + Duration::hours(2));
    world.drain();
    // Their contact has had an invitation this week, so a colleague is asked.
    assert_eq!(reminded(&world), [user(2), user(4), user(1)]);
    assert!(world.beyond_the_budget().is_empty());
    world.turn_to(oslo("2026-09-10T15:00"));
    assert!(world.meeting(meeting.id).attended.is_empty(), "an answer to another time is no yes");
}

fn reminded(world: &World) -> Vec<UserId> {
    world.arrived.iter().filter(|a| a.row.kind == Kind::Reminder).map(|a| reader(&a.row)).collect()
}

#[test]
fn a_colleague_who_came_at_the_old_time_does_not_keep_a_no_from_counting() {
    let (mut world, id) = World::with_companies(2);
    let meeting = world.planned(id)[0].clone();
    world.press(&user(0), Press::Answer(meeting.id, Coming::Yes));
    world.move_to(meeting.id, meeting.start + Duration::days(1));
    world.press(&user(1), Press::Answer(meeting.id, Coming::No));
    assert_eq!(answers(&world, meeting.id), [0, 0, 1, 0]);
}

#[test]
fn a_host_is_taken_to_come_unless_it_says_no() {
    let (mut world, id) = World::with_companies(3);
    let third = world.planned(id)[2].clone();
    let host = third.host.company().unwrap();
    assert_eq!(host, world.companies(id)[0]);
    world.turn_to(oslo("2026-10-01T12:00"));
    assert_eq!(answers(&world, third.id), [1, 0, 0, 0]);
    let before = reminded(&world).len();
    world.turn_to(oslo("2026-10-07T12:00"));
    assert_eq!(reminded(&world)[before..], [user(2), user(4)], "the host is not asked whether it comes");
    world.press(&user(0), Press::Answer(third.id, Coming::No));
    assert_eq!(answers(&world, third.id), [0, 0, 1, 0]);
    world.turn_to(oslo("2026-10-09T12:00"));
    assert!(world.meeting(third.id).attended.is_empty());
}

#[test]
fn nobody_meets_at_night() {
    let (mut world, id) = World::with_companies(2);
    let meeting = world.planned(id)[0].clone();
    for (time, fine) in
        [("02:30", false), ("06:59", false), ("07:00", true), ("21:30", true), ("22:00", false)]
    {
        let before = world.meeting(meeting.id).start;
        world.move_to(meeting.id, local(&format!("2026-09-11T{time}")));
        assert_eq!(world.meeting(meeting.id).start != before, fine, "{time}");
    }
}

#[test]
fn another_time_is_told_aloud_when_it_is_near_and_another_place_is_not() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[0].clone();
    world.turn_to(oslo("2026-09-04T12:00"));
    let there = [(Field::Place, Value::Typed("Verkstedet".to_owned()))];
    world.submit(&kaia(), Purpose::Place(meeting.id), there);
    world.move_to(meeting.id, meeting.start + Duration::days(1));
    world.submit(&kaia(), Purpose::Cancel(meeting.id), []);
    world.drain();
    let aloud: Vec<bool> = world
        .arrived
        .iter()
        .filter(|a| a.row.kind == Kind::Change && matches!(a.row.place, Place::ThreadOf(_)))
        .map(|arrived| arrived.msg.is_aloud())
        .collect();
    assert_eq!(aloud, [false, true, true]);
    let direct =
        world.arrived.iter().filter(|a| a.row.kind == Kind::Change && matches!(a.row.place, Place::Dm(_)));
    assert_eq!(direct.count(), 0, "nobody gets a message of their own for it");
}
