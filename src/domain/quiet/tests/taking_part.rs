//! Everything that counts as taking part, and what does not.

use crate::domain::decide;
use crate::domain::model::{
    ClusterId, Coming, CommandWord, CompanyId, Event, Field, MeetingId, Nonce, OptOut, Press, Purpose,
    Rhythm, Status, Value,
};
use crate::domain::quiet::{last_active, presence};
use crate::domain::testing::{Shape, World, lines, local, oslo, user};
use chrono::NaiveDate;

impl World {
    /// When a company last did something, in the channel or with Klynge.
    fn active_on(&self, company: CompanyId) -> Option<NaiveDate> {
        presence(&self.ws, company).active_on
    }

    /// Somebody writes or reacts in the channel.
    pub(super) fn speaks(&mut self, n: usize, channel: &str) {
        self.happen(&Event::Spoke { channel: channel.into(), user: user(n) });
    }

    fn types(&mut self, n: usize, words: &str, channel: &str) {
        let (by, words, channel) = (user(n), words.to_owned(), channel.into());
        self.happen(&Event::Commanded { by, channel, words, nonce: Nonce(9_001) });
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// A cluster in which nobody has done anything but the facilitator, on Wednesday 2 September 2026.
fn silent() -> (World, ClusterId, Vec<CompanyId>, MeetingId) {
    let (mut world, cluster) = World::with_companies(3);
    world.turn_to(oslo("2026-09-02T10:00"));
    let (companies, meeting) = (world.companies(cluster), world.planned(cluster)[0].id);
    assert!(companies.iter().all(|company| world.active_on(*company).is_none()));
    (world, cluster, companies, meeting)
}

#[test]
fn whatever_anybody_does_counts_for_the_company_and_for_no_other() {
    let deeds: [fn(&mut World, ClusterId, MeetingId); 7] = [
        |world, _, _| world.speaks(3, "C1"),
        |world, _, _| world.types(3, "next", "C1"),
        |world, _, _| world.types(3, "nonsense", "D3"),
        |world, _, meeting| drop(world.press(&user(3), Press::Answer(meeting, Coming::No))),
        |world, _, _| drop(world.press(&user(3), Press::Run(CommandWord::Help))),
        |world, cluster, _| {
            let contact = [(Field::Contact, Value::People(vec![user(3)]))];
            drop(world.submit(&user(3), Purpose::Contact(cluster), contact));
        },
        |world, _, _| {
            let (by, words) = (user(3), "hei".to_owned());
            world.happen(&Event::Addressed { by, channel: "D3".into(), words, nonce: Nonce(9_002) });
        },
    ];
    for (nth, deed) in deeds.into_iter().enumerate() {
        let (mut world, cluster, companies, meeting) = silent();
        deed(&mut world, cluster, meeting);
        let active: Vec<_> = companies.iter().map(|company| world.active_on(*company)).collect();
        assert_eq!(active, [None, day("2026-09-02"), None], "deed {nth}");
    }
}

#[test]
fn a_company_is_written_down_once_a_day() {
    let (mut world, _, companies, meeting) = silent();
    world.speaks(2, "C1");
    let said = Event::Spoke { channel: "C1".into(), user: user(3) };
    assert_eq!(decide(&world.ws, &said, world.now), Default::default(), "nothing to write");
    world.press(&user(2), Press::Answer(meeting, Coming::Yes));
    world.turn_to(oslo("2026-09-03T23:30"));
    world.speaks(3, "C1");
    assert_eq!(world.active_on(companies[1]), day("2026-09-03"), "the local date");
}

#[test]
fn who_does_not_want_to_be_asked_does_not_take_part_by_saying_so() {
    let (mut world, _, companies, _) = silent();
    world.press(&user(2), Press::StopAsking(OptOut::Nudges));
    assert_eq!(world.active_on(companies[1]), None);
}

#[test]
fn strangers_bots_and_other_channels_count_for_nobody() {
    let (mut world, _, companies, _) = silent();
    world.speaks(2, "C9");
    world.speaks(77, "C1");
    let mut profile = world.ws.people[&user(4)].profile.clone();
    profile.is_bot = true;
    world.happen(&Event::PeopleSeen(vec![profile]));
    world.speaks(4, "C1");
    assert!(companies.iter().all(|company| world.active_on(*company).is_none()));
}

#[test]
fn who_is_in_two_clusters_takes_part_where_they_do_something() {
    let (mut world, first) = World::with_companies(2);
    let start = local("2026-09-11T09:00");
    let shape = Shape { channel: "C2", rhythm: Rhythm::Weekly, first: start, companies: lines(2, 0) };
    let second = world.live(&shape);
    let (one, other) = (world.companies(first)[0], world.companies(second)[0]);
    let meeting = world.planned(second)[0].id;
    world.types(0, "help", "D0");
    assert_eq!((world.active_on(one), world.active_on(other)), (None, None), "it is not plain where");
    world.press(&user(0), Press::Answer(meeting, Coming::Maybe));
    assert_eq!((world.active_on(one), world.active_on(other)), (None, day("2026-09-01")));
}

#[test]
fn who_says_where_they_are_from_takes_part_for_that_company() {
    let (mut world, cluster, companies, _) = silent();
    world.happen(&Event::Arrived { channel: "C1".into(), user: user(9) });
    let company = Value::Chosen(companies[2].to_string());
    world.submit(&user(9), Purpose::Company(cluster, None), [(Field::Company, company)]);
    assert_eq!(world.active_on(companies[2]), day("2026-09-02"));
}

#[test]
fn sitting_in_a_meeting_without_a_word_is_taking_part() {
    let (mut world, _, companies, meeting) = silent();
    world.turn_to(oslo("2026-09-10T13:00"));
    let last = |world: &World| last_active(&world.ws, &world.ws.companies[&companies[2]]);
    assert_eq!((world.meeting(meeting).status, last(&world)), (Status::Held, None));
    let ticked = Value::Ticked(vec![companies[2].to_string()]);
    world.submit(
        &crate::domain::testing::kaia(),
        Purpose::Attendance(meeting),
        [(Field::Attendance, ticked)],
    );
    assert_eq!(last(&world), day("2026-09-10"));
    assert_eq!(world.active_on(companies[2]), None, "nobody of it did anything else");
}

#[test]
fn of_a_company_that_leaves_nothing_is_kept() {
    let (mut world, cluster, companies, _) = silent();
    world.speaks(2, "C1");
    world.leave(cluster, companies[1]);
    assert!(!world.ws.presence.contains_key(&companies[1]));
    world.speaks(2, "C1");
    assert!(!world.ws.presence.contains_key(&companies[1]));
}
