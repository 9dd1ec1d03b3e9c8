//! One WebSocket to Slack, from the ticket to the close.

use std::fmt;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt, SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{
    Instant, Interval, MissedTickBehavior, interval_at, sleep, sleep_until, timeout, timeout_at,
};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Bytes, Error as WsError, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async_tls_with_config};

use super::Shared;
use super::frame::{self, Disconnect, Envelope, Frame};
use super::slot::stopped;
use crate::slack::api::ApiError;
use crate::slack::inbound::Reply;

const READ_BUFFER: usize = 16 * 1024;
/// Far above what Slack sends; keeps a broken length from filling memory.
const MAX_MESSAGE: usize = 16 * 1024 * 1024;
/// For Slack's side of the close, so that our last acknowledgement is not lost in a reset.
const CLOSE_WAIT: Duration = Duration::from_secs(1);

/// Why no connection came up.
#[derive(Debug)]
pub(super) enum OpenError {
    RateLimited(Duration),
    /// Slack says no, and will until a person changes something.
    Refused(String),
    Failed(String),
}

/// Why [`Connection::serve`] returned.
#[derive(Debug)]
pub(super) enum Exit<T> {
    /// What the caller waited for has happened. The connection is still good.
    Stopped(T),
    /// Slack wants this connection replaced. It is still good; said once.
    Replace,
    /// The connection is of no more use.
    Lost(Lost),
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lost {
    Cut(String),
    Silent,
    LinkDisabled,
    TooMany,
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cut(reason) => f.write_str(reason),
            Self::Silent => f.write_str("nothing was heard for too long"),
            Self::LinkDisabled => f.write_str("Socket Mode is switched off"),
            Self::TooMany => f.write_str("too many connections"),
        }
    }
}

/// What a step leads to when it is not simply done.
enum End {
    Replace,
    Lost(Lost),
}

impl From<Lost> for End {
    fn from(lost: Lost) -> Self {
        Self::Lost(lost)
    }
}

/// What happens next on a connection.
enum Step {
    Message(Option<Result<Message, WsError>>),
    Answered(Answer),
    Ping,
    Silence,
}

/// An envelope's reply, with what its acknowledgement needs.
struct Answer {
    id: String,
    accepts_payload: bool,
    reply: Reply,
}

pub(super) struct Connection {
    ws: WebSocketStream<MaybeTlsStream<TcpStream>>,
    shared: Arc<Shared>,
    /// Envelopes handed to the desk, each waiting for its reply beside the others.
    in_flight: FuturesUnordered<BoxFuture<'static, Answer>>,
    opened: Instant,
    heard: Instant,
    ping: Interval,
    replace_asked: bool,
    taking: bool,
    counted: Option<Counted>,
}

impl Connection {
    /// Fetches a ticket, connects, and waits for Slack's hello.
    pub(super) async fn open(shared: Arc<Shared>) -> Result<Self, OpenError> {
        let url = timeout(shared.timing.ticket, shared.api.open_connection())
            .await
            .map_err(|_| OpenError::Failed("no address in time".into()))?
            .map_err(refused_or_failed)?;
        let config = WebSocketConfig::default()
            .read_buffer_size(READ_BUFFER)
            .max_message_size(Some(MAX_MESSAGE))
            .max_frame_size(Some(MAX_MESSAGE));
        let connecting =
            connect_async_tls_with_config(url.as_str(), Some(config), true, Some(shared.connector.clone()));
        let (ws, _) = timeout(shared.timing.connect, connecting)
            .await
            .map_err(|_| OpenError::Failed("no connection in time".into()))?
            .map_err(|error| OpenError::Failed(error.to_string()))?;
        let mut connection = Self::new(ws, shared);
        connection.greet().await?;
        Ok(connection)
    }

    fn new(ws: WebSocketStream<MaybeTlsStream<TcpStream>>, shared: Arc<Shared>) -> Self {
        let now = Instant::now();
        let mut ping = interval_at(now + shared.timing.ping, shared.timing.ping);
        ping.set_missed_tick_behavior(MissedTickBehavior::Delay);
        Self {
            ws,
            in_flight: FuturesUnordered::new(),
            opened: now,
            heard: now,
            ping,
            replace_asked: false,
            taking: true,
            counted: None,
            shared,
        }
    }

    /// Waits for hello. An envelope is as good a sign, and is not turned away.
    async fn greet(&mut self) -> Result<(), OpenError> {
        let deadline = Instant::now() + self.shared.timing.hello;
        loop {
            let message = timeout_at(deadline, self.ws.next())
                .await
                .map_err(|_| OpenError::Failed("no hello in time".into()))?;
            let text = match message {
                Some(Ok(Message::Text(text))) => text,
                Some(Ok(Message::Close(_))) | None => {
                    return Err(OpenError::Failed("closed before hello".into()));
                }
                Some(Ok(_)) => continue,
                Some(Err(error)) => return Err(OpenError::Failed(error.to_string())),
            };
            match frame::parse(&text) {
                Frame::Hello => return Ok(()),
                Frame::Envelope(envelope) => {
                    self.hand_over(envelope);
                    return Ok(());
                }
                Frame::Disconnect(Disconnect::LinkDisabled) => {
                    return Err(OpenError::Refused("link_disabled".into()));
                }
                Frame::Disconnect(_) => {
                    return Err(OpenError::Failed("sent away before hello".into()));
                }
                Frame::Foreign { .. } | Frame::Unreadable => {}
            }
        }
    }

    /// Counts the connection as open, until it is dropped.
    pub(super) fn announce(&mut self, reconnect: bool) {
        self.counted.get_or_insert_with(|| Counted::new(&self.shared, reconnect));
    }

    pub(super) fn age(&self) -> Duration {
        self.opened.elapsed()
    }

    /// Takes and acknowledges what comes until `stop` is ready or the connection is of no more use.
    pub(super) async fn serve<T>(&mut self, stop: impl Future<Output = T>) -> Exit<T> {
        let mut stop = pin!(stop);
        loop {
            let step = tokio::select! {
                biased;
                out = stop.as_mut() => return Exit::Stopped(out),
                step = self.step() => step,
            };
            match self.take(step).await {
                Ok(()) => {}
                Err(End::Replace) if self.replace_asked => {}
                Err(End::Replace) => {
                    self.replace_asked = true;
                    return Exit::Replace;
                }
                Err(End::Lost(lost)) => return Exit::Lost(lost),
            }
        }
    }

    /// Serves on for `linger` (shorter at shutdown), then takes nothing new, waits for replies in flight, and closes.
    pub(super) async fn finish(mut self, linger: Duration, shutdown: watch::Receiver<bool>) {
        let lingering = async {
            tokio::select! {
                () = sleep(linger) => {}
                () = stopped(shutdown) => {}
            }
        };
        if let Exit::Lost(Lost::Cut(_) | Lost::Silent) = self.serve(lingering).await {
            return;
        }
        self.taking = false;
        let drained = timeout(self.shared.timing.drain, self.drain()).await;
        if drained.is_err() {
            tracing::warn!(replies = self.in_flight.len(), "closing before every reply was there");
        }
        // The other side may be gone, and there is nobody to tell.
        let _ = timeout(CLOSE_WAIT, self.close()).await;
    }

    async fn drain(&mut self) {
        while !self.in_flight.is_empty() {
            let step = self.step().await;
            if let Err(End::Lost(Lost::Cut(_) | Lost::Silent)) = self.take(step).await {
                return;
            }
        }
    }

    async fn close(&mut self) -> Result<(), WsError> {
        self.ws.close(None).await?;
        while self.ws.next().await.transpose()?.is_some() {}
        Ok(())
    }

    /// Waits for the next thing to do. May be dropped while it waits: nothing is lost.
    async fn step(&mut self) -> Step {
        tokio::select! {
            message = self.ws.next() => Step::Message(message),
            Some(answer) = self.in_flight.next(), if !self.in_flight.is_empty() => Step::Answered(answer),
            _ = self.ping.tick() => Step::Ping,
            () = sleep_until(self.heard + self.shared.timing.silence) => Step::Silence,
        }
    }

    async fn take(&mut self, step: Step) -> Result<(), End> {
        match step {
            Step::Message(None) => Err(Lost::Cut("cut by the other side".into()).into()),
            Step::Message(Some(Err(error))) => Err(Lost::Cut(error.to_string()).into()),
            Step::Message(Some(Ok(message))) => {
                self.heard = Instant::now();
                self.take_message(message).await
            }
            Step::Answered(Answer { id, accepts_payload, reply }) => {
                match frame::ack(&id, accepts_payload, reply) {
                    Some(ack) => self.send(Message::text(ack)).await,
                    None => Ok(()),
                }
            }
            Step::Ping => self.send(Message::Ping(Bytes::new())).await,
            Step::Silence => Err(Lost::Silent.into()),
        }
    }

    async fn take_message(&mut self, message: Message) -> Result<(), End> {
        let text = match message {
            Message::Text(text) => text,
            Message::Close(_) => return Err(Lost::Cut("closed by the other side".into()).into()),
            Message::Binary(bytes) => {
                tracing::warn!(bytes = bytes.len(), "a frame that is no text");
                return Ok(());
            }
            // Pings are answered by the library as soon as we read on.
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => return Ok(()),
        };
        match frame::parse(&text) {
            Frame::Hello => {}
            Frame::Envelope(envelope) => self.hand_over(envelope),
            Frame::Disconnect(Disconnect::Replace) => return Err(End::Replace),
            Frame::Disconnect(Disconnect::LinkDisabled) => return Err(Lost::LinkDisabled.into()),
            Frame::Disconnect(Disconnect::TooMany) => return Err(Lost::TooMany.into()),
            Frame::Foreign { id, kind } => {
                tracing::warn!(kind, "an envelope of an unknown type");
                if let Some(ack) = frame::ack(&id, false, Reply::Ack(None)) {
                    return self.send(Message::text(ack)).await;
                }
            }
            Frame::Unreadable => tracing::warn!(bytes = text.len(), "a frame that cannot be read"),
        }
        Ok(())
    }

    /// Gives an envelope to the desk and waits for the reply beside everything else.
    fn hand_over(&mut self, envelope: Envelope) {
        if !self.taking {
            return; // Not acknowledged, so Slack gives it to another connection, or to us after the restart.
        }
        let Envelope { id, accepts_payload, delivery } = envelope;
        let shared = Arc::clone(&self.shared);
        let answer = async move {
            let reply = delivery.ask(&shared.desk, shared.timing.answer).await;
            Answer { id, accepts_payload, reply }
        };
        self.in_flight.push(answer.boxed());
    }

    async fn send(&mut self, message: Message) -> Result<(), End> {
        match timeout(self.shared.timing.write, self.ws.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(Lost::Cut(error.to_string()).into()),
            Err(_) => Err(Lost::Cut("the other side no longer reads".into()).into()),
        }
    }
}

fn refused_or_failed(error: ApiError) -> OpenError {
    match error {
        ApiError::RateLimited { retry_after } => OpenError::RateLimited(retry_after),
        // A bare status is a gateway's word, not Slack's, and passes.
        ApiError::Permanent { code, .. } if !code.starts_with("http_") => OpenError::Refused(code),
        other => OpenError::Failed(other.to_string()),
    }
}

/// A connection in the count of open ones, for as long as it lives.
struct Counted(Arc<Shared>);

impl Counted {
    fn new(shared: &Arc<Shared>, reconnect: bool) -> Self {
        shared.status.send_modify(|link| {
            link.open += 1;
            link.trouble = None;
            link.reconnects += u64::from(reconnect);
        });
        Self(Arc::clone(shared))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.status.send_modify(|link| link.open = link.open.saturating_sub(1));
    }
}
