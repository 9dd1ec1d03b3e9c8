//! What people do while the bot lives and dies: they answer, write, sign up, change their minds, come and go, and press
//! again when they are shown an error.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::watch;

use super::ledger::Duty;
use super::storm::Street;
use super::weather;
use crate::dice::Dice;
use crate::process::house::{CHANNEL, EVA, IDA, JONAS, KAIA, KARI, NILS};

/// Everybody who does something.
pub(super) const ALL: [&str; 6] = [KAIA, IDA, JONAS, KARI, NILS, EVA];
/// A form that cannot be sent is given up after so many tries.
const TRIES: usize = 3;
/// Before so many acts of a hundred something goes wrong.
const WRONG: u64 = 15;
/// The answers one can give.
const ANSWERS: [&str; 3] = ["coming", "maybe", "cant"];

impl Street {
    /// Somebody does one thing after another until the storm is over, with a moment of thought between two.
    pub(super) async fn live(&self, who: &'static str, mut dice: Dice, mut over: watch::Receiver<bool>) {
        while !*over.borrow() {
            if dice.percent(WRONG) {
                self.goes_wrong(weather::fault(&mut dice, self.hidden())).await;
            }
            self.do_something(who, &mut dice).await;
            let thought = Duration::from_millis(dice.below(250));
            let _ = tokio::time::timeout(thought, over.wait_for(|over| *over)).await;
        }
    }

    async fn do_something(&self, who: &'static str, dice: &mut Dice) {
        match (who, dice.below(6)) {
            (NILS | EVA, 0..=3) => self.comes_or_goes(who, dice).await,
            (_, 0) => self.writes(who).await,
            (IDA | KARI, 1 | 2) if self.is_before_the_meeting() => self.answers(who, dice).await,
            (JONAS, 1 | 2) => self.signs_up(who).await,
            (KAIA, 1) if self.is_before_the_meeting() => self.changes_the_place().await,
            (KAIA, 2) if self.is_before_the_meeting() => self.chooses_a_theme().await,
            (KAIA, 1) => self.closes(Duty::Attendance).await,
            (KAIA, 2) => self.closes(Duty::Brief).await,
            (_, 3) => self.notes(who).await,
            (KAIA | IDA | JONAS | KARI, 4) => self.wants_silence(who, dice).await,
            (KARI | JONAS, 5) => self.speaks(who, dice).await,
            _ => self.looks_at_home(who).await,
        }
    }

    /// A direct message: whoever writes is answered, however often Slack has to repeat it.
    async fn writes(&self, who: &'static str) {
        let nth = {
            let mut ledger = self.ledger();
            let written = ledger.written.entry(who).or_default();
            *written += 1;
            *written
        };
        let words = format!("Hei for {nth}. gang");
        self.quick(json!({ "as": who, "do": "say", "channel": self.bot_user(), "text": words })).await;
    }

    /// For the company, by a button or by a command.
    async fn answers(&self, who: &'static str, dice: &mut Dice) {
        let answer = dice.one_of(&ANSWERS);
        let deed = if dice.percent(50) {
            json!({ "do": "command", "channel": CHANNEL, "text": format!("/klynge {answer}") })
        } else {
            self.press_on_the_card(&format!("rsvp.{answer}."))
        };
        let which = self.ledger().answers.entry(who).or_default().begin(answer);
        if self.acts(who, deed).await {
            let mut ledger = self.ledger();
            ledger.answers.entry(who).or_default().acknowledged(which);
            ledger.acknowledged += 1;
        }
    }

    /// A talk, by a form; each has a title of its own.
    async fn signs_up(&self, who: &'static str) {
        let command = json!({ "do": "command", "channel": CHANNEL, "text": "/klynge present" });
        let Some(form) = self.opens(who, command).await else { return };
        let title = format!("Foredrag {}", self.ledger().talks.len() + 1);
        self.ledger().talks.insert(title.clone(), false);
        if self.sends(who, &form, json!({ "title": title })).await {
            let mut ledger = self.ledger();
            ledger.talks.insert(title, true);
            ledger.acknowledged += 1;
        }
    }

    async fn changes_the_place(&self) {
        let Some(form) = self.opens(KAIA, self.press_on_the_list("meeting.place.")).await else { return };
        let (place, which) = {
            let mut ledger = self.ledger();
            let place = format!("Rom {}", ledger.acknowledged);
            let which = ledger.place.begin(&place);
            (place, which)
        };
        if self.sends(KAIA, &form, json!({ "place": place })).await {
            let mut ledger = self.ledger();
            ledger.place.acknowledged(which);
            ledger.acknowledged += 1;
        }
    }

    /// As the host, by a form, for as long as the button is there.
    async fn chooses_a_theme(&self) {
        let Some(press) = self.offered("host.theme.").await else { return };
        let Some(form) = self.opens(KAIA, press).await else { return };
        let (theme, which) = {
            let mut ledger = self.ledger();
            let theme = format!("Tema {}", ledger.acknowledged);
            let which = ledger.theme.begin(&theme);
            (theme, which)
        };
        if self.sends(KAIA, &form, json!({ "theme": theme })).await {
            let mut ledger = self.ledger();
            ledger.theme.acknowledged(which);
            ledger.acknowledged += 1;
        }
    }

    /// What a host does after the meeting, if it is offered and not done yet.
    async fn closes(&self, duty: Duty) {
        let Some(press) = self.offered(duty.button()).await else { return };
        if self.acts(KAIA, press).await {
            let mut ledger = self.ledger();
            ledger.done.insert(duty);
            ledger.acknowledged += 1;
        }
    }

    /// Nothing unasked until some day in October.
    async fn wants_silence(&self, who: &'static str, dice: &mut Dice) {
        let day = format!("2026-10-{:02}", 1 + dice.below(30));
        let which = self.ledger().silences.entry(who).or_default().begin(&day);
        let deed = json!({ "do": "command", "channel": CHANNEL, "text": format!("/klynge snooze {day}") });
        if self.acts(who, deed).await {
            let mut ledger = self.ledger();
            ledger.silences.entry(who).or_default().acknowledged(which);
            ledger.acknowledged += 1;
        }
    }

    /// From now on in this language.
    async fn speaks(&self, who: &'static str, dice: &mut Dice) {
        let lang = dice.one_of(&["nb", "en"]);
        let which = self.ledger().languages.entry(who).or_default().begin(lang);
        let deed = json!({ "do": "command", "channel": CHANNEL, "text": format!("/klynge language {lang}") });
        if self.acts(who, deed).await {
            let mut ledger = self.ledger();
            ledger.languages.entry(who).or_default().acknowledged(which);
            ledger.acknowledged += 1;
        }
    }

    /// A press of the newest button whose id begins so.
    async fn offered(&self, button: &str) -> Option<Value> {
        let (message, action) = self.house().offer(button).await?;
        Some(
            json!({ "do": "click", "channel": message["channel"], "ts": message["ts"], "action_id": action }),
        )
    }

    /// Something in the channel, which Klynge only counts.
    async fn notes(&self, who: &'static str) {
        let say =
            json!({ "as": who, "do": "say", "channel": CHANNEL, "text": "Noen som har en lang linjal?" });
        self.quick(say).await;
    }

    async fn looks_at_home(&self, who: &'static str) {
        self.quick(json!({ "as": who, "do": "open_home" })).await;
    }

    async fn comes_or_goes(&self, who: &'static str, dice: &mut Dice) {
        let what = dice.one_of(&["join", "leave"]);
        self.quick(json!({ "as": who, "do": what, "channel": CHANNEL })).await;
    }

    /// Opens a form; nothing if it never came.
    async fn opens(&self, who: &str, mut deed: Value) -> Option<Value> {
        deed["as"] = json!(who);
        deed["within"] = json!("1s");
        let seen = self.house().try_control("act", &deed).await.ok()?;
        Some(seen["view"].clone()).filter(|view| view["submit"].is_object())
    }

    /// Sends a form, and again while an error is shown; whether it was acknowledged. Then nothing is left open.
    async fn sends(&self, who: &str, form: &Value, values: Value) -> bool {
        let submit = json!({ "do": "submit", "view_id": form["id"], "values": values });
        let mut taken = false;
        for _ in 0..TRIES {
            taken = self.acts(who, submit.clone()).await;
            if taken {
                break;
            }
        }
        self.quick(json!({ "as": who, "do": "close", "all": true })).await;
        taken
    }

    /// Does it, and tells whether Slack saw it acknowledged without a complaint.
    async fn acts(&self, who: &str, mut deed: Value) -> bool {
        deed["as"] = json!(who);
        let seen = self.quick(deed).await;
        let complaints = seen["errors"].as_object().is_some_and(|errors| !errors.is_empty());
        assert!(!complaints, "everything was filled in: {seen}");
        seen["ack"]["ok"] == true
    }

    /// Does it without waiting for quiet; null if Slack's client would not let them.
    async fn quick(&self, mut deed: Value) -> Value {
        deed["within"] = json!("0s");
        self.house().try_control("act", &deed).await.unwrap_or_default()
    }
}
