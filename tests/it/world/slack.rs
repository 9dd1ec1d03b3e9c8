//! The local Slack's calls for people and scripts (`sandbox/README.md`).

use super::message::Message;
use klynge::domain::model::Instant;
use serde_json::{Value, json};
use url::Url;

/// Slack as somebody who may look at everything sees it.
pub(super) struct Slack {
    client: reqwest::Client,
    base: Url,
}

/// Everything at one moment.
pub(super) struct State(Value);

impl Slack {
    pub(super) fn new(page: &str) -> Self {
        let client = klynge::slack::tls::client().expect("an HTTP client");
        Self { client, base: page.parse().expect("an address") }
    }

    /// A control call and its answer, whatever it says.
    async fn call(&self, what: &str, order: &Value) -> (bool, Value) {
        let url = self.base.join(&format!("sandbox/{what}")).expect("an address");
        let answer = self.client.post(url).json(order).send().await.expect("the local Slack answers");
        let fine = answer.status().is_success();
        (fine, answer.json().await.expect("an answer in JSON"))
    }

    /// A call of Slack's own API with the bot's token, as whoever stole it could make.
    pub(super) async fn api(&self, token: &str, method: &str, body: &Value) -> Value {
        let url = self.base.join(&format!("api/{method}")).expect("an address");
        let call = self.client.post(url).bearer_auth(token).json(body);
        let answer: Value = call.send().await.expect("Slack answers").json().await.expect("JSON");
        assert_eq!(answer["ok"], true, "{method}: {answer}");
        answer
    }

    /// A control call that has to succeed.
    pub(super) async fn control(&self, what: &str, order: &Value) -> Value {
        let (fine, answer) = self.call(what, order).await;
        assert!(fine, "{order} cannot be done: {answer}");
        answer
    }

    /// A control call that Slack's own client would not allow; answers the code.
    pub(super) async fn refusal(&self, what: &str, order: &Value) -> String {
        let (fine, answer) = self.call(what, order).await;
        assert!(!fine, "{order} could be done: {answer}");
        answer["error"].as_str().unwrap_or_default().to_owned()
    }

    /// Turns the clock; stopping half-way because something never ends is a failure.
    pub(super) async fn turn(&self, order: &Value) {
        let answer = self.control("clock", order).await;
        assert!(answer.get("stopped").is_none(), "{order} stopped: {answer}");
    }

    pub(super) async fn state(&self) -> State {
        let url = self.base.join("sandbox/state").expect("an address");
        let answer = self.client.get(url).send().await.expect("the local Slack answers");
        State(answer.json().await.expect("a state in JSON"))
    }
}

impl State {
    /// As the control call tells it.
    pub(super) fn wire(self) -> Value {
        self.0
    }

    fn list(&self, name: &str) -> impl Iterator<Item = &Value> {
        self.0[name].as_array().into_iter().flatten()
    }

    /// The id of a person, or of the bot, by user name.
    pub(super) fn user(&self, name: &str) -> String {
        let user = self.list("users").find(|user| user["name"] == name);
        user.unwrap_or_else(|| panic!("nobody is called {name}"))["id"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// The id of a channel, by name.
    pub(super) fn channel(&self, name: &str) -> String {
        let channel = self.list("channels").find(|channel| channel["name"] == name);
        channel.unwrap_or_else(|| panic!("no channel is called {name}"))["id"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    fn user_name(&self, id: &str) -> String {
        let user = self.list("users").find(|user| user["id"] == id);
        user.and_then(|user| user["name"].as_str()).unwrap_or(id).to_owned()
    }

    /// How people call a place: `#designforum`, or `@ida` for the conversation with one.
    fn place(&self, id: &str) -> String {
        let channel = self.list("channels").find(|channel| channel["id"] == id);
        let channel = channel.unwrap_or(&Value::Null);
        match channel["is_im"].as_bool() {
            Some(true) => format!("@{}", self.user_name(channel["user"].as_str().unwrap_or_default())),
            _ => format!("#{}", channel["name"].as_str().unwrap_or(id)),
        }
    }

    /// The `ts` of the last message with these words.
    pub(super) fn ts_of(&self, words: &str) -> Value {
        let said = |message: &&Value| message["text"].as_str().is_some_and(|text| text.contains(words));
        let last = self.list("messages").filter(said).last();
        last.unwrap_or_else(|| panic!("nobody said {words:?}"))["ts"].clone()
    }

    /// All messages of the bot, in order.
    pub(super) fn of_bot(&self) -> Vec<Message> {
        self.list("messages")
            .filter(|message| !message["bot_id"].is_null())
            .map(|message| self.message(message))
            .collect()
    }

    /// A message as it was read.
    pub(super) fn message(&self, message: &Value) -> Message {
        let name = |id: &str| self.user_name(id);
        let reader = message["ephemeral_to"].as_str().map(name);
        let place = self.place(message["channel"].as_str().unwrap_or_default());
        Message::read(message, place, reader, &name)
    }

    /// What somebody's Home tab reads; empty if the bot has shown nothing there.
    pub(super) fn home(&self, name: &str) -> String {
        self.reading(&self.0["homes"][self.user(name)])
    }

    /// The blocks of a Home tab.
    pub(super) fn home_blocks(&self, user: &str) -> &Value {
        &self.0["homes"][user]
    }

    /// Names in a view's blocks are shown like those in messages.
    pub(super) fn reading(&self, blocks: &Value) -> String {
        super::message::reading(blocks, &|id| self.user_name(id))
    }

    /// The civil time.
    pub(super) fn now(&self) -> Instant {
        let now = self.0["clock"]["now"].as_str().and_then(|now| now.parse().ok());
        now.expect("the clock says what time it is")
    }

    /// How many modals are open, over all people.
    pub(super) fn open_views(&self) -> Vec<String> {
        let titled = self.list("views").map(|view| json!([view["user"], view["title"]["text"]]).to_string());
        titled.collect()
    }
}
