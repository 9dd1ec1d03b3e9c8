//! The sandbox as a process of its own: this same program, started with the hidden command
//! `sandbox`.
//!
//! The two talk by one line of JSON each way: the order on its stdin, what became of it on its
//! stdout. Then its stdin stays open for as long as it is wanted, so that it ends with us however
//! we end.

use crate::cli::Exit;
use crate::config::Secret;
use anyhow::{Context, bail};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::oneshot;
use tokio::time::timeout;
use url::Url;

/// How long a sandbox may take to start, and to end.
const PATIENCE: Duration = Duration::from_secs(20);

/// How the sandbox is to start; see its `Options`.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Order {
    pub(super) port: u16,
    pub(super) manifest: String,
    pub(super) seed: Value,
    pub(super) request_url: Option<String>,
    pub(super) state: Option<PathBuf>,
    /// Local to `zone`.
    pub(super) now: String,
    pub(super) zone: String,
}

/// What became of an order.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Reply {
    Ready(Box<Whereabouts>),
    PortTaken,
    Failed(String),
}

/// Where the sandbox is, and what the bot needs to talk to it.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Whereabouts {
    /// The page for people; below it are the control calls.
    pub(super) page: Url,
    /// The base of the Web API.
    pub(super) api_url: Url,
    bot_token: String,
    app_token: String,
    signing_secret: String,
}

impl Whereabouts {
    pub(super) fn bot_token(&self) -> Secret {
        Secret::new(&self.bot_token)
    }

    pub(super) fn app_token(&self) -> Secret {
        Secret::new(&self.app_token)
    }

    pub(super) fn signing_secret(&self) -> Secret {
        Secret::new(&self.signing_secret)
    }
}

/// A sandbox that was started by us.
pub(super) struct Neighbour {
    /// Where it is.
    pub(super) at: Whereabouts,
    /// Its process.
    pub(super) pid: u32,
    child: Child,
    /// It ends when this is closed.
    line: ChildStdin,
}

impl Neighbour {
    /// Starts a sandbox and returns when it listens.
    ///
    /// # Errors
    /// When the port is taken, the order cannot be followed, or the process cannot be had.
    pub(super) async fn start(order: &Order) -> anyhow::Result<Self> {
        let program = std::env::current_exe().context("cannot find this program's own file")?;
        let mut command = Command::new(program);
        command.arg("sandbox").stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        // Ctrl-C is for us alone; we then end the bot first, as long as it has somebody to talk to.
        command.process_group(0);
        let mut child = command.spawn().context("cannot start the sandbox")?;
        let mut line = child.stdin.take().context("the sandbox has no stdin")?;
        let answers = child.stdout.take().context("the sandbox has no stdout")?;
        let pid = child.id().context("the sandbox has no process id")?;
        let mut text = serde_json::to_string(order)?;
        text.push('\n');
        let mut answer = String::new();
        let asking = async {
            line.write_all(text.as_bytes()).await?;
            BufReader::new(answers).read_line(&mut answer).await
        };
        timeout(PATIENCE, asking)
            .await
            .context("the sandbox does not answer")?
            .context("the sandbox is gone")?;
        match serde_json::from_str(&answer).context("the sandbox ended before it was ready")? {
            Reply::Ready(at) => Ok(Self { at: *at, pid, child, line }),
            Reply::Failed(reason) => bail!("the sandbox could not start: {reason}"),
            Reply::PortTaken => bail!(
                "port {} is taken; choose another with --port, or let --port 0 take any that is free",
                order.port
            ),
        }
    }

    /// Returns when it has ended.
    pub(super) async fn ended(&mut self) {
        if let Err(error) = self.child.wait().await {
            tracing::error!(%error, "the sandbox cannot be watched");
        }
    }

    /// Ends it; its state is kept before this returns.
    pub(super) async fn stop(self) {
        let Self { mut child, line, .. } = self;
        drop(line);
        match timeout(PATIENCE, child.wait()).await {
            Ok(Ok(_)) => {}
            // Dropping the child kills it.
            Ok(Err(error)) => tracing::error!(%error, "the sandbox did not end"),
            Err(_) => tracing::error!("the sandbox did not end in time"),
        }
    }
}

/// The hidden command: reads the order, serves, and ends when stdin does, or at SIGTERM or Ctrl-C.
///
/// # Errors
/// When the order cannot be read or the reply not written. What keeps the sandbox from starting
/// goes into the reply.
pub async fn sandbox(out: &mut impl Write) -> anyhow::Result<Exit> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    let order: Order = serde_json::from_str(&line).context("`sandbox` is started by `demo` only")?;
    let mut stop = std::pin::pin!(crate::commands::run::stop_signal());
    let started = tokio::select! {
        biased;
        stopped = &mut stop => return stopped.map(|()| Exit::Ok),
        started = ::sandbox::start(options(order)) => started,
    };
    let mut serving = match started {
        Ok(sandbox) => sandbox,
        Err(error) => {
            reply(out, &refusal(&error))?;
            return Ok(Exit::Failed);
        }
    };
    let told = whereabouts(serving.info()).and_then(|at| reply(out, &Reply::Ready(Box::new(at))));
    let ended = match told {
        Ok(()) => tokio::select! {
            stopped = &mut stop => stopped,
            () = line_closed() => Ok(()),
            () = serving.finished() => Err(anyhow::anyhow!("the sandbox no longer listens")),
        },
        Err(error) => Err(error),
    };
    serving.stop().await;
    ended.map(|()| Exit::Ok)
}

fn options(order: Order) -> ::sandbox::Options {
    ::sandbox::Options {
        port: order.port,
        manifest: order.manifest,
        seed: Some(order.seed),
        request_url: order.request_url,
        state: order.state,
        now: Some(order.now),
        zone: Some(order.zone),
        ..::sandbox::Options::default()
    }
}

fn whereabouts(info: &::sandbox::Info) -> anyhow::Result<Whereabouts> {
    Ok(Whereabouts {
        page: info.page.parse()?,
        api_url: info.api_url.parse()?,
        bot_token: info.bot_token.clone(),
        app_token: info.app_token.clone(),
        signing_secret: info.signing_secret.clone(),
    })
}

fn refusal(error: &anyhow::Error) -> Reply {
    let taken = error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    if taken.into_iter().any(|cause| cause.kind() == std::io::ErrorKind::AddrInUse) {
        Reply::PortTaken
    } else {
        Reply::Failed(format!("{error:#}"))
    }
}

fn reply(out: &mut impl Write, reply: &Reply) -> anyhow::Result<()> {
    writeln!(out, "{}", serde_json::to_string(reply)?)?;
    Ok(out.flush()?)
}

/// Returns when stdin has ended. Read on a thread of its own: the runtime would wait at its end
/// for one of its threads that still reads.
async fn line_closed() {
    let (closing, closed) = oneshot::channel::<()>();
    std::thread::spawn(move || {
        // An error ends it as well, and nobody sends anything more.
        let _ = std::io::stdin().lock().read_to_end(&mut Vec::new());
        drop(closing);
    });
    let _ = closed.await;
}
