//! Slack's API is gone for an hour of the clock by which Klynge works: people go on, things fall due, and when it is back
//! all of it is said at once, whichever way Slack's own deliveries come.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{BACK_WITHIN, comes_true};
use crate::process::bot::Bot;
use crate::process::door::{Behind, FrontDoor};
use crate::process::house::{House, IDA, JONAS, KAIA, TRANSPORTS, Transport, payload};
use crate::process::killed::everything_arrived_once;
use crate::process::watchers_hear;

/// So long after it was noticed Slack is still away, by the clock on the wall: longer than pauses that double need to
/// pass five seconds.
const AWAY: Duration = Duration::from_secs(6);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_an_hour_without_slack_everything_is_said_within_seconds() {
    join_all(TRANSPORTS.map(|transport| gone_for_an_hour(transport, Behind::Wall))).await;
    join_all(TRANSPORTS.map(|transport| gone_for_an_hour(transport, Behind::Silence))).await;
}

async fn gone_for_an_hour(transport: Transport, how: Behind) {
    let what = format!("{transport:?}, {how:?}");
    let house = House::open(transport).await;
    let door = FrontDoor::open().await;
    door.leads_to(house.address());
    let bot = house.bot_with(&[("SLACK_API_URL", &format!("{}/api", door.url()))]).await;
    house.set_up().await;
    house.press(KAIA, "setup", "welcome.post.").await;
    house.clock(json!({ "to": "2026-09-10T07:55" })).await;
    door.becomes(how);
    let passed = house.clock(json!({ "advance": "1h" })).await;
    assert!(passed.get("stopped").is_none(), "{what}: {passed}");
    // At nine the meeting is announced; the clock stays there until that is done.
    let turning = house.clock(json!({ "to": "2026-09-10T09:30" }));
    let back = async {
        comes_true("it is due", async || waits_to_be_announced(&house).await).await;
        for who in [IDA, JONAS] {
            write_in_haste(&house, who).await;
        }
        bot.says("Slack does not answer: what is to be said waits").await;
        let _ = tokio::time::timeout(AWAY, std::future::pending::<()>()).await;
        assert!(house.messages("announcement").await.is_empty() && house.messages("answer").await.is_empty());
        door.leads_to(house.address());
        let begun = Instant::now();
        comes_true("all is said", async || {
            let state = house.glance().await;
            count(&state, "announcement") == 1 && count(&state, "answer") == 2
        })
        .await;
        begun.elapsed()
    };
    let (turned, took) = tokio::join!(turning, back);
    watchers_hear(&format!("{what}: all said {took:?} after an hour without Slack"));
    assert!(took < BACK_WITHIN, "{what}: {took:?}");
    assert!(turned.get("stopped").is_none(), "{what}: {turned}");
    ends_well(&house, bot, &what).await;
}

async fn ends_well(house: &House, bot: Bot, what: &str) {
    house.quiet_after_retries().await;
    bot.kill().await;
    for (kind, count) in [("welcome", 1), ("announcement", 1), ("answer", 2)] {
        assert_eq!(house.messages(kind).await.len(), count, "{what}: {kind}");
    }
    everything_arrived_once(house, what).await;
}

/// Whether the announcement is on disk; it cannot be in Slack.
async fn waits_to_be_announced(house: &House) -> bool {
    let ws = house.on_disk().await;
    ws.outbox.values().any(|row| row.kind.name() == "announcement")
}

fn count(state: &Value, kind: &str) -> usize {
    let messages = state["messages"].as_array().unwrap().iter();
    messages.filter(|message| payload(message)["kind"] == kind).count()
}

async fn write_in_haste(house: &House, by: &str) -> Value {
    let bot = house.glance().await["app"]["user"].clone();
    house.act(json!({ "as": by, "do": "say", "channel": bot, "text": "Er du der?", "within": "0s" })).await
}
