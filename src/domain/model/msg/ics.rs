//! Files and addresses for people's calendars.

use super::MeetingFacts;
use crate::domain::model::Text;
use serde::{Deserialize, Serialize};

/// What is said of calendars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IcsMsg {
    /// With a meeting's file.
    File {
        /// The meeting.
        facts: MeetingFacts,
        /// What the file is for.
        news: FileNews,
    },
    /// An address to subscribe to, told once.
    Address {
        /// The channel of the cluster.
        cluster: Text,
        /// The address.
        url: Text,
    },
    /// The address leads nowhere any more.
    AddressGone {
        /// The channel of the cluster.
        cluster: Text,
    },
    /// There are no addresses here.
    NoAddresses,
}

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileNews {
    /// The meeting, for the first time.
    New,
    /// Another time or place.
    Changed,
    /// It is called off.
    CalledOff,
}
