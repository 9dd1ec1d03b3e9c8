//! What people do at random, for properties that must hold whatever they do.

use super::{World, kaia};
use crate::domain::calendar;
use crate::domain::model::{
    ClusterId, Coming, Event, Face, Field, Meeting, MeetingId, OptOut, Press, Purpose, UserId, Value,
};
use chrono::Days;
use proptest::prelude::{Strategy, prop};
use proptest::prop_oneof;

/// Something that happens. Numbers choose among what is there, whatever there is.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    /// So many hours pass.
    Pass(i64),
    /// The bot is down for so many hours.
    Down(i64),
    /// A meeting is called off.
    Cancel(usize),
    /// A meeting is moved by so many days and hours.
    Move(usize, u64, i64),
    /// The host chooses a theme.
    Theme(usize),
    /// Somebody who was asked takes it.
    Take(usize),
    /// Somebody who was asked cannot.
    Refuse(usize),
    /// Somebody asks for a meeting to be taken, or to be exchanged for another.
    Ask(usize, usize),
    /// Somebody presses a button on such a question.
    Reply(usize, usize, usize),
    /// A company is added.
    Add,
    /// A company leaves, unless only two are left.
    Leave(usize),
    /// A company is away from so many days ahead, for so many.
    Away(usize, u64, u64),
    /// Somebody says that their company is back.
    Back(usize),
    /// Somebody answers for the company.
    Answer(usize, usize),
    /// Somebody wants nothing unasked for so many days.
    Snooze(usize, u64),
    /// Somebody does not want to be asked again.
    StopAsking(usize, usize),
    /// An account is deactivated.
    Deactivate(usize),
}

/// Some deeds in a row, about half of them the passing of time.
pub(crate) fn deeds(length: usize) -> impl Strategy<Value = Vec<Deed>> {
    let some = 0..64usize;
    let deed = prop_oneof![
        8 => (1..24 * 9i64).prop_map(Deed::Pass),
        1 => (1..24 * 60i64).prop_map(Deed::Down),
        1 => some.clone().prop_map(Deed::Cancel),
        2 => (some.clone(), 0..30u64, -3..4i64).prop_map(|(n, days, hours)| Deed::Move(n, days, hours)),
        2 => some.clone().prop_map(Deed::Theme),
        1 => some.clone().prop_map(Deed::Take),
        1 => some.clone().prop_map(Deed::Refuse),
        2 => (some.clone(), some.clone()).prop_map(|(n, other)| Deed::Ask(n, other)),
        3 => (some.clone(), some.clone(), some.clone()).prop_map(|(n, by, what)| Deed::Reply(n, by, what)),
        1 => proptest::strategy::Just(Deed::Add),
        1 => some.clone().prop_map(Deed::Leave),
        2 => (some.clone(), 0..40u64, 1..90u64).prop_map(|(n, from, days)| Deed::Away(n, from, days)),
        1 => some.clone().prop_map(Deed::Back),
        3 => (some.clone(), some.clone()).prop_map(|(n, what)| Deed::Answer(n, what)),
        1 => (some.clone(), 1..40u64).prop_map(|(n, days)| Deed::Snooze(n, days)),
        1 => (some.clone(), some.clone()).prop_map(|(n, what)| Deed::StopAsking(n, what)),
        1 => some.prop_map(Deed::Deactivate),
    ];
    prop::collection::vec(deed, 1..length)
}

fn pick<T: Clone>(all: &[T], n: usize) -> Option<T> {
    all.get(n % all.len().max(1)).cloned()
}

impl World {
    /// One deed in a cluster.
    pub(crate) fn does(&mut self, cluster: ClusterId, deed: &Deed) {
        match *deed {
            Deed::Pass(hours) => self.pass(hours),
            Deed::Down(hours) => self.down_for(hours),
            Deed::Add => {
                let name = format!("Nykommer {}", self.ws.counter);
                self.add(cluster, &name);
            }
            Deed::Leave(n) if self.companies(cluster).len() > 2 => {
                let leaver = pick(&self.companies(cluster), n).unwrap();
                self.leave(cluster, leaver);
            }
            Deed::Leave(_) => {}
            Deed::Away(n, from, days) => {
                let company = pick(&self.companies(cluster), n).unwrap();
                self.away(cluster, company, from, days);
            }
            Deed::Back(n) => {
                let by = pick::<UserId>(&self.ws.people.keys().cloned().collect::<Vec<_>>(), n).unwrap();
                self.command(&by, "back");
            }
            Deed::Cancel(_) | Deed::Move(..) | Deed::Theme(_) => self.changes_a_meeting(cluster, deed),
            Deed::Ask(n, other) => self.asks_for_cover(cluster, n, other),
            Deed::Reply(n, by, what) => self.answers_a_plea(cluster, n, by, what),
            Deed::Take(n) => self.presses_on_a_question(n, Press::TakeMeeting),
            Deed::Refuse(n) => self.presses_on_a_question(n, Press::PassMeeting),
            Deed::Answer(..) | Deed::Snooze(..) | Deed::StopAsking(..) | Deed::Deactivate(_) => {
                self.speaks_for_itself(cluster, deed);
            }
        }
        self.drain();
    }

    fn changes_a_meeting(&mut self, cluster: ClusterId, deed: &Deed) {
        let planned = self.planned(cluster);
        let meeting = |n| pick::<Meeting>(&planned, n);
        match *deed {
            Deed::Cancel(n) => {
                // The next ones are what people call off.
                if let Some(meeting) = meeting(n % 3) {
                    self.submit(&kaia(), Purpose::Cancel(meeting.id), []);
                }
            }
            Deed::Move(n, days, hours) => {
                if let Some(meeting) = meeting(n) {
                    let day = calendar::working_days_after(meeting.start.date() + Days::new(days), 1);
                    let start = day.and_time(meeting.start.time()) + chrono::Duration::hours(hours);
                    self.move_to(meeting.id, start);
                }
            }
            Deed::Theme(n) => {
                if let Some(meeting) = meeting(n) {
                    let by = crate::domain::rotation::responsible(&self.ws, &meeting).unwrap();
                    self.theme(&by, meeting.id);
                }
            }
            _ => {}
        }
    }

    /// Somebody whose question is still open presses a button on it.
    fn presses_on_a_question(&mut self, n: usize, press: impl Fn(MeetingId) -> Press) {
        let asked: Vec<(MeetingId, UserId)> = self
            .ws
            .cards
            .values()
            .filter_map(|card| match &card.face {
                Face::HostAsk(meeting, user) => Some((*meeting, user.clone())),
                _ => None,
            })
            .filter(|(meeting, _)| self.ws.meetings.get(meeting).is_some_and(|m| m.taken_by.is_none()))
            .collect();
        if let Some((meeting, user)) = pick(&asked, n) {
            self.press(&user, press(meeting));
        }
    }

    /// The facilitator asks, for whomever: for cover, or for every second one for a swap.
    fn asks_for_cover(&mut self, cluster: ClusterId, n: usize, other: usize) {
        let planned = self.planned(cluster);
        let (Some(meeting), Some(instead)) = (pick(&planned, n), pick(&planned, other)) else { return };
        let choice = |meeting: &Meeting| Value::Chosen(meeting.id.to_string());
        let given = (Field::Meeting, choice(&meeting));
        if n.is_multiple_of(2) {
            self.submit(&kaia(), Purpose::Cover(cluster), [given]);
        } else {
            self.submit(&kaia(), Purpose::Swap(cluster), [given, (Field::Instead, choice(&instead))]);
        }
    }

    /// Anybody presses any of the buttons that the question may have.
    fn answers_a_plea(&mut self, cluster: ClusterId, n: usize, by: usize, what: usize) {
        let mut asked = self.planned(cluster);
        asked.retain(|meeting| meeting.plea.is_some());
        let people: Vec<UserId> = self.ws.people.keys().cloned().collect();
        let (Some(meeting), Some(by)) = (pick(&asked, n), pick(&people, by)) else { return };
        let id = meeting.id;
        let presses = match meeting.plea.unwrap().instead {
            None => [Press::AcceptCover(id), Press::WithdrawCover(id), Press::GiveBackCover(id)].to_vec(),
            Some((other, _)) => vec![
                Press::AcceptSwap(id, other),
                Press::DeclineSwap(id, other),
                Press::WithdrawSwap(id, other),
                Press::GiveBackSwap(id, other),
            ],
        };
        self.press(&by, pick(&presses, what).unwrap());
    }

    fn speaks_for_itself(&mut self, cluster: ClusterId, deed: &Deed) {
        let mut people: Vec<UserId> = self.ws.people.keys().cloned().collect();
        people.retain(|user| *user != kaia());
        let person = |n| pick::<UserId>(&people, n).unwrap();
        match *deed {
            Deed::Answer(n, what) => {
                if let (Some(meeting), Some(answer)) =
                    (self.planned(cluster).first(), pick(&Coming::ALL, what))
                {
                    self.press(&person(n), Press::Answer(meeting.id, answer));
                }
            }
            Deed::Snooze(n, days) => {
                let (by, words) = (person(n), format!("snooze {days}"));
                let nonce = self.nonce();
                self.happen(&Event::Commanded { by, channel: "C1".into(), words, nonce });
            }
            Deed::StopAsking(n, what) => {
                self.press(&person(n), Press::StopAsking(pick(&OptOut::ALL, what).unwrap()));
            }
            Deed::Deactivate(n) => {
                let mut profile = self.ws.people.get(&person(n)).unwrap().profile.clone();
                profile.active = false;
                self.happen(&Event::PeopleSeen(vec![profile]));
            }
            _ => {}
        }
    }
}
