//! A small world for the tests of decisions: a workspace made through `decide` itself, people who
//! act in it, and a `drain` that plays the engine without waiting, so that years pass in seconds.

mod deeds;
mod files;
mod forms;

pub(crate) use deeds::{Deed, deeds};
pub(crate) use files::Filed;
pub(crate) use forms::{settings_form, talk_form};

use super::model::{
    Action, Answer, ChannelId, Cluster, ClusterId, CompanyId, Due, Event, Fate, Field, Instant, Meeting,
    MeetingId, Msg, Nonce, Outgoing, Press, Profile, Purpose, Remark, Rhythm, TeamId, Text, Ts, UserId,
    Value, Values, Workspace,
};
use super::timing::{When, when};
use super::{calendar, card, decide, schedule};
use chrono::{Days, Duration, NaiveDate, NaiveDateTime};
use std::collections::{BTreeMap, BTreeSet};

/// More steps than this at one instant are a loop that never ends.
const TOO_MANY: usize = 5_000;

/// A message that arrived.
#[derive(Clone, Debug)]
pub(crate) struct Arrived {
    /// When (civil).
    pub(crate) at: Instant,
    /// The row as it was when it left.
    pub(crate) row: Outgoing,
    /// What it said.
    pub(crate) msg: Msg,
}

/// How a cluster is set up.
pub(crate) struct Shape {
    /// Its channel; everybody the lines name is in it.
    pub(crate) channel: &'static str,
    /// How often it meets.
    pub(crate) rhythm: Rhythm,
    /// The first meeting.
    pub(crate) first: NaiveDateTime,
    /// The companies, as pasted.
    pub(crate) companies: Vec<String>,
}

/// A workspace with a clock and an outbox that is emptied.
#[derive(Clone)]
pub(crate) struct World {
    /// The workspace.
    pub(crate) ws: Workspace,
    /// The civil time.
    pub(crate) now: Instant,
    /// What arrived, in order.
    pub(crate) arrived: Vec<Arrived>,
    /// Calendar files that arrived, in order.
    pub(crate) files: Vec<Filed>,
    /// What people write below the cards.
    pub(crate) threads: BTreeMap<MeetingId, Vec<Remark>>,
    /// What fell due and was done, in order.
    pub(crate) done: Vec<(Instant, Due)>,
    nonce: u64,
}

/// A local date and time, `2026-09-01T08:00`.
pub(crate) fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

/// The moment at which clocks in Oslo show this.
pub(crate) fn oslo(text: &str) -> Instant {
    calendar::instant(local(text), chrono_tz::Europe::Oslo)
}

/// The facilitator of every cluster here.
pub(crate) fn kaia() -> UserId {
    UserId::from("UKAIA")
}

/// The `n`th of the people.
pub(crate) fn user(n: usize) -> UserId {
    UserId::from(format!("U{n:03}"))
}

/// Lines for so many companies of a contact and a colleague, from the person `from` on.
pub(crate) fn lines(companies: usize, from: usize) -> Vec<String> {
    (0..companies).map(|n| format!("Studio {n}; @p{}; @p{}", from + 2 * n, from + 2 * n + 1)).collect()
}

impl World {
    /// A workspace with so many people and the facilitator, in which nothing is set up.
    pub(crate) fn new(people: usize, now: Instant) -> Self {
        let ws = Workspace::new(TeamId::from("T1"), UserId::from("UBOT"));
        let (arrived, files, threads, done) = (Vec::new(), Vec::new(), BTreeMap::new(), Vec::new());
        let mut world = Self { ws, now, arrived, files, threads, done, nonce: 0 };
        let mut profiles: Vec<Profile> = (0..people).map(|n| profile(user(n), format!("p{n}"))).collect();
        profiles.push(profile(kaia(), "kaia".to_owned()));
        world.happen(&Event::PeopleSeen(profiles));
        world
    }

    /// A fortnightly cluster of so many companies that is live since the morning of 1 September 2026;
    /// it meets on Thursdays from the tenth.
    pub(crate) fn with_companies(companies: usize) -> (Self, ClusterId) {
        let mut world = Self::new(2 * companies, oslo("2026-09-01T10:00"));
        let first = local("2026-09-10T11:30");
        let companies = lines(companies, 0);
        let id = world.live(&Shape { channel: "C1", rhythm: Rhythm::Fortnightly, first, companies });
        (world, id)
    }

    /// Sets a cluster up and approves its welcome.
    pub(crate) fn live(&mut self, shape: &Shape) -> ClusterId {
        let id = self.set_up(shape);
        self.press(&kaia(), Press::PostWelcome(id));
        id
    }

    /// Sets a cluster up; everybody is in its channel.
    pub(crate) fn set_up(&mut self, shape: &Shape) -> ClusterId {
        let channel = ChannelId::from(shape.channel);
        let mut users: Vec<UserId> = self.ws.people.keys().cloned().collect();
        users.push(self.ws.bot.clone());
        let name = "designforum".to_owned();
        self.happen(&Event::RoomSeen { channel: channel.clone(), name, open: true, users });
        let answer = self.submit(
            &kaia(),
            Purpose::Setup(channel.clone()),
            [
                (Field::Rhythm, Value::Chosen(shape.rhythm.name().to_owned())),
                (Field::Date, Value::Date(shape.first.date())),
                (Field::Time, Value::Time(shape.first.time())),
                (Field::Minutes, Value::Typed("60".to_owned())),
                (Field::Place, Value::Typed("Kafeen".to_owned())),
                (Field::Language, Value::Chosen("nb".to_owned())),
                (Field::Companies, Value::Typed(shape.companies.join("\n"))),
            ],
        );
        assert!(matches!(answer, Answer::Say(..)), "{answer:?}");
        self.ws.cluster_in(&channel).unwrap().id
    }

    /// Lets something happen: decided, and taken over.
    pub(crate) fn happen(&mut self, event: &Event) -> Answer {
        let decision = decide(&self.ws, event, self.now);
        decision.changes.iter().for_each(|change| self.ws.apply(change));
        for action in decision.actions {
            match action {
                // Nobody leaves or joins behind the scenes here, so Slack has nothing to tell.
                Action::LookIntoRoom(_) | Action::LookUpPerson(_) => {}
                Action::ReadNotes(meeting, ..) => self.read_notes(meeting),
            }
        }
        decision.answer
    }

    /// Slack tells what is written below a card.
    fn read_notes(&mut self, meeting: MeetingId) {
        let remarks = self.threads.get(&meeting).cloned();
        let thread = Some(Text::line("https://digs.example/archives/C1/p1789000000000100"));
        self.happen(&Event::NotesSeen { meeting, remarks, thread });
    }

    /// Somebody writes below the card of a meeting.
    pub(crate) fn note(&mut self, meeting: MeetingId, by: &UserId, words: &str) {
        let thread = self.threads.entry(meeting).or_default();
        let ts = Ts::from(format!("1789000{:03}.000200", thread.len()));
        thread.push(Remark { ts, by: by.clone(), words: words.to_owned(), reactions: Vec::new() });
    }

    /// Somebody presses a button.
    pub(crate) fn press(&mut self, by: &UserId, press: Press) -> Answer {
        let nonce = self.nonce();
        self.happen(&Event::Pressed { by: by.clone(), channel: Some(ChannelId::from("D1")), press, nonce })
    }

    /// Somebody submits a modal.
    pub(crate) fn submit(
        &mut self,
        by: &UserId,
        purpose: Purpose,
        values: impl IntoIterator<Item = (Field, Value)>,
    ) -> Answer {
        let (nonce, values): (_, Values) = (self.nonce(), values.into_iter().collect());
        self.happen(&Event::Submitted { by: by.clone(), purpose, nonce, values })
    }

    fn nonce(&mut self) -> Nonce {
        self.nonce += 1;
        Nonce(self.nonce)
    }

    /// Moves a meeting, by the facilitator.
    pub(crate) fn move_to(&mut self, meeting: MeetingId, start: NaiveDateTime) -> Answer {
        let values = [(Field::Date, Value::Date(start.date())), (Field::Time, Value::Time(start.time()))];
        self.submit(&kaia(), Purpose::Move(meeting), values)
    }

    /// Somebody chooses a theme.
    pub(crate) fn theme(&mut self, by: &UserId, meeting: MeetingId) -> Answer {
        let theme = Value::Typed(format!("Om {meeting}"));
        self.submit(by, Purpose::Theme(meeting), [(Field::Theme, theme)])
    }

    /// A company leaves, as the facilitator says.
    pub(crate) fn leave(&mut self, cluster: ClusterId, company: CompanyId) -> Answer {
        let company = Value::Chosen(company.to_string());
        self.submit(&kaia(), Purpose::Leaves(cluster), [(Field::Company, company)])
    }

    /// A company is away from so many days ahead, for so many, as the facilitator says.
    pub(crate) fn away(&mut self, cluster: ClusterId, company: CompanyId, from: u64, days: u64) -> Answer {
        let from = self.today() + Days::new(from);
        let values = [
            (Field::Company, Value::Chosen(company.to_string())),
            (Field::Date, Value::Date(from)),
            (Field::Until, Value::Date(from + Days::new(days))),
        ];
        self.submit(&kaia(), Purpose::Away(cluster), values)
    }

    /// Somebody types words behind `/klynge`, in the channel.
    pub(crate) fn command(&mut self, by: &UserId, words: &str) -> Answer {
        let nonce = self.nonce();
        let channel = ChannelId::from("C1");
        self.happen(&Event::Commanded { by: by.clone(), channel, words: words.to_owned(), nonce })
    }

    /// Companies are added, as the facilitator pastes them.
    pub(crate) fn add(&mut self, cluster: ClusterId, pasted: &str) -> Answer {
        let pasted = Value::Typed(pasted.to_owned());
        self.submit(&kaia(), Purpose::Companies(cluster), [(Field::Companies, pasted)])
    }

    /// Does all that is due and sends all that may go out, as the engine would.
    pub(crate) fn drain(&mut self) {
        let mut seen: BTreeSet<Due> = BTreeSet::new();
        for _ in 0..TOO_MANY {
            if let Some(due) = schedule::due(&self.ws, self.now) {
                let before = self.ws.clone();
                self.happen(&Event::Due(due.clone()));
                assert!(before != self.ws, "{due:?} changed nothing: it would be due for ever");
                assert!(seen.insert(due.clone()), "{due:?} is due again right after it was done");
                self.done.push((self.now, due));
            } else if !self.send_one() {
                return;
            }
        }
        panic!("no end at {}", self.now);
    }

    fn send_one(&mut self) -> bool {
        let open = |row: &&Outgoing| !row.progress.settled() && !matches!(self.verdict(row), When::Later(_));
        let Some(row) = self.ws.outbox.values().find(open).cloned() else { return false };
        if self.verdict(&row) == When::Never {
            self.happen(&Event::Fate(Fate::Refused { id: row.id, code: "expired".to_owned() }));
            return true;
        }
        let (channel, ts) = (ChannelId::from("D1"), Ts::from(row.id.to_string()));
        let msg = match &row.body {
            super::model::Body::File(_) => return self.send_file(&row),
            super::model::Body::Say(msg) => (**msg).clone(),
            super::model::Body::Card(id) => {
                let card = self.ws.cards.get(id).expect("a card that is sent is known");
                card::message(&self.ws, card).expect("a card that is sent has something to show")
            }
            super::model::Body::Purged => panic!("a message that is not settled has lost its words"),
        };
        self.happen(&Event::Fate(Fate::Sent { id: row.id, channel, ts, version: u32::MAX }));
        self.arrived.push(Arrived { at: self.now, row, msg });
        true
    }

    fn verdict(&self, row: &Outgoing) -> When {
        when(&self.ws, row, self.now)
    }

    /// The next instant at which anything can happen by itself.
    fn next_instant(&self) -> Option<Instant> {
        let waiting = self.ws.outbox.values().filter(|row| !row.progress.settled());
        let openings = waiting.filter_map(|row| match self.verdict(row) {
            When::Later(at) => Some(at),
            When::Now | When::Never => None,
        });
        schedule::next(&self.ws, self.now).map(|(at, _)| at).into_iter().chain(openings).min()
    }

    /// Turns the clock, from one due instant to the next.
    pub(crate) fn turn_to(&mut self, to: Instant) {
        loop {
            self.drain();
            match self.next_instant().filter(|at| *at <= to) {
                Some(at) => {
                    assert!(at > self.now, "{at} is due, and yet nothing was done");
                    self.now = at;
                }
                None => break,
            }
        }
        self.now = self.now.max(to);
    }

    /// Turns the clock on by some hours.
    pub(crate) fn pass(&mut self, hours: i64) {
        self.turn_to(self.now + Duration::hours(hours));
    }

    /// Turns the clock on by some days.
    pub(crate) fn pass_days(&mut self, days: i64) {
        self.pass(24 * days);
    }

    /// Time passes while the bot is down, and then it starts again.
    pub(crate) fn down_for(&mut self, hours: i64) {
        self.now += Duration::hours(hours);
        self.drain();
    }

    /// A cluster.
    pub(crate) fn cluster(&self, id: ClusterId) -> Cluster {
        self.ws.clusters.get(&id).cloned().unwrap()
    }

    /// A meeting.
    pub(crate) fn meeting(&self, id: MeetingId) -> Meeting {
        self.ws.meetings.get(&id).cloned().unwrap()
    }

    /// The planned meetings of a cluster, in order.
    pub(crate) fn planned(&self, id: ClusterId) -> Vec<Meeting> {
        self.ws.meetings_of(id).into_iter().filter(|meeting| meeting.is_planned()).cloned().collect()
    }

    /// The companies of a cluster, in the order of rotation.
    pub(crate) fn companies(&self, id: ClusterId) -> Vec<CompanyId> {
        self.ws.companies_in(&self.cluster(id)).map(|company| company.id).collect()
    }

    /// Today in Oslo.
    pub(crate) fn today(&self) -> NaiveDate {
        calendar::local(self.now, chrono_tz::Europe::Oslo).date()
    }

    /// The unasked messages that arrived, as reader and local date.
    pub(crate) fn unasked(&self) -> Vec<(UserId, NaiveDate)> {
        let unasked = self.arrived.iter().filter(|arrived| arrived.row.unasked);
        unasked.map(|arrived| (reader(&arrived.row), date(arrived.at))).collect()
    }

    /// Pairs of unasked messages to one person that lie within seven consecutive days.
    pub(crate) fn beyond_the_budget(&self) -> Vec<(UserId, NaiveDate, NaiveDate)> {
        let unasked = self.unasked();
        let pairs = unasked
            .iter()
            .enumerate()
            .flat_map(|(at, first)| unasked.iter().skip(at + 1).map(move |second| (first, second)));
        pairs
            .filter(|(first, second)| first.0 == second.0 && second.1 < first.1 + Days::new(7))
            .map(|(first, second)| (first.0.clone(), first.1, second.1))
            .collect()
    }
}

/// The local date of a moment.
pub(crate) fn date(at: Instant) -> NaiveDate {
    calendar::local(at, chrono_tz::Europe::Oslo).date()
}

/// Whom a direct message is to.
pub(crate) fn reader(row: &Outgoing) -> UserId {
    match &row.place {
        super::model::Place::Dm(user) => user.clone(),
        other => panic!("{other:?} is no direct message"),
    }
}

fn profile(id: UserId, handle: String) -> Profile {
    let name = format!("Person {handle}");
    Profile { id, handle, name, locale: Some("nb-NO".to_owned()), is_bot: false, active: true }
}
