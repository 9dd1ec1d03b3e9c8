//! Meetings in people's calendars: who has which file, and who has an address to subscribe to.

use super::{ClusterId, Instant, MeetingId, UserId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The calendar file of a meeting that somebody was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarFile {
    /// The meeting.
    pub meeting: MeetingId,
    /// Who has it.
    pub user: UserId,
    /// The meeting's sequence in the last one that arrived.
    pub sequence: u32,
}

/// Somebody's private address for the meetings of a cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feed {
    /// The cluster.
    pub cluster: ClusterId,
    /// Whose.
    pub user: UserId,
    /// What is kept of the secret in the address: its SHA-256, in hex.
    pub digest: String,
    /// When it was made (UTC).
    pub made: Instant,
}

/// The secret in an address. It is drawn outside, told once, and kept nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct FeedToken(String);

impl FeedToken {
    /// As it stands in the address.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for FeedToken {
    fn from(token: String) -> Self {
        Self(token)
    }
}

impl fmt::Debug for FeedToken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("FeedToken(..)")
    }
}
