//! A delivery from Slack while it is at the desk: read, and later answered by the way it came.

use super::books::{Entry, Taken};
use crate::domain::model::{Answer, Event, TeamId};
use crate::engine::chance;
use crate::engine::lane::Lane;
use crate::engine::metrics::Metrics;
use crate::engine::steps::{Step, pass};
use crate::engine::work::{Token, Work};
use crate::slack::blocks;
use crate::slack::decode;
use crate::slack::inbound::{Inbound, Kind, Reply};
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};
use tokio::sync::oneshot;
use tokio::time::Instant;

/// Who waits for an answer, and how it gets there.
pub(super) struct Visitor {
    kind: Kind,
    /// What happened, in a word; the kind of delivery if it is nothing to us.
    what: &'static str,
    is_submit: bool,
    lane: decode::Lane,
    begun: Instant,
    reply: oneshot::Sender<Reply>,
    _token: Token,
}

/// What visitors are served with.
pub(super) struct Service<'a> {
    pub(super) lane: &'a Lane,
    pub(super) work: &'a Work,
    pub(super) metrics: &'a Metrics,
}

impl Visitor {
    /// Reads a delivery. `None` beside the visitor: it is nothing to us, and has only to be acknowledged.
    pub(super) async fn admit(inbound: Inbound, team: &TeamId, token: Token) -> (Self, Option<Entry>) {
        let begun = Instant::now();
        let Inbound { kind, payload, envelope, reply, .. } = inbound;
        let reading = || read(kind, &payload, envelope.as_deref(), team);
        let (lane, entry) = catch_unwind(AssertUnwindSafe(reading)).unwrap_or_else(|_| {
            // Slack would bring it again and again.
            tracing::error!(kind = kind.name(), "a delivery could not be read; it is left alone");
            (decode::Lane::default(), None)
        });
        let what = entry.as_ref().map_or(kind.name(), |entry| entry.event.kind());
        let is_submit = entry
            .as_ref()
            .is_some_and(|entry| matches!(entry.event, Event::Submitted { .. } | Event::AddressAsked { .. }));
        pass(Step::Decoded, what).await;
        (Self { kind, what, is_submit, lane, begun, reply, _token: token }, entry)
    }

    /// Tells Slack what became of it; after the commit, never before.
    pub(super) async fn answer(self, taken: Taken, service: &Service<'_>) {
        let (reply, outcome) = match taken {
            Taken::Done { answer, .. } => (self.reply_with(answer, service), "acked"),
            Taken::SeenBefore => (Reply::Ack(None), "acked"),
            Taken::NotWritten => (Reply::Refuse, "refused"),
        };
        self.leave(reply, outcome, service.metrics).await;
    }

    /// Acknowledges what is nothing to us.
    pub(super) async fn dismiss(self, metrics: &Metrics) {
        self.leave(Reply::Ack(None), "acked", metrics).await;
    }

    async fn leave(self, reply: Reply, outcome: &'static str, metrics: &Metrics) {
        metrics.event(self.kind.name(), outcome);
        metrics.acked(self.begun.elapsed());
        let _ = self.reply.send(reply);
        pass(Step::Answered, self.what).await;
    }

    /// Its work is done: an answer that cannot be put into words must not have it repeated.
    fn reply_with(&self, answer: Answer, service: &Service<'_>) -> Reply {
        catch_unwind(AssertUnwindSafe(|| self.in_words(answer, service))).unwrap_or_else(|_| {
            tracing::error!(what = self.what, "an answer could not be put into words");
            Reply::Ack(None)
        })
    }

    fn in_words(&self, answer: Answer, service: &Service<'_>) -> Reply {
        let on_lane = |lang, view| service.lane.open(self.lane.clone(), lang, view, service.work.begin());
        match answer {
            Answer::Nothing => Reply::Ack(None),
            Answer::Faults(lang, faults) => Reply::Ack(Some(blocks::faults(lang, &faults))),
            Answer::Say(lang, msg) | Answer::Read(lang, msg) if self.is_submit => {
                Reply::Ack(Some(in_its_place(&blocks::notice(lang, &msg))))
            }
            Answer::Open(lang, form) if self.is_submit => {
                Reply::Ack(Some(in_its_place(&blocks::view(lang, &form))))
            }
            Answer::Say(lang, msg) | Answer::Read(lang, msg) if self.kind == Kind::Command => {
                Reply::Ack(Some(blocks::private(lang, &msg)))
            }
            Answer::Say(lang, msg) if self.lane.response_url.is_some() => {
                service.lane.respond(self.lane.clone(), blocks::private(lang, &msg), service.work.begin());
                Reply::Ack(None)
            }
            // What is to be read has a modal of its own; and on the Home tab there is no conversation to answer in.
            Answer::Say(lang, msg) | Answer::Read(lang, msg) => {
                on_lane(lang, blocks::notice(lang, &msg));
                Reply::Ack(None)
            }
            Answer::Open(lang, form) => {
                on_lane(lang, blocks::view(lang, &form));
                Reply::Ack(None)
            }
        }
    }
}

/// The way back, and what happened; nothing if it can't be read, or is another workspace's.
fn read(kind: Kind, payload: &Value, envelope: Option<&str>, team: &TeamId) -> (decode::Lane, Option<Entry>) {
    match decode::decode(kind, payload, envelope) {
        Ok(decoded) if decoded.team().is_some_and(|other| other != team) => {
            tracing::warn!("a delivery of another workspace was left alone");
            (decoded.lane, None)
        }
        Ok(decoded) => {
            let key = decoded.key;
            (decoded.lane, decoded.event.map(|event| Entry { event: chance::with_secret(event), key }))
        }
        Err(reason) => {
            tracing::info!(kind = kind.name(), %reason, "not for us");
            (decode::Lane::default(), None)
        }
    }
}

/// The view that takes the submitted one's place.
fn in_its_place(view: &Value) -> Value {
    json!({ "response_action": "update", "view": view })
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::domain::model::TeamId;
    use crate::slack::inbound::Kind;
    use serde_json::{Value, json};

    /// One of everything that people do, for a workspace.
    fn deliveries(team: &str) -> [(Kind, Value); 4] {
        let (team, user) = (json!({ "id": team }), json!({ "id": "UIDA" }));
        let view =
            json!({ "private_metadata": r#"{"purpose":"snooze","nonce":7}"#, "state": { "values": {} } });
        let said = json!({ "type": "message", "channel_type": "im", "user": "UIDA", "channel": "D1", "text": "hjelp" });
        let words =
            json!({ "command": "/klynge", "user_id": "UIDA", "channel_id": "C1", "team_id": team["id"] });
        let press = json!({ "type": "block_actions", "team": team, "user": user, "actions": [{ "value": "\"wake\"" }] });
        [
            (Kind::Event, json!({ "type": "event_callback", "team_id": team["id"], "event": said })),
            (Kind::Command, words),
            (Kind::Interaction, press),
            (
                Kind::Interaction,
                json!({ "type": "view_submission", "team": team, "user": user, "view": view }),
            ),
        ]
    }

    /// Signed HTTP has no envelope, the socket has one; what is inside is the same.
    #[test]
    fn what_comes_for_another_workspace_is_nothing_to_us_whichever_way_it_comes() {
        for envelope in [None, Some("e1")] {
            let heeds = |team: &str| {
                let ours = TeamId::from("T1");
                deliveries(team).map(|(kind, payload)| read(kind, &payload, envelope, &ours).1.is_some())
            };
            assert_eq!((heeds("T1"), heeds("T2")), ([true; 4], [false; 4]), "{envelope:?}");
        }
    }
}
