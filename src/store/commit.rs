//! Batches, one transaction: the keys of the events, lines in the journal, and the changes.

use super::latest::Latest;
use super::open::PATIENCE_AGAIN;
use super::script::Script;
use super::{
    Store, StoreError, agenda, brief, card, cluster, guest, home, ics, journal, meeting, outgoing, people,
    quiet, rotation, rsvp, talk, turn_plea, wish, workspace,
};
use crate::domain::model::{Change, Instant, TeamId};

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
    /// Writes batches in one transaction. Once this returns they are on disk; one with
    /// [`Change::Tidied`] also forgets old journal lines and seen-keys. Instants must be whole
    /// microseconds: finer ones would not come back as they are in memory, and are refused.
    ///
    /// # Errors
    /// On any error nothing of any batch is written. Unless it [`StoreError::is_refused`] or
    /// [`StoreError::is_seen`] memory should then be loaded again: in rare cases (the very end of a
    /// commit) the batches are on disk although the error says otherwise.
    pub async fn commit(&mut self, team: &TeamId, batches: &[Batch<'_>]) -> Result<(), StoreError> {
        let latest = Latest::of(batches.iter().flat_map(|batch| batch.changes));
        let script = script(team, batches, &latest)?;
        self.run(script).await?;
        if latest.tidied.is_some() {
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

/// All of it as SQL, such that what a foreign key leads to is written before.
pub(super) fn script(
    team: &TeamId,
    batches: &[Batch<'_>],
    latest: &Latest<'_>,
) -> Result<Script, sqlx::Error> {
    let mut script = Script::of(team);
    workspace::ensure(&mut script)?;
    workspace::insert_seen(&mut script, batches.iter().filter_map(|batch| batch.seen))?;
    journal::insert(&mut script, batches.iter().filter_map(|batch| batch.journal))?;
    write(&mut script, latest)?;
    forget(&mut script, latest)?;
    Ok(script)
}

/// Every kind of row has its place here.
fn write(script: &mut Script, latest: &Latest<'_>) -> Result<(), sqlx::Error> {
    if let Some(next) = latest.counter {
        workspace::put_counter(script, next)?;
    }
    people::put_people(script, &latest.people)?;
    people::put_rooms(script, &latest.rooms)?;
    cluster::put_clusters(script, &latest.clusters)?;
    cluster::put_companies(script, &latest.companies)?;
    // It names companies, which name their cluster.
    cluster::put_orders(script, &latest.clusters)?;
    turn_plea::put_turn_pleas(script, &latest.clusters)?;
    people::put_members(script, &latest.members)?;
    rotation::put_turns(script, &latest.turns)?;
    meeting::put_meetings(script, &latest.meetings)?;
    rsvp::put_rsvps(script, &latest.rsvps)?;
    talk::put_talks(script, &latest.talks)?;
    wish::put_wishes(script, &latest.wishes.put())?;
    agenda::put_items(script, &latest.items.put())?;
    guest::put_guests(script, &latest.guests.put())?;
    brief::put_briefs(script, &latest.briefs)?;
    quiet::put_presence(script, &latest.presence.put())?;
    outgoing::put_outbox(script, &latest.outbox.put())?;
    card::put_cards(script, &latest.cards.put())?;
    home::put_homes(script, &latest.homes.put())?;
    ics::put_files(script, &latest.calendar_files.put())?;
    ics::put_feeds(script, &latest.feeds.put())?;
    outgoing::put_unasked(script, &latest.unasked.put())?;
    workspace::put_submitted(script, &latest.submitted.put())
}

/// No foreign key leads to what can be forgotten.
fn forget(script: &mut Script, latest: &Latest<'_>) -> Result<(), sqlx::Error> {
    wish::forget_wishes(script, latest.wishes.forgotten())?;
    agenda::forget_items(script, latest.items.forgotten())?;
    guest::forget_guests(script, latest.guests.forgotten())?;
    outgoing::forget_outbox(script, latest.outbox.forgotten())?;
    card::forget_cards(script, latest.cards.forgotten())?;
    home::forget_homes(script, latest.homes.forgotten())?;
    ics::forget_files(script, latest.calendar_files.forgotten())?;
    ics::forget_feeds(script, latest.feeds.forgotten())?;
    outgoing::forget_unasked(script, latest.unasked.forgotten())?;
    quiet::forget_presence(script, latest.presence.forgotten())?;
    workspace::forget_submitted(script, latest.submitted.forgotten())?;
    match latest.tidied {
        Some(day) => {
            workspace::put_tidied(script, day)?;
            workspace::prune_seen(script)?;
            journal::prune(script, day)
        }
        None => Ok(()),
    }
}
