//! Disks that are full or fail, databases that are locked or damaged: nothing is acknowledged that is not written, it is said
//! plainly what is wrong, and the bot goes on by itself when it is mended.

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use futures_util::future::join_all;
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use tokio::process::Command;

use super::bad_days::{all_is_done, comes_true, readiness};
use super::bot::Bot;
use super::ended::run;
use super::house::{House, IDA, KAIA, TRANSPORTS, Transport};
use super::killed::everything_arrived_once;
use super::mount::Mount;
use super::skipped;

mod running;

/// A page of the database, in bytes.
const PAGE: usize = 4096;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_what_it_cannot_keep_and_loses_nothing() {
    join_all(TRANSPORTS.map(filled_up)).await;
}

async fn filled_up(transport: Transport) {
    let house = House::open(transport).await;
    let Some(disk) = Mount::small(&house.folder(), "a full disk") else { return };
    let bot = house.bot().await;
    house.set_up().await;
    full_for_a_while(&house, bot, &Room::On(&disk), "the disk is full: make room", transport).await;
}

/// A disk that refuses to write for another reason than that it is full.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_fails_for_a_while_loses_nothing() {
    join_all(TRANSPORTS.map(limited_to_nothing)).await;
}

async fn limited_to_nothing(transport: Transport) {
    if let Err(error) = Command::new("prlimit").arg("--version").output().await {
        return skipped("a failing disk", &format!("prlimit: {error}"));
    }
    let house = House::open(transport).await;
    let bot = house.adopt(Bot::shielded(&house.folder(), &house.settings())).await;
    house.set_up().await;
    full_for_a_while(&house, bot, &Room::ByLimit, "its disk fails: look whether it is full", transport).await;
}

/// What can be written is limited in one of these ways.
enum Room<'a> {
    On(&'a Mount),
    /// No file may be larger than nothing.
    ByLimit,
}

impl Room<'_> {
    async fn is_taken(&self, bot: &Bot) {
        match self {
            Self::On(disk) => disk.fill(),
            Self::ByLimit => limit(bot, "0").await,
        }
    }

    async fn is_given_back(&self, bot: &Bot) {
        match self {
            Self::On(disk) => disk.empty(),
            Self::ByLimit => limit(bot, "unlimited").await,
        }
    }
}

async fn full_for_a_while(house: &House, bot: Bot, room: &Room<'_>, trouble: &str, transport: Transport) {
    room.is_taken(&bot).await;
    let pressed = house.press_in_haste(KAIA, "setup", "welcome.post.").await;
    assert_ne!(pressed["ack"]["ok"], true, "{transport:?}: {pressed}");
    bot.says("not written").await;
    bot.says(&format!("the database cannot be written: {trouble}")).await;
    write_in_haste(house, IDA).await;
    let (ready, reasons) = readiness(house, &bot).await;
    assert!(!ready && reasons.contains(trouble), "{transport:?}: {reasons}");
    assert!(is_alive(house, &bot).await, "{transport:?}");
    assert!(house.messages("welcome").await.is_empty(), "{transport:?}");
    room.is_given_back(&bot).await;
    let again = house.press(KAIA, "setup", "welcome.post.").await;
    assert_eq!(again["ack"]["ok"], true, "{transport:?}: {again}");
    house.quiet_after_retries().await;
    assert!(readiness(house, &bot).await.0, "{transport:?}");
    bot.says("the database can be written again").await;
    assert_eq!(house.messages("welcome").await.len(), 1, "{transport:?}");
    assert_eq!(house.messages("answer").await.len(), 1, "{transport:?}: Slack repeats what was not taken");
    bot.kill().await;
    everything_arrived_once(house, &format!("{transport:?}")).await;
}

/// Lets the process write files of at most so many bytes.
async fn limit(bot: &Bot, bytes: &str) {
    let mut prlimit = Command::new("prlimit");
    prlimit.args(["--pid", &bot.pid().to_string(), &format!("--fsize={bytes}:unlimited")]);
    assert!(prlimit.stdout(Stdio::null()).status().await.unwrap().success());
}

async fn is_alive(house: &House, bot: &Bot) -> bool {
    let url = format!("http://{}/healthz", bot.listens("admin").await);
    house.http().get(url).send().await.unwrap().status().is_success()
}

async fn write_in_haste(house: &House, by: &str) -> Value {
    let bot = house.glance().await["app"]["user"].clone();
    house.act(json!({ "as": by, "do": "say", "channel": bot, "text": "Er du der?", "within": "0s" })).await
}

#[tokio::test]
async fn a_lock_that_is_held_briefly_is_waited_for() {
    let (house, bot) = set_up().await;
    let other = lock(&house).await;
    let press = house.press_in_haste(KAIA, "setup", "welcome.post.");
    let release = async {
        // The bot has the press by now, or will find the lock gone.
        comes_true("it is on its way", async || house.glance().await["clock"]["undelivered"] == 1).await;
        other.close().await.unwrap();
    };
    let (pressed, ()) = tokio::join!(press, release);
    assert_eq!(pressed["ack"]["ok"], true, "{pressed}");
    all_is_done(&house).await;
    assert_eq!(house.messages("welcome").await.len(), 1);
    bot.kill().await;
}

#[tokio::test]
async fn a_lock_that_is_held_long_leaves_slack_to_repeat_itself() {
    let (house, bot) = set_up().await;
    let other = lock(&house).await;
    let pressed = house.press_in_haste(KAIA, "setup", "welcome.post.").await;
    assert_ne!(pressed["ack"]["ok"], true, "{pressed}");
    write_in_haste(&house, IDA).await;
    bot.says("not written").await;
    let (ready, reasons) = readiness(&house, &bot).await;
    assert!(!ready && reasons.contains("another program holds it"), "{reasons}");
    other.close().await.unwrap();
    house.quiet_after_retries().await;
    if let Some(again) = house.press_if_there(KAIA, "setup", "welcome.post.").await {
        assert_eq!(again["ack"]["ok"], true, "{again}");
    }
    all_is_done(&house).await;
    assert_eq!(house.messages("answer").await.len(), 1);
    assert_eq!(house.messages("welcome").await.len(), 1);
    assert!(readiness(&house, &bot).await.0);
    bot.kill().await;
}

async fn set_up() -> (House, Bot) {
    let house = House::open(Transport::Socket).await;
    let bot = house.bot().await;
    house.set_up().await;
    (house, bot)
}

/// Another program holds the database for writing.
async fn lock(house: &House) -> SqliteConnection {
    let path = house.folder().join("klynge.db");
    let mut other = SqliteConnectOptions::new().filename(path).connect().await.unwrap();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    other
}

/// What happens to a file.
type Damage = fn(&Path);

#[tokio::test]
async fn a_damaged_database_is_named_and_left_as_it_is() {
    let (house, bot) = set_up().await;
    assert!(bot.terminate().await.0.success());
    let whole = house.folder().join("klynge.db");
    let damages: [(&str, Damage); 3] = [
        ("header", |path| overwrite(path, 0, 100)),
        ("pages", |path| {
            (PAGE as u64..size(path)).step_by(PAGE).for_each(|page| overwrite(path, page, PAGE));
        }),
        ("truncated", |path| {
            let file = fs::File::options().write(true).open(path).unwrap();
            file.set_len(size(path) / 2).unwrap();
        }),
    ];
    for (what, damage) in damages {
        let copy = house.folder().join(format!("{what}.db"));
        fs::copy(&whole, &copy).unwrap();
        damage(&copy);
        let before = fs::read(&copy).unwrap();
        let mut settings = house.settings();
        settings.push(("KLYNGE_DATABASE", copy.display().to_string()));
        let (code, _, err) = run(&house.folder(), &["run"], &settings).await;
        assert_eq!(code, Some(1), "{what}: {err}");
        assert!(err.contains("restore a backup"), "{what}: {err}");
        assert_eq!(fs::read(&copy).unwrap(), before, "{what}: it was written to");
    }
}

/// A log whose end was damaged, as when the power goes: everything up to there holds.
#[tokio::test]
async fn a_damaged_log_costs_only_its_end() {
    let (house, bot) = set_up().await;
    bot.kill().await;
    let (log, before) = (house.folder().join("klynge.db-wal"), house.on_disk().await);
    overwrite(&log, size(&log) - PAGE as u64, PAGE);
    let bot = house.bot().await;
    all_is_done(&house).await;
    bot.kill().await;
    let after = house.on_disk().await;
    assert_eq!(after.clusters.len(), before.clusters.len());
    assert!(after.outbox.len() <= before.outbox.len());
}

fn size(path: &Path) -> u64 {
    fs::metadata(path).unwrap().len()
}

fn overwrite(path: &Path, at: u64, bytes: usize) {
    let mut file = fs::File::options().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(&vec![0xa5; bytes]).unwrap();
}

/// A folder in which nothing may be written is named in `settings`; here the disk is full from the start.
#[tokio::test]
async fn without_room_to_begin_with_it_says_so() {
    let house = House::open(Transport::Socket).await;
    let bot = Bot::shielded_within(&house.folder(), &house.settings(), 8);
    let (status, lines) = bot.end().await;
    let said = lines.join("\n");
    assert_eq!(status.code(), Some(1), "{said}");
    assert!(said.contains("klynge.db: make room"), "{said}");
    let made: Vec<PathBuf> =
        fs::read_dir(house.folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(!made.is_empty());
    let bot = house.bot().await;
    assert!(bot.terminate().await.0.success(), "with room it begins");
}
