//! Told to stop: it ends within seconds, says so, and loses nothing that it has acknowledged.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde_json::json;
use tokio::sync::watch;

use super::bot::Bot;
use super::door::{Behind, FrontDoor};
use super::house::{CHANNEL, House, IDA, JONAS, KAIA, KARI, NILS, TRANSPORTS, Transport};
use super::killed::everything_arrived_once;
use super::watchers_hear;

/// What whoever stops it (systemd, a container's keeper, a person) waits for patiently.
const PROMPTLY: Duration = Duration::from_secs(5);

async fn stops_promptly(bot: Bot) -> String {
    let begun = Instant::now();
    let (status, lines) = bot.terminate().await;
    let said = lines.join("\n");
    assert!(status.success(), "{status}\n{said}");
    assert!(begun.elapsed() < PROMPTLY, "{:?}\n{said}", begun.elapsed());
    watchers_hear(&format!("stopped after {:?}", begun.elapsed()));
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

/// What can be said at once is said before the end, and not only after the next start.
#[tokio::test]
async fn what_was_just_acknowledged_is_still_said_before_the_end() {
    for transport in TRANSPORTS {
        let house = House::open(transport).await;
        let bot = house.bot().await;
        house.set_up().await;
        // The stop comes while Slack wants a second's patience.
        let limit =
            json!({ "fault": "status", "method": "chat.postMessage", "status": 429, "retry_after": 1 });
        house.fault(limit).await;
        let pressed = house.press_in_haste(KAIA, "setup", "welcome.post.").await;
        assert_eq!(pressed["ack"]["ok"], true, "{transport:?}: {pressed}");
        let said = stops_promptly(bot).await;
        assert_eq!(house.messages("welcome").await.len(), 1, "{transport:?}: {said}");
        assert!(said.contains("stopped; everything is on disk"), "{transport:?}: {said}");
        assert!(!said.contains("with work under way"), "{transport:?}: {said}");
        everything_arrived_once(&house, &format!("{transport:?}")).await;
    }
}

/// Slack takes connections and answers nothing any more, whatever it is asked, when the bot is told to stop.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bot_to_which_slack_says_nothing_stops_promptly_and_says_so() {
    join_all(TRANSPORTS.map(stopped_while_slack_hangs)).await;
}

async fn stopped_while_slack_hangs(transport: Transport) {
    let house = House::open(transport).await;
    let slack = FrontDoor::open().await;
    slack.leads_to(house.address());
    let bot = house.bot_with(&[("SLACK_API_URL", &format!("{}/api", slack.url()))]).await;
    house.set_up().await;
    slack.becomes(Behind::Silence);
    let pressed = house.press_in_haste(KAIA, "setup", "welcome.post.").await;
    assert_eq!(pressed["ack"]["ok"], true, "{transport:?}: {pressed}");
    for who in [IDA, JONAS, KARI] {
        let user = house.glance().await["app"]["user"].clone();
        house
            .act(json!({ "as": who, "do": "say", "channel": user, "text": "Er du der?", "within": "0s" }))
            .await;
        // A form that never opens.
        house
            .act(json!({ "as": who, "do": "command", "channel": CHANNEL, "text": "/klynge snooze", "within": "0s" }))
            .await;
    }
    let said = stops_promptly(bot).await;
    assert!(said.contains("stopping with work under way; it is on disk"), "{transport:?}: {said}");
    assert!(said.contains("stopped; everything is on disk"), "{transport:?}: {said}");
    assert!(house.messages("welcome").await.is_empty(), "{transport:?}: {said}");
    let bot = house.bot().await;
    house.quiet_after_retries().await;
    assert_eq!(house.messages("welcome").await.len(), 1, "{transport:?}");
    assert_eq!(house.messages("answer").await.len(), 3, "{transport:?}");
    stops_promptly(bot).await;
    everything_arrived_once(&house, &format!("{transport:?}")).await;
}

#[tokio::test]
async fn a_question_that_slack_does_not_answer_holds_up_no_stop() {
    let house = House::open(Transport::Socket).await;
    let bot = house.bot().await;
    house.set_up().await;
    let broken = json!({ "fault": "status", "method": "conversations.info", "status": 503, "times": 1000 });
    house.fault(broken).await;
    house.act(json!({ "as": NILS, "do": "join", "channel": CHANNEL, "within": "0s" })).await;
    bot.says("not answered; asking until it is").await;
    stops_promptly(bot).await;
}

/// Four people press and write as fast as they can when the bot is told to stop, and somebody's answer hangs in Slack.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_busy_bot_stops_promptly_and_keeps_what_it_acknowledged() {
    join_all(TRANSPORTS.map(stopped_while_busy)).await;
}

async fn stopped_while_busy(transport: Transport) {
    let house = House::open(transport).await;
    let bot = house.bot().await;
    house.set_up().await;
    house.fault(json!({ "fault": "hang", "method": "chat.postMessage" })).await;
    let (over, ended) = watch::channel(false);
    let busily = watch::Sender::new(0);
    let busy = [KAIA, IDA, JONAS, KARI].map(|who| presses_on(&house, who, &busily, ended.clone()));
    let stopping = async {
        busily.subscribe().wait_for(|days| *days >= BUSY).await.unwrap();
        let said = stops_promptly(bot).await;
        over.send_replace(true);
        said
    };
    let (acknowledged, said) = tokio::join!(join_all(busy), stopping);
    assert!(said.contains("stopped; everything is on disk"), "{transport:?}: {said}");
    let ws = house.on_disk().await;
    for (who, days) in acknowledged {
        let kept = ws.people.iter().find(|(user, _)| user.as_str() == who);
        let until = kept.and_then(|(_, person)| person.snoozed_until);
        let kept = until.map_or(0, |until| (until - START).num_days());
        assert!(days > 0 && kept >= days, "{transport:?}: {who} was told of {days} days and has {kept}");
    }
    let bot = house.bot().await;
    house.quiet_after_retries().await;
    stops_promptly(bot).await;
    everything_arrived_once(&house, &format!("{transport:?}")).await;
}

/// The day on which the house opens.
const START: chrono::NaiveDate = chrono::NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
/// By then there is much to do.
const BUSY: i64 = 40;
/// Nobody pauses for longer than about a year.
const LONGEST: i64 = 360;

/// Asks for one day more of silence each time, and now and then for help; answers the last that was acknowledged.
async fn presses_on<'a>(
    house: &House,
    who: &'a str,
    busily: &watch::Sender<i64>,
    over: watch::Receiver<bool>,
) -> (&'a str, i64) {
    let bot = house.glance().await["app"]["user"].clone();
    let mut acknowledged = 0;
    for days in 1..=LONGEST {
        if *over.borrow() {
            break;
        }
        let words = format!("/klynge snooze {days}d");
        let snooze = json!({ "as": who, "do": "command", "channel": CHANNEL, "text": words, "within": "0s" });
        if house.act(snooze).await["ack"]["ok"] == true {
            acknowledged = days;
            busily.send_replace(days);
        }
        if days % 10 == 1 {
            house
                .act(json!({ "as": who, "do": "say", "channel": bot, "text": "Er du der?", "within": "0s" }))
                .await;
        }
    }
    (who, acknowledged)
}
