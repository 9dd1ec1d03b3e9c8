//! Exactly one to each absent company and to whoever asked, none to anybody else.

use super::{DRAFTED, contact, oslo, world};
use crate::domain::model::{
    BriefState, Coming, CompanyId, Field, Kind, Press, Purpose, Status, UserId, Value,
};
use crate::domain::testing::{Deed, World, deeds, kaia, user};
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use std::collections::BTreeSet;

#[test]
fn absent_companies_get_one_and_those_present_none() {
    let (mut world, _, meeting) = world(4);
    world.answers(&contact(0), meeting.id, Coming::Yes);
    world.turn_to(oslo(DRAFTED));
    world.publishes(&kaia(), meeting.id);
    assert_eq!(world.briefed(meeting.id), [contact(1), contact(2), contact(3)]);
    world.publishes(&kaia(), meeting.id);
    world.pass_days(20);
    assert_eq!(world.briefed(meeting.id).len(), 3, "once is enough");
}

#[test]
fn whoever_asked_gets_it_in_the_place_of_the_contact() {
    let (mut world, _, meeting) = world(3);
    // A colleague of the second company asks; one of the first asks although the company comes.
    world.answers(&user(3), meeting.id, Coming::No);
    world.answers(&user(1), meeting.id, Coming::No);
    world.answers(&contact(0), meeting.id, Coming::Yes);
    world.turn_to(oslo(DRAFTED));
    world.publishes(&kaia(), meeting.id);
    assert_eq!(world.briefed(meeting.id), [user(1), user(3), contact(2)]);
}

#[test]
fn who_comes_after_all_no_longer_asks() {
    let (mut world, _, meeting) = world(2);
    world.answers(&user(1), meeting.id, Coming::No);
    world.answers(&user(1), meeting.id, Coming::Yes);
    world.turn_to(oslo(DRAFTED));
    world.publishes(&kaia(), meeting.id);
    assert_eq!(world.briefed(meeting.id), [contact(1)]);
}

#[test]
fn a_corrected_attendance_reaches_those_who_turn_out_to_have_been_away() {
    let (mut world, _, meeting) = world(3);
    world.answers(&contact(0), meeting.id, Coming::Yes);
    world.answers(&contact(1), meeting.id, Coming::Yes);
    world.turn_to(oslo(DRAFTED));
    world.publishes(&kaia(), meeting.id);
    assert_eq!(world.briefed(meeting.id), [contact(2)]);
    let there: Vec<CompanyId> = world.meeting(meeting.id).attended.iter().copied().skip(1).collect();
    let ticks = Value::Ticked(there.iter().map(CompanyId::to_string).collect());
    world.submit(&kaia(), Purpose::Attendance(meeting.id), [(Field::Attendance, ticks)]);
    world.drain();
    assert_eq!(world.briefed(meeting.id).len(), 2);
    world.press(&kaia(), Press::ConfirmAttendance(meeting.id));
    world.drain();
    assert_eq!(world.briefed(meeting.id).len(), 2);
}

#[test]
fn a_company_that_came_later_is_not_told_of_what_was_before() {
    let (mut world, cluster, meeting) = world(2);
    world.turn_to(oslo(DRAFTED));
    world.add(cluster, "Ny; @kaia");
    world.publishes(&kaia(), meeting.id);
    assert_eq!(world.briefed(meeting.id), [contact(0), contact(1)]);
}

/// Whom the rules of the product name, from the state alone.
fn should_have_it(world: &World, id: crate::domain::model::MeetingId) -> Vec<BTreeSet<UserId>> {
    let meeting = world.meeting(id);
    let cluster = world.cluster(meeting.cluster);
    let mut groups = Vec::new();
    for company in world.ws.companies_in(&cluster).filter(|company| company.joined <= meeting.start.date()) {
        let wants =
            world.ws.rsvps.get(&(id, company.id)).map(|rsvp| rsvp.wants_brief.clone()).unwrap_or_default();
        if !wants.is_empty() {
            groups.extend(wants.into_iter().map(|user| BTreeSet::from([user])));
        } else if !meeting.attended.contains(&company.id) {
            groups.push(world.ws.people_of(company.id).map(|person| person.profile.id.clone()).collect());
        }
    }
    groups
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    // Nobody leaves here: then the state at the end says who should have got what.
    #[test]
    fn whatever_happens_each_gets_exactly_one(all in deeds(30), companies in 2..9usize) {
        let (mut world, id) = World::with_companies(companies);
        for deed in all.iter().filter(|deed| !matches!(deed, Deed::Leave(..) | Deed::Deactivate(..))) {
            world.does(id, deed);
        }
        world.pass_days(30);
        let held: Vec<_> = world.ws.meetings.values().filter(|m| m.status == Status::Held).map(|m| m.id).collect();
        for meeting in held {
            let Some(brief) = world.ws.briefs.get(&meeting).filter(|brief| brief.state != BriefState::Draft) else {
                continue;
            };
            let got = world.briefed(meeting);
            let distinct: BTreeSet<UserId> = got.iter().cloned().collect();
            prop_assert_eq!(distinct.len(), got.len(), "said once");
            prop_assert_eq!(&distinct, &brief.recipients);
            let due = should_have_it(&world, meeting);
            for group in due.iter().filter(|group| !group.is_empty()) {
                let of_them = got.iter().filter(|user| group.contains(*user)).count();
                prop_assert!(of_them >= 1, "{:?} of {:?}", group, got);
            }
            prop_assert!(got.len() <= due.len(), "{:?} for {:?}", got, due);
            let posted = world.arrived.iter().filter(|a| {
                a.row.kind == Kind::Brief && a.row.meeting == Some(meeting)
                    && !matches!(a.row.place, crate::domain::model::Place::Dm(_))
            });
            prop_assert_eq!(posted.count(), 1, "one for everybody");
        }
    }
}
