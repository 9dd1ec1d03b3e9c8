//! `klynge run` as a child process whose log is read as it comes.

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::watch;

/// What cannot be caught.
const SIGKILL: i32 = 9;
/// Whatever a test waits for has happened by then, or never will.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

/// A process and what it has said so far on standard error. Killed when dropped.
pub(super) struct Bot {
    child: Child,
    said: watch::Receiver<Vec<String>>,
}

/// The program with nothing of this process's environment, in a folder of its own.
pub(super) fn klynge(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_klynge"));
    command.args(arguments).env_clear().current_dir(folder).stdin(Stdio::null()).kill_on_drop(true);
    command
}

/// A shell that prepares this and then becomes `klynge run`.
fn shielded(folder: &Path, preparation: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{preparation}; exec \"$0\" run"), env!("CARGO_BIN_EXE_klynge")]);
    command.env_clear().current_dir(folder).stdin(Stdio::null()).kill_on_drop(true);
    command
}

impl Bot {
    /// Starts `klynge run` with these settings and nothing else.
    pub(super) fn spawn(folder: &Path, settings: &[(&str, String)]) -> Self {
        Self::of(klynge(folder, &["run"]), settings)
    }

    /// The same where a write beyond the limit on the size of files fails, as on a full disk, instead of ending the
    /// process.
    pub(super) fn shielded(folder: &Path, settings: &[(&str, String)]) -> Self {
        Self::of(shielded(folder, "trap '' XFSZ"), settings)
    }

    /// The same with such a limit from the start, in blocks of 512 bytes.
    pub(super) fn shielded_within(folder: &Path, settings: &[(&str, String)], blocks: u32) -> Self {
        Self::of(shielded(folder, &format!("trap '' XFSZ; ulimit -f {blocks}")), settings)
    }

    fn of(mut command: Command, settings: &[(&str, String)]) -> Self {
        command.envs(settings.iter().map(|(name, value)| (name, value))).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let said = read_lines(child.stderr.take().unwrap());
        Self { child, said }
    }

    /// The first line that contains these words, waiting for it. Fails when the process ends without.
    pub(super) async fn says(&self, words: &str) -> String {
        let mut said = self.said.clone();
        let waiting = said.wait_for(|lines| lines.iter().any(|line| line.contains(words)));
        let found = tokio::time::timeout(PATIENCE, waiting).await;
        let found = found.is_ok_and(|found| found.is_ok());
        let lines = self.lines();
        assert!(found, "never said {words:?}:\n{}", lines.join("\n"));
        lines.into_iter().find(|line| line.contains(words)).unwrap()
    }

    /// Waits as long as it takes until it says these words, or ends.
    pub(super) async fn sooner_or_later(&self, words: &str) {
        let mut said = self.said.clone();
        let _ = said.wait_for(|lines| lines.iter().any(|line| line.contains(words))).await;
    }

    /// A field of the line in which it says where it listens.
    pub(super) async fn listens(&self, field: &str) -> std::net::SocketAddr {
        let line: Value = serde_json::from_str(&self.says("\"listening\"").await).unwrap();
        line["fields"][field].as_str().unwrap().parse().unwrap()
    }

    /// All it has said.
    pub(super) fn lines(&self) -> Vec<String> {
        self.said.borrow().clone()
    }

    /// Its process id.
    pub(super) fn pid(&self) -> u32 {
        self.child.id().unwrap()
    }

    /// SIGKILL: no last words, no clearing up. Fails if it had ended by itself: whoever kills it counts on that it runs.
    pub(super) async fn kill(mut self) {
        self.child.start_kill().unwrap();
        let status = self.child.wait().await.unwrap();
        assert_eq!(status.signal(), Some(SIGKILL), "not killed, {status}:\n{}", self.lines().join("\n"));
    }

    /// SIGTERM, and then whatever it needs to end.
    pub(super) async fn terminate(self) -> (ExitStatus, Vec<String>) {
        let asked = Command::new("kill").args(["-TERM", &self.pid().to_string()]).status().await.unwrap();
        assert!(asked.success());
        self.end().await
    }

    /// Waits until it ends by itself: how, and all it has said.
    pub(super) async fn end(mut self) -> (ExitStatus, Vec<String>) {
        let status = tokio::time::timeout(PATIENCE, self.child.wait()).await.expect("it ends").unwrap();
        // The reader hangs up at the end of the log.
        while self.said.changed().await.is_ok() {}
        (status, self.lines())
    }
}

/// Reads lines as they come, until the end.
fn read_lines(from: impl AsyncRead + Unpin + Send + 'static) -> watch::Receiver<Vec<String>> {
    let (said, lines) = watch::channel(Vec::new());
    tokio::spawn(async move {
        let mut reader = BufReader::new(from).lines();
        while let Ok(Some(line)) = reader.next_line().await {
            said.send_modify(|lines| lines.push(line));
        }
    });
    lines
}
