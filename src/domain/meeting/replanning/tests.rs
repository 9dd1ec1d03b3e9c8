//! What another rhythm does to what is planned.

use super::super::planning;
use crate::domain::model::{
    Answer, ClusterId, Coming, Face, Field, Kind, MeetingId, MeetingMsg, Msg, Place, Press, Problem, Purpose,
    Refusal, Start, UserId, Value,
};
use crate::domain::testing::{Shape, World, kaia, lines, local, oslo, user};
use chrono::{NaiveDate, NaiveDateTime};

fn values(rhythm: &str, first: NaiveDateTime) -> Vec<(Field, Value)> {
    vec![
        (Field::Rhythm, Value::Chosen(rhythm.to_owned())),
        (Field::Date, Value::Date(first.date())),
        (Field::Time, Value::Time(first.time())),
    ]
}

fn change(world: &mut World, by: &UserId, id: ClusterId, rhythm: &str, first: &str) -> Answer {
    world.submit(by, Purpose::Rhythm(id), values(rhythm, local(first)))
}

fn starts(world: &World, id: ClusterId) -> Vec<String> {
    world.planned(id).iter().map(|meeting| meeting.start.format("%Y-%m-%dT%H:%M").to_string()).collect()
}

fn stay(answer: Answer) -> Vec<MeetingId> {
    match answer {
        Answer::Say(_, msg) => match *msg {
            Msg::Meeting(MeetingMsg::NewRhythm { stay, .. }) => {
                stay.into_iter().map(|facts| facts.id).collect()
            }
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_nobody_knows_of_takes_the_dates_of_the_new_rhythm() {
    let (mut world, id) = World::with_companies(3);
    let before = world.planned(id);
    let answer = change(&mut world, &kaia(), id, "monthly", "2026-10-06T09:00");
    assert_eq!(stay(answer), []);
    assert_eq!(
        starts(&world, id),
        [
            "2026-09-10T11:30",
            "2026-09-24T11:30",
            "2026-10-06T09:00",
            "2026-11-03T09:00",
            "2026-12-01T09:00",
            "2027-01-05T09:00",
            "2027-02-02T09:00",
            "2027-03-02T09:00",
        ]
    );
    let ids =
        |meetings: &[crate::domain::model::Meeting]| meetings.iter().map(|it| it.id).collect::<Vec<_>>();
    assert_eq!(ids(&world.planned(id)), ids(&before), "none is called off, none is made anew");
    assert_eq!(
        world.planned(id)[2].host.company(),
        Some(world.companies(id)[0]),
        "nor does anybody lose its turn"
    );
    assert_eq!(said_in_the_channel(&mut world), 1);
}

#[test]
fn what_somebody_knows_of_stays_and_is_named() {
    let (mut world, id) = World::with_companies(4);
    world.turn_to(oslo("2026-09-04T12:00"));
    let planned = world.planned(id);
    assert!(planned[0].card.is_some(), "announced");
    world.move_to(planned[2].id, local("2026-10-09T11:30"));
    world.theme(&kaia(), planned[1].id);
    world.press(&user(2), Press::Answer(planned[3].id, Coming::Yes));
    let stays = stay(change(&mut world, &kaia(), id, "weekly", "2026-09-08T11:30"));
    assert_eq!(stays, [0, 1, 2, 3].map(|nth: usize| planned[nth].id));
    for old in &planned[..4] {
        let now = world.meeting(old.id);
        assert_eq!(
            now.start.date(),
            if old.id == planned[2].id { "2026-10-09".parse().unwrap() } else { old.start.date() }
        );
    }
    assert_eq!(starts(&world, id)[..3], ["2026-09-08T11:30", "2026-09-10T11:30", "2026-09-15T11:30"]);
}

#[test]
fn the_form_sent_as_it_opens_changes_nothing() {
    let (mut world, id) = World::with_companies(3);
    for at in ["2026-09-01T10:00", "2026-10-15T10:00", "2026-12-20T10:00"] {
        world.turn_to(oslo(at));
        let Answer::Open(_, form) = world.press(&kaia(), Press::ChangeRhythm(id)) else { panic!("no form") };
        let Start::Rhythm(start) = form.start else { panic!("{:?}", form.start) };
        let before = world.ws.clone();
        let sent =
            world.submit(&kaia(), Purpose::Rhythm(id), values(start.now.rhythm.name(), start.now.first));
        assert_eq!((sent, world.ws == before), (Answer::Nothing, true), "{at}");
    }
}

#[test]
fn a_series_can_be_changed_again_and_again_and_goes_on_by_itself() {
    let (mut world, id) = World::with_companies(3);
    change(&mut world, &kaia(), id, "weekly", "2026-09-08T09:00");
    change(&mut world, &kaia(), id, "monthly_last", "2026-09-29T11:30");
    change(&mut world, &kaia(), id, "last_workday", "2026-09-30T14:00");
    let planned = starts(&world, id);
    assert_eq!(planned.len(), planning::AHEAD);
    assert_eq!(planned[4..6], ["2026-09-30T14:00", "2026-10-30T14:00"]);
    world.turn_to(oslo("2027-02-01T10:00"));
    let held = world.ws.meetings_of(id).into_iter().filter(|it| it.start > local("2026-12-01T00:00"));
    let held: Vec<NaiveDate> = held.take(3).map(|meeting| meeting.start.date()).collect();
    assert_eq!(held, ["2026-12-30", "2027-01-29", "2027-02-26"].map(|day| day.parse::<NaiveDate>().unwrap()));
}

#[test]
fn days_off_can_be_changed_alone() {
    let (mut world, id) = World::with_companies(2);
    let mut filled = values("fortnightly", local("2026-09-10T11:30"));
    filled.push((Field::Falling, Value::Chosen("move".to_owned())));
    filled.push((Field::DaysOff, Value::Ticked(vec!["christmas".to_owned()])));
    world.submit(&kaia(), Purpose::Rhythm(id), filled);
    world.turn_to(oslo("2027-02-01T10:00"));
    let meetings = world.ws.meetings_of(id);
    let days: Vec<String> = meetings.iter().map(|meeting| meeting.start.date().to_string()).collect();
    // The 31st is New Year's Eve, and that week's other days are off as well; before Easter it is Wednesday.
    let at = days.iter().position(|day| day == "2026-12-17").unwrap();
    assert_eq!(days[at..at + 2], ["2026-12-17", "2027-01-14"]);
    assert!(days.contains(&"2027-03-24".to_owned()), "Maundy Thursday: the day before it");
}

#[test]
fn whatever_is_filled_in_wrongly_is_said_where_it_stands() {
    let (mut world, id) = World::with_companies(2);
    let wrong = |world: &mut World, rhythm: &str, first: &str| match change(world, &kaia(), id, rhythm, first)
    {
        Answer::Faults(_, faults) => faults,
        other => panic!("{other:?}"),
    };
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    for (rhythm, first, expected) in [
        ("daily", "2026-09-08T09:00", vec![(Field::Rhythm, Problem::NotAChoice)]),
        ("weekly", "2026-08-25T09:00", vec![(Field::Date, Problem::Past)]),
        ("weekly", "2026-09-08T23:00", vec![(Field::Time, Problem::AtNight)]),
        ("weekly", "2026-09-12T09:00", vec![(Field::Date, Problem::DayOff)]),
        ("weekly", "2027-12-06T09:00", vec![(Field::Date, Problem::TooFar)]),
        ("last_workday", "2026-09-29T09:00", vec![(Field::Date, Problem::OffRhythm(day("2026-09-30")))]),
        ("monthly_last", "2026-09-22T09:00", vec![(Field::Date, Problem::OffRhythm(day("2026-09-29")))]),
    ] {
        assert_eq!(wrong(&mut world, rhythm, first), expected, "{rhythm} from {first}");
    }
    let before = world.ws.clone();
    match world.submit(&kaia(), Purpose::Rhythm(id), [(Field::Falling, Value::Chosen("dance".to_owned()))]) {
        Answer::Faults(_, faults) => assert_eq!(
            faults,
            [
                (Field::Date, Problem::Missing),
                (Field::Rhythm, Problem::NotAChoice),
                (Field::Falling, Problem::NotAChoice)
            ]
        ),
        other => panic!("{other:?}"),
    }
    let mut summer = values("weekly", local("2027-07-13T09:00"));
    summer.push((Field::DaysOff, Value::Ticked(vec!["summer".to_owned()])));
    match world.submit(&kaia(), Purpose::Rhythm(id), summer) {
        Answer::Faults(_, faults) => {
            assert_eq!(faults, [(Field::Date, Problem::OffRhythm(day("2027-08-03")))]);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(world.ws, before);
}

#[test]
fn only_who_runs_a_cluster_that_is_running_changes_its_rhythm() {
    let (mut world, id) = World::with_companies(2);
    let is_refusal =
        |answer: &Answer| matches!(answer, Answer::Say(_, msg) if matches!(**msg, Msg::Refusal(_)));
    assert!(is_refusal(&change(&mut world, &user(0), id, "weekly", "2026-09-08T09:00")));
    assert!(is_refusal(&world.press(&user(0), Press::ChangeRhythm(id))));
    let (first, companies) = (local("2026-09-10T11:30"), lines(2, 0));
    let rhythm = crate::domain::model::Rhythm::Weekly;
    let other = world.set_up(&Shape { channel: "C2", rhythm, first, companies });
    let early = world.press(&kaia(), Press::ChangeRhythm(other));
    assert!(matches!(early, Answer::Say(_, msg) if matches!(*msg, Msg::Refusal(Refusal::NotLiveYet(_)))));
}

#[test]
fn the_welcome_says_the_new_rhythm() {
    let (mut world, id) = World::with_companies(2);
    let version = |world: &World| {
        let welcome = world.ws.cards.values().find(|card| card.face == Face::Welcome(id));
        welcome.map(|card| card.version).unwrap()
    };
    world.drain();
    let before = version(&world);
    change(&mut world, &kaia(), id, "weekly", "2026-09-08T09:00");
    assert_eq!(version(&world), before + 1);
}

/// What is said in the channel of a change of plan.
fn said_in_the_channel(world: &mut World) -> usize {
    world.drain();
    let told = world.arrived.iter().filter(|it| it.row.kind == Kind::Change);
    told.filter(|it| matches!(it.row.place, Place::Channel(_))).count()
}

#[test]
fn how_many_fit_and_what_is_off_is_no_news_for_the_channel() {
    let (mut world, id) = World::with_companies(3);
    let first = world.planned(id)[0].start;
    let off = (Field::DaysOff, Value::Ticked(vec!["squeezed".to_owned()]));
    let seats = (Field::Capacity, Value::Typed("12".to_owned()));
    let more = values("fortnightly", first).into_iter().chain([off, seats]);
    world.submit(&kaia(), Purpose::Rhythm(id), more.collect::<Vec<_>>());
    let cluster = world.cluster(id);
    assert_eq!((cluster.capacity, cluster.days_off.squeezed), (Some(12), true));
    assert_eq!(said_in_the_channel(&mut world), 0);
    change(&mut world, &kaia(), id, "weekly", "2026-10-06T09:00");
    assert_eq!(said_in_the_channel(&mut world), 1);
}

#[test]
fn a_meeting_whose_place_was_chosen_for_its_day_stays_there() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[3].clone();
    let place = vec![(Field::Place, Value::Typed("Kjelleren".to_owned()))];
    world.submit(&kaia(), Purpose::Place(meeting.id), place);
    let stays = stay(change(&mut world, &kaia(), id, "monthly", "2026-10-06T09:00"));
    assert_eq!((stays, world.meeting(meeting.id).start), (vec![meeting.id], meeting.start));
}
