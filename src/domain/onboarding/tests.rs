//! Companies and people that come and go.

use crate::domain::model::{Answer, Event, Face, Kind, Msg, OnboardingMsg, Press, Refusal, Rhythm, Stage};
use crate::domain::testing::{Shape, World, kaia, lines, local, oslo, user};

#[test]
fn nobody_is_asked_for_their_company_more_than_twice() {
    let mut world = World::new(6, oslo("2026-09-01T10:00"));
    let companies = lines(2, 0);
    let first = local("2026-09-10T11:30");
    world.live(&Shape { channel: "C1", rhythm: Rhythm::Weekly, first, companies });
    world.happen(&Event::Arrived { channel: "C1".into(), user: user(9) });
    world.pass_days(90);
    let asked = |who| {
        let cards = world.arrived.iter().filter(|arrived| arrived.row.kind == Kind::Company);
        cards.filter(|arrived| crate::domain::testing::reader(&arrived.row) == who).count()
    };
    assert_eq!(asked(user(4)), 1, "by the welcome, and once more");
    assert_eq!(asked(user(9)), 2, "a late joiner at once, and once more");
    assert_eq!(asked(kaia()), 0, "the facilitator need not be from any");
}

#[test]
fn only_the_facilitator_approves_the_welcome_and_only_once() {
    let mut world = World::new(4, oslo("2026-09-01T10:00"));
    let companies = lines(2, 0);
    let first = local("2026-09-10T11:30");
    let id = world.set_up(&Shape { channel: "C1", rhythm: Rhythm::Weekly, first, companies });
    let answer = world.press(&user(1), Press::PostWelcome(id));
    assert!(matches!(answer, Answer::Say(_, msg) if matches!(*msg, Msg::Refusal(Refusal::NotYours(..)))));
    assert_eq!(world.cluster(id).stage, Stage::Preview);
    world.press(&kaia(), Press::PostWelcome(id));
    let live = world.ws.clone();
    world.press(&kaia(), Press::PostWelcome(id));
    assert_eq!(live, world.ws);
    let welcomes = world.ws.cards.values().filter(|card| card.face == Face::Welcome(id)).count();
    assert_eq!(welcomes, 1);
}

#[test]
fn the_last_question_for_a_company_still_reads_as_such_months_later() {
    let mut world = World::new(6, oslo("2026-09-01T10:00"));
    let first = local("2026-09-10T11:30");
    let id = world.live(&Shape { channel: "C1", rhythm: Rhythm::Weekly, first, companies: lines(2, 0) });
    world.pass_days(90);
    let asked = world.ws.cards.values().find(|card| card.face == Face::WhichCompany(id, user(4)));
    let reads = crate::domain::card::message(&world.ws, asked.unwrap());
    let again = matches!(reads, Some(Msg::Onboarding(OnboardingMsg::WhichCompany { again: true, .. })));
    assert!(again, "{reads:?}");
}
