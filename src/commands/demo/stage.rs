//! The sandbox as people use it: who is there, and what somebody does, by its control calls.

use crate::slack::tls;
use anyhow::{Context, bail, ensure};
use reqwest::Client;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;
use url::Url;

/// How long one call may take; an act waits up to 10 s for quiet.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long the bot may take to connect.
const CONNECTING: Duration = Duration::from_secs(20);

/// A sandbox to play in.
pub(super) struct Stage {
    http: Client,
    page: Url,
    /// Ids by handle.
    people: BTreeMap<String, String>,
    bot: String,
}

/// A button of a message, as `click` wants it.
pub(super) struct Button {
    channel: String,
    ts: String,
    action_id: String,
}

impl Stage {
    /// Looks who is there.
    ///
    /// # Errors
    /// When the sandbox does not answer as one.
    pub(super) async fn enter(page: Url) -> anyhow::Result<Self> {
        let mut stage = Self { http: tls::client()?, page, people: BTreeMap::new(), bot: String::new() };
        let state = stage.state().await?;
        let users = state.get("users").and_then(Value::as_array).context("the sandbox tells no people")?;
        for user in users {
            stage.people.insert(text(user, "/name").to_owned(), text(user, "/id").to_owned());
        }
        text(&state, "/app/user").clone_into(&mut stage.bot);
        Ok(stage)
    }

    /// The bot's user.
    pub(super) fn bot(&self) -> &str {
        &self.bot
    }

    /// Returns when the bot has a socket open.
    ///
    /// # Errors
    /// When that takes too long.
    pub(super) async fn bot_connected(&self) -> anyhow::Result<()> {
        let connecting = async {
            // Word of changes is asked for before looking, so that none is missed.
            let mut changes = self.http.get(self.at("sandbox/events")?).send().await?.error_for_status()?;
            while self.state().await?.pointer("/clock/connections").and_then(Value::as_u64) < Some(1) {
                changes.chunk().await?.context("the sandbox has nothing more to tell")?;
            }
            anyhow::Ok(())
        };
        tokio::time::timeout(CONNECTING, connecting).await.context("the bot did not connect")?
    }

    /// Asks for the page as a browser would.
    ///
    /// # Errors
    /// When it is not served, or cannot be drawn.
    pub(super) async fn page_works(&self) -> anyhow::Result<()> {
        for path in ["", "page/fragment"] {
            let page = self.http.get(self.at(path)?).timeout(PATIENCE).send().await;
            page.and_then(reqwest::Response::error_for_status).context("the page does not work")?;
        }
        Ok(())
    }

    /// Somebody, by handle, does something; returns what they see then.
    ///
    /// # Errors
    /// When it is refused, by the sandbox or by the bot, or does not come to rest.
    pub(super) async fn act(&self, who: &str, mut deed: Value) -> anyhow::Result<Value> {
        let told = format!("{who}: {deed}");
        self.perform(who, &mut deed).await.with_context(|| told)
    }

    async fn perform(&self, who: &str, deed: &mut Value) -> anyhow::Result<Value> {
        deed["as"] = json!(self.people.get(who).context("there is nobody of that name")?);
        let answer = self.http.post(self.at("sandbox/act")?).timeout(PATIENCE).json(deed).send().await?;
        let refused = !answer.status().is_success();
        let answer: Value = answer.json().await?;
        if refused || answer.get("error").is_some() {
            bail!("{} {}", text(&answer, "/error"), text(&answer, "/detail"));
        }
        let faults = answer.get("errors").and_then(Value::as_object);
        ensure!(faults.is_none_or(serde_json::Map::is_empty), "the form was refused: {}", answer["errors"]);
        ensure!(answer["idle"] == true, "the bot did not come to rest");
        Ok(answer)
    }

    async fn state(&self) -> anyhow::Result<Value> {
        let state = self.http.get(self.at("sandbox/state")?).timeout(PATIENCE).send().await?;
        Ok(state.error_for_status()?.json().await?)
    }

    fn at(&self, path: &str) -> anyhow::Result<Url> {
        Ok(self.page.join(path)?)
    }
}

impl Button {
    /// The first button among the messages of an answer whose `action_id` begins so.
    ///
    /// # Errors
    /// When there is none; says what there is to read instead.
    pub(super) fn find(answer: &Value, beginning: &str) -> anyhow::Result<Self> {
        let messages = || answer.get("messages").and_then(Value::as_array).into_iter().flatten();
        let found = messages().find_map(|message| {
            let action_id = action_ids(message).find(|id| id.starts_with(beginning))?.to_owned();
            Some(Self {
                channel: text(message, "/channel").to_owned(),
                ts: text(message, "/ts").to_owned(),
                action_id,
            })
        });
        found.with_context(|| {
            let read: Vec<&str> = messages().map(|message| text(message, "/text")).collect();
            format!("no button {beginning}*, but: {}", read.join(" / "))
        })
    }

    /// Clicking it.
    pub(super) fn click(&self) -> Value {
        json!({"do": "click", "channel": self.channel, "ts": self.ts, "action_id": self.action_id})
    }
}

fn action_ids(message: &Value) -> impl Iterator<Item = &str> {
    let blocks = message.get("blocks").and_then(Value::as_array).into_iter().flatten();
    let elements = blocks.filter_map(|block| block.get("elements")?.as_array()).flatten();
    elements.filter_map(|element| element.get("action_id")?.as_str())
}

/// The text at a pointer, empty where there is none.
pub(super) fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}
