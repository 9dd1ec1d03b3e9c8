//! Whatever people do: no meeting is promised more than it has room for, who waited first is placed first, and of those
//! who can step in one at a time is asked.

use crate::domain::calendar;
use crate::domain::model::{
    ClusterId, Coming, Field, MeetingId, Press, Purpose, Stepping, Table, Talk, TalkId, Value,
};
use crate::domain::talk::agenda;
use crate::domain::talk::{ANY, MINUTES};
use crate::domain::testing::{World, kaia, talk_form, user};
use chrono::Duration;
use proptest::prelude::*;

const COMPANIES: usize = 4;
/// People of the companies, two of each.
const PEOPLE: usize = 2 * COMPANIES;

/// Something that changes who is shown where.
#[derive(Clone, Debug)]
enum Step {
    /// Somebody signs up: for so many minutes, for any meeting or one in particular, or to step in.
    SignUp(usize, u32, Option<usize>, bool),
    /// A talk is taken back.
    Withdraw(usize),
    /// A talk gets another length, and another meeting or any, or is for stepping in from now on.
    Change(usize, u32, Option<usize>, bool),
    /// Whoever is asked to step in answers.
    Respond(bool),
    /// One of the next meetings is called off.
    Cancel(usize),
    /// One of the next meetings is moved by so many days.
    Move(usize, i64),
    /// Somebody answers for the company.
    Answer(usize, usize, usize),
    /// Hours pass.
    Pass(i64),
}

fn steps(most: usize, hours: i64) -> impl Strategy<Value = Vec<Step>> {
    let (some, minutes, at) = (0..16usize, MINUTES.0..50u32, proptest::option::of(0..16usize));
    let backup = proptest::bool::weighted(0.2);
    let talk = (some.clone(), minutes, at, backup);
    let step = prop_oneof![
        6 => talk.clone().prop_map(|(n, m, at, backup)| Step::SignUp(n % PEOPLE, m, at, backup)),
        3 => some.clone().prop_map(Step::Withdraw),
        4 => talk.prop_map(|(n, m, at, backup)| Step::Change(n, m, at, backup)),
        2 => any::<bool>().prop_map(Step::Respond),
        1 => (0..3usize).prop_map(Step::Cancel),
        1 => (0..3usize, 1..9i64).prop_map(|(n, days)| Step::Move(n, days)),
        3 => (0..PEOPLE, some, 0..3usize).prop_map(|(n, at, what)| Step::Answer(n, at, what)),
        1 => (1..=hours).prop_map(Step::Pass),
    ];
    proptest::collection::vec(step, 1..most)
}

fn filled_in(minutes: u32, meeting: &str, backup: bool) -> Vec<(Field, Value)> {
    let mut values = talk_form("Rutenett", minutes, meeting);
    values.extend(backup.then(|| (Field::Backup, Value::Ticked(vec!["backup".to_owned()]))));
    values
}

impl World {
    fn takes(&mut self, cluster: ClusterId, step: &Step) {
        let meetings: Vec<MeetingId> = self.planned(cluster).into_iter().map(|meeting| meeting.id).collect();
        if meetings.is_empty() {
            return;
        }
        let nth = |n: usize| meetings[n % meetings.len()];
        let word = |at: Option<usize>| at.map_or_else(|| ANY.to_owned(), |at| nth(at).to_string());
        match *step {
            Step::SignUp(n, minutes, at, backup) => {
                let values = filled_in(minutes, &word(at), backup);
                self.submit(&user(n), Purpose::Talk(cluster), values);
            }
            Step::Withdraw(n) => {
                if let Some(talk) = self.nth_talk(cluster, n) {
                    self.press(&talk.presenter, Press::WithdrawTalk(talk.id));
                }
            }
            Step::Change(n, minutes, at, backup) => {
                if let Some(talk) = self.nth_talk(cluster, n) {
                    let values = filled_in(minutes, &word(at), backup);
                    self.submit(&talk.presenter, Purpose::ChangeTalk(talk.id), values);
                }
            }
            Step::Respond(gladly) => self.answers_to_stepping_in(gladly),
            Step::Cancel(n) => drop(self.submit(&kaia(), Purpose::Cancel(nth(n)), [])),
            Step::Move(n, days) => {
                let start = self.meeting(nth(n)).start + Duration::days(days);
                self.move_to(nth(n), start);
            }
            Step::Answer(n, at, what) => {
                drop(self.press(&user(n), Press::Answer(nth(at), Coming::ALL[what])))
            }
            Step::Pass(hours) => self.pass(hours),
        }
    }

    fn nth_talk(&self, cluster: ClusterId, n: usize) -> Option<Talk> {
        let talks: Vec<&Talk> = self.ws.talks_to_come(cluster).collect();
        talks.get(n % talks.len().max(1)).map(|talk| (*talk).clone())
    }

    fn answers_to_stepping_in(&mut self, gladly: bool) {
        self.drain();
        let asked = self.ws.talks.values().find_map(|talk| {
            let open = talk.asked.iter().find(|(_, asked)| asked.state == Stepping::Open);
            open.map(|(meeting, _)| (talk.presenter.clone(), *meeting, talk.id))
        });
        if let Some((by, meeting, talk)) = asked {
            let answer =
                if gladly { Press::StepIn(meeting, talk) } else { Press::NotThisTime(meeting, talk) };
            self.press(&by, answer);
        }
    }

    fn suits(&self, talk: &Talk, meeting: MeetingId) -> bool {
        let answer = self.ws.answer(&self.meeting(meeting), talk.company).map(|rsvp| rsvp.answer);
        answer != Some(Coming::No)
    }

    /// Who waits though there is a place to go.
    fn forgotten(&self, cluster: ClusterId) -> Option<(TalkId, MeetingId)> {
        let zone = self.cluster(cluster).zone;
        let waiting = self.ws.talks_to_come(cluster).filter(|talk| talk.meeting.is_none() && !talk.backup);
        let planned = || self.ws.planned_in(cluster);
        waiting.into_iter().find_map(|talk| {
            let fits = planned().find(|meeting| {
                calendar::instant(meeting.start, zone) > self.now
                    && self.suits(talk, meeting.id)
                    && agenda::room(&self.ws, meeting) >= talk.minutes
            });
            fits.map(|meeting| (talk.id, meeting.id))
        })
    }

    /// Who waits though a later one, no shorter, was placed where it could have been.
    fn passed_over(&self, cluster: ClusterId, before: &Table<TalkId, Talk>) -> Option<(TalkId, TalkId)> {
        let now: Vec<&Talk> = self.ws.talks_to_come(cluster).collect();
        // One that waits since this very moment stood behind those that waited.
        let waited = |talk: &&&Talk| {
            let was = before.get(&talk.id);
            talk.meeting.is_none() && !talk.backup && was.is_none_or(|was| was.minutes == talk.minutes)
        };
        let placed = |talk: &&&Talk| before.get(&talk.id).is_none_or(|was| was.meeting != talk.meeting);
        now.iter().filter(waited).find_map(|first| {
            let later = now.iter().filter(placed).find(|later| {
                let room = later.meeting.is_some_and(|meeting| self.suits(first, meeting));
                later.id > first.id && later.minutes >= first.minutes && room
            });
            later.map(|later| (first.id, later.id))
        })
    }

    /// What must hold after every step.
    fn holds(&self, cluster: ClusterId, before: &Table<TalkId, Talk>) -> Result<(), TestCaseError> {
        for meeting in self.ws.planned_in(cluster) {
            let taken: u32 = self.ws.talks_at(meeting.id).map(|talk| talk.minutes).sum();
            prop_assert!(taken <= agenda::capacity(meeting), "{taken} minutes at {}", meeting.start);
            let open =
                |talk: &&Talk| talk.asked.get(&meeting.id).is_some_and(|asked| asked.state == Stepping::Open);
            prop_assert!(self.ws.talks_in(cluster).filter(open).count() <= 1, "two are asked at once");
        }
        for talk in self.ws.talks_to_come(cluster) {
            let stands = talk.meeting.is_none_or(|meeting| self.meeting(meeting).is_planned());
            prop_assert!(stands, "{:?} is on no meeting to come", talk.id);
            prop_assert!(!talk.backup || talk.meeting.is_none(), "{:?} is on an agenda", talk.id);
        }
        prop_assert_eq!(self.passed_over(cluster, before), None);
        prop_assert_eq!(self.forgotten(cluster), None);
        Ok(())
    }
}

/// A world in which there is something to collide with: two full meetings, one who waits and two who can step in.
fn crowded() -> (World, ClusterId) {
    let (mut world, cluster) = World::with_companies(COMPANIES);
    let meetings: Vec<String> = world.planned(cluster).iter().map(|meeting| meeting.id.to_string()).collect();
    for (n, meeting) in meetings.iter().enumerate() {
        let minutes = if n < 2 { 45 } else { 30 };
        world.submit(&user(n % PEOPLE), Purpose::Talk(cluster), filled_in(minutes, meeting, false));
    }
    for (n, minutes, backup) in [(1, 40, false), (3, 10, true), (5, 20, true)] {
        world.submit(&user(n), Purpose::Talk(cluster), filled_in(minutes, ANY, backup));
    }
    world.drain();
    (world, cluster)
}

thread_local! {
    static CROWDED: (World, ClusterId) = crowded();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_slot_is_booked_twice_and_who_waited_first_is_placed_first(steps in steps(4, 24)) {
        let (mut world, cluster) = CROWDED.with(Clone::clone);
        for step in steps {
            let before = world.ws.talks.clone();
            world.takes(cluster, &step);
            world.holds(cluster, &before)?;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nor_does_it_in_the_long_run(steps in steps(60, 24 * 16)) {
        let (mut world, cluster) = World::with_companies(COMPANIES);
        for step in steps {
            let before = world.ws.talks.clone();
            world.takes(cluster, &step);
            world.drain();
            world.holds(cluster, &before)?;
        }
    }
}
