//! Getting hold of a database: lock, connect, check, migrate.

use super::{Lock, OpenError, Store, migrate};
use sqlx::sqlite::{SqliteConnectOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a statement waits for somebody else (a backup, an export) before it gives up.
const PATIENCE: Duration = Duration::from_secs(5);

/// Says [`PATIENCE`] again, after a statement that was not to wait.
pub(super) const PATIENCE_AGAIN: &str = "PRAGMA busy_timeout = 5000";

impl Store {
    /// Opens the database for reading and writing, makes it if there is none, and brings its
    /// schema up to date. The folder must exist.
    ///
    /// # Errors
    /// [`OpenError::Held`] while another process has it open like this; see there for the others.
    pub async fn open(path: &Path) -> Result<Self, OpenError> {
        let path = &one_name(path);
        let lock = Lock::take(path)?;
        let options = options(path)
            .create_if_missing(true)
            .synchronous(SqliteSynchronous::Full)
            .pragma("secure_delete", "ON");
        let mut conn = connect(&options, path).await?;
        migrate::check(&mut conn, path).await?;
        log_ahead(&mut conn, path).await?;
        migrate::up(&mut conn, path).await?;
        Ok(Self { conn, open: false, _lock: Some(lock) })
    }

    /// Waits for the disk no more: what a power cut would take with it nobody misses. For a simulation.
    ///
    /// # Errors
    /// When the database refuses it.
    pub(crate) async fn unsynced(mut self) -> Result<Self, sqlx::Error> {
        sqlx::query("PRAGMA synchronous = OFF").execute(&mut self.conn).await?;
        Ok(self)
    }

    /// Opens an existing database for reading, also while the bot runs on it. `commit` fails.
    ///
    /// # Errors
    /// As for [`Store::open`], but never [`OpenError::Held`]; [`OpenError::Older`] when the schema
    /// would first have to be brought up to date.
    pub async fn read_only(path: &Path) -> Result<Self, OpenError> {
        let path = &one_name(path);
        let mut conn = connect(&options(path).read_only(true), path).await?;
        let known = migrate::KNOWN;
        match migrate::check(&mut conn, path).await? {
            0 => return Err(OpenError::NotOurs(path.clone())),
            found if found < known => return Err(OpenError::Older { found, known }),
            _ => {}
        }
        Ok(Self { conn, open: false, _lock: None })
    }
}

/// What every connection has in common.
fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .disable_statement_logging()
}

async fn connect(options: &SqliteConnectOptions, path: &Path) -> Result<SqliteConnection, OpenError> {
    options.connect().await.map_err(|error| OpenError::of(path, error))
}

/// Turns write-ahead logging on, which lasts. Not among the options, which are set on connecting:
/// nothing is written into a file before we know that it is ours.
async fn log_ahead(conn: &mut SqliteConnection, path: &Path) -> Result<(), OpenError> {
    sqlx::query("PRAGMA journal_mode = WAL")
        .execute(conn)
        .await
        .map(drop)
        .map_err(|error| OpenError::of(path, error))
}

/// The one absolute name of the file, so that a link to it leads to the same lock. It also keeps
/// SQLite from reading a meaning into names such as `:memory:` or `file:..`.
pub(super) fn one_name(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let existing = absolute.canonicalize().ok();
    let beside = || {
        let folder = absolute.parent()?.canonicalize().ok()?;
        Some(folder.join(absolute.file_name()?))
    };
    existing.or_else(beside).unwrap_or(absolute)
}
