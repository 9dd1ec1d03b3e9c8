//! Slack limits whatever it is asked: at the start, when connections are opened, when it is asked who is where, when Homes
//! are shown and lost messages are looked for. As long as it said is waited, and then all is as it should be.

use std::time::{Duration, Instant};

use chrono::DateTime;
use futures_util::future::join_all;
use klynge::domain::model::UserId;
use serde_json::{Value, json};

use super::{BACK_WITHIN, all_is_done, comes_true, readiness};
use crate::process::house::{CHANNEL, House, IDA, JONAS, KAIA, KARI, TRANSPORTS, Transport};
use crate::process::killed::everything_arrived_once;
use crate::process::watchers_hear;

/// So often each method is refused, each time with the word that a second is to be waited.
const TIMES: u32 = 3;

impl House {
    async fn limits(&self, methods: &[&str]) {
        for method in methods {
            let order = json!({
                "fault": "status", "method": method, "times": TIMES, "status": 429, "retry_after": 1,
            });
            self.fault(order).await;
        }
    }

    /// Fails unless a method was refused as often as ordered, and then not asked sooner than so many seconds after it was
    /// refused first.
    async fn was_patient(&self, method: &str, seconds: u32) {
        let (refused, answered): (Vec<Value>, Vec<Value>) =
            self.calls(method).await.into_iter().partition(|call| call["ok"] == false);
        assert_eq!(refused.len(), TIMES as usize, "{method}: {refused:?}");
        let first = at(&refused[0]);
        // Calls before the order don't count.
        let next = answered.iter().map(at).find(|at| *at > first);
        let waited = next.unwrap_or_else(|| panic!("{method} was never answered")) - first;
        assert!(waited + SLACK >= Duration::from_secs(seconds.into()), "{method}: {waited:?}");
        watchers_hear(&format!("{method}: answered {waited:?} after it was refused first"));
    }
}

/// What the clocks of two processes may differ by, and be rounded.
const SLACK: Duration = Duration::from_millis(50);

/// When a call was answered, from 1970 on.
fn at(call: &Value) -> Duration {
    let at = DateTime::parse_from_rfc3339(call["at"].as_str().unwrap()).unwrap();
    Duration::from_millis(at.timestamp_millis().try_into().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_that_is_limited_at_every_step_comes_to_its_end() {
    join_all(TRANSPORTS.map(limited_from_the_start)).await;
}

async fn limited_from_the_start(transport: Transport) {
    let house = House::open(transport).await;
    house.limits(&["auth.test", "users.list", "conversations.info", "conversations.members"]).await;
    if transport == Transport::Socket {
        house.limits(&["apps.connections.open"]).await;
    }
    let bot = house.bot().await;
    house.set_up().await;
    all_is_done(&house).await;
    for method in ["auth.test", "users.list", "conversations.info", "conversations.members"] {
        house.was_patient(method, TIMES).await;
    }
    if transport == Transport::Socket {
        // Two connections are opened at once.
        house.was_patient("apps.connections.open", TIMES / 2).await;
    }
    bot.kill().await;
    let ws = house.on_disk().await;
    let room = ws.rooms.values().find(|room| room.channel.as_str() == CHANNEL).unwrap();
    for who in [KAIA, IDA, JONAS, KARI] {
        let who = UserId::from(who);
        assert!(room.users.contains(&who), "{transport:?}: {who} is in {room:?}");
        assert!(!ws.people[&who].profile.name.is_empty(), "{transport:?}: {who} has a name");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_looked_at_and_looked_for_comes_although_it_is_limited() {
    join_all(TRANSPORTS.map(limited_later)).await;
}

async fn limited_later(transport: Transport) {
    let house = House::open(transport).await;
    // What is in doubt is looked for sooner.
    let bot = house.bot_with(&[("KLYNGE_HASTE", "4")]).await;
    house.set_up().await;
    house.limits(&["views.publish", "conversations.history", "conversations.open"]).await;
    house.fault(json!({ "fault": "drop_after_send", "method": "chat.postMessage" })).await;
    let pressed = house.press_in_haste(KAIA, "setup", "welcome.post.").await;
    assert_eq!(pressed["ack"]["ok"], true, "{transport:?}: {pressed}");
    house.act(json!({ "as": IDA, "do": "open_home", "within": "0s" })).await;
    all_is_done(&house).await;
    // The day before the meeting contacts are written to who have never been written to.
    let turned = house.clock(json!({ "to": "2026-09-16T10:00" })).await;
    assert!(turned.get("stopped").is_none(), "{transport:?}: {turned}");
    for method in ["views.publish", "conversations.history", "conversations.open"] {
        house.was_patient(method, 1).await;
    }
    bot.kill().await;
    let home = house.glance().await["homes"][IDA].to_string();
    assert!(home.contains("Studio Strek"), "{transport:?}: {home}");
    assert_eq!(house.messages("welcome").await.len(), 1, "{transport:?}");
    assert_eq!(house.messages("announcement").await.len(), 1, "{transport:?}");
    assert!(!house.messages("reminder").await.is_empty(), "{transport:?}");
    everything_arrived_once(&house, &format!("{transport:?}")).await;
}

/// Every connection is cut, and new ones are refused for a while.
#[tokio::test]
async fn connections_that_are_limited_come_back_as_soon_as_they_may() {
    let house = House::open(Transport::Socket).await;
    let bot = house.bot().await;
    // It is ready with the first of its two; a second that is still being opened would meet the limit first.
    comes_true("two connections", async || house.glance().await["clock"]["connections"] == 2).await;
    house.limits(&["apps.connections.open"]).await;
    house.fault(json!({ "fault": "disconnect", "reason": "cut", "all": true })).await;
    let begun = Instant::now();
    bot.says("Slack asks to wait before connecting").await;
    let user = house.glance().await["app"]["user"].clone();
    house.act(json!({ "as": IDA, "do": "say", "channel": user, "text": "Hallo?", "within": "0s" })).await;
    comes_true("ready again", async || readiness(&house, &bot).await.0).await;
    let allowed = Duration::from_secs(TIMES.into());
    assert!(begun.elapsed() < allowed + BACK_WITHIN, "{:?}", begun.elapsed());
    house.was_patient("apps.connections.open", TIMES / 2).await;
    house.quiet_after_retries().await;
    assert_eq!(house.messages("answer").await.len(), 1);
    bot.kill().await;
    everything_arrived_once(&house, "limited connections").await;
}
