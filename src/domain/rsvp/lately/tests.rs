//! Who is suggested to come along, and who is left alone.

use crate::domain::model::{Answer, ClusterId, Coming, Msg, OptOut, Press, RsvpMsg, UserId};
use crate::domain::testing::{World, kaia, user};

/// The contact of the first company comes to so many meetings, its colleague only to the first.
fn after(meetings: usize) -> (World, ClusterId) {
    let (mut world, id) = World::with_companies(3);
    for nth in 0..meetings {
        let next = world.planned(id)[0].clone();
        world.press(&user(0), Press::Answer(next.id, Coming::Yes));
        if nth == 0 {
            world.press(&user(1), Press::Answer(next.id, Coming::Yes));
        }
        let end = next.end() + chrono::Duration::hours(2);
        world.turn_to(crate::domain::calendar::instant(end, chrono_tz::Europe::Oslo));
    }
    (world, id)
}

fn suggested(world: &mut World, id: ClusterId, by: &UserId) -> Option<UserId> {
    let next = world.planned(id)[0].id;
    let answer = world.press(by, Press::Answer(next, Coming::Yes));
    let Answer::Say(_, msg) = answer else { panic!("{answer:?}") };
    let Msg::Rsvp(RsvpMsg::Noted { colleague, .. }) = *msg else { panic!("{msg:?}") };
    colleague
}

#[test]
fn a_colleague_who_has_not_been_for_a_while_is_suggested_to_who_comes_each_time() {
    let (mut world, id) = after(5);
    assert_eq!(suggested(&mut world, id, &user(0)), Some(user(1)));
    let (mut world, id) = after(4);
    assert_eq!(suggested(&mut world, id, &user(0)), None, "that is not a while yet");
}

#[test]
fn nobody_is_suggested_to_who_does_not_come_each_time_nor_who_was_never_there() {
    let (mut world, id) = after(5);
    assert_eq!(suggested(&mut world, id, &user(1)), None, "it is them");
    assert_eq!(suggested(&mut world, id, &user(2)), None, "of a company of which nobody came");
    let next = world.planned(id)[0].id;
    world.press(&user(1), Press::Answer(next, Coming::Yes));
    assert_eq!(suggested(&mut world, id, &user(0)), None, "who comes already");
}

#[test]
fn who_rests_or_does_not_want_to_be_asked_is_left_alone() {
    let (mut world, id) = after(5);
    world.command(&user(1), "snooze 30");
    assert_eq!(suggested(&mut world, id, &user(0)), None);
    world.press(&user(1), Press::Wake);
    world.press(&user(1), Press::StopAsking(OptOut::Nudges));
    assert_eq!(suggested(&mut world, id, &user(0)), None);
    world.press(&user(1), Press::AskAgain(OptOut::Nudges));
    world.press(&user(1), Press::StopAsking(OptOut::CalendarFiles));
    assert_eq!(suggested(&mut world, id, &user(0)), Some(user(1)), "files are another matter");
    assert_ne!(suggested(&mut world, id, &user(0)), Some(kaia()));
}

#[test]
fn nothing_of_it_is_sent_to_the_colleague() {
    let (mut world, id) = after(5);
    let before = world.ws.outbox.len();
    let files =
        world.ws.outbox.values().filter(|row| row.place == crate::domain::model::Place::Dm(user(1))).count();
    suggested(&mut world, id, &user(0));
    let now =
        world.ws.outbox.values().filter(|row| row.place == crate::domain::model::Place::Dm(user(1))).count();
    assert!(now == files && world.ws.outbox.len() >= before);
}
