//! Connections that go dead, are replaced, or are switched off.

use std::time::{Duration, Instant};

use serde_json::json;

use super::{BACK_WITHIN, all_is_done, comes_true, figures, readiness};
use crate::process::house::{House, IDA, JONAS, KAIA, KARI, Transport};
use crate::process::killed::everything_arrived_once;
use crate::process::watchers_hear;

/// A dead line is noticed by then, and another is there.
const NOTICED: Duration = Duration::from_secs(8);

/// Half open: for TCP all is well, but nothing gets through.
#[tokio::test]
async fn a_line_that_went_dead_is_noticed_and_replaced() {
    let house = House::open(Transport::Socket).await;
    let bot = house.bot().await;
    // One line is enough to be ready, and only what is open goes dead.
    comes_true("both are open", async || figures(&house, &bot).await.contains("klynge_socket_open 2")).await;
    house.fault(json!({ "fault": "disconnect", "reason": "half_open", "all": true })).await;
    let begun = Instant::now();
    let user = house.glance().await["app"]["user"].clone();
    house.act(json!({ "as": IDA, "do": "say", "channel": user, "text": "Hallo?", "within": "0s" })).await;
    // On a busy machine one that is new may be taken for dead as well.
    let count = |figures: &str| -> u32 {
        let line = figures.lines().find_map(|line| line.strip_prefix("klynge_socket_reconnects_total "));
        line.and_then(|count| count.parse().ok()).unwrap_or_default()
    };
    let replaced = async || count(&figures(&house, &bot).await) >= 2;
    comes_true("both are replaced", replaced).await;
    watchers_hear(&format!("two dead lines were replaced after {:?}", begun.elapsed()));
    assert!(begun.elapsed() < NOTICED, "{:?}", begun.elapsed());
    // Slack repeats what went into the dead line, and notices itself.
    house.quiet_after_retries().await;
    assert_eq!(house.messages("answer").await.len(), 1);
    bot.kill().await;
}

/// Slack asks for new connections again and again, and cuts one now and then, while people write.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_while_connections_are_replaced() {
    const ROUNDS: usize = 5;
    let house = House::open(Transport::Socket).await;
    let bot = house.bot().await;
    let user = house.glance().await["app"]["user"].clone();
    let everybody = [IDA, JONAS, KAIA, KARI];
    for reason in ["refresh_requested", "warning", "cut"].iter().cycle().take(ROUNDS) {
        let writing = everybody.map(|who| {
            let say =
                json!({ "as": who, "do": "say", "channel": user, "text": "Er du der?", "within": "0s" });
            house.act(say)
        });
        let order = json!({ "fault": "disconnect", "reason": reason });
        tokio::join!(futures_util::future::join_all(writing), house.fault(order));
    }
    house.quiet_after_retries().await;
    all_is_done(&house).await;
    assert_eq!(house.messages("answer").await.len(), ROUNDS * everybody.len());
    bot.kill().await;
    everything_arrived_once(&house, "replaced").await;
}

/// Somebody switches Socket Mode off, and on again.
#[tokio::test]
async fn a_link_that_is_switched_off_is_told_plainly_and_comes_back() {
    const TOLD: &str = "Socket Mode has been switched off for this app: switch it on in the app's settings";
    let house = House::open(Transport::Socket).await;
    let bot = house.bot().await;
    // One that was on its way while the others are cut would stay.
    comes_true("two connections", async || house.glance().await["clock"]["connections"] == 2).await;
    let off = json!({
        "fault": "error", "method": "apps.connections.open", "error": "link_disabled", "times": 1000,
    });
    house.fault(off).await;
    house.fault(json!({ "fault": "disconnect", "reason": "link_disabled" })).await;
    bot.says(TOLD).await;
    comes_true("it tells whoever asks", async || {
        let (ready, reasons) = readiness(&house, &bot).await;
        !ready && reasons.contains(TOLD)
    })
    .await;
    // Each connection has been refused by now, and asks again as if it had been so for hours.
    comes_true("it is refused", async || {
        house.glance().await;
        let refused = bot.lines().iter().filter(|line| line.contains("\"code\":\"link_disabled\"")).count();
        refused >= 4
    })
    .await;
    house.fault(json!({ "clear": true })).await;
    let begun = Instant::now();
    comes_true("ready again", async || readiness(&house, &bot).await.0).await;
    watchers_hear(&format!("ready {:?} after it was switched on", begun.elapsed()));
    assert!(begun.elapsed() < BACK_WITHIN, "{:?}", begun.elapsed());
    house.write_to_klynge(IDA).await;
    all_is_done(&house).await;
    assert_eq!(house.messages("answer").await.len(), 1);
    bot.kill().await;
}

/// Slack says that there are too many connections, whatever it counts.
#[tokio::test]
async fn too_many_connections_are_told_and_gotten_over() {
    let house = House::open(Transport::Socket).await;
    let bot = house.bot().await;
    house.fault(json!({ "fault": "disconnect", "reason": "too_many_websockets", "all": true })).await;
    bot.says("Slack has too many connections for this app: is Klynge running somewhere else?").await;
    comes_true("ready again", async || readiness(&house, &bot).await.0).await;
    house.write_to_klynge(IDA).await;
    all_is_done(&house).await;
    assert_eq!(house.messages("answer").await.len(), 1);
    bot.kill().await;
}
