//! One thing that came from Slack, whichever transport brought it, and the answer that goes back the same way.
//!
//! Both transports put an [`Inbound`] on one queue and wait for its [`Reply`]. Whoever takes it off the queue must
//! answer only after its effects are stored: an answer is what makes Slack forget the thing.

use std::time::Duration;

use serde_json::Value;
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

/// The queue from the transports to the desk. Bounded: a full queue slows Slack down instead of filling memory.
pub type InboundSender = mpsc::Sender<Inbound>;

/// One delivery from Slack.
#[derive(Debug)]
pub struct Inbound {
    /// What kind of delivery it is, and so what shape `payload` has.
    pub kind: Kind,
    /// Slack's JSON, nothing added and nothing left out.
    pub payload: Value,
    /// Set when Slack says that it has tried this delivery before.
    pub retry: Option<Retry>,
    /// The socket's envelope id; `None` over HTTP, where none exists.
    pub envelope: Option<String>,
    /// When it arrived: how long it has waited is how far the desk is behind.
    pub arrived: Instant,
    /// Where the answer goes. Dropping it counts as [`Reply::Refuse`].
    pub reply: oneshot::Sender<Reply>,
}

/// The three ways in which Slack reaches an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Events API; the payload is the outer `event_callback` object.
    Event,
    /// A slash command; the payload is an object of its form fields.
    Command,
    /// A click, a submitted or closed view, a shortcut; the payload is the interactive payload.
    Interaction,
}

impl Kind {
    /// A fixed word for logs and metrics.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Command => "command",
            Self::Interaction => "interaction",
        }
    }
}

/// What Slack says about an earlier try of the same delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retry {
    /// 1 for the first repetition.
    pub num: u32,
    /// Slack's word for what went wrong, such as `http_timeout`; empty if it gave none.
    pub reason: String,
}

/// What goes back to Slack.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// Done and stored. The body, if any, is what Slack shows (command) or acts on (view submission).
    Ack(Option<Value>),
    /// Not done: Slack repeats an event, and a person sees Slack's own error and tries again.
    Refuse,
}

/// A delivery before somebody waits for its answer.
#[derive(Debug)]
pub(crate) struct Delivery {
    pub(crate) kind: Kind,
    pub(crate) payload: Value,
    pub(crate) retry: Option<Retry>,
    pub(crate) envelope: Option<String>,
}

impl Delivery {
    /// Puts the delivery on the queue and waits for its answer, at most `limit` in all.
    ///
    /// A full queue, a desk that has stopped and a desk that takes too long are all a refusal: the work may still be
    /// done, and the repetition is then recognised by its key.
    pub(crate) async fn ask(self, desk: &InboundSender, limit: Duration) -> Reply {
        let kind = self.kind;
        let (reply, answer) = oneshot::channel();
        let inbound = Inbound {
            kind,
            payload: self.payload,
            retry: self.retry,
            envelope: self.envelope,
            arrived: Instant::now(),
            reply,
        };
        let asked = async {
            desk.send(inbound).await.ok()?;
            answer.await.ok()
        };
        match tokio::time::timeout(limit, asked).await {
            Ok(Some(reply)) => reply,
            Ok(None) => Reply::Refuse,
            Err(_) => {
                tracing::warn!(kind = kind.name(), ?limit, "no answer in time; left unacknowledged");
                Reply::Refuse
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    const LONG: Duration = Duration::from_secs(20);

    fn delivery() -> Delivery {
        Delivery { kind: Kind::Event, payload: Value::Null, retry: None, envelope: None }
    }

    #[tokio::test]
    async fn the_answer_of_the_desk_comes_back() {
        let (sender, mut desk) = mpsc::channel(1);
        let asked = tokio::spawn(async move { delivery().ask(&sender, LONG).await });
        desk.recv().await.unwrap().reply.send(Reply::Ack(None)).unwrap();
        assert_eq!(asked.await.unwrap(), Reply::Ack(None));
    }

    #[tokio::test]
    async fn a_stopped_desk_and_a_dropped_reply_are_refusals() {
        let (sender, desk) = mpsc::channel(1);
        drop(desk);
        assert_eq!(delivery().ask(&sender, LONG).await, Reply::Refuse);

        let (sender, mut desk) = mpsc::channel(1);
        let asked = tokio::spawn(async move { delivery().ask(&sender, LONG).await });
        drop(desk.recv().await.unwrap());
        assert_eq!(asked.await.unwrap(), Reply::Refuse);
    }

    #[tokio::test]
    async fn a_desk_that_never_answers_is_a_refusal() {
        let (sender, mut desk) = mpsc::channel(1);
        let reply = delivery().ask(&sender, Duration::from_millis(20)).await;
        assert_eq!(reply, Reply::Refuse);
        assert!(desk.recv().await.unwrap().reply.is_closed());
    }
}
