//! Calls that are limited or never answered: only what they are about waits.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{BACK_WITHIN, all_is_done, comes_true, readiness};
use crate::process::bot::Bot;
use crate::process::house::{CHANNEL, EVA, House, IDA, JONAS, KAIA, KARI, NILS, TRANSPORTS, Transport};
use crate::process::killed::everything_arrived_once;
use crate::process::watchers_hear;

/// What does not wait for anything takes less.
const AT_ONCE: Duration = Duration::from_secs(2);
/// As long as Slack asks one to wait in the first of the tests.
const LIMITED: u64 = 8;

/// A house whose bot has a direct conversation with each of these.
async fn acquainted(transport: Transport, with: &[&str]) -> (House, Bot) {
    let house = House::open(transport).await;
    let bot = house.bot().await;
    for who in with {
        house.write_to_klynge(who).await;
    }
    all_is_done(&house).await;
    (house, bot)
}

/// The direct conversation with somebody.
async fn conversation(house: &House, with: &str) -> Value {
    let state = house.glance().await;
    let channels = state["channels"].as_array().unwrap();
    let own = channels.iter().find(|channel| channel["is_im"] == true && channel["user"] == with);
    own.unwrap()["id"].clone()
}

async fn writes(house: &House, by: &str) -> Value {
    let bot = house.glance().await["app"]["user"].clone();
    house.act(json!({ "as": by, "do": "say", "channel": bot, "text": "Er du der?", "within": "0s" })).await
}

/// How many answers somebody has.
async fn answers(house: &House, to: &str) -> usize {
    let channel = conversation(house, to).await;
    house.messages("answer").await.iter().filter(|message| message["channel"] == channel).count()
}

#[tokio::test]
async fn a_limited_conversation_holds_up_no_other_and_not_the_channel() {
    let (house, bot) = acquainted(Transport::Socket, &[IDA, JONAS]).await;
    house.set_up().await;
    let limit = json!({
        "fault": "status", "method": "chat.postMessage", "channel": conversation(&house, IDA).await,
        "status": 429, "retry_after": LIMITED,
    });
    house.fault(limit).await;
    let begun = Instant::now();
    writes(&house, IDA).await;
    writes(&house, JONAS).await;
    house.press_in_haste(KAIA, "setup", "welcome.post.").await;
    comes_true("the others are served", async || {
        answers(&house, JONAS).await == 2 && house.messages("welcome").await.len() == 1
    })
    .await;
    watchers_hear(&format!("served {:?} after somebody else was limited", begun.elapsed()));
    assert!(begun.elapsed() < AT_ONCE, "{:?}", begun.elapsed());
    assert_eq!(answers(&house, IDA).await, 1);
    all_is_done(&house).await;
    assert!(
        begun.elapsed() >= Duration::from_secs(LIMITED),
        "Slack asked for {LIMITED} s: {:?}",
        begun.elapsed()
    );
    assert_eq!(answers(&house, IDA).await, 2);
    bot.kill().await;
}

/// Whatever is said, Slack answers 429 a few dozen times, each time asking for a second.
#[tokio::test]
async fn a_storm_of_rate_limits_passes_and_everything_is_said_once() {
    const STORM: usize = 24;
    let (house, bot) = acquainted(Transport::Socket, &[IDA, JONAS, KARI]).await;
    house.set_up().await;
    for method in ["chat.postMessage", "chat.update"] {
        let order =
            json!({ "fault": "status", "method": method, "times": STORM, "status": 429, "retry_after": 1 });
        house.fault(order).await;
    }
    house.press_in_haste(KAIA, "setup", "welcome.post.").await;
    for _ in 0..3 {
        for who in [IDA, JONAS, KARI] {
            writes(&house, who).await;
        }
    }
    all_is_done(&house).await;
    for who in [IDA, JONAS, KARI] {
        assert_eq!(answers(&house, who).await, 4, "{who}");
    }
    assert_eq!(house.messages("welcome").await.len(), 1);
    bot.kill().await;
    everything_arrived_once(&house, "a storm of 429").await;
}

/// One person's form hangs, and messages to that person: the others' acknowledgements and messages do not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_waits_behind_what_hangs_for_another() {
    join_all(TRANSPORTS.map(one_hangs)).await;
}

async fn one_hangs(transport: Transport) {
    let (house, bot) = acquainted(transport, &[IDA, JONAS]).await;
    house.set_up().await;
    house.fault(json!({ "fault": "hang", "method": "views.open" })).await;
    let channel = conversation(&house, IDA).await;
    house.fault(json!({ "fault": "hang", "method": "chat.postMessage", "channel": channel })).await;
    writes(&house, IDA).await;
    let command = |words| json!({ "do": "command", "channel": CHANNEL, "text": format!("/klynge {words}"), "within": "0s" });
    let mut slowest = timed(&house, IDA, command("snooze")).await;
    for _ in 0..10 {
        slowest = slowest.max(timed(&house, JONAS, command("help")).await);
    }
    watchers_hear(&format!("{transport:?}: the slowest of eleven acknowledgements took {slowest:?}"));
    assert!(slowest < Duration::from_millis(500), "{transport:?}: {slowest:?}");
    let begun = Instant::now();
    writes(&house, JONAS).await;
    comes_true("the other is answered", async || answers(&house, JONAS).await == 2).await;
    assert!(begun.elapsed() < AT_ONCE, "{transport:?}: {:?}", begun.elapsed());
    let (ready, reasons) = readiness(&house, &bot).await;
    assert!(ready, "{transport:?}: {reasons}");
    all_is_done(&house).await;
    assert_eq!(answers(&house, IDA).await, 2, "{transport:?}");
    bot.kill().await;
    everything_arrived_once(&house, &format!("{transport:?}")).await;
}

/// As many calls hang as are made at once, for eight who are not served: everybody else is.
#[tokio::test]
async fn however_many_hang_the_others_are_served() {
    let (house, bot) = acquainted(Transport::Socket, &[IDA, JONAS, KARI]).await;
    house.fault(json!({ "fault": "hang", "method": "views.publish", "times": 6 })).await;
    for who in [IDA, KARI] {
        let channel = conversation(&house, who).await;
        house.fault(json!({ "fault": "hang", "method": "chat.postMessage", "channel": channel })).await;
        writes(&house, who).await;
    }
    for who in [KAIA, IDA, JONAS, KARI, NILS, EVA] {
        house.act(json!({ "as": who, "do": "open_home", "within": "0s" })).await;
    }
    comes_true("all hang", async || house.glance().await["faults"].as_array().unwrap().is_empty()).await;
    let begun = Instant::now();
    writes(&house, JONAS).await;
    comes_true("the other is answered", async || answers(&house, JONAS).await == 2).await;
    watchers_hear(&format!("served {:?} after eight calls hung", begun.elapsed()));
    assert!(begun.elapsed() < BACK_WITHIN, "{:?}", begun.elapsed());
    all_is_done(&house).await;
    assert_eq!((answers(&house, IDA).await, answers(&house, KARI).await), (2, 2));
    bot.kill().await;
    everything_arrived_once(&house, "eight hung").await;
}

/// Does it and tells how long Slack waited for the acknowledgement.
async fn timed(house: &House, by: &str, mut deed: Value) -> Duration {
    deed["as"] = json!(by);
    let begun = Instant::now();
    let seen = house.act(deed).await;
    assert_eq!(seen["ack"]["ok"], true, "{seen}");
    begun.elapsed()
}
