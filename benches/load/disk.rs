//! What the disk takes by itself, for comparison: a page made durable, and the smallest durable commit.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};

/// A database with one table, and a file, on the disk of the bot's database.
pub(super) struct Disk {
    db: SqliteConnection,
    file: File,
}

impl Disk {
    pub(super) async fn in_folder(folder: &Path) -> anyhow::Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(folder.join("bare.db"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full);
        let mut db = options.connect().await?;
        sqlx::query("CREATE TABLE bare (number INTEGER NOT NULL) STRICT").execute(&mut db).await?;
        Ok(Self { db, file: File::create(folder.join("bare.bin"))? })
    }

    /// One row, one commit, as durable as the bot's; in milliseconds.
    pub(super) async fn commit(&mut self) -> anyhow::Result<f64> {
        let begun = Instant::now();
        sqlx::query("INSERT INTO bare (number) VALUES (1)").execute(&mut self.db).await?;
        Ok(begun.elapsed().as_secs_f64() * 1e3)
    }

    /// A page appended to a file, and on disk; in milliseconds.
    pub(super) fn sync(&mut self) -> anyhow::Result<f64> {
        let begun = Instant::now();
        self.file.write_all(&[7; 4096])?;
        self.file.sync_data()?;
        Ok(begun.elapsed().as_secs_f64() * 1e3)
    }
}
