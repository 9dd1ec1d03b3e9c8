//! What people would like to hear of.

use crate::domain::model::{ClusterId, TalkId, Text, UserId, WishId};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// What is said of wishes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WishMsg {
    /// The list, or a page of it.
    List(WishPage),
    /// Noted; to the wisher.
    Noted {
        /// The wish.
        wish: WishLine,
    },
    /// Their own wish, which counts already.
    Yours {
        /// The wish.
        wish: WishLine,
    },
    /// It counts for one more.
    Counted {
        /// The wish.
        wish: WishLine,
    },
    /// It counted already.
    CountedBefore {
        /// The wish.
        wish: WishLine,
    },
    /// It counts for them no more.
    NotCounted {
        /// The wish.
        wish: WishLine,
    },
    /// One has so many open wishes that one more would drown.
    Enough {
        /// How many one may have.
        most: usize,
    },
    /// Somebody shows something about it already; to whoever would too.
    Taken {
        /// What, and when.
        taken: TakenLine,
    },
    /// It is gone.
    Deleted {
        /// The theme.
        theme: Text,
    },
    /// Somebody shows something about it; to those who wish for it.
    Heard {
        /// The talk.
        talk: TalkId,
        /// What, and when.
        taken: TakenLine,
    },
}

/// Some of the wishes of a cluster, those that most wish for first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishPage {
    /// The cluster.
    pub cluster: ClusterId,
    /// The wishes.
    pub wishes: Vec<WishLine>,
    /// From which place on there are more.
    pub more: Option<usize>,
    /// Wishes that somebody shows something about.
    pub taken: Vec<TakenLine>,
}

/// An open wish, as one reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishLine {
    /// Our id, for buttons.
    pub id: WishId,
    /// The theme.
    pub theme: Text,
    /// Who wished for it.
    pub by: UserId,
    /// How many wish for it.
    pub count: usize,
    /// Whether the reader does.
    pub stance: Stance,
    /// The reader may delete it.
    pub may_delete: bool,
}

/// Whether somebody wishes for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// It is their own wish.
    Own,
    /// They have said that they wish for it too.
    Too,
    /// They have not.
    No,
}

/// A wish that somebody shows something about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenLine {
    /// The theme that was wished for.
    pub theme: Text,
    /// The company that shows something.
    pub company: Text,
    /// What that is called.
    pub title: Text,
    /// When, local; `None` while it waits for room.
    pub start: Option<NaiveDateTime>,
}
