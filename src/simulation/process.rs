//! The bot as a process that can die: the engine's own desk, queue, delivery, directory and agenda,
//! moved on step by step. Nothing of it survives but what is on disk.

use super::disk::SimDisk;
use super::stage::{KNOCK, Outside, Shared, Word, on};
use crate::domain::model::{Answer, Due, Event, Instant, Workspace};
use crate::engine::delivery::{self, Delivery, Ended, Job, Patience, Queue};
use crate::engine::desk::{Books, Disk, Entry, Noted, Taken};
use crate::engine::directory;
use crate::engine::reach::Reach;
use crate::engine::scheduler::Agenda;
use chrono::Duration;
use futures_util::future::{FutureExt, LocalBoxFuture};
use std::collections::VecDeque;
use std::task::{Context, Poll, Waker};
use tokio::sync::{oneshot, watch};

/// As many events as share a commit.
const TOGETHER: usize = 64;
/// Between two tries to do what is due.
const AFTER_FAILURE: Duration = Duration::minutes(11);
/// More steps than this at one instant are a loop that never ends.
const TOO_MANY: u32 = 200_000;

/// Something from Slack at the door.
#[derive(Clone, Debug)]
pub(super) struct Knock {
    /// The world's number for it.
    pub(super) id: u64,
    pub(super) entry: Entry,
}

/// What became of it.
pub(super) struct Heard {
    pub(super) id: u64,
    pub(super) entry: Entry,
    /// `None`: not taken in; Slack is to repeat it.
    pub(super) answer: Option<Answer>,
    /// It was taken in before.
    pub(super) repeated: bool,
}

/// How a stretch of work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Worked {
    /// Nothing is left to do before some later time.
    Idle,
    /// It died.
    Dead,
    /// It goes on and on.
    Endless,
}

/// Who waits for an entry.
enum From {
    Slack(u64),
    Within(oneshot::Sender<Noted>),
}

type Service = LocalBoxFuture<'static, (Books<SimDisk>, Vec<Entry>, Vec<From>, Vec<Taken>)>;

/// A running bot.
pub(super) struct Process {
    stage: Shared,
    outside: Outside,
    delivery: Delivery<Outside>,
    begun: Instant,
    books: Option<Books<SimDisk>>,
    service: Option<Service>,
    door: VecDeque<Knock>,
    queue: Queue,
    calls: Vec<(Job, LocalBoxFuture<'static, Ended>)>,
    questions: Vec<LocalBoxFuture<'static, ()>>,
    agenda: Agenda,
    due: Option<(Due, oneshot::Receiver<Noted>)>,
    /// After a failure nothing due is tried before then.
    due_from: Instant,
    /// What comes next, as of the last look.
    upcoming: Option<(Instant, Due)>,
    heard: Vec<Heard>,
    /// Something has changed since jobs were last looked for.
    stirred: bool,
    /// When something by itself is to be done next.
    next: Option<Instant>,
    /// A message waits for the quiet hours to end: looked at each time, as the engine does, since what opens at eight wakes
    /// nobody before nine.
    held_back: bool,
}

/// As the engine's own, but for what is only asked again and again in an outage.
pub(super) fn patience() -> Patience {
    Patience { knock: KNOCK, longest: 5 * KNOCK, locked_out: 5 * KNOCK, ..Patience::default() }
}

/// Polls once.
fn poll<T>(future: &mut LocalBoxFuture<'static, T>) -> Option<T> {
    match future.poll_unpin(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(out) => Some(out),
        Poll::Pending => None,
    }
}

impl Process {
    /// Starts on what is on disk.
    pub(super) fn start(stage: &Shared, mut disk: SimDisk) -> anyhow::Result<Self> {
        let (team, bot) = {
            let stage = on(stage);
            (stage.image.ws.team.clone(), stage.image.ws.bot.clone())
        };
        let ws = disk.load(&team, &bot).now_or_never().transpose()?.flatten();
        let (publish, memory) = watch::channel(ws.unwrap_or_else(|| Workspace::new(team, bot)));
        let books = Books::open(disk, publish).now_or_never().transpose()?;
        let outside = Outside { stage: stage.clone(), memory };
        let (patience, now) = (patience(), on(stage).now);
        Ok(Self {
            stage: stage.clone(),
            delivery: Delivery { reach: outside.clone(), patience },
            begun: now,
            books,
            service: None,
            door: VecDeque::new(),
            queue: Queue::new(patience),
            calls: Vec::new(),
            questions: vec![directory::refresh(outside.clone()).boxed_local()],
            agenda: Agenda::default(),
            due: None,
            due_from: now,
            upcoming: None,
            heard: Vec::new(),
            stirred: true,
            next: None,
            held_back: false,
            outside,
        })
    }

    /// Something is at the door.
    pub(super) fn knock(&mut self, knock: Knock) {
        on(&self.stage).watch.asked(&knock.entry.event);
        self.door.push_back(knock);
    }

    /// What became of what was at the door, since somebody asked.
    pub(super) fn heard(&mut self) -> Vec<Heard> {
        std::mem::take(&mut self.heard)
    }

    /// It has died: what it was waiting for is nobody's any more.
    pub(super) fn bury(self) {
        let mut stage = on(&self.stage);
        stage.words.clear();
        stage.wakes.clear();
        stage.doom = None;
    }

    /// Whether memory is as the disk is, if nothing is being written.
    pub(super) fn agrees_in_all(&self) -> bool {
        self.service.is_some() || *self.outside.memory.borrow() == on(&self.stage).image.ws
    }

    /// The same of one table or the other, by turns.
    pub(super) fn agrees(&self, nth: u64) -> bool {
        if self.service.is_some() {
            return true;
        }
        let (memory, stage) = (self.outside.memory.borrow(), on(&self.stage));
        let disk = &stage.image.ws;
        match nth % 8 {
            0 => memory.people == disk.people && memory.members == disk.members,
            1 => memory.clusters == disk.clusters && memory.companies == disk.companies,
            2 => memory.meetings == disk.meetings,
            3 => memory.rsvps == disk.rsvps && memory.talks == disk.talks,
            4 => memory.outbox == disk.outbox && memory.unasked == disk.unasked,
            5 => memory.cards == disk.cards && memory.homes == disk.homes,
            6 => memory.briefs == disk.briefs && memory.presence == disk.presence,
            _ => memory.submitted == disk.submitted && memory.rooms == disk.rooms,
        }
    }

    /// When it can go on by itself.
    pub(super) fn next(&self) -> Option<Instant> {
        let first = on(&self.stage).wakes.first().copied();
        first.into_iter().chain(self.next).min()
    }

    /// Works until nothing is left to do now.
    pub(super) fn work(&mut self) -> Worked {
        let now = on(&self.stage).now;
        on(&self.stage).wakes.retain(|at| *at > now);
        for _ in 0..TOO_MANY {
            if self.is_doomed() {
                return Worked::Dead;
            }
            let moved = self.serve() | self.ask() | self.call();
            if std::mem::take(&mut on(&self.stage).breathed) || moved {
                continue;
            }
            if !(self.begin_calls() || self.do_what_is_due()) {
                self.next = self.next_by_itself();
                return Worked::Idle;
            }
        }
        Worked::Endless
    }

    fn is_doomed(&self) -> bool {
        let mut stage = on(&self.stage);
        match &mut stage.doom {
            Some(0) => true,
            Some(steps) => {
                *steps -= 1;
                false
            }
            None => false,
        }
    }

    /// The desk: one batch at a time.
    fn serve(&mut self) -> bool {
        if self.service.is_none() {
            self.service = self.next_batch();
        }
        let Some(service) = &mut self.service else { return false };
        let Some((books, entries, from, taken)) = poll(service) else { return false };
        self.service = None;
        self.books = Some(books);
        self.stirred = true;
        for ((entry, from), taken) in entries.into_iter().zip(from).zip(taken) {
            self.tell(entry, from, taken);
        }
        true
    }

    fn next_batch(&mut self) -> Option<Service> {
        let (mut entries, mut from) = (Vec::new(), Vec::new());
        let mut stage = on(&self.stage);
        while entries.len() < TOGETHER
            && let Some(Knock { id, entry }) = self.door.pop_front()
        {
            entries.push(entry);
            from.push(From::Slack(id));
        }
        while entries.len() < TOGETHER
            && let Some(Word { event, noted }) = stage.words.pop_front()
        {
            entries.push(Entry { event, key: None });
            from.push(From::Within(noted));
        }
        let (now, wall) = (stage.machine(), stage.machine());
        drop(stage);
        if entries.is_empty() {
            return None;
        }
        let mut books = self.books.take()?;
        let service = async move {
            let taken = books.take(&entries, now, wall).await;
            (books, entries, from, taken)
        };
        Some(service.boxed_local())
    }

    fn tell(&mut self, entry: Entry, from: From, taken: Taken) {
        let repeated = matches!(taken, Taken::SeenBefore);
        let (answer, noted) = match taken {
            Taken::Done { answer, actions, changed, .. } => {
                for action in actions {
                    let outside = self.outside.clone();
                    self.questions.push(async move { directory::ask(&outside, action).await }.boxed_local());
                }
                (Some(answer), if changed { Noted::Changed } else { Noted::Unchanged })
            }
            Taken::SeenBefore => (Some(Answer::Nothing), Noted::Unchanged),
            Taken::NotWritten => (None, Noted::Failed),
        };
        match from {
            From::Slack(id) => self.heard.push(Heard { id, entry, answer, repeated }),
            From::Within(waiting) => drop(waiting.send(noted)),
        }
    }

    fn ask(&mut self) -> bool {
        let before = self.questions.len();
        self.questions.retain_mut(|question| poll(question).is_none());
        self.questions.len() != before
    }

    fn call(&mut self) -> bool {
        let tick = self.tick();
        let mut ended = Vec::new();
        self.calls.retain_mut(|(job, call)| match poll(call) {
            Some(end) => {
                ended.push((job.clone(), end));
                false
            }
            None => true,
        });
        for (job, end) in &ended {
            self.queue.end(job, end, tick);
        }
        self.stirred |= !ended.is_empty();
        !ended.is_empty() || !on(&self.stage).words.is_empty() && self.service.is_none()
    }

    /// By a clock that nobody sets.
    fn tick(&self) -> std::time::Duration {
        (on(&self.stage).now - self.begun).to_std().unwrap_or_default()
    }

    fn begin_calls(&mut self) -> bool {
        let (tick, civil) = (self.tick(), self.outside.civil());
        let is_time = self.next.is_some_and(|next| next <= on(&self.stage).now);
        if !(std::mem::take(&mut self.stirred) || is_time || self.held_back) {
            return false;
        }
        let room = self.queue.room(tick);
        let jobs = self.queue.ready(&self.outside.memory.borrow(), civil, tick, room);
        for job in &jobs {
            self.queue.begin(job, tick);
            let (delivery, job) = (self.delivery.clone(), job.clone());
            let name = job.clone();
            self.calls.push((name, async move { delivery.perform(&job).await }.boxed_local()));
        }
        !jobs.is_empty()
    }

    fn do_what_is_due(&mut self) -> bool {
        let civil = self.outside.civil();
        if let Some((due, mut noted)) = self.due.take() {
            match noted.try_recv() {
                Ok(Noted::Unchanged) => {
                    if self.agenda.in_vain(&self.outside.memory.borrow(), due.clone(), civil) {
                        on(&self.stage).watch.due_in_vain(&due);
                    }
                }
                Ok(Noted::Changed) => {}
                // The disk fails: again in a while, which the engine does each second. Hours of that are simulated here, and
                // the hundredth time is like the first.
                Ok(Noted::Failed) | Err(oneshot::error::TryRecvError::Closed) => {
                    let mut stage = on(&self.stage);
                    let at = stage.now + AFTER_FAILURE;
                    stage.wakes.insert(at);
                    self.due_from = at;
                    return false;
                }
                Err(oneshot::error::TryRecvError::Empty) => {
                    self.due = Some((due, noted));
                    return false;
                }
            }
        }
        if on(&self.stage).now < self.due_from {
            return false;
        }
        self.upcoming = self.agenda.next(&self.outside.memory.borrow(), civil);
        let Some((_, due)) = self.upcoming.clone().filter(|(at, _)| *at <= civil) else { return false };
        let (noted, waiting) = oneshot::channel();
        on(&self.stage).words.push_back(Word { event: Event::Due(due.clone()), noted });
        self.due = Some((due, waiting));
        true
    }

    /// The next time at which a retry, a held-back message or the agenda has its turn.
    fn next_by_itself(&mut self) -> Option<Instant> {
        let (tick, civil) = (self.tick(), self.outside.civil());
        let ws = self.outside.memory.borrow();
        let due = self.upcoming.as_ref().filter(|_| self.due.is_none()).map(|(at, _)| *at);
        let opening = delivery::next_opening(&ws, civil);
        drop(ws);
        self.held_back = opening.is_some();
        let stage = on(&self.stage);
        let retry = self.queue.next_retry(tick).and_then(|after| Duration::from_std(after).ok());
        let retry = retry.map(|after| self.begun + after);
        let shown = due.into_iter().chain(opening).map(|at| stage.truly(at));
        shown.chain(retry).filter(|at| *at > stage.now).min()
    }
}
