//! The command line: `sandbox serve`.

use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use tokio::signal::unix::{SignalKind, signal};

/// A local stand-in for Slack.
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve one workspace with one app until Ctrl-C; the first line on stdout is JSON with addresses and tokens.
    Serve(Serve),
}

#[derive(Debug, clap::Args)]
struct Serve {
    /// The port on 127.0.0.1; 0 takes any that is free.
    #[arg(long, default_value_t = 7878)]
    port: u16,
    /// The app's manifest (YAML or JSON).
    #[arg(long, value_name = "FILE")]
    manifest: PathBuf,
    /// People and channels to start with (JSON); without it, three people in #general.
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,
    /// Deliver by signed requests instead of Socket Mode: to URL as it is, or if that has no path, to those in the manifest's
    /// urls (else /slack/events, /slack/commands and /slack/interactions).
    #[arg(long, value_name = "URL")]
    request_url: Option<String>,
    /// Write what the app needs to know there, as lines of NAME=value.
    #[arg(long, value_name = "FILE")]
    env: Option<PathBuf>,
    /// Keep the state in this file, and continue from it.
    #[arg(long, value_name = "PATH")]
    state: Option<PathBuf>,
    /// The civil clock's start, local to the zone, such as 2026-09-01T08:00; without it, the present.
    #[arg(long, value_name = "TIME")]
    now: Option<String>,
    /// The workspace's time zone.
    #[arg(long, default_value = "Europe/Oslo")]
    zone: String,
    /// Whether Slack's rate limits are kept: 429 with Retry-After.
    #[arg(long, default_value = "on")]
    limits: Switch,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Switch {
    On,
    Off,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Command::Serve(options) = Cli::parse().command;
    match serve(options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The causes and nothing else: where in the program it happened helps nobody who starts it.
            let _ = writeln!(std::io::stderr(), "Error: {error:#}{}", advice(&error));
            ExitCode::FAILURE
        }
    }
}

/// What to do about it, where that is plain.
fn advice(error: &anyhow::Error) -> &'static str {
    let taken = |cause: &std::io::Error| cause.kind() == ErrorKind::AddrInUse;
    let is_taken = error.chain().filter_map(|cause| cause.downcast_ref()).any(taken);
    if is_taken { "\nSomebody else listens there; `--port 0` takes any port that is free." } else { "" }
}

async fn serve(serve: Serve) -> anyhow::Result<()> {
    // Before anything is promised on stdout: a stop that comes right after it must be heard.
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let env = serve.env.clone();
    let mut sandbox = sandbox::start(options(serve)?).await?;
    if let Some(path) = env {
        std::fs::write(&path, variables(sandbox.info()))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    let mut out = std::io::stdout();
    writeln!(out, "{}", serde_json::to_string(sandbox.info())?)?;
    out.flush()?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
        () = sandbox.finished() => anyhow::bail!("the sandbox ended by itself"),
    }
    sandbox.stop().await;
    Ok(())
}

/// In the names that Slack's own tutorials use. Client id and secret are not among them: where Bolt for Python finds these in
/// its environment, it wants to be installed by people first.
fn variables(info: &sandbox::Info) -> String {
    [
        ("SLACK_API_URL", format!("{}/", info.api_url).as_str()),
        ("SLACK_BOT_TOKEN", &info.bot_token),
        ("SLACK_APP_TOKEN", &info.app_token),
        ("SLACK_SIGNING_SECRET", &info.signing_secret),
    ]
    .map(|(name, value)| format!("{name}={value}\n"))
    .concat()
}

fn options(serve: Serve) -> anyhow::Result<sandbox::Options> {
    let read = |path: &PathBuf| {
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
    };
    let seed = match &serve.seed {
        Some(path) => Some(
            serde_json::from_str(&read(path)?).with_context(|| format!("{} is not JSON", path.display()))?,
        ),
        None => None,
    };
    Ok(sandbox::Options {
        port: serve.port,
        manifest: read(&serve.manifest)?,
        seed,
        request_url: serve.request_url,
        state: serve.state,
        now: serve.now,
        zone: Some(serve.zone),
        limits: serve.limits == Switch::On,
    })
}
