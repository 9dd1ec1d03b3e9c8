//! What companies show each other.

use super::MeetingFacts;
use crate::domain::model::{Stepping, TalkFormat, TalkId, TalkState, Text, UserId};
use serde::{Deserialize, Serialize};

/// What is said of talks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TalkMsg {
    /// Noted; to the presenter, right after the form.
    SignedUp {
        /// The talk.
        talk: TalkFacts,
        /// The meeting it is on; `None` while it waits for room.
        facts: Option<MeetingFacts>,
    },
    /// It has another place, or none for now, by nothing the presenter did; to the presenter.
    Placed {
        /// The talk.
        talk: TalkFacts,
        /// The meeting it is on now; `None` while it waits for room.
        facts: Option<MeetingFacts>,
    },
    /// The presenter's own talk, edited in place.
    Mine {
        /// The talk.
        talk: TalkFacts,
        /// The meeting it is on; `None` while it waits for room.
        facts: Option<MeetingFacts>,
    },
    /// The presenter is reminded: action needed first.
    Ready {
        /// The talk.
        talk: TalkFacts,
        /// The meeting it is on; `None` when it has been moved off.
        facts: Option<MeetingFacts>,
    },
    /// One person of the company longest without a talk is invited.
    Invitation {
        /// The meeting.
        facts: MeetingFacts,
        /// The company.
        company: Text,
        /// The company has signed something up since.
        taken: bool,
        /// The meeting is no longer to come.
        over: bool,
    },
    /// That's fine.
    Declined,
    /// Taken back; to the presenter.
    Withdrawn {
        /// The talk.
        talk: TalkFacts,
    },
    /// Somebody presents it together with the reader, who was put down for it; edited in place.
    With {
        /// The talk.
        talk: TalkFacts,
        /// The meeting it is on; `None` while it waits for room.
        facts: Option<MeetingFacts>,
    },
    /// The same once the reader does not present it any more.
    NotWith,
    /// The reader is not down for it any more.
    LeftOut {
        /// Who took them off.
        by: UserId,
    },
    /// It is otherwise now; to whoever changed it.
    Changed {
        /// The talk.
        talk: TalkFacts,
        /// The meeting it is on; `None` while it waits for room.
        facts: Option<MeetingFacts>,
    },
    /// It is otherwise now, as their card shows; to the others who present it.
    ChangedBy {
        /// Who changed it.
        by: UserId,
        /// The meeting it is on; `None` while it waits for room.
        facts: Option<MeetingFacts>,
    },
    /// Something has fallen away: can the reader step in?
    StepIn {
        /// The talk.
        talk: TalkFacts,
        /// The meeting.
        facts: MeetingFacts,
        /// What became of it.
        state: Stepping,
    },
    /// Some days before: what is useful to know by then, and whether the presenter will be ready.
    Week {
        /// The talk.
        talk: TalkFacts,
        /// The meeting it is on; `None` when it has been moved off.
        facts: Option<MeetingFacts>,
    },
}

/// A talk, to its presenter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkFacts {
    /// Our id, for buttons.
    pub id: TalkId,
    /// What it is called.
    pub title: Text,
    /// How it is shown.
    pub format: TalkFormat,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Stays among those who are there.
    pub confidential: bool,
    /// How far it has come.
    pub state: TalkState,
    /// Everybody who presents it, where there are several; whoever signed it up first.
    #[serde(default)]
    pub together: Vec<UserId>,
    /// What is wanted from those who are there.
    #[serde(default)]
    pub wish: Option<Text>,
    /// Something to look at.
    #[serde(default)]
    pub link: Option<Text>,
    /// It stands on no agenda until somebody is to step in.
    #[serde(default)]
    pub backup: bool,
}

/// A talk on the agenda, as everybody in the channel sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaLine {
    /// The company that shows it.
    pub company: Text,
    /// Who presents.
    pub presenter: UserId,
    /// Who presents together with them.
    #[serde(default)]
    pub with: Vec<UserId>,
    /// What it is called; `None` for a confidential one.
    pub title: Option<Text>,
    /// How it is shown.
    pub format: TalkFormat,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// What is wanted from those who are there, while it is to come.
    #[serde(default)]
    pub wish: Option<Text>,
    /// Something to look at.
    #[serde(default)]
    pub link: Option<Text>,
}
