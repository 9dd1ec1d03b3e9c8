//! Wishes and what is on agendas, to write.

use super::sample::Source;
use crate::domain::model::*;

impl Source {
    pub(super) fn slot(&mut self) -> Slot {
        if self.coin() { Slot::Talk(TalkId(self.id())) } else { Slot::Item(ItemId(self.id())) }
    }

    pub(super) fn wish(&mut self, workspace: &Workspace) -> Option<Change> {
        let talk = self.known(workspace.talks.keys());
        Some(Change::Wish(Wish {
            id: WishId(self.id()),
            cluster: self.known(workspace.clusters.keys())?,
            by: self.user(),
            theme: self.text(),
            votes: self.many(Self::user),
            talk: self.maybe(|_| talk).flatten(),
            told: self.coin(),
            created: self.instant(),
        }))
    }

    pub(super) fn item(&mut self, workspace: &Workspace) -> Option<Change> {
        let meeting = self.known(workspace.meetings.keys());
        Some(Change::Item(Item {
            id: ItemId(self.id()),
            cluster: self.known(workspace.clusters.keys())?,
            by: self.user(),
            title: self.text(),
            link: self.maybe(Self::text),
            minutes: self.number(),
            meeting: self.maybe(|_| meeting).flatten(),
            carried: self.coin(),
            created: self.instant(),
        }))
    }
}
