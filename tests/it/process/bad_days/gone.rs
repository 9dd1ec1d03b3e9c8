//! Slack's API is gone, in each of the ways in which a network fails, and comes back.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{BACK_WITHIN, all_is_done, comes_true, readiness};
use crate::process::bot::Bot;
use crate::process::door::{Behind, FrontDoor};
use crate::process::house::{CHANNEL, House, IDA, KAIA, NILS, Transport};
use crate::process::killed::everything_arrived_once;
use crate::process::watchers_hear;

/// So long after it was noticed Slack is still away: longer than pauses that double need to pass five seconds.
const AWAY: Duration = Duration::from_secs(9);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_is_back_within_seconds_of_slacks_return() {
    join_all([Behind::Wall, Behind::Nobody, Behind::Silence].map(gone_for_a_while)).await;
}

async fn gone_for_a_while(how: Behind) {
    let house = House::open(Transport::Socket).await;
    let door = FrontDoor::open().await;
    let slack = Behind::There(house.address());
    door.becomes(slack);
    let bot = start(&house, &door).await;
    house.set_up().await;
    door.becomes(how);
    // The sockets still stand: a press is acknowledged, and what follows from it has to wait.
    let pressed = house.press_in_haste(KAIA, "setup", "welcome.post.").await;
    assert_eq!(pressed["ack"]["ok"], true, "{how:?}: {pressed}");
    // Somebody comes, and Klynge wants to know who is there now.
    let looked = house.answered("conversations.members").await;
    house.act(json!({ "as": NILS, "do": "join", "channel": CHANNEL, "within": "0s" })).await;
    bot.says("not answered; asking until it is").await;
    house.fault(json!({ "fault": "disconnect", "reason": "cut", "all": true })).await;
    write_in_haste(&house, IDA).await;
    bot.says("Slack does not answer: what is to be said waits").await;
    let (ready, reasons) = readiness(&house, &bot).await;
    assert!(!ready && reasons.contains("there is no connection to Slack"), "{how:?}: {reasons}");
    let _ = tokio::time::timeout(AWAY, std::future::pending::<()>()).await;
    door.becomes(slack);
    let begun = Instant::now();
    comes_true("ready again", async || readiness(&house, &bot).await.0).await;
    let connected = begun.elapsed();
    comes_true("Slack has told who is there", async || {
        house.answered("conversations.members").await > looked
    })
    .await;
    all_is_done(&house).await;
    let done = begun.elapsed();
    watchers_hear(&format!("{how:?}: reachable after {connected:?}, all said after {done:?}"));
    assert!(done < BACK_WITHIN, "{how:?}: reachable after {connected:?}, all said after {done:?}");
    assert_eq!(house.messages("welcome").await.len(), 1, "{how:?}");
    assert_eq!(house.messages("answer").await.len(), 1, "{how:?}");
    bot.kill().await;
    everything_arrived_once(&house, &format!("{how:?}")).await;
}

/// Started while Slack is away, it waits and says so.
#[tokio::test]
async fn started_without_slack_it_begins_when_slack_comes() {
    let house = House::open(Transport::Socket).await;
    let door = FrontDoor::open().await;
    door.becomes(Behind::Silence);
    let bot = spawn(&house, &door);
    bot.says("Slack is not there yet").await;
    let (ready, _) = readiness(&house, &bot).await;
    assert!(!ready);
    door.becomes(Behind::There(house.address()));
    let begun = Instant::now();
    bot.says("\"ready\"").await;
    watchers_hear(&format!("ready {:?} after Slack came", begun.elapsed()));
    assert!(begun.elapsed() < BACK_WITHIN, "{:?}", begun.elapsed());
}

fn spawn(house: &House, door: &FrontDoor) -> Bot {
    house.spawn(&[("SLACK_API_URL", &format!("{}/api", door.url()))])
}

async fn start(house: &House, door: &FrontDoor) -> Bot {
    let bot = spawn(house, door);
    bot.says("\"ready\"").await;
    bot
}

async fn write_in_haste(house: &House, by: &str) -> Value {
    let bot = house.glance().await["app"]["user"].clone();
    house.act(json!({ "as": by, "do": "say", "channel": bot, "text": "Er du der?", "within": "0s" })).await
}
