//! Settings change what comes, not what was decided for one meeting, and what is foretold comes.

use super::ahead;
use crate::domain::calendar;
use crate::domain::model::{
    Ahead, Answer, Body, Cluster, ClusterId, Due, Field, MeetingJob, Msg, OnboardingMsg, Problem, Purpose,
    Rhythm, Setting, SettingsMsg, UserId, Value,
};
use crate::domain::testing::{Shape, World, kaia, lines, local, oslo, settings_form, user};
use chrono::{Duration, NaiveTime};
use proptest::prelude::{ProptestConfig, any, proptest};

fn with(mut form: Vec<(Field, Value)>, field: Field, value: Value) -> Vec<(Field, Value)> {
    form.retain(|(other, _)| *other != field);
    form.push((field, value));
    form
}

fn typed(words: &str) -> Value {
    Value::Typed(words.to_owned())
}

/// Saves the form for the facilitator; what was said to be otherwise.
fn save(world: &mut World, id: ClusterId, form: Vec<(Field, Value)>) -> Vec<Setting> {
    match world.submit(&kaia(), Purpose::Settings(id), form) {
        Answer::Say(_, msg) => match *msg {
            Msg::Settings(SettingsMsg::Saved { changed, .. }) => changed,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn faults(world: &mut World, by: &UserId, id: ClusterId, form: Vec<(Field, Value)>) -> Vec<(Field, Problem)> {
    match world.submit(by, Purpose::Settings(id), form) {
        Answer::Faults(_, faults) => faults,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_form_sent_as_it_was_changes_nothing() {
    let (mut world, id) = World::with_companies(4);
    let before = world.ws.clusters.get(&id).cloned();
    assert_eq!(save(&mut world, id, settings_form("Kafeen")), []);
    assert_eq!(world.ws.clusters.get(&id).cloned(), before);
}

#[test]
fn meetings_follow_unless_somebody_decided_otherwise_for_one() {
    let (mut world, id) = World::with_companies(4);
    let meetings: Vec<_> = world.ws.planned_in(id).map(|meeting| meeting.id).collect();
    world.submit(&kaia(), Purpose::Place(meetings[1]), [(Field::Place, typed("Taket"))]);
    let form = with(settings_form("Verkstedet"), Field::Minutes, typed("90"));
    let changed = save(&mut world, id, form);
    assert!(matches!(&changed[..], [Setting::Length(90), Setting::Place(_)]), "{changed:?}");
    let places = |world: &World| -> Vec<(String, u32)> {
        let planned = world.ws.planned_in(id);
        planned.map(|meeting| (meeting.place.plain().to_owned(), meeting.minutes)).collect()
    };
    let now = places(&world);
    assert_eq!(now[0], ("Verkstedet".to_owned(), 90));
    assert_eq!(now[1], ("Taket".to_owned(), 90));
    assert!(now[2..].iter().all(|meeting| *meeting == ("Verkstedet".to_owned(), 90)), "{now:?}");
}

#[test]
fn a_meeting_whose_talks_would_not_fit_keeps_its_length() {
    let (mut world, id) = World::with_companies(4);
    let meeting = world.ws.planned_in(id).next().unwrap().id;
    let talk = crate::domain::testing::talk_form("Layout", 40, &meeting.to_string());
    world.submit(&user(0), Purpose::Talk(id), talk);
    save(&mut world, id, with(settings_form("Kafeen"), Field::Minutes, typed("45")));
    let minutes: Vec<u32> = world.ws.planned_in(id).map(|meeting| meeting.minutes).take(2).collect();
    assert_eq!(minutes, [60, 45]);
}

#[test]
fn every_fault_is_told_at_once() {
    let (mut world, id) = World::with_companies(2);
    let time = |hour| Value::Time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap());
    let mut form = settings_form("");
    for (field, value) in [
        (Field::Minutes, typed("5")),
        (Field::TurnMonths, typed("0")),
        (Field::StartMeetings, typed("mange")),
        (Field::Language, Value::Chosen("de".to_owned())),
        (Field::QuietFrom, time(11)),
        (Field::Link, typed("http://example.com")),
        (Field::Facilitator, Value::People(vec![UserId::from("UELSEWHERE")])),
    ] {
        form = with(form, field, value);
    }
    let told = faults(&mut world, &kaia(), id, form);
    let fields = [
        Field::Minutes,
        Field::TurnMonths,
        Field::StartMeetings,
        Field::Place,
        Field::Link,
        Field::QuietFrom,
        Field::Language,
        Field::Facilitator,
    ];
    assert_eq!(told.iter().map(|(field, _)| *field).collect::<Vec<_>>(), fields);
}

#[test]
fn the_facilitator_hands_the_cluster_on_and_whoever_gets_it_is_told() {
    let (mut world, id) = World::with_companies(2);
    let form = with(settings_form("Kafeen"), Field::Facilitator, Value::People(vec![user(1)]));
    save(&mut world, id, form);
    assert_eq!(world.cluster(id).facilitator, user(1));
    let told = world.ws.outbox.values().any(|row| {
        let Body::Say(msg) = &row.body else { return false };
        matches!(&**msg, Msg::Onboarding(OnboardingMsg::YouFacilitate { by: Some(by), .. }) if *by == kaia())
    });
    assert!(told);
}

#[test]
fn the_organiser_changes_what_is_not_the_facilitators_own_and_the_facilitator_hears_of_it() {
    let (mut world, id) = World::with_companies(3);
    world.pass_days(60);
    let turn = world.ws.turns_in(id).last().cloned().unwrap();
    let organiser = world.ws.companies[&turn.holder.company().unwrap()].contact.clone().unwrap();
    let form = with(settings_form("Taket"), Field::Facilitator, Value::People(vec![organiser.clone()]));
    world.submit(&organiser, Purpose::Settings(id), form);
    let Cluster { facilitator, place, .. } = world.cluster(id);
    assert_eq!((facilitator, place.plain()), (kaia(), "Taket"));
    world.pass_days(3);
    let told = world.arrived.iter().any(|it| matches!(it.msg, Msg::Settings(SettingsMsg::ChangedFor { .. })));
    assert!(told);
}

/// What came in the two weeks, as it would have been foretold.
fn came(world: &World, id: ClusterId, from: usize) -> Vec<(chrono::NaiveDateTime, Due)> {
    let zone = world.cluster(id).zone;
    world.done[from..].iter().map(|(at, due)| (calendar::local(*at, zone), due.clone())).collect()
}

#[test]
fn two_weeks_hold_the_question_the_announcement_the_reminder_the_meeting_and_the_brief() {
    let mut world = World::new(8, oslo("2026-09-01T10:00"));
    let first = local("2026-09-10T11:30");
    let shape = Shape { channel: "C1", rhythm: Rhythm::Fortnightly, first, companies: lines(4, 0) };
    let id = world.live(&shape);
    let lines = ahead(&world.ws, id, world.now);
    let jobs: Vec<MeetingJob> = lines
        .iter()
        .filter_map(|line| match &line.what {
            Ahead::Work(Due::Meeting(_, job), day) => (*day == Some(first.date())).then_some(*job),
            _ => None,
        })
        .collect();
    assert_eq!(
        jobs,
        [
            MeetingJob::AskHost,
            MeetingJob::Announce,
            MeetingJob::Invite,
            MeetingJob::Remind,
            MeetingJob::Draft
        ]
    );
    assert!(lines.iter().any(|line| line.what == Ahead::Meeting && line.at == first), "{lines:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// If nobody does anything, all that is foretold happens, when it is foretold.
    #[test]
    fn what_is_foretold_comes(companies in 2..9_usize, weekly in any::<bool>(), days in 0..120_i64) {
        let mut world = World::new(2 * companies, oslo("2026-09-01T10:00"));
        let rhythm = if weekly { Rhythm::Weekly } else { Rhythm::Fortnightly };
        let first = local("2026-09-10T11:30");
        let id = world.live(&Shape { channel: "C1", rhythm, first, companies: lines(companies, 0) });
        world.pass_days(days);
        let (foretold, from) = (ahead(&world.ws, id, world.now), world.done.len());
        world.pass_days(15);
        let came = came(&world, id, from);
        for line in foretold {
            let has_come = match &line.what {
                Ahead::Meeting => came.iter().any(|(at, due)| {
                    matches!(due, Due::Meeting(_, MeetingJob::Close)) && *at >= line.at
                        && *at <= line.at + Duration::days(1)
                }),
                Ahead::Work(due, _) => came.contains(&(line.at, due.clone())),
            };
            assert!(has_come, "{line:?} of {came:?}");
        }
    }
}
