//! Getting hold of a database: one writer, readers beside it, and clear words for everything else.

use super::{Home, number, run};
use crate::domain::model::{Change, Nonce};
use crate::store::migrate::MIGRATIONS;
use crate::store::{OpenError, Store};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqlSafeStr};
use std::fs;

#[tokio::test]
async fn a_second_writer_is_told_who_holds_the_database() {
    let home = Home::new();
    let first = home.open().await;
    let Err(OpenError::Held { by }) = Store::open(&home.path()).await else {
        panic!("opened twice");
    };
    assert_eq!(by, Some(std::process::id()));
    drop(first);
    home.open().await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_to_the_database_leads_to_the_same_lock() {
    let home = Home::new();
    let _first = home.open().await;
    let link = home.folder.path().join("link.db");
    std::os::unix::fs::symlink(home.path(), &link).unwrap();
    let second = Store::open(&link).await;
    assert!(matches!(second, Err(OpenError::Held { .. })));
}

#[tokio::test]
async fn what_was_committed_survives_a_kill() {
    let home = Home::new();
    let mut store = home.open().await;
    home.commit(&mut store, &[Change::Counter(7)]).await.unwrap();
    // What a killed process leaves behind: the files as they are, nothing closed.
    let after = Home::new();
    for file in ["klynge.db", "klynge.db-wal"] {
        fs::copy(home.folder.path().join(file), after.folder.path().join(file)).unwrap();
    }
    let loaded = after.load(&mut after.open().await).await;
    assert_eq!(loaded.map(|workspace| workspace.counter), Some(7));
}

#[tokio::test]
async fn a_reader_sees_what_is_committed_while_the_bot_writes() {
    let home = Home::new();
    let mut store = home.open().await;
    home.commit(&mut store, &[Change::Counter(7)]).await.unwrap();
    run(&mut store, "BEGIN IMMEDIATE; UPDATE workspace SET counter = 8").await;
    let mut reader = Store::read_only(&home.path()).await.unwrap();
    assert_eq!(home.load(&mut reader).await.unwrap().counter, 7);
    run(&mut store, "COMMIT").await;
    assert_eq!(home.load(&mut reader).await.unwrap().counter, 8);
    assert!(reader.healthy().await);
}

#[tokio::test]
async fn a_reader_writes_nothing() {
    let home = Home::new();
    home.open().await.close().await.unwrap();
    let mut reader = Store::read_only(&home.path()).await.unwrap();
    let refused = home.commit(&mut reader, &[Change::Counter(7)]).await;
    assert!(refused.unwrap_err().is_read_only());
    assert_eq!(home.load(&mut reader).await, None);
}

#[tokio::test]
async fn a_file_that_is_not_ours_is_left_as_it_is() {
    let home = Home::new();
    let text = b"Dear diary, this is longer than the header of a database would be. ".repeat(20);
    fs::write(home.path(), &text).unwrap();
    let opened = Store::open(&home.path()).await;
    assert!(matches!(opened, Err(OpenError::NotOurs(_))), "{opened:?}");
    assert_eq!(fs::read(home.path()).unwrap(), text);
}

#[tokio::test]
async fn somebody_elses_database_is_left_as_it_is() {
    let home = Home::new();
    let mut store = home.open().await;
    run(&mut store, "PRAGMA application_id = 0; PRAGMA journal_mode = DELETE").await;
    store.close().await.unwrap();
    let before = fs::read(home.path()).unwrap();
    let opened = Store::open(&home.path()).await;
    assert!(matches!(opened, Err(OpenError::NotOurs(_))), "{opened:?}");
    let read = Store::read_only(&home.path()).await;
    assert!(matches!(read, Err(OpenError::NotOurs(_))), "{read:?}");
    assert_eq!(fs::read(home.path()).unwrap(), before);
}

#[tokio::test]
async fn a_newer_schema_is_refused() {
    let home = Home::new();
    let mut store = home.open().await;
    let newer = "UPDATE _sqlx_migrations SET version = 999
        WHERE version = (SELECT max(version) FROM _sqlx_migrations)";
    run(&mut store, newer).await;
    store.close().await.unwrap();
    let opened = Store::open(&home.path()).await;
    assert!(matches!(opened, Err(OpenError::Newer { found: 999, .. })), "{opened:?}");
}

#[tokio::test]
async fn a_database_of_the_first_schema_is_brought_up_to_date_with_what_is_in_it() {
    let home = Home::new();
    let options = SqliteConnectOptions::new().filename(home.path()).create_if_missing(true);
    let mut conn = ConnectOptions::connect(&options).await.unwrap();
    let (version, name, sql) = MIGRATIONS[0];
    let first = Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false);
    Migrator::with_migrations(vec![first]).run_direct(None, &mut conn, false).await.unwrap();
    sqlx::raw_sql("INSERT INTO workspace (team, counter) VALUES ('T1', 42)")
        .execute(&mut conn)
        .await
        .unwrap();
    conn.close().await.unwrap();

    let mut store = home.open().await;
    let mut expected = home.workspace();
    expected.counter = 42;
    assert_eq!(home.load(&mut store).await, Some(expected));
    assert_eq!(number(&mut store, "SELECT count(*) FROM talk").await, 0);
}

#[tokio::test]
async fn setting_up_can_be_broken_off_before_the_first_step() {
    let home = Home::new();
    let mut store = home.open().await;
    let tables = "SELECT count(*) FROM sqlite_schema WHERE name IN ('cluster', 'journal')";
    assert_eq!(number(&mut store, tables).await, 2);
    store.close().await.unwrap();

    let broken = Home::new();
    let options = SqliteConnectOptions::new().filename(broken.path()).create_if_missing(true);
    let mut conn = ConnectOptions::connect(&options).await.unwrap();
    sqlx::migrate::Migrate::ensure_migrations_table(&mut conn, "_sqlx_migrations").await.unwrap();
    drop(conn);
    let mut store = broken.open().await;
    assert_eq!(number(&mut store, tables).await, 2);
}

#[tokio::test]
async fn a_missing_folder_or_file_is_named() {
    let home = Home::new();
    let nowhere = home.folder.path().join("no/such/klynge.db");
    let opened = Store::open(&nowhere).await;
    assert!(matches!(opened, Err(OpenError::Unreachable(_))), "{opened:?}");
    let opened = Store::open(home.folder.path()).await;
    assert!(matches!(opened, Err(OpenError::Unreachable(_))), "{opened:?}");
    let read = Store::read_only(&home.path()).await;
    assert!(matches!(read, Err(OpenError::Unreachable(_))), "{read:?}");
    assert!(!home.path().exists());
}

/// The engine spawns its desk, so what the store does must be able to move between threads.
#[tokio::test]
async fn the_store_can_be_used_from_a_task() {
    let home = Home::new();
    let mut store = home.open().await;
    let task = tokio::spawn(async move {
        let at = super::at("2026-09-01T08:00:00Z");
        let changes = [Change::Submitted(Nonce(1), at)];
        home.commit(&mut store, &changes).await.unwrap();
        home.load(&mut store).await
    });
    assert_eq!(task.await.unwrap().unwrap().submitted.len(), 1);
}
