//! What the schema promises: nothing is nullable by accident, the team is in every key.

use super::{Home, number};
use crate::store::migrate::MIGRATIONS;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// The columns that may be NULL: those of an `Option`, a holder (the facilitator), and of the enums
/// that lie in columns, of which each case fills its own (with a CHECK).
const NULLABLE: [&str; 81] = [
    "agenda_item.link",
    "agenda_item.meeting",
    "brief.approved_by",
    "brief.corrected",
    "brief.published",
    "brief.thread",
    "brief_point.source",
    "brief_point.talk",
    "brief_point.written_by",
    "card.at_channel",
    "card.at_ts",
    "card.cluster",
    "card.meeting",
    "card.reader",
    "card.talk",
    "cluster.capacity",
    "cluster.digested",
    "cluster.link",
    "cluster.live_since",
    "cluster.planned_to",
    "cluster.preview_card",
    "cluster.welcome_card",
    "cluster.worked",
    "company.away_from",
    "company.away_until",
    "company.contact",
    "company.deputy",
    "company.left_on",
    "guest.last_contact",
    "guest.meeting",
    "meeting.capacity",
    "meeting.card",
    "meeting.format",
    "meeting.host",
    "meeting.link",
    "meeting.offered",
    "meeting.offered_because",
    "meeting.offered_instead_of",
    "meeting.on_behalf",
    "meeting.taken_by",
    "meeting.theme",
    "meeting_order.item",
    "meeting_order.talk",
    "member.asked_at",
    "member.company",
    "outgoing.attempted",
    "outgoing.card",
    "outgoing.dead_code",
    "outgoing.expires",
    "outgoing.meeting",
    "outgoing.own_initiative",
    "outgoing.sent_channel",
    "outgoing.sent_ts",
    "outgoing.to_channel",
    "outgoing.to_thread_of",
    "outgoing.to_user",
    "outgoing.upload",
    "outgoing.upload_sequence",
    "outgoing.words",
    "person.dm",
    "person.lang",
    "person.locale",
    "person.snoozed_until",
    "plea.answered_by",
    "plea.instead",
    "plea.instead_of",
    "presence.active_on",
    "presence.declined_by",
    "presence.later",
    "presence.nudged_for",
    "presence.nudged_on",
    "presence.passed_over",
    "talk.link",
    "talk.meeting",
    "talk.wish",
    "turn.holder",
    "turn.on_behalf",
    "turn_plea.taken_by",
    "turn_plea.taker",
    "wish.talk",
    "workspace.tidied",
];

async fn column_of(sql: &'static str) -> Vec<String> {
    let mut store = Home::new().open().await;
    let rows: Vec<SqliteRow> = sqlx::query(sql).fetch_all(&mut store.conn).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn only_what_may_be_absent_may_be_null() {
    let sql = "SELECT t.name || '.' || c.name FROM pragma_table_list t, pragma_table_info(t.name) c
        WHERE t.schema = 'main' AND t.name NOT GLOB '*sql*' AND c.\"notnull\" = 0 ORDER BY 1";
    assert_eq!(column_of(sql).await, NULLABLE);
}

#[tokio::test]
async fn every_table_is_strict_and_keyed_by_team() {
    let lax = "SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND name NOT GLOB '*sql*' AND (strict = 0 OR wr = 0)";
    assert_eq!(column_of(lax).await, Vec::<String>::new());
    let teamless = "SELECT t.name FROM pragma_table_list t WHERE t.schema = 'main'
        AND t.name NOT GLOB '*sql*' AND NOT EXISTS
        (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = 'team' AND c.pk = 1)";
    assert_eq!(column_of(teamless).await, Vec::<String>::new());
}

#[tokio::test]
async fn the_connection_is_set_up_to_lose_nothing_and_to_leave_nothing() {
    let mut store = Home::new().open().await;
    assert_eq!(number(&mut store, "PRAGMA synchronous").await, 2);
    assert_eq!(number(&mut store, "PRAGMA foreign_keys").await, 1);
    assert_eq!(number(&mut store, "PRAGMA secure_delete").await, 1);
    let mode = "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'";
    assert_eq!(number(&mut store, mode).await, 1);
}

#[test]
fn every_migration_is_built_in_and_in_order() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    let built_in = MIGRATIONS.map(|(version, name, _)| format!("{version:04}_{name}.sql"));
    assert_eq!(built_in.as_slice(), files);
}
