//! The state on disk: one JSON file, replaced as a whole.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;

use crate::model::Model;
use crate::server::Server;

/// Reads a state that was kept; `None` when there is no such file.
///
/// # Errors
/// When the file cannot be read or holds something else.
pub(crate) fn load(path: &Path) -> anyhow::Result<Option<Model>> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    read(&bytes).map(Some).with_context(|| format!("{} is not a kept state", path.display()))
}

/// Reads a state from its JSON.
///
/// # Errors
/// When it is something else.
pub(crate) fn read(bytes: &[u8]) -> serde_json::Result<Model> {
    serde_json::from_slice(bytes).map(Model::found_again)
}

fn save(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    std::fs::write(&beside, bytes).with_context(|| format!("cannot write {}", beside.display()))?;
    std::fs::rename(&beside, path).with_context(|| format!("cannot replace {}", path.display()))
}

impl Server {
    /// The whole workspace as JSON.
    pub(crate) fn saved(&self) -> serde_json::Result<Vec<u8>> {
        self.look(|world| serde_json::to_vec(&world.model))
    }

    /// Keeps the state, if it is to be kept. A failure is told, not passed on: the act itself has happened.
    pub(crate) async fn keep(self: &Arc<Self>) {
        let Some(path) = self.kept_at.clone() else { return };
        let server = Arc::clone(self);
        let saved = tokio::task::spawn_blocking(move || {
            // One writer at a time, and never an older state over a newer one.
            let _turn = server.keeping.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let bytes = server.saved()?;
            save(&path, &bytes)
        });
        match saved.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!("{error:#}"),
            Err(error) => tracing::error!(%error, "keeping the state failed"),
        }
    }
}
