//! What the host says of a meeting that is over.

use crate::domain::model::{
    Answer, BriefState, ClusterId, Coming, Field, Meeting, MeetingId, Press, Problem, Purpose, Status, Value,
};
use crate::domain::testing::{World, kaia, oslo, talk_form, user};

/// The first meeting is over; one company presented something there.
fn over() -> (World, ClusterId, Meeting) {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[0].clone();
    world.submit(&user(2), Purpose::Talk(id), talk_form("Rutenett", 10, &meeting.id.to_string()));
    world.press(&user(0), Press::Answer(meeting.id, Coming::Yes));
    world.turn_to(oslo("2026-09-10T13:00"));
    (world, id, meeting)
}

fn say(world: &mut World, meeting: MeetingId, values: Vec<(Field, Value)>) -> Answer {
    world.submit(&kaia(), Purpose::Attendance(meeting), values)
}

fn not_held() -> Vec<(Field, Value)> {
    vec![(Field::NotHeld, Value::Ticked(vec!["not_held".to_owned()]))]
}

#[test]
fn guests_are_kept_in_the_hosts_words() {
    let (mut world, _, meeting) = over();
    let typed = |words: &str| vec![(Field::Guests, Value::Typed(words.to_owned()))];
    assert_eq!(say(&mut world, meeting.id, typed("  3 fra nabobygget ")), Answer::Nothing);
    assert_eq!(world.meeting(meeting.id).guests.plain(), "3 fra nabobygget");
    match say(&mut world, meeting.id, typed(&"x".repeat(201))) {
        Answer::Faults(_, faults) => assert_eq!(faults, [(Field::Guests, Problem::TooLong(200))]),
        other => panic!("{other:?}"),
    }
    assert_eq!(say(&mut world, meeting.id, Vec::new()), Answer::Nothing);
    assert!(world.meeting(meeting.id).guests.is_empty(), "and can be taken back");
}

#[test]
fn a_meeting_that_did_not_take_place_uses_no_hosting_and_gives_back_what_was_to_be_shown() {
    let (mut world, id, meeting) = over();
    let hosts = |world: &World| world.planned(id).iter().filter(|it| it.host.company().is_none()).count();
    let before = hosts(&world);
    assert_eq!(say(&mut world, meeting.id, not_held()), Answer::Nothing);
    let now = world.meeting(meeting.id);
    assert_eq!((now.status, now.attended.len()), (Status::Cancelled, 0));
    assert_eq!(hosts(&world), before + 1, "the facilitator still has its two meetings to host");
    let talk = world.ws.talks.values().next().unwrap().clone();
    assert!(talk.state.is_to_come(), "{talk:?}");
    assert_eq!(talk.meeting, Some(world.planned(id)[0].id));
    world.turn_to(oslo("2026-09-14T12:00"));
    assert!(world.ws.briefs.is_empty(), "nothing happened, so nothing is told");
    // Said twice it is the same.
    let twice = world.ws.clone();
    say(&mut world, meeting.id, not_held());
    assert_eq!(world.ws, twice);
}

#[test]
fn once_the_brief_is_on_its_way_it_cannot_be_said_any_more() {
    let (mut world, _, meeting) = over();
    world.turn_to(oslo("2026-09-11T10:00"));
    assert_eq!(world.ws.briefs[&meeting.id].state, BriefState::Draft);
    match say(&mut world, meeting.id, not_held()) {
        Answer::Faults(_, faults) => assert_eq!(faults, [(Field::NotHeld, Problem::BriefBegun)]),
        other => panic!("{other:?}"),
    }
    assert_eq!(world.meeting(meeting.id).status, Status::Held);
}
