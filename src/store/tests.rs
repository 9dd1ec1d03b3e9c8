//! The store against real files.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::{Batch, Line, OpenError, Store};
use crate::domain::model::*;

#[tokio::test]
async fn thin() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("klynge.db");
    let (team, bot) = (TeamId::from("T1"), UserId::from("U0"));
    let at: Instant = "2026-09-01T08:00:00.123456Z".parse().unwrap();
    let mut store = Store::open(&path).await.unwrap();
    assert!(store.load(&team, &bot).await.unwrap().is_none());
    let room = Room {
        channel: "C1".into(),
        name: "digs".into(),
        open: true,
        users: ["U1".into(), "U2".into()].into(),
    };
    let changes = [
        Change::Counter(7),
        Change::Room(room),
        Change::Submitted(Nonce(3), at),
    ];
    let line = Line {
        at,
        kind: "command",
        ids: "U1",
    };
    let batch = Batch {
        seen: Some(("Ev1", at)),
        journal: Some(line),
        changes: &changes,
    };
    store.commit(&team, &batch).await.unwrap();
    let loaded = store.load(&team, &bot).await.unwrap().unwrap();
    let mut expected = Workspace::new(team.clone(), bot.clone());
    for change in &changes {
        expected.apply(change);
    }
    assert_eq!(loaded, expected);
    assert!(store.commit(&team, &batch).await.unwrap_err().is_seen());
    assert!(matches!(
        Store::open(&path).await,
        Err(OpenError::Held { by: Some(_) })
    ));
    assert!(store.healthy().await);
}
