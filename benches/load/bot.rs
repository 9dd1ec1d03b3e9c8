//! `klynge run` as a process under measure, and the demo that makes its database.

use std::fmt;
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use sandbox::Info;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// Somebody of the demo's cluster who may answer for a company, and where.
pub(super) const TEAM: &str = "T0TEGNEHUSET";
pub(super) const SOMEBODY: &str = "U0IDA";
pub(super) const CHANNEL: &str = "C0DESIGNFORUM";

/// Longer than any start or stop, also with ten thousand clusters on a busy machine.
const PATIENCE: Duration = Duration::from_secs(300);

/// How Slack reaches the bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Transport {
    Socket,
    Http,
}

impl fmt::Display for Transport {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Socket => "Socket Mode",
            Self::Http => "signed HTTP",
        })
    }
}

/// A running bot. Killed when dropped.
pub(super) struct Bot {
    child: Child,
    admin: SocketAddr,
    /// Where signed requests go; without meaning in Socket Mode.
    pub(super) listen: SocketAddr,
    /// From before the process was made to its word that it is ready.
    pub(super) start_took: Duration,
}

fn klynge() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_klynge"));
    command.env_clear().stdin(Stdio::null()).kill_on_drop(true);
    command
}

/// Has `klynge demo` set a cluster up in this database, and ends it.
pub(super) async fn set_the_scene(database: &Path) -> anyhow::Result<()> {
    let mut demo = klynge();
    demo.args(["demo", "--port", "0", "--database"]).arg(database);
    let mut child = demo.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut lines = BufReader::new(child.stdout.take().context("no stdout")?).lines();
    // Its first line comes when the page works.
    tokio::time::timeout(PATIENCE, lines.next_line()).await??.context("it ended before its first line")?;
    end(child).await
}

/// SIGTERM, and a clean end.
async fn end(mut child: Child) -> anyhow::Result<()> {
    let pid = child.id().context("it has ended by itself")?;
    ensure!(
        Command::new("kill").args(["-TERM", &pid.to_string()]).status().await?.success(),
        "cannot stop {pid}"
    );
    let status = tokio::time::timeout(PATIENCE, child.wait()).await??;
    ensure!(status.success(), "ended with {status}");
    Ok(())
}

impl Bot {
    /// Starts it and waits until it is ready.
    pub(super) async fn start(slack: &Info, database: &Path, transport: Transport) -> anyhow::Result<Self> {
        Self::start_with(slack, database, transport, None).await
    }

    /// Starts one that lets at most so many events share a commit, if that is said.
    pub(super) async fn start_with(
        slack: &Info,
        database: &Path,
        transport: Transport,
        together: Option<usize>,
    ) -> anyhow::Result<Self> {
        let mut command = klynge();
        command.envs(together.map(|together| ("KLYNGE_TOGETHER", together.to_string())));
        command
            .arg("run")
            .env("SLACK_BOT_TOKEN", &slack.bot_token)
            .env("SLACK_API_URL", &slack.api_url)
            .env("KLYNGE_CLOCK_URL", &slack.page)
            .env("KLYNGE_DATABASE", database)
            .env("KLYNGE_ADMIN_LISTEN", "127.0.0.1:0")
            .stderr(Stdio::piped());
        match transport {
            Transport::Socket => command.env("SLACK_APP_TOKEN", &slack.app_token),
            Transport::Http => {
                command.env("SLACK_SIGNING_SECRET", &slack.signing_secret).env("KLYNGE_LISTEN", "127.0.0.1:0")
            }
        };
        let begun = Instant::now();
        let mut child = command.spawn()?;
        let mut lines = BufReader::new(child.stderr.take().context("no stderr")?).lines();
        let (mut admin, mut listen) = (None, None);
        loop {
            let line =
                tokio::time::timeout(PATIENCE, lines.next_line()).await??.context("it ended at its start")?;
            let said: Value = serde_json::from_str(&line).with_context(|| line.clone())?;
            match said["fields"]["message"].as_str() {
                Some("listening") => (admin, listen) = (address(&said, "admin"), address(&said, "listen")),
                Some("ready") => break,
                _ => {}
            }
        }
        let start_took = begun.elapsed();
        // Whatever else it says has to go somewhere, or it would stop at a full pipe.
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                if line.contains("\"ERROR\"") {
                    let _ = writeln!(std::io::stderr(), "{line}");
                }
            }
        });
        let admin = admin.context("it does not say where it listens")?;
        Ok(Self { child, admin, listen: listen.unwrap_or(admin), start_took })
    }

    /// Resident memory now and at most, in megabytes.
    pub(super) fn memory(&self) -> anyhow::Result<(f64, f64)> {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.child.id().context("it has ended")?))?;
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.split_whitespace().next()?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
        };
        Ok((field("VmRSS:").context("no VmRSS")?, field("VmHWM:").context("no VmHWM")?))
    }

    /// How many transactions it has made, by its own figures.
    pub(super) async fn commits(&self) -> anyhow::Result<f64> {
        let text = reqwest::get(format!("http://{}/metrics", self.admin)).await?.text().await?;
        let count = text.lines().find_map(|line| line.strip_prefix("klynge_commit_seconds_count "));
        Ok(count.context("no figure of commits")?.parse()?)
    }

    /// Kills it, without a word.
    pub(super) async fn kill(mut self) -> anyhow::Result<()> {
        Ok(self.child.kill().await?)
    }

    /// Stops it as systemd would.
    pub(super) async fn stop(self) -> anyhow::Result<()> {
        end(self.child).await
    }
}

fn address(line: &Value, field: &str) -> Option<SocketAddr> {
    line["fields"][field].as_str()?.parse().ok()
}
