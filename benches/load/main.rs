//! The real program measured from outside: how long Slack waits for an answer that is on disk, how much it takes at
//! once, how long a start takes, and how much memory half a year needs.
//!
//! `cargo bench --bench load` runs all but the long ones; `cargo bench --bench load -- throughput sockets` only these,
//! and `-- building 1000` one of them with another size.
//!
//! A cluster is set up by `klynge demo`, which then stops; the sandbox goes on in this process, on the state that the
//! demo has left, and the bot under measure is a plain `klynge run` on its database. Where the sandbox would be what is
//! measured, a stand-in takes its place (`slack`).

mod bot;
mod building;
mod disk;
mod drive;
mod figures;
mod line;
mod slack;
mod throughput;

use std::io::{Write, stdout};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, ensure};
use hmac::{Hmac, KeyInit, Mac};
use klynge::engine::clock::wall;
use sandbox::{Options, Sandbox};
use serde_json::{Value, json};
use sha2::Sha256;

use bot::{Bot, Transport};
use disk::Disk;
use figures::{Sample, row, rule};

/// Measured in turns of so many, so that a disk that is busy with somebody else's work slows all alike.
const TURN: usize = 25;
/// Turns of each kind; the first is to warm up and not counted.
const TURNS: usize = 25;
/// Starts of each kind.
const STARTS: usize = 7;
/// Half a year.
const WEEKS: usize = 26;

/// What can be measured; those that take minutes only when they are named.
const PARTS: [(&str, bool); 8] = [
    ("memory", true),
    ("starts", true),
    ("acks", true),
    ("throughput", true),
    ("sockets", true),
    ("check", false),
    ("million", false),
    ("building", false),
];

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    let words = std::env::args().skip(1).filter(|word| !word.starts_with('-'));
    let (sizes, named): (Vec<String>, Vec<String>) = words.partition(|word| word.parse::<u64>().is_ok());
    let size = sizes.first().and_then(|size| size.parse().ok());
    let known = |word: &String| PARTS.iter().any(|(part, _)| part == word);
    ensure!(named.iter().all(known), "the parts are {:?}", PARTS.map(|(part, _)| part));
    let stage = Stage::set().await?;
    let mut out = stdout();
    writeln!(out, "{}", rule())?;
    for (part, usually) in PARTS {
        if if named.is_empty() { usually } else { named.iter().any(|word| word == part) } {
            stage.measure(part, size, &mut out).await?;
        }
    }
    writeln!(out, "{}", rule())?;
    stage.sandbox.sandbox.stop().await;
    Ok(())
}

/// A database with a cluster in it, and the sandbox it was set up with.
struct Stage {
    folder: tempfile::TempDir,
    sandbox: Slack,
}

impl Stage {
    async fn set() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let database = folder.path().join("klynge.db");
        bot::set_the_scene(&database).await.context("klynge demo")?;
        Ok(Self { sandbox: Slack::on(&database).await?, folder })
    }

    async fn measure(&self, part: &str, size: Option<u64>, out: &mut impl Write) -> anyhow::Result<()> {
        match part {
            "memory" => memory(&self.sandbox, out).await,
            "starts" => starts(&self.sandbox, out).await,
            "acks" => acks(&self.sandbox, self.folder.path(), out).await,
            "throughput" => throughput::measure(self, Transport::Http, out).await,
            "sockets" => throughput::measure(self, Transport::Socket, out).await,
            "check" => throughput::check(self, out).await,
            "million" => throughput::memory(self, size.unwrap_or(1_000_000), out).await,
            _ => building::measure(self, size.unwrap_or(10_000), out).await,
        }
    }

    fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// Where a database of this name is.
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name).join("klynge.db")
    }

    /// A new copy of the database.
    async fn copy(&self, name: &str) -> anyhow::Result<PathBuf> {
        let copy = self.path(name);
        let folder = copy.parent().context("a path without a folder")?;
        let _ = std::fs::remove_dir_all(folder);
        std::fs::create_dir(folder)?;
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&self.sandbox.database);
        let mut db = sqlx::ConnectOptions::connect(&options).await?;
        sqlx::query("VACUUM INTO ?").bind(copy.to_string_lossy()).execute(&mut db).await?;
        Ok(copy)
    }

    /// A stand-in for the sandbox.
    async fn slack(&self) -> anyhow::Result<slack::Slack> {
        slack::Slack::like(self.sandbox.sandbox.info(), bot::CHANNEL).await
    }
}

/// The sandbox, and where the bot's database is.
struct Slack {
    sandbox: Sandbox,
    database: PathBuf,
    http: reqwest::Client,
}

impl Slack {
    async fn on(database: &Path) -> anyhow::Result<Self> {
        let options = Options {
            manifest: klynge::commands::manifest::MANIFEST.to_owned(),
            state: Some(database.with_extension("db.slack")),
            ..Options::default()
        };
        let sandbox = sandbox::start(options).await?;
        let http = reqwest::Client::builder().no_proxy().build()?;
        Ok(Self { sandbox, database: database.to_owned(), http })
    }

    async fn bot(&self, transport: Transport) -> anyhow::Result<Bot> {
        Bot::start(self.sandbox.info(), &self.database, transport).await
    }

    async fn get(&self, path: &str) -> anyhow::Result<Value> {
        let url = format!("{}{path}", self.sandbox.info().page);
        Ok(self.http.get(url).send().await?.error_for_status()?.json().await?)
    }

    /// Has somebody do something, and waits until what follows from it is done.
    async fn act(&self, deed: Value) -> anyhow::Result<()> {
        let url = format!("{}sandbox/act", self.sandbox.info().page);
        self.http.post(url).json(&deed).send().await?.error_for_status()?;
        Ok(())
    }

    async fn turn_a_week(&self) -> anyhow::Result<()> {
        let url = format!("{}sandbox/clock", self.sandbox.info().page);
        let turn = self.http.post(url).json(&json!({ "advance": "1w" })).send().await?;
        let clock: Value = turn.error_for_status()?.json().await?;
        ensure!(clock["idle"] == true, "the bot did not come to rest: {clock}");
        Ok(())
    }

    /// Milliseconds that Slack itself took for its answers after this record of the wire, and the last record.
    async fn own_time(&self, after: u64) -> anyhow::Result<(f64, u64)> {
        let wire = self.get(&format!("sandbox/wire?after={after}")).await?;
        let answers = wire["records"].as_array().into_iter().flatten().filter(|record| record["dir"] == "in");
        let took = answers.filter_map(|record| record["ms"].as_f64()).sum();
        Ok((took, wire["last"].as_u64().unwrap_or_default()))
    }
}

/// Half a year turned week by week, and what the bot then holds.
async fn memory(slack: &Slack, out: &mut impl Write) -> anyhow::Result<()> {
    let bot = slack.bot(Transport::Socket).await?;
    let (fresh, _) = bot.memory()?;
    for _ in 0..WEEKS {
        slack.turn_a_week().await?;
    }
    let (after, most) = bot.memory()?;
    let state = slack.get("sandbox/state").await?;
    let messages = state["messages"].as_array().map_or(0, Vec::len);
    row(out, "resident memory after the start", &[format!("{fresh:.1} MB")])?;
    let label = format!("resident memory after {WEEKS} weeks");
    row(
        out,
        &label,
        &[format!("{after:.1} MB"), format!("most {most:.1} MB"), format!("{messages} messages")],
    )?;
    bot.stop().await
}

/// From the process's start to its word that it is ready, by both transports.
async fn starts(slack: &Slack, out: &mut impl Write) -> anyhow::Result<()> {
    for transport in [Transport::Http, Transport::Socket] {
        let (mut starts, mut slacks) = (Sample::new(), Sample::new());
        for _ in 0..STARTS {
            // So that the sandbox notices that the last bot is gone; else this one's first question has to wait for that.
            slack.get("sandbox/state").await?;
            let (_, before) = slack.own_time(u64::MAX).await?;
            let bot = slack.bot(transport).await?;
            starts.add(bot.start_took.as_secs_f64() * 1e3);
            slacks.add(slack.own_time(before).await?.0);
            bot.stop().await?;
        }
        let own = format!("of it Slack's {:.2} ms", slacks.median());
        row(out, &format!("start to ready, {transport}"), &[starts.median_text(), starts.p99_text(), own])?;
    }
    Ok(())
}

/// Commands over one connection, each answered once it is on disk; beside them what this disk takes for less.
async fn acks(slack: &Slack, folder: &Path, out: &mut impl Write) -> anyhow::Result<()> {
    let bot = slack.bot(Transport::Http).await?;
    let mut disk = Disk::in_folder(folder).await?;
    let [mut syncs, mut commits, mut acks] = [const { Sample::new() }; 3];
    let before = bot.commits().await?;
    for turn in 0..TURNS {
        if turn == 1 {
            [syncs, commits, acks] = [const { Sample::new() }; 3];
        }
        for number in 0..TURN {
            acks.add(command(slack, &bot, turn * TURN + number).await?);
        }
        for _ in 0..TURN {
            commits.add(disk.commit().await?);
        }
        for _ in 0..TURN {
            syncs.add(disk.sync()?);
        }
    }
    let committed = bot.commits().await? - before;
    ensure!(committed >= (TURNS * TURN) as f64, "only {committed} commits");
    row(out, "fdatasync of one page", &[syncs.median_text(), syncs.p99_text()])?;
    row(out, "a bare durable commit", &[commits.median_text(), commits.p99_text()])?;
    row(out, "ack of a slash command", &[acks.median_text(), acks.p99_text()])?;
    let aim = 2.0 * commits.median() + 1.0;
    row(out, "the aim: two commits and 1 ms", &[format!("{aim:.2} ms")])?;
    bot.stop().await
}

/// Answers for a company, the other way each time; milliseconds from the request to Slack's 200.
async fn command(slack: &Slack, bot: &Bot, number: usize) -> anyhow::Result<f64> {
    let word = if number.is_multiple_of(2) { "coming" } else { "maybe" };
    let team = bot::TEAM;
    let body = format!(
        "command=%2Fklynge&text={word}&user_id={}&channel_id={}&team_id={team}&trigger_id=load.{number}",
        bot::SOMEBODY,
        bot::CHANNEL
    );
    let stamp = wall().timestamp();
    let mut mac = Hmac::<Sha256>::new_from_slice(slack.sandbox.info().signing_secret.as_bytes())?;
    mac.update(format!("v0:{stamp}:{body}").as_bytes());
    let signature: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    let request = slack
        .http
        .post(format!("http://{}/slack/commands", bot.listen))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-slack-request-timestamp", stamp)
        .header("x-slack-signature", format!("v0={signature}"))
        .body(body);
    let begun = Instant::now();
    let answer = request.send().await?.error_for_status()?;
    let took = begun.elapsed().as_secs_f64() * 1e3;
    // Reading the rest frees the connection for the next one.
    ensure!(!answer.bytes().await?.is_empty(), "a command without words");
    Ok(took)
}
