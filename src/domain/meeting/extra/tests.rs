//! Meetings beside the series.

use crate::domain::model::{
    Answer, ClusterId, Coming, Field, Kind, Meeting, Msg, Press, Problem, Purpose, Refusal, UserId, Value,
};
use crate::domain::testing::{World, kaia, local, oslo, user};
use chrono::NaiveDateTime;

fn add(world: &mut World, by: &UserId, id: ClusterId, start: NaiveDateTime) -> Answer {
    let values = [
        (Field::Date, Value::Date(start.date())),
        (Field::Time, Value::Time(start.time())),
        (Field::Place, Value::Typed("Verkstedet".to_owned())),
    ];
    world.submit(by, Purpose::Extra(id), values)
}

fn added(world: &World, id: ClusterId) -> Vec<Meeting> {
    world.planned(id).into_iter().filter(|meeting| meeting.extra).collect()
}

fn problem(answer: Answer) -> (Field, Problem) {
    match answer {
        Answer::Faults(_, mut faults) => faults.remove(0),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_extra_meeting_is_hosted_by_the_next_in_turn_and_announced_like_all_others() {
    let (mut world, id) = World::with_companies(3);
    let companies = world.companies(id);
    world.turn_to(oslo("2026-10-09T10:00"));
    let third = world.planned(id)[0].clone();
    assert_eq!(third.host.company(), Some(companies[1]));
    assert!(matches!(add(&mut world, &kaia(), id, local("2026-11-03T09:00")), Answer::Say(..)));
    let extra = added(&world, id)[0].clone();
    let hosts: Vec<_> = world.planned(id).into_iter().take(4).map(|meeting| meeting.host.company()).collect();
    assert_eq!(hosts, [1, 2, 0, 1].map(|nth| Some(companies[nth])), "{:?}", extra.start);
    world.turn_to(oslo("2026-10-27T10:00"));
    assert!(world.meeting(extra.id).card.is_some(), "announced seven days before");
    let asked = world.arrived.iter().any(|it| it.row.kind == Kind::Host && it.row.meeting == Some(extra.id));
    assert!(asked, "its host was asked for a theme");
    world.press(&user(0), Press::Answer(extra.id, Coming::Yes));
    world.turn_to(oslo("2026-11-03T12:00"));
    assert!(world.meeting(extra.id).attended.contains(&companies[0]));
    assert!(world.beyond_the_budget().is_empty());
}

#[test]
fn the_series_and_what_is_beside_it_are_never_on_one_day() {
    let (mut world, id) = World::with_companies(2);
    let taken = world.planned(id)[1].start;
    assert_eq!(problem(add(&mut world, &kaia(), id, taken)), (Field::Date, Problem::Taken));
    // Behind all that is planned: the slot of that day is taken when its turn comes.
    let far = local("2027-01-28T09:00");
    assert!(world.planned(id).iter().all(|meeting| meeting.start < far));
    assert!(matches!(add(&mut world, &kaia(), id, far), Answer::Say(..)));
    world.turn_to(oslo("2027-01-20T10:00"));
    let days: Vec<_> = world.ws.meetings_of(id).iter().map(|meeting| meeting.start.date()).collect();
    assert!(days.is_sorted_by(|one, next| one < next), "{days:?}");
    assert_eq!(days.iter().filter(|day| **day == far.date()).count(), 1);
}

#[test]
fn eight_of_the_series_are_planned_whatever_is_beside_it() {
    let (mut world, id) = World::with_companies(2);
    let before = world.planned(id).len();
    add(&mut world, &kaia(), id, local("2026-09-15T09:00"));
    assert_eq!(world.planned(id).len(), before + 1);
    world.pass_days(30);
    assert_eq!(world.planned(id).iter().filter(|meeting| !meeting.extra).count(), before);
}

#[test]
fn whatever_is_filled_in_wrongly_is_said_where_it_stands() {
    let (mut world, id) = World::with_companies(2);
    for (start, wrong) in [
        ("2026-08-27T09:00", (Field::Date, Problem::Past)),
        ("2026-09-15T05:00", (Field::Time, Problem::AtNight)),
        ("2026-09-19T09:00", (Field::Date, Problem::DayOff)),
        ("2028-09-19T09:00", (Field::Date, Problem::TooFar)),
    ] {
        assert_eq!(problem(add(&mut world, &kaia(), id, local(start))), wrong);
    }
    match world.submit(&kaia(), Purpose::Extra(id), []) {
        Answer::Faults(_, faults) => {
            assert_eq!(faults, [(Field::Date, Problem::Missing), (Field::Place, Problem::Missing)]);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(added(&world, id), []);
}

#[test]
fn who_does_not_run_the_cluster_adds_nothing() {
    let (mut world, id) = World::with_companies(2);
    let refused = add(&mut world, &user(0), id, local("2026-09-15T09:00"));
    let is_refusal = |msg: &Msg| matches!(msg, Msg::Refusal(Refusal::NotYours(..)));
    assert!(matches!(refused, Answer::Say(_, msg) if is_refusal(&msg)));
    assert_eq!(added(&world, id), []);
}
