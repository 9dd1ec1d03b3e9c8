//! A small world to tell stories in: the local Slack and the bot, each as it is, with a clock to
//! turn and people who type, press and fill in as they would. Nothing the bot says goes unread: a
//! story ends with [`World::finish`], which fails on any message that nobody looked at, and on
//! whatever must never be so.

#![expect(clippy::expect_used, reason = "a story stops at the first surprise")]

mod bot;
mod cast;
mod checks;
mod expect;
pub(crate) mod files;
mod front;
mod message;
mod person;
mod slack;

pub(crate) use cast::{COMPANIES, MARKET, ROOM, hostile_seed, setup_values};
pub(crate) use klynge::domain::model::Kind;
pub(crate) use message::Message;
pub(crate) use person::{Person, View};
pub(crate) use serde_json::json;

use bot::Running;
use front::FrontDoor;
use klynge::cli::{Exit, ExportFlags, ExportFormat};
use klynge::config::{Config, Public, Secret, Transport as Way};
use klynge::domain::model::{Instant, Workspace};
use klynge::store::Store;
use sandbox::{Info, Options, Sandbox};
use slack::Slack;
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Duration;

/// No story takes longer than this, whatever goes wrong.
const LIMIT: Duration = Duration::from_secs(120);

/// Where calendars find their addresses, as they are told; the stories know where that leads.
const CALENDARS: &str = "https://klynge.example/";

/// How Slack reaches the bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Transport {
    /// Socket Mode.
    Socket,
    /// Signed HTTP.
    Http,
}

/// Slack, the bot, and the people.
pub(crate) struct World {
    slack: Slack,
    sandbox: Option<Sandbox>,
    bot: tokio::sync::Mutex<Option<Running>>,
    front: FrontDoor,
    config: Config,
    /// How each message read when somebody looked at it.
    read: Mutex<BTreeMap<(String, String), String>>,
    finished: bool,
    _folder: tempfile::TempDir,
}

impl World {
    /// A workspace on Tuesday 1 September 2026 at 08:00, with the bot running, in no channel yet.
    pub(crate) async fn new(transport: Transport) -> Self {
        Self::at(transport, "2026-09-01T08:00").await
    }

    /// The same at another local time.
    pub(crate) async fn at(transport: Transport, now: &str) -> Self {
        Self::among(cast::seed(), transport, now).await
    }

    /// The same with other people in other channels.
    pub(crate) async fn among(seed: serde_json::Value, transport: Transport, now: &str) -> Self {
        let front = FrontDoor::open().await;
        let sandbox = sandbox::start(Options {
            manifest: include_str!("../../bot-manifest.yaml").to_owned(),
            seed: Some(seed),
            request_url: (transport == Transport::Http).then(|| front.url()),
            now: Some(now.to_owned()),
            ..Options::default()
        });
        let sandbox = sandbox.await.expect("the local Slack starts");
        let folder = tempfile::tempdir().expect("a folder for the database");
        let config = config(transport, sandbox.info(), folder.path().join("klynge.db"));
        let world = Self {
            slack: Slack::new(&sandbox.info().page),
            sandbox: Some(sandbox),
            bot: tokio::sync::Mutex::default(),
            front,
            config,
            read: Mutex::default(),
            finished: false,
            _folder: folder,
        };
        world.start_bot().await;
        world
    }

    /// A person of the workspace.
    pub(crate) fn person(&self, name: &str) -> Person<'_> {
        Person::new(self, name)
    }

    /// Turns the clock to a local time, from one thing that is due to the next.
    pub(crate) async fn clock_to(&self, local: &str) {
        self.slack.turn(&json!({ "to": local })).await;
    }

    /// Turns the clock on by `36h`, `7d`, ...
    pub(crate) async fn advance(&self, span: &str) {
        self.slack.turn(&json!({ "advance": span })).await;
    }

    /// Waits until nothing more happens by itself.
    pub(crate) async fn quiet(&self) {
        self.advance("0s").await;
    }

    /// Somebody does something, as the control call takes it; answers what they see then.
    pub(crate) async fn act(&self, order: &serde_json::Value) -> serde_json::Value {
        let seen = self.slack.control("act", order).await;
        assert!(seen.get("error").is_none(), "{order} failed: {seen}");
        seen
    }

    /// All there is in Slack, as the control call tells it.
    pub(crate) async fn everything(&self) -> serde_json::Value {
        self.slack.state().await.wire()
    }

    /// The civil time.
    pub(crate) async fn now(&self) -> Instant {
        self.slack.state().await.now()
    }

    /// What the bot knows.
    pub(crate) async fn memory(&self) -> Workspace {
        self.bot.lock().await.as_ref().expect("the bot runs").memory()
    }

    /// What `klynge export` prints while the bot runs.
    pub(crate) async fn export(&self) -> serde_json::Value {
        let database = Some(self.config.database.clone());
        let flags = ExportFlags { format: ExportFormat::Json, config: None, database, team: None };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let exit = klynge::commands::export::run(&flags, &mut out, &mut err).await;
        assert_eq!(exit.expect("the export is printed"), Exit::Ok);
        serde_json::from_slice(&out).expect("an export is JSON")
    }

    /// What Slack sent over signed HTTP, connection by connection, as it came.
    pub(crate) fn heard(&self) -> Vec<Vec<u8>> {
        self.front.heard()
    }

    /// Where Slack knocks over signed HTTP, and the secret it signs with.
    pub(crate) fn door(&self) -> (String, Secret) {
        let Way::Http { signing_secret, .. } = &self.config.transport else {
            panic!("this bot is reached by its socket");
        };
        (self.front.url(), signing_secret.clone())
    }

    /// The bot's figures.
    pub(crate) async fn metrics(&self) -> String {
        self.bot.lock().await.as_ref().expect("the bot runs").figures().await
    }

    /// Where the bot's database is.
    pub(crate) fn database(&self) -> PathBuf {
        self.config.database.clone()
    }

    /// How many deliveries of Slack's are remembered on disk.
    pub(crate) async fn remembered(&self) -> usize {
        let team = self.memory().await.team;
        let mut store = Store::read_only(&self.config.database).await.expect("the database can be read");
        store.seen_keys(&team).await.expect("the keys can be read").len()
    }

    /// The address of the page, and of the control calls.
    pub(crate) fn page(&self) -> &str {
        &self.sandbox.as_ref().expect("the local Slack runs").info().page
    }

    /// Holds the world, at any moment of quiet, to what must always be so.
    pub(crate) async fn check(&self) {
        self.quiet().await;
        checks::all(self).await;
    }

    /// Orders a bad moment of Slack's.
    pub(crate) async fn fault(&self, order: serde_json::Value) {
        self.slack.control("fault", &order).await;
    }

    /// A message that looks like the bot's and was not made by it, with one button of this value.
    pub(crate) async fn forge(&self, channel: &str, button: &str, value: &str) -> Message {
        let text = json!({ "type": "plain_text", "text": button });
        let element = json!({ "type": "button", "action_id": "forged", "text": text, "value": value });
        let blocks = json!([{ "type": "actions", "elements": [element] }]);
        let channel = self.slack.state().await.channel(channel);
        let body = json!({ "channel": channel, "text": button, "blocks": blocks });
        let posted = self.slack.api(self.config.bot_token.expose(), "chat.postMessage", &body).await;
        let state = self.slack.state().await;
        let forged = state.of_bot().into_iter().find(|message| posted["ts"] == message.ts.as_str());
        let forged = forged.expect("it was posted");
        self.has_read(&forged);
        forged
    }

    /// Stops the bot as an operator would.
    pub(crate) async fn stop_bot(&self) {
        self.front.close();
        self.bot.lock().await.take().expect("the bot runs").stop().await;
    }

    /// The bot is gone between two instructions, without a word.
    pub(crate) async fn crash(&self) {
        self.front.close();
        self.bot.lock().await.take().expect("the bot runs").crash().await;
    }

    /// The bot is gone in the middle of posting what falls due on the way to a local time.
    pub(crate) async fn crashes_while_the_clock_turns(&self, local: &str) {
        let memory = self.bot.lock().await.as_ref().expect("the bot runs").watch();
        let crash = async {
            bot::posting(memory).await;
            self.crash().await;
        };
        tokio::join!(self.clock_to(local), crash);
    }

    /// Starts the bot on the database it had before, and waits until all is quiet.
    pub(crate) async fn start_bot(&self) {
        let running = Running::start(self.config.clone()).await;
        self.front.lead_to(running.listen());
        *self.bot.lock().await = Some(running);
        self.quiet().await;
    }

    /// Stops the bot and starts it again.
    pub(crate) async fn restart(&self) {
        self.stop_bot().await;
        self.start_bot().await;
    }

    /// The end of every story: all was read, and all is as it must be.
    pub(crate) async fn finish(self) {
        self.quiet().await;
        self.expect_silence().await;
        self.close().await;
    }

    /// The end of a time in which nobody read everything: all is as it must be.
    pub(crate) async fn close(mut self) {
        self.finished = true;
        self.check().await;
        self.stop_bot().await;
        if let Some(sandbox) = self.sandbox.take() {
            sandbox.stop().await;
        }
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let forgotten = !self.finished && !std::thread::panicking();
        assert!(!forgotten, "a story ends with world.finish()");
    }
}

fn config(transport: Transport, slack: &Info, database: PathBuf) -> Config {
    let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    Config {
        bot_token: Secret::new(slack.bot_token.as_str()),
        transport: match transport {
            Transport::Socket => Way::Socket { app_token: Secret::new(slack.app_token.as_str()) },
            Transport::Http => {
                Way::Http { signing_secret: Secret::new(slack.signing_secret.as_str()), listen: any_port }
            }
        },
        api_url: slack.api_url.parse().expect("an address"),
        database,
        admin_listen: any_port,
        public: Some(Public { url: CALENDARS.parse().expect("an address"), listen: any_port }),
        clock_url: Some(slack.page.parse().expect("an address")),
    }
}

/// Tells a story to its end, within a limit.
pub(crate) async fn tell(story: impl Future<Output = ()>) {
    tokio::time::timeout(LIMIT, story).await.expect("the story comes to an end");
}

/// A story that is the same over both transports: the body gets a fresh world, and the macro
/// finishes it.
macro_rules! story {
    ($(#[$doc:meta])* async fn $name:ident($world:ident: &World $(, from $start:literal)?) $body:block) => {
        $(#[$doc])*
        mod $name {
            use super::*;

            async fn told($world: &World) $body

            #[tokio::test]
            async fn over_socket_mode() {
                crate::world::tell(whole(crate::world::Transport::Socket)).await;
            }

            #[tokio::test]
            async fn over_signed_http() {
                crate::world::tell(whole(crate::world::Transport::Http)).await;
            }

            async fn whole(transport: crate::world::Transport) {
                let world = crate::world::story!(@start transport $($start)?);
                told(&world).await;
                world.finish().await;
            }
        }
    };
    (@start $transport:ident) => { World::new($transport).await };
    (@start $transport:ident $start:literal) => { World::at($transport, $start).await };
}
pub(crate) use story;
