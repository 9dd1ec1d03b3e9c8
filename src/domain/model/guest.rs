//! Guests: people from outside whom somebody in a cluster knows, and what has come of it.

use super::{ClusterId, GuestId, Lang, MeetingId, Text, UserId};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// How far it has come with a guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuestStatus {
    /// Somebody to ask one day.
    Idea,
    /// Was asked.
    Asked,
    /// Comes, to a meeting or when it suits.
    Yes,
    /// Has been here.
    Visited,
    /// Would rather not, for now.
    NotNow,
}

impl GuestStatus {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Idea, Self::Asked, Self::Yes, Self::Visited, Self::NotNow];

    /// The name used in forms and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Asked => "asked",
            Self::Yes => "yes",
            Self::Visited => "visited",
            Self::NotNow => "not_now",
        }
    }
}

/// One outside contact of a cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// Our id.
    pub id: GuestId,
    /// The cluster whose people may read of it.
    pub cluster: ClusterId,
    /// The name.
    pub name: Text,
    /// Where the guest is from; empty: nobody said.
    pub from: Text,
    /// What the guest could speak of.
    pub about: Text,
    /// How to reach the guest; empty: the owner knows.
    pub contact: Text,
    /// Who knows the guest.
    pub owner: UserId,
    /// How far it has come.
    pub status: GuestStatus,
    /// The meeting the guest comes to, or came to.
    pub meeting: Option<MeetingId>,
    /// The last contact, local.
    pub last_contact: Option<NaiveDate>,
    /// When somebody last put anything down of the guest, local.
    pub touched: NaiveDate,
}

/// Initial values of the form for a guest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestStart {
    /// The name.
    pub name: Text,
    /// Where the guest is from.
    pub from: Text,
    /// What the guest could speak of.
    pub about: Text,
    /// How to reach the guest.
    pub contact: Text,
    /// Who knows the guest.
    pub owner: UserId,
    /// How far it has come, with what else there is to say of one who is in the bank; `None` for a new one.
    pub standing: Option<GuestStanding>,
}

/// How far it has come with one who is in the bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuestStanding {
    /// How far.
    pub status: GuestStatus,
    /// The last contact, local.
    pub last_contact: Option<NaiveDate>,
    /// The meetings to choose from, with their starts (local), in order.
    pub meetings: Vec<(MeetingId, NaiveDateTime)>,
    /// The one the guest comes to.
    pub meeting: Option<MeetingId>,
}

/// Initial values of the form for an invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationStart {
    /// Whom it is for.
    pub name: Text,
    /// The meetings to choose from, with their starts (local), in order.
    pub meetings: Vec<(MeetingId, NaiveDateTime)>,
    /// The one chosen at first.
    pub meeting: Option<MeetingId>,
    /// The language at first: the reader's.
    pub lang: Lang,
}
