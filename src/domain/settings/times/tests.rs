//! When things are said follows the form, and the form says what is wrong.

use crate::domain::calendar;
use crate::domain::model::{
    Answer, ClusterId, Field, Kind, MeetingJob, Msg, Place, Press, Problem, Purpose, Refusal, Rhythm,
    Setting, SettingsMsg, Start, Times, TimesStart, Value,
};
use crate::domain::schedule;
use crate::domain::testing::{Shape, World, kaia, lines, local, oslo, times_form, user};
use chrono::{NaiveDateTime, NaiveTime};

fn with(mut form: Vec<(Field, Value)>, field: Field, value: Value) -> Vec<(Field, Value)> {
    form.retain(|(other, _)| *other != field);
    form.push((field, value));
    form
}

fn hour(hour: u32) -> Value {
    Value::Time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap())
}

fn number(number: u32) -> Value {
    Value::Typed(number.to_string())
}

fn saved(world: &mut World, id: ClusterId, form: Vec<(Field, Value)>) -> Vec<Setting> {
    let answer = world.submit(&kaia(), Purpose::Times(id), form);
    let Answer::Say(_, msg) = answer else { panic!("{answer:?}") };
    let Msg::Settings(SettingsMsg::Saved { changed, ahead }) = *msg else { panic!("{msg:?}") };
    assert!(!ahead.is_empty(), "what comes next is told");
    changed
}

fn faults(world: &mut World, id: ClusterId, form: Vec<(Field, Value)>) -> Vec<(Field, Problem)> {
    match world.submit(&kaia(), Purpose::Times(id), form) {
        Answer::Faults(_, faults) => faults,
        other => panic!("{other:?}"),
    }
}

/// When a job of the third meeting is planned, local.
fn planned(world: &World, id: ClusterId, job: MeetingJob) -> NaiveDateTime {
    let third = world.planned(id).remove(2);
    calendar::local(schedule::planned(&world.ws, &third, job).unwrap(), chrono_tz::Europe::Oslo)
}

#[test]
fn a_form_sent_as_it_is_changes_nothing() {
    let (mut world, id) = World::with_companies(4);
    assert_eq!(saved(&mut world, id, times_form(10, 7)), []);
    assert_eq!(world.cluster(id).times, Times::default());
}

#[test]
fn everything_is_said_at_the_new_times() {
    let (mut world, id) = World::with_companies(4);
    // The third is on 8 October.
    assert_eq!(planned(&world, id, MeetingJob::AskHost), local("2026-09-29T09:00"));
    assert_eq!(planned(&world, id, MeetingJob::Announce), local("2026-10-01T09:00"));
    assert_eq!(planned(&world, id, MeetingJob::Remind), local("2026-10-07T09:00"));
    let form = with(with(times_form(8, 6), Field::Time, hour(10)), Field::RemindDays, number(2));
    let changed = saved(&mut world, id, form);
    assert!(matches!(changed[..], [Setting::Times(Times { ask: 8, announce: 6, remind: 2, .. })]));
    assert_eq!(planned(&world, id, MeetingJob::AskHost), local("2026-09-30T10:00"));
    assert_eq!(planned(&world, id, MeetingJob::Announce), local("2026-10-02T10:00"));
    assert_eq!(planned(&world, id, MeetingJob::Remind), local("2026-10-06T10:00"));
    world.turn_to(oslo("2026-10-15T12:00"));
    let third = world.ws.meetings_of(id)[2].id;
    let ask = world.arrived.iter().find(|it| it.row.kind == Kind::Host && it.row.meeting == Some(third));
    assert_eq!(ask.unwrap().at, oslo("2026-09-30T10:00"));
    let next = world.arrived.iter().filter(|it| it.row.kind == Kind::Host && it.row.meeting == Some(third));
    assert_eq!(next.map(|it| it.at).nth(1), Some(oslo("2026-10-02T10:00")), "two working days later");
}

#[test]
fn the_next_person_is_asked_after_as_many_days_as_was_chosen() {
    let (mut world, id) = World::with_companies(4);
    saved(&mut world, id, with(times_form(10, 7), Field::Patience, number(3)));
    world.turn_to(oslo("2026-10-08T12:00"));
    let third = world.ws.meetings_of(id)[2].id;
    let asks = world.arrived.iter().filter(|it| it.row.kind == Kind::Host && it.row.meeting == Some(third));
    let asks: Vec<_> = asks.map(|it| it.at).collect();
    assert_eq!(asks[..2], [oslo("2026-09-29T09:00"), oslo("2026-10-02T09:00")]);
}

#[test]
fn a_short_rhythm_keeps_what_is_long_within_it() {
    let mut world = World::new(8, oslo("2026-09-01T10:00"));
    let first = local("2026-09-10T11:30");
    let id = world.live(&Shape { channel: "C1", rhythm: Rhythm::Weekly, first, companies: lines(4, 0) });
    saved(&mut world, id, with(times_form(20, 12), Field::RemindDays, number(5)));
    let Answer::Open(_, form) = world.press(&kaia(), Press::ChangeTimes(id)) else { panic!() };
    let Start::Times(TimesStart { times, effective }) = form.start else { panic!() };
    assert_eq!((times.ask, times.announce), (20, 12));
    assert_eq!((effective.ask, effective.announce, effective.invite), (4, 4, 3));
    // The third is on Thursday 24 September.
    assert_eq!(planned(&world, id, MeetingJob::AskHost), local("2026-09-20T09:00"));
    assert_eq!(planned(&world, id, MeetingJob::Remind), local("2026-09-20T09:00"));
}

#[test]
fn every_wrong_way_to_fill_it_in_is_told_at_its_field() {
    let (mut world, id) = World::with_companies(2);
    let empty = faults(&mut world, id, Vec::new());
    assert_eq!(empty.len(), 6);
    assert!(empty.iter().all(|(_, problem)| *problem == Problem::Missing), "{empty:?}");
    let mut form = vec![(Field::Time, hour(9))];
    let fields = [Field::AskDays, Field::AnnounceDays, Field::InviteDays, Field::RemindDays, Field::Patience];
    form.extend(fields.map(|field| (field, Value::Typed("to".to_owned()))));
    let words = faults(&mut world, id, form);
    assert_eq!(words.len(), 5);
    assert!(words.iter().all(|(_, problem)| matches!(problem, Problem::NotBetween(..))), "{words:?}");
    let order = with(with(times_form(5, 7), Field::InviteDays, number(7)), Field::Time, hour(18));
    assert_eq!(
        faults(&mut world, id, order),
        [
            (Field::Time, Problem::QuietThen),
            (Field::AskDays, Problem::AfterAnnouncement),
            (Field::InviteDays, Problem::BeforeAnnouncement)
        ]
    );
    let late = with(times_form(2, 2), Field::RemindDays, number(2));
    let late = with(late, Field::InviteDays, number(1));
    assert_eq!(faults(&mut world, id, late), [(Field::RemindDays, Problem::BeforeAnnouncement)]);
    assert_eq!(world.cluster(id).times, Times::default());
}

#[test]
fn only_who_runs_the_cluster_may_and_the_facilitator_hears_of_it() {
    let (mut world, id) = World::with_companies(3);
    world.turn_to(oslo("2026-10-20T10:00"));
    let no = world.press(&user(3), Press::ChangeTimes(id));
    let Answer::Say(_, msg) = no else { panic!("{no:?}") };
    assert!(matches!(*msg, Msg::Refusal(Refusal::NotYours(..))), "{msg:?}");
    assert!(matches!(world.command(&user(0), "innstillinger tider"), Answer::Open(..)), "the organiser");
    world.submit(&user(0), Purpose::Times(id), times_form(9, 6));
    world.drain();
    let told =
        world.arrived.iter().rev().find(|it| matches!(it.msg, Msg::Settings(SettingsMsg::ChangedFor { .. })));
    assert_eq!(told.unwrap().row.place, Place::Dm(kaia()));
}
