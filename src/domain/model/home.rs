//! The Home tab of a person who has opened it.

use super::{Instant, UserId};
use serde::{Deserialize, Serialize};

/// A person's Home, which follows the state as a card does: rendered when sent, sent again when
/// what it shows may have changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// Whose.
    pub user: UserId,
    /// Raised whenever what it shows may have changed.
    pub version: u32,
    /// The version that Slack shows; 0 for none.
    pub shown: u32,
    /// When the person last opened it (UTC).
    pub opened: Instant,
}

impl Home {
    /// Whether Slack shows less than we know.
    pub const fn dirty(&self) -> bool {
        self.version != self.shown
    }
}
