//! Two clusters at once.

use super::of_planned;
use crate::domain::model::{
    Answer, Collision, Field, MeetingMsg, Msg, OnboardingMsg, Press, Purpose, Rhythm, Value,
};
use crate::domain::onboarding::preview_card;
use crate::domain::testing::{Shape, World, kaia, lines, local, oslo};
use chrono::NaiveDateTime;

fn shape(channel: &'static str, first: &str, from: usize) -> Shape {
    Shape { channel, rhythm: Rhythm::Fortnightly, first: local(first), companies: lines(2, from) }
}

/// The starts of what collides.
fn starts(collisions: &[Collision]) -> Vec<NaiveDateTime> {
    collisions.iter().map(|it| it.start).collect()
}

#[test]
fn the_preview_says_where_another_cluster_of_the_same_people_meets_at_once() {
    let mut world = World::new(8, oslo("2026-09-01T10:00"));
    world.live(&shape("C1", "2026-09-10T11:30", 0));
    let id = world.set_up(&shape("C2", "2026-09-24T12:00", 2));
    let Some(Msg::Onboarding(OnboardingMsg::Preview { collisions, .. })) = preview_card(&world.ws, id) else {
        panic!("no preview")
    };
    assert_eq!(starts(&collisions), ["2026-09-24T11:30", "2026-10-08T11:30", "2026-10-22T11:30"].map(local));
    // Two of the second company, and the facilitator of both.
    assert_eq!(collisions[0].people, 3);
    assert_eq!(of_planned(&world.ws, id), [], "nothing is planned before the welcome is approved");
}

#[test]
fn one_meeting_after_the_other_is_no_collision() {
    let mut world = World::new(8, oslo("2026-09-01T10:00"));
    let one = world.live(&shape("C1", "2026-09-10T11:30", 0));
    world.live(&shape("C2", "2026-09-10T12:30", 2));
    assert_eq!(of_planned(&world.ws, one), []);
}

#[test]
fn another_rhythm_and_an_extra_meeting_say_so_too() {
    let mut world = World::new(8, oslo("2026-09-01T10:00"));
    world.live(&shape("C1", "2026-09-10T11:30", 0));
    let id = world.live(&shape("C2", "2026-09-15T12:00", 4));
    let at = local("2026-09-10T12:00");
    let mut values = vec![
        (Field::Date, Value::Date(at.date())),
        (Field::Time, Value::Time(at.time())),
        (Field::Place, Value::Typed("Verkstedet".to_owned())),
    ];
    let extra = world.submit(&kaia(), Purpose::Extra(id), values.clone());
    let Answer::Say(_, msg) = extra else { panic!("{extra:?}") };
    let Msg::Meeting(MeetingMsg::Extra { collisions, .. }) = *msg else { panic!("{msg:?}") };
    assert_eq!((starts(&collisions), collisions[0].people), (vec![local("2026-09-10T11:30")], 1));
    values[0] = (Field::Date, Value::Date(local("2026-09-24T12:00").date()));
    values[2] = (Field::Rhythm, Value::Chosen("weekly".to_owned()));
    let changed = world.submit(&kaia(), Purpose::Rhythm(id), values);
    let Answer::Say(_, msg) = changed else { panic!("{changed:?}") };
    let Msg::Meeting(MeetingMsg::NewRhythm { collisions, .. }) = *msg else { panic!("{msg:?}") };
    assert_eq!(collisions.len(), 3);
    let written = world.ws.outbox.values().filter(|row| row.unasked).count();
    world.press(&kaia(), Press::ShowYear(id));
    assert_eq!(
        world.ws.outbox.values().filter(|row| row.unasked).count(),
        written,
        "nobody is written to for it"
    );
}
