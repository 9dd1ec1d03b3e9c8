//! `klynge demo`: a local Slack with a page in the browser, and the bot in it.
//!
//! The bot runs in this process, the sandbox in one of its own (`process`), and the two know each
//! other by HTTP and websocket only, as Klynge and Slack do. At the first start people of the seed
//! set a cluster up, through the same calls by which a newcomer then plays (`scene`).

#[cfg(feature = "demo")]
mod files;
#[cfg(feature = "demo")]
mod process;
#[cfg(feature = "demo")]
mod scene;
#[cfg(feature = "demo")]
mod stage;
#[cfg(feature = "demo")]
mod start;

#[cfg(feature = "demo")]
pub use process::sandbox;

use crate::cli::{DemoFlags, Exit};
use std::io::Write;

#[cfg(feature = "demo")]
use self::{files::Files, start::Demo};
#[cfg(feature = "demo")]
use crate::store::{OpenError, Store};

/// Starts sandbox and bot, tells on `out` where they are, and runs until SIGTERM or Ctrl-C.
///
/// # Errors
/// Whatever keeps one of them from starting, or one that ended by itself.
#[cfg(feature = "demo")]
pub async fn run(flags: &DemoFlags, out: &mut impl Write, err: &mut impl Write) -> anyhow::Result<Exit> {
    let mut stop = std::pin::pin!(super::run::stop_signal());
    // Dropped last, so that a temporary folder goes when nobody writes into it any more.
    let files = Files::choose(flags.database.as_deref())?;
    let store = match Store::open(&files.database).await {
        Ok(store) => store,
        Err(error @ OpenError::Held { .. }) => {
            writeln!(err, "{error}")?;
            return Ok(Exit::Running);
        }
        Err(error) => return Err(error.into()),
    };
    // The signals first: a Ctrl-C right after the start must be heard too.
    let mut demo = tokio::select! {
        biased;
        stopped = &mut stop => return stopped.map(|()| Exit::Ok),
        demo = Demo::start(flags, &files, store) => demo?,
    };
    demo.announce(flags, out)?;
    let stopped = tokio::select! {
        stopped = &mut stop => stopped,
        part = demo.ended() => Err(anyhow::anyhow!("{part} has ended by itself")),
    };
    demo.stop().await;
    stopped.map(|()| Exit::Ok)
}

/// Says how to get a build that has the demo.
///
/// # Errors
/// When that cannot be written.
#[cfg(not(feature = "demo"))]
pub async fn run(_: &DemoFlags, _: &mut impl Write, err: &mut impl Write) -> anyhow::Result<Exit> {
    writeln!(
        err,
        "klynge: this build has no demo. In Klynge's repository, `cargo demo` or \
         `cargo run --features demo -- demo` builds one that has."
    )?;
    Ok(Exit::Usage)
}
