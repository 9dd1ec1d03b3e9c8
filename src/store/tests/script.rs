//! What is written of many changes: the latest of each row, in few statements, none of which looks
//! through a table.

use super::nouns::SORTS;
use super::sample::Source;
use super::{Home, at};
use crate::domain::model::{
    Card, CardId, Change, ClusterId, Face, Home as HomeTab, Lang, Nonce, OutboxId, Room, TeamId, Unasked,
    Workspace,
};
use crate::store::Batch;
use crate::store::commit::script;
use crate::store::latest::Latest;
use proptest::prelude::{ProptestConfig, any, prop, proptest};
use sqlx::{AssertSqlSafe, Row};

/// Everything that can be put, and then everything that can be forgotten.
fn all_there_is(workspace: &mut Workspace) -> Vec<Change> {
    let mut source = Source::Nth(1);
    let mut changes = Vec::new();
    for sort in SORTS {
        if let Some(change) = sort(&mut source, workspace) {
            workspace.apply(&change);
            changes.push(change);
        }
    }
    changes
}

/// The statements that write these changes.
fn statements(team: &TeamId, changes: &[Change]) -> Vec<String> {
    let batch = Batch { changes, ..Batch::default() };
    let script = script(team, &[batch], &Latest::of(changes)).unwrap();
    script.statements().map(str::to_owned).collect()
}

#[tokio::test]
async fn no_statement_looks_through_a_table() {
    let home = Home::new();
    let mut store = home.open().await;
    let changes = all_there_is(&mut home.workspace());
    let daily = ["DELETE FROM seen", "DELETE FROM journal"];
    for sql in statements(&home.team, &changes) {
        if sql.starts_with("BEGIN") || daily.iter().any(|start| sql.starts_with(start)) {
            continue;
        }
        let explained = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
        let plan = sqlx::query(explained).fetch_all(&mut store.conn).await.unwrap();
        let plan: Vec<String> = plan.iter().map(|row| row.get("detail")).collect();
        let scans = |line: &&String| line.starts_with("SCAN") && !line.contains("json_each");
        assert_eq!(plan.iter().find(scans), None, "{sql}\n{plan:#?}");
    }
}

#[test]
fn many_rows_of_a_kind_are_one_statement() {
    let home = Home::new();
    let rooms = |count: usize| -> Vec<Change> {
        let room = |n| Room { channel: format!("C{n}").into(), ..a_room("U1") };
        (0..count).map(|n| Change::Room(room(n))).collect()
    };
    assert_eq!(statements(&home.team, &rooms(64)), statements(&home.team, &rooms(1)));
}

fn a_room(user: &str) -> Room {
    Room { channel: "C1".into(), name: "digs".into(), open: true, users: [user.into()].into() }
}

#[tokio::test]
async fn any_name_comes_back_as_it_was() {
    let odd =
        ["\u{0}", "a\u{0}b", "\\u0000", "\"]],[[", "';--", "\u{fffd}\u{10ffff}\u{1f910}", "\u{7f}\u{1b}", ""];
    for text in odd {
        let home = Home::new();
        let mut store = home.open().await;
        let room = a_room(text);
        home.commit(&mut store, &[Change::Room(room.clone())]).await.unwrap();
        let loaded = home.load(&mut store).await.unwrap();
        assert_eq!(loaded.rooms.get(&room.channel), Some(&room), "{text:?}");
    }
}

/// Each kind of row that can be forgotten, put and forgotten.
fn passing() -> Vec<(Change, Change)> {
    let (id, user) = (OutboxId(7), "U1");
    let card = Card {
        id: CardId(8),
        face: Face::Preview(ClusterId(1)),
        lang: Lang::Nb,
        outbox: id,
        at: None,
        version: 1,
        shown: 0,
    };
    let home = HomeTab { user: user.into(), version: 1, shown: 0, opened: at("2026-09-01T08:00:00Z") };
    let date = at("2026-09-01T08:00:00Z").date_naive();
    let unasked = Unasked { outbox: id, user: user.into(), date };
    vec![
        (Change::Card(card), Change::ForgetCard(CardId(8))),
        (Change::Home(home), Change::ForgetHome(user.into())),
        (Change::Unasked(unasked), Change::ForgetUnasked(id)),
        (Change::Submitted(Nonce(3), at("2026-09-01T08:00:00Z")), Change::ForgetSubmitted(Nonce(3))),
    ]
}

#[tokio::test]
async fn of_putting_and_forgetting_the_later_holds() {
    let home = Home::new();
    let mut store = home.open().await;
    let mut expected = home.workspace();
    let mut source = Source::Nth(0);
    let clusters: Vec<Change> =
        SORTS.iter().take(6).filter_map(|sort| sort(&mut source, &expected)).collect();
    for change in &clusters {
        expected.apply(change);
    }
    home.commit(&mut store, &clusters).await.unwrap();
    let cluster = *expected.clusters.keys().next().unwrap();
    for (put, forget) in passing() {
        let put = match put {
            Change::Card(card) => Change::Card(Card { face: Face::Preview(cluster), ..card }),
            other => other,
        };
        for order in [[&put, &forget, &put], [&forget, &put, &forget]] {
            let changes: Vec<Change> = order.into_iter().cloned().collect();
            home.commit(&mut store, &changes).await.unwrap();
            changes.iter().for_each(|change| expected.apply(change));
            assert_eq!(home.load(&mut store).await.as_ref(), Some(&expected), "{changes:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_batches_in_any_commits_come_back(
        seed in any::<u64>(),
        sorts in prop::collection::vec(any::<usize>(), 1..120),
        (size, together) in (1_usize..8, 1_usize..8),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let home = Home::new();
            let (changes, expected) = super::images::story(&home, &mut Source::Drawn(seed), &sorts);
            let mut store = home.open().await;
            let batches: Vec<Batch<'_>> =
                changes.chunks(size).map(|changes| Batch { changes, ..Batch::default() }).collect();
            for batches in batches.chunks(together) {
                store.commit(&home.team, batches).await.unwrap();
            }
            let expected = (!changes.is_empty()).then_some(expected);
            assert_eq!(home.load(&mut store).await, expected);
        });
    }
}
