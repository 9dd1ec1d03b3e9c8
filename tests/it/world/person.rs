//! What people do, as their Slack lets them, and what they see right after it.

use super::message::Message;
use super::slack::State;
use super::{ROOM, World};
use serde_json::{Value, json};

/// Somebody of the workspace.
#[derive(Clone, Copy)]
pub(crate) struct Person<'w> {
    world: &'w World,
    name: &'static str,
}

/// What somebody sees right after having done something.
pub(crate) struct Seen<'w> {
    person: Person<'w>,
    answer: Value,
    state: State,
}

/// An open modal.
#[derive(Clone, Debug)]
pub(crate) struct View {
    id: String,
    /// Its heading.
    pub(crate) title: String,
    /// Its words and labels, line by line.
    pub(crate) reads: String,
    wire: Value,
}

impl<'w> Person<'w> {
    pub(super) fn new(world: &'w World, name: &str) -> Self {
        Self { world, name: super::cast::known(name) }
    }

    /// The user name.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    async fn order(&self, mut order: Value) -> Value {
        let state = self.world.slack.state().await;
        order["as"] = json!(state.user(self.name));
        order
    }

    async fn does(&self, order: Value) -> Seen<'w> {
        let order = self.order(order).await;
        let answer = self.world.slack.control("act", &order).await;
        assert_eq!(answer["error"], Value::Null, "{order} failed: {answer}");
        Seen { person: *self, answer, state: self.world.slack.state().await }
    }

    /// Types a command in the channel of the stories.
    pub(crate) async fn types(&self, words: &str) -> Seen<'w> {
        self.types_in(ROOM, words).await
    }

    /// Types a command somewhere else.
    pub(crate) async fn types_in(&self, channel: &str, words: &str) -> Seen<'w> {
        self.does(json!({ "do": "command", "channel": channel, "text": words })).await
    }

    /// Types a command in the conversation with the bot.
    pub(crate) async fn types_to_klynge(&self, words: &str) -> Seen<'w> {
        let bot = self.world.slack.state().await.user("klynge");
        self.types_in(&bot, words).await
    }

    /// Says something in a channel.
    pub(crate) async fn says_in(&self, channel: &str, words: &str) -> Seen<'w> {
        self.does(json!({ "do": "say", "channel": channel, "text": words })).await
    }

    /// Writes into the thread of a message.
    pub(crate) async fn replies(&self, to: &Message, words: &str) -> Seen<'w> {
        let order = json!({ "do": "say", "channel": to.channel, "thread_ts": to.ts, "text": words });
        self.does(order).await
    }

    /// Reacts to the last message with these words in the channel of the stories.
    pub(crate) async fn reacts_to(&self, words: &str, emoji: &str) -> Seen<'w> {
        let state = self.world.slack.state().await;
        let ts = state.ts_of(words);
        let order = json!({ "do": "react", "channel": ROOM, "ts": ts, "name": emoji });
        self.does(order).await
    }

    /// Chooses a shortcut in the menu of the last message with these words in the channel of the stories.
    pub(crate) async fn chooses(&self, shortcut: &str, words: &str) -> Seen<'w> {
        let state = self.world.slack.state().await;
        let ts = state.ts_of(words);
        self.does(json!({ "do": "shortcut", "callback_id": shortcut, "channel": ROOM, "ts": ts })).await
    }

    /// Mentions the bot in the channel of the stories.
    pub(crate) async fn mentions_klynge(&self, words: &str) -> Seen<'w> {
        let bot = self.world.slack.state().await.user("klynge");
        self.says_in(ROOM, &format!("<@{bot}> {words}")).await
    }

    /// Writes to the bot directly.
    pub(crate) async fn writes(&self, words: &str) -> Seen<'w> {
        let bot = self.world.slack.state().await.user("klynge");
        self.does(json!({ "do": "say", "channel": bot, "text": words })).await
    }

    /// Reacts to a message.
    pub(crate) async fn reacts(&self, message: &Message, name: &str) {
        let order = json!({ "do": "react", "channel": message.channel, "ts": message.ts, "name": name });
        self.does(order).await;
    }

    /// Presses a button with these words on it.
    pub(crate) async fn clicks(&self, message: &Message, button: &str) -> Seen<'w> {
        self.does(click(message, button)).await
    }

    /// Finds no such button, or may not press it; answers Slack's code.
    pub(crate) async fn cannot_click(&self, message: &Message, button: &str) -> String {
        let order = self.order(click(message, button)).await;
        self.world.slack.refusal("act", &order).await
    }

    /// Fills a form in, by label or field, and sends it. What is left out stays as it is.
    pub(crate) async fn submits(&self, view: &View, values: Value) -> Seen<'w> {
        self.does(json!({ "do": "submit", "view_id": view.id, "values": values })).await
    }

    /// Closes a form without sending it.
    pub(crate) async fn closes(&self, view: &View) {
        self.does(json!({ "do": "close", "view_id": view.id })).await;
    }

    /// Comes into a channel.
    pub(crate) async fn joins(&self, channel: &str) -> Seen<'w> {
        self.does(json!({ "do": "join", "channel": channel })).await
    }

    /// Invites somebody, or the bot, into a channel.
    pub(crate) async fn invites(&self, name: &str, channel: &str) -> Seen<'w> {
        let user = self.world.slack.state().await.user(name);
        self.does(json!({ "do": "invite", "channel": channel, "user": user })).await
    }

    /// Removes somebody, or the bot, from a channel.
    pub(crate) async fn removes(&self, name: &str, channel: &str) -> Seen<'w> {
        let user = self.world.slack.state().await.user(name);
        self.does(json!({ "do": "remove", "channel": channel, "user": user })).await
    }

    /// Opens the Home tab of the app; answers what it reads then.
    pub(crate) async fn opens_home(&self) -> String {
        self.does(json!({ "do": "open_home" })).await;
        self.home().await
    }

    /// What the Home tab reads now.
    pub(crate) async fn home(&self) -> String {
        self.world.slack.state().await.home(self.name)
    }

    /// Presses a button on the Home tab.
    pub(crate) async fn clicks_home(&self, button: &str) -> Seen<'w> {
        self.does(json!({ "do": "click", "home": true, "text": button })).await
    }

    /// Changes something about oneself in Slack.
    pub(crate) async fn changes_profile(&self, field: &str, value: Value) -> Seen<'w> {
        self.does(json!({ "do": "profile", field: value })).await
    }
}

fn click(message: &Message, button: &str) -> Value {
    json!({ "do": "click", "channel": message.channel, "ts": message.ts, "text": button })
}

impl<'w> Seen<'w> {
    /// The private answer with these words; nothing else was said privately.
    pub(crate) fn answer(&self, words: &str) -> Message {
        let private: Vec<Message> = self.answer["messages"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|message| !message["ephemeral_to"].is_null())
            .map(|message| self.state.message(message))
            .collect();
        let [answer] = private.as_slice() else {
            panic!("{} was to be told {words:?}; got {}", self.person.name, self.answer);
        };
        assert!(answer.says(words), "{} was to be told {words:?}, but: {}", self.person.name, answer.reads);
        self.person.world.has_read(answer);
        answer.clone()
    }

    /// The form that opened, or is still open.
    pub(crate) fn form(&self) -> View {
        let view = &self.answer["view"];
        assert!(view["submit"].is_object(), "{} was to see a form; got {}", self.person.name, self.answer);
        self.view()
    }

    fn view(&self) -> View {
        let wire = self.answer["view"].clone();
        let text =
            |pointer: &str| wire.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
        View { id: text("/id"), title: text("/title/text"), reads: self.state.reading(&wire["blocks"]), wire }
    }

    /// A small modal with these words, in the place of a form that was sent; it is read and closed.
    pub(crate) async fn notice(&self, words: &str) {
        let view = self.view();
        let is_notice = self.answer["view"].is_object() && self.answer["view"]["submit"].is_null();
        assert!(is_notice, "{} was to be told {words:?}; got {}", self.person.name, self.answer);
        assert!(
            view.reads.contains(words),
            "{} was to be told {words:?}, but: {}",
            self.person.name,
            view.reads
        );
        self.person.closes(&view).await;
    }

    /// What a small modal reads, in the place of a form that was sent; it is closed.
    pub(crate) async fn notice_reads(&self) -> String {
        let view = self.view();
        assert!(self.answer["view"]["submit"].is_null(), "a form is open: {}", self.answer);
        self.person.closes(&view).await;
        view.reads
    }

    /// The form stayed open: what it says about a field.
    pub(crate) fn fault(&self, field: &str) -> String {
        let fault = self.answer["errors"][field].as_str();
        fault.unwrap_or_else(|| panic!("nothing is wrong with {field}: {}", self.answer)).to_owned()
    }

    /// The form went away without a word.
    pub(crate) fn closed(&self) {
        assert_eq!(self.answer["view"], Value::Null, "a form is open: {}", self.answer);
    }
}

impl View {
    /// What a field holds now, as Slack keeps it.
    pub(crate) fn holds(&self, field: &str) -> Value {
        let states = self.wire["values"][field].as_object();
        let state = states.and_then(|states| states.values().next());
        let state = state.unwrap_or_else(|| panic!("there is no field {field} in {}", self.reads));
        let value = state.as_object().into_iter().flatten().find(|(name, _)| *name != "type");
        value.map(|(_, value)| value.clone()).unwrap_or_default()
    }
}
