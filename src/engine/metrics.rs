//! Figures for Prometheus. Labels are words fixed in the code, never anything about a person or a message.

use std::sync::atomic::Ordering;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// From a fast commit to Slack's three seconds.
const ACK_BUCKETS: [f64; 10] = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 3.0];
/// From a fast disk to a bad one.
const COMMIT_BUCKETS: [f64; 10] = [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.1, 0.5, 2.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct EventLabels {
    kind: &'static str,
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct SendLabels {
    method: &'static str,
    outcome: &'static str,
}

/// All figures, under the prefix `klynge_`. Shared behind an `Arc`.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    events: Family<EventLabels, Counter>,
    sends: Family<SendLabels, Counter>,
    ack: Histogram,
    commit: Histogram,
    outbox_depth: Gauge,
    socket_open: Gauge,
    socket_reconnects: Counter,
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Metrics {
    /// Figures that all start at nothing.
    #[must_use]
    pub fn new() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix("klynge"),
            events: Family::default(),
            sends: Family::default(),
            ack: Histogram::new(ACK_BUCKETS),
            commit: Histogram::new(COMMIT_BUCKETS),
            outbox_depth: Gauge::default(),
            socket_open: Gauge::default(),
            socket_reconnects: Counter::default(),
        };
        metrics.register();
        metrics
    }

    fn register(&mut self) {
        let registry = &mut self.registry;
        registry.register("events", "Events by kind and outcome", self.events.clone());
        registry.register("sends", "Calls to Slack by method and outcome", self.sends.clone());
        registry.register_with_unit("ack", "From a delivery to its answer", Unit::Seconds, self.ack.clone());
        registry.register_with_unit("commit", "One transaction", Unit::Seconds, self.commit.clone());
        registry.register("outbox_depth", "Rows waiting to be sent", self.outbox_depth.clone());
        registry.register("socket_open", "Open connections to Slack", self.socket_open.clone());
        registry.register(
            "socket_reconnects",
            "Connections opened in place of earlier ones",
            self.socket_reconnects.clone(),
        );
    }

    /// An event was dealt with: its kind (`command`, `event`, `interaction`, `occurrence`, ..) and what came of it
    /// (`done`, `seen`, `refused`, `failed`, ..).
    pub fn event(&self, kind: &'static str, outcome: &'static str) {
        self.events.get_or_create(&EventLabels { kind, outcome }).inc();
    }

    /// A Web API method was called: `ok`, `rate_limited`, `transient`, `permanent` or `unknown`.
    pub fn sent(&self, method: &'static str, outcome: &'static str) {
        self.sends.get_or_create(&SendLabels { method, outcome }).inc();
    }

    /// How long Slack waited for an answer.
    pub fn acked(&self, after: Duration) {
        self.ack.observe(after.as_secs_f64());
    }

    /// How long a transaction took.
    pub fn committed(&self, after: Duration) {
        self.commit.observe(after.as_secs_f64());
    }

    /// How many rows wait to be sent.
    pub fn set_outbox_depth(&self, rows: u64) {
        self.outbox_depth.set(i64::try_from(rows).unwrap_or(i64::MAX));
    }

    /// How the socket is doing: connections open now, and how many replaced earlier ones since the start.
    pub fn set_socket(&self, open: usize, reconnects: u64) {
        self.socket_open.set(i64::try_from(open).unwrap_or(i64::MAX));
        self.socket_reconnects.inner().store(reconnects, Ordering::Relaxed);
    }

    /// Everything in the OpenMetrics text format.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        if encode(&mut text, &self.registry).is_err() {
            // A String takes everything; should that ever change, half a page would mislead.
            text.clear();
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_their_names_and_units() {
        let metrics = Metrics::new();
        metrics.event("command", "done");
        metrics.event("command", "done");
        metrics.sent("chat.postMessage", "ok");
        metrics.acked(Duration::from_millis(3));
        metrics.committed(Duration::from_micros(700));
        metrics.set_outbox_depth(4);
        metrics.set_socket(2, 5);
        let text = metrics.text();
        for line in [
            r#"klynge_events_total{kind="command",outcome="done"} 2"#,
            r#"klynge_sends_total{method="chat.postMessage",outcome="ok"} 1"#,
            r#"klynge_ack_seconds_bucket{le="0.005"} 1"#,
            "klynge_ack_seconds_count 1",
            r#"klynge_commit_seconds_bucket{le="0.001"} 1"#,
            "klynge_outbox_depth 4",
            "klynge_socket_open 2",
            "klynge_socket_reconnects_total 5",
            "# EOF",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
    }
}
