//! Talks: what companies show each other.

use super::{ClusterId, CompanyId, Instant, MeetingId, TalkId, Text, UserId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How something is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TalkFormat {
    /// A presentation.
    Presentation,
    /// A story: how something came about.
    Story,
    /// A critique of work in progress.
    Critique,
    /// A discussion around a question.
    Discussion,
    /// A problem that the others help to solve.
    Clinic,
    /// Something all do together.
    Workshop,
    /// A short look at something on the desk.
    ShowAndTell,
}

impl TalkFormat {
    /// All formats, in the order they are offered.
    pub const ALL: [Self; 7] = [
        Self::Presentation,
        Self::ShowAndTell,
        Self::Story,
        Self::Critique,
        Self::Discussion,
        Self::Clinic,
        Self::Workshop,
    ];

    /// The name used in forms and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Presentation => "presentation",
            Self::Story => "story",
            Self::Critique => "critique",
            Self::Discussion => "discussion",
            Self::Clinic => "clinic",
            Self::Workshop => "workshop",
            Self::ShowAndTell => "show_and_tell",
        }
    }
}

/// Where a talk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TalkState {
    /// Signed up.
    Planned,
    /// Signed up, and the presenter has said to be ready.
    Confirmed,
    /// Taken back.
    Withdrawn,
    /// Its meeting is over.
    Given,
}

impl TalkState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Confirmed, Self::Withdrawn, Self::Given];

    /// The name used in exports and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Confirmed => "confirmed",
            Self::Withdrawn => "withdrawn",
            Self::Given => "given",
        }
    }

    /// Whether it is still to come.
    pub const fn is_to_come(self) -> bool {
        matches!(self, Self::Planned | Self::Confirmed)
    }
}

/// What became of the question whether somebody can step in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stepping {
    /// Nobody has answered yet.
    Open,
    /// Yes, gladly.
    Yes,
    /// Not this time.
    No,
    /// It was not waited for any longer.
    Passed,
}

impl Stepping {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Open, Self::Yes, Self::No, Self::Passed];

    /// The name used in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Yes => "yes",
            Self::No => "no",
            Self::Passed => "passed",
        }
    }
}

/// Somebody was asked to step in at a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepIn {
    /// When (UTC).
    pub at: Instant,
    /// What became of it.
    pub state: Stepping,
}

/// Something a company shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// Our id.
    pub id: TalkId,
    /// The cluster.
    pub cluster: ClusterId,
    /// The company that shows it.
    pub company: CompanyId,
    /// Who presents.
    pub presenter: UserId,
    /// Who presents it together with them.
    pub with: BTreeSet<UserId>,
    /// What it is called.
    pub title: Text,
    /// How it is shown.
    pub format: TalkFormat,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// What is wanted from those who are there.
    pub wish: Option<Text>,
    /// Something to look at.
    pub link: Option<Text>,
    /// At which meeting; `None` while it waits for room.
    pub meeting: Option<MeetingId>,
    /// Signed up for any meeting, not for one in particular.
    pub any: bool,
    /// It stands on no agenda until somebody asks its presenter to step in.
    pub backup: bool,
    /// The meetings at which they were asked to step in, and what became of it.
    pub asked: BTreeMap<MeetingId, StepIn>,
    /// Title and content stay among those who were there, unless the presenter agrees otherwise.
    pub confidential: bool,
    /// The presenter of a confidential one agrees that it is in the brief.
    pub shared: bool,
    /// How far it has come.
    pub state: TalkState,
    /// Signed up (UTC).
    pub created: Instant,
}

impl Talk {
    /// All who present it, whoever signed it up first.
    pub fn presenters(&self) -> impl Iterator<Item = &UserId> {
        [&self.presenter].into_iter().chain(&self.with)
    }

    /// Whether somebody presents it, alone or with others.
    pub fn is_by(&self, user: &UserId) -> bool {
        self.presenter == *user || self.with.contains(user)
    }

    /// Whether those who were not there may read of it.
    pub const fn may_be_told(&self) -> bool {
        self.shared || !self.confidential
    }
}

/// Initial values of the form for a talk, beside its title and meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TalkStart {
    /// How it is shown.
    pub format: TalkFormat,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Who presents it too.
    pub with: BTreeSet<UserId>,
    /// What is wanted from the others.
    pub wish: Option<Text>,
    /// Something to look at.
    pub link: Option<Text>,
    /// Title and content stay among those who are there.
    pub confidential: bool,
    /// It is for stepping in at short notice.
    pub backup: bool,
}

impl Default for TalkStart {
    /// Ten minutes: nobody should be afraid to show something.
    fn default() -> Self {
        Self {
            format: TalkFormat::Presentation,
            minutes: 10,
            with: BTreeSet::new(),
            wish: None,
            link: None,
            confidential: false,
            backup: false,
        }
    }
}
