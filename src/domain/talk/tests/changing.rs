//! What one may leave empty, who presents it too, and what becomes of a talk that is changed or moved.

use super::{at, full, ready, refusal};
use crate::domain::card;
use crate::domain::model::{
    Answer, Change, ClusterId, Event, Face, Field, Form, Kind, Msg, Press, Problem, Profile, Purpose,
    Refusal, Right, Start, Talk, TalkId, TalkMsg, TalkState, UserId, Value,
};
use crate::domain::talk::ANY;
use crate::domain::talk::agenda::{lines, room};
use crate::domain::testing::{World, kaia, oslo, reader, talk_form, user};

type Filled = Vec<(Field, Value)>;

fn typed(field: Field, words: &str) -> (Field, Value) {
    (field, Value::Typed(words.to_owned()))
}

fn with(people: &[UserId]) -> (Field, Value) {
    (Field::With, Value::People(people.to_vec()))
}

fn secret() -> (Field, Value) {
    (Field::Confidential, Value::Ticked(vec!["confidential".to_owned()]))
}

/// A talk of user 0 at the first meeting, with all that one can say of it, together with user 2 of another company.
fn full_talk(extra: impl IntoIterator<Item = (Field, Value)>) -> (World, ClusterId, Talk) {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    let mut values = talk_form("Rutenett", 10, &at(&meeting));
    values.extend([
        typed(Field::Wish, "Innspill"),
        typed(Field::Link, "https://eksempel.no/a"),
        with(&[user(2)]),
    ]);
    values.extend(extra);
    world.submit(&user(0), Purpose::Talk(cluster), values);
    world.drain();
    let talk = world.ws.talks.values().next().cloned().unwrap();
    (world, cluster, talk)
}

impl World {
    fn changes(&mut self, by: &UserId, id: TalkId, values: Filled) -> Answer {
        let answer = self.submit(by, Purpose::ChangeTalk(id), values);
        self.drain();
        answer
    }

    /// What somebody was told of talks.
    fn heard(&self, user: &UserId) -> Vec<TalkMsg> {
        let of = self
            .arrived
            .iter()
            .filter(|arrived| arrived.row.kind == Kind::Presenter && reader(&arrived.row) == *user);
        of.filter_map(|arrived| match &arrived.msg {
            Msg::Talk(msg) => Some(msg.clone()),
            _ => None,
        })
        .collect()
    }

    /// What the cards that somebody presents it with show now.
    fn with_card(&self, id: TalkId, user: &UserId) -> Option<Msg> {
        let of = |face: &Face| *face == Face::With(id, user.clone());
        card::message(&self.ws, self.ws.cards.values().find(|card| of(&card.face))?)
    }
}

#[test]
fn what_may_be_empty_is_read_and_shown_where_it_belongs() {
    let (world, _, talk) = full_talk([]);
    let line = &lines(&world.ws, talk.meeting.unwrap())[0];
    assert_eq!(line.wish.as_ref().map(|wish| wish.plain()), Some("Innspill"));
    assert_eq!(line.link.as_ref().map(|link| link.plain()), Some("https://eksempel.no/a"));
    assert_eq!(line.with, [user(2)]);
    let (world, _, talk) = full_talk([secret()]);
    let line = &lines(&world.ws, talk.meeting.unwrap())[0];
    assert_eq!((&line.title, &line.wish, &line.link), (&None, &None, &None));
}

#[test]
fn each_wrong_way_to_fill_it_in_is_said_at_its_field() {
    let (mut world, cluster) = World::with_companies(4);
    let bot = Profile { is_bot: true, ..world.ws.people.get(&user(7)).unwrap().profile.clone() };
    world.happen(&Event::PeopleSeen(vec![bot]));
    let link = |words: &str| (typed(Field::Link, words), (Field::Link, Problem::NotAnAddress));
    let many: Vec<UserId> = (1..7).map(user).collect();
    let wrong = [
        link("eksempel.no"),
        link("javascript:alert(1)"),
        link("https://"),
        link("https://a.no|klikk"),
        link("https://a.no/ b"),
        link("ftp://a.no"),
        (
            typed(Field::Link, &format!("https://a.no/{}", "x".repeat(500))),
            (Field::Link, Problem::TooLong(500)),
        ),
        (typed(Field::Wish, &"x".repeat(201)), (Field::Wish, Problem::TooLong(200))),
        (with(&[user(0)]), (Field::With, Problem::PresentsAlready)),
        (with(&[UserId::from("USTRANGER")]), (Field::With, Problem::NotHere)),
        (with(&[user(7)]), (Field::With, Problem::NotHere)),
        (with(&[world.ws.bot.clone()]), (Field::With, Problem::NotHere)),
        (with(&many), (Field::With, Problem::TooMany(5))),
    ];
    for (value, problem) in wrong {
        let mut values = talk_form("Rutenett", 10, ANY);
        values.push(value.clone());
        let answer = world.submit(&user(0), Purpose::Talk(cluster), values);
        assert!(
            matches!(&answer, Answer::Faults(_, faults) if *faults == [problem]),
            "{value:?}: {answer:?}"
        );
    }
    assert_eq!(world.ws.talks.len(), 0);
    let mut empty = talk_form("Rutenett", 10, ANY);
    empty.extend([typed(Field::Wish, "  "), typed(Field::Link, " "), with(&[])]);
    world.submit(&user(0), Purpose::Talk(cluster), empty);
    let talk = world.ws.talks.values().next().unwrap();
    assert!(talk.wish.is_none() && talk.link.is_none() && talk.with.is_empty());
    let http = [typed(Field::Link, "http://eksempel.no")];
    world.submit(&user(0), Purpose::Talk(cluster), talk_form("B", 10, ANY).into_iter().chain(http));
    assert_eq!(world.ws.talks.len(), 2, "not all is encrypted yet");
}

#[test]
fn who_is_put_down_is_told_reminded_and_thanked_and_may_confirm_and_take_it_back() {
    let (mut world, _, talk) = full_talk([]);
    assert!(
        matches!(&world.heard(&user(2))[..], [TalkMsg::With { facts: Some(_), .. }]),
        "{:?}",
        world.heard(&user(2))
    );
    assert!(!world.arrived.iter().any(|arrived| arrived.row.unasked && reader(&arrived.row) == user(2)));
    world.turn_to(oslo("2026-09-09T10:00"));
    let readers: Vec<UserId> = ready(&world).iter().map(|asked| reader(&asked.row)).collect();
    assert_eq!(readers, [user(0), user(2)]);
    world.press(&user(2), Press::ConfirmTalk(talk.id));
    assert_eq!(world.talk(talk.id).state, TalkState::Confirmed);
    world.turn_to(oslo("2026-09-10T13:00"));
    let Some(Msg::Talk(TalkMsg::With { talk: given, .. })) = world.with_card(talk.id, &user(2)) else {
        panic!("a card of their own");
    };
    assert_eq!(given.state, TalkState::Given);
}

#[test]
fn what_one_of_them_takes_back_the_other_hears_of() {
    let (mut world, _, talk) = full_talk([]);
    world.press(&user(2), Press::WithdrawTalk(talk.id));
    world.drain();
    assert!(matches!(world.heard(&user(0)).last(), Some(TalkMsg::Withdrawn { .. })));
    assert!(!world.heard(&user(2)).iter().any(|msg| matches!(msg, TalkMsg::Withdrawn { .. })));
}

#[test]
fn the_form_begins_with_what_stands_there_and_with_meetings_that_have_room() {
    let (mut world, cluster, talk) = full_talk([]);
    let meetings = world.planned(cluster);
    // What is left of its meeting goes to others, and the next one is full.
    world.submit(&user(4), Purpose::Talk(cluster), talk_form("Annet", 35, &at(&meetings[0])));
    world.submit(&user(4), Purpose::Talk(cluster), talk_form("Fullt", 45, &at(&meetings[1])));
    let Answer::Open(_, form) = world.press(&user(0), Press::ChangeTalk(talk.id)) else { panic!("no form") };
    let Form { start: Start::Talk { meetings: offered, chosen, title, more }, .. } = *form else {
        panic!("{form:?}");
    };
    assert_eq!((chosen, title.plain()), (talk.meeting, "Rutenett"));
    assert_eq!(offered[0], (meetings[0].id, meetings[0].start, 10), "its own minutes are free for it");
    assert!(offered.iter().all(|(id, ..)| *id != meetings[1].id));
    assert_eq!((more.minutes, more.with.len(), more.wish, more.link), (10, 1, talk.wish, talk.link));
}

#[test]
fn a_talk_is_moved_where_there_is_room_and_who_was_ready_is_asked_anew() {
    let (mut world, cluster, talk) = full_talk([]);
    let meetings = world.planned(cluster);
    world.press(&user(0), Press::ConfirmTalk(talk.id));
    world.submit(&user(4), Purpose::Talk(cluster), talk_form("Fullt", 40, &at(&meetings[1])));
    let crowded = world.changes(&user(0), talk.id, talk_form("Rutenett", 10, &at(&meetings[1])));
    assert!(
        matches!(&crowded, Answer::Faults(_, faults) if *faults == [(Field::Minutes, Problem::NoRoom(5))])
    );
    let moved = world.changes(&user(0), talk.id, talk_form("Rutenett II", 20, &at(&meetings[2])));
    let Answer::Say(_, msg) = moved else { panic!("{moved:?}") };
    assert!(matches!(*msg, Msg::Talk(TalkMsg::Changed { facts: Some(_), .. })));
    let now = world.talk(talk.id);
    assert_eq!((now.meeting, now.minutes, now.state), (Some(meetings[2].id), 20, TalkState::Planned));
    assert!(now.wish.is_none() && now.with.is_empty(), "what was emptied is gone");
    assert_eq!(lines(&world.ws, meetings[0].id), []);
    let comes = world.ws.answer(&world.meeting(meetings[2].id), talk.company).map(|rsvp| rsvp.by.clone());
    assert_eq!(comes, Some(user(0)));
    let any = world.changes(&user(0), talk.id, talk_form("Rutenett II", 20, ANY));
    assert!(matches!(any, Answer::Say(..)));
    assert_eq!(world.talk(talk.id).meeting, Some(meetings[0].id), "the first with room");
}

#[test]
fn nothing_changed_says_and_changes_nothing() {
    let (mut world, cluster) = World::with_companies(4);
    let meeting = world.planned(cluster)[0].clone();
    let talk = world.signs_up(cluster, &user(0), 10, &at(&meeting));
    let before = world.ws.talks.clone();
    let same = world.changes(&user(0), talk.id, talk_form("Rutenett", 10, &at(&meeting)));
    assert_eq!(same, Answer::Nothing);
    assert_eq!(world.ws.talks, before);
}

#[test]
fn room_that_a_change_leaves_goes_to_who_waits_first() {
    let (mut world, cluster, first, waiting) = full();
    let later = world.signs_up(cluster, &user(4), 10, ANY);
    world.changes(&user(2), first.id, talk_form("Rutenett", 30, &at(&world.meeting(first.meeting.unwrap()))));
    assert_eq!(world.talk(waiting.id).meeting, first.meeting);
    assert_eq!(world.talk(later.id).meeting, None, "five minutes are left");
    assert_eq!(room(&world.ws, &world.meeting(first.meeting.unwrap())), 5);
}

#[test]
fn those_for_whom_another_acts_are_told() {
    let (mut world, cluster, talk) = full_talk([]);
    let meetings = world.planned(cluster);
    let mut values = talk_form("Rutenett", 10, &at(&meetings[1]));
    values.push(with(&[user(4)]));
    world.changes(&kaia(), talk.id, values);
    assert!(matches!(world.heard(&user(0)).last(), Some(TalkMsg::ChangedBy { by, .. }) if *by == kaia()));
    assert!(matches!(world.heard(&user(2)).last(), Some(TalkMsg::LeftOut { .. })));
    assert!(matches!(&world.heard(&user(4))[..], [TalkMsg::With { .. }]));
    assert_eq!(world.with_card(talk.id, &user(2)), Some(Msg::Talk(TalkMsg::NotWith)));
    let refused = refusal(world.press(&user(2), Press::WithdrawTalk(talk.id)));
    assert_eq!(refused, Refusal::NotYours(Right::Presenter, kaia()));
}

#[test]
fn what_is_confidential_opens_for_those_alone_who_present_it() {
    let (mut world, _, talk) = full_talk([secret()]);
    for by in [kaia(), user(1)] {
        let refused = refusal(world.press(&by, Press::ChangeTalk(talk.id)));
        assert!(matches!(refused, Refusal::NotYours(Right::PresenterAlone, _)), "{by}: {refused:?}");
    }
    assert!(matches!(world.press(&user(2), Press::ChangeTalk(talk.id)), Answer::Open(..)));
    let (mut world, cluster, talk) = full_talk([]);
    let mut values = talk_form("Rutenett", 10, &at(&world.planned(cluster)[0]));
    values.push(secret());
    assert_eq!(world.changes(&kaia(), talk.id, values), Answer::Nothing, "its title is not hers any more");
    assert!(world.talk(talk.id).confidential);
}

#[test]
fn what_has_begun_or_is_gone_stays_as_it_was() {
    let (mut world, _, talk) = full_talk([]);
    world.turn_to(oslo("2026-09-10T11:45"));
    assert_eq!(refusal(world.press(&user(0), Press::ChangeTalk(talk.id))), Refusal::TooLate);
    let gone = Talk { state: TalkState::Withdrawn, ..talk.clone() };
    world.ws.apply(&Change::Talk(gone));
    let refused = refusal(world.changes(&user(0), talk.id, talk_form("Rutenett", 10, ANY)));
    assert_eq!(refused, Refusal::Gone);
}
