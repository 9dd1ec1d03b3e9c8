//! Names of things: Slack's own ids as strings, ours as numbers handed out by the workspace.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::fmt;

macro_rules! slack_id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(SmolStr);

        impl $name {
            /// The id as Slack writes it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    )*};
}

slack_id! {
    /// A Slack workspace (`T..`).
    TeamId,
    /// A person or bot (`U..`).
    UserId,
    /// A channel or a direct conversation (`C..`, `D..`).
    ChannelId,
    /// A message's `ts`: its id within a channel.
    Ts,
    /// A file (`F..`).
    FileId,
}

macro_rules! own_id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u64);

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{}", self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{}{}", stringify!($name), self.0)
            }
        }
    )*};
}

own_id! {
    /// A cluster.
    ClusterId,
    /// A company in a cluster.
    CompanyId,
    /// A meeting.
    MeetingId,
    /// An organiser's turn.
    TurnId,
    /// Something a company shows at a meeting.
    TalkId,
    /// A theme that somebody would like to hear of.
    WishId,
    /// Something small on an agenda.
    ItemId,
    /// Somebody from outside.
    GuestId,
    /// A message of ours that shows state and is edited when the state changes.
    CardId,
    /// A message of ours on its way, and the id Slack keeps for us in its metadata.
    OutboxId,
    /// A modal that was opened once: the second submit of the same one finds the work done.
    Nonce,
}
