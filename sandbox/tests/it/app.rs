//! An app on Socket Mode, as small as can be: it acknowledges what it gets, with what it was told to say.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

use crate::workspace::Workspace;

pub(crate) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// What it does with the next envelopes.
#[derive(Debug)]
pub(crate) enum Reply {
    Ack(Value),
    /// Nothing is sent.
    Silence,
}

#[derive(Default)]
struct Shared {
    frames: Mutex<VecDeque<Value>>,
    replies: Mutex<VecDeque<Reply>>,
    news: Notify,
}

/// A connected app.
pub(crate) struct App {
    shared: Arc<Shared>,
    send: mpsc::UnboundedSender<Message>,
    task: JoinHandle<()>,
}

/// Opens a socket and answers it with its hello.
pub(crate) async fn open_socket(workspace: &Workspace) -> (Socket, Value) {
    let request = workspace.http.post(format!("{}/api/apps.connections.open", workspace.base));
    let answer = request.bearer_auth(&workspace.sandbox.info().app_token).send().await.unwrap();
    let answer: Value = answer.json().await.unwrap();
    let (mut socket, _) = tokio_tungstenite::connect_async(answer["url"].as_str().unwrap()).await.unwrap();
    let hello = next_frame(&mut socket).await.unwrap();
    (socket, hello)
}

/// The next text frame; `None` when the connection ends.
pub(crate) async fn next_frame(socket: &mut Socket) -> Option<Value> {
    loop {
        match socket.next().await?.ok()? {
            Message::Text(text) => return serde_json::from_str(&text).ok(),
            Message::Close(_) => return None,
            _ => {}
        }
    }
}

impl App {
    pub(crate) async fn connect(workspace: &Workspace) -> Self {
        let (mut socket, hello) = open_socket(workspace).await;
        assert_eq!(hello["type"], "hello");
        let shared = Arc::new(Shared::default());
        let (send, mut outbox) = mpsc::unbounded_channel();
        let theirs = Arc::clone(&shared);
        let task = tokio::spawn(async move {
            loop {
                tokio::select! {
                    Some(message) = outbox.recv() => socket.send(message).await.unwrap(),
                    frame = next_frame(&mut socket) => {
                        let Some(frame) = frame else { return };
                        if let Some(ack) = theirs.hear(frame) {
                            socket.send(Message::text(ack.to_string())).await.unwrap();
                        }
                    }
                }
            }
        });
        Self { shared, send, task }
    }

    /// The answer to the next envelope; without one it is acknowledged without words.
    pub(crate) fn next_reply(&self, reply: Reply) {
        self.shared.replies.lock().unwrap().push_back(reply);
    }

    /// The next frame that came, waiting for it.
    pub(crate) async fn frame(&self) -> Value {
        let waiting = async {
            loop {
                let news = self.shared.news.notified();
                if let Some(frame) = self.shared.frames.lock().unwrap().pop_front() {
                    return frame;
                }
                news.await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), waiting).await.unwrap()
    }

    /// All frames that came and were not looked at.
    pub(crate) fn frames(&self) -> Vec<Value> {
        self.shared.frames.lock().unwrap().drain(..).collect()
    }

    /// The inner events among them.
    pub(crate) fn events(&self) -> Vec<Value> {
        self.frames()
            .into_iter()
            .filter(|frame| frame["type"] == "events_api")
            .map(|frame| frame["payload"]["event"].clone())
            .collect()
    }

    pub(crate) fn ack(&self, envelope: &Value) {
        let ack = json!({"envelope_id": envelope["envelope_id"]});
        self.send.send(Message::text(ack.to_string())).unwrap();
    }

    /// Ends the connection and waits until it has ended.
    pub(crate) async fn die(self) {
        self.task.abort();
        let _ = self.task.await;
    }
}

impl Shared {
    fn hear(&self, frame: Value) -> Option<Value> {
        let envelope = frame["envelope_id"].as_str().map(str::to_owned);
        self.frames.lock().unwrap().push_back(frame);
        self.news.notify_one();
        let reply = envelope.as_ref().and_then(|_| self.replies.lock().unwrap().pop_front());
        match reply.unwrap_or(Reply::Ack(Value::Null)) {
            Reply::Silence => None,
            Reply::Ack(Value::Null) => Some(json!({"envelope_id": envelope?})),
            Reply::Ack(payload) => Some(json!({"envelope_id": envelope?, "payload": payload})),
        }
    }
}
