//! The socket against a scripted Slack: real connections on loopback, each moved by the test itself.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::routing::post;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use url::Url;

use super::*;
use crate::config::Secret;
use crate::slack::inbound::{Inbound, Kind, Reply};

/// Nothing a test waits for takes longer, except by a fault.
const PATIENCE: Duration = Duration::from_secs(5);
const HELLO: &str = r#"{"type":"hello","num_connections":1,"debug_info":{},"connection_info":{}}"#;

type Socket = WebSocketStream<TcpStream>;

/// Slack's side, the desk's side, and the switches of one running socket.
struct World {
    sockets: mpsc::Receiver<Socket>,
    desk: mpsc::Receiver<Inbound>,
    link: watch::Receiver<Link>,
    stop: watch::Sender<bool>,
    running: JoinHandle<anyhow::Result<()>>,
}

impl World {
    async fn start() -> Self {
        Self::with(Timing::default(), 0).await
    }

    /// A world whose Slack refuses the first tickets.
    async fn with(timing: Timing, refusals: usize) -> Self {
        Self::refusing(timing, refusals, "internal_error").await
    }

    /// The same with this code.
    async fn refusing(timing: Timing, refusals: usize, code: &'static str) -> Self {
        let (accepted, sockets) = mpsc::channel(16);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let Ok(socket) = tokio_tungstenite::accept_async(stream).await else { continue };
                if accepted.send(socket).await.is_err() {
                    return;
                }
            }
        });
        let base = tickets(format!("ws://{address}/link?ticket=geheim"), refusals, code).await;
        let api = Api::new(&base, Secret::new("xoxb-1"), Some(Secret::new("xapp-1"))).unwrap();
        let (sender, desk) = mpsc::channel(16);
        let (status, link) = watch::channel(Link::default());
        let (stop, stopped) = watch::channel(false);
        let running = tokio::spawn(run_with(api, sender, status, stopped, timing));
        Self { sockets, desk, link, stop, running }
    }

    /// The next connection that the socket opens, greeted.
    async fn accept(&mut self) -> Socket {
        let mut socket = timeout(PATIENCE, self.sockets.recv()).await.unwrap().unwrap();
        say(&mut socket, HELLO).await;
        socket
    }

    async fn inbound(&mut self) -> Inbound {
        timeout(PATIENCE, self.desk.recv()).await.unwrap().unwrap()
    }

    async fn link_becomes(&mut self, wanted: impl Fn(&Link) -> bool) -> Link {
        *timeout(PATIENCE, self.link.wait_for(wanted)).await.unwrap().unwrap()
    }

    async fn ends(self) {
        timeout(PATIENCE, self.running).await.unwrap().unwrap().unwrap();
    }
}

/// `apps.connections.open`, which first refuses some times and then gives out this address.
async fn tickets(url: String, refusals: usize, code: &'static str) -> Url {
    let asked = Arc::new(AtomicUsize::new(0));
    let app = Router::new().route(
        "/api/apps.connections.open",
        post(move || async move {
            if asked.fetch_add(1, Ordering::SeqCst) < refusals {
                json!({ "ok": false, "error": code }).to_string()
            } else {
                json!({ "ok": true, "url": url }).to_string()
            }
        }),
    );
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = Url::parse(&format!("http://{}/api", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await });
    base
}

async fn say(socket: &mut Socket, text: &str) {
    socket.send(Message::text(text)).await.unwrap();
}

async fn deliver(socket: &mut Socket, id: &str) {
    let envelope = json!({
        "envelope_id": id, "type": "slash_commands", "accepts_response_payload": true,
        "payload": { "command": "/klynge" },
    });
    say(socket, &envelope.to_string()).await;
}

fn goodbye(reason: &str) -> String {
    json!({ "type": "disconnect", "reason": reason }).to_string()
}

/// The next acknowledgement, pings and pongs passed over; `None` when the connection is closed.
async fn heard(socket: &mut Socket) -> Option<Value> {
    loop {
        match timeout(PATIENCE, socket.next()).await.unwrap() {
            Some(Ok(Message::Text(text))) => return serde_json::from_str(&text).ok(),
            Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
            Some(Ok(_)) => {}
        }
    }
}

fn ack(id: &str) -> Option<Value> {
    Some(json!({ "envelope_id": id }))
}

#[tokio::test]
async fn two_connections_are_kept_open() {
    let mut world = World::start().await;
    let _sockets = (world.accept().await, world.accept().await);
    let link = world.link_becomes(|link| link.open == 2).await;
    assert!(link.is_up());
    assert_eq!(link.reconnects, 0);
}

#[tokio::test]
async fn an_envelope_reaches_the_desk_whole_and_its_reply_goes_back() {
    let mut world = World::start().await;
    let mut socket = world.accept().await;
    deliver(&mut socket, "e1").await;
    let inbound = world.inbound().await;
    assert_eq!((inbound.kind, inbound.envelope.as_deref()), (Kind::Command, Some("e1")));
    assert_eq!(inbound.payload, json!({ "command": "/klynge" }));
    inbound.reply.send(Reply::Ack(Some(json!({ "text": "Hei" })))).unwrap();
    let expected = json!({ "envelope_id": "e1", "payload": { "text": "Hei" } });
    assert_eq!(heard(&mut socket).await, Some(expected));
}

#[tokio::test]
async fn a_slow_envelope_delays_no_other() {
    let mut world = World::start().await;
    let mut socket = world.accept().await;
    for id in ["slow", "fast"] {
        deliver(&mut socket, id).await;
    }
    let (slow, fast) = (world.inbound().await, world.inbound().await);
    fast.reply.send(Reply::Ack(None)).unwrap();
    assert_eq!(heard(&mut socket).await, ack("fast"));
    slow.reply.send(Reply::Ack(None)).unwrap();
    assert_eq!(heard(&mut socket).await, ack("slow"));
}

#[tokio::test]
async fn a_refused_envelope_is_not_acknowledged() {
    let mut world = World::start().await;
    let mut socket = world.accept().await;
    for (id, reply) in [("e1", Reply::Refuse), ("e2", Reply::Ack(None))] {
        deliver(&mut socket, id).await;
        world.inbound().await.reply.send(reply).unwrap();
    }
    assert_eq!(heard(&mut socket).await, ack("e2"));
}

#[tokio::test]
async fn a_cut_connection_is_back_within_five_seconds() {
    let mut world = World::start().await;
    let (first, _second) = (world.accept().await, world.accept().await);
    world.link_becomes(|link| link.open == 2).await;
    drop(first);
    let _third = world.accept().await;
    world.link_becomes(|link| link.open == 2 && link.reconnects == 1).await;
}

#[tokio::test]
async fn both_come_back_when_everything_is_cut() {
    let mut world = World::start().await;
    for round in 1..=2 {
        drop((world.accept().await, world.accept().await));
        let back = (world.accept().await, world.accept().await);
        world.link_becomes(|link| link.open == 2 && link.reconnects >= 2 * round).await;
        drop(back);
    }
}

#[tokio::test]
async fn a_warning_opens_the_next_before_the_old_is_closed() {
    for reason in ["warning", "refresh_requested"] {
        let mut world = World::start().await;
        let (mut old, _second) = (world.accept().await, world.accept().await);
        deliver(&mut old, "before").await;
        say(&mut old, &goodbye(reason)).await;
        let _next = world.accept().await;
        world.link_becomes(|link| link.open == 3).await;
        deliver(&mut old, "after").await;
        for id in ["before", "after"] {
            world.inbound().await.reply.send(Reply::Ack(None)).unwrap();
            assert_eq!(heard(&mut old).await, ack(id));
        }
        old.close(None).await.unwrap();
        world.link_becomes(|link| link.open == 2 && link.reconnects == 1).await;
    }
}

#[tokio::test]
async fn a_replaced_connection_that_slack_leaves_open_is_closed() {
    let timing = Timing { linger: Duration::from_millis(20), ..Timing::default() };
    let mut world = World::with(timing, 0).await;
    let (mut old, _second) = (world.accept().await, world.accept().await);
    deliver(&mut old, "e1").await;
    say(&mut old, &goodbye("warning")).await;
    let _next = world.accept().await;
    world.inbound().await.reply.send(Reply::Ack(None)).unwrap();
    assert_eq!(heard(&mut old).await, ack("e1"));
    assert_eq!(heard(&mut old).await, None);
}

#[tokio::test]
async fn garbage_costs_neither_the_connection_nor_an_ack() {
    let mut world = World::start().await;
    let mut socket = world.accept().await;
    for text in ["", "{", "[]", r#"{"type":7}"#, r#"{"type":"events_api"}"#] {
        say(&mut socket, text).await;
    }
    socket.send(Message::binary(vec![0_u8, 255])).await.unwrap();
    say(&mut socket, r#"{"type":"holograms","envelope_id":"odd"}"#).await;
    assert_eq!(heard(&mut socket).await, ack("odd"));
    deliver(&mut socket, "e1").await;
    world.inbound().await.reply.send(Reply::Ack(None)).unwrap();
    assert_eq!(heard(&mut socket).await, ack("e1"));
}

#[tokio::test]
async fn pings_go_both_ways() {
    let timing = Timing { ping: Duration::from_millis(20), ..Timing::default() };
    let mut world = World::with(timing, 0).await;
    let mut socket = world.accept().await;
    socket.send(Message::Ping("are you there".into())).await.unwrap();
    let (mut answered, mut asked) = (false, false);
    while !(answered && asked) {
        match timeout(PATIENCE, socket.next()).await.unwrap().unwrap().unwrap() {
            Message::Pong(text) => answered = text == "are you there",
            Message::Ping(_) => asked = true,
            other => panic!("unexpected {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_connection_on_which_nothing_is_heard_is_given_up() {
    let timing =
        Timing { ping: Duration::from_millis(30), silence: Duration::from_millis(100), ..Timing::default() };
    let mut world = World::with(timing, 0).await;
    // Not read from again, so no pong comes back: open for TCP, dead for everybody else.
    let _half_open = (world.accept().await, world.accept().await);
    let _next = (world.accept().await, world.accept().await);
    world.link_becomes(|link| link.reconnects >= 2).await;
}

#[tokio::test]
async fn a_connection_without_a_hello_is_tried_again() {
    let timing = Timing { hello: Duration::from_millis(50), ..Timing::default() };
    let mut world = World::with(timing, 0).await;
    let _mute = timeout(PATIENCE, world.sockets.recv()).await.unwrap().unwrap();
    let _sockets = (world.accept().await, world.accept().await);
    world.link_becomes(|link| link.open == 2).await;
}

#[tokio::test]
async fn tickets_that_are_refused_for_a_while_are_asked_for_again() {
    let mut world = World::with(Timing::default(), 4).await;
    let _sockets = (world.accept().await, world.accept().await);
    world.link_becomes(|link| link.open == 2).await;
}

/// Whoever switches Socket Mode off and on again waits less than five seconds. What only another token mends is asked
/// about more seldom.
#[tokio::test]
async fn what_a_person_may_mend_at_any_moment_is_tried_again_within_seconds() {
    assert!(Timing::default().refused < Duration::from_secs(4));
    let never = Timing { refused: Duration::from_millis(20), slow: 1000 * PATIENCE, ..Timing::default() };
    for code in ["link_disabled", "socket_mode_not_enabled", "http_404"] {
        let mut world = World::refusing(never, 2, code).await;
        let _sockets = (world.accept().await, world.accept().await);
        let link = world.link_becomes(|link| link.open == 2).await;
        assert_eq!(link.trouble, None);
    }
    let mut world = World::refusing(never, 2, "invalid_auth").await;
    let link = world.link_becomes(|link| link.trouble.is_some()).await;
    assert_eq!((link.open, link.trouble), (0, Some(Trouble::Refused)));
    assert!(timeout(Duration::from_millis(500), world.sockets.recv()).await.is_err());
}

#[tokio::test]
async fn a_link_that_is_switched_off_and_too_many_connections_are_tried_again() {
    for reason in ["link_disabled", "too_many_websockets"] {
        let mut world = World::start().await;
        let (mut first, _second) = (world.accept().await, world.accept().await);
        deliver(&mut first, "e1").await;
        say(&mut first, &goodbye(reason)).await;
        world.inbound().await.reply.send(Reply::Ack(None)).unwrap();
        assert_eq!(heard(&mut first).await, ack("e1"), "{reason}");
        assert_eq!(heard(&mut first).await, None, "{reason}");
        let _third = world.accept().await;
        world.link_becomes(|link| link.open == 2 && link.reconnects == 1).await;
    }
}

#[tokio::test]
async fn shutdown_takes_nothing_new_and_waits_for_what_is_in_flight() {
    let mut world = World::start().await;
    let (mut first, mut second) = (world.accept().await, world.accept().await);
    deliver(&mut first, "e1").await;
    let inbound = world.inbound().await;
    world.stop.send(true).unwrap();
    assert_eq!(heard(&mut second).await, None, "an idle connection is closed at once");
    deliver(&mut first, "late").await;
    inbound.reply.send(Reply::Ack(None)).unwrap();
    assert_eq!(heard(&mut first).await, ack("e1"));
    assert_eq!(heard(&mut first).await, None);
    assert!(world.desk.recv().await.is_none(), "nothing new was handed over");
    assert_eq!(world.link.borrow().open, 0);
    world.ends().await;
}

#[tokio::test]
async fn shutdown_does_not_wait_for_ever() {
    let timing = Timing { drain: Duration::from_millis(20), ..Timing::default() };
    let mut world = World::with(timing, 0).await;
    let mut socket = world.accept().await;
    deliver(&mut socket, "e1").await;
    let _never_answered = world.inbound().await;
    drop(world.stop);
    assert_eq!(heard(&mut socket).await, None);
    timeout(PATIENCE, world.running).await.unwrap().unwrap().unwrap();
}
