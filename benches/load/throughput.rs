//! How much the bot takes, and how long each has to wait: sharing commits, and beside it in the same run one by one.

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use anyhow::ensure;

use super::Stage;
use super::bot::{Bot, Transport};
use super::disk::Disk;
use super::drive::{Driven, Run};
use super::figures::{Sample, row};
use super::line::KEYS;
use super::slack::SLACKS_PACE;

/// Measured in turns, so that a machine that is busy with somebody else's work slows all alike.
const TURNS: usize = 6;
const TURN: Duration = Duration::from_millis(1500);
const LINES: [usize; 3] = [1, 16, MANY];
const MANY: usize = 64;
/// What sharing must be worth at so many lines.
const AIM: f64 = 6.0;
/// What an ack may take over a bare commit at one line, in milliseconds.
const OVER: f64 = 0.3;

/// The two bots that are compared.
struct Pair {
    shared: Driven,
    alone: Driven,
}

impl Pair {
    async fn start(stage: &Stage, transport: Transport) -> anyhow::Result<Self> {
        let lines = LINES.into_iter().max().unwrap_or(1);
        let mut both = Vec::new();
        for (name, together) in [("shared", None), ("alone", Some(1))] {
            let (database, slack) = (stage.copy(name).await?, stage.slack().await?);
            slack.take_time(SLACKS_PACE);
            let bot = Bot::start_with(slack.info(), &database, transport, together).await?;
            both.push(Driven::new(bot, slack, transport, lines).await?);
        }
        let alone = both.remove(1);
        Ok(Self { shared: both.remove(0), alone })
    }

    /// Ends both without a warning; whatever they acknowledged has to be on disk.
    async fn end(self, stage: &Stage) -> anyhow::Result<()> {
        for (name, driven) in [("shared", self.shared), ("alone", self.alone)] {
            let delivered = driven.delivered();
            driven.bot.kill().await?;
            let kept = kept(&stage.path(name)).await?;
            ensure!(kept == delivered, "{name}: {delivered} acknowledged, {kept} on disk");
        }
        Ok(())
    }
}

/// How many of our deliveries are in a database.
async fn kept(database: &Path) -> anyhow::Result<u64> {
    use sqlx::ConnectOptions;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(database);
    let mut db = options.connect().await?;
    let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM seen WHERE {KEYS}"));
    let count: i64 = sqlx::query_scalar(sql).fetch_one(&mut db).await?;
    Ok(u64::try_from(count)?)
}

/// As fast as it goes, over 1, 16 and 64 lines; what a bare commit takes beside it; then at a constant rate.
pub(super) async fn measure(stage: &Stage, transport: Transport, out: &mut impl Write) -> anyhow::Result<()> {
    let mut pair = Pair::start(stage, transport).await?;
    let mut disk = Disk::in_folder(&stage.folder()).await?;
    let mut commits = Sample::new();
    let mut runs: Vec<[Run; 2]> = LINES.iter().map(|_| [Run::new(), Run::new()]).collect();
    for turn in 0..=TURNS {
        for (lines, [shared, alone]) in LINES.into_iter().zip(&mut runs) {
            let (one, other) =
                (pair.shared.closed(lines, TURN).await?, pair.alone.closed(lines, TURN).await?);
            // The first turn is to warm up.
            if turn > 0 {
                shared.join(&one);
                alone.join(&other);
            }
        }
        for _ in 0..200 {
            commits.add(disk.commit().await?);
        }
    }
    row(out, &format!("{transport}: a bare durable commit"), &[commits.median_text(), commits.p99_text()])?;
    for (lines, [shared, alone]) in LINES.into_iter().zip(&runs) {
        show(out, &format!("{transport}: {lines} lines"), shared)?;
        show(out, &format!("{transport}: {lines} lines, one by one"), alone)?;
    }
    let [one, many] = [&runs[0][0], &runs[LINES.len() - 1][0]];
    let alone = &runs[LINES.len() - 1][1];
    let over = one.waits.median() - commits.median();
    row(out, "an ack over a bare commit, 1 line", &[format!("{over:.2} ms"), format!("aim {OVER:.2} ms")])?;
    let worth = many.a_second() / alone.a_second();
    row(out, "sharing against one by one, 64 lines", &[format!("{worth:.1} times"), format!("aim {AIM}")])?;
    arrivals(&mut pair, transport, alone.a_second(), out).await?;
    pair.end(stage).await
}

/// At a rate that is easy for both, and at one that only shared commits can take.
async fn arrivals(
    pair: &mut Pair,
    transport: Transport,
    alone: f64,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    const TIME: Duration = Duration::from_secs(5);
    for part in [0.7, 3.0] {
        let rate = (alone * part).round();
        let label = format!("{transport}: {rate} arrive a second");
        show(out, &label, &pair.shared.open(rate, TIME).await?)?;
        if part < 1.0 {
            show(out, &format!("{label}, one by one"), &pair.alone.open(rate, TIME).await?)?;
        }
    }
    Ok(())
}

pub(super) fn show(out: &mut impl Write, label: &str, run: &Run) -> std::io::Result<()> {
    let rate = format!("{:.0} a second", run.a_second());
    row(out, label, &[rate, run.waits.median_text(), run.waits.p99_text()])
}

/// What sharing commits is worth, for a check, measured in turns in one run: at 64 lines it takes so many times as much
/// and nobody waits longer for it, and at one line an ack costs hardly more than the commit.
pub(super) async fn check(stage: &Stage, out: &mut impl Write) -> anyhow::Result<()> {
    const SLICES: usize = 10;
    let mut pair = Pair::start(stage, Transport::Http).await?;
    let mut disk = Disk::in_folder(&stage.folder()).await?;
    let mut commits = Sample::new();
    let [mut one, mut shared, mut alone] = [const { Run::new() }; 3];
    for turn in 0..=TURNS {
        // The first turn is to warm up.
        if turn == 1 {
            commits = Sample::new();
            [one, shared, alone] = [const { Run::new() }; 3];
        }
        shared.join(&pair.shared.closed(MANY, TURN).await?);
        alone.join(&pair.alone.closed(MANY, TURN).await?);
        for _ in 0..SLICES {
            one.join(&pair.shared.closed(1, TURN / 10).await?);
            for _ in 0..20 {
                commits.add(disk.commit().await?);
            }
        }
    }
    pair.end(stage).await?;
    row(out, "a bare durable commit", &[commits.median_text(), commits.p99_text()])?;
    show(out, "1 line", &one)?;
    show(out, "64 lines", &shared)?;
    show(out, "64 lines, one by one", &alone)?;
    let over = one.waits.median() - commits.median();
    row(out, "an ack over a bare commit, 1 line", &[format!("{over:.2} ms"), format!("aim {OVER:.2} ms")])?;
    let worth = shared.a_second() / alone.a_second();
    row(out, "sharing against one by one, 64 lines", &[format!("{worth:.1} times"), format!("aim {AIM}")])?;
    let held = [worth >= AIM, shared.waits.p99() < alone.waits.p99(), over <= OVER];
    let wanted = [
        "it takes six times as much",
        "nobody waits longer for it",
        "an ack costs hardly more than a commit",
    ];
    let missed: Vec<&str> =
        wanted.into_iter().zip(held).filter(|(_, held)| !held).map(|(aim, _)| aim).collect();
    ensure!(missed.is_empty(), "this did not hold: {}", missed.join("; "));
    Ok(())
}

/// Resident memory after so many events.
pub(super) async fn memory(stage: &Stage, events: u64, out: &mut impl Write) -> anyhow::Result<()> {
    let (database, slack) = (stage.copy("many").await?, stage.slack().await?);
    slack.take_time(SLACKS_PACE);
    let bot = Bot::start_with(slack.info(), &database, Transport::Http, None).await?;
    let mut driven = Driven::new(bot, slack, Transport::Http, 64).await?;
    let mut all = Run::new();
    while driven.delivered() < events {
        all.join(&driven.closed(64, Duration::from_secs(10)).await?);
    }
    let (now, most) = driven.bot.memory()?;
    let label = format!("resident memory after {} events", driven.delivered());
    row(
        out,
        &label,
        &[format!("{now:.1} MB"), format!("most {most:.1} MB"), format!("{} calls", driven.slack.calls())],
    )?;
    show(out, "meanwhile, 64 lines", &all)?;
    driven.bot.kill().await?;
    let begun = std::time::Instant::now();
    let again = Bot::start_with(stage.slack().await?.info(), &database, Transport::Http, None).await?;
    row(out, "start to ready after them", &[format!("{:.0} ms", begun.elapsed().as_secs_f64() * 1e3)])?;
    again.stop().await
}
