//! The command line: parse, set up logs, hand over.

use clap::Parser;
use klynge::cli::{Cli, Command, Exit};
use klynge::commands;
use std::io::{IsTerminal, Write, stderr, stdout};
use std::process::ExitCode;
use tracing::Level;
use tracing_subscriber::filter::{FilterExt, filter_fn};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, fmt, registry};

/// Most of what a bot does is small strings that live for a moment.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    logs(&cli.command);
    match run(cli) {
        Ok(exit) => exit.into(),
        Err(error) => {
            let _ = writeln!(stderr(), "klynge: {error:#}");
            Exit::Failed.into()
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<Exit> {
    match cli.command {
        Command::Run(flags) => block_on(async { commands::run::run(&flags, &mut stderr()).await }),
        Command::Demo(flags) => {
            block_on(async { commands::demo::run(&flags, &mut stdout(), &mut stderr()).await })
        }
        Command::Doctor(flags) => block_on(async { commands::doctor::run(&flags, &mut stdout()).await }),
        Command::Export(flags) => {
            block_on(async { commands::export::run(&flags, &mut stdout(), &mut stderr()).await })
        }
        Command::Brief(flags) => commands::brief::run(&flags, &mut stdout()),
        Command::Simulate(flags) => commands::simulate::run(&flags, &mut stdout()),
        Command::Manifest(flags) => commands::manifest::run(&flags, &mut stdout()),
        Command::Completions { shell } => commands::completions::run(shell, &mut stdout()),
        #[cfg(feature = "demo")]
        Command::Sandbox => block_on(async { commands::demo::sandbox(&mut stdout()).await }),
    }
}

fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(work)
}

/// Text for a person at a terminal, JSON for a machine; `KLYNGE_LOG` filters, by default `info` where
/// the log is all there is to see, `off` where things go wrong on purpose, else `warn`. Whatever it says, libraries get
/// no further than `info`: below that they write down whole frames, and with them what people say and the tickets that
/// open a socket.
fn logs(command: &Command) {
    let level = match command {
        Command::Run(_) => "info",
        // What goes wrong there does so on purpose.
        Command::Simulate(_) => "off",
        _ => "warn",
    };
    let filter = EnvFilter::try_from_env("KLYNGE_LOG").unwrap_or_else(|_| EnvFilter::new(level));
    let discreet = filter_fn(|event| event.target().starts_with("klynge") || *event.level() <= Level::INFO);
    let filter = filter.and(discreet);
    let lines = fmt::layer().with_writer(stderr);
    if stderr().is_terminal() {
        registry().with(lines.compact().with_filter(filter)).init();
    } else {
        registry().with(lines.json().with_filter(filter)).init();
    }
}
