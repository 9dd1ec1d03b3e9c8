//! One of the places in which a connection is kept: opens, replaces and reopens until it is told to stop.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use super::backoff::Backoff;
use super::connection::{Connection, Exit, Lost, OpenError};
use super::{Link, Shared, Trouble};

pub(super) struct Slot {
    shared: Arc<Shared>,
    shutdown: watch::Receiver<bool>,
    backoff: Backoff,
    /// Connections that are finishing what they have begun.
    retired: JoinSet<()>,
    used: bool,
}

impl Slot {
    pub(super) fn new(shared: Arc<Shared>, shutdown: watch::Receiver<bool>) -> Self {
        Self { shared, shutdown, backoff: Backoff::new(), retired: JoinSet::new(), used: false }
    }

    /// Keeps one connection in use until shutdown, and returns when the last one is closed.
    pub(super) async fn keep(mut self) {
        let mut next = self.open(Duration::ZERO).await;
        while let Some(connection) = next {
            next = self.use_up(connection).await;
        }
        while self.retired.join_next().await.is_some() {}
    }

    /// Serves a connection to its end. Returns the one that follows it, or `None` at shutdown.
    async fn use_up(&mut self, mut connection: Connection) -> Option<Connection> {
        let exit = connection.serve(stopped(self.shutdown.clone())).await;
        if connection.age() >= self.shared.timing.stable {
            self.backoff.reset();
        }
        match exit {
            Exit::Stopped(()) => {
                self.retire(connection, Duration::ZERO);
                None
            }
            Exit::Replace => self.replace(connection).await,
            Exit::Lost(lost) => {
                tracing::warn!(%lost, "a connection to Slack has ended");
                self.reopen(connection, &lost).await
            }
        }
    }

    /// Opens the next connection while the old one is still served, so that nothing is missed between them.
    async fn replace(&mut self, mut old: Connection) -> Option<Connection> {
        tracing::debug!("Slack asks for a new connection");
        let next = {
            let mut opening = pin!(self.open(Duration::ZERO));
            match old.serve(opening.as_mut()).await {
                Exit::Stopped(next) => next,
                Exit::Replace | Exit::Lost(_) => opening.await,
            }
        };
        let linger = match next {
            Some(_) => self.shared.timing.linger,
            None => Duration::ZERO,
        };
        self.retire(old, linger);
        next
    }

    async fn reopen(&mut self, old: Connection, lost: &Lost) -> Option<Connection> {
        let wait = match lost {
            Lost::Cut(_) | Lost::Silent => {
                drop(old);
                self.backoff.wait()
            }
            Lost::LinkDisabled => {
                self.in_trouble(Trouble::SwitchedOff);
                self.retire(old, Duration::ZERO);
                self.backoff.wait()
            }
            Lost::TooMany => {
                self.in_trouble(Trouble::TooMany);
                self.retire(old, Duration::ZERO);
                self.backoff.wait()
            }
        };
        self.open(wait).await
    }

    /// Opens a connection, trying until it succeeds. `None` at shutdown.
    async fn open(&mut self, first_wait: Duration) -> Option<Connection> {
        let mut wait = first_wait;
        loop {
            let shared = Arc::clone(&self.shared);
            let attempt = async {
                tokio::time::sleep(wait).await;
                Connection::open(shared).await
            };
            let opened = tokio::select! {
                () = stopped(self.shutdown.clone()) => return None,
                opened = attempt => opened,
            };
            match opened {
                Ok(mut connection) => {
                    connection.announce(self.used);
                    self.used = true;
                    return Some(connection);
                }
                Err(error) => wait = self.wait_after(&error),
            }
        }
    }

    fn wait_after(&mut self, error: &OpenError) -> Duration {
        let backoff = self.backoff.wait();
        match error {
            OpenError::RateLimited(retry_after) => {
                tracing::warn!(?retry_after, "Slack asks to wait before connecting");
                backoff.max(*retry_after)
            }
            OpenError::Refused(code) => {
                tracing::warn!(code, "no connection to Slack");
                let off = code == "link_disabled";
                self.in_trouble(if off { Trouble::SwitchedOff } else { Trouble::Refused });
                let timing = self.shared.timing;
                backoff.max(if is_of_the_token(code) { timing.slow } else { timing.refused })
            }
            OpenError::Failed(reason) => {
                tracing::warn!(reason, wait = ?backoff, "no connection to Slack");
                backoff
            }
        }
    }

    /// Says what a person has to mend, once: it may take hours, and is asked about all the time.
    fn in_trouble(&self, trouble: Trouble) {
        let is_news = |link: &mut Link| link.trouble.replace(trouble) != Some(trouble);
        if self.shared.status.send_if_modified(is_news) {
            tracing::error!("{}", trouble.words());
        }
    }

    /// Lets a connection finish in the background.
    fn retire(&mut self, connection: Connection, linger: Duration) {
        // Reap what has finished, so that a long life leaves nothing behind.
        while self.retired.try_join_next().is_some() {}
        self.retired.spawn(connection.finish(linger, self.shutdown.clone()));
    }
}

/// Whether a code says that the token will never do: only a start with another one helps. Anything else, such as Socket
/// Mode switched off, somebody may mend at any moment, and wants to see it at once.
fn is_of_the_token(code: &str) -> bool {
    matches!(
        code,
        "invalid_auth"
            | "not_authed"
            | "token_revoked"
            | "token_expired"
            | "account_inactive"
            | "missing_scope"
            | "not_allowed_token_type"
            | "no_app_token"
    )
}

/// Returns when shutdown is asked for, or nobody is left who could ask.
pub(super) async fn stopped(mut shutdown: watch::Receiver<bool>) {
    // An error means that the sender is gone, which is as good as being told.
    let _ = shutdown.wait_for(|stop| *stop).await;
}
