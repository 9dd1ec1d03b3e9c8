//! What a decision leads to, while the whole is put together: worked out when somebody asks, and once.

use super::model::{Action, Answer, CardId, Change, Decision, Workspace};
use std::collections::BTreeSet;

/// A decision, and the workspace as it leaves it.
pub struct Outcome<'a> {
    /// The workspace that was decided on.
    pub before: &'a Workspace,
    after: Workspace,
    /// So many of the changes are in `after`.
    applied: usize,
    changes: Vec<Change>,
    actions: Vec<Action>,
    /// What the person who acted is told.
    pub answer: Answer,
}

impl<'a> Outcome<'a> {
    /// What a feature has decided.
    pub fn of(before: &'a Workspace, decision: Decision) -> Self {
        let Decision { changes, actions, answer } = decision;
        Self { before, after: before.clone(), applied: 0, changes, actions, answer }
    }

    /// The workspace as all of it leaves it.
    pub fn after(&mut self) -> &Workspace {
        let Self { after, applied, changes, .. } = self;
        changes.iter().skip(*applied).for_each(|change| after.apply(change));
        *applied = changes.len();
        after
    }

    /// The changes so far.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Adds changes.
    pub fn put(&mut self, changes: impl IntoIterator<Item = Change>) {
        self.changes.extend(changes);
    }

    /// Leaves cards as they were.
    pub fn leave(&mut self, cards: &BTreeSet<CardId>) {
        self.after();
        self.changes.retain(|change| !matches!(change, Change::Card(card) if cards.contains(&card.id)));
        self.applied = self.changes.len();
        for card in cards.iter().filter_map(|id| self.before.cards.get(id)) {
            self.after.apply(&Change::Card(card.clone()));
        }
    }

    /// The decision as a whole.
    pub fn decision(self) -> Decision {
        let Self { changes, actions, answer, .. } = self;
        Decision { changes, actions, answer }
    }
}
