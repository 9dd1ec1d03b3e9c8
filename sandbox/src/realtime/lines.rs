//! The open socket connections, and what is on its way and not yet acknowledged.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::{mpsc, oneshot};
use tokio::time::Instant;

use super::Parcel;
use crate::ids::Ids;
use crate::server::Transport;

/// Slack allows an app this many connections.
const MOST_SOCKETS: usize = 10;
/// A bot that lost its last connection is expected back within this time; so long undelivered events keep the world unquiet.
const RETURN: Duration = Duration::from_secs(5);

/// What the socket's task is to do.
#[derive(Debug)]
pub(super) enum Order {
    Send(String),
    /// A closing handshake.
    Close,
    /// The connection ends without a word.
    Cut,
    /// Nothing gets through any more, and neither side is told.
    GoDead,
}

/// What became of an envelope.
#[derive(Debug)]
pub(super) enum Heard {
    Ack(Value),
    /// Its connection is gone.
    Cut,
}

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    InFlight,
    /// Its next attempt comes later.
    Waiting,
    /// Nobody is connected.
    NoLine,
}

/// Something on its way.
struct Delivery {
    name: String,
    phase: Phase,
    began: Instant,
}

struct Socket {
    id: u64,
    orders: mpsc::UnboundedSender<Order>,
    /// Told to go away: used only if there is no other.
    leaving: bool,
}

impl Phase {
    const fn word(self) -> &'static str {
        match self {
            Self::InFlight => "in_flight",
            Self::Waiting => "waits_for_retry",
            Self::NoLine => "no_connection",
        }
    }
}

struct Inner {
    envelopes: Ids,
    /// Of their own, so that it does not matter to other names how often an app connects.
    new_tickets: Ids,
    sockets: Vec<Socket>,
    turn: usize,
    count: u64,
    tickets: HashSet<String>,
    unacked: HashMap<String, (u64, oneshot::Sender<Heard>)>,
    deliveries: HashMap<u64, Delivery>,
    /// Those that wait for a connection, the one that has waited longest first. One is called at a time, so that they
    /// go out in order.
    waiting: BTreeMap<u64, oneshot::Sender<()>>,
    /// The one that was called and has not gone yet.
    called: Option<u64>,
    lost: Option<Instant>,
    held: Vec<Parcel>,
}

impl Inner {
    fn call_next(&mut self) {
        if self.called.is_some() || self.sockets.is_empty() {
            return;
        }
        if let Some((delivery, call)) = self.waiting.pop_first() {
            self.called = Some(delivery);
            // One that gave up just now takes itself off.
            let _ = call.send(());
        }
    }

    /// Where a delivery stands now; one that waits for a connection no longer does.
    fn stands(&mut self, delivery: u64, phase: Phase) {
        if let Some(there) = self.deliveries.get_mut(&delivery) {
            there.phase = phase;
        }
        self.leave_queue(delivery);
    }

    fn leave_queue(&mut self, delivery: u64) {
        self.waiting.remove(&delivery);
        self.called = self.called.filter(|called| *called != delivery);
    }
}

/// The connections; shared by all tasks.
pub(crate) struct Lines(Mutex<Inner>);

impl Lines {
    /// `place` is that of the workspace's own names: all that is named here follows from it.
    pub(crate) fn new(place: &str) -> Self {
        Self(Mutex::new(Inner {
            envelopes: Ids::new(&format!("{place} envelopes")),
            new_tickets: Ids::new(&format!("{place} tickets")),
            sockets: Vec::new(),
            turn: 0,
            count: 0,
            tickets: HashSet::new(),
            unacked: HashMap::new(),
            deliveries: HashMap::new(),
            waiting: BTreeMap::new(),
            called: None,
            lost: None,
            held: Vec::new(),
        }))
    }

    /// A name for the next envelope.
    pub(super) fn envelope(&self) -> String {
        self.lock().envelopes.uuid()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The workspace is another one: its names go on from another place, and what was on its way is dropped.
    pub(crate) fn start_over(&self, place: &str) {
        let mut inner = self.lock();
        inner.envelopes = Ids::new(&format!("{place} envelopes"));
        inner.deliveries.clear();
        inner.waiting.clear();
        inner.called = None;
        inner.held.clear();
    }

    /// A ticket that opens one connection.
    pub(crate) fn ticket(&self) -> String {
        let mut inner = self.lock();
        let ticket = inner.new_tickets.hex();
        inner.tickets.insert(ticket.clone());
        ticket
    }

    pub(super) fn take_ticket(&self, ticket: &str) -> bool {
        self.lock().tickets.remove(ticket)
    }

    /// A new connection: its number and how many there are now; `None` when there are too many.
    pub(super) fn add(&self, orders: mpsc::UnboundedSender<Order>) -> Option<(u64, usize)> {
        let mut inner = self.lock();
        if inner.sockets.len() >= MOST_SOCKETS {
            return None;
        }
        inner.count += 1;
        let id = inner.count;
        inner.sockets.push(Socket { id, orders, leaving: false });
        inner.call_next();
        Some((id, inner.sockets.len()))
    }

    /// A connection has ended; what it carried and was not acknowledged is told so.
    pub(super) fn remove(&self, id: u64) {
        let mut inner = self.lock();
        inner.sockets.retain(|socket| socket.id != id);
        if inner.sockets.is_empty() {
            inner.lost = Some(Instant::now());
        }
        let gone: Vec<String> = inner
            .unacked
            .iter()
            .filter(|(_, (socket, _))| *socket == id)
            .map(|(name, _)| name.clone())
            .collect();
        for envelope in gone {
            if let Some((_, heard)) = inner.unacked.remove(&envelope) {
                // The delivery may have been given up meanwhile.
                let _ = heard.send(Heard::Cut);
            }
        }
    }

    /// Sends a frame on the next connection in turn; `None` when there is none.
    pub(super) fn send(&self, envelope: &str, frame: &Value) -> Option<oneshot::Receiver<Heard>> {
        let mut inner = self.lock();
        let staying = inner.sockets.iter().any(|socket| !socket.leaving);
        let usable: Vec<usize> =
            (0..inner.sockets.len()).filter(|place| !(staying && inner.sockets[*place].leaving)).collect();
        let place = *usable.get(inner.turn.checked_rem(usable.len())?)?;
        inner.turn = inner.turn.wrapping_add(1);
        let (heard, receiver) = oneshot::channel();
        let socket = &inner.sockets[place];
        let id = socket.id;
        // If its task has just ended, `remove` follows and reports the cut.
        let _ = socket.orders.send(Order::Send(frame.to_string()));
        inner.unacked.insert(envelope.to_owned(), (id, heard));
        Some(receiver)
    }

    /// An acknowledgement came in; false when nothing waited for it.
    pub(super) fn ack(&self, envelope: &str, payload: Value) -> bool {
        let waiting = self.lock().unacked.remove(envelope);
        waiting.is_some_and(|(_, heard)| heard.send(Heard::Ack(payload)).is_ok())
    }

    /// Nobody waits for this envelope any more.
    pub(super) fn forget(&self, envelope: &str) {
        self.lock().unacked.remove(envelope);
    }

    /// Orders up to `count` connections, the oldest first, marking them as leaving. Answers how many there were.
    pub(super) fn order(&self, count: usize, make: impl Fn() -> Vec<Order>) -> Vec<u64> {
        let mut inner = self.lock();
        let mut done = Vec::new();
        for socket in inner.sockets.iter_mut().filter(|socket| !socket.leaving).take(count) {
            socket.leaving = true;
            for order in make() {
                let _ = socket.orders.send(order);
            }
            done.push(socket.id);
        }
        done
    }

    /// The same for those that are to look as if nothing had happened.
    pub(super) fn order_in_silence(&self, count: usize, make: impl Fn() -> Order) -> Vec<u64> {
        let inner = self.lock();
        let chosen = inner.sockets.iter().filter(|socket| !socket.leaving).take(count);
        chosen
            .map(|socket| {
                let _ = socket.orders.send(make());
                socket.id
            })
            .collect()
    }

    /// Orders one connection.
    pub(super) fn order_one(&self, id: u64, order: Order) {
        if let Some(socket) = self.lock().sockets.iter().find(|socket| socket.id == id) {
            let _ = socket.orders.send(order);
        }
    }

    pub(crate) fn sockets(&self) -> usize {
        self.lock().sockets.len()
    }

    /// No delivery can reach the app, neither now nor presently.
    pub(crate) fn nobody_listens(&self, transport: &Transport) -> bool {
        let inner = self.lock();
        let returning = inner.lost.is_some_and(|lost| lost.elapsed() < RETURN);
        matches!(transport, Transport::Socket) && inner.sockets.is_empty() && !returning
    }

    /// Had a connection until just now.
    pub(super) fn may_return(&self) -> bool {
        self.lock().lost.is_some_and(|lost| lost.elapsed() < RETURN)
    }

    /// Waits for a connection; those that have waited longer go first. An error: it is not to be sent any more.
    pub(super) fn queue(&self, delivery: u64) -> oneshot::Receiver<()> {
        let (call, called) = oneshot::channel();
        let mut inner = self.lock();
        inner.stands(delivery, Phase::NoLine);
        inner.waiting.insert(delivery, call);
        inner.call_next();
        called
    }

    pub(super) fn begin(&self, name: String) -> u64 {
        let mut inner = self.lock();
        inner.count += 1;
        let id = inner.count;
        inner.deliveries.insert(id, Delivery { name, phase: Phase::InFlight, began: Instant::now() });
        id
    }

    /// Is it still to be delivered?
    pub(super) fn knows(&self, delivery: u64) -> bool {
        self.lock().deliveries.contains_key(&delivery)
    }

    pub(super) fn set(&self, delivery: u64, phase: Phase) {
        let mut inner = self.lock();
        inner.stands(delivery, phase);
        inner.call_next();
    }

    pub(super) fn end(&self, delivery: u64) {
        let mut inner = self.lock();
        inner.deliveries.remove(&delivery);
        inner.leave_queue(delivery);
        inner.call_next();
    }

    /// Nothing is on its way that could arrive soon.
    pub(crate) fn settled(&self) -> bool {
        let inner = self.lock();
        let returning = inner.sockets.is_empty() && inner.lost.is_some_and(|lost| lost.elapsed() < RETURN);
        inner.deliveries.values().all(|there| match there.phase {
            Phase::InFlight => false,
            // With a connection there it is about to go out.
            Phase::NoLine => inner.sockets.is_empty() && !returning,
            Phase::Waiting => true,
        })
    }

    /// How many deliveries are unacknowledged, in whatever phase.
    pub(crate) fn undelivered(&self) -> usize {
        self.lock().deliveries.len()
    }

    /// What is unacknowledged, the oldest first: its name, where it stands, and since when.
    pub(crate) fn under_way(&self) -> Vec<(String, &'static str, Duration)> {
        let inner = self.lock();
        let mut all: Vec<_> = inner.deliveries.iter().collect();
        all.sort_by_key(|(id, _)| **id);
        let told = |there: &Delivery| (there.name.clone(), there.phase.word(), there.began.elapsed());
        all.into_iter().map(|(_, there)| told(there)).collect()
    }

    /// Keeps an event back until another has gone.
    pub(super) fn hold(&self, parcel: Parcel) {
        self.lock().held.push(parcel);
    }

    /// What was kept back.
    pub(crate) fn release(&self) -> Vec<Parcel> {
        std::mem::take(&mut self.lock().held)
    }
}
