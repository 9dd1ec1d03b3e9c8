//! Who sits and who waits.

use super::of;
use crate::domain::meeting;
use crate::domain::model::{
    Answer, Change, ClusterId, Coming, Field, Kind, Meeting, MeetingId, Msg, Press, Purpose, RsvpMsg, UserId,
    Value,
};
use crate::domain::testing::{World, kaia, local, oslo, reader, talk_form, user};
use proptest::prelude::*;
use std::sync::LazyLock;

/// Three companies; what each case begins with.
static LIVE: LazyLock<(World, ClusterId)> = LazyLock::new(|| World::with_companies(3));

/// A first meeting of three companies, hosted by the facilitator, with room for so many.
fn room_for(capacity: u32) -> (World, MeetingId) {
    let (mut world, id) = (LIVE.0.clone(), LIVE.1);
    let meeting = world.planned(id)[0].clone();
    let id = meeting.id;
    world.ws.apply(&Change::Meeting(Meeting { capacity: Some(capacity), ..meeting }));
    (world, id)
}

fn say(world: &mut World, who: usize, meeting: MeetingId, answer: Coming) -> RsvpMsg {
    match world.press(&user(who), Press::Answer(meeting, answer)) {
        Answer::Say(_, msg) => match *msg {
            Msg::Rsvp(msg) => msg,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn users(all: &[(crate::domain::model::CompanyId, UserId)]) -> Vec<UserId> {
    all.iter().map(|(_, user)| user.clone()).collect()
}

/// Who is told that there is room, from the `from`th message on.
fn told(world: &World, from: usize) -> Vec<UserId> {
    let seated = |row: &&crate::domain::model::Outgoing| matches!(&row.body, crate::domain::model::Body::Say(msg) if matches!(**msg, Msg::Rsvp(RsvpMsg::Seated { .. })));
    world.ws.outbox.values().filter(seated).skip(from).map(reader).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_waiting_list_is_first_come_first_served(
        capacity in 2..5_u32, presses in proptest::collection::vec((0..6_usize, 0..3_usize), 1..24),
    ) {
        let (mut world, id) = room_for(capacity);
        let room = capacity as usize;
        let mut line: Vec<UserId> = Vec::new();
        for (who, what) in presses {
            let before = line.clone();
            let heard = told(&world, 0).len();
            let said = say(&mut world, who, id, Coming::ALL[what]);
            match Coming::ALL[what] {
                Coming::Yes if !line.contains(&user(who)) => line.push(user(who)),
                Coming::Yes => {}
                Coming::No | Coming::Maybe => line.retain(|waiting| *waiting != user(who)),
            }
            let seats = of(&world.ws, &world.meeting(id));
            let (seated, waiting) = line.split_at(line.len().min(room));
            prop_assert_eq!(users(&seats.seated), seated);
            prop_assert_eq!(users(&seats.waiting), waiting);
            prop_assert_eq!(seats.full, line.len() >= room);
            // Whoever moved up is told, and nobody else.
            let moved_up: Vec<UserId> = seated.iter().filter(|user| before.iter().skip(room).any(|it| it == *user)).cloned().collect();
            prop_assert_eq!(told(&world, heard), moved_up);
            let place = waiting.iter().position(|it| *it == user(who)).map(|place| place + 1);
            prop_assert_eq!(match said { RsvpMsg::Waiting { place, .. } => Some(place), _ => None }, place);
        }
    }
}

#[test]
fn a_company_that_only_waits_is_not_taken_to_have_been_there_and_is_not_reminded() {
    let (mut world, id) = room_for(2);
    for who in [0, 2, 4] {
        say(&mut world, who, id, Coming::Yes);
    }
    let answers = meeting::answers(&world.ws, &world.meeting(id));
    assert_eq!((answers.coming.len(), answers.full, answers.waiting), (2, true, 1));
    world.turn_to(oslo("2026-09-10T13:00"));
    let attended = world.meeting(id).attended;
    assert_eq!(attended.len(), 2);
    assert!(!world.arrived.iter().any(|it| it.row.kind == Kind::Reminder));
}

#[test]
fn the_hosts_people_and_those_who_present_have_a_seat_whenever_they_say_so() {
    let (mut world, id) = room_for(2);
    let cluster = world.meeting(id).cluster;
    say(&mut world, 0, id, Coming::Yes);
    say(&mut world, 1, id, Coming::Yes);
    world.submit(&user(4), Purpose::Talk(cluster), talk_form("Rutenett", 10, &id.to_string()));
    let seats = of(&world.ws, &world.meeting(id));
    assert_eq!((users(&seats.seated), users(&seats.waiting)), (vec![user(4), user(0)], vec![user(1)]));
    // A host that has named nobody keeps one.
    let (mut world, _) = World::with_companies(3);
    let third = world.planned(cluster)[2].clone();
    let id = third.id;
    world.ws.apply(&Change::Meeting(Meeting { capacity: Some(2), ..third }));
    say(&mut world, 2, id, Coming::Yes);
    assert!(of(&world.ws, &world.meeting(id)).full);
    assert!(matches!(say(&mut world, 4, id, Coming::Yes), RsvpMsg::Waiting { place: 1, .. }));
    assert!(matches!(say(&mut world, 0, id, Coming::Yes), RsvpMsg::Noted { .. }), "the host itself");
}

#[test]
fn without_a_limit_nothing_is_ever_full() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[0].id;
    (0..6).for_each(|who| drop(say(&mut world, who, meeting, Coming::Yes)));
    let seats = of(&world.ws, &world.meeting(meeting));
    assert_eq!((seats.seated.len(), seats.waiting.len(), seats.full), (6, 0, false));
}

#[test]
fn room_is_chosen_with_the_rhythm_and_holds_for_what_nobody_knows_of() {
    let (mut world, id) = World::with_companies(3);
    let planned = world.planned(id);
    say(&mut world, 0, planned[1].id, Coming::Yes);
    let first = local("2026-09-10T11:30");
    let values = |room: &str| {
        [
            (Field::Rhythm, Value::Chosen("fortnightly".to_owned())),
            (Field::Date, Value::Date(first.date())),
            (Field::Time, Value::Time(first.time())),
            (Field::Capacity, Value::Typed(room.to_owned())),
        ]
    };
    for wrong in ["1", "501", "ti", "-3"] {
        let Answer::Faults(_, faults) = world.submit(&kaia(), Purpose::Rhythm(id), values(wrong)) else {
            panic!("{wrong}")
        };
        assert_eq!(faults, [(Field::Capacity, crate::domain::model::Problem::NotBetween(2, 500))]);
    }
    world.submit(&kaia(), Purpose::Rhythm(id), values("12"));
    let room: Vec<_> = world.planned(id).iter().map(|meeting| meeting.capacity).collect();
    assert_eq!(room[..3], [Some(12), None, Some(12)]);
    world.pass_days(60);
    assert!(world.planned(id).iter().all(|meeting| meeting.capacity == Some(12)), "and for all that come");
}

#[test]
fn whoever_waits_has_no_meeting_for_the_calendar_until_there_is_a_seat() {
    let (mut world, id) = room_for(1);
    for who in [0, 2] {
        say(&mut world, who, id, Coming::Yes);
    }
    let have = |world: &mut World| {
        world.drain();
        world.ws.calendar_files.values().map(|file| file.user.clone()).collect::<Vec<_>>()
    };
    assert_eq!(have(&mut world), [user(0)]);
    say(&mut world, 0, id, Coming::No);
    assert_eq!(have(&mut world), [user(0), user(2)]);
}

#[test]
fn whoever_moves_up_is_told_also_where_a_company_leaves_or_nobody_presents_any_more() {
    let told_of = |given_up: fn(&mut World, MeetingId)| {
        let (mut world, id) = room_for(1);
        let cluster = world.meeting(id).cluster;
        say(&mut world, 0, id, Coming::Yes);
        world.submit(&user(2), Purpose::Talk(cluster), talk_form("Rutenett", 10, &id.to_string()));
        assert_eq!(
            (users(&of(&world.ws, &world.meeting(id)).waiting), told(&world, 0)),
            (vec![user(0)], vec![])
        );
        given_up(&mut world, id);
        told(&world, 0)
    };
    let leaves = |world: &mut World, id: MeetingId| {
        let cluster = world.meeting(id).cluster;
        let company = Value::Chosen(world.companies(cluster)[1].to_string());
        world.submit(&kaia(), Purpose::Leaves(cluster), [(Field::Company, company)]);
    };
    let withdrawn = |world: &mut World, _: MeetingId| {
        let talks: Vec<_> = world.ws.talks.keys().copied().collect();
        talks.into_iter().for_each(|talk| drop(world.press(&user(2), Press::WithdrawTalk(talk))));
    };
    assert_eq!(told_of(leaves), [user(0)]);
    assert_eq!(told_of(withdrawn), [user(0)], "who was there first has the seat");
}
