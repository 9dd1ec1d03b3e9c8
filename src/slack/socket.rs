//! Socket Mode: two connections kept open at once, so that losing one loses nothing.
//!
//! Each of the two slots keeps one connection in use. When Slack announces that a connection will end, the slot opens
//! the next one first and lets the old one finish what it has begun. Envelopes are handled side by side and acknowledged
//! on the connection that brought them; if that is gone, Slack delivers again.

mod backoff;
mod connection;
mod frame;
mod slot;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio_tungstenite::Connector;

use super::api::Api;
use super::inbound::InboundSender;
use slot::Slot;

/// How many connections are kept open.
const SLOTS: usize = 2;

/// How the socket is doing, for readiness and metrics.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Link {
    /// Connections on which Slack has said hello and that have not ended: two in the normal course.
    pub open: usize,
    /// Connections opened in place of earlier ones since the start.
    pub reconnects: u64,
    /// What Slack said when it last turned us away, until a connection is open again.
    pub trouble: Option<Trouble>,
}

/// What only a person can mend.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Socket Mode is off for this app.
    SwitchedOff,
    /// Something else has all the connections that an app may have.
    TooMany,
    /// The app-level token is not taken.
    Refused,
}

impl Trouble {
    /// For the log and for whoever asks whether we are ready: what is wrong, and what to do.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::SwitchedOff => {
                "Socket Mode has been switched off for this app: switch it on in the app's settings"
            }
            Self::TooMany => "Slack has too many connections for this app: is Klynge running somewhere else?",
            Self::Refused => "Slack refuses the connection: check SLACK_APP_TOKEN and Socket Mode",
        }
    }
}

impl Link {
    /// Whether Slack can reach us.
    #[must_use]
    pub const fn is_up(self) -> bool {
        self.open > 0
    }
}

/// All waits of the socket; tests shorten them.
#[derive(Debug, Clone, Copy)]
struct Timing {
    /// For the address to connect to.
    ticket: Duration,
    /// TCP, TLS and the WebSocket handshake.
    connect: Duration,
    /// From the handshake to Slack's hello.
    hello: Duration,
    /// Between our own pings.
    ping: Duration,
    /// A connection on which nothing at all arrives for so long is dead, whatever TCP says.
    silence: Duration,
    /// For one frame to leave.
    write: Duration,
    /// For the desk to answer; Slack has long given up then.
    answer: Duration,
    /// A replaced connection is still served for so long, unless Slack ends it before.
    linger: Duration,
    /// For replies in flight when a connection is given up.
    drain: Duration,
    /// Between tries while Slack says no: with the time that a try takes, less than the five seconds within which we are to
    /// be back.
    refused: Duration,
    /// Between tries when only another token can help.
    slow: Duration,
    /// A connection that lived so long was a good one.
    stable: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            ticket: Duration::from_millis(2500),
            connect: Duration::from_secs(5),
            hello: Duration::from_secs(5),
            ping: Duration::from_millis(1500),
            silence: Duration::from_secs(5),
            write: Duration::from_secs(5),
            answer: Duration::from_secs(30),
            linger: Duration::from_secs(5),
            drain: Duration::from_secs(5),
            refused: Duration::from_secs(3),
            slow: Duration::from_secs(30),
            stable: Duration::from_secs(10),
        }
    }
}

/// What both slots share.
struct Shared {
    api: Api,
    desk: InboundSender,
    status: watch::Sender<Link>,
    connector: Connector,
    timing: Timing,
}

/// Keeps the connections open until `shutdown` turns true (or its sender is gone), then takes nothing new, waits a few
/// seconds for replies in flight, closes, and returns.
///
/// # Errors
/// Only when TLS cannot be set up; everything later is retried and logged.
pub async fn run(
    api: Api,
    sender: InboundSender,
    status: watch::Sender<Link>,
    shutdown: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    run_with(api, sender, status, shutdown, Timing::default()).await
}

async fn run_with(
    api: Api,
    desk: InboundSender,
    status: watch::Sender<Link>,
    shutdown: watch::Receiver<bool>,
    timing: Timing,
) -> anyhow::Result<()> {
    let shared = Arc::new(Shared {
        api,
        desk,
        status,
        connector: Connector::Rustls(Arc::new(super::tls::client_config()?)),
        timing,
    });
    let slots = (0..SLOTS).map(|_| Slot::new(Arc::clone(&shared), shutdown.clone()).keep());
    futures_util::future::join_all(slots).await;
    Ok(())
}

#[cfg(test)]
mod tests;
