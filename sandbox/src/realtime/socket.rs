//! Socket Mode: a websocket from hello to close.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{ConnectInfo, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::lines::Order;
use crate::control::body::Body;
use crate::control::wire::Record;
use crate::cut::Scissors;
use crate::server::Server;

/// How often the server asks whether the other side is there.
const PING: Duration = Duration::from_secs(10);
/// A connection that was warned is refreshed after this time.
const NOTICE: Duration = Duration::from_secs(10);
/// A connection that went dead is noticed after this time.
const NOTICED: Duration = Duration::from_secs(30);

/// The address a connection is opened with.
#[derive(Debug, Deserialize)]
pub(crate) struct Ticket {
    ticket: String,
}

/// `GET /link/`: opens a connection with a ticket from `apps.connections.open`.
pub(crate) async fn attach(
    State(server): State<Arc<Server>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    Query(ticket): Query<Ticket>,
    upgrade: WebSocketUpgrade,
) -> Response {
    if !server.lines.take_ticket(&ticket.ticket) {
        return (StatusCode::UNAUTHORIZED, "unknown or used ticket").into_response();
    }
    upgrade.on_upgrade(move |socket| serve(server, scissors, socket))
}

async fn serve(server: Arc<Server>, scissors: Scissors, mut socket: WebSocket) {
    let (orders, mut inbox) = mpsc::unbounded_channel();
    let Some((id, count)) = server.lines.add(orders) else {
        let _ = socket.send(text(&disconnect_frame("too_many_websockets"))).await;
        return;
    };
    if socket.send(text(&hello(&server, count))).await.is_ok() {
        server.bump();
        talk(&server, &scissors, &mut socket, &mut inbox).await;
    }
    server.lines.remove(id);
    server.bump();
}

async fn talk(
    server: &Arc<Server>,
    scissors: &Scissors,
    socket: &mut WebSocket,
    inbox: &mut mpsc::UnboundedReceiver<Order>,
) {
    let mut pings = tokio::time::interval_at(tokio::time::Instant::now() + PING, PING);
    loop {
        let sent = tokio::select! {
            order = inbox.recv() => match order {
                Some(Order::Send(frame)) => socket.send(Message::Text(frame.into())).await,
                Some(Order::Cut) => return scissors.cut(),
                Some(Order::GoDead) => {
                    scissors.go_dead();
                    Ok(())
                }
                Some(Order::Close) | None => {
                    let _ = socket.send(Message::Close(None)).await;
                    return;
                }
            },
            heard = socket.recv() => match heard {
                Some(Ok(Message::Text(frame))) => {
                    hear(server, &frame);
                    Ok(())
                }
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                // A ping was answered by the library already.
                Some(Ok(_)) => Ok(()),
            },
            _ = pings.tick() => socket.send(Message::Ping("Ping from sandbox".into())).await,
        };
        if sent.is_err() {
            return;
        }
    }
}

fn hear(server: &Server, frame: &str) {
    let ack: Value = serde_json::from_str(frame).unwrap_or_default();
    let envelope = ack.get("envelope_id").and_then(Value::as_str).unwrap_or_default();
    let payload = ack.get("payload").cloned().unwrap_or_default();
    let error = (!server.lines.ack(envelope, payload)).then(|| "nothing waited for it".to_owned());
    let record = Record::inward("ack", envelope, error, Duration::ZERO);
    server.wire.record(record.with(Some(Body::raw(frame.as_bytes())), None));
}

/// The fault `disconnect`: tells up to `count` connections to go, or cuts them. Answers how many.
pub(crate) fn disconnect(server: &Arc<Server>, reason: &str, count: usize) -> usize {
    if reason == "half_open" {
        return go_dead(server, count);
    }
    let frame = disconnect_frame(reason).to_string();
    let ids = server.lines.order(count, || match reason {
        "cut" => vec![Order::Cut],
        "warning" => vec![Order::Send(frame.clone())],
        _ => vec![Order::Send(frame.clone()), Order::Close],
    });
    if reason == "warning" {
        let (server, ids) = (Arc::clone(server), ids.clone());
        tokio::spawn(async move {
            server.wall.sleep_until(server.wall.now() + NOTICE).await;
            for id in ids {
                server.lines.order_one(id, Order::Send(disconnect_frame("refresh_requested").to_string()));
                server.lines.order_one(id, Order::Close);
            }
        });
    }
    ids.len()
}

/// Slack, too, notices in the end.
fn go_dead(server: &Arc<Server>, count: usize) -> usize {
    let ids = server.lines.order_in_silence(count, || Order::GoDead);
    let (server, dead) = (Arc::clone(server), ids.clone());
    tokio::spawn(async move {
        server.wall.sleep_until(server.wall.now() + NOTICED).await;
        dead.into_iter().for_each(|id| server.lines.order_one(id, Order::Cut));
    });
    ids.len()
}

fn text(frame: &Value) -> Message {
    Message::Text(frame.to_string().into())
}

fn debug_info() -> Value {
    json!({"host": "applink-sandbox-1", "build_number": 1, "approximate_connection_time": 18060})
}

fn disconnect_frame(reason: &str) -> Value {
    json!({"type": "disconnect", "reason": reason, "debug_info": debug_info()})
}

fn hello(server: &Server, count: usize) -> Value {
    json!({
        "type": "hello", "num_connections": count, "debug_info": debug_info(),
        "connection_info": {"app_id": server.app.id},
    })
}
