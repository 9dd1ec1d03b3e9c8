//! Starting sandbox and bot, telling where they are, and ending them in the right order.

use super::files::Files;
use super::process::{Neighbour, Order, Whereabouts};
use super::scene;
use super::stage::Stage;
use crate::cli::DemoFlags;
use crate::commands::manifest;
use crate::commands::run::Bot;
use crate::config::{Config, Transport};
use crate::engine::delivery::Patience;
use crate::store::Store;
use anyhow::Context;
use serde::Serialize;
use serde_json::Value;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use url::Url;

/// The workspace at the first start: a building, its people and their channels.
pub(super) const SEED: &str = include_str!("seed.json");
/// Six steps for a newcomer, as the sandbox's page shows them.
const TOUR: &str = include_str!("tour.json");
/// Any free port of this machine.
const ANYWHERE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// A sandbox and a bot that talk to each other.
pub(super) struct Demo {
    bot: Bot,
    sandbox: Neighbour,
    continued: bool,
}

/// The first line on stdout, for programs.
#[derive(Serialize)]
struct FirstLine<'a> {
    page: &'a Url,
    api: &'a Url,
    /// Without a slash at the end.
    admin: String,
    pid_bot: u32,
    pid_sandbox: u32,
}

impl Demo {
    /// Starts both and, at the first start, has the cluster set up. Returns when the page works.
    ///
    /// # Errors
    /// When one of them cannot start, or a step of the set-up fails.
    pub(super) async fn start(flags: &DemoFlags, files: &Files, store: Store) -> anyhow::Result<Self> {
        // Kept until the bot takes the port itself, so that nobody else gets it meanwhile.
        let door = if flags.http { Some(TcpListener::bind(ANYWHERE)?) } else { None };
        let listen = door.as_ref().map(TcpListener::local_addr).transpose()?;
        let sandbox = Neighbour::start(&order(flags, files, listen)?).await?;
        drop(door);
        let config = config(&sandbox.at, listen, files.database.clone());
        let bot = Bot::start(config, store, Patience::default()).await.context("the bot could not start")?;
        let stage = Stage::enter(sandbox.at.page.clone()).await?;
        if !flags.http {
            stage.bot_connected().await?;
        }
        if !files.continued {
            scene::prepare(&stage, flags).await.context("the workspace could not be set up")?;
        }
        stage.page_works().await?;
        Ok(Self { bot, sandbox, continued: files.continued })
    }

    /// One line of JSON for programs, then a few words for a person.
    ///
    /// # Errors
    /// When the line cannot be written.
    pub(super) fn announce(&self, flags: &DemoFlags, out: &mut impl Write) -> anyhow::Result<()> {
        let first = FirstLine {
            page: &self.sandbox.at.page,
            api: &self.sandbox.at.api_url,
            admin: format!("http://{}", self.bot.admin),
            pid_bot: std::process::id(),
            pid_sandbox: self.sandbox.pid,
        };
        writeln!(out, "{}", serde_json::to_string(&first)?)?;
        out.flush()?;
        let words = if flags.empty && !self.continued { scene::EMPTY } else { scene::LIVE };
        let there = format!("{}#{}", first.page, words.place);
        // A program may have closed its end after the first line.
        let _ = writeln!(out, "\nÅpne {there}\n  {}\nOpen {there}\n  {}\nCtrl-C.", words.nb, words.en)
            .and_then(|()| out.flush());
        Ok(())
    }

    /// Returns when the sandbox, or a part of the bot, has ended though nobody asked it to; answers which.
    pub(super) async fn ended(&mut self) -> &'static str {
        tokio::select! {
            () = self.sandbox.ended() => "the sandbox",
            part = self.bot.engine.alarm.raised() => part,
        }
    }

    /// Ends both: the bot first, while what it has left to say still finds somebody to hear it.
    pub(super) async fn stop(self) {
        self.bot.stop().await;
        self.sandbox.stop().await;
    }
}

fn order(flags: &DemoFlags, files: &Files, listen: Option<SocketAddr>) -> anyhow::Result<Order> {
    let request_url = listen.map(|listen| format!("http://{listen}"));
    let manifest = match &request_url {
        Some(url) => manifest::for_http(&url.parse()?)?,
        None => manifest::MANIFEST.to_owned(),
    };
    Ok(Order {
        port: flags.port,
        manifest,
        seed: seed(flags)?,
        request_url,
        state: files.state.clone(),
        now: flags.now.format("%Y-%m-%dT%H:%M:%S").to_string(),
        zone: flags.zone.name().to_owned(),
    })
}

/// The building, and the way around in it where there is something to see.
fn seed(flags: &DemoFlags) -> anyhow::Result<Value> {
    let mut seed: Value = serde_json::from_str(SEED)?;
    if !flags.empty {
        seed["tour"] = serde_json::from_str(TOUR)?;
    }
    Ok(seed)
}

fn config(at: &Whereabouts, listen: Option<SocketAddr>, database: PathBuf) -> Config {
    let transport = match listen {
        Some(listen) => Transport::Http { signing_secret: at.signing_secret(), listen },
        None => Transport::Socket { app_token: at.app_token() },
    };
    Config {
        bot_token: at.bot_token(),
        transport,
        api_url: at.api_url.clone(),
        database,
        admin_listen: ANYWHERE,
        public: None,
        clock_url: Some(at.page.clone()),
    }
}
