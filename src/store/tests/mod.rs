//! The store against real files: what comes back, what happens when something goes wrong, and what
//! the schema promises.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod agendas;
mod faults;
mod images;
mod messages;
mod nouns;
mod opening;
mod sample;
mod schema;
mod script;

use super::{Batch, Store, StoreError};
use crate::domain::model::{Change, Instant, TeamId, UserId, Workspace};
use std::path::PathBuf;
use tempfile::TempDir;

/// A folder with a database that is gone when this is dropped.
struct Home {
    folder: TempDir,
    team: TeamId,
    bot: UserId,
}

impl Home {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), team: "T1".into(), bot: "U0".into() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("klynge.db")
    }

    async fn open(&self) -> Store {
        Store::open(&self.path()).await.unwrap()
    }

    fn workspace(&self) -> Workspace {
        Workspace::new(self.team.clone(), self.bot.clone())
    }

    async fn load(&self, store: &mut Store) -> Option<Workspace> {
        store.load(&self.team, &self.bot).await.unwrap()
    }

    async fn commit(&self, store: &mut Store, changes: &[Change]) -> Result<(), StoreError> {
        let batch = Batch { changes, ..Batch::default() };
        store.commit(&self.team, &[batch]).await
    }
}

fn at(iso: &str) -> Instant {
    iso.parse().unwrap()
}

/// One number from the database.
async fn number(store: &mut Store, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(&mut store.conn).await.unwrap()
}

/// Runs SQL behind the store's back.
async fn run(store: &mut Store, sql: &'static str) {
    sqlx::raw_sql(sql).execute(&mut store.conn).await.unwrap();
}
