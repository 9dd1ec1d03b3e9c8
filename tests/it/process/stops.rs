//! Told to stop: it ends within seconds, says so, and loses nothing that it has acknowledged.

use std::time::{Duration, Instant};

use serde_json::json;

use super::bot::Bot;
use super::house::{House, KAIA, TRANSPORTS, Transport};

/// What whoever stops it (systemd, a container's keeper, a person) waits for patiently.
const PROMPTLY: Duration = Duration::from_secs(5);

async fn stops_promptly(bot: Bot) -> String {
    let begun = Instant::now();
    let (status, lines) = bot.terminate().await;
    let said = lines.join("\n");
    assert!(status.success(), "{status}\n{said}");
    assert!(begun.elapsed() < PROMPTLY, "{:?}\n{said}", begun.elapsed());
    said
}

#[tokio::test]
async fn an_idle_bot_stops_at_once_and_says_so() {
    for transport in TRANSPORTS {
        let house = House::open(transport).await;
        let said = stops_promptly(house.bot().await).await;
        assert!(said.contains("stopped; everything is on disk"), "{said}");
        assert!(!said.contains("WARN") && !said.contains("ERROR"), "{said}");
    }
}

#[tokio::test]
async fn a_bot_that_waits_for_slack_can_be_stopped() {
    let house = House::open(Transport::Socket).await;
    let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let mut settings = house.settings();
    settings.retain(|(name, _)| !matches!(*name, "SLACK_API_URL" | "KLYNGE_CLOCK_URL"));
    settings.push(("SLACK_API_URL", format!("http://{nobody}/api")));
    let bot = Bot::spawn(&house.folder(), &settings);
    bot.says("Slack is not there yet").await;
    let said = stops_promptly(bot).await;
    assert!(said.contains("stopped before it was ready"), "{said}");
}

#[tokio::test]
async fn what_was_acknowledged_before_the_stop_is_said_after_the_next_start() {
    let house = House::open(Transport::Socket).await;
    let bot = house.bot().await;
    house.set_up().await;
    house.fault(json!({ "fault": "status", "method": "chat.postMessage", "times": 50, "status": 503 })).await;
    let (pressed, said) = tokio::join!(house.press(KAIA, "setup", "welcome.post."), async {
        bot.says("503").await;
        stops_promptly(bot).await
    });
    assert_eq!(pressed["ack"]["ok"], true, "{pressed}\n{said}");
    assert!(house.messages("welcome").await.is_empty(), "{said}");
    house.fault(json!({ "clear": true })).await;
    let bot = house.bot().await;
    house.quiet().await;
    assert_eq!(house.messages("welcome").await.len(), 1);
    stops_promptly(bot).await;
}
