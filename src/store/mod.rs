//! The only SQL. The workspace lives in memory; this is its durable image: read once at start,
//! afterwards only written. A feature a file: how its rows are put, forgotten and loaded.
//!
//! In reading order: `open` (with `lock` and `migrate`) gets hold of a database, `commit` writes
//! batches as one transaction (`latest` leaves out what is overwritten, `script` is the transaction),
//! `load` reads everything back. `column` says how a value lies in a
//! column; `migrations/` holds the schema.

mod agenda;
mod brief;
mod card;
mod cluster;
mod column;
mod commit;
mod error;
mod guest;
mod home;
mod ics;
mod inspect;
mod journal;
mod latest;
mod load;
mod lock;
mod meeting;
mod migrate;
mod open;
mod outgoing;
mod people;
mod plea;
mod quiet;
mod rotation;
mod rsvp;
mod script;
mod talk;
#[cfg(test)]
mod tests;
mod turn_plea;
mod wish;
mod workspace;

pub use commit::{Batch, Line};
pub use error::{OpenError, StoreError};
pub use lock::Held;

use lock::Lock;
use script::Script;
use sqlx::{Connection, SqliteConnection};

/// One database file, held open through one connection.
#[derive(Debug)]
pub struct Store {
    conn: SqliteConnection,
    /// A transaction was begun and its end has not been seen. Stays set when a call is dropped
    /// half-way, so that the next one clears up first.
    open: bool,
    /// Held by the one who writes; let go after `conn`, which is why it stands last.
    _lock: Option<Lock>,
}

impl Store {
    /// Whether the database still answers: a cheap read.
    pub async fn healthy(&mut self) -> bool {
        sqlx::query("SELECT team FROM workspace LIMIT 1").fetch_optional(&mut self.conn).await.is_ok()
    }

    /// Closes the connection and waits until that is done. Dropping the store loses nothing either:
    /// what was committed is on disk.
    pub async fn close(self) -> Result<(), StoreError> {
        Ok(self.conn.close().await?)
    }

    /// Begins a transaction. Done by hand and not through sqlx, which counts nesting and is left
    /// counting wrong when SQLite itself rolls back (disk full, I/O error).
    async fn begin(&mut self, statement: &'static str) -> Result<(), sqlx::Error> {
        if std::mem::replace(&mut self.open, true) {
            self.roll_back().await;
        }
        sqlx::query(statement).execute(&mut self.conn).await?;
        Ok(())
    }

    /// Runs a transaction that begins and ends by itself.
    async fn run(&mut self, script: Script) -> Result<(), sqlx::Error> {
        if std::mem::replace(&mut self.open, true) {
            self.roll_back().await;
        }
        let done = script.run(&mut self.conn).await;
        if done.is_err() {
            self.roll_back().await;
        }
        self.open = false;
        done
    }

    /// Ends the transaction as the outcome says: all or nothing.
    async fn end<T>(&mut self, outcome: Result<T, sqlx::Error>) -> Result<T, StoreError> {
        let ended = match outcome {
            Ok(value) => sqlx::query("COMMIT").execute(&mut self.conn).await.map(|_| value),
            Err(error) => Err(error),
        };
        if ended.is_err() {
            self.roll_back().await;
        }
        self.open = false;
        Ok(ended?)
    }

    /// Rolls back. That SQLite has done so already is no news.
    async fn roll_back(&mut self) {
        let rolled = sqlx::query("ROLLBACK").execute(&mut self.conn).await;
        if let Err(error) = rolled {
            tracing::debug!(%error, "nothing to roll back");
        }
    }
}
