//! The heart of the desk: decide, commit, take over. It knows no doors, no clock and no runtime, so
//! that a simulation can run the very same code, step by step, on a disk of its own.

use super::disk::{Disk, DiskError};
use super::journal::event_ids;
use super::seen::Seen;
use crate::domain;
use crate::domain::model::{
    Action, Answer, Change, Decision, Event, Instant, Msg, Refusal, TeamId, UserId, Workspace,
};
use crate::domain::sabotage::{Rule, broken};
use crate::engine::steps::{Step, pass};
use crate::store::{Batch, Line};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::slice;
use tokio::sync::watch;

/// The journal's word for an event on which a decision failed: kept with its ids, without its words.
const PANICKED: &str = "panicked";

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What.
    pub event: Event,
    /// The same for every repetition of this delivery, and for no other one.
    pub key: Option<String>,
}

/// What became of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is on disk and in memory.
    Done {
        /// To the person who acted.
        answer: Answer,
        /// To be done now; losing one does no harm.
        actions: Vec<Action>,
        /// Whether the workspace changed.
        changed: bool,
        /// The decision failed: nothing was changed, and the person gets an apology.
        panicked: bool,
    },
    /// It was taken in before: its work is done.
    SeenBefore,
    /// Nothing of it was written: Slack is to repeat it.
    NotWritten,
}

/// The workspace in memory, and its image on a disk.
pub struct Books<D> {
    disk: D,
    team: TeamId,
    bot: UserId,
    memory: watch::Sender<Workspace>,
    seen: Seen,
    decide: fn(&Workspace, &Event, Instant) -> Decision,
    /// Memory may differ from the disk, which could not be read when it failed.
    stale: bool,
}

/// An entry decided and not yet written.
struct Draft<'a> {
    entry: &'a Entry,
    decision: Decision,
    ids: String,
    panicked: bool,
}

impl Draft<'_> {
    const fn kind(&self) -> &'static str {
        if self.panicked { PANICKED } else { self.entry.event.kind() }
    }

    /// Whether it leaves anything to write.
    fn counts(&self) -> bool {
        let remembered = self.entry.key.is_some() && !self.entry.event.may_repeat();
        !self.decision.changes.is_empty() || remembered || self.panicked
    }

    fn key(&self) -> Option<&str> {
        self.entry.key.as_deref().filter(|_| self.counts())
    }

    fn batch(&self, now: Instant, wall: Instant) -> Batch<'_> {
        let line = Line { at: now, kind: self.kind(), ids: &self.ids };
        Batch {
            seen: self.entry.key.as_deref().filter(|_| !broken(Rule::Keys)).map(|key| (key, wall)),
            journal: Some(line),
            changes: &self.decision.changes,
        }
    }

    fn taken(self) -> Taken {
        let Decision { changes, actions, answer } = self.decision;
        Taken::Done { answer, actions, changed: !changes.is_empty(), panicked: self.panicked }
    }
}

impl<D: Disk> Books<D> {
    /// Opens the books on the workspace that `memory` holds, which is what the disk holds.
    ///
    /// # Errors
    /// When the keys of events already seen cannot be read.
    pub async fn open(mut disk: D, memory: watch::Sender<Workspace>) -> Result<Self, DiskError> {
        let (team, bot) = {
            let ws = memory.borrow();
            (ws.team.clone(), ws.bot.clone())
        };
        let seen = Seen::new(disk.seen_keys(&team).await?.into_iter());
        Ok(Self { disk, team, bot, memory, seen, decide: domain::decide, stale: false })
    }

    /// Decides by something else than [`domain::decide`].
    #[cfg(test)]
    pub(super) fn deciding(self, decide: fn(&Workspace, &Event, Instant) -> Decision) -> Self {
        Self { decide, ..self }
    }

    /// The disk, to be meddled with.
    #[cfg(test)]
    pub(super) fn disk_mut(&mut self) -> &mut D {
        &mut self.disk
    }

    /// The workspace these books are kept for.
    pub const fn team(&self) -> &TeamId {
        &self.team
    }

    /// Whether the disk could be neither written nor read. It is read before anything else is decided.
    pub const fn is_stale(&self) -> bool {
        self.stale
    }

    /// Closes the books and gives the disk back.
    pub fn into_disk(self) -> D {
        self.disk
    }

    /// Takes in entries in order, each decided on what the one before has left: in one commit if
    /// they can share it, else each alone. `now` is civil, `wall` the machine's time, both UTC.
    pub async fn take(&mut self, entries: &[Entry], now: Instant, wall: Instant) -> Vec<Taken> {
        if self.stale {
            self.reload().await;
        }
        if entries.len() > 1
            && !self.stale
            && let Ok(taken) = self.together(entries, now, wall).await
        {
            return taken;
        }
        self.each_alone(entries, now, wall).await
    }

    /// One commit each, so that what is wrong with one entry is nobody else's trouble. A disk that
    /// fails is everybody's.
    async fn each_alone(&mut self, entries: &[Entry], now: Instant, wall: Instant) -> Vec<Taken> {
        let mut taken = Vec::with_capacity(entries.len());
        for entry in entries {
            if self.stale {
                break;
            }
            match self.together(slice::from_ref(entry), now, wall).await {
                Ok(mut one) => taken.append(&mut one),
                Err(DiskError::Seen) => {
                    // Memory had forgotten the key, the disk had not.
                    entry.key.iter().for_each(|key| self.seen.insert(key));
                    taken.push(Taken::SeenBefore);
                }
                Err(DiskError::Refused(_)) => taken.push(Taken::NotWritten),
                Err(DiskError::Failed(_)) => break,
            }
        }
        taken.resize(entries.len(), Taken::NotWritten);
        taken
    }

    /// Decides, commits, takes over. `Err`: nothing was written; memory is as the disk is.
    async fn together(
        &mut self,
        entries: &[Entry],
        now: Instant,
        wall: Instant,
    ) -> Result<Vec<Taken>, DiskError> {
        let (ws, drafts) = self.decide(entries, now).await;
        let written: Vec<&Draft<'_>> = drafts.iter().flatten().filter(|draft| draft.counts()).collect();
        if !written.is_empty() && !broken(Rule::Commit) {
            let batches: Vec<Batch<'_>> = written.iter().map(|draft| draft.batch(now, wall)).collect();
            self.commit(&batches).await?;
        }
        for draft in drafts.iter().flatten() {
            pass(Step::Committed, draft.entry.event.kind()).await;
        }
        for key in written.iter().filter_map(|draft| draft.key()) {
            self.seen.insert(key);
        }
        if written.iter().any(|draft| !draft.decision.changes.is_empty()) {
            self.memory.send_replace(ws);
        }
        Ok(drafts.into_iter().map(|draft| draft.map_or(Taken::SeenBefore, Draft::taken)).collect())
    }

    /// The entries decided, `None` for those seen before; and the workspace as they leave it.
    async fn decide<'a>(&self, entries: &'a [Entry], now: Instant) -> (Workspace, Vec<Option<Draft<'a>>>) {
        let mut ws = self.memory.borrow().clone();
        let mut keys: HashSet<&str> = HashSet::new();
        let mut drafts = Vec::with_capacity(entries.len());
        for entry in entries {
            let key = entry.key.as_deref();
            if key.is_some_and(|key| self.seen.contains(key) || keys.contains(key)) {
                drafts.push(None);
                continue;
            }
            let draft = self.draft(&ws, entry, now);
            pass(Step::Decided, entry.event.kind()).await;
            keys.extend(key.filter(|_| draft.counts()));
            let forgotten = |change: &Change| broken(Rule::Memory) && matches!(change, Change::Presence(_));
            draft
                .decision
                .changes
                .iter()
                .filter(|change| !forgotten(change))
                .for_each(|change| ws.apply(change));
            drafts.push(Some(draft));
        }
        (ws, drafts)
    }

    /// One entry decided. A decision that panics changes nothing, and the person is told that we are sorry.
    fn draft<'a>(&self, ws: &Workspace, entry: &'a Entry, now: Instant) -> Draft<'a> {
        let event = &entry.event;
        let decided = catch_unwind(AssertUnwindSafe(|| (self.decide)(ws, event, now)));
        let panicked = decided.is_err();
        let decision = decided.unwrap_or_else(|_| {
            tracing::error!(kind = event.kind(), "a decision failed; nothing was changed");
            apology(ws, event)
        });
        Draft { entry, decision, ids: event_ids(event), panicked }
    }

    async fn commit(&mut self, batches: &[Batch<'_>]) -> Result<(), DiskError> {
        let written = self.disk.commit(&self.team, batches).await;
        match &written {
            Ok(()) | Err(DiskError::Seen) => {}
            Err(error) => tracing::error!(%error, events = batches.len(), "not written"),
        }
        if matches!(written, Err(DiskError::Failed(_))) {
            self.reload().await;
        }
        written
    }

    /// After a failed write memory is what the disk says.
    async fn reload(&mut self) {
        match self.disk.load(&self.team, &self.bot).await {
            Ok(loaded) => {
                let mut ws = loaded.unwrap_or_else(|| Workspace::new(self.team.clone(), self.bot.clone()));
                // A setting, which no disk has.
                ws.public_url.clone_from(&self.memory.borrow().public_url);
                self.memory.send_replace(ws);
                self.stale = false;
            }
            Err(error) => {
                tracing::error!(%error, "not read either; trying again before the next event");
                self.stale = true;
            }
        }
    }
}

fn apology(ws: &Workspace, event: &Event) -> Decision {
    let by = match event {
        Event::Commanded { by, .. }
        | Event::Pressed { by, .. }
        | Event::Submitted { by, .. }
        | Event::MessageChosen { by, .. }
        | Event::AddressAsked { by, .. } => by,
        _ => return Decision::default(),
    };
    let answer = Answer::Say(ws.lang_of(by, None), Box::new(Msg::Refusal(Refusal::Sorry)));
    Decision { answer, ..Decision::default() }
}
