//! Whatever people do: no meeting is promised more than it has room for, and who waited first is placed first.

use crate::domain::calendar;
use crate::domain::model::{ClusterId, Coming, MeetingId, Press, Purpose, Table, Talk, TalkId};
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
    /// Somebody signs up: for so many minutes, for any meeting or one in particular.
    SignUp(usize, u32, Option<usize>),
    /// A talk is taken back.
    Withdraw(usize),
    /// A talk gets another length, and another meeting, any, or stays.
    Change(usize, u32, Option<usize>),
    /// One of the next meetings is called off.
    Cancel(usize),
    /// One of the next meetings is moved by so many days.
    Move(usize, i64),
    /// Somebody answers for the company.
    Answer(usize, usize, usize),
    /// Hours pass.
    Pass(i64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let some = 0..16usize;
    let minutes = MINUTES.0..50u32;
    let step = prop_oneof![
        6 => (0..PEOPLE, minutes, proptest::option::of(some.clone())).prop_map(|(n, m, at)| Step::SignUp(n, m, at)),
        2 => some.clone().prop_map(Step::Withdraw),
        4 => (some.clone(), MINUTES.0..50u32, proptest::option::of(some.clone())).prop_map(|(n, m, at)| Step::Change(n, m, at)),
        1 => (0..3usize, 1..9i64).prop_map(|(n, days)| Step::Move(n, days)),
        1 => (0..3usize).prop_map(Step::Cancel),
        3 => (0..PEOPLE, some, 0..3usize).prop_map(|(n, at, what)| Step::Answer(n, at, what)),
        1 => (1..24 * 16i64).prop_map(Step::Pass),
    ];
    proptest::collection::vec(step, 1..60)
}

impl World {
    fn takes(&mut self, cluster: ClusterId, step: &Step) {
        let meetings: Vec<MeetingId> = self.planned(cluster).into_iter().map(|meeting| meeting.id).collect();
        if meetings.is_empty() {
            return;
        }
        let nth = |n: usize| meetings[n % meetings.len()];
        match *step {
            Step::SignUp(n, minutes, at) => {
                let word = at.map_or_else(|| ANY.to_owned(), |at| nth(at).to_string());
                self.submit(&user(n), Purpose::Talk(cluster), talk_form("Rutenett", minutes, &word));
            }
            Step::Withdraw(n) => {
                let talks: Vec<Talk> = self.ws.talks_to_come(cluster).cloned().collect();
                if let Some(talk) = talks.get(n % talks.len().max(1)) {
                    self.press(&talk.presenter, Press::WithdrawTalk(talk.id));
                }
            }
            Step::Change(n, minutes, at) => {
                let talks: Vec<Talk> = self.ws.talks_to_come(cluster).cloned().collect();
                if let Some(talk) = talks.get(n % talks.len().max(1)) {
                    let word = at.map_or_else(|| ANY.to_owned(), |at| nth(at).to_string());
                    self.submit(
                        &talk.presenter,
                        Purpose::ChangeTalk(talk.id),
                        talk_form("Anders", minutes, &word),
                    );
                }
            }
            Step::Move(n, days) => {
                let start = self.meeting(nth(n)).start + Duration::days(days);
                self.move_to(nth(n), start);
            }
            Step::Cancel(n) => drop(self.submit(&kaia(), Purpose::Cancel(nth(n)), [])),
            Step::Answer(n, at, what) => {
                drop(self.press(&user(n), Press::Answer(nth(at), Coming::ALL[what])))
            }
            Step::Pass(hours) => self.pass(hours),
        }
        self.drain();
    }

    fn suits(&self, talk: &Talk, meeting: MeetingId) -> bool {
        let answer = self.ws.answer(&self.meeting(meeting), talk.company).map(|rsvp| rsvp.answer);
        answer != Some(Coming::No)
    }

    /// Who waits though there is a place to go.
    fn forgotten(&self, cluster: ClusterId) -> Option<(TalkId, MeetingId)> {
        let waiting = self.ws.talks_to_come(cluster).filter(|talk| talk.meeting.is_none());
        let mut planned = self.planned(cluster);
        planned.retain(|meeting| calendar::instant(meeting.start, self.cluster(cluster).zone) > self.now);
        waiting.into_iter().find_map(|talk| {
            let fits = planned.iter().find(|meeting| {
                self.suits(talk, meeting.id) && agenda::room(&self.ws, meeting) >= talk.minutes
            });
            fits.map(|meeting| (talk.id, meeting.id))
        })
    }

    /// Who waits though a later one, no shorter, was placed where it could have been.
    fn passed_over(&self, cluster: ClusterId, before: &Table<TalkId, Talk>) -> Option<(TalkId, TalkId)> {
        let now: Vec<&Talk> = self.ws.talks_to_come(cluster).collect();
        let waiting = now.iter().filter(|talk| talk.meeting.is_none());
        let placed = |talk: &&&Talk| before.get(&talk.id).is_none_or(|was| was.meeting != talk.meeting);
        waiting.into_iter().find_map(|first| {
            let later = now.iter().filter(placed).find(|later| {
                let room = later.meeting.is_some_and(|meeting| self.suits(first, meeting));
                later.id > first.id && later.minutes >= first.minutes && room
            });
            later.map(|later| (first.id, later.id))
        })
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_slot_is_booked_twice_and_who_waited_first_is_placed_first(steps in steps()) {
        let (mut world, cluster) = World::with_companies(COMPANIES);
        for step in steps {
            let before = world.ws.talks.clone();
            world.takes(cluster, &step);
            for meeting in world.planned(cluster) {
                let taken: u32 = world.ws.talks_at(meeting.id).map(|talk| talk.minutes).sum();
                prop_assert!(taken <= agenda::capacity(&meeting), "{taken} minutes after {step:?}");
            }
            for talk in world.ws.talks_to_come(cluster) {
                let stands = talk.meeting.is_none_or(|meeting| world.meeting(meeting).is_planned());
                prop_assert!(stands, "{:?} is on no meeting to come after {step:?}", talk.id);
            }
            prop_assert_eq!(world.passed_over(cluster, &before), None, "after {:?}", step);
            prop_assert_eq!(world.forgotten(cluster), None, "after {:?}", step);
        }
    }
}
