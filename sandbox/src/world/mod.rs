//! The workspace together with the one app installed in it: posting, opening, and telling the app about it.

mod channel;
mod event;
mod file;
mod group;
mod link;
mod people;
mod pin;
mod scheduled;
mod slackbot;
mod wire;
mod zone;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

pub(crate) use self::link::{links_in, unfurled};
use crate::blockkit;
use crate::ids;
use crate::limits::Limits;
use crate::manifest::Manifest;
use crate::model::{Message, Model, Share, View};
use crate::ts::Ts;
use crate::wall::Wall;

/// How long a trigger may be used, and the times and the span of a response url.
const TRIGGER_LIFE: Duration = Duration::from_secs(3);
const RESPONSE_LIFE: Duration = Duration::from_secs(30 * 60);
const RESPONSE_USES: u8 = 5;

/// The installed app's identity and secrets.
#[derive(Clone, Debug)]
pub(crate) struct App {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) bot_id: String,
    pub(crate) user_id: String,
    pub(crate) user_name: String,
    pub(crate) bot_token: String,
    pub(crate) app_token: String,
    pub(crate) signing_secret: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    /// Its owner's, for what concerns its manifest.
    pub(crate) config_token: String,
    /// The old verification token that payloads still carry.
    pub(crate) verification: String,
}

impl App {
    /// Everything follows from the workspace's id and the app's name.
    pub(crate) fn new(team: &str, manifest: &Manifest) -> Self {
        let key = format!("{team} {}", manifest.name);
        let digits = |what: &str| ids::secret(&format!("{key} {what}"));
        Self {
            id: ids::fixed("A", &key),
            name: manifest.name.clone(),
            bot_id: ids::fixed("B", &key),
            user_id: ids::fixed("U", &key),
            user_name: manifest.bot_name.to_lowercase().replace(' ', "-"),
            bot_token: format!("xoxb-{}", digits("bot")),
            app_token: format!("xapp-1-{}-{}", ids::fixed("A", &key), digits("app")),
            signing_secret: digits("signing"),
            client_id: ids::client(&key),
            client_secret: digits("client"),
            config_token: format!("xoxe.xoxp-1-{}", digits("config")),
            verification: digits("verification").chars().take(24).collect(),
        }
    }
}

/// Something a person did that lets the app open a modal within three seconds.
#[derive(Clone, Debug)]
pub(crate) struct Trigger {
    pub(crate) user: String,
    /// The modal it was done in.
    pub(crate) view: Option<String>,
    pub(crate) channel: Option<String>,
    expires: Duration,
    used: bool,
}

/// Where a response url leads.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) user: String,
    pub(crate) channel: String,
    /// The message whose button was clicked.
    pub(crate) message: Option<Ts>,
    expires: Duration,
    uses_left: u8,
}

/// The workspace, the app, and what is handed out for a short time.
pub(crate) struct World {
    pub(crate) model: Model,
    pub(crate) app: App,
    pub(crate) manifest: Manifest,
    /// `http://127.0.0.1:7878`, without a slash at the end.
    pub(crate) base: String,
    pub(crate) limits: Limits,
    pub(crate) wall: Arc<Wall>,
    triggers: HashMap<String, Trigger>,
    responses: HashMap<String, Response>,
    /// Event envelopes that wait for the lock to be released.
    pub(crate) outgoing: Vec<Value>,
}

impl World {
    pub(crate) fn new(
        model: Model,
        app: App,
        manifest: Manifest,
        base: String,
        wall: Arc<Wall>,
        limits: Limits,
    ) -> Self {
        let mut world = Self {
            model,
            app,
            manifest,
            base,
            limits,
            wall,
            triggers: HashMap::new(),
            responses: HashMap::new(),
            outgoing: Vec::new(),
        };
        world.take_up_grants();
        world
    }

    /// Goes on with another workspace. What was handed out for a short time ends with the old one.
    pub(crate) fn start_over(&mut self, model: Model) {
        self.model = model;
        self.manifest.scopes = self.manifest.asked_scopes();
        self.triggers.clear();
        self.responses.clear();
        self.outgoing.clear();
        self.take_up_grants();
    }

    /// Hands out a `trigger_id`.
    pub(crate) fn trigger(&mut self, user: &str, channel: Option<&str>, view: Option<&str>) -> String {
        let now = self.wall.now();
        // Kept for a while after expiry, to tell an expired one from an invented one.
        self.triggers.retain(|_, trigger| trigger.expires + RESPONSE_LIFE > now);
        let id = format!("{}.{}", self.model.last_ts.seconds(), self.model.ids.hex());
        let trigger = Trigger {
            user: user.to_owned(),
            view: view.map(str::to_owned),
            channel: channel.map(str::to_owned),
            expires: now + TRIGGER_LIFE,
            used: false,
        };
        self.triggers.insert(id.clone(), trigger);
        id
    }

    /// Takes a trigger, once.
    ///
    /// # Errors
    /// Slack's code: `invalid_trigger_id`, `expired_trigger_id` or `exchanged_trigger_id`.
    pub(crate) fn exchange(&mut self, id: &str) -> Result<Trigger, &'static str> {
        let now = self.wall.now();
        let trigger = self.triggers.get_mut(id).ok_or("invalid_trigger_id")?;
        if trigger.used {
            return Err("exchanged_trigger_id");
        }
        if trigger.expires < now {
            return Err("expired_trigger_id");
        }
        trigger.used = true;
        Ok(trigger.clone())
    }

    /// Hands out a `response_url`.
    pub(crate) fn response_url(&mut self, user: &str, channel: &str, message: Option<Ts>) -> String {
        let now = self.wall.now();
        self.responses.retain(|_, response| response.expires + RESPONSE_LIFE > now);
        let id = self.model.ids.hex();
        let response = Response {
            user: user.to_owned(),
            channel: channel.to_owned(),
            message,
            expires: now + RESPONSE_LIFE,
            uses_left: RESPONSE_USES,
        };
        self.responses.insert(id.clone(), response);
        format!("{}/response/{}/{id}", self.base, self.model.team.id)
    }

    /// Uses a response url once.
    ///
    /// # Errors
    /// Slack's code: `expired_url` or `used_url`.
    pub(crate) fn respond(&mut self, id: &str) -> Result<Response, &'static str> {
        let now = self.wall.now();
        let response = self.responses.get_mut(id).ok_or("expired_url")?;
        if response.expires < now {
            return Err("expired_url");
        }
        response.uses_left = response.uses_left.checked_sub(1).ok_or("used_url")?;
        Ok(response.clone())
    }

    /// Is the bot there? Archiving puts it out.
    pub(crate) fn bot_in(&self, channel: &str) -> bool {
        let there = self.model.channel(channel);
        there.is_some_and(|channel| channel.has(&self.app.user_id) && !channel.is_archived)
    }

    /// Posts a message and tells the app of it; a reply marks its thread's first message.
    pub(crate) fn post(&mut self, message: Message) -> Ts {
        let ts = message.ts;
        if let Some(thread) =
            message.thread_ts.filter(|thread| *thread != ts && message.ephemeral_to.is_none())
        {
            self.model.change_message(&message.channel, thread, |parent| parent.thread_ts = Some(thread));
        }
        let share = Share { channel: message.channel.clone(), ts, thread_ts: message.thread_ts };
        self.shared(&message.files, &share);
        if let Some(channel) = self.model.channel_mut(&message.channel) {
            channel.closed = false;
        }
        self.model.insert_message(message.clone());
        if message.ephemeral_to.is_none() {
            self.tell_message(&message);
        }
        ts
    }

    /// A message of the app's bot, with all that its messages carry.
    pub(crate) fn bot_message(&mut self, channel: &str) -> Message {
        Message {
            channel: channel.to_owned(),
            ts: self.model.next_ts(),
            user: Some(self.app.user_id.clone()),
            bot_id: Some(self.app.bot_id.clone()),
            ..Message::default()
        }
    }

    /// The view's JSON as the app gets it.
    pub(crate) fn view_wire(&self, view: &View) -> Value {
        let mut wire = view.wire(&self.model.team.id, &self.app.id, &self.app.bot_id);
        blockkit::fill(&mut wire);
        wire
    }
}
