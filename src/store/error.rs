//! What can go wrong: while opening, for a person who starts the program; later, for the engine,
//! which throws memory away and reads it again.

use sqlx::migrate::MigrateError;
use std::path::PathBuf;

/// SQLite's primary result codes (sqlite.org/rescode.html), the low byte of the extended ones.
mod code {
    pub(super) const BUSY: u32 = 5;
    pub(super) const LOCKED: u32 = 6;
    pub(super) const READ_ONLY: u32 = 8;
    pub(super) const IO: u32 = 10;
    pub(super) const CORRUPT: u32 = 11;
    pub(super) const FULL: u32 = 13;
    pub(super) const CANNOT_OPEN: u32 = 14;
    pub(super) const TOO_BIG: u32 = 18;
    pub(super) const CONSTRAINT: u32 = 19;
    pub(super) const MISMATCH: u32 = 20;
    pub(super) const NOT_A_DATABASE: u32 = 26;
}

/// The database refused, or holds something that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("database: {0}")]
pub struct StoreError(#[from] sqlx::Error);

impl StoreError {
    /// The disk, or the space the database may take, is used up.
    pub fn is_full(&self) -> bool {
        self.code() == Some(code::FULL)
    }

    /// Somebody else held the database for longer than we wait.
    pub fn is_busy(&self) -> bool {
        matches!(self.code(), Some(code::BUSY | code::LOCKED))
    }

    /// The file is damaged, or a row in it makes no sense: needs a person and a backup.
    pub fn is_corrupt(&self) -> bool {
        matches!(self.code(), Some(code::CORRUPT | code::NOT_A_DATABASE))
            || matches!(self.0, sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_))
    }

    /// The file may not be written.
    pub fn is_read_only(&self) -> bool {
        self.code() == Some(code::READ_ONLY)
    }

    /// What is wrong with the database, for whoever has to see to it.
    pub fn trouble(&self) -> &'static str {
        match self {
            _ if self.is_full() => "the disk is full: make room",
            _ if self.is_busy() => "another program holds it",
            _ if self.is_read_only() => "it is read-only: Klynge must be able to write it and its folder",
            _ if self.is_corrupt() => "it is damaged: stop Klynge and restore a backup",
            _ => "its disk fails: look whether it is full, read-only or broken",
        }
    }

    /// The seen-key of a batch is in the database already, so its event was committed before.
    pub fn is_seen(&self) -> bool {
        let refused = self.0.as_database_error().filter(|error| error.is_unique_violation());
        // SQLite names the columns: `UNIQUE constraint failed: seen.team, seen.name`.
        refused.is_some_and(|error| error.message().contains(" seen.name"))
    }

    /// A batch holds what the schema doesn't take, or what would not come back as it is. The database
    /// is all right, and has taken nothing of it.
    pub fn is_refused(&self) -> bool {
        matches!(self.code(), Some(code::CONSTRAINT | code::TOO_BIG | code::MISMATCH))
            || matches!(self.0, sqlx::Error::Encode(_))
    }

    fn code(&self) -> Option<u32> {
        let extended: u32 = self.0.as_database_error()?.code()?.parse().ok()?;
        Some(extended & 0xff)
    }

    fn cannot_open(&self) -> bool {
        self.code() == Some(code::CANNOT_OPEN)
    }

    fn not_a_database(&self) -> bool {
        self.code() == Some(code::NOT_A_DATABASE)
    }
}

/// Why a database could not be opened; each text says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process writes to it.
    #[error("{}", held(*by))]
    Held {
        /// The process that holds it, if it left its number.
        by: Option<u32>,
    },
    /// The lock file beside it could not be made.
    #[error("cannot lock the database with {}: {source}", path.display())]
    Lock {
        /// The lock file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// There is no such file, its folder is missing, or it may not be opened.
    #[error("cannot open {}: is there such a folder or file, and may it be read?", .0.display())]
    Unreachable(PathBuf),
    /// The file is something else.
    #[error("{} is not a Klynge database: choose another path; if it was one, restore a backup", .0.display())]
    NotOurs(PathBuf),
    /// The file or its folder may not be written.
    #[error("{} is read-only: Klynge must be able to write it and its folder", .0.display())]
    ReadOnly(PathBuf),
    /// There is no room to set it up.
    #[error("the disk is full: make room beside {}", .0.display())]
    Full(PathBuf),
    /// A newer Klynge has written it.
    #[error(
        "the database is from a newer Klynge (schema {found}, this one knows {known}): install that version, or restore a backup"
    )]
    Newer {
        /// The schema in the file.
        found: i64,
        /// The newest this build knows.
        known: i64,
    },
    /// An older Klynge has written it, and it is opened for reading only.
    #[error(
        "the database is from an older Klynge (schema {found}, this one needs {known}): start `klynge run` once, it brings it up to date"
    )]
    Older {
        /// The schema in the file.
        found: i64,
        /// The newest this build knows.
        known: i64,
    },
    /// The schema could not be brought up to date.
    #[error("cannot bring the database up to date: {0}")]
    Migrate(#[source] MigrateError),
    /// The same, for a reason of the database's.
    #[error("cannot bring the database up to date, and what is in it stays as it is: {0}")]
    Upgrade(#[source] StoreError),
    /// The file has lost something.
    #[error("{} is damaged: restore a backup", .0.display())]
    Damaged(PathBuf),
    /// The disk refuses to read or to write.
    #[error("the disk fails at {}: make room if it is full, and look after it if it is not", .0.display())]
    Failing(PathBuf),
    /// Anything else.
    #[error(transparent)]
    Store(StoreError),
}

impl OpenError {
    /// Sorts an error met while opening `path`.
    pub(super) fn of(path: &std::path::Path, error: sqlx::Error) -> Self {
        let error = StoreError(error);
        match &error {
            _ if error.not_a_database() => Self::NotOurs(path.to_owned()),
            _ if error.is_read_only() => Self::ReadOnly(path.to_owned()),
            _ if error.is_full() => Self::Full(path.to_owned()),
            _ if error.cannot_open() => Self::Unreachable(path.to_owned()),
            _ if error.is_corrupt() => Self::Damaged(path.to_owned()),
            _ if error.code() == Some(code::IO) => Self::Failing(path.to_owned()),
            _ => Self::Store(error),
        }
    }
}

fn held(by: Option<u32>) -> String {
    let who = by.map_or_else(String::new, |pid| format!(" (process {pid})"));
    format!("Klynge already runs on this database{who}: stop that one first")
}
