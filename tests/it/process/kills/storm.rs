//! One house through its storms: the people act, things go wrong, the clock goes on, and the bot is killed and started
//! again; then all comes to rest and is looked at.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use futures_util::future::join_all;
use klynge::domain::model::MeetingId;
use serde_json::{Value, json};
use tokio::sync::watch;
use tokio::time::timeout;

use super::ledger::Ledger;
use super::{Tally, people, proof};
use crate::dice::Dice;
use crate::process::bot::Bot;
use crate::process::house::{CHANNEL, House, KAIA, action_id, payload};

/// The civil time at the end of each storm. Before the first, the meeting of 17 September at 11:30 is announced.
const STORMS: [&str; 4] = ["2026-09-14T10:00", "2026-09-16T12:00", "2026-09-17T13:00", "2026-09-18T10:30"];
/// In so many storms the meeting is yet to come.
const BEFORE_THE_MEETING: usize = 2;
/// Lives that end at a step end at one of so many; and if they never come to it, after so long.
const STEPS: u64 = 90;
const LONGEST: Duration = Duration::from_secs(2);
/// The others end so many milliseconds after the start, or after the bot was ready.
const MOMENT: u64 = 300;
/// A message is looked for so many milliseconds after its attempt, if no wait is shortened; and may be hidden for a third
/// of that, so that it is never said twice.
const LOOKED_FOR: u64 = 12_000;
/// Slack repeats an event after one minute, and after five more.
const RETRIES: [&str; 3] = ["0s", "1m", "5m"];

/// When a bot is killed.
enum Life {
    AtStep(u64),
    AfterStart(Duration),
    AfterReady(Duration),
}

impl Life {
    fn any(dice: &mut Dice) -> Self {
        let moment = Duration::from_millis(dice.below(MOMENT));
        match dice.below(5) {
            0 | 1 => Self::AtStep(dice.below(STEPS)),
            2 => Self::AfterStart(moment),
            3 => Self::AfterReady(moment),
            // Long enough to clear up what became of the messages of the life before.
            _ => Self::AfterReady(LONGEST + moment),
        }
    }
}

/// A house and what is known of it.
pub(super) struct Street {
    house: House,
    ledger: Mutex<Ledger>,
    seed: u64,
    haste: u32,
    bot_user: Value,
    card: Value,
    list: Value,
    before_the_meeting: AtomicBool,
}

impl Street {
    pub(super) fn new(house: House, seed: u64, haste: u32) -> Self {
        Self {
            house,
            ledger: Mutex::default(),
            seed,
            haste,
            bot_user: Value::Null,
            card: Value::Null,
            list: Value::Null,
            before_the_meeting: AtomicBool::new(true),
        }
    }

    pub(super) fn house(&self) -> &House {
        &self.house
    }

    pub(super) fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap()
    }

    /// With whom a direct conversation is had.
    pub(super) fn bot_user(&self) -> &Value {
        &self.bot_user
    }

    /// For how many milliseconds a post may be missing from history without being said again.
    pub(super) fn hidden(&self) -> u64 {
        LOOKED_FOR / u64::from(self.haste) / 3
    }

    /// The meeting that the announcement is about.
    pub(super) fn meeting(&self) -> MeetingId {
        let id = payload(&self.card)["meeting"].as_str().and_then(|id| id.parse().ok());
        MeetingId(id.expect("the announcement says which meeting it is about"))
    }

    pub(super) fn is_before_the_meeting(&self) -> bool {
        self.before_the_meeting.load(Ordering::Relaxed)
    }

    /// A press of a button on the announcement; its id begins so.
    pub(super) fn press_on_the_card(&self, button: &str) -> Value {
        press(&self.card, button)
    }

    /// The same on the facilitator's list of meetings.
    pub(super) fn press_on_the_list(&self, button: &str) -> Value {
        press(&self.list, button)
    }

    /// Something goes wrong, unless there is nothing for it to happen to.
    pub(super) async fn goes_wrong(&self, fault: Value) {
        let _ = self.house.try_control("fault", &fault).await;
    }

    /// All storms, with so many kills in all.
    pub(super) async fn weather_storms(mut self, kills: usize) -> Tally {
        self.announce().await;
        let mut dice = Dice::new(self.seed);
        let mut tally = Tally::default();
        for (nth, until) in STORMS.into_iter().enumerate() {
            self.before_the_meeting.store(nth < BEFORE_THE_MEETING, Ordering::Relaxed);
            let kills = (kills - tally.kills).div_ceil(STORMS.len() - nth);
            self.storm(until, kills, &mut dice, &mut tally).await;
            let bot = self.calm(until).await;
            bot.kill().await;
            tally.messages = proof::at_rest(&self).await;
        }
        tally.acknowledged = self.ledger().acknowledged;
        tally
    }

    /// In good weather: set up, and the first meeting announced.
    async fn announce(&mut self) {
        let bot = self.start(None);
        self.house.lead_to(&bot).await;
        bot.says("\"ready\"").await;
        self.bot_user = self.house.state().await["app"]["user"].clone();
        self.house.set_up().await;
        self.house.press(KAIA, "setup", "welcome.post.").await;
        self.house.clock(json!({ "to": "2026-09-10T10:00" })).await;
        self.card = self.house.messages("announcement").await.remove(0);
        let list = json!({ "as": KAIA, "do": "command", "channel": CHANNEL, "text": "/klynge meeting" });
        self.list = self.house.act(list).await["messages"][0].clone();
        bot.kill().await;
    }

    /// Kills the bot so often while people act and the clock goes on.
    async fn storm(&self, until: &str, kills: usize, dice: &mut Dice, tally: &mut Tally) {
        let (over, ended) = watch::channel(false);
        let everybody = people::ALL.map(|who| {
            let own = Dice::new(dice.below(u64::MAX));
            self.live(who, own, ended.clone())
        });
        let dying = async {
            for _ in 0..kills {
                tally.ready += usize::from(self.one_life(&Life::any(dice)).await);
                tally.kills += 1;
                proof::acknowledged(self).await;
            }
            over.send_replace(true);
        };
        // It gets as far as it can: it waits for the bot, and for quiet.
        let mut ended = ended.clone();
        let clock = async {
            tokio::select! {
                _ = self.house.clock(json!({ "to": until, "followers": 1 })) => {}
                _ = ended.wait_for(|over| *over) => {}
            }
        };
        tokio::join!(join_all(everybody), dying, clock);
    }

    /// The weather clears up, and Slack repeats what was not acknowledged, until nothing is left to do.
    async fn calm(&self, until: &str) -> Bot {
        self.house.fault(json!({ "clear": true })).await;
        let bot = self.start(None);
        self.house.lead_to(&bot).await;
        bot.says("\"ready\"").await;
        for span in RETRIES {
            self.clock(json!({ "skip_wall": span })).await;
        }
        self.clock(json!({ "to": until })).await;
        self.house.quiet().await;
        bot
    }

    /// Turns the clock, which waits until nothing more happens by itself.
    async fn clock(&self, turn: Value) {
        let turned = self.house.clock(turn).await;
        assert!(turned.get("stopped").is_none(), "it never comes to rest: {turned}");
    }

    /// Starts it and kills it; whether it was ready by then. One that ended by itself fails the test.
    async fn one_life(&self, life: &Life) -> bool {
        let step = match life {
            Life::AtStep(step) => Some(format!("any:{step}")),
            Life::AfterStart(_) | Life::AfterReady(_) => None,
        };
        let bot = self.start(step.as_deref());
        let led = async {
            self.house.lead_to(&bot).await;
            std::future::pending::<()>().await;
        };
        let lives = async {
            let ends = std::future::pending::<()>();
            match life {
                Life::AtStep(_) => drop(timeout(LONGEST, bot.sooner_or_later("stopped at")).await),
                Life::AfterStart(moment) => drop(timeout(*moment, ends).await),
                Life::AfterReady(moment) => {
                    let _ = timeout(LONGEST, bot.sooner_or_later("\"ready\"")).await;
                    let _ = timeout(*moment, ends).await;
                }
            }
        };
        tokio::select! {
            () = lives => {}
            () = led => {}
        }
        let ready = bot.lines().iter().any(|line| line.contains("\"ready\""));
        bot.kill().await;
        ready
    }

    fn start(&self, stop_at: Option<&str>) -> Bot {
        let haste = self.haste.to_string();
        let mut settings = vec![("KLYNGE_HASTE", haste.as_str())];
        settings.extend(stop_at.map(|stop_at| ("KLYNGE_STOP_AT", stop_at)));
        self.house.spawn(&settings)
    }
}

/// A press of the button whose id begins so.
fn press(message: &Value, button: &str) -> Value {
    let action = action_id(&message["blocks"], button);
    let action = action.unwrap_or_else(|| panic!("no button {button}: {message}"));
    json!({ "do": "click", "channel": message["channel"], "ts": message["ts"], "action_id": action })
}
