//! Formats: how a meeting is held, and the offer of another one.

use super::TalkFormat;
use serde::{Deserialize, Serialize};

/// How a meeting is held. A talk has a format too: how one company shows one thing. The seven of talks are among these,
/// since what is shown in one way makes a meeting of that kind; a visit, a guest or an evening together is nobody's
/// talk, so that nobody can sign one up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingFormat {
    /// One shows, the others ask.
    Presentation,
    /// How something came about.
    Story,
    /// A critique of work in progress.
    Critique,
    /// A discussion around a question.
    Discussion,
    /// A problem that the others help to solve.
    Clinic,
    /// Something all do together.
    Workshop,
    /// Going to see somebody else's place.
    Visit,
    /// Somebody from outside.
    Guest,
    /// Everybody has a short look at something of everybody's.
    ShowAndTell,
    /// Being together.
    Social,
}

impl MeetingFormat {
    /// All formats, in the order they are listed.
    pub const ALL: [Self; 10] = [
        Self::Presentation,
        Self::Story,
        Self::Critique,
        Self::Discussion,
        Self::Clinic,
        Self::Workshop,
        Self::Visit,
        Self::Guest,
        Self::ShowAndTell,
        Self::Social,
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
            Self::Visit => "visit",
            Self::Guest => "guest",
            Self::ShowAndTell => "show_and_tell",
            Self::Social => "social",
        }
    }

    /// Whether it brings in something from outside the cluster.
    pub const fn is_outside(self) -> bool {
        matches!(self, Self::Visit | Self::Guest)
    }
}

impl From<TalkFormat> for MeetingFormat {
    fn from(of: TalkFormat) -> Self {
        match of {
            TalkFormat::Presentation => Self::Presentation,
            TalkFormat::Story => Self::Story,
            TalkFormat::Critique => Self::Critique,
            TalkFormat::Discussion => Self::Discussion,
            TalkFormat::Clinic => Self::Clinic,
            TalkFormat::Workshop => Self::Workshop,
            TalkFormat::ShowAndTell => Self::ShowAndTell,
        }
    }
}

/// Another format that was offered to a host. Kept with the meeting, so that the question says the same whenever it is
/// edited, and what was declined is not offered again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// What is offered.
    pub format: MeetingFormat,
    /// Why.
    pub because: Because,
    /// The host would rather not.
    pub declined: bool,
}

/// What has been the same for long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// The last meetings all had this format.
    Format(MeetingFormat),
    /// They were about much the same.
    Themes,
    /// The same few showed something.
    Presenters,
    /// The same few were there.
    Attendance,
    /// Nothing came from outside for many meetings.
    NothingFromOutside,
}

impl Because {
    /// The name used in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Format(_) => "format",
            Self::Themes => "themes",
            Self::Presenters => "presenters",
            Self::Attendance => "attendance",
            Self::NothingFromOutside => "nothing_from_outside",
        }
    }
}
