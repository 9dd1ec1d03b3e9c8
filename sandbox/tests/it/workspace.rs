//! A running sandbox and the calls tests make of it.

use std::time::Duration;

use reqwest::StatusCode;
use sandbox::{Options, Sandbox};
use serde_json::{Value, json};

use crate::app::App;

/// The manifest most tests use: it may do nearly everything.
pub(crate) const MANIFEST: &str = "
display_information: {name: Tester}
features:
  app_home: {home_tab_enabled: true, messages_tab_enabled: true}
  bot_user: {display_name: tester}
  slash_commands: [{command: /test, description: Tests}, {command: /escape, description: Escapes, should_escape: true}]
  shortcuts:
    - {name: New, type: global, callback_id: new_thing, description: A new thing}
    - {name: Sum up, type: message, callback_id: sum_up, description: Sums up}
oauth_config:
  scopes:
    bot: [app_mentions:read, channels:history, channels:join, channels:read, chat:write, commands, files:read, files:write,
      groups:history, groups:read, im:history, im:read, im:write, mpim:write, pins:read, pins:write, reactions:read, reactions:write,
      team:read, users:read]
settings:
  socket_mode_enabled: true
  event_subscriptions:
    bot_events: [app_home_opened, app_mention, file_shared, member_joined_channel, member_left_channel, message.channels,
      message.groups, message.im, pin_added, reaction_added, reaction_removed, user_change]
";

/// A sandbox of the test's own.
pub(crate) struct Workspace {
    pub(crate) sandbox: Sandbox,
    pub(crate) http: reqwest::Client,
    pub(crate) base: String,
    token: String,
}

pub(crate) fn options() -> Options {
    Options {
        manifest: MANIFEST.to_owned(),
        seed: Some(seed()),
        now: Some("2026-09-01T08:00".to_owned()),
        ..Options::default()
    }
}

fn seed() -> Value {
    json!({
        "team": {"id": "T1", "name": "House", "domain": "house"},
        "users": [
            {"id": "U1", "name": "ada", "real_name": "Ada Aas", "title": "Designer", "locale": "nb-NO"},
            {"id": "U2", "name": "ben", "real_name": "Ben Berg", "locale": "en-GB", "tz": "Europe/London"},
            {"id": "U3", "name": "gone", "deleted": true},
        ],
        "channels": [
            {"id": "C1", "name": "general", "members": ["U1", "U2"]},
            {"id": "C2", "name": "secret", "is_private": true, "members": ["U2"]},
        ],
    })
}

impl Workspace {
    pub(crate) async fn start() -> Self {
        Self::start_with(options()).await
    }

    /// With the bot in #general and its app connected by one socket.
    pub(crate) async fn with_app() -> (Self, App) {
        let workspace = Self::start().await;
        workspace.join().await;
        let app = App::connect(&workspace).await;
        // What happened before it was there arrives first.
        let (_, clock) = workspace.control("clock", json!({"advance": "0s"})).await;
        assert_eq!((&clock["idle"], app.frames().len()), (&json!(true), 2));
        (workspace, app)
    }

    pub(crate) async fn start_with(options: Options) -> Self {
        let sandbox = sandbox::start(options).await.unwrap();
        let base = sandbox.info().page.trim_end_matches('/').to_owned();
        let token = sandbox.info().bot_token.clone();
        let http = reqwest::Client::builder().timeout(Duration::from_secs(20)).no_proxy().build().unwrap();
        Self { sandbox, http, base, token }
    }

    pub(crate) async fn join(&self) {
        assert_eq!(self.api("conversations.join", json!({"channel": "C1"})).await["ok"], true);
    }

    /// A Web API call with a JSON body and the bot's token.
    pub(crate) async fn api(&self, method: &str, body: Value) -> Value {
        self.try_api(method, body).await.unwrap().json().await.unwrap()
    }

    /// The same, as it came back, or failed to.
    pub(crate) async fn try_api(&self, method: &str, body: Value) -> reqwest::Result<reqwest::Response> {
        let request = self.http.post(format!("{}/api/{method}", self.base)).bearer_auth(&self.token);
        // Without the charset each answer has a warning.
        let request = request.header("content-type", "application/json; charset=utf-8");
        request.body(body.to_string()).send().await
    }

    /// A call that must succeed.
    pub(crate) async fn ok(&self, method: &str, body: Value) -> Value {
        let answer = self.api(method, body).await;
        assert_eq!(answer["ok"], true, "{method}: {answer}");
        answer
    }

    /// A call that must be refused; answers Slack's code.
    pub(crate) async fn refused(&self, method: &str, body: Value) -> String {
        let answer = self.api(method, body).await;
        assert_eq!(answer["ok"], false, "{method}: {answer}");
        answer["error"].as_str().unwrap().to_owned()
    }

    /// Posts as the bot and answers the `ts`.
    pub(crate) async fn post(&self, body: Value) -> String {
        self.ok("chat.postMessage", body).await["ts"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn control(&self, call: &str, body: Value) -> (StatusCode, Value) {
        let answer =
            self.http.post(format!("{}/sandbox/{call}", self.base)).json(&body).send().await.unwrap();
        (answer.status(), answer.json().await.unwrap())
    }

    /// An act that must be possible.
    pub(crate) async fn act(&self, order: Value) -> Value {
        let (status, answer) = self.control("act", order.clone()).await;
        assert!(status.is_success(), "{order}: {answer}");
        answer
    }

    /// An act that must be refused; answers the error's code.
    pub(crate) async fn cannot(&self, order: Value) -> String {
        let (status, answer) = self.control("act", order.clone()).await;
        assert!(status.is_client_error(), "{order}: {answer}");
        answer["error"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn fault(&self, order: Value) -> Value {
        let (status, answer) = self.control("fault", order).await;
        assert!(status.is_success(), "{answer}");
        answer
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        self.http.get(format!("{}{path}", self.base)).send().await.unwrap().json().await.unwrap()
    }

    pub(crate) async fn state(&self) -> Value {
        self.get("/sandbox/state").await
    }

    pub(crate) fn bot(&self) -> String {
        // The same in every run, but nothing a test should know by heart.
        self.sandbox.info().app_token.split('-').nth(2).unwrap().replacen('A', "U", 1)
    }
}
