//! What may go out next: the first open message of each conversation, every dirty card and Home.

use super::outage::Outage;
use super::{Ended, Patience};
use crate::domain::model::{
    CardId, ChannelId, Instant, OutboxId, Outgoing, Place, Progress, UserId, Workspace,
};
use crate::domain::policy::Method;
use crate::domain::sabotage::{Rule, broken};
use crate::domain::timing::{Timing, When};
use std::collections::{HashMap, HashSet};
use std::time::Duration;

/// Time since the engine started, by a clock that nobody sets.
pub(super) type Tick = Duration;

/// Calls under way at once, over all conversations, not counting those that take long.
const AT_ONCE: usize = 8;
/// A call that takes longer than this is being waited for, which is no work: it takes nobody else's place any more.
const LONG: Duration = Duration::from_secs(1);
/// Calls under way at once, however long they take.
const AT_MOST: usize = 64;

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Job {
    /// Send a message, or find out what became of it.
    Send(OutboxId),
    /// It makes no sense any more: settle it.
    Expire(OutboxId),
    /// Edit a card to show this version.
    Update(CardId, u32),
    /// Show this version of a person's Home.
    Publish(UserId, u32),
    /// Ask whether Slack is there.
    Knock,
}

/// Where a message goes, as far as order is concerned.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Line {
    Channel(ChannelId),
    Person(UserId),
    /// A thread whose parent is not there yet.
    Card(CardId),
}

/// What has to wait, until when, after how many tries.
struct Waiting {
    at: Tick,
    tries: u32,
    /// For want of an answer, which may be there sooner.
    unanswered: bool,
}

/// What is under way, and what has to wait.
pub(crate) struct Queue {
    patience: Patience,
    /// Since when.
    under_way: HashMap<Job, Tick>,
    waiting: HashMap<Job, Waiting>,
    outage: Outage,
    /// Until when an attempt of unknown outcome may still arrive.
    doubtful: HashMap<OutboxId, Tick>,
    /// The same of edits, for the newest is to be the last. `None` until the first look: what is to be edited then may be
    /// on its way from before the process was started.
    late: Option<HashMap<Shown, Tick>>,
    /// Until when Slack wants no more calls of a method. That of messages it counts by conversation, where whatever has to
    /// wait keeps the line anyway.
    limited: HashMap<Method, Tick>,
}

/// What is shown anew as a whole, each time.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Shown {
    Card(CardId),
    Home(UserId),
}

/// The method whose limit, which holds for the whole workspace, an edit is counted against.
const fn limited_by(job: &Job) -> Option<Method> {
    match job {
        Job::Update(..) => Some(Method::ChatUpdate),
        Job::Publish(..) => Some(Method::ViewsPublish),
        Job::Send(_) | Job::Expire(_) | Job::Knock => None,
    }
}

impl Shown {
    fn by(job: &Job) -> Option<Self> {
        match job {
            Job::Update(card, _) => Some(Self::Card(*card)),
            Job::Publish(user, _) => Some(Self::Home(user.clone())),
            Job::Send(_) | Job::Expire(_) | Job::Knock => None,
        }
    }
}

impl Queue {
    /// Nothing is under way.
    pub(crate) fn new(patience: Patience) -> Self {
        Self {
            patience,
            under_way: HashMap::new(),
            waiting: HashMap::new(),
            outage: Outage::None,
            doubtful: HashMap::new(),
            late: None,
            limited: HashMap::new(),
        }
    }

    /// How many more jobs may be under way now.
    pub(crate) fn room(&self, tick: Tick) -> usize {
        let begun = self.under_way.values().filter(|since| **since + LONG > tick).count();
        AT_ONCE.saturating_sub(begun).min(AT_MOST.saturating_sub(self.under_way.len()))
    }

    /// While there is no room: when there will be some though no call ends.
    fn next_room(&self, tick: Tick) -> Option<Tick> {
        let none_by_itself = self.room(tick) > 0 || self.under_way.len() >= AT_MOST;
        let long = self.under_way.values().map(|since| *since + LONG).filter(|at| *at > tick);
        if none_by_itself { None } else { long.min() }
    }

    /// Up to `room` jobs that may begin now.
    pub(crate) fn ready(&mut self, ws: &Workspace, now: Instant, tick: Tick, room: usize) -> Vec<Job> {
        self.watch_doubtful(ws, tick);
        if let Some(at) = self.outage.ask_at() {
            let asks = at <= tick && !self.under_way.contains_key(&Job::Knock);
            return if asks { vec![Job::Knock] } else { Vec::new() };
        }
        self.waiting.retain(|job, _| is_to_do(ws, job));
        let cards =
            ws.dirty_cards().filter(|_| !broken(Rule::Edits)).map(|card| Job::Update(card.id, card.version));
        let homes = ws.dirty_homes().map(|home| Job::Publish(home.user.clone(), home.version));
        let edits: Vec<Job> = cards.chain(homes).collect();
        let late = self.late.get_or_insert_with(|| {
            let until = tick + self.patience.arrival;
            edits.iter().filter_map(Shown::by).map(|shown| (shown, until)).collect()
        });
        late.retain(|_, until| *until > tick);
        self.limited.retain(|_, until| *until > tick);
        let jobs = first_in_line(ws, now).chain(edits);
        jobs.filter(|job| !self.is_busy(job) && self.may_begin(job, tick)).take(room).collect()
    }

    /// A message may still arrive for a while after its attempt; only then is it looked up. Counted
    /// from when we saw the attempt, by a clock that nobody sets: the one on the wall may be.
    fn watch_doubtful(&mut self, ws: &Workspace, tick: Tick) {
        self.doubtful.retain(|id, _| ws.outbox.get(id).is_some_and(is_doubtful));
        for row in ws.open_rows().filter(|row| is_doubtful(row)) {
            self.doubtful.entry(row.id).or_insert(tick + self.patience.arrival);
        }
    }

    fn may_begin(&self, job: &Job, tick: Tick) -> bool {
        let arrived = match job {
            Job::Send(id) => self.doubtful.get(id).is_none_or(|at| *at <= tick),
            Job::Update(..) | Job::Publish(..) => {
                let until = Shown::by(job).and_then(|shown| self.late.as_ref()?.get(&shown));
                until.is_none_or(|at| *at <= tick)
            }
            Job::Expire(_) | Job::Knock => true,
        };
        let limited = limited_by(job).is_some_and(|method| self.limited.contains_key(&method));
        arrived && !limited && self.waiting.get(job).is_none_or(|waiting| waiting.at <= tick)
    }

    /// Whether it is under way; a message is sent or settled, a card edited, a Home shown, by one call at a time.
    fn is_busy(&self, job: &Job) -> bool {
        self.under_way.keys().any(|other| match (job, other) {
            (Job::Send(id) | Job::Expire(id), Job::Send(busy) | Job::Expire(busy)) => id == busy,
            (Job::Update(card, _), Job::Update(busy, _)) => card == busy,
            (Job::Publish(user, _), Job::Publish(busy, _)) => user == busy,
            _ => job == other,
        })
    }

    /// A job was begun.
    pub(crate) fn begin(&mut self, job: &Job, tick: Tick) {
        self.under_way.insert(job.clone(), tick);
    }

    /// A job has ended.
    pub(crate) fn end(&mut self, job: &Job, ended: &Ended, tick: Tick) {
        let begun = self.under_way.remove(job).unwrap_or(tick);
        if *job == Job::Knock {
            return self.knocked(matches!(ended, Ended::Done), tick);
        }
        let tries = self.waiting.get(job).map_or(0, |waiting| waiting.tries);
        let pause = match ended {
            Ended::Done => {
                self.waiting.remove(job);
                return;
            }
            Ended::Limited(pause) => {
                if let Some(method) = limited_by(job) {
                    self.limited.insert(method, tick + *pause);
                }
                *pause
            }
            Ended::Wait(pause) => *pause,
            Ended::BackOff | Ended::Unanswered | Ended::NotReached => self.back_off(job, tries),
        };
        let unanswered = matches!(ended, Ended::Unanswered | Ended::NotReached);
        if unanswered {
            self.outage.suspect(tick);
        }
        if matches!(ended, Ended::Unanswered)
            && let Some((late, shown)) = self.late.as_mut().zip(Shown::by(job))
        {
            late.insert(shown, begun + self.patience.arrival);
        }
        self.waiting.insert(job.clone(), Waiting { at: tick + pause, tries: tries + 1, unanswered });
    }

    /// After an outage nobody waits any longer for want of an answer.
    fn knocked(&mut self, answered: bool, tick: Tick) {
        if self.outage.asked(answered, tick, self.patience.knock) {
            self.waiting
                .values_mut()
                .filter(|waiting| waiting.unanswered)
                .for_each(|waiting| waiting.at = tick);
        }
    }

    /// Doubles with each try, and differs from message to message so that not all come at once.
    fn back_off(&self, job: &Job, tries: u32) -> Duration {
        let number = match job {
            Job::Send(id) | Job::Expire(id) => id.0,
            Job::Update(card, _) => card.0,
            Job::Publish(user, _) => user.as_str().bytes().map(u64::from).sum(),
            Job::Knock => 0,
        };
        let jitter = 0.75 + (number % 8) as f64 / 16.0;
        let pause = self.patience.pause * 2_u32.saturating_pow(tries.min(16));
        pause.min(self.patience.longest).mul_f64(jitter)
    }

    /// When the next job that has to wait may begin. What could begin by now waits for something
    /// else: for its turn, or for room, of which there may be more by then.
    pub(crate) fn next_retry(&self, tick: Tick) -> Option<Tick> {
        if let Some(at) = self.outage.ask_at() {
            return Some(at).filter(|at| *at > tick);
        }
        let waiting = self.waiting.values().map(|waiting| waiting.at);
        let late = self.late.iter().flat_map(HashMap::values);
        let held = self.doubtful.values().chain(late).chain(self.limited.values());
        let waiting = waiting.chain(held.copied()).filter(|at| *at > tick);
        waiting.chain(self.next_room(tick)).min()
    }
}

fn is_doubtful(row: &Outgoing) -> bool {
    matches!(row.progress, Progress::Sending(_) | Progress::Unknown(_))
}

fn line(ws: &Workspace, row: &Outgoing) -> Line {
    match &row.place {
        Place::Channel(channel) => Line::Channel(channel.clone()),
        Place::Dm(user) => Line::Person(user.clone()),
        Place::ThreadOf(card) => match ws.cards.get(card).and_then(|card| card.at.as_ref()) {
            Some((channel, _)) => Line::Channel(channel.clone()),
            None => Line::Card(*card),
        },
    }
}

/// A reply needs its parent's `ts`; a parent that is gone for good lets its replies go too.
fn is_waiting_for_parent(ws: &Workspace, row: &Outgoing) -> bool {
    match &row.place {
        Place::ThreadOf(card) => ws.cards.get(card).is_some_and(|card| card.at.is_none()),
        Place::Channel(_) | Place::Dm(_) => false,
    }
}

/// The first message of each conversation: what waits for its turn or its retry keeps the line, and
/// nothing overtakes it.
fn first_in_line(ws: &Workspace, now: Instant) -> impl Iterator<Item = Job> {
    let mut lines: HashSet<Line> = HashSet::new();
    let mut timing = Timing::at(ws, now);
    ws.open_rows().filter_map(move |row| {
        let job = match timing.when(row) {
            // An attempt whose outcome is unknown is cleared up first, expired or not.
            _ if is_doubtful(row) => Job::Send(row.id),
            When::Now => Job::Send(row.id),
            When::Later(_) => return None,
            When::Never => Job::Expire(row.id),
        };
        (lines.insert(line(ws, row)) && !is_waiting_for_parent(ws, row)).then_some(job)
    })
}

/// Whether a job that had to wait is still to be done at all.
fn is_to_do(ws: &Workspace, job: &Job) -> bool {
    match job {
        Job::Send(id) | Job::Expire(id) => ws.outbox.get(id).is_some_and(|row| !row.progress.settled()),
        Job::Update(id, version) => {
            ws.cards.get(id).is_some_and(|card| card.dirty() && card.version == *version)
        }
        Job::Publish(user, version) => {
            ws.homes.get(user).is_some_and(|home| home.dirty() && home.version == *version)
        }
        Job::Knock => false,
    }
}

/// Whether something could go out now.
pub(super) fn has_work(ws: &Workspace, now: Instant) -> bool {
    let mut timing = Timing::at(ws, now);
    let sendable = |row: &Outgoing| {
        !is_waiting_for_parent(ws, row) && (is_doubtful(row) || !matches!(timing.when(row), When::Later(_)))
    };
    ws.open_rows().any(sendable) || ws.dirty_cards().next().is_some() || ws.dirty_homes().next().is_some()
}

/// When the next held-back message may go out.
pub(super) fn next_opening(ws: &Workspace, now: Instant) -> Option<Instant> {
    let mut timing = Timing::at(ws, now);
    ws.open_rows()
        .filter_map(|row| match timing.when(row) {
            When::Later(at) => Some(at),
            When::Now | When::Never => None,
        })
        .min()
}

#[cfg(test)]
mod tests;
