//! The order: who may change it, whose meeting follows and whose stays, and who hears of it.

use crate::domain::model::{
    Answer, ClusterId, CompanyId, Face, Field, HostingMsg, Kind, Msg, Place, Press, Problem, Purpose,
    Refusal, Start, Step, UserId, Value, WhyAnother,
};
use crate::domain::testing::{World, kaia, oslo, user};

fn step(world: &mut World, by: &UserId, id: ClusterId, company: CompanyId, step: Step) -> Answer {
    let values = [
        (Field::Company, Value::Chosen(company.to_string())),
        (Field::Step, Value::Chosen(step.name().to_owned())),
    ];
    world.submit(by, Purpose::Order(id), values)
}

fn faults(answer: Answer) -> Vec<(Field, Problem)> {
    match answer {
        Answer::Faults(_, faults) => faults,
        other => panic!("{other:?}"),
    }
}

fn hosts(world: &World, id: ClusterId) -> Vec<Option<CompanyId>> {
    world.planned(id).iter().map(|meeting| meeting.host.company()).collect()
}

#[test]
fn a_company_moves_up_and_its_meeting_with_it() {
    let (mut world, id) = World::with_companies(5);
    let before = world.companies(id);
    step(&mut world, &kaia(), id, before[3], Step::Up);
    let now = world.companies(id);
    assert_eq!(now, [before[0], before[1], before[3], before[2], before[4]]);
    // The facilitator hosts the first two.
    let expected: Vec<_> = now.iter().copied().map(Some).collect();
    assert_eq!(hosts(&world, id)[2..7], expected);
    step(&mut world, &kaia(), id, before[3], Step::Down);
    assert_eq!(world.companies(id), before);
}

#[test]
fn companies_that_have_left_keep_their_places_between_the_others() {
    let (mut world, id) = World::with_companies(4);
    let order = world.cluster(id).order;
    world.leave(id, order[1]);
    step(&mut world, &kaia(), id, order[2], Step::Up);
    assert_eq!(world.cluster(id).order, [order[2], order[1], order[0], order[3]]);
}

#[test]
fn whoever_was_asked_keeps_the_meeting() {
    let (mut world, id) = World::with_companies(4);
    world.turn_to(oslo("2026-09-30T10:00"));
    let asked = world.planned(id).into_iter().find(|meeting| meeting.asked == [user(0)]).unwrap();
    let first = world.companies(id)[0];
    step(&mut world, &kaia(), id, first, Step::Down);
    assert_eq!(world.meeting(asked.id), asked);
}

#[test]
fn those_whose_next_meeting_is_another_hear_it_once_and_in_the_morning() {
    let (mut world, id) = World::with_companies(4);
    world.turn_to(oslo("2026-09-05T10:00"));
    let order = world.companies(id);
    let answer = step(&mut world, &kaia(), id, order[2], Step::Up);
    let Answer::Say(_, msg) = answer else { panic!("{answer:?}") };
    let Msg::Hosting(HostingMsg::Order { order: shown, told }) = *msg else { panic!("{msg:?}") };
    assert_eq!((shown.len(), told.len()), (4, 2));
    let from = world.arrived.len();
    world.turn_to(oslo("2026-09-07T08:59"));
    assert_eq!(world.arrived.len(), from, "it is Saturday");
    world.turn_to(oslo("2026-09-07T09:00"));
    let told = world.arrived[from..].iter().filter_map(|it| match &it.msg {
        Msg::Hosting(HostingMsg::NextIsAnother { before, now, why, .. }) => {
            assert_eq!((it.row.kind, it.row.unasked, why), (Kind::Change, false, &WhyAnother::Order(kaia())));
            Some((it.row.place.clone(), before.unwrap(), now.unwrap()))
        }
        _ => None,
    });
    let told: Vec<_> = told.collect();
    let (sooner, later) = (&told[0], &told[1]);
    assert_eq!((&sooner.0, &later.0), (&Place::Dm(user(4)), &Place::Dm(user(2))));
    assert_eq!((later.1, later.2), (sooner.2, sooner.1), "they have changed places");
    assert_eq!(told.len(), 2);
}

#[test]
fn the_welcome_shows_the_new_order() {
    let (mut world, id) = World::with_companies(4);
    let version = |world: &World| {
        let welcome = world.ws.cards.values().find(|card| card.face == Face::Welcome(id));
        welcome.unwrap().version
    };
    let (before, order) = (version(&world), world.companies(id));
    step(&mut world, &kaia(), id, order[1], Step::Up);
    assert!(version(&world) > before);
}

#[test]
fn every_wrong_way_to_fill_it_in_is_told_at_its_field() {
    let (mut world, id) = World::with_companies(3);
    let order = world.companies(id);
    let empty = faults(world.submit(&kaia(), Purpose::Order(id), []));
    assert_eq!(empty, [(Field::Company, Problem::Missing), (Field::Step, Problem::Missing)]);
    let odd = [(Field::Company, Value::Chosen("9".into())), (Field::Step, Value::Chosen("sideways".into()))];
    let odd = faults(world.submit(&kaia(), Purpose::Order(id), odd));
    assert_eq!(odd, [(Field::Company, Problem::NotAChoice), (Field::Step, Problem::NotAChoice)]);
    let first = faults(step(&mut world, &kaia(), id, order[0], Step::Up));
    assert_eq!(first, [(Field::Step, Problem::FirstAlready)]);
    let last = faults(step(&mut world, &kaia(), id, order[2], Step::Down));
    assert_eq!(last, [(Field::Step, Problem::LastAlready)]);
    assert_eq!(world.companies(id), order);
}

#[test]
fn only_who_runs_the_cluster_may_and_one_company_has_nobody_to_change_with() {
    let (mut world, id) = World::with_companies(2);
    let order = world.companies(id);
    let refused = step(&mut world, &user(2), id, order[1], Step::Up);
    let is_no = |answer: &Answer| matches!(answer, Answer::Say(_, msg) if matches!(**msg, Msg::Refusal(Refusal::NotYours(..))));
    assert!(is_no(&refused), "{refused:?}");
    assert!(is_no(&world.press(&user(2), Press::ChangeOrder(id))));
    let open = world.press(&kaia(), Press::ChangeOrder(id));
    let Answer::Open(_, form) = open else { panic!("{open:?}") };
    assert!(matches!(form.start, Start::Order { companies } if companies.len() == 2));
    world.leave(id, order[0]);
    let answer = world.press(&kaia(), Press::ChangeOrder(id));
    let Answer::Say(_, msg) = answer else { panic!("{answer:?}") };
    assert_eq!(*msg, Msg::Hosting(HostingMsg::NothingToMove));
}
