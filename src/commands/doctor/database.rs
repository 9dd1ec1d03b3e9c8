//! The database: whether it opens, is ours and whole, whether it can be written, and who holds it.

use super::check::Check;
use crate::store::{Held, OpenError, Store, StoreError};
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

const NAME: &str = "database";
/// As much as is written to see whether there is room, in bytes: SQLite's log of one commit is no larger.
const TRIAL: usize = 64 * 1024;

/// The checks, and the database if it can be read.
pub(super) async fn examine(path: &Path, held: Option<Held>) -> (Vec<Check>, Option<Store>) {
    let mut checks = Vec::new();
    let store = match open(path).await {
        Ok(store) => store,
        Err(check) => {
            checks.push(check);
            None
        }
    };
    let store = match store {
        Some(mut store) => {
            let found = store.findings().await;
            checks.push(whole(path, found));
            Some(store)
        }
        None => None,
    };
    if checks.is_empty() {
        checks.push(Check::well(NAME, not_yet(path)));
    }
    checks.push(writable(path));
    checks.extend(held.map(running));
    (checks, store)
}

/// `None` where the next start makes the database, or brings it up to date.
async fn open(path: &Path) -> Result<Option<Store>, Check> {
    // An empty file is one that a first start did not get to fill.
    if fs::metadata(path).map_or_else(|error| error.kind() == ErrorKind::NotFound, |file| file.len() == 0) {
        return Ok(None);
    }
    match Store::read_only(path).await {
        Ok(store) => Ok(Some(store)),
        Err(OpenError::Older { .. }) => Ok(None),
        Err(error) => Err(unusable(path, &error)),
    }
}

fn not_yet(path: &Path) -> String {
    let state = if path.exists() { "is from an older Klynge or empty" } else { "is not there yet" };
    format!("{} {state}; the next start of `klynge run` sees to it", path.display())
}

fn unusable(path: &Path, error: &OpenError) -> Check {
    let at = path.display();
    let (what, remedy) = match error {
        OpenError::NotOurs(_) => {
            (format!("{at} is not a Klynge database"), "set KLYNGE_DATABASE to another path".into())
        }
        OpenError::Newer { found, known } => (
            format!("{at} is from a newer Klynge (schema {found}, this one knows {known})"),
            "install that version, or restore a backup".into(),
        ),
        OpenError::Unreachable(_) => (
            format!("{at} cannot be opened"),
            "make sure that the user who runs the bot may read and write it and its folder".into(),
        ),
        OpenError::Damaged(_) => (format!("{at} is damaged"), "stop the bot and restore a backup".into()),
        other => (format!("{at} cannot be used ({other})"), "mend that, or restore a backup".to_owned()),
    };
    Check::fault(NAME, what, remedy)
}

fn whole(path: &Path, found: Result<Vec<String>, StoreError>) -> Check {
    let at = path.display();
    match found {
        Ok(found) => match found.first() {
            None => Check::well(NAME, format!("{at} is whole, schema {}", Store::SCHEMA)),
            Some(first) => {
                Check::fault(NAME, format!("{at} is damaged ({first})"), "stop the bot and restore a backup")
            }
        },
        Err(error) => {
            Check::fault(NAME, format!("{at} is damaged ({error})"), "stop the bot and restore a backup")
        }
    }
}

/// Whether the file may be written, and there is room for more in its folder, which also holds SQLite's own files.
fn writable(path: &Path) -> Check {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if path.exists()
        && let Err(error) = OpenOptions::new().append(true).open(path)
    {
        return unwritable(path, &error);
    }
    match trial(folder) {
        Ok(()) => Check::well("disk", format!("{} can be written", folder.display())),
        Err(error) => unwritable(folder, &error),
    }
}

fn unwritable(path: &Path, error: &std::io::Error) -> Check {
    let remedy = match error.kind() {
        ErrorKind::NotFound => "make that folder, or set KLYNGE_DATABASE to another path",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room on that disk",
        _ => {
            "give the user who runs the bot the right to write there, or set KLYNGE_DATABASE to another path"
        }
    };
    Check::fault("disk", format!("{} cannot be written ({error})", path.display()), remedy)
}

/// Writes a file of its own and takes it away again.
fn trial(folder: &Path) -> std::io::Result<()> {
    let path: PathBuf = folder.join(format!(".klynge-doctor-{}", std::process::id()));
    let mut file = OpenOptions::new().write(true).create_new(true).open(&path)?;
    let written = file.write_all(&[0; TRIAL]).and_then(|()| file.sync_all());
    let removed = fs::remove_file(&path);
    written.and(removed)
}

fn running(held: Held) -> Check {
    let who = held.by.map_or_else(|| "a bot".to_owned(), |pid| format!("process {pid}"));
    Check::well("bot", format!("{who} runs on this database"))
}
