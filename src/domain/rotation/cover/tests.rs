//! Cover and swap: who hosts, for whom it counts, who is told, and what is pressed too late.

mod choices;

use super::owing::owes;
use crate::domain::model::{
    Answer, ClusterId, CompanyId, CoverMsg, CoverState, Face, Field, Form, Holder, Kind, Meeting, MeetingId,
    Msg, Place, PleaState, Press, Problem, Purpose, Refusal, RotationMsg, Start, Status, UserId, Value,
};
use crate::domain::testing::{Deed, World, deeds, kaia, oslo, user};
use chrono::{Duration, NaiveDate};
use proptest::prelude::*;

/// The contact of the `n`th company.
fn contact(n: usize) -> UserId {
    user(2 * n)
}

fn hosted_by(world: &World, id: ClusterId, company: CompanyId) -> Meeting {
    world.planned(id).into_iter().find(|meeting| meeting.host == Holder::Company(company)).unwrap()
}

fn choice(meeting: MeetingId) -> Value {
    Value::Chosen(meeting.to_string())
}

/// A cluster in which the first company asks for cover; and its meeting.
fn asked() -> (World, ClusterId, Meeting) {
    let (mut world, id) = World::with_companies(4);
    let meeting = hosted_by(&world, id, world.companies(id)[0]);
    let answer = world.submit(&contact(0), Purpose::Cover(id), [(Field::Meeting, choice(meeting.id))]);
    assert!(matches!(said(&answer), Msg::Cover(CoverMsg::Asked { whom: None, .. })), "{answer:?}");
    world.drain();
    let meeting = world.meeting(meeting.id);
    (world, id, meeting)
}

/// The same for a swap with the second company; and the two meetings.
fn swap_asked() -> (World, ClusterId, Meeting, Meeting) {
    let (mut world, id) = World::with_companies(4);
    let [one, other] = [0, 1].map(|n| hosted_by(&world, id, world.companies(id)[n]));
    let values = [(Field::Meeting, choice(one.id)), (Field::Instead, choice(other.id))];
    let answer = world.submit(&contact(0), Purpose::Swap(id), values);
    let whom = Some(contact(1));
    assert!(matches!(said(&answer), Msg::Cover(CoverMsg::Asked { whom: to, .. }) if *to == whom));
    world.drain();
    (world, id, one, other)
}

fn nothing_owed(world: &World, id: ClusterId) -> bool {
    let (all, cluster) = (world.companies(id), world.cluster(id));
    all.iter().all(|one| all.iter().all(|other| owes(&world.ws, &cluster, *one, *other) == 0))
}

fn said(answer: &Answer) -> &Msg {
    match answer {
        Answer::Say(_, msg) => msg,
        other => panic!("{other:?}"),
    }
}

fn shown(answer: &Answer) -> &CoverState {
    match said(answer) {
        Msg::Cover(CoverMsg::Card { state, .. }) => state,
        other => panic!("{other:?}"),
    }
}

fn state(world: &World, id: MeetingId) -> PleaState {
    world.meeting(id).plea.unwrap().state
}

/// The days on which it was asked again, in the channel or in private.
fn asked_again(world: &World) -> Vec<NaiveDate> {
    let kind = world.arrived.iter().filter(|arrived| arrived.row.kind == Kind::Cover).skip(1);
    kind.map(|arrived| crate::domain::testing::date(arrived.at)).collect()
}

#[test]
fn the_first_to_accept_hosts_and_it_counts_for_the_one_who_asked() {
    let (mut world, id, meeting) = asked();
    let [debtor, creditor, ..] = world.companies(id)[..] else { unreachable!() };
    let order = world.cluster(id).order;
    let answer = world.press(&contact(1), Press::AcceptCover(meeting.id));
    assert!(matches!(said(&answer), Msg::Rotation(RotationMsg::Taken { .. })));
    let now = world.meeting(meeting.id);
    assert_eq!((now.host, now.account()), (Holder::Company(creditor), Some(debtor)));
    assert_eq!(now.taken_by, Some(contact(1)));
    let owes = |debtor, creditor| owes(&world.ws, &world.cluster(id), debtor, creditor);
    assert_eq!((owes(debtor, creditor), owes(creditor, debtor)), (1, 0));
    // Pressed twice, and by somebody who is slower.
    for by in [contact(1), contact(2)] {
        let answer = world.press(&by, Press::AcceptCover(meeting.id));
        assert_eq!(*shown(&answer), CoverState::Taken(contact(1)));
    }
    world.pass_days(1);
    let told = world.arrived.iter().filter(|arrived| arrived.row.place == Place::Dm(contact(0)));
    let accepted = |msg: &Msg| matches!(msg, Msg::Cover(CoverMsg::Accepted { by, .. }) if *by == contact(1));
    assert_eq!(told.filter(|arrived| accepted(&arrived.msg)).count(), 1);
    assert_eq!(world.cluster(id).order, order);
    let later = world.planned(id).into_iter().filter(|meeting| meeting.on_behalf.is_some());
    assert_eq!(later.count(), 1, "nothing else is planned for another");
}

#[test]
fn standing_in_for_each_other_leaves_nothing_owed() {
    let (mut world, id, meeting) = asked();
    world.press(&contact(1), Press::AcceptCover(meeting.id));
    let back =
        world.planned(id).into_iter().find(|meeting| meeting.account() == Some(world.companies(id)[1]));
    let back = back.unwrap().id;
    world.submit(&contact(1), Purpose::Cover(id), [(Field::Meeting, choice(back))]);
    world.press(&contact(0), Press::AcceptCover(back));
    assert_eq!(world.meeting(back).host, Holder::Company(world.companies(id)[0]));
    assert!(nothing_owed(&world, id));
}

#[test]
fn what_was_said_yes_to_can_be_given_back_until_the_day_before() {
    let (mut world, id, meeting) = asked();
    world.press(&contact(1), Press::AcceptCover(meeting.id));
    let other = world.press(&contact(2), Press::GiveBackCover(meeting.id));
    assert!(matches!(said(&other), Msg::Refusal(Refusal::NotYours(..))));
    world.press(&user(3), Press::GiveBackCover(meeting.id));
    let now = world.meeting(meeting.id);
    assert_eq!((now.host, now.on_behalf, now.taken_by), (meeting.host, None, None));
    assert_eq!(state(&world, meeting.id), PleaState::Open);
    assert!(nothing_owed(&world, id));
    world.press(&contact(2), Press::AcceptCover(meeting.id));
    world.turn_to(oslo(&format!("{}T08:00", meeting.start.date())));
    let late = world.press(&contact(2), Press::GiveBackCover(meeting.id));
    assert!(matches!(said(&late), Msg::Cover(CoverMsg::TooNear { .. })));
}

#[test]
fn only_who_asked_their_colleagues_and_who_runs_it_withdraw() {
    for (by, withdraws) in [(contact(1), false), (user(1), true), (kaia(), true)] {
        let (mut world, _, meeting) = asked();
        world.press(&by, Press::WithdrawCover(meeting.id));
        assert_eq!(state(&world, meeting.id) == PleaState::Withdrawn, withdraws, "{by}");
        let host = world.meeting(meeting.id).host;
        world.press(&contact(2), Press::AcceptCover(meeting.id));
        assert_eq!(world.meeting(meeting.id).host == host, withdraws, "what is withdrawn nobody takes");
    }
}

#[test]
fn a_question_that_has_been_overtaken_changes_nothing() {
    let (mut world, _, meeting) = asked();
    let own = world.press(&user(1), Press::AcceptCover(meeting.id));
    assert!(matches!(said(&own), Msg::Cover(CoverMsg::YourOwn { .. })));
    world.submit(&kaia(), Purpose::Cancel(meeting.id), []);
    let answer = world.press(&contact(1), Press::AcceptCover(meeting.id));
    assert_eq!(*shown(&answer), CoverState::Cancelled);
    let (mut world, id, meeting) = asked();
    world.leave(id, world.companies(id)[0]);
    let answer = world.press(&contact(2), Press::AcceptCover(meeting.id));
    assert_eq!(*shown(&answer), CoverState::Settled, "the company has left");
    let (mut world, _, meeting) = asked();
    world.turn_to(oslo(&format!("{}T11:45", meeting.start.date())));
    let answer = world.press(&contact(2), Press::AcceptCover(meeting.id));
    assert!(matches!(said(&answer), Msg::Refusal(Refusal::TooLate)), "it has begun");
    let (mut world, id, meeting) = asked();
    let mine = world.companies(id)[1];
    let from = (meeting.start.date() - world.today()).num_days();
    world.away(id, mine, u64::try_from(from).unwrap() - 3, 20);
    let answer = world.press(&contact(1), Press::AcceptCover(meeting.id));
    assert!(matches!(said(&answer), Msg::Cover(CoverMsg::AwayThen { .. })));
}

#[test]
fn an_old_card_says_that_it_is_asked_anew() {
    let (mut world, id, meeting) = asked();
    let first = meeting.plea.clone().unwrap().card;
    world.press(&contact(0), Press::WithdrawCover(meeting.id));
    world.submit(&contact(0), Purpose::Cover(id), [(Field::Meeting, choice(meeting.id))]);
    let shows = |card| crate::domain::card::message(&world.ws, world.ws.cards.get(&card).unwrap());
    let state = |msg| match msg {
        Some(Msg::Cover(CoverMsg::Card { state, .. })) => state,
        other => panic!("{other:?}"),
    };
    assert_eq!(state(shows(first)), CoverState::Settled);
    assert_eq!(state(shows(world.meeting(meeting.id).plea.unwrap().card)), CoverState::Open);
}

#[test]
fn a_swap_exchanges_hosts_and_themes_and_counts_as_before() {
    let (mut world, id, one, other) = swap_asked();
    let (a, b) = (one.host.company().unwrap(), other.host.company().unwrap());
    world.theme(&contact(0), one.id);
    let theme = world.meeting(one.id).theme;
    let stranger = world.press(&contact(2), Press::AcceptSwap(one.id, other.id));
    assert!(matches!(said(&stranger), Msg::Refusal(Refusal::NotYours(..))));
    world.press(&user(3), Press::AcceptSwap(one.id, other.id));
    let (now, then) = (world.meeting(one.id), world.meeting(other.id));
    assert_eq!((now.host, then.host), (Holder::Company(b), Holder::Company(a)));
    assert_eq!((now.account(), then.account()), (Some(a), Some(b)));
    assert_eq!((now.theme, then.theme), (None, theme), "a theme goes with whoever thought of it");
    assert!(nothing_owed(&world, id));
    world.press(&contact(1), Press::GiveBackSwap(one.id, other.id));
    let (now, then) = (world.meeting(one.id), world.meeting(other.id));
    assert_eq!((now.host, then.host, now.on_behalf), (one.host, other.host, None));
}

#[test]
fn no_to_a_swap_is_told_and_nothing_changes() {
    let (mut world, _, one, other) = swap_asked();
    let answer = world.press(&contact(1), Press::DeclineSwap(one.id, other.id));
    assert!(matches!(said(&answer), Msg::Cover(CoverMsg::ThatsFine { .. })));
    world.pass_days(1);
    let declined = |msg: &Msg| matches!(msg, Msg::Cover(CoverMsg::Declined { .. }));
    let told = world.arrived.iter().filter(|arrived| declined(&arrived.msg));
    assert_eq!(
        told.map(|arrived| crate::domain::testing::reader(&arrived.row)).collect::<Vec<_>>(),
        [contact(0)]
    );
    let again = world.press(&contact(1), Press::AcceptSwap(one.id, other.id));
    assert_eq!(*shown(&again), CoverState::Declined(contact(1)));
    assert_eq!(world.meeting(one.id).host, one.host);
}

#[test]
fn what_is_wrong_with_the_form_stands_at_its_field() {
    let (mut world, id, one, other) = swap_asked();
    let third = hosted_by(&world, id, world.companies(id)[2]);
    let second_of_first = world.planned(id).into_iter().rfind(|meeting| meeting.host == one.host).unwrap();
    let mut faults =
        |by: &UserId, purpose, values: Vec<(Field, Value)>| match world.submit(by, purpose, values) {
            Answer::Faults(_, faults) => faults,
            other => panic!("{other:?}"),
        };
    let given = |meeting: MeetingId| (Field::Meeting, choice(meeting));
    let instead = |meeting: MeetingId| (Field::Instead, choice(meeting));
    let cover = |id| Purpose::Cover(id);
    let swap = |id| Purpose::Swap(id);
    assert_eq!(faults(&contact(0), cover(id), vec![]), [(Field::Meeting, Problem::Missing)]);
    assert_eq!(
        faults(&contact(0), cover(id), vec![given(third.id)]),
        [(Field::Meeting, Problem::NotAChoice)]
    );
    assert_eq!(
        faults(&contact(0), cover(id), vec![given(one.id)]),
        [(Field::Meeting, Problem::AskedAlready)]
    );
    let both = [(Field::Meeting, Problem::AskedAlready), (Field::Instead, Problem::AskedAlready)];
    assert_eq!(faults(&contact(0), swap(id), vec![given(one.id), instead(other.id)]), both);
    let own = vec![given(second_of_first.id), instead(second_of_first.id)];
    assert_eq!(faults(&contact(0), swap(id), own), [(Field::Instead, Problem::SameHost)]);
    let fourth = hosted_by(&world, id, world.companies(id)[3]);
    let after = (fourth.start.date() - world.today()).num_days() + 1;
    world.away(id, world.companies(id)[3], u64::try_from(after).unwrap(), 60);
    let values = [given(second_of_first.id), instead(fourth.id)];
    let faults = world.submit(&contact(0), swap(id), values);
    assert!(
        matches!(&faults, Answer::Faults(_, faults) if *faults == [(Field::Instead, Problem::AwayThen)]),
        "{faults:?}"
    );
}

#[test]
fn whoever_runs_it_asks_for_any_company_whose_contact_is_told() {
    let (mut world, id) = World::with_companies(4);
    let meeting = hosted_by(&world, id, world.companies(id)[2]);
    let form = match world.command(&kaia(), "vikar") {
        Answer::Open(_, form) => *form,
        other => panic!("{other:?}"),
    };
    assert!(
        matches!(&form, Form { start: Start::Cover { meetings, .. }, .. } if meetings.len() == 6),
        "{form:?}"
    );
    world.submit(&kaia(), Purpose::Cover(id), [(Field::Meeting, choice(meeting.id))]);
    world.drain();
    let told = |msg: &Msg| matches!(msg, Msg::Cover(CoverMsg::AskedForYou { by, .. }) if *by == kaia());
    let told = world.arrived.iter().filter(|arrived| told(&arrived.msg));
    assert_eq!(
        told.map(|arrived| crate::domain::testing::reader(&arrived.row)).collect::<Vec<_>>(),
        [contact(2)]
    );
    let nothing = world.command(&UserId::from("UNOBODY"), "vikar");
    assert!(matches!(said(&nothing), Msg::Refusal(Refusal::NoCompany)), "{nothing:?}");
}

#[test]
fn it_is_asked_again_two_weeks_one_week_three_days_and_one_day_before() {
    let (mut world, _, meeting) = asked();
    let date = meeting.start.date();
    world.turn_to(oslo(&format!("{date}T08:00")));
    let days = [14, 7, 3, 1].map(|days| date - Duration::days(days));
    assert_eq!(asked_again(&world), days);
    let aloud = world.arrived.iter().filter(|arrived| arrived.msg.is_aloud()).count();
    assert_eq!(aloud, 4, "the channel reads it");
}

#[test]
fn it_is_not_asked_again_once_it_is_settled() {
    for press in [Press::AcceptCover as fn(MeetingId) -> Press, Press::WithdrawCover] {
        let (mut world, _, meeting) = asked();
        let date = meeting.start.date();
        world.turn_to(oslo(&format!("{}T22:00", date - Duration::days(8))));
        assert_eq!(asked_again(&world).len(), 1);
        let by = if press(meeting.id) == Press::AcceptCover(meeting.id) { contact(1) } else { contact(0) };
        world.press(&by, press(meeting.id));
        world.turn_to(oslo(&format!("{date}T08:00")));
        let again = world.arrived.iter().filter(|arrived| arrived.msg.is_aloud()).count();
        assert_eq!(again, 1, "{:?}", press(meeting.id));
    }
}

#[test]
fn after_a_downtime_it_is_asked_again_once() {
    let (mut world, _, meeting) = asked();
    let date = meeting.start.date();
    let until = oslo(&format!("{}T10:00", date - Duration::days(2)));
    world.down_for((until - world.now).num_hours());
    world.turn_to(oslo(&format!("{}T22:00", date - Duration::days(2))));
    let aloud = world.arrived.iter().filter(|arrived| arrived.msg.is_aloud()).count();
    assert_eq!(aloud, 1);
}

#[test]
fn a_swap_is_asked_again_in_private_within_the_budget() {
    let (mut world, _, one, other) = swap_asked();
    world.turn_to(oslo(&format!("{}T08:00", one.start.date())));
    let cards = world.ws.cards.values().filter(|card| matches!(card.face, Face::Swap(..)));
    assert!(cards.count() > 1, "somebody is asked again");
    assert_eq!(world.beyond_the_budget(), vec![]);
    assert!(world.meeting(other.id).status == Status::Planned);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_they_do_the_order_stays(deeds in deeds(40), companies in 2..11usize) {
        let (mut world, id) = World::with_companies(companies);
        for deed in &deeds {
            let before = world.cluster(id).order;
            world.does(id, deed);
            let after = world.cluster(id).order;
            let is_longer = matches!(deed, Deed::Add) && after.starts_with(&before);
            prop_assert!(after == before || is_longer, "{deed:?}: {before:?}, {after:?}");
        }
    }

    #[test]
    fn what_is_planned_is_what_happens_if_nobody_does_anything(deeds in deeds(30), companies in 2..11usize) {
        let (mut world, id) = World::with_companies(companies);
        // Before a meeting that was moved beyond the eight that are planned, more are planned later.
        deeds.iter().filter(|deed| !matches!(deed, Deed::Move(..))).for_each(|deed| world.does(id, deed));
        let planned = world.planned(id);
        let last = planned.last().unwrap().start.date();
        world.pass_days((last - world.today()).num_days() + 3);
        for before in planned {
            let now = world.meeting(before.id);
            prop_assert_eq!(now.status, Status::Held);
            prop_assert_eq!((now.host, now.on_behalf), (before.host, before.on_behalf), "{:?}", before.start);
        }
    }

    #[test]
    fn who_stands_in_is_always_another(deeds in deeds(40), companies in 2..11usize) {
        let (mut world, id) = World::with_companies(companies);
        for deed in &deeds {
            world.does(id, deed);
            for meeting in world.planned(id).iter().filter(|meeting| meeting.on_behalf.is_some()) {
                prop_assert!(meeting.host_fixed && meeting.host.company().is_some());
                prop_assert_ne!(meeting.on_behalf, meeting.host.company());
            }
        }
    }
}
