//! One answer a company, whoever gives it and however often.

use crate::domain::model::{
    Answer, Coming, Company, CompanyId, Face, Field, Kind, Msg, Press, Problem, Purpose, Refusal, Rhythm,
    RsvpMsg, Value,
};
use crate::domain::testing::{Shape, World, local, oslo, reader, talk_form, user};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_company_has_one_answer_and_comes_while_anybody_of_it_does(
        presses in proptest::collection::vec((0..6usize, 0..3usize), 1..30),
    ) {
        let (mut world, id) = World::with_companies(3);
        let meeting = world.planned(id)[0].id;
        let mut last: BTreeMap<usize, Coming> = BTreeMap::new();
        for (who, what) in presses {
            let answer = Coming::ALL[what];
            world.press(&user(who), Press::Answer(meeting, answer));
            let again = world.ws.clone();
            world.press(&user(who), Press::Answer(meeting, answer));
            prop_assert_eq!(&again, &world.ws, "pressing twice is the same as once");
            last.insert(who, answer);
            for (nth, company) in world.companies(id).into_iter().enumerate() {
                let said = world.ws.rsvps.get(&(meeting, company)).cloned();
                let of_it: Vec<usize> = [2 * nth, 2 * nth + 1].into_iter().filter(|who| last.contains_key(who)).collect();
                prop_assert_eq!(said.is_some(), !of_it.is_empty());
                let coming: BTreeSet<_> = of_it.iter().filter(|who| last[who] == Coming::Yes).map(|who| user(*who)).collect();
                if let Some(said) = said {
                    prop_assert_eq!(said.answer == Coming::Yes, !coming.is_empty());
                    prop_assert_eq!(said.people, coming);
                }
            }
        }
    }
}

fn first_company(world: &World, id: crate::domain::model::ClusterId) -> (CompanyId, Company) {
    let first = world.companies(id)[0];
    (first, world.ws.companies.get(&first).cloned().unwrap())
}

#[test]
fn a_company_that_has_answered_is_not_reminded() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[0].id;
    world.turn_to(oslo("2026-09-08T10:00"));
    world.press(&user(1), Press::Answer(meeting, Coming::No));
    world.turn_to(oslo("2026-09-10T10:00"));
    let reminded: Vec<_> =
        world.arrived.iter().filter(|a| a.row.kind == Kind::Reminder).map(|a| reader(&a.row)).collect();
    assert_eq!(reminded, [user(2), user(4)], "one person of each of the others");
}

#[test]
fn a_company_on_the_agenda_of_a_moved_meeting_is_asked_if_it_is_ready_and_nothing_else() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[0].clone();
    let values = talk_form("Layout", 10, &meeting.id.to_string());
    world.submit(&user(0), Purpose::Talk(id), values);
    world.move_to(meeting.id, meeting.start + chrono::Duration::days(1));
    world.turn_to(oslo("2026-09-11T10:00"));
    let asked = |kind| {
        let of_it = world.arrived.iter().filter(move |a| a.row.kind == kind);
        of_it.map(|a| reader(&a.row)).collect::<Vec<_>>()
    };
    assert_eq!(asked(Kind::Reminder), [user(2), user(4)]);
    assert!(asked(Kind::Presenter).contains(&user(0)));
}

#[test]
fn an_answer_counts_again_when_the_meeting_is_moved_back() {
    let (mut world, id) = World::with_companies(2);
    let meeting = world.planned(id)[0].clone();
    let company = world.companies(id)[0];
    world.press(&user(0), Press::Answer(meeting.id, Coming::Yes));
    world.move_to(meeting.id, meeting.start + chrono::Duration::days(1));
    assert!(world.ws.answer(&world.meeting(meeting.id), company).is_none());
    world.move_to(meeting.id, meeting.start);
    let answer = world.ws.answer(&world.meeting(meeting.id), company).unwrap();
    assert_eq!(answer.answer, Coming::Yes);
}

#[test]
fn a_maybe_beside_a_colleague_who_comes_is_no_no() {
    let (mut world, id) = World::with_companies(2);
    let meeting = world.planned(id)[0].id;
    world.press(&user(0), Press::Answer(meeting, Coming::Yes));
    let Answer::Say(_, msg) = world.press(&user(1), Press::Answer(meeting, Coming::Maybe)) else {
        panic!("an answer is taken down aloud")
    };
    let Msg::Rsvp(RsvpMsg::ColleaguesStillCome { answer, .. }) = *msg else { panic!("{msg:?}") };
    assert_eq!(answer, Coming::Maybe);
}

#[test]
fn an_answer_edits_the_cards_that_show_it_and_no_others() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[0].id;
    world.turn_to(oslo("2026-09-10T10:00"));
    let before = world.ws.cards.clone();
    world.press(&user(2), Press::Answer(meeting, Coming::No));
    let edited = world.ws.cards.values().filter(|card| {
        let then = before.get(&card.id).map(|card| card.version);
        then.is_some_and(|version| card.version > version)
    });
    let edited: Vec<&Face> = edited.map(|card| &card.face).collect();
    assert_eq!(edited, [&Face::Announcement(meeting), &Face::Reminder(meeting, user(2))]);
    let others: Vec<&Face> =
        before.values().map(|card| &card.face).filter(|face| !edited.contains(face)).collect();
    assert!(
        others.contains(&&Face::HostAsk(meeting, world.ws.clusters[&id].facilitator.clone())),
        "{others:?}"
    );
    assert!(others.contains(&&Face::Reminder(meeting, user(4))), "{others:?}");
}

#[test]
fn who_has_no_company_is_asked_for_it_and_the_answer_is_taken_then() {
    let (mut world, id) = World::with_companies(2);
    world.happen(&crate::domain::model::Event::Arrived { channel: "C1".into(), user: user(9) });
    let meeting = world.planned(id)[0].id;
    let answer = world.press(&user(9), Press::Answer(meeting, Coming::Yes));
    let Answer::Open(_, form) = answer else { panic!("{answer:?}") };
    let (company, _) = first_company(&world, id);
    world.submit(&user(9), form.purpose, [(Field::Company, Value::Chosen(company.to_string()))]);
    let said = world.ws.rsvps.get(&(meeting, company)).unwrap();
    assert_eq!((said.answer, &said.by), (Coming::Yes, &user(9)));
}

#[test]
fn who_goes_to_another_company_no_longer_speaks_for_the_old_one() {
    let (mut world, id) = World::with_companies(3);
    let (first, _) = first_company(&world, id);
    world.add(id, "Fjerde strek; @p0");
    let left = world.ws.companies.get(&first).cloned().unwrap();
    assert_eq!((left.contact, left.deputy), (Some(user(1)), None), "the deputy steps up");
    let mine = world.ws.company_of(id, &user(0)).unwrap().id.to_string();
    world.submit(&user(1), Purpose::Company(id, None), [(Field::Company, Value::Chosen(mine))]);
    let left = world.ws.companies.get(&first).cloned().unwrap();
    assert_eq!(left.contact, None, "and is gone too");
    world.turn_to(oslo("2026-09-10T10:00"));
    let reminded: Vec<_> =
        world.arrived.iter().filter(|a| a.row.kind == Kind::Reminder).map(|a| reader(&a.row)).collect();
    assert_eq!(reminded, [user(2), user(4), user(0)], "nobody is asked for a company they are not from");
}

#[test]
fn nobody_is_taken_from_another_company_by_being_named_its_contact() {
    let (mut world, id) = World::with_companies(3);
    let before = world.ws.clone();
    for field in [Field::Contact, Field::Deputy] {
        let mut chosen = vec![(Field::Contact, Value::People(vec![user(0)]))];
        chosen.push((field, Value::People(vec![user(2)])));
        let answer = world.submit(&user(0), Purpose::Contact(id), chosen);
        let elsewhere = vec![(field, Problem::Elsewhere)];
        assert!(matches!(answer, Answer::Faults(_, faults) if faults == elsewhere));
        assert_eq!((&world.ws.companies, &world.ws.members), (&before.companies, &before.members));
    }
}

#[test]
fn an_answer_brought_along_is_for_a_meeting_of_the_same_cluster() {
    let (mut world, id) = World::with_companies(2);
    let shape = Shape {
        channel: "C2",
        rhythm: Rhythm::Weekly,
        first: local("2026-09-11T11:30"),
        companies: vec!["En".to_owned(), "To".to_owned()],
    };
    let other = world.live(&shape);
    let (theirs, company) = (world.planned(other)[0].id, world.companies(id)[0]);
    let then = Some((theirs, Coming::Yes));
    world.submit(
        &user(1),
        Purpose::Company(id, then),
        [(Field::Company, Value::Chosen(company.to_string()))],
    );
    assert!(world.ws.rsvps.is_empty(), "no company answers for a meeting of others");
}

#[test]
fn an_answer_can_be_typed_for_the_day_of_a_meeting() {
    let (mut world, id) = World::with_companies(3);
    let [first, second] = [0, 1].map(|nth| world.planned(id)[nth].clone());
    let answers = |world: &World| {
        [&first, &second].map(|meeting| world.ws.rsvps.values().any(|rsvp| rsvp.meeting == meeting.id))
    };
    world.command(&user(0), "kommer 24. september");
    assert_eq!(answers(&world), [false, true]);
    let nothing = world.command(&user(0), "kommer 23. september");
    let day = second.start.date().pred_opt().unwrap();
    let refused = |msg: &Msg| *msg == Msg::Refusal(Refusal::NoMeetingOn(day));
    assert!(matches!(&nothing, Answer::Say(_, msg) if refused(msg)), "{nothing:?}");
    world.command(&user(0), "kommer gjerne");
    assert_eq!(answers(&world), [true, true], "what is no day is friendly talk");
}
