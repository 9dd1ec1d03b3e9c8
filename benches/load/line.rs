//! One way to the bot, used by one at a time: a connection for signed HTTP, or a place on the sockets. What is sent is
//! written by hand, so that the measuring leaves the processors to the measured.

use std::fmt::Write as _;
use std::net::SocketAddr;

use anyhow::{Context, ensure};
use hmac::{Hmac, KeyInit, Mac};
use klynge::engine::clock::wall;
use sha2::Sha256;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::bot::{CHANNEL, TEAM};
use super::slack::Slack;

/// A way to the bot.
pub(super) enum Line {
    Http(Box<Http>),
    Socket(Slack),
}

/// A kept-alive connection.
pub(super) struct Http {
    bot: SocketAddr,
    stream: TcpStream,
    /// Begun with the secret: each request goes on from there.
    mac: Hmac<Sha256>,
    request: String,
    answer: Vec<u8>,
}

impl Line {
    pub(super) async fn http(bot: SocketAddr, slack: &Slack) -> anyhow::Result<Self> {
        let mac = Hmac::new_from_slice(slack.info().signing_secret.as_bytes())?;
        let (stream, answer) = (connect(bot).await?, Vec::with_capacity(4096));
        Ok(Self::Http(Box::new(Http { bot, stream, mac, request: String::new(), answer })))
    }

    /// Connects anew: a connection that nobody uses for a while is closed by the bot.
    pub(super) async fn renew(&mut self) -> anyhow::Result<()> {
        if let Self::Http(http) = self {
            http.stream = connect(http.bot).await?;
        }
        Ok(())
    }

    /// Delivers one thing and returns once it is acknowledged, and so on disk: by turns a command and an event, each of
    /// another person, each new. What follows the ids tells one cluster from another.
    pub(super) async fn deliver(&mut self, number: u64, user: &str, cluster: &str) -> anyhow::Result<()> {
        let is_command = number.is_multiple_of(2);
        match self {
            Self::Http(http) if is_command => {
                let word = word(number);
                let body = format!(
                    "command=%2Fklynge&text={word}&user_id={user}{cluster}&channel_id={CHANNEL}{cluster}&team_id={TEAM}&trigger_id=load.{number}"
                );
                http.post("/slack/commands", "application/x-www-form-urlencoded", &body).await
            }
            Self::Http(http) => {
                http.post("/slack/events", "application/json", &event(number, user, cluster)).await
            }
            Self::Socket(slack) if is_command => {
                let word = word(number);
                let payload = format!(
                    r#"{{"command":"/klynge","text":"{word}","user_id":"{user}{cluster}","channel_id":"{CHANNEL}{cluster}","team_id":"{TEAM}","trigger_id":"load.{number}"}}"#
                );
                slack.deliver("slash_commands", number, &payload).await
            }
            Self::Socket(slack) => slack.deliver("events_api", number, &event(number, user, cluster)).await,
        }
    }
}

/// The keys under which the bot remembers what [`Line::deliver`] brings.
pub(super) const KEYS: &str = "name GLOB 'trigger_id:load.*' OR name GLOB 'event_id:EvLoad*'";

/// An answer for the company, another each time round.
fn word(number: u64) -> &'static str {
    if number.is_multiple_of(4) { "coming" } else { "maybe" }
}

/// Somebody opens the Home tab.
fn event(number: u64, user: &str, cluster: &str) -> String {
    format!(
        r#"{{"type":"event_callback","team_id":"{TEAM}","event_id":"EvLoad{number}","event_time":1788000000,"authorizations":[{{"team_id":"{TEAM}"}}],"event":{{"type":"app_home_opened","user":"{user}{cluster}","channel":"D0","tab":"home","event_ts":"1788000000.000100"}}}}"#
    )
}

async fn connect(bot: SocketAddr) -> anyhow::Result<TcpStream> {
    let stream = TcpStream::connect(bot).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

impl Http {
    async fn post(&mut self, path: &str, kind: &str, body: &str) -> anyhow::Result<()> {
        let (stamp, length) = (wall().timestamp(), body.len());
        self.request.clear();
        write!(
            self.request,
            "POST {path} HTTP/1.1\r\nhost: bot\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nx-slack-request-timestamp: {stamp}\r\nx-slack-signature: v0="
        )?;
        let mut mac = self.mac.clone();
        for part in ["v0:", &stamp.to_string(), ":", body] {
            mac.update(part.as_bytes());
        }
        for byte in mac.finalize().into_bytes() {
            for digit in [byte >> 4, byte & 15] {
                self.request.extend(char::from_digit(digit.into(), 16));
            }
        }
        self.request.push_str("\r\n\r\n");
        self.request.push_str(body);
        self.stream.write_all(self.request.as_bytes()).await?;
        self.read().await
    }

    /// Reads one answer, whole.
    async fn read(&mut self) -> anyhow::Result<()> {
        self.answer.clear();
        let head = loop {
            ensure!(self.stream.read_buf(&mut self.answer).await? > 0, "the bot hung up");
            if let Some(end) = self.answer.windows(4).position(|part| part == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let text = std::str::from_utf8(&self.answer[..head])?;
        ensure!(text.starts_with("HTTP/1.1 200"), "refused: {text}");
        let length = text.lines().find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("content-length").then_some(value)
        });
        let whole = head + length.context("an answer of unknown length")?.trim().parse::<usize>()?;
        while self.answer.len() < whole {
            ensure!(self.stream.read_buf(&mut self.answer).await? > 0, "the bot hung up");
        }
        Ok(())
    }
}
