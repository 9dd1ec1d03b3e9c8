//! File systems of a test's own, mounted over a folder: one with little room, and one whose disk fails. Where this process
//! may not mount such a test is skipped, and says so.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::skipped;

/// Enough for a new database and its log, in bytes.
const ROOM: u64 = 16 * 1024 * 1024;

/// A mounted file system; taken off when dropped.
pub(super) struct Mount {
    at: PathBuf,
    /// Where its disk is, if it has one.
    image: Option<(TempDir, PathBuf)>,
}

impl Mount {
    /// One with a few megabytes of room, in memory.
    pub(super) fn small(at: &Path, what: &str) -> Option<Self> {
        let size = format!("size={ROOM}");
        let mounted = run(Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(at));
        let mount = mounted.map(|()| Self { at: at.to_owned(), image: None });
        mount.map_err(|why| skipped(what, &why)).ok()
    }

    /// One on a disk of its own, which can fail.
    pub(super) fn on_a_disk(at: &Path, what: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let image = folder.path().join("disk");
        File::create(&image).unwrap().set_len(ROOM).unwrap();
        let mount = Self { at: at.to_owned(), image: Some((folder, image.clone())) };
        let made = run(Command::new("mkfs.ext4").args(["-q", "-F"]).arg(image));
        let mounted = made.and_then(|()| mount.mount());
        mounted.map(|()| mount).map_err(|why| skipped(what, &why)).ok()
    }

    fn mount(&self) -> Result<(), String> {
        let (_, image) = self.image.as_ref().expect("a disk");
        run(Command::new("mount").args(["-t", "ext4", "-o", "loop"]).arg(image).arg(&self.at))
    }

    /// Takes what room there is. It is given back by [`Mount::empty`].
    pub(super) fn fill(&self) {
        let mut ballast = File::create(self.ballast()).unwrap();
        while ballast.write_all(&[0; 4096]).is_ok() {}
    }

    pub(super) fn empty(&self) {
        std::fs::remove_file(self.ballast()).unwrap();
    }

    fn ballast(&self) -> PathBuf {
        self.at.join("ballast")
    }

    /// The disk fails: the kernel lets nobody write any more, also not what is open.
    pub(super) fn fail(&self) {
        run(Command::new("mount").args(["-o", "remount,abort"]).arg(&self.at)).unwrap();
    }

    /// As when the machine is started again after it was mended. Nothing may be open.
    pub(super) fn mend(&self) {
        run(Command::new("umount").arg(&self.at)).unwrap();
        self.mount().unwrap();
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        // Also while something is open: it goes when that is closed.
        let _ = run(Command::new("umount").arg("--lazy").arg(&self.at));
    }
}

/// Runs it; `Err` is why that was not possible.
fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{name}: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    if output.status.success() { Ok(()) } else { Err(format!("{name}: {said}")) }
}
