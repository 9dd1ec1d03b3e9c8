//! Signing up, placing, confirming, taking back; invitations and reminders.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod backups;
mod changing;
mod invitations;
mod preparing;
mod properties;

use super::ANY;
use super::agenda::{lines, room};
use crate::domain::model::{
    Answer, ClusterId, Coming, CommandWord, Event, Field, Form, Kind, Lang, Meeting, MeetingMsg, Msg, Nonce,
    Place, Press, Problem, Purpose, Refusal, Right, Start, Talk, TalkId, TalkMsg, TalkState, UserId, Value,
};
use crate::domain::testing::{Arrived, World, kaia, local, oslo, reader, talk_form, user};

fn at(meeting: &Meeting) -> String {
    meeting.id.to_string()
}

impl World {
    /// Signs up; it must be accepted.
    fn signs_up(&mut self, cluster: ClusterId, by: &UserId, minutes: u32, meeting: &str) -> Talk {
        let answer = self.submit(by, Purpose::Talk(cluster), talk_form("Rutenett", minutes, meeting));
        let Answer::Say(_, msg) = answer else { panic!("{answer:?}") };
        let Msg::Talk(TalkMsg::SignedUp { talk, .. }) = *msg else { panic!("{msg:?}") };
        self.talk(talk.id)
    }

    fn faults(&mut self, cluster: ClusterId, values: Vec<(Field, Value)>) -> Vec<(Field, Problem)> {
        match self.submit(&user(0), Purpose::Talk(cluster), values) {
            Answer::Faults(Lang::Nb, faults) => faults,
            other => panic!("{other:?}"),
        }
    }

    fn talk(&self, id: TalkId) -> Talk {
        self.ws.talks.get(&id).cloned().unwrap()
    }

    /// Messages of a kind that arrived.
    fn arrived_of(&self, kind: Kind) -> Vec<&Arrived> {
        self.arrived.iter().filter(|arrived| arrived.row.kind == kind).collect()
    }
}

fn refusal(answer: Answer) -> Refusal {
    let Answer::Say(_, msg) = answer else { panic!("{answer:?}") };
    let Msg::Refusal(refusal) = *msg else { panic!("{msg:?}") };
    refusal
}

#[test]
fn the_form_offers_what_has_room_and_the_meeting_one_came_from() {
    let (mut world, cluster) = World::with_companies(4);
    let meetings = world.planned(cluster);
    world.signs_up(cluster, &user(2), 42, &at(&meetings[1]));
    let Answer::Open(Lang::Nb, form) = world.press(&user(0), Press::ShowSomething(meetings[0].id)) else {
        panic!("a form was asked for");
    };
    let Form { purpose: Purpose::Talk(_), start: Start::Talk { meetings: offered, chosen, .. }, .. } = *form
    else {
        panic!("{form:?}");
    };
    assert_eq!(chosen, Some(meetings[0].id));
    assert_eq!(offered[0], (meetings[0].id, meetings[0].start, 45));
    assert!(offered.iter().all(|(id, ..)| *id != meetings[1].id), "three minutes are no room");
}

#[test]
fn what_is_typed_behind_the_command_is_the_title() {
    let (mut world, _) = World::with_companies(2);
    let answer = world.happen(&Event::Commanded {
        by: user(0),
        channel: "C1".into(),
        words: "presenter  Ikoner på en dag ".to_owned(),
        nonce: Nonce(9),
    });
    let Answer::Open(Lang::Nb, form) = answer else { panic!("{answer:?}") };
    let Form { start: Start::Talk { title, .. }, .. } = *form else { panic!("{form:?}") };
    assert_eq!(title.plain(), "Ikoner på en dag");
}

#[test]
fn who_has_no_company_is_asked_for_it_first() {
    let (mut world, cluster) = World::with_companies(2);
    let meeting = world.planned(cluster)[0].id;
    assert_eq!(refusal(world.press(&kaia(), Press::ShowSomething(meeting))), Refusal::NoCompany);
    let submitted = world.submit(&kaia(), Purpose::Talk(cluster), talk_form("Rutenett", 10, ANY));
    assert_eq!(refusal(submitted), Refusal::NoCompany);
}

#[test]
fn who_signs_up_is_on_the_agenda_and_comes() {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    world.press(&user(1), Press::Answer(meeting.id, Coming::No));
    let talk = world.signs_up(cluster, &user(0), 10, &at(&meeting));
    assert_eq!((talk.meeting, talk.any, talk.state), (Some(meeting.id), false, TalkState::Planned));
    let agenda = lines(&world.ws, meeting.id);
    assert_eq!(agenda[0].presenter, user(0));
    assert_eq!(agenda[0].title.as_ref().map(|title| title.plain()), Some("Rutenett"));
    let rsvp = &world.ws.rsvps[&(meeting.id, talk.company)];
    assert_eq!(rsvp.answer, Coming::Yes, "who presents comes, whatever a colleague said before");
    assert_eq!(room(&world.ws, &meeting), 35);
}

#[test]
fn a_confidential_title_stays_off_the_agenda() {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    let mut values = talk_form("Kundens nye logo", 10, &at(&meeting));
    values.push((Field::Confidential, Value::Ticked(vec!["confidential".to_owned()])));
    world.submit(&user(0), Purpose::Talk(cluster), values);
    let agenda = lines(&world.ws, meeting.id);
    assert_eq!((agenda.len(), &agenda[0].title), (1, &None));
}

#[test]
fn every_faulty_field_is_named_and_nothing_is_lost() {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    let empty = vec![(Field::Format, Value::Chosen("dance".to_owned()))];
    let expected = vec![
        (Field::Title, Problem::Missing),
        (Field::Format, Problem::NotAChoice),
        (Field::Minutes, Problem::Missing),
        (Field::Meeting, Problem::NotAChoice),
    ];
    assert_eq!(world.faults(cluster, empty), expected);
    let long = talk_form(&"x".repeat(121), 4, "no-such-meeting");
    let expected = vec![
        (Field::Title, Problem::TooLong(120)),
        (Field::Minutes, Problem::NotBetween(5, 120)),
        (Field::Meeting, Problem::NotAChoice),
    ];
    assert_eq!(world.faults(cluster, long), expected);
    let crowded = talk_form("Rutenett", 46, &at(&meeting));
    assert_eq!(world.faults(cluster, crowded), [(Field::Minutes, Problem::NoRoom(45))]);
    let never = talk_form("Rutenett", 46, ANY);
    assert_eq!(
        world.faults(cluster, never),
        [(Field::Minutes, Problem::NoRoom(45))],
        "it would wait for ever"
    );
    world.signs_up(cluster, &user(2), 45, &at(&meeting));
    let full = talk_form("Rutenett", 10, &at(&meeting));
    assert_eq!(world.faults(cluster, full), [(Field::Meeting, Problem::NoRoom(0))]);
    assert_eq!(world.ws.talks.len(), 1);
}

#[test]
fn any_meeting_means_the_first_with_room_to_which_the_company_can_come() {
    let (mut world, cluster) = World::with_companies(4);
    let meetings = world.planned(cluster);
    world.signs_up(cluster, &user(2), 40, &at(&meetings[0]));
    world.press(&user(0), Press::Answer(meetings[1].id, Coming::No));
    let talk = world.signs_up(cluster, &user(0), 10, ANY);
    assert_eq!((talk.meeting, talk.any), (Some(meetings[2].id), true));
}

/// A cluster whose meetings are all full, the talk that fills the first one, and one that waits.
fn full() -> (World, ClusterId, Talk, Talk) {
    let (mut world, cluster) = World::with_companies(4);
    let meetings = world.planned(cluster);
    let talks: Vec<Talk> =
        meetings.iter().map(|meeting| world.signs_up(cluster, &user(2), 45, &at(meeting))).collect();
    let waiting = world.signs_up(cluster, &user(0), 10, ANY);
    assert_eq!(waiting.meeting, None);
    world.drain();
    (world, cluster, talks[0].clone(), waiting)
}

#[test]
fn what_is_taken_back_makes_room_for_who_waits_and_they_are_told() {
    let (mut world, _, first, waiting) = full();
    world.press(&user(2), Press::WithdrawTalk(first.id));
    world.drain();
    assert_eq!(world.talk(waiting.id).meeting, first.meeting);
    let told = world.arrived.last().unwrap();
    assert_eq!(reader(&told.row), user(0));
    assert!(matches!(&told.msg, Msg::Talk(TalkMsg::Placed { facts: Some(_), .. })), "{:?}", told.msg);
}

#[test]
fn who_can_come_after_all_has_the_room_before_those_who_sign_up_later() {
    let (mut world, cluster) = World::with_companies(4);
    let meetings = world.planned(cluster);
    world.press(&user(0), Press::Answer(meetings[0].id, Coming::No));
    for meeting in &meetings[1..] {
        world.signs_up(cluster, &user(2), 45, &at(meeting));
    }
    let first = world.signs_up(cluster, &user(0), 45, ANY);
    assert_eq!(first.meeting, None);
    world.press(&user(0), Press::Answer(meetings[0].id, Coming::Yes));
    world.drain();
    assert_eq!(world.talk(first.id).meeting, Some(meetings[0].id));
    assert!(world.arrived.iter().any(|arrived| matches!(arrived.msg, Msg::Talk(TalkMsg::Placed { .. }))));
    assert_eq!(world.signs_up(cluster, &user(4), 45, ANY).meeting, None);
}

#[test]
fn a_company_that_leaves_takes_its_talks_along_and_leaves_room() {
    let (mut world, cluster, first, waiting) = full();
    world.leave(cluster, first.company);
    world.drain();
    assert!(
        world
            .ws
            .talks
            .values()
            .all(|talk| (talk.state == TalkState::Withdrawn) == (talk.company == first.company))
    );
    assert_eq!(world.talk(waiting.id).meeting, first.meeting);
    assert_eq!(lines(&world.ws, first.meeting.unwrap()).len(), 1);
}

#[test]
fn what_a_company_showed_is_named_no_more_once_it_has_left() {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    let talk = world.signs_up(cluster, &user(0), 10, &at(&meeting));
    world.turn_to(oslo("2026-09-10T13:00"));
    assert_eq!(lines(&world.ws, meeting.id).len(), 1);
    let card = world.meeting(meeting.id).card.unwrap();
    let shown = world.ws.cards[&card].version;
    world.leave(cluster, talk.company);
    assert_eq!(lines(&world.ws, meeting.id), []);
    assert!(world.ws.cards[&card].version > shown, "its announcement is edited");
    assert_eq!(world.talk(talk.id).state, TalkState::Given, "it counts as shown all the same");
}

#[test]
fn a_new_meeting_makes_room_for_who_waits() {
    let (mut world, cluster, _, waiting) = full();
    let last = world.planned(cluster).last().unwrap().id;
    world.turn_to(oslo("2026-09-10T13:00"));
    let placed = world.talk(waiting.id).meeting.unwrap();
    assert!(world.meeting(placed).start > world.meeting(last).start);
}

/// A talk at the first meeting, and when its presenter hears that this is called off at a time.
fn told_of_calling_off(at_time: &str) -> Option<chrono::DateTime<chrono::Utc>> {
    let (mut world, cluster) = World::with_companies(4);
    let meetings = world.planned(cluster);
    let talk = world.signs_up(cluster, &user(0), 10, &at(&meetings[0]));
    world.turn_to(oslo(at_time));
    world.submit(&kaia(), Purpose::Cancel(meetings[0].id), []);
    assert_eq!(world.talk(talk.id).meeting, Some(meetings[1].id));
    world.turn_to(oslo("2026-09-10T12:00"));
    let mut told = world.arrived_of(Kind::Presenter).into_iter().filter(|arrived| {
        matches!(&arrived.msg, Msg::Talk(TalkMsg::Placed { facts: Some(facts), .. }) if facts.id == meetings[1].id)
    });
    let first = told.next().map(|arrived| arrived.at);
    assert_eq!(told.count(), 0, "once");
    first
}

#[test]
fn a_talk_moves_on_when_its_meeting_is_called_off_and_its_presenter_is_told() {
    assert_eq!(told_of_calling_off("2026-09-04T12:00"), Some(oslo("2026-09-04T12:00")));
    assert_eq!(
        told_of_calling_off("2026-09-05T22:00"),
        Some(oslo("2026-09-07T09:00")),
        "not on a Saturday night"
    );
    assert_eq!(
        told_of_calling_off("2026-09-10T07:00"),
        Some(oslo("2026-09-10T07:00")),
        "the same day: at once"
    );
}

#[test]
fn a_meeting_that_is_moved_is_told_to_its_presenters_and_they_confirm_anew() {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    let talk = world.signs_up(cluster, &user(0), 10, &at(&meeting));
    world.turn_to(oslo("2026-09-09T10:00"));
    world.press(&user(0), Press::ConfirmTalk(talk.id));
    assert_eq!(world.talk(talk.id).state, TalkState::Confirmed);
    world.move_to(meeting.id, local("2026-09-17T11:30"));
    world.drain();
    let told = world
        .arrived
        .iter()
        .rfind(|arrived| {
            arrived.row.kind == Kind::Change && matches!(&arrived.row.place, Place::Dm(to) if *to == user(0))
        })
        .unwrap();
    assert!(matches!(&told.msg, Msg::Meeting(MeetingMsg::Changed { .. })));
    assert_eq!(world.talk(talk.id).state, TalkState::Planned);
    world.turn_to(oslo("2026-09-16T10:00"));
    let asked = ready(&world);
    assert_eq!(asked.len(), 2, "once for each date");
}

/// The reminders to presenters.
fn ready(world: &World) -> Vec<&Arrived> {
    let mut all = world.arrived_of(Kind::Presenter);
    all.retain(|arrived| matches!(arrived.msg, Msg::Talk(TalkMsg::Ready { .. })));
    all
}

#[test]
fn a_presenter_is_reminded_once_the_morning_before() {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    world.signs_up(cluster, &user(0), 10, &at(&meeting));
    world.turn_to(oslo("2026-09-10T11:00"));
    let asked = ready(&world);
    assert_eq!(asked.len(), 1);
    assert_eq!((asked[0].at, reader(&asked[0].row)), (oslo("2026-09-09T09:00"), user(0)));
    assert!(!asked[0].row.unasked, "what one has agreed to never counts as unasked");
}

#[test]
fn who_has_only_just_signed_up_needs_no_reminder() {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    world.turn_to(oslo("2026-09-09T10:00"));
    world.signs_up(cluster, &user(0), 10, &at(&meeting));
    world.turn_to(oslo("2026-09-10T11:00"));
    assert_eq!(ready(&world).len(), 0);
}

#[test]
fn what_was_on_the_agenda_has_been_shown_when_the_meeting_is_over() {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    let talk = world.signs_up(cluster, &user(0), 10, &at(&meeting));
    world.press(&user(0), Press::Answer(meeting.id, Coming::Maybe));
    world.turn_to(oslo("2026-09-10T13:00"));
    assert_eq!(world.talk(talk.id).state, TalkState::Given);
    assert!(world.meeting(meeting.id).attended.contains(&talk.company), "who presents is there");
    assert_eq!(refusal(world.press(&user(0), Press::WithdrawTalk(talk.id))), Refusal::TooLate);
}

#[test]
fn only_presenter_colleagues_and_facilitator_may_act_for_a_talk() {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    let talk = world.signs_up(cluster, &user(0), 10, &at(&meeting));
    let stranger = refusal(world.press(&user(2), Press::WithdrawTalk(talk.id)));
    assert_eq!(stranger, Refusal::NotYours(Right::Presenter, kaia()));
    world.press(&user(1), Press::ConfirmTalk(talk.id));
    assert_eq!(world.talk(talk.id).state, TalkState::Confirmed);
    world.press(&user(1), Press::WithdrawTalk(talk.id));
    world.drain();
    let told =
        world.arrived.iter().find(|arrived| matches!(arrived.msg, Msg::Talk(TalkMsg::Withdrawn { .. })));
    assert_eq!(told.map(|told| reader(&told.row)), Some(user(0)), "the presenter hears of it");
    assert_eq!(refusal(world.press(&user(0), Press::ConfirmTalk(talk.id))), Refusal::Gone);
}

#[test]
fn a_form_cannot_be_opened_by_mere_words_so_a_button_is_offered() {
    let (mut world, _) = World::with_companies(3);
    world.happen(&Event::Addressed {
        by: user(0),
        channel: "D1".into(),
        words: "presenter".to_owned(),
        nonce: Nonce(9_999),
    });
    world.drain();
    let answer = world.arrived_of(Kind::Answer).pop().unwrap();
    assert_eq!(answer.msg, Msg::Refusal(Refusal::NeedsForm(CommandWord::Present)));
}
