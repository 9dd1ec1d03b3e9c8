//! What briefs promise: exactly one to each who should get it, nothing without consent, nothing lost.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;
mod consent;
mod delivery;

use crate::domain::model::{
    Answer, Brief, BriefMsg, BriefState, ClusterId, Coming, Field, Kind, LineProblem, Meeting, MeetingId,
    Msg, Press, Problem, Purpose, Refusal, TalkId, TalkMsg, UserId, Value,
};
use crate::domain::testing::{Arrived, World, kaia, oslo, reader, talk_form, user};

/// The first meeting of the small world: Thursday 10 September 2026, hosted by the facilitator.
const OVER: &str = "2026-09-10T12:45";
const DRAFTED: &str = "2026-09-11T09:00";
const FACTS: &str = "2026-09-14T09:00";

/// So many companies: the contact of the `n`th is `user(2 * n)`, a colleague `user(2 * n + 1)`.
fn world(companies: usize) -> (World, ClusterId, Meeting) {
    let (mut world, id) = World::with_companies(companies);
    world.turn_to(oslo("2026-09-09T12:00"));
    let meeting = world.planned(id).remove(0);
    (world, id, meeting)
}

/// The contact of a company, counted from 0.
fn contact(company: usize) -> UserId {
    user(2 * company)
}

impl World {
    fn brief(&self, id: MeetingId) -> Brief {
        self.ws.briefs.get(&id).cloned().unwrap()
    }

    /// Who was sent the brief of a meeting, each time it was.
    fn briefed(&self, id: MeetingId) -> Vec<UserId> {
        let about = |arrived: &&Arrived| arrived.row.kind == Kind::Brief && arrived.row.meeting == Some(id);
        let dms = self
            .arrived
            .iter()
            .filter(about)
            .filter(|arrived| matches!(arrived.msg, Msg::Brief(BriefMsg::ForYou { .. })));
        let mut readers: Vec<UserId> = dms.map(|arrived| reader(&arrived.row)).collect();
        readers.sort();
        readers
    }

    fn answers(&mut self, by: &UserId, id: MeetingId, coming: Coming) {
        let answer = self.press(by, Press::Answer(id, coming));
        assert!(matches!(answer, Answer::Say(..)), "{answer:?}");
    }

    /// Signs a talk up at a meeting.
    fn shows(&mut self, cluster: ClusterId, by: &UserId, id: MeetingId, title: &str, secret: bool) -> TalkId {
        let mut values = talk_form(title, 10, &id.to_string());
        values.extend(secret.then(|| (Field::Confidential, Value::Ticked(vec!["confidential".to_owned()]))));
        let answer = self.submit(by, Purpose::Talk(cluster), values);
        let Answer::Say(_, msg) = answer else { panic!("{answer:?}") };
        let Msg::Talk(TalkMsg::SignedUp { talk, .. }) = *msg else { panic!("{msg:?}") };
        talk.id
    }

    fn publishes(&mut self, by: &UserId, id: MeetingId) {
        assert_eq!(self.press(by, Press::PublishBrief(id)), Answer::Nothing);
        self.drain();
    }

    fn edits(&mut self, by: &UserId, id: MeetingId, lines: &str) -> Answer {
        self.submit(by, Purpose::Brief(id), [(Field::Points, Value::Typed(lines.to_owned()))])
    }
}

/// The words of everything that was ever sent, and of every card as it stands.
fn everything_said(world: &World) -> String {
    let cards = world.ws.cards.values().filter_map(|card| crate::domain::card::message(&world.ws, card));
    let sent = world.arrived.iter().map(|arrived| arrived.msg.clone());
    let all: Vec<String> = sent.chain(cards).map(|msg| serde_json::to_string(&msg).unwrap()).collect();
    all.join("\n")
}

/// The points of a brief, as they are kept.
fn texts(brief: &Brief) -> Vec<&str> {
    brief.points.iter().map(|noted| noted.point.text.plain()).collect()
}

fn refusal(answer: Answer) -> Refusal {
    let Answer::Say(_, msg) = answer else { panic!("{answer:?}") };
    let Msg::Refusal(refusal) = *msg else { panic!("{msg:?}") };
    refusal
}

#[test]
fn notes_open_when_the_meeting_is_over_and_the_draft_comes_the_next_working_day() {
    let (mut world, _, meeting) = world(3);
    world.turn_to(oslo(OVER));
    let opened: Vec<_> = world.arrived.iter().filter(|arrived| arrived.row.kind == Kind::Notes).collect();
    assert_eq!(opened.len(), 1);
    assert_eq!(opened[0].at, oslo(OVER));
    world.note(meeting.id, &contact(1), "Beslutning: vi møtes på verkstedet");
    world.turn_to(oslo("2026-09-11T08:59"));
    assert!(world.ws.briefs.is_empty());
    world.turn_to(oslo(DRAFTED));
    let brief = world.brief(meeting.id);
    assert_eq!(brief.state, BriefState::Draft);
    assert_eq!(texts(&brief), ["vi møtes på verkstedet"]);
    let drafts: Vec<UserId> =
        world.arrived.iter().filter(|a| a.row.kind == Kind::Draft).map(|a| reader(&a.row)).collect();
    assert_eq!(drafts, [kaia()], "the host alone sees the draft");
    assert!(world.briefed(meeting.id).is_empty());
}

#[test]
fn a_thread_that_cannot_be_read_yet_is_asked_for_again() {
    let (mut world, _, meeting) = world(2);
    world.turn_to(oslo("2026-09-11T08:59"));
    let due = crate::domain::model::Due::Meeting(meeting.id, crate::domain::model::MeetingJob::Draft);
    world.now = oslo(DRAFTED);
    // Slack does not answer: the question is asked, and nothing comes back.
    let decision = crate::domain::decide(&world.ws, &crate::domain::model::Event::Due(due), world.now);
    assert_eq!(decision.actions.len(), 1);
    decision.changes.iter().for_each(|change| world.ws.apply(change));
    world.note(meeting.id, &contact(0), "Notat: det kom likevel");
    world.turn_to(oslo("2026-09-11T09:09"));
    assert!(world.ws.briefs.is_empty());
    world.turn_to(oslo("2026-09-11T09:10"));
    assert_eq!(texts(&world.brief(meeting.id)), ["det kom likevel"]);
}

#[test]
fn only_the_first_reading_of_a_thread_counts() {
    let (mut world, _, meeting) = world(2);
    world.turn_to(oslo(DRAFTED));
    world.edits(&kaia(), meeting.id, "Notat: skrevet av vertskapet");
    world.note(meeting.id, &contact(0), "Notat: for sent");
    let late = crate::domain::model::Event::NotesSeen {
        meeting: meeting.id,
        remarks: world.threads.get(&meeting.id).cloned(),
        thread: None,
    };
    world.happen(&late);
    assert_eq!(texts(&world.brief(meeting.id)), ["skrevet av vertskapet"]);
}

#[test]
fn nothing_noted_is_a_brief_too_and_invents_nothing() {
    let (mut world, cluster, meeting) = world(3);
    world.shows(cluster, &contact(0), meeting.id, "Rutenett", false);
    world.turn_to(oslo(FACTS));
    let brief = world.brief(meeting.id);
    assert_eq!((brief.state, brief.points.len(), brief.remarks), (BriefState::Published, 0, 0));
    let said = everything_said(&world);
    assert!(said.contains("Rutenett"));
    assert!(!said.contains("\"facts_only\":true"), "there is nothing to wait for");
}

#[test]
fn what_nobody_approves_goes_out_as_the_agenda_and_waits_with_its_points() {
    let (mut world, cluster, meeting) = world(3);
    world.shows(cluster, &contact(0), meeting.id, "Rutenett", false);
    world.note(meeting.id, &contact(1), "Beslutning: hemmelig til det er godkjent");
    world.turn_to(oslo("2026-09-14T08:59"));
    assert!(world.briefed(meeting.id).is_empty());
    world.turn_to(oslo(FACTS));
    assert_eq!(world.brief(meeting.id).state, BriefState::FactsOnly);
    let before = world.briefed(meeting.id);
    assert_eq!(before, [contact(1), contact(2)]);
    let sent: String = world
        .arrived
        .iter()
        .filter(|arrived| arrived.row.kind == Kind::Brief)
        .map(|arrived| serde_json::to_string(&arrived.msg).unwrap())
        .collect();
    assert!(sent.contains("Rutenett") && !sent.contains("hemmelig"), "{sent}");
    world.publishes(&kaia(), meeting.id);
    assert_eq!(world.briefed(meeting.id), before, "the same messages are edited");
    assert!(everything_said(&world).contains("hemmelig til det er godkjent"));
}

#[test]
fn a_draft_is_followed_by_the_agenda_however_long_the_bot_was_down() {
    let (mut world, _, meeting) = world(3);
    world.note(meeting.id, &contact(1), "Notat: bare et utkast");
    world.turn_to(oslo(DRAFTED));
    world.down_for(24 * 25);
    world.pass_days(3);
    assert_eq!(world.brief(meeting.id).state, BriefState::FactsOnly);
    assert_eq!(world.briefed(meeting.id).len(), 3);
}

#[test]
fn points_that_nobody_approves_are_forgotten_after_thirty_days() {
    let (mut world, _, meeting) = world(2);
    world.note(meeting.id, &contact(0), "Notat: skal ikke ligge");
    world.turn_to(oslo("2026-10-11T08:00"));
    assert_eq!(texts(&world.brief(meeting.id)), ["skal ikke ligge"]);
    world.turn_to(oslo("2026-10-12T09:00"));
    assert!(world.brief(meeting.id).points.is_empty());
}

#[test]
fn a_reworded_line_still_cites_its_message_and_a_new_one_cites_none() {
    let (mut world, _, meeting) = world(2);
    world.note(meeting.id, &contact(0), "Beslutning: vi møtes på verkstedet i oktober");
    world.turn_to(oslo(DRAFTED));
    let source = world.brief(meeting.id).points[0].point.source.clone();
    let lines = "Oppgave: vi møtes på verkstedet i november\n\n- Noe helt annet ble sagt";
    world.edits(&kaia(), meeting.id, lines);
    let brief = world.brief(meeting.id);
    assert_eq!(texts(&brief), ["vi møtes på verkstedet i november", "Noe helt annet ble sagt"]);
    assert_eq!(brief.points[0].point.kind, crate::domain::model::PointKind::Task);
    assert_eq!(brief.points[0].point.source, source);
    assert_eq!((brief.points[1].point.source.clone(), brief.points[1].point.by.clone()), (None, None));
    assert!(brief.corrected.is_none(), "a draft is not corrected, it is written");
    world.publishes(&kaia(), meeting.id);
    world.edits(&kaia(), meeting.id, "Bare dette");
    assert_eq!(world.brief(meeting.id).corrected, Some(world.now));
}

#[test]
fn a_mark_with_nothing_behind_it_is_no_point_and_a_long_line_is_named() {
    let (mut world, _, meeting) = world(2);
    world.turn_to(oslo(DRAFTED));
    world.edits(&kaia(), meeting.id, "Beslutning:\n\n- oppgave: \nVi prøver rutenett");
    assert_eq!(texts(&world.brief(meeting.id)), ["Vi prøver rutenett"]);
    let long = format!("Kort\n\n{}", "bla ".repeat(101));
    let Answer::Faults(_, faults) = world.edits(&kaia(), meeting.id, &long) else {
        panic!("no line may be as long as this")
    };
    assert_eq!(faults, [(Field::Points, Problem::Lines(vec![(3, LineProblem::TooLong(400))]))]);
    assert_eq!(texts(&world.brief(meeting.id)), ["Vi prøver rutenett"], "nothing is taken over");
}

#[test]
fn only_those_responsible_approve_and_change() {
    let (mut world, _, meeting) = world(3);
    world.turn_to(oslo(DRAFTED));
    let other = contact(2);
    assert!(matches!(refusal(world.press(&other, Press::PublishBrief(meeting.id))), Refusal::NotYours(..)));
    assert!(matches!(refusal(world.press(&other, Press::EditBrief(meeting.id))), Refusal::NotYours(..)));
    assert!(matches!(refusal(world.edits(&other, meeting.id, "x")), Refusal::NotYours(..)));
    assert_eq!(refusal(world.press(&other, Press::ReadBrief(meeting.id))), Refusal::Gone);
    assert_eq!(world.brief(meeting.id).state, BriefState::Draft);
}
