//! Where a demo keeps what happens: in a database of the user's with the sandbox beside it, or in a
//! temporary folder that goes when the demo ends.

use anyhow::{Context, bail};
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// Names to try for a temporary folder: those of killed demos may be left over.
const NAMES: u32 = 1_000;

/// The files of one demo.
pub(super) struct Files {
    /// The bot's database.
    pub(super) database: PathBuf,
    /// The sandbox's state, where it is kept.
    pub(super) state: Option<PathBuf>,
    /// Whether an earlier demo is continued.
    pub(super) continued: bool,
    /// Removed when dropped.
    _folder: Option<Temporary>,
}

impl Files {
    /// The files beside `database`, or temporary ones.
    ///
    /// # Errors
    /// When only one of database and state is there, or no folder can be made.
    pub(super) fn choose(database: Option<&Path>) -> anyhow::Result<Self> {
        let Some(database) = database else {
            let folder = Temporary::make()?;
            let database = folder.0.join("klynge.db");
            return Ok(Self { database, state: None, continued: false, _folder: Some(folder) });
        };
        let state = beside(database);
        let continued = match (there(database)?, there(&state)?) {
            (true, true) => true,
            (false, false) => false,
            (true, false) => return Err(halved(database, &state)),
            (false, true) => return Err(halved(&state, database)),
        };
        Ok(Self { database: database.to_owned(), state: Some(state), continued, _folder: None })
    }
}

/// `klynge.db` has its sandbox in `klynge.db.slack`.
fn beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".slack");
    PathBuf::from(name)
}

fn there(path: &Path) -> anyhow::Result<bool> {
    path.try_exists().with_context(|| format!("{} cannot be looked at", path.display()))
}

fn halved(found: &Path, missing: &Path) -> anyhow::Error {
    anyhow::anyhow!(
        "{} is there but {} is not, and one is nothing without the other; \
         remove it, or choose another --database",
        found.display(),
        missing.display()
    )
}

/// A folder of our own, removed when dropped.
struct Temporary(PathBuf);

impl Temporary {
    fn make() -> anyhow::Result<Self> {
        let within = std::env::temp_dir();
        for number in 0..NAMES {
            let path = within.join(format!("klynge-demo-{}-{number}", std::process::id()));
            match DirBuilder::new().mode(0o700).create(&path) {
                Ok(()) => return Ok(Self(path)),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => {
                    return Err(error).with_context(|| format!("{} cannot be made", path.display()));
                }
            }
        }
        bail!("{} is full of old demos; remove its klynge-demo-* folders", within.display())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, folder = %self.0.display(), "the temporary folder could not be removed");
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    #[test]
    fn a_temporary_folder_goes_with_the_demo() {
        let files = Files::choose(None).unwrap();
        let folder = files.database.parent().unwrap().to_owned();
        std::fs::write(&files.database, "").unwrap();
        assert!(files.state.is_none() && !files.continued);
        drop(files);
        assert!(!folder.exists());
    }

    #[test]
    fn two_demos_of_one_process_have_two_folders() {
        let (one, other) = (Files::choose(None).unwrap(), Files::choose(None).unwrap());
        assert_ne!(one.database, other.database);
    }

    #[test]
    fn database_and_sandbox_belong_together() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("k.db");
        assert!(!Files::choose(Some(&database)).unwrap().continued);
        std::fs::write(&database, "").unwrap();
        let error = Files::choose(Some(&database)).err().unwrap().to_string();
        assert!(error.contains("k.db is there but") && error.contains("k.db.slack is not"), "{error}");
        std::fs::write(folder.path().join("k.db.slack"), "").unwrap();
        assert!(Files::choose(Some(&database)).unwrap().continued);
        std::fs::remove_file(&database).unwrap();
        assert!(Files::choose(Some(&database)).is_err());
    }
}
