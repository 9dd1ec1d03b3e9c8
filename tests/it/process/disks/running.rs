//! Disks that fail for good, and files that are damaged, while the bot runs: it acknowledges nothing from then on, says why,
//! can be stopped, and goes on where it was once a person has mended what was broken.

use std::fs;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use super::{PAGE, is_alive, overwrite, set_up, size, write_in_haste};
use crate::process::bad_days::{comes_true, readiness};
use crate::process::bot::Bot;
use crate::process::house::{House, IDA, KAIA, Transport};
use crate::process::killed::everything_arrived_once;
use crate::process::mount::Mount;

/// The kernel makes a disk read-only on which an error was met, for files that are open too.
#[tokio::test]
async fn a_disk_that_turns_read_only_is_named_and_nothing_is_lost() {
    let house = House::open(Transport::Socket).await;
    let Some(disk) = Mount::on_a_disk(&house.folder(), "a disk that turns read-only") else { return };
    let bot = house.bot().await;
    house.set_up().await;
    disk.fail();
    refuses(&house, bot, "its disk fails: look whether it is full, read-only or broken").await;
    disk.mend();
    goes_on(&house).await;
}

#[tokio::test]
async fn a_database_that_is_damaged_while_it_is_in_use_is_named_and_nothing_is_lost() {
    let (house, bot) = set_up().await;
    let path = house.folder().join("klynge.db");
    // Whoever has written last does not know the pages of the others.
    let mut other = SqliteConnectOptions::new().filename(&path).connect().await.unwrap();
    for sql in ["PRAGMA wal_checkpoint(TRUNCATE)", "CREATE TABLE strange (n)", "DROP TABLE strange"] {
        sqlx::query(sql).execute(&mut other).await.unwrap();
    }
    sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut other).await.unwrap();
    other.close().await.unwrap();
    let whole = fs::read(&path).unwrap();
    (PAGE as u64..size(&path)).step_by(PAGE).for_each(|page| overwrite(&path, page, PAGE));
    refuses(&house, bot, "it is damaged: stop Klynge and restore a backup").await;
    for beside in ["klynge.db-wal", "klynge.db-shm"] {
        let _ = fs::remove_file(house.folder().join(beside));
    }
    fs::write(&path, whole).unwrap();
    goes_on(&house).await;
}

/// Nothing is acknowledged, whoever asks is told why, and it ends when it is told to.
async fn refuses(house: &House, bot: Bot, trouble: &str) {
    let pressed = house.press_in_haste(KAIA, "setup", "welcome.post.").await;
    assert_ne!(pressed["ack"]["ok"], true, "{pressed}");
    write_in_haste(house, IDA).await;
    bot.says(&format!("the database cannot be written: {trouble}")).await;
    comes_true("it tells whoever asks", async || {
        let (ready, reasons) = readiness(house, &bot).await;
        !ready && reasons.contains(trouble)
    })
    .await;
    assert!(is_alive(house, &bot).await);
    let again = house.press_in_haste(KAIA, "setup", "welcome.post.").await;
    assert_ne!(again["ack"]["ok"], true, "{again}");
    let (status, lines) = bot.terminate().await;
    let said = lines.join("\n");
    assert!(status.success(), "{status}\n{said}");
    assert!(!said.contains("panicked"), "{said}");
    assert!(house.messages("welcome").await.is_empty() && house.messages("answer").await.is_empty());
}

/// What nobody was told is done is done when they try again, and Slack repeats what it may.
async fn goes_on(house: &House) {
    let bot = house.bot().await;
    let pressed = house.press(KAIA, "setup", "welcome.post.").await;
    assert_eq!(pressed["ack"]["ok"], true, "{pressed}");
    house.quiet_after_retries().await;
    assert_eq!(house.messages("welcome").await.len(), 1);
    assert_eq!(house.messages("answer").await.len(), 1, "Slack repeats what was not taken");
    assert!(readiness(house, &bot).await.0);
    bot.kill().await;
    everything_arrived_once(house, "mended").await;
}
