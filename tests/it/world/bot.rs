//! The running bot, on threads of its own so that it can be lost between two instructions.

use klynge::commands::run::Bot;
use klynge::config::Config;
use klynge::domain::model::{Progress, TeamId, UserId, Workspace};
use klynge::engine::delivery::Patience;
use klynge::slack::api::Timeouts;
use klynge::store::Store;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;

/// How long the bot may take to be ready, and to be gone.
const PATIENCE: Duration = Duration::from_secs(20);

/// A bot and the threads it runs on.
pub(super) struct Running {
    bot: Option<Bot>,
    threads: Option<Runtime>,
    database: PathBuf,
}

impl Running {
    /// Starts it and waits until it says that it is ready.
    pub(super) async fn start(config: Config) -> Self {
        let threads = Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let threads = threads.expect("threads for the bot");
        let database = config.database.clone();
        let started = threads.spawn(async move {
            let store = Store::open(&config.database).await?;
            Bot::start(config, store, patience()).await
        });
        let bot = started.await.expect("the bot does not panic").expect("the bot starts");
        let running = Self { bot: Some(bot), threads: Some(threads), database };
        tokio::time::timeout(PATIENCE, running.ready()).await.expect("the bot gets ready");
        running
    }

    fn bot(&self) -> &Bot {
        self.bot.as_ref().expect("it runs until it is stopped")
    }

    async fn ready(&self) {
        let url = format!("http://{}/readyz", self.bot().admin);
        let client = klynge::slack::tls::client().expect("an HTTP client");
        let mut look = tokio::time::interval(Duration::from_millis(5));
        loop {
            look.tick().await;
            let answer = client.get(&url).send().await.expect("the bot answers");
            if answer.status().is_success() {
                return;
            }
        }
    }

    /// Its figures.
    pub(super) async fn figures(&self) -> String {
        let url = format!("http://{}/metrics", self.bot().admin);
        let client = klynge::slack::tls::client().expect("an HTTP client");
        client.get(url).send().await.expect("the bot answers").text().await.expect("figures")
    }

    /// Where it takes signed requests, if it does.
    pub(super) fn listen(&self) -> Option<SocketAddr> {
        self.bot().listen
    }

    /// Where it answers calendars.
    pub(super) fn public(&self) -> SocketAddr {
        self.bot().public.expect("there is a public address")
    }

    /// What it knows.
    pub(super) fn memory(&self) -> Workspace {
        self.bot().engine.memory.borrow().clone()
    }

    /// What it knows, after each commit.
    pub(super) fn watch(&self) -> watch::Receiver<Workspace> {
        self.bot().engine.memory.clone()
    }

    /// What is on its disk.
    pub(super) async fn on_disk(&self, team: &TeamId, bot: &UserId) -> Workspace {
        let mut store = Store::read_only(&self.database).await.expect("the database can be read");
        let loaded = store.load(team, bot).await.expect("what is stored makes sense");
        loaded.expect("something is stored")
    }

    /// A clean stop.
    pub(super) async fn stop(mut self) {
        if let (Some(bot), Some(threads)) = (self.bot.take(), &self.threads) {
            threads.spawn(bot.stop()).await.expect("the bot stops without a panic");
        }
        self.end_threads().await;
    }

    /// No stop: every task is dropped where it stands.
    pub(super) async fn crash(mut self) {
        self.end_threads().await;
    }

    async fn end_threads(&mut self) {
        if let Some(threads) = self.threads.take() {
            let ended = tokio::task::spawn_blocking(move || threads.shutdown_timeout(PATIENCE));
            ended.await.expect("the threads end");
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A story that failed half-way: nobody waits for the threads.
        if let Some(threads) = self.threads.take() {
            threads.shutdown_background();
        }
    }
}

/// Returns when a message is on its way to Slack.
pub(super) async fn posting(mut memory: watch::Receiver<Workspace>) {
    let on_its_way =
        |ws: &Workspace| ws.outbox.values().any(|row| matches!(row.progress, Progress::Sending(_)));
    memory.wait_for(on_its_way).await.expect("the bot runs");
}

/// The waits of the real bot, in thousandths.
fn patience() -> Patience {
    let ms = Duration::from_millis;
    Patience {
        arrival: ms(600),
        pause: ms(5),
        longest: ms(50),
        locked_out: ms(50),
        knock: Duration::from_secs(2),
        calls: Timeouts { connect: ms(500), call: ms(500), upload: ms(500) },
    }
}
