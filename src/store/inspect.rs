//! Looking at a database without changing it: whose it is, whether it is whole, who holds it.

use super::column::get;
use super::lock::{self, Held};
use super::open::one_name;
use super::{Store, StoreError, migrate};
use crate::domain::model::TeamId;
use std::path::Path;

impl Store {
    /// The newest schema this program knows, which is that of every open database.
    pub const SCHEMA: i64 = migrate::KNOWN;

    /// The workspaces that something is stored for: one, unless the bot was moved to another.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn teams(&mut self) -> Result<Vec<TeamId>, StoreError> {
        let rows = sqlx::query("SELECT team FROM workspace ORDER BY team").fetch_all(&mut self.conn).await?;
        Ok(rows.iter().map(|row| get(row, "team")).collect::<Result<_, _>>()?)
    }

    /// What SQLite finds wrong with the file, at most a hundred findings; none if it is whole.
    ///
    /// # Errors
    /// When the database cannot be read at all.
    pub async fn findings(&mut self) -> Result<Vec<String>, StoreError> {
        let found: Vec<String> = sqlx::query_scalar("PRAGMA quick_check").fetch_all(&mut self.conn).await?;
        Ok(found.into_iter().filter(|line| line != "ok").collect())
    }

    /// Who has the database open for writing at this moment, if anybody.
    pub fn held(path: &Path) -> Option<Held> {
        lock::held(&one_name(path))
    }
}
