//! A local stand-in for Slack: the Web API, Socket Mode, signed HTTP requests, a clock to turn, faults to order, and people to play.
//!
//! It reads an app's manifest, installs that one app in one workspace, and holds it to what the manifest says. An app in any language
//! reaches it over HTTP and websockets as it would reach Slack. See `README.md` for the calls that Slack does not have.
//!
//! # The rooms
//! - `manifest`, `seed`, `tour`: what it starts from; `model`: what it remembers; `persist`: how that is kept.
//! - `world`: model and app together: posting, joining, triggers, and the events that follow. `rich`: texts as rich text.
//! - `guard`: who may speak to it at all. `api`: the Web API. `realtime`: deliveries to the app, with acknowledgements and retries. `limits`: how often and how many.
//! - `oauth`: tokens, and the page on which people install the app. `people`: what a person can do. `control`: state, clock, faults, the wire log.
//! - `blockkit`: what Block Kit allows. `page`: the page in the browser.
//!
//! All state is behind one lock that is never held while waiting (`server`). Two clocks: the civil one (`Model::now`) stands still until it
//! is turned and makes every `ts`; wall time (`wall`) is for triggers, retries and response urls. Rate limits go by both.

mod api;
mod blockkit;
mod control;
mod cut;
mod guard;
mod ids;
mod limits;
mod manifest;
mod model;
mod oauth;
mod page;
mod people;
mod persist;
mod realtime;
mod rich;
mod routes;
mod seed;
mod server;
mod tour;
mod ts;
mod wall;
mod world;

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use chrono_tz::Tz;
use serde::Serialize;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::cut::{Connections, CutListener, Scissors};
use crate::limits::Limits;
use crate::manifest::Manifest;
use crate::realtime::Door;
use crate::server::{Server, Transport};
use crate::wall::Wall;
use crate::world::{App, World};

/// How a sandbox is to start.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes any that is free.
    pub port: u16,
    /// The app's manifest, as YAML or JSON text.
    pub manifest: String,
    /// The workspace to start with (see `README.md`); `None` is a small building with three people.
    pub seed: Option<Value>,
    /// Where the app takes signed requests, plain HTTP to a loopback address: with a path all of them go there, without
    /// one to the paths of the manifest's urls, or `/slack/events`, `/slack/commands` and `/slack/interactions`.
    /// `None` is Socket Mode.
    pub request_url: Option<String>,
    /// A file to keep the state in; an existing one is continued, and then `seed` and `now` do not matter.
    pub state: Option<PathBuf>,
    /// The civil clock's start, local to `zone`, as `2026-09-01T08:00`; `None` is the present.
    pub now: Option<String>,
    /// An IANA time zone; `None` is `Europe/Oslo`.
    pub zone: Option<String>,
    /// Whether Slack's rate limits are kept. The program keeps them unless told otherwise; here they are off, as
    /// most tests are in more of a hurry than an app may be.
    pub limits: bool,
}

/// What an app needs to know to connect.
#[derive(Clone, Debug, Serialize)]
pub struct Info {
    /// The base of the Web API, without a slash at the end.
    pub api_url: String,
    /// The page for people.
    pub page: String,
    /// The bot's token, `xoxb-`.
    pub bot_token: String,
    /// The app-level token for Socket Mode, `xapp-`.
    pub app_token: String,
    /// The secret that requests to the app are signed with.
    pub signing_secret: String,
    /// For OAuth, which an app needs only if it wants to be installed by people.
    pub client_id: String,
    /// For OAuth.
    pub client_secret: String,
    /// The app configuration token, for `apps.manifest.validate`.
    pub config_token: String,
}

/// A running sandbox. Stop it with [`Sandbox::stop`], which also keeps the state one last time.
pub struct Sandbox {
    info: Info,
    server: Arc<Server>,
    connections: Connections,
    serving: JoinHandle<std::io::Result<()>>,
}

/// Starts a sandbox and returns when it listens.
///
/// # Errors
/// When the manifest, the seed, a time, the zone, the request url or the kept state is malformed, or the port is taken.
pub async fn start(options: Options) -> anyhow::Result<Sandbox> {
    let zone = options.zone.as_deref().unwrap_or("Europe/Oslo");
    let zone: Tz = zone.parse().with_context(|| format!("{zone} is not an IANA time zone"))?;
    let manifest = Manifest::parse(&options.manifest)?;
    for event in manifest.never_sent() {
        tracing::warn!("the manifest subscribes to {event}, which never comes here");
    }
    let transport = transport(options.request_url.as_deref(), &manifest)?;
    let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, options.port)))
        .await
        .with_context(|| format!("cannot listen on port {}", options.port))?;
    let base = format!("http://{}", listener.local_addr()?);

    let team = team_id(options.seed.as_ref());
    let kept = options.state.as_deref().map(persist::load).transpose()?.flatten();
    let app = App::new(kept.as_ref().map_or(team, |model| &model.team.id), &manifest);
    let model = match kept {
        Some(model) => model,
        None => seed::build(options.seed.as_ref(), &app, zone, options.now.as_deref())?,
    };
    ensure!(model.user(&app.user_id).is_some(), "the kept state belongs to another app than {}", app.name);

    let wall = Arc::new(Wall::new());
    let info = info(&base, &app);
    let world = World::new(model, app, manifest, base, Arc::clone(&wall), Limits::new(options.limits));
    let server = Arc::new(Server::new(world, transport, wall, client()?, options.state));
    let connections = Connections::default();
    let listener = CutListener::new(listener, connections.clone());
    let service = routes::router(Arc::clone(&server)).into_make_service_with_connect_info::<Scissors>();
    let serving = tokio::spawn(async move { axum::serve(listener, service).await });
    Ok(Sandbox { info, server, connections, serving })
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Without the secrets.
        out.debug_struct("Sandbox").field("page", &self.info.page).finish_non_exhaustive()
    }
}

impl Sandbox {
    /// Addresses and secrets.
    pub fn info(&self) -> &Info {
        &self.info
    }

    /// Stops listening, cuts all connections and keeps the state.
    pub async fn stop(self) {
        self.serving.abort();
        self.connections.cut_all();
        self.server.keep().await;
    }

    /// Waits until it ends by itself, which it does only when something is badly wrong.
    pub async fn finished(&mut self) {
        if let Ok(Err(error)) = (&mut self.serving).await {
            tracing::error!(%error, "the sandbox stopped listening");
        }
    }
}

fn team_id(seed: Option<&Value>) -> &str {
    seed.and_then(|seed| seed.pointer("/team/id")?.as_str()).unwrap_or(seed::DEFAULT_TEAM)
}

fn transport(request_url: Option<&str>, manifest: &Manifest) -> anyhow::Result<Transport> {
    let Some(text) = request_url else {
        return Ok(Transport::Socket);
    };
    let url = reqwest::Url::parse(text).with_context(|| format!("{text} is not a url"))?;
    ensure!(control::follow::is_loopback(&url), "the request url must be plain http to a loopback address");
    Ok(Transport::Http(Door::new(url, manifest.raw.clone())))
}

fn info(base: &str, app: &App) -> Info {
    Info {
        api_url: format!("{base}/api"),
        page: format!("{base}/"),
        bot_token: app.bot_token.clone(),
        app_token: app.app_token.clone(),
        signing_secret: app.signing_secret.clone(),
        client_id: app.client_id.clone(),
        client_secret: app.client_secret.clone(),
        config_token: app.config_token.clone(),
    }
}

/// Redirects count as failures, as on Slack; a proxy from the environment must not see local requests.
fn client() -> anyhow::Result<reqwest::Client> {
    // Only plain HTTP is ever spoken, but the client wants a provider; one that is installed already will do.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder =
        reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().tcp_nodelay(true);
    builder.build().context("cannot build an HTTP client")
}
