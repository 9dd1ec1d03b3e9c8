//! The desk: whatever waits at its doors goes into one commit, and then each is answered. Nothing is
//! acknowledged before it is on disk; whatever is wrong with the disk, Slack is left to repeat itself.
//!
//! Here are the doors and the loop. [`Books`] is the heart, which does no I/O but the [`Disk`]'s.

mod books;
mod disk;
mod journal;
mod seen;
#[cfg(test)]
mod tests;
mod visitor;

pub use books::{Books, Entry, Taken};
pub use disk::{Disk, DiskError};

use super::clock::{Clock, wall};
use super::health::Readiness;
use super::lane::Lane;
use super::metrics::Metrics;
use super::work::{Token, Work};
use crate::domain::model::{Action, Event, Workspace};
use crate::slack::inbound::Inbound;
use crate::store::Store;
use disk::Measured;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot, watch};
use visitor::{Service, Visitor};

/// Events that share a commit at most.
const TOGETHER: usize = 128;
/// Of these a quarter is left to our own events: people come first, but ours must not wait for ever.
const OURS: usize = 4;
/// Pause when the database can be neither written nor read.
const BREATH: Duration = Duration::from_millis(200);

/// An event of our own making: something due, a fate, an answer of Slack's.
struct Own {
    event: Event,
    done: oneshot::Sender<Noted>,
    token: Token,
}

/// What became of an event of our own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    /// On disk; something changed.
    Changed,
    /// Nothing changed.
    Unchanged,
    /// It could not be written; nothing changed.
    Failed,
}

impl Noted {
    const fn of(taken: &Taken) -> Self {
        match taken {
            Taken::Done { changed: true, .. } => Self::Changed,
            Taken::Done { changed: false, .. } => Self::Unchanged,
            Taken::SeenBefore | Taken::NotWritten => Self::Failed,
        }
    }
}

/// The way to the desk for the engine's own events. Cheap to clone.
#[derive(Clone)]
pub struct DeskSender {
    sender: mpsc::Sender<Own>,
    work: Work,
}

impl DeskSender {
    /// Hands an event in and waits until it is on disk.
    pub async fn note(&self, event: Event) -> Noted {
        let (done, noted) = oneshot::channel();
        let own = Own { event, done, token: self.work.begin() };
        if self.sender.send(own).await.is_err() {
            return Noted::Failed;
        }
        noted.await.unwrap_or(Noted::Failed)
    }
}

/// What the desk works with.
pub struct Desk {
    books: Books<Measured>,
    clock: Clock,
    lane: Lane,
    actions: mpsc::UnboundedSender<(Action, Token)>,
    work: Work,
    metrics: Arc<Metrics>,
    health: Readiness,
    own: mpsc::Receiver<Own>,
    together: usize,
}

/// What a desk is made of, beside the store.
pub struct DeskParts {
    /// The civil clock.
    pub clock: Clock,
    /// Where the workspace is published after each commit.
    pub memory: watch::Sender<Workspace>,
    /// For modals and private answers.
    pub lane: Lane,
    /// For questions to Slack.
    pub actions: mpsc::UnboundedSender<(Action, Token)>,
    /// Counts what is under way.
    pub work: Work,
    /// Figures.
    pub metrics: Arc<Metrics>,
    /// Whether the database can be written.
    pub health: Readiness,
}

/// What comes through a door.
enum Next {
    Slack(Inbound),
    Own(Own),
}

/// How many events share a commit at most. In a demo build `KLYNGE_TOGETHER=1` has each done alone, for whoever measures
/// what sharing is worth.
fn together() -> usize {
    #[cfg(feature = "demo")]
    if let Some(together) = std::env::var("KLYNGE_TOGETHER").ok().and_then(|count| count.parse().ok()) {
        return std::cmp::max(1, together);
    }
    TOGETHER
}

/// Who waits for a decision.
enum Waiting {
    Slack(Visitor),
    Own(oneshot::Sender<Noted>, Token),
}

/// What is on the desk: entries, and who waits for each.
#[derive(Default)]
struct Pile {
    entries: Vec<Entry>,
    waiting: Vec<Waiting>,
}

impl Desk {
    /// A desk, and the way to it.
    ///
    /// # Errors
    /// When the keys of events already seen cannot be read.
    pub async fn new(store: Store, parts: DeskParts) -> Result<(Self, DeskSender), DiskError> {
        let DeskParts { clock, memory, lane, actions, work, metrics, health } = parts;
        let disk = Measured { store, metrics: Arc::clone(&metrics), health: health.clone() };
        let books = Books::open(disk, memory).await?;
        let (sender, own) = mpsc::channel(256);
        let way = DeskSender { sender, work: work.clone() };
        health.set_database();
        Ok((Self { books, clock, lane, actions, work, metrics, health, own, together: together() }, way))
    }

    /// Works until both doors are closed and emptied, or told to stop; gives the store back.
    pub async fn run(mut self, mut door: mpsc::Receiver<Inbound>, mut stop: watch::Receiver<bool>) -> Store {
        while let Some(next) = self.next(&mut door, &mut stop).await {
            let mut pile = Pile::default();
            match next {
                Next::Slack(inbound) => {
                    self.health.set_lag(inbound.arrived.elapsed());
                    self.admit(inbound, &mut pile).await;
                }
                Next::Own(own) => pile.push_own(own),
            }
            self.gather(&mut door, &mut pile).await;
            self.serve(pile).await;
            if door.is_empty() {
                self.health.set_lag(Duration::ZERO);
            }
        }
        self.books.into_disk().store
    }

    /// What comes first, or `None` to stop.
    async fn next(
        &mut self,
        door: &mut mpsc::Receiver<Inbound>,
        stop: &mut watch::Receiver<bool>,
    ) -> Option<Next> {
        tokio::select! {
            biased;
            Some(inbound) = door.recv() => Some(Next::Slack(inbound)),
            Some(own) = self.own.recv() => Some(Next::Own(own)),
            _ = stop.wait_for(|stop| *stop) => None,
            else => None,
        }
    }

    /// Whatever waits already joins the first; nobody is waited for.
    async fn gather(&mut self, door: &mut mpsc::Receiver<Inbound>, pile: &mut Pile) {
        for _ in 1..self.together - self.together / OURS {
            let Ok(inbound) = door.try_recv() else { break };
            self.admit(inbound, pile).await;
        }
        while pile.entries.len() < self.together
            && let Ok(own) = self.own.try_recv()
        {
            pile.push_own(own);
        }
    }

    async fn admit(&self, inbound: Inbound, pile: &mut Pile) {
        match Visitor::admit(inbound, self.books.team(), self.work.begin()).await {
            (visitor, Some(entry)) => pile.push(entry, Waiting::Slack(visitor)),
            (visitor, None) => visitor.dismiss(&self.metrics).await,
        }
    }

    /// Takes the pile in and tells everybody what became of theirs.
    async fn serve(&mut self, pile: Pile) {
        let Pile { entries, waiting } = pile;
        let all = self.books.take(&entries, self.clock.civil(), wall()).await;
        for ((mut taken, entry), waiting) in all.into_iter().zip(&entries).zip(waiting) {
            self.follow_up(&entry.event, &mut taken);
            match waiting {
                Waiting::Slack(visitor) => {
                    let service = Service { lane: &self.lane, work: &self.work, metrics: &self.metrics };
                    visitor.answer(taken, &service).await;
                }
                Waiting::Own(done, _token) => {
                    let _ = done.send(Noted::of(&taken));
                }
            }
        }
        if self.books.is_stale() {
            tokio::time::sleep(BREATH).await;
        }
    }

    /// What is to be done after a commit, beside the answer.
    fn follow_up(&self, event: &Event, taken: &mut Taken) {
        let Taken::Done { actions, panicked, .. } = taken else { return };
        if *panicked {
            self.metrics.event(event.kind(), "panicked");
        }
        for action in actions.drain(..) {
            let _ = self.actions.send((action, self.work.begin()));
        }
    }
}

impl Pile {
    fn push(&mut self, entry: Entry, waiting: Waiting) {
        self.entries.push(entry);
        self.waiting.push(waiting);
    }

    fn push_own(&mut self, own: Own) {
        let Own { event, done, token } = own;
        self.push(Entry { event, key: None }, Waiting::Own(done, token));
    }
}
