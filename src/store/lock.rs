//! One writer a database: a lock on a file beside it, which the system lets go of when the process
//! ends, however it ends.

use super::OpenError;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// The lock, held until dropped. The file stays: removing it would race with the next holder.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock and writes our process id into the file.
    ///
    /// # Errors
    /// [`OpenError::Held`] when somebody has it; else what kept the file from being made.
    pub(super) fn take(database: &Path) -> Result<Self, OpenError> {
        let path = beside(database);
        let failed = |source: io::Error| match source.kind() {
            ErrorKind::NotFound => OpenError::Unreachable(database.to_owned()),
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                OpenError::ReadOnly(database.to_owned())
            }
            ErrorKind::StorageFull => OpenError::Full(database.to_owned()),
            _ => OpenError::Lock { path: path.clone(), source },
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(OpenError::Held { by: holder(file) }),
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        file.set_len(0).map_err(failed)?;
        write!(file, "{}", std::process::id()).map_err(failed)?;
        Ok(Self { _file: file })
    }
}

/// Whether somebody has the lock now, and if so who, where that can be told. Takes nothing and makes no file.
pub(super) fn held(database: &Path) -> Option<Held> {
    let file = File::open(beside(database)).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => Some(Held { by: holder(file) }),
        Ok(()) | Err(TryLockError::Error(_)) => None,
    }
}

/// Somebody writes to the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The process, if it left its number.
    pub by: Option<u32>,
}

/// `klynge.db` is locked through `klynge.db.lock`.
fn beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    PathBuf::from(name)
}

/// The process id in the file, where the system lets us read it.
fn holder(mut file: File) -> Option<u32> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
