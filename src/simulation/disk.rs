//! What is on disk: rows in memory that fail on purpose, or the real store beneath them.

use super::stage::{Shared, breathe, on, until};
use super::weather::Spell;
use crate::domain::model::{Change, Instant, TeamId, UserId, Workspace};
use crate::engine::desk::{Disk, DiskError};
use crate::store::{Batch, Store};
use chrono::Duration;
use std::collections::BTreeMap;
use std::path::Path;
use tokio::runtime::Runtime;

/// For how long the key of an event is kept, by the machine's clock; as the store does.
const SEEN_KEPT: Duration = Duration::days(3);
/// A commit of ten thousand that fails for no reason, in fair weather none.
const ODD_FAILURES: u64 = 5;

/// What was committed.
#[derive(Debug)]
pub(super) struct Image {
    pub(super) ws: Workspace,
    pub(super) seen: BTreeMap<String, Instant>,
    pub(super) commits: u64,
    pub(super) events: u64,
    /// What has been committed since the world looked.
    pub(super) fresh: Vec<Change>,
    /// Decisions that failed.
    pub(super) panicked: u64,
    /// Lines of the journal since the world looked.
    pub(super) journal: Vec<String>,
}

impl Image {
    pub(super) const fn new(ws: Workspace) -> Self {
        Self {
            ws,
            seen: BTreeMap::new(),
            commits: 0,
            events: 0,
            fresh: Vec::new(),
            panicked: 0,
            journal: Vec::new(),
        }
    }

    fn knows(&self, batches: &[Batch<'_>]) -> bool {
        batches.iter().filter_map(|batch| batch.seen).any(|(key, _)| self.seen.contains_key(key))
    }

    fn take(&mut self, batches: &[Batch<'_>]) {
        self.commits += 1;
        for batch in batches {
            self.events += 1;
            if let Some((key, at)) = batch.seen {
                self.seen.insert(key.to_owned(), at);
            }
            if let Some(line) = batch.journal {
                self.panicked += u64::from(line.kind == "panicked");
                self.journal.push(format!("{} {}", line.kind, line.ids));
            }
            for change in batch.changes {
                self.ws.apply(change);
                self.fresh.push(change.clone());
                if matches!(change, Change::Tidied(_)) {
                    self.forget_keys();
                }
            }
        }
    }

    fn forget_keys(&mut self) {
        let Some(newest) = self.seen.values().max().copied() else { return };
        self.seen.retain(|_, at| newest - *at <= SEEN_KEPT);
    }
}

/// The real store, on a disk of this machine.
pub(super) struct RealStore {
    runtime: Runtime,
    store: Store,
}

impl RealStore {
    /// Opens a database; one that is not there is made.
    pub(super) fn open(path: &Path) -> anyhow::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        let store = runtime.block_on(Store::open(path))?;
        let store = runtime.block_on(store.unsynced())?;
        Ok(Self { runtime, store })
    }

    fn commit(&mut self, team: &TeamId, batches: &[Batch<'_>]) -> Result<(), DiskError> {
        Ok(self.runtime.block_on(self.store.commit(team, batches))?)
    }

    fn load(&mut self, team: &TeamId, bot: &UserId) -> Result<Option<Workspace>, DiskError> {
        Ok(self.runtime.block_on(self.store.load(team, bot))?)
    }
}

/// The disk of the process.
pub(super) struct SimDisk {
    pub(super) stage: Shared,
    pub(super) real: Option<RealStore>,
}

/// What becomes of a commit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    /// Nothing is written.
    Lost,
    /// It is written, and the disk says that it is not.
    KeptInSecret,
}

impl SimDisk {
    async fn fate(&self) -> Fate {
        let (fate, slow) = {
            let mut stage = on(&self.stage);
            let now = stage.now;
            let slow = stage.weather.has(Spell::SlowDisk, now);
            let slow =
                slow.then(|| now + Duration::milliseconds(stage.dice.between(20, 6_000).cast_signed()));
            let fate = if stage.weather.has(Spell::FullDisk, now) {
                Fate::Lost
            } else if slow.is_some() && stage.dice.of_ten_thousand(ODD_FAILURES) {
                Fate::KeptInSecret
            } else {
                Fate::Kept
            };
            (fate, slow)
        };
        if let Some(at) = slow {
            until(&self.stage, at).await;
        }
        breathe(&self.stage).await;
        fate
    }
}

impl Disk for SimDisk {
    async fn commit(&mut self, team: &TeamId, batches: &[Batch<'_>]) -> Result<(), DiskError> {
        let fate = self.fate().await;
        if fate == Fate::Lost {
            return Err(DiskError::Failed("database or disk is full".to_owned()));
        }
        if on(&self.stage).image.knows(batches) {
            return Err(DiskError::Seen);
        }
        if let Some(real) = &mut self.real {
            real.commit(team, batches)?;
        }
        on(&self.stage).image.take(batches);
        breathe(&self.stage).await;
        match fate {
            Fate::KeptInSecret => Err(DiskError::Failed("disk I/O error".to_owned())),
            Fate::Kept | Fate::Lost => Ok(()),
        }
    }

    async fn load(&mut self, team: &TeamId, bot: &UserId) -> Result<Option<Workspace>, DiskError> {
        let loaded = match &mut self.real {
            Some(real) => {
                let loaded = real.load(team, bot)?;
                on(&self.stage).check_reload(loaded.as_ref());
                loaded
            }
            None => Some(on(&self.stage).image.ws.clone()),
        };
        Ok(loaded)
    }

    async fn seen_keys(&mut self, _: &TeamId) -> Result<Vec<String>, DiskError> {
        let stage = on(&self.stage);
        let mut keys: Vec<(Instant, String)> =
            stage.image.seen.iter().map(|(key, at)| (*at, key.clone())).collect();
        keys.sort();
        Ok(keys.into_iter().map(|(_, key)| key).collect())
    }
}
