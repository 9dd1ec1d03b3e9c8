//! A program in another language: its lines as they come, and its end.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::mpsc;

/// Longer than anything here takes on a busy machine; who waits so long waits for something that does not come.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A running program. It ends with its value here.
pub(crate) struct Program {
    child: Child,
    lines: mpsc::UnboundedReceiver<String>,
    complaints: Option<JoinHandle<String>>,
}

impl Program {
    pub(crate) fn start(mut command: Command) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (send, lines) = mpsc::unbounded_channel();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        // Nobody may listen any more.
        std::thread::spawn(move || stdout.lines().map_while(Result::ok).try_for_each(|line| send.send(line)));
        let mut stderr = child.stderr.take().unwrap();
        let complaints = std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = stderr.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        Self { child, lines, complaints: Some(complaints) }
    }

    /// Gives it all that it is to read.
    pub(crate) fn tell(&mut self, text: &str) {
        // Who does not read to the end has something to complain of.
        let _ = self.child.stdin.take().unwrap().write_all(text.as_bytes());
    }

    /// The next line; `None` when it has ended, or nothing came for very long.
    pub(crate) async fn line(&mut self) -> Option<String> {
        tokio::time::timeout(PATIENCE, self.lines.recv()).await.ok()?
    }

    /// The next line, if one comes within this time.
    pub(crate) async fn line_within(&mut self, span: Duration) -> Option<String> {
        tokio::time::timeout(span, self.lines.recv()).await.ok()?
    }

    /// Waits for the line that holds this text.
    pub(crate) async fn until(&mut self, text: &str) {
        while let Some(line) = self.line().await {
            if line.contains(text) {
                return;
            }
        }
        panic!("it never said {text:?}, but: {}", self.end());
    }

    /// Lets it end by itself: its exit code and all that it had still to say.
    pub(crate) async fn finish(mut self) -> (bool, Vec<String>, String) {
        let mut said = Vec::new();
        while let Some(line) = self.line().await {
            said.push(line);
        }
        let good = self.child.wait().unwrap().success();
        (good, said, self.end())
    }

    /// Ends it, and answers what it had to complain of.
    pub(crate) fn end(&mut self) -> String {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.complaints.take().map(|complaints| complaints.join().unwrap()).unwrap_or_default()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.end();
    }
}
