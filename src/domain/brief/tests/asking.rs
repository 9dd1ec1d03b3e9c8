//! Questions, answers, corrections, and reading again.

use super::{DRAFTED, contact, oslo, refusal, world};
use crate::domain::model::{
    Answer, BriefMsg, CommandWord, Field, Form, Kind, Meeting, Msg, Press, Problem, Purpose, Refusal, Start,
    UserId, Value,
};
use crate::domain::testing::{World, kaia, reader, user};

fn published() -> (World, Meeting) {
    let (mut world, cluster, meeting) = world(3);
    world.shows(cluster, &contact(0), meeting.id, "Rutenett", false);
    world.note(meeting.id, &contact(0), "Notat: tolv kolonner er nok");
    world.turn_to(oslo(DRAFTED));
    world.publishes(&kaia(), meeting.id);
    (world, meeting)
}

/// What was passed on last, and to whom.
fn last(world: &mut World, kind: Kind) -> (UserId, Msg) {
    world.drain();
    let arrived = world.arrived.iter().rfind(|arrived| arrived.row.kind == kind).unwrap();
    (reader(&arrived.row), arrived.msg.clone())
}

fn words(text: &str) -> (Field, Value) {
    (Field::Words, Value::Typed(text.to_owned()))
}

#[test]
fn a_question_goes_to_the_presenter_and_the_answer_comes_back() {
    let (mut world, meeting) = published();
    let asker = contact(2);
    let Answer::Open(_, form) = world.press(&asker, Press::AskPresenter(meeting.id)) else {
        panic!("a form was asked for");
    };
    let Form { start: Start::Ask { people, .. }, .. } = *form else { panic!("{form:?}") };
    assert_eq!(people.len(), 1);
    let to = Value::Chosen(people[0].0.to_string());
    world.submit(&asker, Purpose::Ask(meeting.id), [(Field::Presenter, to), words("Hvorfor tolv?")]);
    let (presenter, question) = last(&mut world, Kind::Ask);
    assert_eq!(presenter, contact(0));
    assert!(matches!(question, Msg::Brief(BriefMsg::Question { ref from, .. }) if *from == asker));
    world.submit(&presenter, Purpose::Reply(meeting.id, asker.clone()), [words("Fordi det går opp.")]);
    let (back, answer) = last(&mut world, Kind::Ask);
    assert_eq!(back, asker);
    assert!(
        matches!(answer, Msg::Brief(BriefMsg::Reply { ref words, .. }) if words.plain() == "Fordi det går opp.")
    );
}

#[test]
fn a_question_needs_words_and_somebody_who_was_there() {
    let (mut world, meeting) = published();
    let to = Value::Chosen(user(5).to_string());
    let answer = world.submit(&contact(2), Purpose::Ask(meeting.id), [(Field::Presenter, to), words("  ")]);
    let Answer::Faults(_, faults) = answer else { panic!("{answer:?}") };
    assert_eq!(faults, [(Field::Presenter, Problem::NotAChoice), (Field::Words, Problem::Missing)]);
}

#[test]
fn what_is_wrong_goes_to_whoever_can_mend_it() {
    let (mut world, meeting) = published();
    world.submit(&contact(2), Purpose::Correct(meeting.id), [words("Det var fjorten")]);
    let (to, correction) = last(&mut world, Kind::Correct);
    assert_eq!(to, kaia());
    assert!(matches!(correction, Msg::Brief(BriefMsg::Correction { .. })));
    let Answer::Open(_, form) = world.press(&kaia(), Press::CorrectBrief(meeting.id)) else {
        panic!("a form was asked for");
    };
    assert!(matches!(form.start, Start::Brief { .. }), "who can mend it does not tell anybody");
}

#[test]
fn people_are_written_to_in_open_hours_only() {
    let (mut world, meeting) = published();
    world.turn_to(oslo("2026-09-11T21:00"));
    world.submit(&contact(2), Purpose::Correct(meeting.id), [words("Det var fjorten")]);
    world.drain();
    assert!(!world.arrived.iter().any(|arrived| arrived.row.kind == Kind::Correct));
    world.turn_to(oslo("2026-09-14T09:00"));
    assert!(world.arrived.iter().any(|arrived| arrived.row.kind == Kind::Correct));
}

fn types(world: &mut World, by: &UserId, rest: &str) -> Answer {
    world.happen(&crate::domain::model::Event::Commanded {
        by: by.clone(),
        channel: crate::domain::model::ChannelId::from("C1"),
        words: format!("{} {rest}", CommandWord::Brief.word(crate::domain::model::Lang::Nb)),
        nonce: crate::domain::model::Nonce(1),
    })
}

#[test]
fn the_archive_lists_and_finds_what_one_may_read() {
    let (mut world, meeting) = published();
    let Answer::Say(_, msg) = types(&mut world, &contact(1), "") else { panic!("a list was asked for") };
    assert!(matches!(*msg, Msg::Brief(BriefMsg::List { ref briefs }) if briefs.len() == 1));
    for found in ["rutenett", "KOLONNER nok", "2026-09-10"] {
        let Answer::Say(_, msg) = types(&mut world, &contact(1), found) else { panic!("{found}") };
        assert!(matches!(*msg, Msg::Brief(BriefMsg::Whole { .. })), "{found}: {msg:?}");
    }
    let missed = types(&mut world, &contact(1), "strikkepinner");
    assert!(matches!(refusal(missed), Refusal::NoBrief(Some(_))));
    let Answer::Read(_, read) = world.press(&contact(1), Press::ReadBrief(meeting.id)) else {
        panic!("a modal was asked for");
    };
    assert!(matches!(*read, Msg::Brief(BriefMsg::Whole { .. })));
}

#[test]
fn a_draft_is_found_by_those_who_may_approve_it() {
    let (mut world, _, meeting) = world(2);
    world.turn_to(oslo(DRAFTED));
    let Answer::Say(_, msg) = types(&mut world, &kaia(), "") else { panic!("a list was asked for") };
    assert!(matches!(*msg, Msg::Brief(BriefMsg::List { ref briefs }) if briefs[0].draft));
    let Answer::Say(_, draft) = world.press(&kaia(), Press::ReadBrief(meeting.id)) else {
        panic!("something is to be done with it");
    };
    assert!(matches!(*draft, Msg::Brief(BriefMsg::Draft { .. })));
    assert_eq!(refusal(types(&mut world, &contact(0), "")), Refusal::NoBrief(None));
}

#[test]
fn before_the_first_there_is_none() {
    let (mut world, ..) = world(2);
    assert_eq!(refusal(types(&mut world, &contact(0), "")), Refusal::NoBrief(None));
}
