//! Guests by their cluster, and by the meeting they come to.

use super::{Index, pairs_of, shift};
use crate::domain::model::{ClusterId, Guest, GuestId, MeetingId, Workspace};

impl Index {
    pub(super) fn guest(&mut self, old: Option<&Guest>, new: Option<&Guest>) {
        let place = |row: &Guest| (row.cluster, row.id);
        shift(&mut self.guests_of, old.map(place), new.map(place));
        let place = |row: &Guest| Some((row.meeting?, row.id));
        shift(&mut self.guests_at, old.and_then(place), new.and_then(place));
    }
}

impl Workspace {
    /// The guests of a cluster, in the order in which they were put down.
    pub fn guests_of(&self, cluster: ClusterId) -> impl Iterator<Item = &Guest> {
        pairs_of(&self.index.guests_of, cluster, GuestId(0)).filter_map(|id| self.guests.get(id))
    }

    /// The guests who come to a meeting, or came.
    pub fn guests_at(&self, meeting: MeetingId) -> impl Iterator<Item = &Guest> {
        pairs_of(&self.index.guests_at, meeting, GuestId(0)).filter_map(|id| self.guests.get(id))
    }
}
