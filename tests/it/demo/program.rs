//! `klynge demo` as a process: started, read, spoken to by the sandbox's control calls, and ended.

use klynge::slack::tls;
use reqwest::Client;
use serde_json::{Value, json};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// Longer than anything here may take.
const LIMIT: Duration = Duration::from_secs(120);

/// A demo that has said its first line.
pub(crate) struct Program {
    /// The first line on stdout.
    pub(crate) first: Value,
    http: Client,
    child: Child,
    words: Lines<BufReader<ChildStdout>>,
    temporary: TempDir,
}

/// How a demo, sandbox and all, has ended.
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    /// What both wrote on stderr.
    pub(crate) told: String,
    /// What is left in the folder for temporary files.
    pub(crate) left_over: usize,
}

/// Fails what takes too long.
pub(crate) async fn in_time<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(LIMIT, work).await.expect("ends in time")
}

impl Program {
    /// Starts `klynge demo` with these flags, on any free port unless they name one.
    pub(crate) async fn start(flags: &[&str]) -> Self {
        match Self::try_start(flags).await {
            Ok(program) => program,
            Err(ended) => panic!("the demo ended with {}: {}", ended.status, ended.told),
        }
    }

    /// The same for a demo that may end before its first line.
    pub(crate) async fn try_start(flags: &[&str]) -> Result<Self, Ended> {
        let temporary = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_klynge"));
        command.arg("demo").args(flags).env("TMPDIR", temporary.path()).env_remove("KLYNGE_LOG");
        if !flags.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        let pipes = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = pipes.kill_on_drop(true).spawn().unwrap();
        let mut words = BufReader::new(child.stdout.take().unwrap()).lines();
        let Some(line) = in_time(words.next_line()).await.unwrap() else {
            return Err(ended(child, &temporary).await);
        };
        let first = serde_json::from_str(&line).unwrap();
        Ok(Self { first, http: tls::client().unwrap(), child, words, temporary })
    }

    /// An address of the first line.
    pub(crate) fn address(&self, name: &str) -> &str {
        self.first[name].as_str().unwrap()
    }

    /// A process id of the first line.
    pub(crate) fn pid(&self, name: &str) -> u64 {
        self.first[name].as_u64().unwrap()
    }

    /// The next line of words.
    pub(crate) async fn words(&mut self) -> String {
        in_time(self.words.next_line()).await.unwrap().unwrap()
    }

    /// What is served at an address.
    pub(crate) async fn get(&self, url: &str) -> String {
        let answer = in_time(self.http.get(url).send()).await.unwrap().error_for_status().unwrap();
        in_time(answer.text()).await.unwrap()
    }

    /// The sandbox's state.
    pub(crate) async fn state(&self) -> Value {
        let state = self.get(&format!("{}sandbox/state", self.address("page"))).await;
        serde_json::from_str(&state).unwrap()
    }

    /// Somebody, by id, does something.
    pub(crate) async fn act(&self, who: &str, mut deed: Value) -> Value {
        deed["as"] = json!(who);
        self.post("act", &deed).await
    }

    /// Turns the clock by a span; returns the new time.
    pub(crate) async fn turn(&self, span: &str) -> String {
        let clock = self.post("clock", &json!({"advance": span})).await;
        assert_eq!(clock["idle"], true, "{clock}");
        clock["now"].as_str().unwrap().to_owned()
    }

    /// Turns the clock to a local time.
    pub(crate) async fn turn_to(&self, local: &str) {
        let clock = self.post("clock", &json!({"to": local})).await;
        assert_eq!(clock["idle"], true, "{clock}");
    }

    async fn post(&self, call: &str, body: &Value) -> Value {
        let url = format!("{}sandbox/{call}", self.address("page"));
        let answer = in_time(self.http.post(url).json(body).send()).await.unwrap();
        let text = in_time(answer.error_for_status().unwrap().text()).await.unwrap();
        serde_json::from_str(&text).unwrap()
    }

    /// Sends a signal to one of the two processes.
    pub(crate) async fn signal(&self, signal: &str, process: &str) {
        let mut kill = Command::new("kill");
        let sent = in_time(kill.args(["-s", signal, &self.pid(process).to_string()]).status()).await;
        assert!(sent.unwrap().success(), "{signal} to {process}");
    }

    /// Waits for the end of both processes.
    pub(crate) async fn ended(self) -> Ended {
        ended(self.child, &self.temporary).await
    }

    /// Ends it as a terminal or a supervisor would, and holds it to a clean end.
    pub(crate) async fn stop(self) {
        self.signal("TERM", "pid_bot").await;
        let ended = self.ended().await;
        assert!(ended.status.success() && ended.told.is_empty(), "{}: {}", ended.status, ended.told);
        assert_eq!(ended.left_over, 0, "temporary files");
    }
}

/// Stderr is shared by bot and sandbox: where it ends, both have ended.
async fn ended(mut child: Child, temporary: &TempDir) -> Ended {
    let mut told = String::new();
    in_time(child.stderr.take().unwrap().read_to_string(&mut told)).await.unwrap();
    let status = in_time(child.wait()).await.unwrap();
    Ended { status, told, left_over: std::fs::read_dir(temporary.path()).unwrap().count() }
}

/// The messages of a kind in a state, as the bot's metadata name it.
pub(crate) fn of_kind<'a>(state: &'a Value, kind: &str) -> Vec<&'a Value> {
    let messages = state["messages"].as_array().unwrap().iter();
    messages.filter(|message| message["metadata"]["event_payload"]["kind"] == kind).collect()
}
