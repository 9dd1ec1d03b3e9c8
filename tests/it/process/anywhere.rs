//! A fortnight from set-up to brief, told by separate programs, in which the bot is killed with SIGKILL wherever the
//! dice say, and started again at once. At the end Slack looks as if nothing had happened.

use std::time::Duration;

use futures_util::future::join_all;
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::dice::Dice;

use super::house::{CHANNEL, House, IDA, JONAS, KAIA, KARI, TRANSPORTS, Transport, payload, set_up_values};
use super::killed::everything_arrived_once;

/// Fortnights over each transport.
const SEEDS: [u64; 2] = [7, 20_260_917];
/// How often the bot is killed in a fortnight.
const KILLS: usize = 8;
/// It lives at most for so many steps.
const LIFE: u64 = 70;
/// A person who sees an error tries again; never as often as this.
const TRIES: usize = 2 * KILLS;
/// Longer than any of it takes.
const LIMIT: Duration = Duration::from_secs(400);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fortnight_ends_the_same_wherever_the_bot_is_killed() {
    let undisturbed = tokio::time::timeout(LIMIT, fortnight(Transport::Socket, None));
    let expected = undisturbed.await.expect("a fortnight comes to an end");
    let all = TRANSPORTS.iter().flat_map(|transport| SEEDS.map(|seed| (*transport, seed)));
    let killed =
        join_all(all.map(|(transport, seed)| async move {
            (transport, seed, fortnight(transport, Some(seed)).await)
        }));
    for (transport, seed, said) in tokio::time::timeout(LIMIT, killed).await.expect("they come to an end") {
        let lacking: Vec<_> = expected.iter().filter(|words| !said.contains(words)).collect();
        let odd: Vec<_> = said.iter().filter(|words| !expected.contains(words)).collect();
        assert_eq!((lacking, odd), (Vec::new(), Vec::new()), "{transport:?}, seed {seed}");
        assert_eq!(said.len(), expected.len(), "{transport:?}, seed {seed}");
    }
}

/// Tells it, and answers what was said: kind, place, and words as they stand at the end.
async fn fortnight(transport: Transport, seed: Option<u64>) -> Vec<String> {
    let house = House::open(transport).await;
    let (over, ended) = watch::channel(false);
    let story = async {
        tell(&house).await;
        over.send_replace(true);
    };
    let ((), kills) = tokio::join!(story, keep_alive(&house, seed, ended));
    assert_eq!(kills, if seed.is_some() { KILLS } else { 0 }, "the story is long enough");
    house.clock(json!({ "advance": "0s", "followers": 0 })).await;
    let bot = house.bot().await;
    house.quiet_after_retries().await;
    bot.kill().await;
    everything_arrived_once(&house, &format!("{transport:?} {seed:?}")).await;
    said(&house.state().await)
}

/// Kills the bot again and again, and starts it again at once, until the story is over. Answers how often.
async fn keep_alive(house: &House, seed: Option<u64>, mut ended: watch::Receiver<bool>) -> usize {
    let mut lives = seed.into_iter().flat_map(lives);
    for kills in 0.. {
        let stop_at = lives.next().map(|steps| format!("any:{steps}"));
        let settings: Vec<_> = stop_at.iter().map(|stop_at| ("KLYNGE_STOP_AT", stop_at.as_str())).collect();
        let bot = house.spawn(&settings);
        let lives = async {
            house.lead_to(&bot).await;
            std::future::pending::<()>().await;
        };
        tokio::select! {
            () = bot.sooner_or_later("stopped at") => {}
            _ = ended.wait_for(|over| *over) => {}
            () = lives => {}
        }
        bot.kill().await;
        if *ended.borrow() {
            return kills;
        }
    }
    unreachable!("a story ends")
}

/// For how many steps it lives each time.
fn lives(seed: u64) -> impl Iterator<Item = u64> {
    let mut dice = Dice::new(seed);
    (0..KILLS).map(move |_| dice.below(LIFE))
}

/// What people do: set up, announce, sign up, decline, meet, note, publish, ask, answer.
pub(super) async fn tell(house: &House) {
    let bot = house.state().await["app"]["user"].clone();
    house.act(json!({ "as": KAIA, "do": "invite", "channel": CHANNEL, "user": bot })).await;
    let set_up = json!({ "do": "command", "channel": CHANNEL, "text": "/klynge setup" });
    house.fills_in(KAIA, &Opens::By(set_up), set_up_values()).await;
    house.presses(KAIA, "welcome.post.").await;
    house.goes_to("2026-09-10T10:00").await;
    house.fills_in(KAIA, &Opens::Button("host.theme."), json!({ "theme": "Layout som virker" })).await;
    house.presses(IDA, "rsvp.coming.").await;
    house.presses(JONAS, "rsvp.cant.").await;
    house.fills_in(KARI, &Opens::Button("talk.show."), json!({ "title": "Rutenett" })).await;
    house.goes_to("2026-09-17T13:00").await;
    house.presses(KAIA, "attendance.confirm.").await;
    let card = house.messages("announcement").await.remove(0);
    for (who, words) in [(IDA, "beslutning: neste gang på verkstedet"), (KARI, "notat: tolv kolonner er nok")]
    {
        house
            .act(
                json!({ "as": who, "do": "say", "channel": CHANNEL, "thread_ts": card["ts"], "text": words }),
            )
            .await;
        house.settles().await;
    }
    house.goes_to("2026-09-18T09:30").await;
    let points =
        json!({ "points": "Beslutning: neste gang på verkstedet\nTolv kolonner er nok, og fjorten for mye" });
    house.fills_in(KAIA, &Opens::Button("brief.edit."), points).await;
    house.presses(KAIA, "brief.publish.").await;
    house.fills_in(JONAS, &Opens::Button("brief.ask."), json!({ "words": "Why twelve?" })).await;
    house.fills_in(KARI, &Opens::Button("brief.reply."), json!({ "words": "Fordi det går opp." })).await;
    house.goes_to("2026-09-22T12:00").await;
}

/// What a form is opened by.
enum Opens {
    By(Value),
    Button(&'static str),
}

impl House {
    /// Turns the clock; what is left to do at a step is done before the next.
    async fn goes_to(&self, to: &str) {
        for _ in 0..TRIES {
            // Time waits for the bot: what a downtime leads to is another story.
            let turned = self.clock(json!({ "to": to, "followers": 1 })).await;
            self.settles().await;
            if turned.get("stopped").is_none() {
                return;
            }
        }
        panic!("it never got to {to}");
    }

    /// Waits until Slack has repeated what was not acknowledged, and all is quiet, however often the bot dies meanwhile.
    async fn settles(&self) {
        for _ in 0..TRIES {
            if self.clock(json!({ "advance": "0s", "followers": 1 })).await["idle"] == true {
                return;
            }
            self.clock(json!({ "skip_wall": "1m" })).await;
        }
        panic!("it never comes to rest");
    }

    /// Presses a button until it was taken or is gone.
    async fn presses(&self, by: &str, button: &str) {
        for _ in 0..TRIES {
            let Some(deed) = self.press_of(by, button).await else { return };
            let pressed = self.act(deed).await;
            self.settles().await;
            if pressed["ack"]["ok"] == true {
                return;
            }
        }
        panic!("{by} cannot press {button}");
    }

    async fn press_of(&self, by: &str, button: &str) -> Option<Value> {
        let (message, action) = self.offer(button).await?;
        Some(json!({
            "as": by, "do": "click", "channel": message["channel"], "ts": message["ts"], "action_id": action,
        }))
    }

    /// Opens a form, fills it in, and sends it until it was taken. What takes its place is closed.
    async fn fills_in(&self, by: &str, opens: &Opens, values: Value) {
        let form = self.opens(by, opens).await;
        for _ in 0..TRIES {
            let submit = json!({ "as": by, "do": "submit", "view_id": form["id"], "values": values });
            let sent = self.act(submit).await;
            assert!(sent["errors"].as_object().is_none_or(serde_json::Map::is_empty), "{sent}");
            self.settles().await;
            let open = self.view_of(by).await;
            // Thanks in its place, or nothing: it was taken.
            if open.as_ref().is_none_or(|view| view["submit"].is_null()) {
                if open.is_some() {
                    self.act(json!({ "as": by, "do": "close", "all": true })).await;
                }
                return;
            }
        }
        panic!("{by} cannot send {values}");
    }

    /// A form whose opening was lost is asked for again.
    async fn opens(&self, by: &str, opens: &Opens) -> Value {
        for _ in 0..TRIES {
            let mut deed = match opens {
                Opens::By(deed) => deed.clone(),
                Opens::Button(button) => {
                    let press = self.press_of(by, button).await;
                    press.unwrap_or_else(|| panic!("nothing offers {button}"))
                }
            };
            deed["as"] = json!(by);
            let seen = self.act(deed).await;
            self.settles().await;
            if seen["view"]["submit"].is_object() {
                return seen["view"].clone();
            }
            // It may have come while nobody looked any more.
            if let Some(view) = self.view_of(by).await {
                return view;
            }
        }
        panic!("{by} gets no form");
    }

    async fn view_of(&self, by: &str) -> Option<Value> {
        let state = self.state().await;
        state["views"].as_array()?.iter().rfind(|view| view["user"] == by).cloned()
    }
}

/// What the bot has said that lasts, with its kind and place, in no particular order; without the addresses in it, which
/// are different each time.
fn said(state: &Value) -> Vec<String> {
    let messages = state["messages"].as_array().unwrap().iter();
    let lasting =
        messages.filter(|message| message["ephemeral_to"].is_null() && !message["bot_id"].is_null());
    let mut said: Vec<String> = lasting
        .map(|message| {
            let in_thread = if message["thread_ts"].is_null() { "" } else { " in a thread" };
            let words = without_addresses(message["text"].as_str().unwrap_or_default());
            format!("{} {}{in_thread}: {words}", payload(message)["kind"], place(state, &message["channel"]))
        })
        .collect();
    said.sort();
    said
}

/// A channel, or whom a conversation is with.
fn place<'a>(state: &'a Value, channel: &'a Value) -> &'a Value {
    let channels = state["channels"].as_array().unwrap();
    let known = channels.iter().find(|known| known["id"] == *channel).unwrap();
    if known["is_im"] == true { &known["user"] } else { channel }
}

fn without_addresses(words: &str) -> String {
    let kept = words.split("<http").enumerate().map(|(nth, part)| match (nth, part.split_once('|')) {
        (1.., Some((_, label))) => label,
        _ => part,
    });
    kept.collect()
}
