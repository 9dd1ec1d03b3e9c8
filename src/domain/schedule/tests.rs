//! When things fall due: never twice, never too late, never in quiet hours.

use super::{Timetable, due, next, upcoming};
use crate::domain::calendar::{OpenHours, instant};
use crate::domain::model::{
    ClusterId, Due, Face, Instant, Kind, MeetingJob, Msg, OnboardingMsg, Rhythm, RsvpMsg,
};
use crate::domain::testing::{Arrived, Shape, World, deeds, kaia, lines, local, oslo, user};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What Klynge says by itself, and not because somebody did something at that moment.
fn self_initiated(arrived: &Arrived) -> bool {
    arrived.row.own_initiative.is_some()
}

fn is_open(world: &World, id: ClusterId, at: Instant) -> bool {
    OpenHours::of(&world.cluster(id)).is_open(at)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    // `drain` asserts that nothing is due again right after it was done, and that it comes to an end.
    #[test]
    fn each_job_is_done_once_and_nothing_is_said_in_quiet_hours(
        deeds in deeds(40), companies in 2..11usize, weekly: bool,
    ) {
        let rhythm = if weekly { Rhythm::Weekly } else { Rhythm::Fortnightly };
        let mut world = World::new(2 * companies + 2, oslo("2026-09-01T10:00"));
        let first = local("2026-09-10T11:30");
        let id = world.live(&Shape { channel: "C1", rhythm, first, companies: lines(companies, 0) });
        for deed in &deeds {
            world.does(id, deed);
            prop_assert_eq!(due(&world.ws, world.now), None, "the engine would not come to rest");
            prop_assert!(next(&world.ws, world.now).is_none_or(|(at, _)| at > world.now));
        }
        for arrived in world.arrived.iter().filter(|arrived| self_initiated(arrived)) {
            prop_assert!(is_open(&world, id, arrived.at), "{:?} at {}", arrived.row.kind, arrived.at);
        }
        for arrived in &world.arrived {
            prop_assert!(arrived.row.expires.is_none_or(|expires| arrived.at < expires));
        }
    }

    #[test]
    fn the_timetable_finds_what_looking_through_everything_finds(
        deeds in deeds(16), probes in prop::collection::vec(0..24 * 20i64, 1..4),
    ) {
        let mut world = World::new(12, oslo("2026-09-01T10:00"));
        let mut clusters = Vec::new();
        for (n, channel) in ["C1", "C2", "C3"].into_iter().enumerate() {
            let first = local("2026-09-08T11:30") + chrono::Duration::days(n as i64);
            clusters.push(world.live(&Shape { channel, rhythm: Rhythm::Weekly, first, companies: lines(2, 4 * n) }));
        }
        let mut timetable = Timetable::default();
        for (n, deed) in deeds.iter().enumerate() {
            world.does(clusters[n % clusters.len()], deed);
            for hours in [0].iter().chain(&probes) {
                // Also back in time, as a clock may be turned.
                let now = world.now + chrono::Duration::hours(*hours);
                let found = timetable.next(&world.ws, now, |_| false);
                let first = next(&world.ws, now);
                let all: BTreeSet<_> = upcoming(&world.ws, now).collect();
                match &found {
                    Some(due) if due.0 <= now => prop_assert!(all.contains(due), "{due:?} is not due"),
                    _ => prop_assert_eq!(&found, &first),
                }
                prop_assert_eq!(found.is_some_and(|(at, _)| at <= now), first.is_some_and(|(at, _)| at <= now));
            }
        }
        prop_assert_eq!(world.ws.clone().indexed(), world.ws, "what is found is not what is there");
    }

    #[test]
    fn after_a_downtime_only_what_still_makes_sense_is_said(days in 1..90i64, hours in 0..24i64) {
        let (mut world, id) = World::with_companies(4);
        world.pass_days(20);
        let before = world.arrived.len();
        world.down_for(24 * days + hours);
        world.pass_days(1);
        let zone = world.cluster(id).zone;
        for arrived in world.arrived.iter().skip(before) {
            let Some(meeting) = arrived.row.meeting.map(|id| world.meeting(id)) else { continue };
            let begins = instant(meeting.start, zone);
            let after_it = matches!(arrived.row.kind, Kind::Attendance | Kind::Notes | Kind::Draft | Kind::Brief);
            prop_assert!(after_it || arrived.at < begins, "{:?} of {}", arrived.row.kind, meeting.start);
            prop_assert!(!after_it || arrived.at - begins < chrono::Duration::days(20));
        }
        let texts: Vec<_> = world.arrived.iter().skip(before).map(|a| format!("{:?} {:?}", a.row.place, a.msg)).collect();
        let distinct: BTreeSet<_> = texts.iter().collect();
        prop_assert_eq!(distinct.len(), texts.len(), "said once");
    }
}

/// The moments at which a kind of message about a meeting arrived.
fn times(world: &World, kind: Kind, meeting: crate::domain::model::MeetingId) -> Vec<Instant> {
    let about = |arrived: &&Arrived| arrived.row.kind == kind && arrived.row.meeting == Some(meeting);
    world.arrived.iter().filter(about).map(|arrived| arrived.at).collect()
}

#[test]
fn the_times_of_a_fortnightly_meeting_are_those_in_the_product() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[2].clone();
    assert_eq!(meeting.start, local("2026-10-08T11:30"));
    world.turn_to(oslo("2026-10-09T08:00"));
    // Nine tenths of a day are lost to the rhythm: seven tenths of fourteen days are nine.
    assert_eq!(times(&world, Kind::Host, meeting.id)[0], oslo("2026-09-29T09:00"));
    assert_eq!(times(&world, Kind::Host, meeting.id)[1], oslo("2026-10-01T09:00"), "two working days later");
    assert_eq!(times(&world, Kind::Announcement, meeting.id), [oslo("2026-10-01T09:00")]);
    assert_eq!(times(&world, Kind::Reminder, meeting.id), [oslo("2026-10-07T09:00"); 2]);
    assert_eq!(times(&world, Kind::Attendance, meeting.id), [oslo("2026-10-08T12:45")]);
}

#[test]
fn a_weekly_meeting_is_announced_after_the_one_before() {
    let mut world = World::new(4, oslo("2026-09-01T10:00"));
    let first = local("2026-09-10T11:30");
    let id = world.live(&Shape { channel: "C1", rhythm: Rhythm::Weekly, first, companies: lines(2, 0) });
    world.pass_days(60);
    for pair in world.ws.meetings_of(id).windows(2).take(5) {
        let announced = times(&world, Kind::Announcement, pair[1].id);
        assert!(announced.iter().all(|at| *at > instant(pair[0].end(), chrono_tz::Europe::Oslo)));
        assert_eq!(announced.len(), 1);
    }
}

#[test]
fn a_meeting_on_the_first_working_day_after_christmas_is_prepared_before_it() {
    let mut world = World::new(6, oslo("2026-11-30T10:00"));
    let first = local("2026-12-28T11:30");
    let companies = lines(3, 0);
    let id = world.live(&Shape { channel: "C1", rhythm: Rhythm::Fortnightly, first, companies });
    let meeting = world.planned(id)[0].id;
    world.turn_to(oslo("2026-12-28T12:00"));
    assert_eq!(times(&world, Kind::Announcement, meeting), [oslo("2026-12-21T09:00")]);
    assert_eq!(times(&world, Kind::Reminder, meeting), [oslo("2026-12-23T09:00"); 3]);
    let reminders = world.arrived.iter().filter(|arrived| arrived.row.kind == Kind::Reminder);
    for reminder in reminders {
        assert!(matches!(&reminder.msg, Msg::Rsvp(RsvpMsg::Reminder { tomorrow: false, .. })));
    }
}

#[test]
fn a_cluster_that_goes_live_late_reminds_nobody_on_the_day_of_the_announcement() {
    let mut world = World::new(6, oslo("2026-09-09T13:00"));
    let first = local("2026-09-10T11:30");
    let companies = lines(3, 0);
    let id = world.live(&Shape { channel: "C1", rhythm: Rhythm::Fortnightly, first, companies });
    let meeting = world.planned(id)[0].id;
    world.pass_days(2);
    assert_eq!(times(&world, Kind::Announcement, meeting), [oslo("2026-09-09T13:00")]);
    assert_eq!(times(&world, Kind::Reminder, meeting), [oslo("2026-09-10T09:00"); 3]);
}

#[test]
fn a_cluster_that_goes_live_after_its_first_date_begins_with_the_next() {
    let mut world = World::new(6, oslo("2026-09-01T10:00"));
    let first = local("2026-09-10T11:30");
    let companies = lines(3, 0);
    let id = world.set_up(&Shape { channel: "C1", rhythm: Rhythm::Fortnightly, first, companies });
    world.turn_to(oslo("2026-09-12T10:00"));
    assert!(
        world.arrived.iter().all(|arrived| arrived.row.kind == Kind::Setup),
        "nothing before the approval"
    );
    world.press(&kaia(), crate::domain::model::Press::PostWelcome(id));
    assert_eq!(world.planned(id)[0].start, local("2026-09-24T11:30"));
    assert_eq!(world.planned(id).len(), crate::domain::meeting::planning::AHEAD);
}

#[test]
fn a_moved_meeting_has_its_reminders_again_and_one_moved_by_an_hour_has_not() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[0].clone();
    world.turn_to(oslo("2026-09-09T10:00"));
    assert_eq!(times(&world, Kind::Reminder, meeting.id).len(), 3);
    world.move_to(meeting.id, local("2026-09-10T13:00"));
    world.pass(24);
    assert_eq!(times(&world, Kind::Reminder, meeting.id).len(), 3, "reminded already");
    world.move_to(meeting.id, local("2026-09-18T13:00"));
    world.turn_to(oslo("2026-09-17T10:00"));
    assert_eq!(times(&world, Kind::Reminder, meeting.id).len(), 6, "for another day");
}

#[test]
fn what_comes_next_is_known_also_for_those_who_were_asked_a_moment_ago() {
    let mut world = World::new(5, oslo("2026-09-08T10:00"));
    let first = local("2026-09-15T11:30");
    let companies = lines(2, 0);
    let id = world.live(&Shape { channel: "C1", rhythm: Rhythm::Fortnightly, first, companies });
    world.turn_to(oslo("2026-09-10T10:00"));
    world.happen(&crate::domain::model::Event::Arrived { channel: "C1".into(), user: user(9) });
    world.drain();
    let asked = |world: &World| {
        let cards = world.ws.cards.values();
        cards.filter(|card| card.face == Face::WhichCompany(id, user(9))).count()
    };
    assert_eq!(asked(&world), 1);
    let again = upcoming(&world.ws, world.now).find(|(_, due)| *due == Due::AskCompanies(id));
    assert_eq!(again.unwrap().0, oslo("2026-09-11T09:00"), "the other who has not answered");
    world.turn_to(oslo("2026-09-14T08:00"));
    let later = upcoming(&world.ws, world.now).find(|(_, due)| *due == Due::AskCompanies(id));
    assert_eq!(later.unwrap().0, oslo("2026-09-14T09:00"), "three days after the first time");
    world.pass_days(14);
    assert_eq!(asked(&world), 2);
    let says = |arrived: &&Arrived| {
        matches!(&arrived.msg, Msg::Onboarding(OnboardingMsg::WhichCompany { again: true, .. }))
    };
    assert!(world.arrived.iter().filter(says).count() >= 2);
}

#[test]
fn jobs_of_one_instant_are_done_in_the_order_of_the_product() {
    let (mut world, id) = World::with_companies(3);
    let meeting = world.planned(id)[0].id;
    world.down_for(24 * 8);
    let jobs: Vec<MeetingJob> = world
        .done
        .iter()
        .filter_map(|(_, due)| match due {
            Due::Meeting(of, job) if *of == meeting => Some(*job),
            _ => None,
        })
        .collect();
    assert_eq!(jobs, [MeetingJob::AskHost, MeetingJob::Announce]);
}

#[test]
fn what_cannot_wait_for_the_morning_is_said_when_the_quiet_hours_end() {
    let (mut world, id) = World::with_companies(4);
    world.turn_to(oslo("2026-09-08T18:30"));
    let meeting = world.planned(id)[0].id;
    world.move_to(meeting, local("2026-09-09T09:00"));
    world.turn_to(oslo("2026-09-09T08:30"));
    let reminded = world.arrived.iter().filter(|it| it.row.kind == Kind::Reminder).map(|it| it.at);
    let reminded: BTreeSet<Instant> = reminded.collect();
    assert_eq!(reminded, BTreeSet::from([oslo("2026-09-09T08:00")]));
}
