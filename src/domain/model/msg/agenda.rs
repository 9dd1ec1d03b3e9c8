//! What is on an agenda, and what is put there.

use super::{AgendaLine, MeetingFacts};
use crate::domain::model::{ClusterId, ItemId, Text, UserId};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// What is said of agendas.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgendaMsg {
    /// `/klynge agenda`: the next meeting's, with its times.
    Shown(Box<AgendaPage>),
    /// It is on an agenda; to whoever put it there.
    Queued {
        /// Our id, for buttons.
        id: ItemId,
        /// What it is about.
        title: Text,
        /// How long, in minutes.
        minutes: u32,
        /// The meeting; `None` while it waits for one with room.
        facts: Option<MeetingFacts>,
    },
    /// One has put so much on agendas that others would find no room.
    Enough {
        /// How much one may have there.
        most: usize,
    },
    /// It is on no agenda any more.
    Removed {
        /// What it was about.
        title: Text,
    },
    /// What there was no time for comes first the next time.
    Carried {
        /// What that is about.
        titles: Vec<Text>,
        /// The meeting of the first; `None` while they wait for one.
        facts: Option<MeetingFacts>,
    },
}

/// The agenda of a meeting, as one reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaPage {
    /// The cluster.
    pub cluster: ClusterId,
    /// The meeting.
    pub facts: MeetingFacts,
    /// What is on it, in order.
    pub entries: Vec<Timed>,
    /// From when there is time for talking.
    pub talking: NaiveDateTime,
    /// When the meeting ends.
    pub end: NaiveDateTime,
    /// What waits for room at any meeting.
    pub waiting: Vec<Entry>,
    /// The reader may change the order, and there is one to change.
    pub may_order: bool,
    /// What the reader may take off.
    pub removable: Vec<(ItemId, Text)>,
}

/// Something on an agenda, with its time, local.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timed {
    /// It begins.
    pub from: NaiveDateTime,
    /// It ends.
    pub to: NaiveDateTime,
    /// What it is.
    pub entry: Entry,
}

/// Something on an agenda, as everybody in the channel sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
// A talk as it was written before there was anything else.
#[serde(untagged)]
pub enum Entry {
    /// A talk.
    Talk(AgendaLine),
    /// Something small.
    Item(ItemLine),
}

impl Entry {
    /// How long it takes, in minutes.
    pub const fn minutes(&self) -> u32 {
        match self {
            Self::Talk(line) => line.minutes,
            Self::Item(line) => line.minutes,
        }
    }
}

/// Something small on an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemLine {
    /// What it is about.
    pub what: Text,
    /// Who put it there.
    pub by: UserId,
    /// How long, in minutes.
    pub minutes: u32,
    /// Where one can read more.
    pub link: Option<Text>,
    /// There was no time for it the last time.
    pub carried: bool,
}
