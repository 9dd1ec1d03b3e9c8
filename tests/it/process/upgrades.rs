//! Databases of every earlier version, each with all that such a version could hold: brought up to date by today's
//! program with nothing changed, run, and exported. An upgrade that fails leaves the file as it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use klynge::store::Store;
use serde_json::{Value, json};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqlSafeStr};

use super::anywhere::tell;
use super::bot::Bot;
use super::ended::run;
use super::house::{House, IDA, JONAS, Transport};

/// What a version held in columns that are gone since.
const GONE: [(&str, &str); 1] = [(
    "rsvp.revision",
    "UPDATE rsvp SET revision =
        (SELECT m.revision FROM meeting m WHERE m.team = rsvp.team AND m.id = rsvp.meeting)",
)];
/// What nobody does in the story, or is forgotten by its end.
const UNMET: [&str; 12] = [
    "INSERT INTO person_opt_out SELECT team, id, 'reminders' FROM person",
    "INSERT INTO submitted SELECT team, 7, 1789000000000000 FROM workspace",
    "INSERT INTO talk_presenter SELECT team, id, 'U0OTHER' FROM talk",
    "INSERT INTO plea SELECT team, id, 'U0OTHER', (SELECT min(id) FROM company), NULL, NULL, 1,
        1789000000000000, '2026-09-14', 'withdrawn', NULL FROM meeting",
    "INSERT INTO talk_asked SELECT team, id, meeting, created, 'no' FROM talk WHERE meeting IS NOT NULL",
    "INSERT INTO meeting_skipped SELECT team, id, (SELECT min(id) FROM company) FROM meeting",
    "INSERT INTO wish SELECT team, 900001, id, facilitator, 'Papir', NULL, 0, 1789000000000000 FROM cluster",
    "INSERT INTO wish_vote SELECT team, id, 'U0OTHER' FROM wish",
    "INSERT INTO agenda_item SELECT team, 900002, id, facilitator, 'Felles lunsj', NULL, 5, NULL, 0, 1789000000000000
        FROM cluster",
    "INSERT INTO meeting_order SELECT team, id, 0, NULL, 900002 FROM meeting",
    "INSERT INTO guest SELECT team, 900003, id, 'Kari', '', '', '', facilitator, 'idea', NULL, NULL, '2026-09-14'
        FROM cluster",
    "INSERT INTO calendar_feed SELECT team, id, facilitator, hex(randomblob(32)), 1789000000000000 FROM cluster",
];
/// What an export tells of things that every version knew.
const ALWAYS: [&str; 5] = ["clusters", "companies", "meetings", "rsvps", "turns"];

/// Since this version it is known who wants the brief.
const WANTED_SINCE: usize = 4;

/// The rows of each table, each as a JSON array.
type Rows = BTreeMap<String, Vec<String>>;
/// The columns of each table that are compared.
type Columns = BTreeMap<String, Vec<String>>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_every_earlier_version_is_brought_up_to_date_with_all_that_is_in_it() {
    let house = with_everything().await;
    let newest = house.folder().join("klynge.db");
    let migrations = migrations();
    let today = exported(&house, &newest).await;
    for count in 1..migrations.len() {
        let old = house.folder().join(format!("version-{count}.db"));
        let columns = older(&newest, &old, &migrations[..count]).await;
        let before = rows(&old, &columns).await;
        let empty: Vec<_> =
            before.iter().filter(|(_, rows)| rows.is_empty()).map(|(table, _)| table).collect();
        assert!(empty.is_empty(), "the story leaves nothing in {empty:?}");
        Store::open(&old).await.unwrap().close().await.unwrap();
        assert_eq!(rows(&old, &columns).await, before, "version {count}");
        let bot = house.bot_with(&[("KLYNGE_DATABASE", old.to_str().unwrap())]).await;
        assert!(bot.terminate().await.0.success(), "version {count}");
        let mut told = exported(&house, &old).await;
        if count < WANTED_SINCE {
            told["rsvps"] = as_if_all_were_told(&told["rsvps"], &today["rsvps"]);
        }
        for part in ALWAYS {
            assert_eq!(told[part], today[part], "{part}, version {count}");
        }
    }
}

#[tokio::test]
async fn an_upgrade_that_fails_leaves_the_file_as_it_was() {
    let house = House::open(Transport::Socket).await;
    let bot = house.bot().await;
    house.set_up().await;
    assert!(bot.terminate().await.0.success());
    let newest = house.folder().join("klynge.db");
    let old = house.folder().join("old.db");
    let columns = older(&newest, &old, &migrations()[..1]).await;
    let (before, version) = (rows(&old, &columns).await, version(&old).await);
    // Something of the same name stands in the way of the last step.
    change(&old, "ALTER TABLE rsvp ADD COLUMN start TEXT").await;
    let mut settings = house.settings();
    settings.push(("KLYNGE_DATABASE", old.display().to_string()));
    let (code, _, err) = run(&house.folder(), &["run"], &settings).await;
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("cannot bring the database up to date, and what is in it stays as it is"), "{err}");
    assert_eq!(rows(&old, &columns).await, before);
    change(&old, "ALTER TABLE rsvp DROP COLUMN start").await;
    assert!(self::version(&old).await >= version);
    let bot = house.adopt(Bot::spawn(&house.folder(), &settings)).await;
    assert!(bot.terminate().await.0.success(), "once it is out of the way all is well");
    assert_eq!(rows(&old, &columns).await, before);
}

/// A house after a fortnight, in which every table has something; nobody has the database open.
async fn with_everything() -> House {
    let house = House::open(Transport::Socket).await;
    let bot = house.bot().await;
    tell(&house).await;
    house.act(json!({ "as": IDA, "do": "open_home" })).await;
    house.act(json!({ "as": JONAS, "do": "say", "channel": super::house::CHANNEL, "text": "Hei!" })).await;
    house.quiet().await;
    assert!(bot.terminate().await.0.success());
    for unmet in UNMET {
        change(&house.folder().join("klynge.db"), unmet).await;
    }
    house
}

/// Answers in which nothing stands of who wants the brief, with that filled in.
fn as_if_all_were_told(told: &Value, today: &Value) -> Value {
    let mut told = told.clone();
    for (old, new) in told.as_array_mut().unwrap().iter_mut().zip(today.as_array().unwrap()) {
        assert_eq!(old["wants_brief"], json!([]));
        old["wants_brief"] = new["wants_brief"].clone();
    }
    told
}

async fn exported(house: &House, database: &Path) -> Value {
    let (code, out, err) =
        run(&house.folder(), &["export", "--database", database.to_str().unwrap()], &[]).await;
    assert_eq!(code, Some(0), "{err}");
    serde_json::from_str(&out).unwrap()
}

/// All migrations, oldest first.
fn migrations() -> Vec<Migration> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |file: &std::path::PathBuf| {
        let (version, name) = file.file_stem().unwrap().to_str().unwrap().split_once('_').unwrap();
        let sql = AssertSqlSafe(fs::read_to_string(file).unwrap()).into_sql_str();
        Migration::new(version.parse().unwrap(), name.to_owned().into(), MigrationType::Simple, sql, false)
    };
    files.iter().map(read).collect()
}

/// Makes a database that has seen only these migrations, with what the newest holds as far as it has a place there.
/// Answers the columns that both have.
async fn older(newest: &Path, old: &Path, migrations: &[Migration]) -> Columns {
    let mut db = open(old).await;
    Migrator::with_migrations(migrations.to_vec()).run_direct(None, &mut db, false).await.unwrap();
    execute(&mut db, format!("ATTACH '{}' AS newest", newest.display())).await;
    let mut columns = Columns::new();
    for table in
        texts(&mut db, "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT GLOB '*sql*'")
            .await
    {
        let of = |schema: &str| format!("SELECT name FROM pragma_table_info('{table}', '{schema}')");
        let now = texts(&mut db, &of("newest")).await;
        let then = texts(&mut db, &of("main")).await;
        let both: Vec<String> = then.iter().filter(|column| now.contains(column)).cloned().collect();
        let list = both.join(", ");
        execute(&mut db, format!("INSERT INTO main.{table} ({list}) SELECT {list} FROM newest.{table}"))
            .await;
        let held = |gone: &str| then.iter().any(|column| gone == format!("{table}.{column}"));
        for (_, fill) in GONE.iter().filter(|(gone, _)| held(gone)) {
            execute(&mut db, (*fill).to_owned()).await;
        }
        columns.insert(table, both);
    }
    // Nobody had a card about a talk before there were talks.
    if !columns.contains_key("talk") {
        execute(&mut db, "DELETE FROM card WHERE talk IS NOT NULL".to_owned()).await;
    }
    let astray = texts(&mut db, "SELECT \"table\" || ' to ' || parent FROM pragma_foreign_key_check").await;
    assert!(astray.is_empty(), "no such database ever was: {astray:?}");
    db.close().await.unwrap();
    columns
}

async fn rows(database: &Path, columns: &Columns) -> Rows {
    let mut db = open(database).await;
    let mut rows = Rows::new();
    for (table, columns) in columns {
        let sql = format!("SELECT json_array({}) FROM {table} ORDER BY 1", columns.join(", "));
        rows.insert(table.clone(), texts(&mut db, &sql).await);
    }
    db.close().await.unwrap();
    rows
}

async fn version(database: &Path) -> i64 {
    let mut db = open(database).await;
    sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations").fetch_one(&mut db).await.unwrap()
}

async fn change(database: &Path, statement: &str) {
    let mut db = open(database).await;
    execute(&mut db, statement.to_owned()).await;
    db.close().await.unwrap();
}

/// Rows are copied table by table, so nothing is checked meanwhile.
async fn open(database: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(database).create_if_missing(true).foreign_keys(false);
    options.connect().await.unwrap()
}

async fn execute(db: &mut SqliteConnection, sql: String) {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(db).await.unwrap();
}

async fn texts(db: &mut SqliteConnection, sql: &str) -> Vec<String> {
    sqlx::query_scalar(AssertSqlSafe(sql.to_owned())).fetch_all(db).await.unwrap()
}
