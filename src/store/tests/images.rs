//! What is read back is what was in memory.

use super::nouns::SORTS;
use super::sample::Source;
use super::{Home, at};
use crate::domain::model::{Change, Cluster, ClusterId, Member, Workspace};
use crate::store::Batch;
use proptest::prelude::{ProptestConfig, any, prop, proptest};

/// Changes that fit each other, with the workspace they lead to.
pub(super) fn story(home: &Home, source: &mut Source, sorts: &[usize]) -> (Vec<Change>, Workspace) {
    let mut workspace = home.workspace();
    let mut changes = Vec::new();
    for sort in sorts {
        if let Some(change) = SORTS[sort % SORTS.len()](source, &workspace) {
            workspace.apply(&change);
            changes.push(change);
        }
    }
    (changes, workspace)
}

/// The longest list of choices has nineteen, so as many turns meet every variant of everything; even ones
/// have nothing in every `Option` and the least in every number, odd ones something and the most.
#[tokio::test]
async fn every_variant_comes_back_as_it_was() {
    for turn in 0..20 {
        let home = Home::new();
        let mut store = home.open().await;
        let sorts: Vec<usize> = (0..SORTS.len() - 1).collect();
        let (changes, expected) = story(&home, &mut Source::Nth(turn), &sorts);
        assert_eq!(changes.len(), sorts.len(), "turn {turn} lacks a parent");
        home.commit(&mut store, &changes).await.unwrap();
        let loaded = home.load(&mut store).await.unwrap();
        assert_eq!(loaded, expected, "turn {turn}");
    }
}

#[tokio::test]
async fn a_company_may_be_decided_before_its_cluster() {
    let home = Home::new();
    let mut store = home.open().await;
    let (changes, expected) = story(&home, &mut Source::Nth(1), &[3, 4, 5]);
    let turned: Vec<Change> =
        [&changes[1], &changes[2], &changes[0], &changes[2]].into_iter().cloned().collect();
    home.commit(&mut store, &turned).await.unwrap();
    assert_eq!(home.load(&mut store).await.unwrap(), expected);
    let has_order = |cluster: &Cluster| !cluster.order.is_empty();
    assert!(expected.clusters.values().all(has_order));
}

#[tokio::test]
async fn two_teams_do_not_meet() {
    let home = Home::new();
    let other = Home { team: "T2".into(), ..Home::new() };
    let mut store = home.open().await;
    let sorts: Vec<usize> = (0..SORTS.len()).collect();
    let (changes, expected) = story(&home, &mut Source::Nth(2), &sorts);
    home.commit(&mut store, &changes).await.unwrap();
    assert_eq!(other.load(&mut store).await, None);
    let seen = Batch { seen: Some(("Ev1", at("2026-09-01T08:00:00Z"))), ..Batch::default() };
    store.commit(&other.team, &[seen]).await.unwrap();
    assert_eq!(other.load(&mut store).await, Some(other.workspace()));
    assert_eq!(home.load(&mut store).await, Some(expected));
    assert_eq!(store.seen_keys(&home.team).await.unwrap(), []);
}

/// Which company somebody is from is said by the rows of two clusters here, and one of them takes it back.
#[test]
fn what_one_row_takes_back_another_still_says() {
    let mut source = Source::Nth(1);
    let (changes, mut workspace) = story(&Home::new(), &mut source, &[1, 3, 4, 6]);
    let [Change::Person(person), Change::Cluster(_), Change::Company(company), Change::Member(member)] =
        changes.as_slice()
    else {
        panic!("{changes:?}")
    };
    let mut person = person.clone();
    (person.profile.id, person.profile.is_bot) = (member.user.clone(), false);
    workspace.apply(&Change::Person(person));
    let elsewhere = Member { cluster: ClusterId(member.cluster.0 - 1), ..member.clone() };
    let left = |row: &Member| Change::Member(Member { company: None, ..row.clone() });
    let people = |ws: &Workspace| ws.people_of(company.id).count();
    workspace.apply(&Change::Member(elsewhere.clone()));
    workspace.apply(&left(member));
    assert_eq!(people(&workspace), 1);
    workspace.apply(&left(&elsewhere));
    assert_eq!(people(&workspace), 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_changes_in_any_batches_come_back(
        seed in any::<u64>(),
        sorts in prop::collection::vec(any::<usize>(), 1..120),
        size in 1_usize..40,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let home = Home::new();
            let (changes, expected) = story(&home, &mut Source::Drawn(seed), &sorts);
            let mut store = home.open().await;
            for batch in changes.chunks(size) {
                home.commit(&mut store, batch).await.unwrap();
            }
            let expected = (!changes.is_empty()).then_some(expected);
            assert_eq!(home.load(&mut store).await, expected);
        });
    }
}
