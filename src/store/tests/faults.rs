//! When something goes wrong nothing is written, it is said what, and the next batch goes through.

use super::{Home, at, number, run};
use crate::domain::model::{
    Body, Change, ClusterId, Company, CompanyId, HelpMsg, Kind, Lang, Msg, Nonce, OutboxId, Outgoing, Place,
    Progress, Room, Text,
};
use crate::store::{Batch, Line, Store};
use chrono::{NaiveDate, TimeDelta};
use std::fs;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

fn room(users: usize) -> Change {
    Change::Room(Room {
        channel: "C1".into(),
        name: "digs".into(),
        open: true,
        users: (0..users).map(|n| format!("U{n}").into()).collect(),
    })
}

fn orphan() -> Change {
    Change::Company(Company {
        id: CompanyId(1),
        cluster: ClusterId(404),
        name: "Nobody's".into(),
        contact: None,
        deputy: None,
        joined: NaiveDate::MIN,
        left: None,
        credit: 0,
        away: None,
    })
}

#[tokio::test]
async fn a_batch_is_written_whole_or_not_at_all() {
    let home = Home::new();
    let mut store = home.open().await;
    let at = at("2026-09-01T08:00:00Z");
    let ids = "C1";
    let batch = Batch {
        seen: Some(("Ev1", at)),
        journal: Some(Line { at, kind: "room", ids }),
        changes: &[room(3), Change::Counter(9), orphan()],
    };
    assert!(store.commit(&home.team, &[batch]).await.unwrap_err().is_refused());
    assert_eq!(home.load(&mut store).await, None);
    let changes = &batch.changes[..2];
    store.commit(&home.team, &[Batch { changes, ..batch }]).await.unwrap();
    let loaded = home.load(&mut store).await.unwrap();
    assert_eq!((loaded.counter, loaded.rooms.len()), (9, 1));
}

#[tokio::test]
async fn the_same_event_is_committed_once() {
    let home = Home::new();
    let mut store = home.open().await;
    let seen = Some(("Ev1", at("2026-09-01T08:00:00.000001Z")));
    let first = Batch { seen, ..Batch::default() };
    store.commit(&home.team, &[first]).await.unwrap();
    let again = Batch { changes: &[room(1)], ..first };
    let refused = store.commit(&home.team, &[again]).await.unwrap_err();
    assert!(refused.is_seen());
    assert!(home.load(&mut store).await.unwrap().rooms.is_empty());
    let keys = store.seen_keys(&home.team).await.unwrap();
    assert_eq!(keys, [("Ev1".to_owned(), at("2026-09-01T08:00:00.000001Z"))]);
}

#[tokio::test]
async fn a_full_disk_is_told_as_such_and_gotten_over() {
    let home = Home::new();
    let mut store = home.open().await;
    home.commit(&mut store, &[Change::Counter(7)]).await.unwrap();
    run(&mut store, "PRAGMA max_page_count = 1").await;
    let refused = home.commit(&mut store, &[Change::Counter(8), room(20_000)]).await;
    assert!(refused.unwrap_err().is_full());
    run(&mut store, "PRAGMA max_page_count = 1000000").await;
    assert_eq!(home.load(&mut store).await.unwrap().counter, 7);
    home.commit(&mut store, &[Change::Counter(9), room(20_000)]).await.unwrap();
    assert_eq!(home.load(&mut store).await.unwrap().counter, 9);
}

#[tokio::test]
async fn a_busy_database_is_told_as_such_and_gotten_over() {
    let home = Home::new();
    let mut store = home.open().await;
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(home.path());
    let mut other = sqlx::ConnectOptions::connect(&options).await.unwrap();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    run(&mut store, "PRAGMA busy_timeout = 0").await;
    let refused = home.commit(&mut store, &[Change::Counter(8)]).await;
    assert!(refused.unwrap_err().is_busy());
    sqlx::query("COMMIT").execute(&mut other).await.unwrap();
    home.commit(&mut store, &[Change::Counter(9)]).await.unwrap();
    assert_eq!(home.load(&mut store).await.unwrap().counter, 9);
}

#[tokio::test]
async fn a_row_that_makes_no_sense_is_told_as_damage() {
    for damage in [
        "UPDATE room SET name = x'ff' || name",
        "UPDATE workspace SET tidied = 'tomorrow'",
        "UPDATE workspace SET counter = -1",
        "UPDATE outgoing SET words = '{\"help\":\"what?\"}'",
    ] {
        let home = Home::new();
        let mut store = home.open().await;
        let changes = [room(1), Change::Outgoing(message(Body::Purged))];
        home.commit(&mut store, &changes).await.unwrap();
        run(&mut store, damage).await;
        let refused = store.load(&home.team, &home.bot).await;
        assert!(refused.as_ref().is_err_and(|error| error.is_corrupt()), "{damage}: {refused:?}");
    }
}

#[tokio::test]
async fn an_instant_that_would_not_come_back_is_refused() {
    let home = Home::new();
    let mut store = home.open().await;
    let fine = at("2026-09-01T08:00:00Z") + TimeDelta::nanoseconds(1);
    let refused = home.commit(&mut store, &[Change::Submitted(Nonce(1), fine)]).await;
    assert!(refused.unwrap_err().to_string().contains("microsecond"));
    assert_eq!(home.load(&mut store).await, None);
}

/// Polls a future this often and then drops it, as a timeout or a lost race would.
async fn cut_short(work: impl Future, polls: usize) {
    let mut work = pin!(work);
    for _ in 0..polls {
        let done = poll_fn(|context| Poll::Ready(work.as_mut().poll(context).is_ready())).await;
        if done {
            return;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_commit_that_is_dropped_half_way_leaves_no_half() {
    for polls in (0..40).chain([usize::MAX]) {
        let home = Home::new();
        let mut store = home.open().await;
        let seen = Some(("Ev1", at("2026-09-01T08:00:00Z")));
        let changes = &[room(50), Change::Counter(8)];
        let batch = Batch { seen, journal: None, changes };
        cut_short(store.commit(&home.team, &[batch]), polls).await;
        home.commit(&mut store, &[Change::Submitted(Nonce(1), at("2026-09-01T09:00:00Z"))]).await.unwrap();
        let loaded = home.load(&mut store).await.unwrap();
        let whole = !store.seen_keys(&home.team).await.unwrap().is_empty();
        let expected = if whole { (8, 1) } else { (1, 0) };
        assert_eq!((loaded.counter, loaded.rooms.len()), expected, "after {polls} polls");
        assert_eq!(loaded.submitted.len(), 1);
    }
}

fn message(body: Body) -> Outgoing {
    Outgoing {
        id: OutboxId(1),
        place: Place::Dm("U1".into()),
        body,
        lang: Lang::En,
        kind: Kind::Answer,
        unasked: false,
        own_initiative: None,
        meeting: None,
        expires: None,
        created: at("2026-09-01T08:00:00Z"),
        progress: Progress::Waiting,
    }
}

fn bytes_hold(home: &Home, words: &str) -> bool {
    ["klynge.db", "klynge.db-wal"].iter().any(|file| {
        let bytes = fs::read(home.folder.path().join(file)).unwrap_or_default();
        bytes.windows(words.len()).any(|part| part == words.as_bytes())
    })
}

#[tokio::test]
async fn purged_words_are_gone_from_the_disk_after_tidying() {
    let home = Home::new();
    let mut store = home.open().await;
    let words = "between you and me";
    let said =
        Body::Say(Box::new(Msg::Help(HelpMsg::UnknownWord { typed: Text::line(words), nearest: None })));
    home.commit(&mut store, &[Change::Outgoing(message(said))]).await.unwrap();
    assert!(bytes_hold(&home, words));
    home.commit(&mut store, &[Change::Outgoing(message(Body::Purged))]).await.unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 9, 2).unwrap();
    home.commit(&mut store, &[Change::Tidied(today)]).await.unwrap();
    assert!(!bytes_hold(&home, words));
    assert_eq!(number(&mut store, "SELECT count(*) FROM outgoing").await, 1);
    assert_eq!(number(&mut store, "PRAGMA busy_timeout").await, 5_000);
}

async fn note(store: &mut Store, home: &Home, key: &str, iso: &str) {
    let at = at(iso);
    let line = Line { at, kind: "command", ids: "U1" };
    let batch = Batch { seen: Some((key, at)), journal: Some(line), changes: &[] };
    store.commit(&home.team, &[batch]).await.unwrap();
}

#[tokio::test]
async fn tidying_forgets_old_lines_and_old_keys() {
    let home = Home::new();
    let mut store = home.open().await;
    note(&mut store, &home, "Ev1", "2026-08-02T23:59:59.999999Z").await;
    note(&mut store, &home, "Ev2", "2026-08-03T00:00:00Z").await;
    note(&mut store, &home, "Ev3", "2026-08-31T00:00:00Z").await;
    note(&mut store, &home, "Ev4", "2026-09-02T09:00:00Z").await;
    let today = NaiveDate::from_ymd_opt(2026, 9, 2).unwrap();
    home.commit(&mut store, &[Change::Tidied(today)]).await.unwrap();
    assert_eq!(number(&mut store, "SELECT count(*) FROM journal").await, 3);
    let keys = store.seen_keys(&home.team).await.unwrap();
    let names: Vec<&str> = keys.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Ev3", "Ev4"]);
    note(&mut store, &home, "Ev5", "2026-09-02T10:00:00Z").await;
    assert_eq!(number(&mut store, "SELECT max(line) FROM journal").await, 5);
}
