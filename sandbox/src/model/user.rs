//! A person or a bot, and what they say about themselves.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// Slackbot's id, the same in every workspace.
pub(crate) const SLACKBOT: &str = "USLACKBOT";

/// A person or a bot.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) real_name: String,
    pub(crate) title: String,
    pub(crate) locale: String,
    pub(crate) tz: Tz,
    pub(crate) is_bot: bool,
    pub(crate) deleted: bool,
    pub(crate) updated: i64,
    #[serde(default)]
    pub(crate) profile: Profile,
    #[serde(default)]
    pub(crate) status: Status,
    /// Set to away by themselves.
    #[serde(default)]
    pub(crate) away: bool,
}

/// The rest of a profile; empty where nothing was said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Profile {
    pub(crate) email: String,
    pub(crate) display_name: String,
    pub(crate) pronouns: String,
    pub(crate) phone: String,
}

/// What stands beside a name for a while.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Status {
    pub(crate) text: String,
    pub(crate) emoji: String,
    /// Civil seconds since 1970; 0 is never.
    pub(crate) expiration: i64,
}

impl User {
    /// Has this address; addresses are the same however they are capitalised.
    pub(crate) fn has_email(&self, email: &str) -> bool {
        !self.profile.email.is_empty() && self.profile.email.eq_ignore_ascii_case(email)
    }
}
