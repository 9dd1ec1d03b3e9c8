//! Rules that hold whatever people do, seen from what they did and what they got.

use crate::domain::calendar::instant;
use crate::domain::model::{
    ClusterId, Coming, CompanyId, Field, Instant, Meeting, MeetingId, Msg, Press, Purpose, QuietMsg, Status,
    Text, Value,
};
use crate::domain::testing::{World, date, kaia, user};
use chrono::{Days, NaiveDate};
use chrono_tz::Europe::Oslo;
use proptest::prelude::*;

const COMPANIES: usize = 8;

/// What happens next. Numbers choose a person, a company, an answer.
#[derive(Clone, Debug)]
enum Step {
    Pass(i64),
    Down(i64),
    Speak(usize),
    Answer(usize, usize),
    /// The host says of the last meeting that only this company and the host were there.
    Tick(usize),
    /// Whoever was nudged last says "ask later".
    Later,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let people = 0..2 * COMPANIES;
    let step = prop_oneof![
        10 => (24..24 * 25i64).prop_map(Step::Pass),
        1 => (24..24 * 40i64).prop_map(Step::Down),
        2 => people.clone().prop_map(Step::Speak),
        2 => (people, 0..3usize).prop_map(|(who, what)| Step::Answer(who, what)),
        1 => (0..COMPANIES).prop_map(Step::Tick),
        1 => Just(Step::Later),
    ];
    prop::collection::vec(step, 1..30)
}

/// One thing that concerns a company's silence. In this order where two fall together: people act on
/// what they have got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// It was nudged.
    Nudged,
    /// The facilitator was told.
    Told,
    /// It took part.
    Active,
    /// It said "ask later".
    Answered,
}

/// The world and what people did in it, by their own account.
struct Diary {
    world: World,
    cluster: ClusterId,
    companies: Vec<CompanyId>,
    /// When a company did something.
    deeds: Vec<(CompanyId, Instant, What)>,
    /// Attendance that was ticked: of which meeting, and when.
    ticked: Vec<(CompanyId, MeetingId, Instant)>,
}

impl Diary {
    fn new() -> Self {
        let (world, cluster) = World::with_companies(COMPANIES);
        let companies = world.companies(cluster);
        Self { world, cluster, companies, deeds: Vec::new(), ticked: Vec::new() }
    }

    fn did(&mut self, who: usize, what: What) {
        self.deeds.push((self.companies[who / 2], self.world.now, what));
    }

    fn take(&mut self, step: &Step) {
        match *step {
            Step::Pass(hours) => self.world.pass(hours),
            Step::Down(hours) => self.world.down_for(hours),
            Step::Speak(who) => {
                self.world.speaks(who, "C1");
                self.did(who, What::Active);
            }
            Step::Answer(who, what) => {
                let next = self.world.planned(self.cluster)[0].id;
                self.world.press(&user(who), Press::Answer(next, Coming::ALL[what]));
                self.did(who, What::Active);
            }
            Step::Tick(nth) => self.tick(nth),
            Step::Later => {
                if let Some((_, who, meeting)) = self.world.nudges().pop() {
                    self.world.press(&who, Press::AskLater(meeting));
                    let n = (0..2 * COMPANIES).find(|n| user(*n) == who).unwrap();
                    self.did(n, What::Answered);
                }
            }
        }
        self.world.drain();
    }

    fn tick(&mut self, nth: usize) {
        let mut all = self.world.ws.meetings_of(self.cluster).into_iter();
        let Some(last) = all.rfind(|meeting| meeting.status == Status::Held) else { return };
        let (id, company) = (last.id, self.companies[nth]);
        let mut there: Vec<String> = last.attended.iter().map(ToString::to_string).collect();
        if !last.attended.contains(&company) {
            there.push(company.to_string());
            self.ticked.push((company, id, self.world.now));
        }
        self.world.submit(&kaia(), Purpose::Attendance(id), [(Field::Attendance, Value::Ticked(there))]);
    }

    /// All that concerns one company, in order of time. Who was at a meeting took part then, unless
    /// that was ticked later: see `was_ticked`.
    fn of(&self, company: CompanyId) -> Vec<(Instant, What)> {
        let mut all: Vec<(Instant, What)> =
            self.deeds.iter().filter(|(of, ..)| *of == company).map(|(_, at, what)| (*at, *what)).collect();
        let was_there = |meeting: &&Meeting| {
            let late = self.ticked.iter().any(|(of, id, _)| (*of, *id) == (company, meeting.id));
            meeting.attended.contains(&company) && !late
        };
        let meetings = self.world.ws.meetings.values().filter(was_there);
        all.extend(meetings.map(|meeting| (instant(meeting.start, Oslo), What::Active)));
        let nth = self.companies.iter().position(|id| *id == company).unwrap();
        for arrived in &self.world.arrived {
            match &arrived.msg {
                Msg::Quiet(QuietMsg::Nudge { reader, .. })
                    if *reader == user(2 * nth) || *reader == user(2 * nth + 1) =>
                {
                    all.push((arrived.at, What::Nudged));
                }
                Msg::Quiet(QuietMsg::LeftAlone { companies })
                    if companies.contains(&Text::from(format!("Studio {nth}").as_str())) =>
                {
                    all.push((arrived.at, What::Told));
                }
                _ => {}
            }
        }
        all.sort();
        all
    }

    /// Whether a company was ticked for a meeting after a date, at any time until a moment.
    fn was_ticked(&self, company: CompanyId, from: NaiveDate, to: Instant) -> bool {
        self.ticked
            .iter()
            .any(|(of, id, at)| *of == company && from < self.world.meeting(*id).start.date() && *at < to)
    }

    /// What is wrong with what a company got, in words; nothing, if all is well.
    fn wrong(&self, company: CompanyId) -> Option<&'static str> {
        let all = self.of(company);
        let (mut unanswered, mut told) = (0, 0);
        let mut last: Option<NaiveDate> = None;
        for (nth, (at, what)) in all.iter().enumerate() {
            let day = date(*at);
            match what {
                What::Active | What::Answered => (unanswered, told) = (0, 0),
                What::Nudged => {
                    let from = day - Days::new(42);
                    let active = |(then, what): &(Instant, What)| *what == What::Active && date(*then) > from;
                    if all[..nth].iter().any(active) || self.was_ticked(company, from, *at) {
                        return Some("nudged although it took part");
                    }
                    if last.is_some_and(|last| day < last + Days::new(30)) {
                        return Some("two nudges within a month");
                    }
                    if last.is_some_and(|last| self.was_ticked(company, last, *at)) {
                        (unanswered, told) = (0, 0);
                    }
                    (unanswered, last) = (unanswered + 1, Some(day));
                    if unanswered > 2 {
                        return Some("nudged although two were not answered");
                    }
                }
                What::Told if unanswered == 2 && told == 0 => told += 1,
                What::Told => return Some("told more than once, or too early"),
            }
        }
        let silence_is_old = last.is_some_and(|last| date(self.world.now) > last + Days::new(30));
        let heard_of = last.is_some_and(|last| self.was_ticked(company, last, self.world.now));
        (unanswered == 2 && told == 0 && silence_is_old && !heard_of)
            .then_some("the facilitator was not told")
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nudges_are_rare_and_end(steps in steps()) {
        let mut diary = Diary::new();
        steps.iter().for_each(|step| diary.take(step));
        diary.world.pass_days(150);
        prop_assert_eq!(diary.world.beyond_the_budget(), vec![]);
        for company in &diary.companies {
            prop_assert_eq!(diary.wrong(*company), None, "{:?}", diary.of(*company));
        }
    }
}
