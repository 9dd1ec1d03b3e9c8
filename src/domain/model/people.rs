//! People as the workspace knows them, and their place in a cluster.

use super::{ChannelId, ClusterId, CompanyId, Instant, Text, UserId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The languages Klynge speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// Norwegian bokmål.
    Nb,
    /// English.
    En,
}

impl Lang {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Nb, Self::En];

    /// From a Slack locale (`nb-NO`, `en-GB`); `None` for a language Klynge does not speak.
    /// Nynorsk, Danish and Swedish readers are better served by bokmål than by English.
    pub fn from_locale(locale: &str) -> Option<Self> {
        match locale.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "nb" | "no" | "nn" | "da" | "sv" => Some(Self::Nb),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The two-letter code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::En => "en",
        }
    }

    /// From the two-letter code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

/// What Slack says of a person, as far as Klynge uses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Slack's id.
    pub id: UserId,
    /// The user name, unique in a workspace (what people type after `@`).
    pub handle: String,
    /// The name that colleagues see.
    pub name: String,
    /// Slack locale, e.g. `nb-NO`, where Slack tells it.
    pub locale: Option<String>,
    /// A bot or an app: never counted, never written to.
    pub is_bot: bool,
    /// False once the account is deactivated.
    pub active: bool,
}

/// A person of the workspace. Budget, language and wishes span all clusters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// What Slack says.
    pub profile: Profile,
    /// The language the person chose, before locale and cluster.
    pub lang: Option<Lang>,
    /// The direct conversation with the bot, once known.
    pub dm: Option<ChannelId>,
    /// Kinds of unasked message this person asked not to get again.
    pub opted_out: BTreeSet<OptOut>,
    /// Nothing unasked before this local date (it returns by itself on it).
    pub snoozed_until: Option<NaiveDate>,
}

impl Person {
    /// A person nothing but the profile is known of.
    pub fn new(profile: Profile) -> Self {
        Self { profile, lang: None, dm: None, opted_out: BTreeSet::new(), snoozed_until: None }
    }

    /// Whether anything may be sent to this account at all.
    pub fn reachable(&self) -> bool {
        self.profile.active && !self.profile.is_bot
    }
}

/// What a person can ask not to get again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OptOut {
    /// RSVP reminders.
    Reminders,
    /// "Which company are you from?"
    Company,
    /// Being asked to step in for a silent host.
    SteppingIn,
    /// Invitations to show something.
    Invitations,
    /// "Come just to listen", after a long silence.
    Nudges,
    /// Files for the calendar.
    CalendarFiles,
}

impl OptOut {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Reminders,
        Self::Company,
        Self::SteppingIn,
        Self::Invitations,
        Self::Nudges,
        Self::CalendarFiles,
    ];

    /// The name used in buttons and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reminders => "reminders",
            Self::Company => "company",
            Self::SteppingIn => "stepping_in",
            Self::Invitations => "invitations",
            Self::Nudges => "nudges",
            Self::CalendarFiles => "calendar_files",
        }
    }
}

/// A channel as Slack last described it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// The channel.
    pub channel: ChannelId,
    /// Its name without `#`.
    pub name: Text,
    /// Whether Klynge is in it.
    pub open: bool,
    /// Who is in it, bots and deactivated accounts too.
    pub users: BTreeSet<UserId>,
}

/// Somebody's place in a cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The cluster.
    pub cluster: ClusterId,
    /// The person.
    pub user: UserId,
    /// Which company the person is from; `None` until answered.
    pub company: Option<CompanyId>,
    /// When the person was last asked for the company by DM (UTC).
    pub asked_at: Option<Instant>,
    /// How often the person was asked by DM: at most twice.
    pub asked: u32,
}
