//! The budget over many months, in clusters that share people.

use crate::domain::model::{ClusterId, Event, Kind, OptOut, Press, Rhythm, UserId};
use crate::domain::testing::{Shape, World, date, deeds, local, oslo, reader, user};
use proptest::prelude::*;

/// So many clusters of four companies with the same eight people, and two who have no company.
fn sharing(rhythms: &[Rhythm]) -> (World, Vec<ClusterId>) {
    let mut world = World::new(10, oslo("2026-09-01T10:00"));
    let starts = ["2026-09-10T11:30", "2026-09-14T09:00", "2026-09-16T15:00"];
    let clusters = rhythms.iter().zip(["C1", "C2", "C3"]).zip(starts).map(|((rhythm, channel), first)| {
        let companies = crate::domain::testing::lines(4, 0);
        world.live(&Shape { channel, rhythm: *rhythm, first: local(first), companies })
    });
    let clusters = clusters.collect();
    (world, clusters)
}

fn rhythms() -> impl Strategy<Value = Vec<Rhythm>> {
    proptest::collection::vec(prop_oneof![Just(Rhythm::Weekly), Just(Rhythm::Fortnightly)], 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_gets_two_unasked_messages_within_seven_days(rhythms in rhythms(), deeds in deeds(40)) {
        let (mut world, clusters) = sharing(&rhythms);
        for (nth, deed) in deeds.iter().enumerate() {
            world.does(clusters[nth % clusters.len()], deed);
        }
        world.pass_days(60);
        prop_assert_eq!(world.beyond_the_budget(), vec![]);
    }

    #[test]
    fn who_opted_out_is_asleep_or_gone_gets_nothing_unasked(rhythms in rhythms(), n in 0..8usize, days in 7..60u64) {
        let (mut world, _) = sharing(&rhythms);
        let (silent, asleep, gone) = (user(n), user((n + 1) % 8), user((n + 3) % 8));
        for what in OptOut::ALL {
            world.press(&silent, Press::StopAsking(what));
        }
        let (by, words, channel) = (asleep.clone(), format!("snooze {days}"), "C1".into());
        world.happen(&Event::Commanded { by, channel, words, nonce: crate::domain::model::Nonce(9_000) });
        let mut profile = world.ws.people.get(&gone).unwrap().profile.clone();
        profile.active = false;
        world.happen(&Event::PeopleSeen(vec![profile]));
        let wakes = world.today() + chrono::Days::new(days);
        let before = world.arrived.len();
        world.pass_days(90);
        let unasked = world.arrived.iter().skip(before).filter(|arrived| arrived.row.unasked);
        for (reader, day) in unasked.map(|arrived| (reader(&arrived.row), date(arrived.at))) {
            prop_assert!(reader != silent && reader != gone, "{reader} on {day}");
            prop_assert!(reader != asleep || day >= wakes, "{reader} on {day}, asleep until {wakes}");
        }
        let awake = world.unasked().into_iter().any(|(reader, _)| reader == asleep);
        prop_assert!(awake, "who sleeps comes back by itself");
    }
}

fn reminded(world: &World, who: &UserId) -> Vec<(chrono::NaiveDate, ClusterId)> {
    let reminders = world.arrived.iter().filter(|arrived| arrived.row.kind == Kind::Reminder);
    reminders
        .filter(|arrived| reader(&arrived.row) == *who)
        .map(|arrived| (date(arrived.at), arrived.row.own_initiative.unwrap()))
        .collect()
}

#[test]
fn of_two_reminders_in_a_week_the_one_closer_to_its_date_is_sent() {
    let mut world = World::new(8, oslo("2026-09-01T10:00"));
    let companies = || crate::domain::testing::lines(2, 0);
    let rhythm = Rhythm::Fortnightly;
    // The reminder for the Monday is due on the Friday, three days before; the other on the eve.
    let monday = local("2026-09-14T11:30");
    let monday = world.live(&Shape { channel: "C1", rhythm, first: monday, companies: companies() });
    let wednesday = local("2026-09-16T11:30");
    let wednesday = world.live(&Shape { channel: "C2", rhythm, first: wednesday, companies: companies() });
    world.turn_to(oslo("2026-09-17T10:00"));
    let contact = reminded(&world, &user(0));
    assert_eq!(contact, [(local("2026-09-15T00:00").date(), wednesday)]);
    let colleague = reminded(&world, &user(1));
    assert_eq!(colleague, [(local("2026-09-11T00:00").date(), monday)], "one answer a company is enough");
}

#[test]
fn an_invitation_does_not_take_the_one_whom_a_reminder_will_need() {
    let mut world = World::new(4, oslo("2026-09-01T10:00"));
    let rhythm = Rhythm::Fortnightly;
    let companies = || crate::domain::testing::lines(2, 0);
    // The contacts get the reminder for the Thursday, so the one for the Friday needs the colleagues.
    world.live(&Shape { channel: "C1", rhythm, first: local("2026-09-10T11:30"), companies: companies() });
    world.live(&Shape { channel: "C2", rhythm, first: local("2026-09-11T11:30"), companies: companies() });
    world.turn_to(oslo("2026-09-11T10:00"));
    let kinds: Vec<Kind> =
        world.arrived.iter().filter(|arrived| arrived.row.unasked).map(|arrived| arrived.row.kind).collect();
    assert_eq!(kinds, [Kind::Reminder; 4]);
    let readers: Vec<UserId> = world.unasked().into_iter().map(|(reader, _)| reader).collect();
    assert_eq!(readers, [user(0), user(2), user(1), user(3)]);
}

#[test]
fn a_reminder_somebody_does_not_take_holds_no_place() {
    // Contact in a weekly cluster, deputy of the first host in a fortnightly one.
    let (mut world, _) = sharing(&[Rhythm::Weekly]);
    let companies = vec!["Studio Rute; @p1; @p0".to_owned(), "Studio Strek; @p2".to_owned()];
    let first = local("2026-09-11T13:00");
    world.live(&Shape { channel: "C2", rhythm: Rhythm::Fortnightly, first, companies });
    world.press(&user(0), Press::StopAsking(OptOut::Reminders));
    world.press(&user(0), Press::StopAsking(OptOut::Invitations));
    world.turn_to(oslo("2026-10-09T10:00"));
    let unasked = world.arrived.iter().filter(|a| a.row.unasked && reader(&a.row) == user(0));
    assert_eq!(unasked.map(|arrived| arrived.row.kind).collect::<Vec<_>>(), [Kind::Host]);
}

#[test]
fn a_reminder_of_the_same_morning_keeps_its_place_whatever_comes_first() {
    let mut world = World::new(4, oslo("2026-09-01T10:00"));
    let first = local("2026-09-17T11:30");
    let (rhythm, companies) = (Rhythm::Fortnightly, crate::domain::testing::lines(2, 0));
    let cluster = world.live(&Shape { channel: "C1", rhythm, first, companies });
    world.turn_to(oslo("2026-09-16T08:30"));
    world.now = oslo("2026-09-16T09:00");
    let (cluster, plan) = (world.cluster(cluster), crate::domain::plan::Plan::new(&world.ws, world.now));
    let about = local("2026-09-24T11:30").date();
    let may_be_written_to = |user: &UserId| {
        let kind = Kind::Nudge;
        super::allows(&plan, &super::Wish { user, cluster: &cluster, about, kind, instead_of: None })
    };
    assert!(!may_be_written_to(&user(0)), "is reminded in a moment");
    assert!(may_be_written_to(&user(3)), "is not");
}

#[test]
fn what_is_still_on_its_way_counts_as_read_today() {
    let (mut world, clusters) = sharing(&[Rhythm::Weekly]);
    // Slack is not reached from the first reminder on, and what was written waits.
    world.turn_to(oslo("2026-09-09T08:59"));
    world.now = oslo("2026-09-09T09:00");
    while let Some(due) = super::schedule::due(&world.ws, world.now) {
        world.happen(&Event::Due(due));
    }
    let waiting =
        world.ws.outbox.values().find(|row| row.unasked && !row.progress.settled()).cloned().unwrap();
    let who = reader(&waiting);
    world.now = oslo("2026-09-16T09:00");
    let cluster = world.cluster(clusters[0]);
    let plan = crate::domain::plan::Plan::new(&world.ws, world.now);
    let about = local("2026-09-17T11:30").date();
    let wish = super::Wish { user: &who, cluster: &cluster, about, kind: Kind::Reminder, instead_of: None };
    assert!(!super::allows(&plan, &wish), "both would be read on the same day");
}
