//! Settings: flags before environment before `klynge.toml` before defaults, all faults reported at once.
//!
//! Secrets have no flags, since a command line can be read by everybody on the machine, and no fault repeats a secret's
//! value.

mod address;
mod check;
mod fault;
mod secret;
mod source;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use url::Url;

use crate::cli::RunFlags;
pub use address::{is_loopback, is_private};
pub use fault::{Fault, Faults};
pub use secret::Secret;
use source::{Setting, Sources};

/// The file that is read when no other is named and it exists.
pub const DEFAULT_FILE: &str = "klynge.toml";
const DEFAULT_API_URL: &str = "https://slack.com/api";
const DEFAULT_DATABASE: &str = "klynge.db";
const DEFAULT_ADMIN_LISTEN: &str = "127.0.0.1:9187";
const DEFAULT_PUBLIC_LISTEN: &str = "127.0.0.1:9188";

/// Everything `klynge run` needs to know, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The bot's token (`xoxb-`).
    pub bot_token: Secret,
    /// How Slack reaches us.
    pub transport: Transport,
    /// The address before a Web API method's name; https, or http on this machine.
    pub api_url: Url,
    /// The database file.
    pub database: PathBuf,
    /// Where health and metrics are served.
    pub admin_listen: SocketAddr,
    /// Where calendars find their private addresses; none: they get files only.
    pub public: Option<Public>,
    /// The sandbox whose clock is followed; only in a build with the feature `demo`, only on this machine.
    pub clock_url: Option<Url>,
}

/// How calendars reach us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Public {
    /// What stands before an address (`KLYNGE_PUBLIC_URL`), with a slash at its end; https, or http on this machine.
    pub url: Url,
    /// Where they are answered (`KLYNGE_PUBLIC_LISTEN`): behind whoever keeps that https.
    pub listen: SocketAddr,
}

/// How Slack reaches us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Transport {
    /// Socket Mode, with the app-level token (`xapp-`): no public address needed.
    Socket {
        /// `SLACK_APP_TOKEN`.
        app_token: Secret,
    },
    /// Signed HTTP requests.
    Http {
        /// `SLACK_SIGNING_SECRET`.
        signing_secret: Secret,
        /// `KLYNGE_LISTEN`.
        listen: SocketAddr,
    },
}

/// Settings of this process: its environment, and the file that the flags name or `klynge.toml` if there is one.
///
/// # Errors
/// All faults at once, an unreadable file among them.
pub fn from_process(flags: &RunFlags) -> Result<Config, Faults> {
    let env = |name: &str| std::env::var(name).ok();
    match read_file(flags.config.as_deref()) {
        Ok(text) => load(flags, env, text.as_deref()),
        Err(fault) => Err(match load(flags, env, None) {
            Ok(_) => Faults::from(vec![fault]),
            Err(faults) => faults.with(fault),
        }),
    }
}

/// The database, for commands that need nothing else: faults of other settings are not theirs.
///
/// # Errors
/// When the settings file cannot be read or understood.
pub fn database_of_process(flags: &RunFlags) -> Result<PathBuf, Faults> {
    let text = read_file(flags.config.as_deref()).map_err(|fault| Faults::from(vec![fault]))?;
    let mut faults = Vec::new();
    let env = |name: &str| std::env::var(name).ok();
    let sources = Sources::collect(flags, env, text.as_deref(), &mut faults);
    if faults.is_empty() { Ok(database(&sources)) } else { Err(Faults::from(faults)) }
}

fn database(sources: &Sources) -> PathBuf {
    PathBuf::from(sources.get(Setting::Database).map_or(DEFAULT_DATABASE, |value| &value.text))
}

fn read_file(named: Option<&Path>) -> Result<Option<String>, Fault> {
    let path = named.unwrap_or_else(|| Path::new(DEFAULT_FILE));
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Fault::new(
            path.display().to_string(),
            format!("cannot be read ({error})"),
            "check the path and its permissions",
        )),
    }
}

/// Puts the settings together from flags, an environment and the text of a settings file, and checks them.
///
/// # Errors
/// All faults at once: what is missing, malformed, mixed up or unknown.
pub fn load(
    flags: &RunFlags,
    env: impl Fn(&str) -> Option<String>,
    file: Option<&str>,
) -> Result<Config, Faults> {
    let mut faults = Vec::new();
    let sources = Sources::collect(flags, env, file, &mut faults);
    let config = assemble(&sources, &mut faults);
    match config {
        Some(config) if faults.is_empty() => Ok(config),
        _ => Err(Faults::from(faults)),
    }
}

/// Checks every setting before giving up on any, so that all faults are found.
fn assemble(sources: &Sources, faults: &mut Vec<Fault>) -> Option<Config> {
    let bot_token = check::token(sources, Setting::BotToken, faults);
    if sources.get(Setting::BotToken).is_none() {
        faults.push(Fault::new(
            "SLACK_BOT_TOKEN",
            "is missing",
            "copy the Bot User OAuth Token (xoxb-...) from \"OAuth & Permissions\" of your Slack app",
        ));
    }
    let transport = transport(sources, faults);
    let api_url = check::api_url(sources, DEFAULT_API_URL, faults);
    let admin_listen = check::listen(sources, Setting::AdminListen, Some(DEFAULT_ADMIN_LISTEN), faults);
    let clock_url = check::clock_url(sources, faults);
    let public_url = check::public_url(sources, faults);
    let public_listen = check::listen(sources, Setting::PublicListen, Some(DEFAULT_PUBLIC_LISTEN), faults);
    let public = public_url.zip(public_listen).map(|(url, listen)| Public { url, listen });
    let slack = match &transport {
        Some(Transport::Http { listen, .. }) => Some((Setting::Listen, *listen)),
        _ => None,
    };
    let admin = admin_listen.map(|listen| (Setting::AdminListen, listen));
    let calendars = public.as_ref().map(|public| (Setting::PublicListen, public.listen));
    let listeners: Vec<_> = slack.into_iter().chain(admin).chain(calendars).collect();
    check::distinct(&listeners, faults);
    Some(Config {
        bot_token: bot_token?,
        transport: transport?,
        api_url: api_url?,
        database: database(sources),
        admin_listen: admin_listen?,
        public,
        clock_url,
    })
}

/// Exactly one whole transport, or the reason why not.
fn transport(sources: &Sources, faults: &mut Vec<Fault>) -> Option<Transport> {
    let app_token = check::token(sources, Setting::AppToken, faults);
    let signing_secret = check::token(sources, Setting::SigningSecret, faults);
    let listen = check::listen(sources, Setting::Listen, None, faults);
    let given = |setting| sources.get(setting).is_some();
    let wrong = |setting: &str, what: &str, remedy: &str| Some(Fault::new(setting, what, remedy));
    let fault = match (given(Setting::AppToken), given(Setting::SigningSecret), given(Setting::Listen)) {
        (true, false, false) | (false, true, true) => None,
        (false, false, false) => wrong(
            "SLACK_APP_TOKEN",
            "is missing, and so are SLACK_SIGNING_SECRET and KLYNGE_LISTEN",
            "for Socket Mode set SLACK_APP_TOKEN (xapp-..., from \"Basic Information\", \"App-Level Tokens\", with \
             connections:write); for signed HTTP set the other two",
        ),
        (false, true, false) => wrong(
            "KLYNGE_LISTEN",
            "is missing beside SLACK_SIGNING_SECRET",
            "give the address to listen on, such as 127.0.0.1:3000; for Socket Mode set SLACK_APP_TOKEN and take \
             SLACK_SIGNING_SECRET away",
        ),
        (false, false, true) => wrong(
            "SLACK_SIGNING_SECRET",
            "is missing beside KLYNGE_LISTEN",
            "copy the Signing Secret from \"Basic Information\" of your Slack app; for Socket Mode set \
             SLACK_APP_TOKEN and take KLYNGE_LISTEN away",
        ),
        (true, ..) => wrong(
            "SLACK_APP_TOKEN",
            "is set together with SLACK_SIGNING_SECRET or KLYNGE_LISTEN, but only one transport can be used",
            "keep SLACK_APP_TOKEN alone for Socket Mode, or the other two for signed HTTP",
        ),
    };
    if let Some(fault) = fault {
        faults.push(fault);
        return None;
    }
    match (app_token, signing_secret, listen) {
        (Some(app_token), None, None) => Some(Transport::Socket { app_token }),
        (None, Some(signing_secret), Some(listen)) => Some(Transport::Http { signing_secret, listen }),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
