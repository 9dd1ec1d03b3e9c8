//! What the books are written to: the store, or in a simulation something that fails on purpose.

use crate::domain::model::{TeamId, UserId, Workspace};
use crate::engine::health::Readiness;
use crate::engine::metrics::Metrics;
use crate::store::{Batch, Store, StoreError};
use std::future::Future;
use std::sync::Arc;
use thiserror::Error;
use tokio::time::Instant;

/// Keeps what is committed.
pub trait Disk {
    /// Writes batches in one transaction, all or nothing; once this returns they are kept.
    fn commit(
        &mut self,
        team: &TeamId,
        batches: &[Batch<'_>],
    ) -> impl Future<Output = Result<(), DiskError>> + Send;

    /// The workspace as it was last committed; `None` when nothing is kept for this team.
    fn load(
        &mut self,
        team: &TeamId,
        bot: &UserId,
    ) -> impl Future<Output = Result<Option<Workspace>, DiskError>> + Send;

    /// The keys of the last events that were committed, oldest first.
    fn seen_keys(&mut self, team: &TeamId) -> impl Future<Output = Result<Vec<String>, DiskError>> + Send;
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DiskError {
    /// The key of one of the batches is kept already: that event was committed before.
    #[error("seen before")]
    Seen,
    /// One of the batches holds what cannot be kept; there is nothing wrong with the disk.
    #[error("{0}")]
    Refused(String),
    /// The disk is full, busy or broken. In rare cases the batches are kept all the same, so memory
    /// has to be read again.
    #[error("{0}")]
    Failed(String),
}

impl From<StoreError> for DiskError {
    fn from(error: StoreError) -> Self {
        match error {
            error if error.is_seen() => Self::Seen,
            error if error.is_refused() => Self::Refused(error.to_string()),
            error => Self::Failed(error.to_string()),
        }
    }
}

/// The store, with its figures: how long a commit takes, and whether the database can be written.
pub(super) struct Measured {
    pub(super) store: Store,
    pub(super) metrics: Arc<Metrics>,
    pub(super) health: Readiness,
}

impl Measured {
    /// Tells whoever asks, and the log once, what a person has to see to.
    fn fails(&self, error: &StoreError) {
        let trouble = error.trouble();
        if self.health.fail_database(trouble) {
            tracing::error!("the database cannot be written: {trouble}");
        }
    }
}

impl Disk for Measured {
    async fn commit(&mut self, team: &TeamId, batches: &[Batch<'_>]) -> Result<(), DiskError> {
        let begun = Instant::now();
        let written = self.store.commit(team, batches).await;
        match &written {
            Ok(()) => {
                self.metrics.committed(begun.elapsed());
                if self.health.set_database() {
                    tracing::info!("the database can be written again");
                }
            }
            Err(error) if error.is_seen() || error.is_refused() => {}
            Err(error) => self.fails(error),
        }
        Ok(written?)
    }

    async fn load(&mut self, team: &TeamId, bot: &UserId) -> Result<Option<Workspace>, DiskError> {
        let loaded = self.store.load(team, bot).await;
        if let Err(error) = &loaded {
            self.fails(error);
        }
        Ok(loaded?)
    }

    async fn seen_keys(&mut self, team: &TeamId) -> Result<Vec<String>, DiskError> {
        Ok(self.store.seen_keys(team).await?.into_iter().map(|(key, _)| key).collect())
    }
}
