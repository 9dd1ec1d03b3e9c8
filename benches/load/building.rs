//! One workspace with very many clusters: how long it takes to start, what it weighs, and how long people wait while
//! a Monday's digests go out.
//!
//! The sandbox turns a year of one cluster: ten companies, twenty-five people, twenty-six meetings. Its answers are
//! filled in, and then all its rows are written again and again for other people in other channels.

use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use serde_json::json;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row, SqliteConnection};

use super::bot::{Bot, Transport};
use super::drive::{Driven, Run};
use super::figures::row;
use super::slack::SLACKS_PACE;
use super::throughput::show;
use super::{Slack, Stage};

/// What each cluster has: companies, people in its channel, and a year of fortnightly meetings that were held.
const COMPANIES: i64 = 10;
const PEOPLE: i64 = 25;
const MEETINGS: i64 = 26;
/// Weeks that so many meetings take at most, holidays left out.
const WEEKS: usize = 80;
/// Of the demo's people the one who is not in the channel yet.
const LATE_JOINER: &str = "U0SELMA";
/// Between the ids of two clusters: more than one of them has used, and prime, so that their digests are as far
/// apart as those of clusters that were set up one after another.
const STRIDE: u64 = 1_000_003;
/// Lines by which people act.
const LINES: usize = 16;

/// Columns that hold an id of ours, in tables that are multiplied.
const NUMBERS: [&str; 15] = [
    "id",
    "cluster",
    "company",
    "meeting",
    "talk",
    "card",
    "outbox",
    "holder",
    "preview_card",
    "welcome_card",
    "nudged_for",
    "passed_over",
    "own_initiative",
    "to_thread_of",
    "host",
];
/// Columns that hold an id of Slack's.
const NAMES: [&str; 19] = [
    "id",
    "user",
    "channel",
    "facilitator",
    "contact",
    "deputy",
    "answered_by",
    "presenter",
    "taken_by",
    "reader",
    "to_user",
    "to_channel",
    "at_channel",
    "sent_channel",
    "written_by",
    "approved_by",
    "declined_by",
    "dm",
    "host",
];
/// Tables of which there is one for all, or that nobody reads.
const ALONE: [&str; 5] = ["workspace", "seen", "journal", "submitted", "home"];

/// Sets so many clusters up and measures.
pub(super) async fn measure(stage: &Stage, clusters: u64, out: &mut impl Write) -> anyhow::Result<()> {
    live_a_year(&stage.sandbox).await?;
    let database = stage.copy("building").await?;
    let slack = stage.slack().await?;
    let there = slack.people().len();
    ensure!(there == usize::try_from(PEOPLE)?, "{there} people in the channel");
    let rows = multiply(&database, clusters, super::bot::CHANNEL, slack.bot()).await?;
    let size = std::fs::metadata(&database)?.len() as f64 / 1e6;
    row(out, &format!("{clusters} clusters"), &[format!("{rows} rows"), format!("{size:.0} MB on disk")])?;
    let each = format!("{COMPANIES} companies");
    row(out, "each of them", &[each, format!("{PEOPLE} people"), format!("{MEETINGS} meetings held")])?;
    let bot = Bot::start_with(slack.info(), &database, Transport::Http, None).await?;
    let (now, most) = bot.memory()?;
    let took = format!("{:.2} s", bot.start_took.as_secs_f64());
    row(out, "start to ready", &[took])?;
    row(out, "resident memory", &[format!("{now:.0} MB"), format!("most {most:.0} MB")])?;
    let mut driven = Driven::new(bot, slack, Transport::Http, LINES).await?;
    driven.among(clusters);
    driven.closed(1, Duration::from_secs(3)).await?;
    show(out, "acks at rest, 1 line", &driven.closed(1, Duration::from_secs(5)).await?)?;
    show(out, "acks at rest, 16 lines", &driven.closed(LINES, Duration::from_secs(5)).await?)?;
    monday(&mut driven, out).await?;
    let (now, most) = driven.bot.memory()?;
    row(out, "resident memory after it", &[format!("{now:.0} MB"), format!("most {most:.0} MB")])?;
    driven.bot.kill().await
}

/// Everybody is in the channel, and week after week goes by until enough meetings have been held.
async fn live_a_year(sandbox: &Slack) -> anyhow::Result<()> {
    let bot = sandbox.bot(Transport::Socket).await?;
    sandbox.act(json!({ "as": LATE_JOINER, "do": "join", "channel": super::bot::CHANNEL })).await?;
    let mut db = SqliteConnectOptions::new().filename(&sandbox.database).read_only(true).connect().await?;
    for _ in 0..WEEKS {
        if held(&mut db).await? >= MEETINGS {
            break;
        }
        sandbox.turn_a_week().await?;
    }
    db.close().await?;
    bot.stop().await
}

/// How many meetings were held.
async fn held(db: &mut SqliteConnection) -> anyhow::Result<i64> {
    Ok(sqlx::query_scalar("SELECT count(*) FROM meeting WHERE status = 'held'").fetch_one(db).await?)
}

/// Nine o'clock on the next Monday: all have something to say at once, and people go on.
async fn monday(driven: &mut Driven, out: &mut impl Write) -> anyhow::Result<()> {
    let before = driven.slack.calls();
    driven.slack.take_time(SLACKS_PACE);
    let begun = Instant::now();
    driven.slack.turn_to_monday().await?;
    let mut acks = Run::new();
    for _ in 0..6 {
        acks.join(&driven.open(50.0, Duration::from_secs(5)).await?);
    }
    show(out, "acks of 50 a second on Monday", &acks)?;
    let rate = (driven.slack.calls() - before) as f64 / begun.elapsed().as_secs_f64();
    row(out, "calls to Slack meanwhile", &[format!("{rate:.0} a second")])?;
    Ok(())
}

/// Writes one cluster's rows for so many; returns how many rows there are then.
async fn multiply(database: &Path, clusters: u64, channel: &str, bot: &str) -> anyhow::Result<i64> {
    let options = SqliteConnectOptions::new().filename(database).foreign_keys(false);
    let mut db = options.connect().await?;
    for sql in [
        "PRAGMA synchronous = OFF",
        "PRAGMA journal_mode = MEMORY",
        "DELETE FROM outgoing WHERE progress NOT IN ('sent', 'dead')",
        // Who has not said so is from the last of the companies.
        "UPDATE member SET company = (SELECT max(id) FROM company) WHERE company IS NULL AND user <> (
            SELECT facilitator FROM cluster)",
        "INSERT INTO rsvp (team, meeting, company, answer, answered_by, at, start)
            SELECT m.team, m.id, c.id, 'coming', coalesce(c.contact, 'U0IDA'), 0, m.start
            FROM meeting m JOIN company c USING (team, cluster) WHERE m.status = 'held' ON CONFLICT DO NOTHING",
        "INSERT INTO rsvp_person (team, meeting, company, user)
            SELECT r.team, r.meeting, r.company, p.user FROM rsvp r JOIN member p USING (team, company)
            WHERE true ON CONFLICT DO NOTHING",
        "INSERT INTO meeting_attended (team, meeting, company)
            SELECT team, meeting, company FROM rsvp WHERE true ON CONFLICT DO NOTHING",
    ] {
        sqlx::query(sql).execute(&mut db).await.context(sql)?;
    }
    let counts = "SELECT (SELECT count(*) FROM company WHERE left_on IS NULL),
        (SELECT count(*) FROM room_user WHERE channel = ? AND user <> ?)";
    let counted = sqlx::query_as(counts).bind(channel).bind(bot).fetch_one(&mut db);
    let (companies, people): (i64, i64) = counted.await?;
    let meetings = held(&mut db).await?;
    ensure!(
        (companies, people, meetings) == (COMPANIES, PEOPLE, MEETINGS),
        "{companies} companies, {people} people and {meetings} meetings"
    );
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT GLOB '*sql*' ORDER BY name",
    )
    .fetch_all(&mut db)
    .await?;
    let mut rows = 0;
    for table in tables.iter().filter(|table| !ALONE.contains(&table.as_str())) {
        rows += again(&mut db, table, clusters, channel, bot).await.with_context(|| table.clone())?;
    }
    let counter = format!("UPDATE workspace SET counter = {}", STRIDE * (clusters + 1));
    sqlx::query(AssertSqlSafe(counter)).execute(&mut db).await?;
    Ok(rows)
}

/// One table's rows for the other clusters.
async fn again(
    db: &mut SqliteConnection,
    table: &str,
    clusters: u64,
    channel: &str,
    bot: &str,
) -> anyhow::Result<i64> {
    let info = AssertSqlSafe(format!("SELECT name, type FROM pragma_table_info('{table}')"));
    let columns: Vec<(String, bool)> = sqlx::query(info)
        .fetch_all(&mut *db)
        .await?
        .iter()
        .map(|row| (row.get("name"), row.get::<String, _>("type") == "INTEGER"))
        .collect();
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let values = columns.iter().map(|(name, is_number)| match name.as_str() {
        number if *is_number && NUMBERS.contains(&number) => format!("{number} + {STRIDE} * n.value"),
        name if !is_number && NAMES.contains(&name) => {
            format!("CASE WHEN {name} = '{bot}' THEN {name} ELSE {name} || '.' || n.value END")
        }
        other => other.to_owned(),
    });
    let values: Vec<String> = values.collect();
    // Only what belongs to the one cluster, and everybody.
    let of_it = match table {
        "room" | "room_user" => format!("WHERE channel = '{channel}'"),
        "person" => format!("WHERE id <> '{bot}'"),
        _ => String::new(),
    };
    let sql = format!(
        "INSERT INTO {table} ({}) WITH RECURSIVE n(value) AS (VALUES (1) UNION ALL SELECT value + 1 FROM n WHERE value < {})
         SELECT {} FROM n CROSS JOIN {table} {of_it}",
        names.join(", "),
        clusters - 1,
        values.join(", ")
    );
    sqlx::query(AssertSqlSafe(sql)).execute(&mut *db).await?;
    let count = AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
    Ok(sqlx::query_scalar(count).fetch_one(db).await?)
}
