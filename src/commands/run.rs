//! `klynge run`: the bot, from settings to a clean stop.

use super::panics;
use crate::cli::{Exit, RunFlags};
use crate::config::{self, Config, Transport};
use crate::engine::clock::{Clock, wall};
use crate::engine::delivery::Patience;
use crate::engine::health::Readiness;
use crate::engine::ics::Feeds;
use crate::engine::metrics::Metrics;
use crate::engine::supervise::{self, Engine, Parts};
use crate::http;
use crate::slack::api::Api;
use crate::slack::signature::Verifier;
use crate::slack::{http as signed, socket};
use crate::store::{OpenError, Store};
use anyhow::{Context, bail};
use std::io::Write;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Reads the settings and runs until SIGTERM or Ctrl-C.
///
/// # Errors
/// Whatever keeps the bot from starting, or a part of it that ended by itself; faults in settings are printed, all at
/// once, instead.
pub async fn run(flags: &RunFlags, err: &mut impl Write) -> anyhow::Result<Exit> {
    let config = match config::from_process(flags) {
        Ok(config) => config,
        Err(faults) => {
            write!(err, "{faults}")?;
            return Ok(Exit::Config);
        }
    };
    panics::tell();
    let store = match Store::open(&config.database).await {
        Ok(store) => store,
        Err(error @ OpenError::Held { .. }) => {
            writeln!(err, "{error}")?;
            return Ok(Exit::Running);
        }
        Err(error) => return Err(error.into()),
    };
    // Listened for from the start: Slack may be away for long.
    let mut told_to_stop = pin!(stop_signal());
    let bot = tokio::select! {
        biased;
        told = &mut told_to_stop => {
            told?;
            tracing::info!("stopped before it was ready");
            return Ok(Exit::Ok);
        }
        bot = Bot::start(config, store, patience()) => bot?,
    };
    let fallen = tokio::select! {
        biased;
        told = &mut told_to_stop => told.map(|()| None)?,
        part = bot.engine.alarm.raised() => Some(part),
    };
    tracing::info!("stopping");
    bot.stop().await;
    if let Some(part) = fallen {
        bail!(
            "{part} has ended by itself; the log says where. What was acknowledged is on disk: start it again"
        );
    }
    tracing::info!("stopped; everything is on disk");
    Ok(Exit::Ok)
}

/// How long delivery waits. In a demo build `KLYNGE_HASTE=4` makes all of it four times as short, for tests in which the
/// program is killed often and each doubt would take twelve seconds to clear up.
fn patience() -> Patience {
    #[cfg(feature = "demo")]
    if let Some(haste) = std::env::var("KLYNGE_HASTE").ok().and_then(|haste| haste.parse().ok()) {
        return Patience::default().divided_by(haste);
    }
    Patience::default()
}

/// How long the transports may take to finish what they hold.
const TRANSPORTS_STOP: Duration = Duration::from_millis(800);

/// A running bot with its transports.
pub struct Bot {
    /// The engine, for whoever looks in.
    pub engine: Engine,
    /// Where health and figures are served.
    pub admin: SocketAddr,
    /// Where Slack's signed requests are served, if they are.
    pub listen: Option<SocketAddr>,
    /// Where calendars are answered, if they are.
    pub public: Option<SocketAddr>,
    stop: watch::Sender<bool>,
    transports: Vec<JoinHandle<()>>,
}

impl Bot {
    /// Starts everything: admin endpoints first, so that a bot that waits for Slack can say so.
    ///
    /// # Errors
    /// When an address is taken, Slack refuses the token, or the database cannot be read.
    pub async fn start(config: Config, store: Store, patience: Patience) -> anyhow::Result<Self> {
        let (health, metrics) = (Readiness::default(), Arc::new(Metrics::new()));
        let (stop, stopped) = watch::channel(false);
        let mut transports = Vec::new();
        let admin = bind(config.admin_listen, "KLYNGE_ADMIN_LISTEN")?;
        let admin_at = admin.local_addr()?;
        let endpoints = http::router(health.clone(), Arc::clone(&metrics));
        transports.push(tokio::spawn(http::serve(admin, endpoints, stopped.clone())));
        let door = match &config.transport {
            Transport::Http { listen, .. } => Some(bind(*listen, "KLYNGE_LISTEN")?),
            Transport::Socket { .. } => None,
        };
        let calendars = config.public.as_ref().map(|public| bind(public.listen, "KLYNGE_PUBLIC_LISTEN"));
        let calendars = calendars.transpose()?;
        let public_at = calendars.as_ref().map(TcpListener::local_addr).transpose()?;
        let app_token = match &config.transport {
            Transport::Socket { app_token } => Some(app_token.clone()),
            Transport::Http { .. } => None,
        };
        let api = Api::with_timeouts(&config.api_url, config.bot_token.clone(), app_token, patience.calls)?;
        let door_at = door.as_ref().map(TcpListener::local_addr).transpose()?;
        tracing::info!(admin = %admin_at, listen = door_at.map(display), calendars = public_at.map(display), "listening");
        let time = Time::of(&config).await?;
        let parts = Parts {
            api: api.clone(),
            store,
            clock: time.clock.clone(),
            metrics: Arc::clone(&metrics),
            health: health.clone(),
            patience,
            public_url: config.public.as_ref().map(|public| public.url.clone()),
        };
        let engine = supervise::start(parts).await?;
        let alarm = engine.alarm.clone();
        time.follow(&config, &engine, &mut transports, stopped.clone()).await?;
        if let Some(listener) = calendars {
            let feeds = Feeds { memory: engine.memory.clone(), clock: engine.clock() };
            let serving = http::serve(listener, http::feed::router(feeds), stopped.clone());
            transports.push(tokio::spawn(alarm.clone().keep(
                "the door for calendars",
                stopped.clone(),
                serving,
            )));
        }
        match (&config.transport, door) {
            (Transport::Http { signing_secret, .. }, Some(listener)) => {
                let door = signed::Door::new(
                    Verifier::new(signing_secret)?,
                    engine.door.clone(),
                    Arc::new(wall_seconds),
                );
                let serving = http::serve(listener, signed::router(door), stopped.clone());
                transports.push(tokio::spawn(alarm.keep("the door for Slack", stopped, serving)));
                health.set_slack(true);
                tracing::info!("ready");
            }
            _ => {
                let (status, link) = watch::channel(socket::Link::default());
                transports.push(tokio::spawn(watch_link(link, health, metrics, stopped.clone())));
                let keeping = keep_socket(api, engine.door.clone(), status, stopped.clone());
                transports.push(tokio::spawn(alarm.keep("the socket", stopped, keeping)));
            }
        }
        Ok(Self { engine, admin: admin_at, listen: door_at, public: public_at, stop, transports })
    }

    /// Stops: transports first, then what is under way, then the database.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        let aborts: Vec<_> = self.transports.iter().map(JoinHandle::abort_handle).collect();
        let all = futures_util::future::join_all(self.transports);
        if tokio::time::timeout(TRANSPORTS_STOP, all).await.is_err() {
            aborts.iter().for_each(tokio::task::AbortHandle::abort);
        }
        self.engine.stop().await;
    }
}

fn wall_seconds() -> i64 {
    wall().timestamp()
}

fn bind(address: SocketAddr, setting: &str) -> anyhow::Result<TcpListener> {
    http::listen(address).with_context(|| {
        format!("{setting}: {address} cannot be listened on; choose another address or port")
    })
}

async fn keep_socket(
    api: Api,
    door: crate::slack::inbound::InboundSender,
    status: watch::Sender<socket::Link>,
    stop: watch::Receiver<bool>,
) {
    if let Err(error) = socket::run(api, door, status, stop).await {
        tracing::error!(%error, "the socket could not be set up");
    }
}

async fn watch_link(
    mut link: watch::Receiver<socket::Link>,
    health: Readiness,
    metrics: Arc<Metrics>,
    stopped: watch::Receiver<bool>,
) {
    let mut was_up = false;
    loop {
        let now = *link.borrow_and_update();
        health.set_slack(now.is_up());
        health.set_trouble(now.trouble.map(socket::Trouble::words));
        match (was_up, now.is_up()) {
            (false, true) => tracing::info!("ready"),
            (true, false) if !*stopped.borrow() => {
                tracing::warn!("not ready: every connection to Slack is gone")
            }
            _ => {}
        }
        was_up = now.is_up();
        metrics.set_socket(now.open, now.reconnects);
        if link.changed().await.is_err() {
            return;
        }
    }
}

/// The civil clock, and in a demo build the hand by which a sandbox turns it.
struct Time {
    clock: Clock,
    #[cfg(feature = "demo")]
    hand: Option<crate::engine::clock::Hand>,
}

impl Time {
    #[cfg(feature = "demo")]
    async fn of(config: &Config) -> anyhow::Result<Self> {
        match &config.clock_url {
            Some(url) => {
                let (clock, hand) = crate::engine::follow::read(url).await.context("KLYNGE_CLOCK_URL")?;
                Ok(Self { clock, hand: Some(hand) })
            }
            None => Ok(Self { clock: Clock::of_machine(), hand: None }),
        }
    }

    #[cfg(not(feature = "demo"))]
    #[expect(clippy::unused_async, reason = "the demo build reads the sandbox's clock here")]
    async fn of(_: &Config) -> anyhow::Result<Self> {
        Ok(Self { clock: Clock::of_machine() })
    }

    /// Registers with the sandbox whose clock is followed, if any.
    #[cfg(feature = "demo")]
    async fn follow(
        self,
        config: &Config,
        engine: &Engine,
        transports: &mut Vec<JoinHandle<()>>,
        stopped: watch::Receiver<bool>,
    ) -> anyhow::Result<()> {
        if let (Some(url), Some(hand)) = (&config.clock_url, self.hand) {
            let (memory, work) = (engine.memory.clone(), engine.work.clone());
            let serving = crate::engine::follow::follow(url, hand, self.clock, memory, work, stopped).await;
            transports.push(serving.context("KLYNGE_CLOCK_URL")?);
        }
        Ok(())
    }

    #[cfg(not(feature = "demo"))]
    #[expect(clippy::unused_async, reason = "the demo build registers with the sandbox here")]
    async fn follow(
        self,
        _: &Config,
        _: &Engine,
        _: &mut Vec<JoinHandle<()>>,
        _: watch::Receiver<bool>,
    ) -> anyhow::Result<()> {
        drop(self.clock);
        Ok(())
    }
}

/// Returns at SIGTERM or Ctrl-C.
///
/// # Errors
/// When the signals cannot be listened for.
pub async fn stop_signal() -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => {}
        interrupt = tokio::signal::ctrl_c() => interrupt?,
    }
    Ok(())
}
