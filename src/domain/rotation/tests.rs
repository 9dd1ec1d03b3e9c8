//! Fairness, whatever people do: who hosts, who organises, and what happens to those who were told.

mod fairness;

use super::{hosting, turns};
use crate::domain::model::{
    Answer, ClusterId, Company, CompanyId, Face, Holder, Kind, Meeting, MeetingId, MeetingJob, MeetingMsg,
    Msg, Place, Press, Status, Workspace,
};
use crate::domain::plan::Plan;
use crate::domain::testing::{Deed, World, deeds, kaia, oslo, user};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Hostings of those who are in the cluster: credited on joining, held, and planned.
fn hostings(ws: &Workspace, id: ClusterId) -> BTreeMap<CompanyId, u32> {
    let cluster = ws.clusters.get(&id).unwrap();
    let mut counts: BTreeMap<CompanyId, u32> =
        ws.companies_in(cluster).map(|company| (company.id, company.credit)).collect();
    let counting = ws.meetings_of(id).into_iter().filter(|meeting| meeting.status != Status::Cancelled);
    for company in counting.filter_map(Meeting::account) {
        counts.entry(company).and_modify(|count| *count += 1);
    }
    counts
}

/// The widest spread among companies that are equally long in the cluster, and were never away.
fn spread(ws: &Workspace, counts: &BTreeMap<CompanyId, u32>, were_away: &BTreeSet<CompanyId>) -> u32 {
    let mut groups: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for (id, count) in counts.iter().filter(|(id, _)| !were_away.contains(id)) {
        let company = ws.companies.get(id).unwrap();
        groups.entry((company.joined, company.credit)).or_default().push(*count);
    }
    let spreads = groups.values().map(|group| group.iter().max().unwrap() - group.iter().min().unwrap());
    spreads.max().unwrap_or(0)
}

/// After these somebody else may have a meeting of somebody who was told, and knows it.
fn hands_over(deed: &Deed) -> bool {
    matches!(deed, Deed::Take(_) | Deed::Leave(_) | Deed::Away(..) | Deed::Reply(..))
}

fn told(world: &World, id: ClusterId) -> BTreeMap<MeetingId, Holder> {
    let planned = world.planned(id).into_iter().filter(|meeting| meeting.host_fixed);
    planned.map(|meeting| (meeting.id, meeting.host)).collect()
}

fn host_exists(world: &World, meeting: &Meeting) -> bool {
    let there = |company: &Company| company.left.is_none() && company.cluster == meeting.cluster;
    meeting.host.company().is_none_or(|id| world.ws.companies.get(&id).is_some_and(there))
}

fn assert_turns_follow_each_other(world: &World, id: ClusterId) {
    let turns = world.ws.turns_of(id);
    assert!(turns.windows(2).all(|pair| pair[0].until == pair[1].from), "{turns:?}");
    assert!(turns.iter().skip(1).all(|turn| turn.from < turn.until), "{turns:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_meeting_has_a_host_and_who_was_told_stays(deeds in deeds(40), companies in 2..11usize) {
        let (mut world, id) = World::with_companies(companies);
        for deed in &deeds {
            let before = told(&world, id);
            world.does(id, deed);
            for meeting in world.planned(id) {
                prop_assert!(host_exists(&world, &meeting), "{meeting:?}");
                let kept = before.get(&meeting.id).is_none_or(|host| *host == meeting.host);
                prop_assert!(kept || hands_over(deed), "{deed:?} took {:?} from its host", meeting.id);
            }
            assert_turns_follow_each_other(&world, id);
            let mut plan = Plan::new(&world.ws, world.now);
            hosting::assign(&mut plan, id);
            prop_assert_eq!(plan.finish(Answer::Nothing).changes, vec![], "planning again changes nothing");
        }
    }

    #[test]
    fn hosting_is_spread_by_at_most_one(deeds in deeds(40), companies in 2..11usize) {
        let (mut world, id) = World::with_companies(companies);
        let mut were_away = BTreeSet::new();
        // Who takes a meeting of others hosts more often because they want to.
        for deed in deeds.iter().filter(|deed| !matches!(deed, Deed::Take(_))) {
            world.does(id, deed);
            let away = world.ws.companies.values().filter(|company| company.away.is_some());
            were_away.extend(away.map(|company| company.id));
            let counts = hostings(&world.ws, id);
            prop_assert!(spread(&world.ws, &counts, &were_away) <= 1, "after {deed:?}: {counts:?}");
        }
    }

    #[test]
    fn a_newcomer_starts_between_the_least_and_the_most(deeds in deeds(30), companies in 2..11usize) {
        let (mut world, id) = World::with_companies(companies);
        for deed in &deeds {
            let before = world.companies(id);
            world.does(id, deed);
            let cluster = world.cluster(id);
            let plan = Plan::new(&world.ws, world.now);
            let credit = hosting::credit_for_newcomer(&plan, &cluster);
            let held = hosting::ledger(&world.ws, &cluster);
            let most = hostings(&world.ws, id).into_values().max().unwrap_or(0);
            let least = held.iter().map(|(_, count)| *count).min().unwrap_or(0);
            prop_assert!((least..=most).contains(&credit), "{credit} is not in {least}..={most}");
            let all = world.companies(id);
            prop_assert!(all.iter().take(before.len()).eq(before.iter()) || matches!(deed, Deed::Leave(_)));
        }
    }
}

#[test]
fn each_hosts_once_before_anybody_hosts_twice() {
    let (mut world, id) = World::with_companies(3);
    world.turn_to(oslo("2027-09-01T10:00"));
    let hosts: Vec<Option<CompanyId>> =
        world.ws.meetings_of(id).iter().skip(2).map(|meeting| meeting.host.company()).collect();
    let order: Vec<Option<CompanyId>> = world.companies(id).into_iter().map(Some).collect();
    assert!(hosts.len() > 20 && hosts.chunks(3).all(|round| order.starts_with(round)), "{hosts:?}");
}

#[test]
fn the_facilitator_hosts_the_first_two_that_are_held() {
    let (mut world, id) = World::with_companies(4);
    let first = world.planned(id)[0].id;
    world.submit(&kaia(), crate::domain::model::Purpose::Cancel(first), []);
    let hosts: Vec<Holder> = world.planned(id).iter().take(3).map(|meeting| meeting.host).collect();
    assert_eq!(hosts[..2], [Holder::Facilitator; 2]);
    assert!(hosts[2].company().is_some());
}

#[test]
fn a_turn_follows_the_stored_order_also_behind_a_company_that_left() {
    let (mut world, id) = World::with_companies(4);
    let companies = world.companies(id);
    // The facilitator's turn, then two months of the first and some days of the second.
    world.turn_to(oslo("2026-12-01T10:00"));
    assert_eq!(turns::turn_at(&world.ws, id, world.today()).unwrap().holder, Holder::Company(companies[1]));
    world.leave(id, companies[1]);
    world.pass_days(60);
    let next = turns::turn_at(&world.ws, id, world.today()).unwrap();
    assert_eq!(next.holder, Holder::Company(companies[2]), "the next behind the one that left");
}

#[test]
fn after_a_long_downtime_only_the_present_organiser_is_told() {
    let (mut world, id) = World::with_companies(4);
    world.pass_days(10);
    world.down_for(24 * 200);
    world.pass_days(3);
    let told = world.arrived.iter().filter(|arrived| arrived.row.kind == Kind::Handover).count();
    assert_eq!(told, 1);
    assert_turns_follow_each_other(&world, id);
}

/// A cluster a day after the first company's contact was asked to host.
fn first_host_is_asked() -> (World, ClusterId, Meeting) {
    let (mut world, id) = World::with_companies(4);
    let third = world.planned(id)[2].id;
    world.turn_to(oslo("2026-09-30T10:00"));
    let meeting = world.meeting(third);
    assert_eq!(meeting.asked, [user(0)]);
    (world, id, meeting)
}

#[test]
fn when_a_host_leaves_the_new_one_is_asked_for_a_theme_of_their_own() {
    let (mut world, id, meeting) = first_host_is_asked();
    world.turn_to(oslo("2026-10-02T10:00"));
    world.theme(&user(0), meeting.id);
    assert!(world.meeting(meeting.id).card.is_some(), "it is announced");
    let first = world.companies(id)[0];
    world.leave(id, first);
    world.pass(1);
    let now = world.meeting(meeting.id);
    assert_eq!((now.theme, now.taken_by), (None, None));
    assert_ne!(now.host, meeting.host);
    assert_eq!(now.asked.len(), 1, "the new host knows");
    let thread =
        world.arrived.iter().filter(|a| a.row.kind == Kind::Change && a.row.meeting == Some(meeting.id));
    assert_eq!(thread.count(), 2, "the channel was told of the theme, and of the other host");
}

#[test]
fn who_is_slower_does_not_take_a_meeting_from_who_was_faster() {
    let (mut world, _, meeting) = first_host_is_asked();
    world.turn_to(oslo("2026-10-06T10:00"));
    let asked = world.meeting(meeting.id).asked;
    assert_eq!(
        asked,
        [user(0), user(1), kaia()],
        "host, colleague, and the organiser, who is the facilitator"
    );
    world.press(&kaia(), Press::TakeMeeting(meeting.id));
    let taken = world.meeting(meeting.id);
    assert_eq!(taken.host, Holder::Facilitator);
    world.press(&user(1), Press::TakeMeeting(meeting.id));
    assert_eq!(world.meeting(meeting.id), taken);
}

#[test]
fn a_silent_host_keeps_the_meeting_while_one_person_at_a_time_is_asked() {
    let (mut world, _, meeting) = first_host_is_asked();
    world.pass_days(20);
    let held = world.meeting(meeting.id);
    assert_eq!((held.status, held.host), (Status::Held, meeting.host));
    let asks: Vec<_> = world
        .arrived
        .iter()
        .filter(|arrived| arrived.row.kind == Kind::Host && arrived.row.meeting == Some(meeting.id))
        .map(|arrived| arrived.at)
        .collect();
    let gaps = asks.windows(2).map(|pair| pair[1] - pair[0]);
    assert!(gaps.into_iter().all(|gap| gap >= chrono::Duration::days(2)), "{asks:?}");
}

#[test]
fn a_move_by_an_hour_asks_nobody_again_and_goes_on_with_the_next() {
    let (mut world, _, meeting) = first_host_is_asked();
    world.move_to(meeting.id, meeting.start + chrono::Duration::hours(1));
    world.turn_to(oslo("2026-10-01T16:00"));
    assert_eq!(world.meeting(meeting.id).asked, [user(0), user(1)]);
    let to_host = world.ws.cards.values().filter(|card| card.face == Face::HostAsk(meeting.id, user(0)));
    assert_eq!(to_host.count(), 1);
}

#[test]
fn a_meeting_that_is_moved_by_months_has_its_host_asked_again() {
    let (mut world, _, meeting) = first_host_is_asked();
    world.move_to(meeting.id, meeting.start + chrono::Duration::days(47));
    assert!(world.meeting(meeting.id).done_at(MeetingJob::AskHost).is_none());
    world.pass_days(50);
    assert!(world.meeting(meeting.id).done_at(MeetingJob::AskHost).is_some());
}

#[test]
fn who_cannot_host_after_choosing_a_theme_is_shown_what_can_be_done_about_the_meeting() {
    let (mut world, _, meeting) = first_host_is_asked();
    world.theme(&user(0), meeting.id);
    let answer = world.press(&user(0), Press::PassMeeting(meeting.id));
    let Answer::Say(_, msg) = answer else { panic!("{answer:?}") };
    let Msg::Meeting(MeetingMsg::Manage { passed: Some(passed), .. }) = *msg else { panic!("{msg:?}") };
    assert_eq!(passed.id, meeting.id, "and a no is thanked for");
    assert_eq!(world.meeting(meeting.id).asked, [user(0)]);
}

#[test]
fn a_company_that_left_is_named_on_no_card_not_even_of_past_meetings() {
    let (mut world, id, meeting) = first_host_is_asked();
    let first = world.companies(id)[0];
    let name = world.ws.companies.get(&first).unwrap().name.clone();
    world.turn_to(oslo("2026-10-07T10:00"));
    world.press(&user(3), Press::Answer(meeting.id, crate::domain::model::Coming::Yes));
    world.pass_days(5);
    assert!(world.meeting(meeting.id).attended.contains(&first));
    let shown: BTreeMap<_, _> = world.ws.cards.values().map(|card| (card.id, card.version)).collect();
    world.leave(id, first);
    for card in world.ws.cards.values().filter(|card| card.face.meeting() == Some(meeting.id)) {
        assert!(card.version > shown[&card.id], "{:?} is shown anew", card.face);
        let msg = crate::domain::card::message(&world.ws, card).unwrap();
        let words = serde_json::to_string(&msg).unwrap();
        assert!(!words.contains(name.plain()), "{words}");
        assert!(!words.contains("\"there\":[\"\""), "nobody has no name: {words}");
    }
}

#[test]
fn a_theme_that_others_thought_of_leaves_the_meeting_with_its_host() {
    let (mut world, _, meeting) = first_host_is_asked();
    world.turn_to(oslo("2026-10-06T10:00"));
    world.theme(&kaia(), meeting.id);
    world.drain();
    let now = world.meeting(meeting.id);
    assert_eq!((now.host, now.taken_by), (meeting.host, None));
    assert!(now.theme.is_some());
    let to_host = Place::Dm(user(0));
    let told = world.arrived.iter().any(|a| a.row.place == to_host && a.row.kind == Kind::Change);
    assert!(told, "the host hears of it");
    world.pass_days(1);
    assert_eq!(world.meeting(meeting.id).asked.len(), now.asked.len(), "nobody else is asked");
}
