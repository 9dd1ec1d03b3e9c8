//! What is foretold is what happens, and what is told of the past is what happened.

use super::lines;
use crate::domain::model::{
    Answer, ClusterId, Field, HostPreview, HostingMsg, Msg, Named, Press, PreviewLine, Purpose, Status,
    UserId, Value,
};
use crate::domain::rotation::ledger;
use crate::domain::testing::{World, deeds, kaia, oslo, user};
use chrono::NaiveDateTime;
use proptest::prelude::*;

fn preview(world: &mut World, by: &UserId) -> HostPreview {
    match world.command(by, "host") {
        Answer::Say(_, msg) => match *msg {
            Msg::Hosting(HostingMsg::Preview(preview)) => preview,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn foretold(world: &World, id: ClusterId) -> Vec<(NaiveDateTime, Named)> {
    let lines = lines(&world.ws, &world.cluster(id), world.now);
    lines.into_iter().map(|PreviewLine { start, host, .. }| (start, host)).collect()
}

/// The meetings that were held, with their hosts as they are named.
fn held(world: &World, id: ClusterId) -> Vec<(NaiveDateTime, Named)> {
    let meetings = world.ws.meetings_of(id).into_iter().filter(|meeting| meeting.status == Status::Held);
    let named = |meeting| crate::domain::meeting::facts(&world.ws, meeting).host;
    meetings.map(|meeting| (meeting.start, named(meeting))).collect()
}

#[test]
fn the_next_eight_with_what_the_reader_may_do() {
    let (mut world, id) = World::with_companies(4);
    let seen = preview(&mut world, &kaia());
    assert_eq!((seen.cluster, seen.lines.len(), seen.years.len()), (id, 8, 0));
    assert!(seen.orders && seen.skips);
    let seen = preview(&mut world, &user(3));
    assert!(!seen.orders && seen.skips);
    world.turn_to(oslo("2027-03-01T10:00"));
    assert_eq!(preview(&mut world, &kaia()).years, [2027, 2026]);
}

#[test]
fn a_company_that_stands_in_for_another_is_shown_as_such() {
    let (mut world, id) = World::with_companies(3);
    let covered = world.planned(id)[2].id;
    world.submit(&user(0), Purpose::Cover(id), [(Field::Meeting, Value::Chosen(covered.to_string()))]);
    world.press(&user(2), Press::AcceptCover(covered));
    let line = preview(&mut world, &kaia()).lines.remove(2);
    let name = |n: usize| world.ws.companies[&world.companies(id)[n]].name.clone();
    assert_eq!((line.host, line.on_behalf), (Named::Company(name(1)), Some(name(0))));
    let ledger = ledger::lines(&world.ws, &world.cluster(id));
    assert_eq!((ledger[0].owes.as_slice(), ledger[1].owes.len()), (&[(name(1), 1)][..], 0));
}

#[test]
fn the_past_is_told_by_year_and_a_company_that_left_has_no_name() {
    let (mut world, id) = World::with_companies(3);
    world.turn_to(oslo("2027-01-20T10:00"));
    let left = world.companies(id)[0];
    world.leave(id, left);
    let Answer::Read(_, msg) = world.press(&user(4), Press::ShowHistory(id, 2026)) else { panic!() };
    let Msg::Hosting(HostingMsg::History { year: 2026, meetings, turns }) = *msg else { panic!() };
    let held = held(&world, id);
    assert!(meetings.len() > 5 && meetings.len() < held.len());
    assert!(
        meetings.iter().zip(&held).all(|(line, (start, host))| (line.start, &line.host) == (*start, host))
    );
    assert!(meetings.iter().any(|line| matches!(&line.host, Named::Company(name) if name.is_empty())));
    assert_eq!(turns.len(), 3, "the facilitator's, and two of companies");
    let typed = world.command(&user(4), "host 2025");
    let Answer::Say(_, msg) = typed else { panic!("{typed:?}") };
    assert!(
        matches!(*msg, Msg::Hosting(HostingMsg::History { year: 2025, meetings, .. }) if meetings.is_empty())
    );
    let Answer::Read(_, msg) = world.press(&user(4), Press::ShowLedger(id)) else { panic!() };
    let Msg::Hosting(HostingMsg::Ledger(lines)) = *msg else { panic!() };
    assert_eq!(lines.len(), 2);
    assert!(lines.iter().all(|line| line.hosted >= 1 && line.last.is_some() && !line.skipped), "{lines:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Played forward with everybody silent, the next eight are held by those who were named.
    #[test]
    fn what_is_foretold_happens_if_nothing_changes(deeds in deeds(20), companies in 2..9usize) {
        let (mut world, id) = World::with_companies(companies);
        for deed in &deeds {
            world.does(id, deed);
        }
        let foretold = foretold(&world, id);
        prop_assert_eq!(foretold.len(), 8);
        let until = foretold.last().unwrap().0 + chrono::Duration::days(2);
        world.turn_to(crate::domain::calendar::instant(until, chrono_tz::Europe::Oslo));
        let held = held(&world, id);
        for line in &foretold {
            prop_assert!(held.contains(line), "{line:?} was foretold; held: {held:?}");
        }
    }
}
