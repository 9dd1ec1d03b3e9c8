//! Wishes: what somebody would like to hear of.

use super::{ClusterId, Instant, TalkId, Text, UserId, WishId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A theme that somebody would like to hear of. Whether it is open follows from its talk, see `wish::is_open`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Our id.
    pub id: WishId,
    /// The cluster.
    pub cluster: ClusterId,
    /// Who wished for it.
    pub by: UserId,
    /// The theme.
    pub theme: Text,
    /// Who else would like to hear of it.
    pub votes: BTreeSet<UserId>,
    /// The last talk that somebody signed up for it.
    pub talk: Option<TalkId>,
    /// Those who wish for it were told of that talk.
    pub told: bool,
    /// Wished for (UTC).
    pub created: Instant,
}

/// Initial values of the form for a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WishStart {
    /// What was typed behind the command, if it was too long for a wish.
    pub theme: Text,
    /// How many characters it may have, if it has more.
    pub too_long: Option<usize>,
}

impl Wish {
    /// How many would like to hear of it.
    pub fn count(&self) -> usize {
        1 + self.votes.len()
    }

    /// Whether this person would.
    pub fn is_of(&self, user: &UserId) -> bool {
        self.by == *user || self.votes.contains(user)
    }

    /// Everybody who would.
    pub fn people(&self) -> impl Iterator<Item = &UserId> {
        std::iter::once(&self.by).chain(&self.votes)
    }
}
