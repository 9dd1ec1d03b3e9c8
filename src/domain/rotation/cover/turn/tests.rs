//! Cover for an organiser's turn: who organises, for whom it counts, who is told, and what is pressed too late.

use super::CHOICE;
use crate::domain::card;
use crate::domain::model::{
    Answer, ClusterId, CompanyId, CoverMsg, Face, Field, Holder, Kind, Msg, Place, Press, Purpose, Refusal,
    Start, Turn, TurnMsg, TurnPleaState, TurnState, UserId, Value,
};
use crate::domain::rotation::cover::owing::owes_turns;
use crate::domain::rotation::{ledger, turns};
use crate::domain::testing::{World, kaia, oslo, user};
use chrono::NaiveDate;

/// The contact of the `n`th company.
fn contact(n: usize) -> UserId {
    user(2 * n)
}

fn says(answer: &Answer) -> TurnMsg {
    match answer {
        Answer::Say(_, msg) => match &**msg {
            Msg::Cover(CoverMsg::Turn(msg)) => msg.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn ask(world: &mut World, by: &UserId, id: ClusterId) -> Answer {
    world.submit(by, Purpose::Cover(id), [(Field::Meeting, Value::Chosen(CHOICE.to_owned()))])
}

fn turn_at(world: &World, id: ClusterId, day: &str) -> Turn {
    turns::turn_at(&world.ws, id, day.parse().unwrap()).unwrap().clone()
}

/// The first company organises from 25 September to 24 November, the second after that.
fn begun() -> (World, ClusterId, Vec<CompanyId>) {
    let (mut world, id) = World::with_companies(4);
    world.turn_to(oslo("2026-10-20T10:00"));
    let order = world.companies(id);
    assert_eq!(turn_at(&world, id, "2026-10-20").holder, Holder::Company(order[0]));
    (world, id, order)
}

fn shown(world: &World, id: ClusterId) -> TurnState {
    let of_turn = |card: &&crate::domain::model::Card| card.face == Face::TurnCover(id);
    let card = world.ws.cards.values().rfind(of_turn).unwrap();
    match card::message(&world.ws, card).unwrap() {
        Msg::Cover(CoverMsg::Turn(TurnMsg::Card { state, .. })) => state,
        other => panic!("{other:?}"),
    }
}

fn told(world: &World, to: &UserId) -> Vec<TurnMsg> {
    let theirs = world.arrived.iter().filter(|it| it.row.place == Place::Dm(to.clone()));
    theirs
        .filter_map(|it| match &it.msg {
            Msg::Cover(CoverMsg::Turn(msg)) => Some(msg.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn a_turn_that_has_begun_changes_hands_at_once_and_counts_for_whose_it_was() {
    let (mut world, id, order) = begun();
    let answer = ask(&mut world, &user(1), id);
    let TurnMsg::Asked { turn } = says(&answer) else { panic!("{answer:?}") };
    world.drain();
    assert_eq!(shown(&world, id), TurnState::Open);
    let answer = world.press(&contact(2), Press::AcceptTurn(id, turn.period.from));
    assert!(matches!(says(&answer), TurnMsg::Yours { .. }));
    let now = turn_at(&world, id, "2026-10-20");
    assert_eq!((now.holder, now.on_behalf), (Holder::Company(order[2]), Some(order[0])));
    assert!(matches!(shown(&world, id), TurnState::Taken(by, _) if by == contact(2)));
    world.drain();
    assert!(
        matches!(told(&world, &user(1))[..], [TurnMsg::Accepted { owed: 1, .. }]),
        "who asked hears of it"
    );
    assert!(matches!(told(&world, &contact(0))[..], [TurnMsg::Accepted { .. }]), "and the contact");
    let cluster = world.cluster(id);
    assert_eq!(owes_turns(&world.ws, &cluster, order[0], order[2]), 1);
    assert_eq!(ledger::lines(&world.ws, &cluster)[0].owes_turns.len(), 1);
    world.turn_to(oslo("2026-12-10T10:00"));
    assert_eq!(turn_at(&world, id, "2026-12-10").holder, Holder::Company(order[1]), "the order goes on");
}

#[test]
fn a_turn_to_come_goes_to_whoever_said_yes_when_it_begins() {
    let (mut world, id, order) = begun();
    let before = turns::turn_of(&world.ws, &world.cluster(id), order[2]).unwrap();
    let answer = ask(&mut world, &contact(1), id);
    let TurnMsg::Asked { turn } = says(&answer) else { panic!("{answer:?}") };
    world.press(&contact(3), Press::AcceptTurn(id, turn.period.from));
    assert_eq!(turn_at(&world, id, "2026-10-20").holder, Holder::Company(order[0]), "nothing changes now");
    assert_eq!(turns::turn_of(&world.ws, &world.cluster(id), order[3]), Some(turn.period), "it is foretold");
    assert_eq!(turns::turn_of(&world.ws, &world.cluster(id), order[2]), Some(before), "as for the others");
    world.turn_to(oslo("2026-12-10T10:00"));
    let now = turn_at(&world, id, "2026-12-10");
    assert_eq!((now.holder, now.on_behalf), (Holder::Company(order[3]), Some(order[1])));
    let handover = world.arrived.iter().rev().find(|it| it.row.kind == Kind::Handover).unwrap();
    assert_eq!(handover.row.place, Place::Dm(contact(3)), "whoever took it is told that it begins");
    world.turn_to(oslo("2027-02-10T10:00"));
    assert_eq!(turn_at(&world, id, "2027-02-10").holder, Holder::Company(order[2]));
    assert_eq!(world.companies(id), order);
}

#[test]
fn it_is_asked_again_as_the_turn_comes_nearer_until_it_begins() {
    let (mut world, id, _) = begun();
    ask(&mut world, &contact(1), id);
    world.turn_to(oslo("2026-12-10T10:00"));
    let again = world
        .arrived
        .iter()
        .filter(|it| matches!(&it.msg, Msg::Cover(CoverMsg::Turn(TurnMsg::Again { .. }))));
    let days: Vec<NaiveDate> = again.map(|it| crate::domain::testing::date(it.at)).collect();
    // It begins on 25 November.
    let expected = ["2026-11-11", "2026-11-18", "2026-11-23", "2026-11-24"];
    assert_eq!(days, expected.map(|day| day.parse::<NaiveDate>().unwrap()));
    let plea = world.cluster(id).turn_plea.unwrap();
    assert_eq!(plea.state, TurnPleaState::Open, "it can be taken while it lasts");
    world.turn_to(oslo("2027-01-26T10:00"));
    assert_eq!(shown(&world, id), TurnState::Settled, "and not once it is over");
}

#[test]
fn who_cannot_after_all_gives_it_back_until_it_begins() {
    let (mut world, id, order) = begun();
    let TurnMsg::Asked { turn } = says(&ask(&mut world, &contact(1), id)) else { panic!() };
    let from = turn.period.from;
    world.press(&contact(3), Press::AcceptTurn(id, from));
    let no = world.press(&contact(2), Press::GiveBackTurn(id, from));
    assert!(
        matches!(&no, Answer::Say(_, msg) if matches!(**msg, Msg::Refusal(Refusal::NotYours(..)))),
        "{no:?}"
    );
    assert!(matches!(says(&world.press(&user(7), Press::GiveBackTurn(id, from))), TurnMsg::ThatsFine { .. }));
    assert_eq!(shown(&world, id), TurnState::Open);
    world.press(&contact(3), Press::AcceptTurn(id, from));
    world.turn_to(oslo("2026-12-10T10:00"));
    assert!(matches!(says(&world.press(&contact(3), Press::GiveBackTurn(id, from))), TurnMsg::Begun { .. }));
    // Whoever stands in may ask others in turn, and be it the one whose turn it was.
    let TurnMsg::Asked { turn } = says(&ask(&mut world, &user(7), id)) else { panic!() };
    world.press(&contact(1), Press::AcceptTurn(id, turn.period.from));
    let now = turn_at(&world, id, "2026-12-10");
    assert_eq!((now.holder, now.on_behalf), (Holder::Company(order[1]), None));
}

#[test]
fn what_is_pressed_in_vain_is_answered_with_how_things_stand() {
    let (mut world, id, order) = begun();
    let TurnMsg::Asked { turn } = says(&ask(&mut world, &contact(0), id)) else { panic!() };
    let from = turn.period.from;
    assert!(matches!(says(&world.press(&user(1), Press::AcceptTurn(id, from))), TurnMsg::YourOwn { .. }));
    assert!(matches!(says(&ask(&mut world, &user(1), id)), TurnMsg::YourOwn { .. }), "once is enough");
    let old = world.press(&contact(2), Press::AcceptTurn(id, from.succ_opt().unwrap()));
    assert!(matches!(&old, Answer::Say(_, msg) if **msg == Msg::Refusal(Refusal::Gone)), "{old:?}");
    world.away(id, order[2], 0, 30);
    let away = world.press(&contact(2), Press::AcceptTurn(id, from));
    assert!(
        matches!(&away, Answer::Say(_, msg) if matches!(**msg, Msg::Cover(CoverMsg::AwayThen { .. }))),
        "{away:?}"
    );
    assert!(matches!(says(&world.press(&kaia(), Press::WithdrawTurn(id, from))), TurnMsg::Withdrawn { .. }));
    let late = says(&world.press(&contact(3), Press::AcceptTurn(id, from)));
    assert!(matches!(late, TurnMsg::Card { state: TurnState::Withdrawn, .. }), "{late:?}");
}

#[test]
fn a_company_that_leaves_settles_the_question() {
    let (mut world, id, order) = begun();
    ask(&mut world, &contact(0), id);
    world.drain();
    world.leave(id, order[0]);
    assert_eq!(shown(&world, id), TurnState::Settled);
}

#[test]
fn the_facilitator_asks_for_others_who_hear_of_it_and_members_for_their_own_turn_alone() {
    let (mut world, id, _) = begun();
    let Answer::Open(_, form) = world.command(&kaia(), "cover") else { panic!() };
    assert!(matches!(form.start, Start::Cover { turn: Some(_), .. }));
    let Answer::Open(_, form) = world.command(&contact(2), "cover") else { panic!() };
    assert!(matches!(form.start, Start::Cover { turn: None, .. }), "its turn is not the next one");
    let none = ask(&mut world, &contact(2), id);
    assert!(
        matches!(&none, Answer::Say(_, msg) if matches!(**msg, Msg::Cover(CoverMsg::Nothing))),
        "{none:?}"
    );
    ask(&mut world, &kaia(), id);
    world.drain();
    assert!(matches!(&told(&world, &contact(0))[..], [TurnMsg::AskedForYou { by, .. }] if *by == kaia()));
    // One thing at a time: the question for the present turn stands.
    let Answer::Open(_, form) = world.command(&contact(1), "cover") else { panic!() };
    assert!(matches!(form.start, Start::Cover { turn: None, .. }));
}
