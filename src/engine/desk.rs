//! The desk: one event in, one commit, one answer. Nothing is acknowledged before it is on disk;
//! whatever is wrong with the disk, Slack is left to repeat itself.

use super::clock::{Clock, wall};
use super::lane::Lane;
use super::metrics::Metrics;
use super::steps::{Step, pass};
use super::work::{Token, Work};
use crate::domain::model::{
    Action, Answer, Change, Decision, Event, Msg, Refusal, TeamId, UserId, Workspace,
};
use crate::domain::{self};
use crate::slack::blocks;
use crate::slack::decode::{self, Decoded};
use crate::slack::inbound::{Inbound, Kind, Reply};
use crate::store::{Batch, Line, Store, StoreError};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;

/// Seen-keys in memory are forgotten after this many, oldest first; Slack repeats within minutes.
const SEEN_KEPT: usize = 50_000;
/// The journal's word for an event on which a decision failed: kept with its ids, without its words.
const PANICKED: &str = "panicked";

/// An event of our own making: something due, a fate, an answer of Slack's.
struct Own {
    event: Event,
    done: oneshot::Sender<Noted>,
    _token: Token,
}

/// What the desk takes up next; people come before our own events.
enum Next {
    Slack(Inbound),
    Own(Own),
    Stop,
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
        let own = Own { event, done, _token: self.work.begin() };
        if self.sender.send(own).await.is_err() {
            return Noted::Failed;
        }
        noted.await.unwrap_or(Noted::Failed)
    }
}

/// Why nothing was written.
enum Failure {
    /// The event was taken in before: its work is done.
    SeenBefore,
    /// The disk is full, busy or broken: Slack is to repeat it.
    NotWritten,
}

/// What the desk works with.
pub struct Desk {
    store: Store,
    team: TeamId,
    bot: UserId,
    clock: Clock,
    memory: watch::Sender<Workspace>,
    seen: Seen,
    lane: Lane,
    actions: mpsc::UnboundedSender<(Action, Token)>,
    work: Work,
    metrics: Arc<Metrics>,
    health: super::health::Readiness,
    own: mpsc::Receiver<Own>,
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
    pub health: super::health::Readiness,
}

impl Desk {
    /// A desk, and the way to it.
    ///
    /// # Errors
    /// When the keys of events already seen cannot be read.
    pub async fn new(mut store: Store, parts: DeskParts) -> Result<(Self, DeskSender), StoreError> {
        let (team, bot) = {
            let ws = parts.memory.borrow();
            (ws.team.clone(), ws.bot.clone())
        };
        let seen = Seen::new(store.seen_keys(&team).await?.into_iter().map(|(key, _)| key));
        let (sender, own) = mpsc::channel(256);
        let way = DeskSender { sender, work: parts.work.clone() };
        let DeskParts { clock, memory, lane, actions, work, metrics, health } = parts;
        health.set_database(true);
        let desk = Self { store, team, bot, clock, memory, seen, lane, actions, work, metrics, health, own };
        Ok((desk, way))
    }

    /// Works until both doors are closed and emptied, or told to stop; gives the store back.
    pub async fn run(mut self, mut door: mpsc::Receiver<Inbound>, mut stop: watch::Receiver<bool>) -> Store {
        loop {
            let next = tokio::select! {
                biased;
                Some(inbound) = door.recv() => Next::Slack(inbound),
                Some(own) = self.own.recv() => Next::Own(own),
                _ = stop.wait_for(|stop| *stop) => Next::Stop,
                else => Next::Stop,
            };
            match next {
                Next::Slack(inbound) => {
                    self.health.set_lag(inbound.arrived.elapsed());
                    self.serve(inbound).await;
                    if door.is_empty() {
                        self.health.set_lag(Duration::ZERO);
                    }
                }
                Next::Own(own) => {
                    let noted = self.note(&own.event).await;
                    let _ = own.done.send(noted);
                }
                Next::Stop => return self.store,
            }
        }
    }

    async fn note(&mut self, event: &Event) -> Noted {
        match self.take(event, None).await {
            Ok((_, true)) => Noted::Changed,
            Ok((_, false)) => Noted::Unchanged,
            Err(_) => Noted::Failed,
        }
    }

    /// One delivery from Slack: decoded, decided, committed, answered.
    async fn serve(&mut self, inbound: Inbound) {
        let _token = self.work.begin();
        let begun = Instant::now();
        let kind = inbound.kind;
        let Inbound { payload, envelope, reply, .. } = inbound;
        let decoded = decode::decode(kind, &payload, envelope.as_deref());
        let event = decoded.as_ref().ok().and_then(|decoded| decoded.event.as_ref());
        let what = event.map_or(kind.name(), Event::kind);
        let answer = match decoded {
            Ok(decoded) if decoded.team().is_some_and(|team| *team != self.team) => {
                tracing::warn!("a delivery of another workspace was left alone");
                Reply::Ack(None)
            }
            Ok(decoded) => {
                pass(Step::Decoded, what).await;
                self.answer(kind, decoded).await
            }
            Err(reason) => {
                tracing::info!(kind = kind.name(), %reason, "not for us");
                Reply::Ack(None)
            }
        };
        let outcome = if matches!(answer, Reply::Ack(_)) { "acked" } else { "refused" };
        self.metrics.event(kind.name(), outcome);
        self.metrics.acked(begun.elapsed());
        let _ = reply.send(answer);
        pass(Step::Answered, what).await;
    }

    async fn answer(&mut self, kind: Kind, decoded: Decoded) -> Reply {
        let Decoded { event, key, lane } = decoded;
        let Some(event) = event else { return Reply::Ack(None) };
        if key.as_deref().is_some_and(|key| self.seen.contains(key)) {
            return Reply::Ack(None);
        }
        let answer = match self.take(&event, key.as_deref()).await {
            Ok((answer, _)) => answer,
            Err(Failure::SeenBefore) => return Reply::Ack(None),
            Err(Failure::NotWritten) => return Reply::Refuse,
        };
        let submitted = matches!(event, Event::Submitted { .. });
        match answer {
            Answer::Nothing => Reply::Ack(None),
            Answer::Faults(lang, faults) => Reply::Ack(Some(blocks::faults(lang, &faults))),
            Answer::Say(lang, msg) | Answer::Read(lang, msg) if submitted => {
                let view = blocks::notice(lang, &msg);
                Reply::Ack(Some(serde_json::json!({ "response_action": "update", "view": view })))
            }
            Answer::Open(lang, form) if submitted => {
                let view = blocks::view(lang, &form);
                Reply::Ack(Some(serde_json::json!({ "response_action": "update", "view": view })))
            }
            Answer::Say(lang, msg) | Answer::Read(lang, msg) if kind == Kind::Command => {
                Reply::Ack(Some(blocks::private(lang, &msg)))
            }
            Answer::Say(lang, msg) if lane.response_url.is_some() => {
                self.lane.respond(lane, blocks::private(lang, &msg), self.work.begin());
                Reply::Ack(None)
            }
            // What is to be read has a modal of its own; and on the Home tab there is no conversation to answer in.
            Answer::Say(lang, msg) | Answer::Read(lang, msg) => {
                self.lane.open(lane, lang, blocks::notice(lang, &msg), self.work.begin());
                Reply::Ack(None)
            }
            Answer::Open(lang, form) => {
                self.lane.open(lane, lang, blocks::view(lang, &form), self.work.begin());
                Reply::Ack(None)
            }
        }
    }

    /// Decides, commits, takes over. `Err`: nothing was written; memory is as the disk is.
    async fn take(&mut self, event: &Event, key: Option<&str>) -> Result<(Answer, bool), Failure> {
        let now = self.clock.civil();
        let decided = {
            let ws = self.memory.borrow();
            catch_unwind(AssertUnwindSafe(|| domain::decide(&ws, event, now)))
        };
        let kind = if decided.is_ok() { event.kind() } else { PANICKED };
        let decision = decided.unwrap_or_else(|_| {
            tracing::error!(kind = event.kind(), "a decision failed; nothing was changed");
            self.metrics.event(event.kind(), "panicked");
            self.apologise(event)
        });
        pass(Step::Decided, event.kind()).await;
        let Decision { changes, actions, answer } = decision;
        let remembered = key.is_some() && !event.may_repeat();
        if !changes.is_empty() || remembered || kind == PANICKED {
            let line = Line { at: now, kind, ids: &event_ids(event) };
            self.commit(line, key, &changes).await?;
        }
        pass(Step::Committed, event.kind()).await;
        if !changes.is_empty() {
            self.memory.send_modify(|ws| changes.iter().for_each(|change| ws.apply(change)));
        }
        for action in actions {
            let _ = self.actions.send((action, self.work.begin()));
        }
        Ok((answer, !changes.is_empty()))
    }

    fn apologise(&self, event: &Event) -> Decision {
        let by = match event {
            Event::Commanded { by, .. } | Event::Pressed { by, .. } | Event::Submitted { by, .. } => by,
            _ => return Decision::default(),
        };
        let lang = self.memory.borrow().lang_of(by, None);
        let answer = Answer::Say(lang, Box::new(Msg::Refusal(Refusal::Sorry)));
        Decision { answer, ..Decision::default() }
    }

    async fn commit(&mut self, line: Line<'_>, key: Option<&str>, changes: &[Change]) -> Result<(), Failure> {
        let kind = line.kind;
        let batch = Batch { seen: key.map(|key| (key, wall())), journal: Some(line), changes };
        let begun = Instant::now();
        match self.store.commit(&self.team, &batch).await {
            Ok(()) => {
                self.metrics.committed(begun.elapsed());
                self.health.set_database(true);
                if let Some(key) = key {
                    self.seen.insert(key);
                }
                Ok(())
            }
            Err(error) if error.is_seen() => {
                // Memory had forgotten the key, the disk had not.
                if let Some(key) = key {
                    self.seen.insert(key);
                }
                Err(Failure::SeenBefore)
            }
            Err(error) => {
                tracing::error!(%error, kind, "not written; Slack will repeat it");
                self.health.set_database(false);
                self.reload().await;
                Err(Failure::NotWritten)
            }
        }
    }

    /// After a failed write memory is what the disk says.
    async fn reload(&mut self) {
        match self.store.load(&self.team, &self.bot).await {
            Ok(Some(ws)) => {
                self.memory.send_replace(ws);
            }
            Ok(None) => {
                self.memory.send_replace(Workspace::new(self.team.clone(), self.bot.clone()));
            }
            Err(error) => {
                tracing::error!(%error, "not read either; trying again at the next event");
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
}

/// The ids an event is about, for the journal: never words, never names.
fn event_ids(event: &Event) -> String {
    match event {
        Event::HomeOpened { by } => by.to_string(),
        Event::Commanded { by, channel, .. } | Event::Addressed { by, channel, .. } => {
            format!("{by} {channel}")
        }
        Event::Pressed { by, press, .. } => format!("{by} {}", press.action_id()),
        Event::Submitted { by, nonce, .. } => format!("{by} {nonce}"),
        Event::Spoke { channel, user }
        | Event::Arrived { channel, user }
        | Event::Departed { channel, user } => format!("{user} {channel}"),
        Event::PeopleSeen(people) => format!("{} people", people.len()),
        Event::RoomSeen { channel, users, .. } => format!("{channel} {}", users.len()),
        Event::NotesSeen { meeting, remarks, .. } => {
            format!("{meeting:?} {}", remarks.as_ref().map_or(0, Vec::len))
        }
        Event::Due(due) => format!("{due:?}"),
        Event::Fate(fate) => fate_ids(fate),
    }
}

fn fate_ids(fate: &domain::model::Fate) -> String {
    use domain::model::Fate;
    match fate {
        Fate::Attempted { id, .. } => format!("{id:?} attempted"),
        Fate::Sent { id, channel, ts, .. } => format!("{id:?} sent {channel} {ts}"),
        Fate::NotSent(id) => format!("{id:?} not sent"),
        Fate::Unclear(id) => format!("{id:?} unclear"),
        Fate::Refused { id, code } => format!("{id:?} refused {code}"),
        Fate::DmOpened { user, channel } => format!("{user} {channel}"),
        Fate::CardShown { card, version } => format!("{card:?} shown {version}"),
        Fate::HomeShown { user, version } => format!("{user} shown {version}"),
        Fate::HomeLost { user, code } => format!("{user} lost {code}"),
        Fate::CardLost { card, code } => format!("{card:?} lost {code}"),
    }
}

/// Keys of events taken in, oldest forgotten first. The database knows them for longer.
struct Seen {
    keys: HashSet<Arc<str>>,
    order: std::collections::VecDeque<Arc<str>>,
}

impl Seen {
    fn new(keys: impl Iterator<Item = String>) -> Self {
        let mut seen = Self { keys: HashSet::new(), order: std::collections::VecDeque::new() };
        keys.for_each(|key| seen.insert(&key));
        seen
    }

    fn contains(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    fn insert(&mut self, key: &str) {
        let key: Arc<str> = key.into();
        if self.keys.insert(Arc::clone(&key)) {
            self.order.push_back(key);
        }
        while self.order.len() > SEEN_KEPT {
            if let Some(oldest) = self.order.pop_front() {
                self.keys.remove(&oldest);
            }
        }
    }
}
