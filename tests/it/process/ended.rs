//! Commands that end by themselves: what they said and how they ended; and databases for them that are not right.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

use super::bot::{PATIENCE, klynge};

/// Runs a command in a folder, with these settings and nothing else: its exit code, and what it said on both outputs.
pub(super) async fn run(
    folder: &Path,
    arguments: &[&str],
    settings: &[(&str, String)],
) -> (Option<i32>, String, String) {
    let mut command = klynge(folder, arguments);
    command.envs(settings.iter().map(|(name, value)| (name, value)));
    let ended = tokio::time::timeout(PATIENCE, command.output()).await;
    let Output { status, stdout, stderr } = ended.expect("it ends").unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// Settings written down as they are.
pub(super) fn owned<'a>(settings: &[(&'a str, &str)]) -> Vec<(&'a str, String)> {
    settings.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

/// A copy of a database that claims to have been written by a later program.
pub(super) async fn newer(database: &Path, copy: &Path) {
    let last = "UPDATE _sqlx_migrations SET version = 999
        WHERE version = (SELECT max(version) FROM _sqlx_migrations)";
    changed(database, copy, last).await;
}

/// A copy of a database after a statement. Nobody may have it open.
pub(super) async fn changed(database: &Path, copy: &Path, statement: &'static str) {
    fs::copy(database, copy).unwrap();
    let mut copy = SqliteConnectOptions::new().filename(copy).connect().await.unwrap();
    sqlx::query(statement).execute(&mut copy).await.unwrap();
    drop(copy);
}

/// A folder that may be read but not written. To root everything is permitted, but in the kernel's own folder.
pub(super) fn unwritable(below: &Path) -> PathBuf {
    let folder = below.join("read-only");
    fs::create_dir(&folder).unwrap();
    let mut permissions = fs::metadata(&folder).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&folder, permissions).unwrap();
    let bound = fs::write(folder.join("probe"), "").is_err();
    if bound { folder } else { PathBuf::from("/sys") }
}
