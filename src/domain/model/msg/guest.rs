//! Guests from outside.

use super::MeetingFacts;
use crate::domain::model::{ClusterId, GuestId, GuestStatus, Lang, Text, UserId};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// What is said of guests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuestMsg {
    /// `/klynge guest`: the bank, a page of it.
    List {
        /// The cluster.
        cluster: ClusterId,
        /// Those on this page, the most relevant first.
        guests: Vec<GuestFacts>,
        /// How many stand before them.
        before: u32,
        /// How many there are.
        all: u32,
    },
    /// Noted; to the one who filled the form in.
    Saved {
        /// The guest as it is now.
        guest: GuestFacts,
        /// Who knows the guest is somebody else, and is told.
        owner_told: bool,
    },
    /// A text to copy and send.
    Invitation(Box<Invitation>),
    /// Somebody has changed what stands of the reader's guest.
    Changed {
        /// The guest.
        name: Text,
        /// Who did it.
        by: UserId,
        /// How far it has come now.
        status: GuestStatus,
    },
    /// The reader is the one to ask about a guest from now on.
    YoursNow {
        /// The guest.
        name: Text,
        /// Who said so.
        by: UserId,
    },
    /// The reader no longer is.
    NotYours {
        /// The guest.
        name: Text,
        /// Who said so.
        by: UserId,
        /// Who is.
        owner: UserId,
    },
    /// A guest is out of the bank; to its owner, where somebody else did it.
    DeletedBy {
        /// The guest.
        name: Text,
        /// Who did it.
        by: UserId,
    },
    /// A guest is out of the bank; to the one who did it.
    Deleted {
        /// The guest.
        name: Text,
    },
    /// The meeting that the reader's guest was to come to is called off.
    NoMeeting {
        /// The guest.
        name: Text,
        /// The meeting.
        facts: MeetingFacts,
    },
    /// Whoever knew some guests is gone, and the reader facilitates.
    Inherited {
        /// How many.
        count: u32,
        /// The channel of the cluster.
        cluster: Text,
    },
}

/// A guest, to those of the cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestFacts {
    /// Our id, for buttons.
    pub id: GuestId,
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
    /// How far it has come.
    pub status: GuestStatus,
    /// When the meeting starts that the guest comes or came to, local.
    pub meeting: Option<NaiveDateTime>,
    /// The last contact, local.
    pub last_contact: Option<NaiveDate>,
}

/// What an invitation is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// The language it is written in.
    pub lang: Lang,
    /// Whom it is for.
    pub name: Text,
    /// What the guest could speak of.
    pub about: Text,
    /// The meeting, if one was chosen.
    pub facts: Option<MeetingFacts>,
    /// Who invites.
    pub from: Text,
    /// Their company; empty for a facilitator without one.
    pub company: Text,
}

/// A guest who fits a meeting, to its host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestHint {
    /// Our id, for buttons.
    pub id: GuestId,
    /// The name.
    pub name: Text,
    /// What the guest could speak of.
    pub about: Text,
    /// Who knows the guest.
    pub owner: UserId,
}
