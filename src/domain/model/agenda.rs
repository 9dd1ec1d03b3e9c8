//! Small things for a meeting, beside talks; and the order of an agenda.

use super::{ClusterId, Entry, Instant, ItemId, MeetingFacts, MeetingId, TalkId, Text, UserId};
use serde::{Deserialize, Serialize};

/// Something small that somebody has put on an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Our id.
    pub id: ItemId,
    /// The cluster.
    pub cluster: ClusterId,
    /// Who put it there.
    pub by: UserId,
    /// What it is about.
    pub title: Text,
    /// Where one can read more, such as the message it comes from.
    pub link: Option<Text>,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// At which meeting; `None` while it waits for one with room.
    pub meeting: Option<MeetingId>,
    /// It was on an agenda before, and there was no time for it.
    pub carried: bool,
    /// Put there (UTC).
    pub created: Instant,
}

/// Initial values of the form for something small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueStart {
    /// What was typed, or the beginning of a message.
    pub title: Text,
    /// How many characters it may have, if it has more.
    pub too_long: Option<usize>,
    /// The message it comes from.
    pub link: Option<Text>,
}

/// What the form for the order of an agenda shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderStart {
    /// The meeting.
    pub facts: MeetingFacts,
    /// What is on it, in order.
    pub entries: Vec<(Slot, Entry)>,
}

/// What the form for what there was no time for shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarryStart {
    /// The meeting.
    pub facts: MeetingFacts,
    /// What small things were on its agenda.
    pub items: Vec<(ItemId, Text)>,
}

/// A place on an agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// A talk's.
    Talk(TalkId),
    /// That of something small.
    Item(ItemId),
}

impl Slot {
    /// The name used in forms.
    pub fn name(self) -> String {
        match self {
            Self::Talk(talk) => format!("talk.{talk}"),
            Self::Item(item) => format!("item.{item}"),
        }
    }
}
