//! What turns promise, whatever companies do: worlds without people's messages, so small that ten thousand of them are
//! played at each run.

use super::spread;
use crate::domain::calendar;
use crate::domain::meeting::{facts, planning};
use crate::domain::model::{
    Answer, Change, ClusterId, CompanyId, Due, Event, Field, Meeting, MeetingId, Named, Press, Purpose,
    Status, Step, UserId, Value, Workspace,
};
use crate::domain::plan::Plan;
use crate::domain::rotation::{hosting, preview};
use crate::domain::testing::{World, kaia, oslo};
use chrono::NaiveDateTime;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// How many worlds each property is tried in.
const WORLDS: u32 = 10_000;
/// Companies that clusters begin with.
const COMPANIES: std::ops::Range<usize> = 2..7;

/// What may happen to turns. Numbers choose among what is there.
#[derive(Clone, Debug)]
enum Turn {
    /// The next meeting is held.
    Hold,
    /// The host of one of the next is told, and keeps it.
    Tell(usize),
    Cancel(usize),
    Join,
    Leave(usize),
    Away(usize, u64, u64),
    Back(usize),
    /// Somebody takes a meeting for its host.
    Cover(usize, usize),
    /// Two hosts exchange their meetings.
    Swap(usize, usize),
    Skip(usize),
    /// A company moves in the order.
    Step(usize, bool),
}

fn turns(length: usize, may_step: bool) -> impl Strategy<Value = Vec<Turn>> {
    let some = || 0..32usize;
    let turn = prop_oneof![
        6 => Just(Turn::Hold),
        2 => (0..3usize).prop_map(Turn::Tell),
        2 => (0..3usize).prop_map(Turn::Cancel),
        1 => Just(Turn::Join),
        1 => some().prop_map(Turn::Leave),
        2 => (some(), 0..40u64, 1..120u64).prop_map(|(n, from, days)| Turn::Away(n, from, days)),
        1 => some().prop_map(Turn::Back),
        2 => (some(), some()).prop_map(|(n, by)| Turn::Cover(n, by)),
        2 => (some(), some()).prop_map(|(n, other)| Turn::Swap(n, other)),
        3 => some().prop_map(Turn::Skip),
        1 => (some(), any::<bool>()).prop_map(move |(n, up)| if may_step { Turn::Step(n, up) } else { Turn::Hold }),
    ];
    prop::collection::vec(turn, 1..length)
}

/// A cluster of so many companies on its first day.
fn begun(companies: usize) -> (World, ClusterId) {
    static ALL: LazyLock<BTreeMap<usize, Workspace>> = LazyLock::new(|| {
        COMPANIES.map(|companies| (companies, World::with_companies(companies).0.ws)).collect()
    });
    let mut world = World::new(0, oslo("2026-09-01T10:00"));
    world.ws = ALL[&companies].clone();
    let id = *world.ws.clusters.keys().next().unwrap();
    (world, id)
}

fn pick<T: Clone>(all: &[T], n: usize) -> Option<T> {
    all.get(n % all.len().max(1)).cloned()
}

fn put(world: &mut World, id: ClusterId, change: Change) {
    let mut plan = Plan::new(&world.ws, world.now);
    plan.put(change);
    planning::top_up(&mut plan, id);
    plan.finish(Answer::Nothing).changes.iter().for_each(|change| world.ws.apply(change));
}

/// Time passes until the next meeting is over; who was away comes back on its day.
fn hold(world: &mut World, id: ClusterId) {
    let Some(next) = world.planned(id).into_iter().next() else { return };
    world.now = calendar::instant(next.end(), chrono_tz::Europe::Oslo).max(world.now);
    put(world, id, Change::Meeting(Meeting { status: Status::Held, ..next }));
    let today = world.today();
    let back =
        |company: &&crate::domain::model::Company| company.away.is_some_and(|away| away.until <= today);
    let back: Vec<CompanyId> = world.ws.companies.values().filter(back).map(|company| company.id).collect();
    for company in back {
        world.happen(&Event::Due(Due::Back(company)));
    }
}

/// The contact of a company.
fn contact(world: &World, company: CompanyId) -> UserId {
    world.ws.companies[&company].contact.clone().unwrap_or_else(kaia)
}

fn chosen(meeting: MeetingId) -> Value {
    Value::Chosen(meeting.to_string())
}

fn happens(world: &mut World, id: ClusterId, turn: &Turn) {
    let (companies, planned) = (world.companies(id), world.planned(id));
    let company = |n| pick(&companies, n).unwrap();
    match *turn {
        Turn::Hold => hold(world, id),
        Turn::Tell(n) => {
            if let Some(meeting) = pick(&planned, n) {
                put(world, id, Change::Meeting(Meeting { host_fixed: true, ..meeting }));
            }
        }
        Turn::Cancel(n) => {
            if let Some(meeting) = pick(&planned, n) {
                put(world, id, Change::Meeting(Meeting { status: Status::Cancelled, ..meeting }));
            }
        }
        Turn::Join => {
            world.add(id, &format!("Nykommer {}", world.ws.counter));
        }
        Turn::Leave(n) if companies.len() > 2 => {
            world.leave(id, company(n));
        }
        Turn::Leave(_) => {}
        Turn::Away(n, from, days) => {
            world.away(id, company(n), from, days);
        }
        Turn::Back(n) => {
            let by = contact(world, company(n));
            world.command(&by, "back");
        }
        Turn::Cover(n, by) => {
            let Some(meeting) = pick(&planned, n) else { return };
            world.submit(&kaia(), Purpose::Cover(id), [(Field::Meeting, chosen(meeting.id))]);
            let by = contact(world, company(by));
            world.press(&by, Press::AcceptCover(meeting.id));
        }
        Turn::Swap(n, other) => {
            let (Some(one), Some(other)) = (pick(&planned, n), pick(&planned, other)) else { return };
            let values = [(Field::Meeting, chosen(one.id)), (Field::Instead, chosen(other.id))];
            world.submit(&kaia(), Purpose::Swap(id), values);
            if let Some(host) = other.host.company() {
                let by = contact(world, host);
                world.press(&by, Press::AcceptSwap(one.id, other.id));
            }
        }
        Turn::Skip(n) => {
            let hosts = |meeting: &&Meeting| meeting.host.company() == Some(company(n));
            if let Some(meeting) = planned.iter().find(hosts) {
                world.submit(&kaia(), Purpose::Skip(id), [(Field::Meeting, chosen(meeting.id))]);
            }
        }
        Turn::Step(n, up) => {
            let step = if up { Step::Up } else { Step::Down };
            let values = [
                (Field::Company, Value::Chosen(company(n).to_string())),
                (Field::Step, Value::Chosen(step.name().to_owned())),
            ];
            world.submit(&kaia(), Purpose::Order(id), values);
        }
    }
}

/// Hostings of those who are there; a company that left one to others, and has none planned behind it, has it to come.
fn hostings(world: &World, id: ClusterId) -> BTreeMap<CompanyId, u32> {
    let mut counts = super::hostings(&world.ws, id);
    for (company, count) in &mut counts {
        let counting = || world.ws.meetings_in(id).filter(|meeting| meeting.status != Status::Cancelled);
        let left = counting().filter(|it| it.skipped.contains(company)).map(|it| it.start).max();
        let has_hosted = |left| counting().any(|it| it.account() == Some(*company) && it.start > left);
        *count += u32::from(left.is_some_and(|left| !has_hosted(left)));
    }
    counts
}

fn named(world: &World, meeting: &Meeting) -> (NaiveDateTime, Named) {
    (meeting.start, facts(&world.ws, meeting).host)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: WORLDS, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hostings_differ_by_at_most_one_and_the_order_is_untouched(
        turns in turns(10, false),
        companies in COMPANIES,
    ) {
        let (mut world, id) = begun(companies);
        let mut were_away = BTreeSet::new();
        for turn in &turns {
            let order = world.cluster(id).order;
            happens(&mut world, id, turn);
            prop_assert!(world.cluster(id).order.starts_with(&order), "{turn:?} changed the order");
            were_away.extend(world.ws.companies.values().filter(|it| it.away.is_some()).map(|it| it.id));
        }
        // What somebody was told far ahead is evened out once it is over.
        (0..planning::AHEAD + companies).for_each(|_| hold(&mut world, id));
        let counts = hostings(&world, id);
        prop_assert!(spread(&world.ws, &counts, &were_away) <= 1, "{counts:?}");
    }

    #[test]
    fn every_meeting_has_a_host_that_is_there_and_planning_again_changes_nothing(
        turns in turns(10, true),
        companies in COMPANIES,
    ) {
        let (mut world, id) = begun(companies);
        for turn in &turns {
            happens(&mut world, id, turn);
        }
        for meeting in world.planned(id) {
            prop_assert!(super::host_exists(&world, &meeting), "{meeting:?}");
            // An exchange may bring it back to them, beside their turns.
            let has_it = |company: &CompanyId| meeting.account() == Some(*company);
            prop_assert!(!meeting.skipped.iter().any(has_it), "whoever left it does not have it: {meeting:?}");
        }
        let mut plan = Plan::new(&world.ws, world.now);
        hosting::assign(&mut plan, id);
        prop_assert_eq!(plan.finish(Answer::Nothing).changes, vec![]);
    }

    #[test]
    fn a_preview_equals_what_then_happens(turns in turns(6, true), companies in COMPANIES) {
        let (mut world, id) = begun(companies);
        for turn in &turns {
            happens(&mut world, id, turn);
        }
        let lines = preview::lines(&world.ws, &world.cluster(id), world.now);
        prop_assert_eq!(lines.len(), planning::AHEAD);
        for line in lines {
            let next = world.planned(id).remove(0);
            prop_assert_eq!(named(&world, &next), (line.start, line.host));
            hold(&mut world, id);
        }
    }
}
