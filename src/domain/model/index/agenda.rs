//! Wishes, and what small things there are for meetings, by cluster.

use super::{Index, pairs_of, shift};
use crate::domain::model::{ClusterId, Item, ItemId, Wish, WishId, Workspace};

impl Index {
    pub(super) fn wish(&mut self, old: Option<&Wish>, new: Option<&Wish>) {
        let place = |row: &Wish| (row.cluster, row.id);
        shift(&mut self.wishes_of, old.map(place), new.map(place));
    }

    pub(super) fn item(&mut self, old: Option<&Item>, new: Option<&Item>) {
        let place = |row: &Item| (row.cluster, row.id);
        shift(&mut self.items_of, old.map(place), new.map(place));
    }
}

impl Workspace {
    /// The wishes of a cluster, in the order in which they were made.
    pub fn wishes_in(&self, cluster: ClusterId) -> impl Iterator<Item = &Wish> {
        pairs_of(&self.index.wishes_of, cluster, WishId(0)).filter_map(|id| self.wishes.get(id))
    }

    /// What small things there are for the meetings of a cluster, those of past ones too, in order of id.
    pub fn items_in(&self, cluster: ClusterId) -> impl Iterator<Item = &Item> {
        pairs_of(&self.index.items_of, cluster, ItemId(0)).filter_map(|id| self.items.get(id))
    }
}
