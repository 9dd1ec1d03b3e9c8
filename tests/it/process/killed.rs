//! Killed with SIGKILL at every step and started again: nothing is lost, nothing is said twice, and a person whose
//! press failed presses again.

use std::future::Future;

use futures_util::future::join_all;
use klynge::domain::model::{Coming, Progress};
use klynge::engine::steps::Step;
use serde_json::json;

use super::house::{CHANNEL, House, IDA, KAIA, NILS, TRANSPORTS, Transport};

/// A press on "Post the welcome", and the message that follows from it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_welcome_is_posted_once_wherever_the_bot_is_killed() {
    at_every_step(|step| format!("{}:{}", step.name(), kind(step, "press", "welcome")), posting_the_welcome)
        .await;
}

/// A press that answers for a company: the card in the channel changes, and the meeting comes as a calendar file, once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_is_noted_once_wherever_the_bot_is_killed() {
    let stories = TRANSPORTS.iter().flat_map(|transport| Step::ALL.map(|step| (*transport, step)));
    let stop = |step: Step| format!("{}:{}", step.name(), kind(step, "press", "file"));
    join_all(stories.map(|(transport, step)| answering(transport, stop(step)))).await;
}

/// A message to Klynge, which nobody sends again: Slack itself repeats what was not acknowledged.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_writes_is_answered_once_wherever_the_bot_is_killed() {
    at_every_step(|step| format!("{}:{}", step.name(), kind(step, "addressed", "answer")), being_asked).await;
}

/// Slack delivers the same event twice, as it does when an acknowledgement is lost.
#[tokio::test]
async fn a_repeated_event_is_taken_once() {
    for transport in TRANSPORTS {
        let house = House::open(transport).await;
        let bot = house.bot().await;
        house.fault(json!({ "fault": "duplicate", "method": "message.im" })).await;
        house.write_to_klynge(IDA).await;
        house.quiet().await;
        assert_eq!(house.messages("answer").await.len(), 1, "{transport:?}");
        bot.kill().await;
    }
}

/// Somebody comes and goes, and Slack tells of it in the wrong order.
#[tokio::test]
async fn an_older_word_that_comes_last_is_not_believed() {
    let house = House::open(Transport::Socket).await;
    let bot = house.bot().await;
    house.set_up().await;
    house.fault(json!({ "fault": "reorder", "method": "member_joined_channel" })).await;
    for what in ["join", "leave"] {
        house.act(json!({ "as": NILS, "do": what, "channel": CHANNEL })).await;
    }
    house.quiet().await;
    bot.kill().await;
    let ws = house.on_disk().await;
    let room = ws.rooms.values().find(|room| room.channel.as_str() == CHANNEL).unwrap();
    assert!(room.users.iter().all(|user| user.as_str() != NILS), "{room:?}");
}

/// The Home tab of somebody who has opened it shows what is so, wherever the bot is killed between the commit of an
/// answer and the Home that shows it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_home_shows_what_is_so_wherever_the_bot_is_killed() {
    let steps = [
        (Step::Decided, "press"),
        (Step::Committed, "press"),
        (Step::Attempted, "home"),
        (Step::Posted, "home"),
        (Step::Settled, "home"),
    ];
    let stories = TRANSPORTS.iter().flat_map(|transport| steps.map(|step| (*transport, step)));
    let stop = |(step, what): (Step, &str)| format!("{}:{what}", step.name());
    join_all(stories.map(|(transport, step)| answering_at_home(transport, stop(step)))).await;
}

/// Something that falls due: nobody is there to press again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_due_announcement_is_posted_once_wherever_the_bot_is_killed() {
    let steps = [Step::Decided, Step::Committed, Step::Attempted, Step::Posted, Step::Settled];
    let stop = |step: Step| format!("{}:{}", step.name(), kind(step, "due", "announcement"));
    join_all(steps.map(|step| announcing(Transport::Socket, stop(step)))).await;
}

/// What the step is passed for: the event up to its answer, then the message.
fn kind(step: Step, event: &'static str, message: &'static str) -> &'static str {
    match step {
        Step::Decoded | Step::Decided | Step::Committed | Step::Answered => event,
        Step::Attempted | Step::Posted | Step::Settled => message,
    }
}

/// Tells the same story for each step over each transport, all at once: most of the time is spent waiting until a
/// message can no longer arrive.
async fn at_every_step<F: Future<Output = ()>>(
    stop: impl Fn(Step) -> String,
    story: impl Fn(Transport, String) -> F,
) {
    let all = TRANSPORTS.iter().flat_map(|transport| Step::ALL.map(|step| (*transport, step)));
    join_all(all.map(|(transport, step)| story(transport, stop(step)))).await;
}

async fn posting_the_welcome(transport: Transport, stop_at: String) {
    let house = House::open(transport).await;
    let bot = house.bot().await;
    house.set_up().await;
    bot.kill().await;
    killed_while_pressing(&house, &stop_at, KAIA, "setup", "welcome.post.").await;
    assert_eq!(house.messages("welcome").await.len(), 1, "{transport:?} {stop_at}");
    everything_arrived_once(&house, &stop_at).await;
}

async fn answering(transport: Transport, stop_at: String) {
    let house = House::open(transport).await;
    let bot = house.bot().await;
    house.set_up().await;
    house.press(KAIA, "setup", "welcome.post.").await;
    house.clock(json!({ "to": "2026-09-10T10:00" })).await;
    bot.kill().await;
    killed_while_pressing(&house, &stop_at, IDA, "announcement", "rsvp.coming.").await;
    everything_arrived_once(&house, &stop_at).await;
    let ws = house.on_disk().await;
    let answers: Vec<_> = ws.rsvps.values().map(|rsvp| (rsvp.by.to_string(), rsvp.answer)).collect();
    assert_eq!(answers, [(IDA.to_owned(), Coming::Yes)], "{transport:?} {stop_at}");
    let card = house.messages("announcement").await.remove(0);
    assert!(card["blocks"].to_string().contains("Studio Strek"), "{transport:?} {stop_at}: {card}");
}

async fn answering_at_home(transport: Transport, stop_at: String) {
    let house = House::open(transport).await;
    let bot = house.bot().await;
    house.set_up().await;
    house.press(KAIA, "setup", "welcome.post.").await;
    house.act(json!({ "as": IDA, "do": "open_home" })).await;
    bot.kill().await;
    let bot = house.bot_with(&[("KLYNGE_STOP_AT", &stop_at)]).await;
    let killed = async {
        bot.says("stopped at").await;
        bot.kill().await;
        house.bot().await
    };
    let (pressed, bot) = tokio::join!(house.press_at_home(IDA, "rsvp.coming."), killed);
    if pressed["ack"]["ok"] != true && house.on_disk().await.rsvps.is_empty() {
        let again = house.press_at_home(IDA, "rsvp.coming.").await;
        assert_eq!(again["ack"]["ok"], true, "{transport:?} {stop_at}: {again}");
    }
    house.quiet_after_retries().await;
    bot.kill().await;
    let home = house.state().await["homes"][IDA].to_string();
    assert!(home.contains("Studio Strek kommer."), "{transport:?} {stop_at}: {home}");
    let ws = house.on_disk().await;
    assert!(ws.homes.values().all(|home| !home.dirty()), "{transport:?} {stop_at}: {:?}", ws.homes);
    everything_arrived_once(&house, &stop_at).await;
}

async fn being_asked(transport: Transport, stop_at: String) {
    let house = House::open(transport).await;
    let bot = house.bot_with(&[("KLYNGE_STOP_AT", &stop_at)]).await;
    let killed = async {
        bot.says("stopped at").await;
        bot.kill().await;
        house.bot().await
    };
    let (_, bot) = tokio::join!(house.write_to_klynge(IDA), killed);
    house.quiet_after_retries().await;
    bot.kill().await;
    assert_eq!(house.messages("answer").await.len(), 1, "{transport:?} {stop_at}");
    everything_arrived_once(&house, &stop_at).await;
}

async fn announcing(transport: Transport, stop_at: String) {
    let house = House::open(transport).await;
    let bot = house.bot().await;
    house.set_up().await;
    house.press(KAIA, "setup", "welcome.post.").await;
    house.clock(json!({ "to": "2026-09-10T08:59" })).await;
    bot.kill().await;
    let bot = house.bot_with(&[("KLYNGE_STOP_AT", &stop_at)]).await;
    let fallen_due = async {
        bot.says("stopped at").await;
        bot.kill().await;
        house.bot().await
    };
    let (_, bot) = tokio::join!(house.clock(json!({ "to": "2026-09-10T09:00" })), fallen_due);
    house.quiet_after_retries().await;
    bot.kill().await;
    assert_eq!(house.messages("announcement").await.len(), 1, "{stop_at}");
    everything_arrived_once(&house, &stop_at).await;
}

/// Presses a button, kills the bot where it stops, starts it again, presses again if the person was shown an error, and
/// waits until all is done.
async fn killed_while_pressing(house: &House, stop_at: &str, by: &str, kind: &str, button: &str) {
    let bot = house.bot_with(&[("KLYNGE_STOP_AT", stop_at)]).await;
    let killed = async {
        bot.says("stopped at").await;
        bot.kill().await;
        house.bot().await
    };
    let (pressed, bot) = tokio::join!(house.press(by, kind, button), killed);
    if pressed["ack"]["ok"] != true {
        // The button is gone when the press had its effect all the same.
        let again = house.press_if_there(by, kind, button).await;
        assert!(again.as_ref().is_none_or(|again| again["ack"]["ok"] == true), "{stop_at}: {again:?}");
    }
    house.quiet_after_retries().await;
    bot.kill().await;
}

/// Every message that the bot wrote down is in Slack exactly once, and nothing else of its is.
pub(super) async fn everything_arrived_once(house: &House, stop_at: &str) {
    let ws = house.on_disk().await;
    let unsent: Vec<_> =
        ws.outbox.values().filter(|row| !matches!(row.progress, Progress::Sent(..))).collect();
    assert!(unsent.is_empty(), "{stop_at}: {unsent:?}");
    let deliveries = house.deliveries().await;
    // What is settled and old has been forgotten, so Slack may have more than the outbox.
    let missing: Vec<_> = ws.outbox.keys().filter(|id| !deliveries.contains_key(&id.to_string())).collect();
    assert!(missing.is_empty(), "{stop_at}: {missing:?} not in {deliveries:?}");
    let twice: Vec<_> = deliveries.iter().filter(|(_, count)| **count != 1).collect();
    assert!(twice.is_empty(), "{stop_at}: {twice:?}");
    assert!(ws.cards.values().all(|card| !card.dirty()), "{stop_at}");
}
