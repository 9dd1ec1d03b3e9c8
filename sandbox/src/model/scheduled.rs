//! A message that waits for its time.

use serde::{Deserialize, Serialize};

use super::Message;

/// A message that is posted when the civil clock reaches its time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Scheduled {
    pub(crate) id: String,
    /// Civil seconds since 1970.
    pub(crate) post_at: i64,
    pub(crate) created: i64,
    /// What is posted; its `ts` is given to it then.
    pub(crate) message: Message,
}
