//! One batch, one transaction: the key of the event, a line in the journal, and the changes.

use super::open::PATIENCE_AGAIN;
use super::{
    Store, StoreError, brief, card, cluster, home, journal, meeting, outgoing, people, quiet, rotation, rsvp,
    talk, workspace,
};
use crate::domain::model::{Change, Instant, TeamId};
use sqlx::SqliteConnection;

/// What one event leads to, to be written all or nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Batch<'a> {
    /// The event's key and when it was taken in (wall time, UTC). A key that is in the database
    /// already is refused, see [`StoreError::is_seen`].
    pub seen: Option<(&'a str, Instant)>,
    /// What happened, for the journal.
    pub journal: Option<Line<'a>>,
    /// The changes, in the order in which they were decided; of two values for a row the later holds.
    pub changes: &'a [Change],
}

/// A line of the journal: ids only, never text. Kept thirty days.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// When (civil, UTC).
    pub at: Instant,
    /// The kind of event, e.g. [`crate::domain::model::Event::kind`].
    pub kind: &'a str,
    /// The ids it was about.
    pub ids: &'a str,
}

impl Store {
    /// Writes batches, in order, in one transaction. Once this returns they are on disk; one with
    /// [`Change::Tidied`] also forgets old journal lines and seen-keys. Instants must be whole
    /// microseconds: finer ones would not come back as they are in memory, and are refused.
    ///
    /// # Errors
    /// On any error nothing of any batch is written. Unless it [`StoreError::is_refused`] or
    /// [`StoreError::is_seen`] memory should then be loaded again: in rare cases (the very end of a
    /// commit) the batches are on disk although the error says otherwise.
    pub async fn commit(&mut self, team: &TeamId, batches: &[Batch<'_>]) -> Result<(), StoreError> {
        self.begin("BEGIN IMMEDIATE").await?;
        let written = write_all(&mut self.conn, team, batches).await;
        self.end(written).await?;
        let mut changes = batches.iter().flat_map(|batch| batch.changes);
        if changes.any(|it| matches!(it, Change::Tidied(_))) {
            self.shred().await;
        }
        Ok(())
    }

    /// Moves the log into the database and cuts it to nothing, so that words purged from the
    /// database are not left lying in it. Doesn't wait for a reader: there is a next time.
    async fn shred(&mut self) {
        for sql in ["PRAGMA busy_timeout = 0", "PRAGMA wal_checkpoint(TRUNCATE)", PATIENCE_AGAIN] {
            if let Err(error) = sqlx::raw_sql(sql).execute(&mut self.conn).await {
                tracing::debug!(%error, sql, "the log could not be cut");
            }
        }
    }
}

async fn write_all(
    db: &mut SqliteConnection,
    team: &TeamId,
    batches: &[Batch<'_>],
) -> Result<(), sqlx::Error> {
    workspace::ensure(db, team).await?;
    for batch in batches {
        write(db, team, batch).await?;
    }
    Ok(())
}

async fn write(db: &mut SqliteConnection, team: &TeamId, batch: &Batch<'_>) -> Result<(), sqlx::Error> {
    if let Some((key, at)) = batch.seen {
        workspace::insert_seen(db, team, key, at).await?;
    }
    if let Some(line) = batch.journal {
        journal::insert(db, team, line).await?;
    }
    for change in parents_first(batch.changes) {
        write_change(db, team, change).await?;
    }
    for change in batch.changes {
        if let Change::Cluster(row) = change {
            cluster::put_order(db, team, row).await?;
        }
    }
    Ok(())
}

/// The changes such that what a foreign key leads to is written before. Changes to the same row
/// have the same rank, and keep their order.
fn parents_first(changes: &[Change]) -> Vec<&Change> {
    let mut sorted: Vec<&Change> = changes.iter().collect();
    sorted.sort_by_key(|change| match change {
        Change::Cluster(_) => 0,
        Change::Company(_) => 1,
        Change::Meeting(_) => 2,
        Change::Talk(_) => 3,
        _ => 4,
    });
    sorted
}

/// Every change has its place here.
async fn write_change(db: &mut SqliteConnection, team: &TeamId, change: &Change) -> Result<(), sqlx::Error> {
    match change {
        Change::Counter(next) => workspace::put_counter(db, team, *next).await,
        Change::Person(row) => people::put_person(db, team, row).await,
        Change::Room(row) => people::put_room(db, team, row).await,
        Change::Member(row) => people::put_member(db, team, row).await,
        Change::Cluster(row) => cluster::put_cluster(db, team, row).await,
        Change::Company(row) => cluster::put_company(db, team, row).await,
        Change::Turn(row) => rotation::put_turn(db, team, row).await,
        Change::Meeting(row) => meeting::put_meeting(db, team, row).await,
        Change::Rsvp(row) => rsvp::put_rsvp(db, team, row).await,
        Change::Talk(row) => talk::put_talk(db, team, row).await,
        Change::Presence(row) => quiet::put_presence(db, team, row).await,
        Change::Brief(row) => brief::put_brief(db, team, row).await,
        Change::Outgoing(row) => outgoing::put_outgoing(db, team, row).await,
        Change::Card(row) => card::put_card(db, team, row).await,
        Change::Home(row) => home::put_home(db, team, row).await,
        Change::Unasked(row) => outgoing::put_unasked(db, team, row).await,
        Change::Submitted(nonce, at) => workspace::put_submitted(db, team, *nonce, *at).await,
        Change::Tidied(day) => {
            workspace::put_tidied(db, team, *day).await?;
            workspace::prune_seen(db, team).await?;
            journal::prune(db, team, *day).await
        }
        Change::ForgetOutgoing(id) => outgoing::forget_outgoing(db, team, *id).await,
        Change::ForgetCard(id) => card::forget_card(db, team, *id).await,
        Change::ForgetHome(user) => home::forget_home(db, team, user).await,
        Change::ForgetUnasked(id) => outgoing::forget_unasked(db, team, *id).await,
        Change::ForgetPresence(company) => quiet::forget_presence(db, team, *company).await,
        Change::ForgetSubmitted(nonce) => workspace::forget_submitted(db, team, *nonce).await,
    }
}
