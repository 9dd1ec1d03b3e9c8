//! Notes and briefs.

use super::{AgendaLine, MeetingFacts};
use crate::domain::model::{PointKind, TalkFacts, Text, UserId};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// What is said of notes and briefs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BriefMsg {
    /// In the thread of the announcement, right after the meeting: anybody may write here.
    NotesOpened {
        /// The meeting.
        facts: MeetingFacts,
    },
    /// To the host: the draft, to be changed and approved.
    Draft {
        /// The brief as it would go out.
        brief: BriefFacts,
        /// Approved, waiting, or partly out.
        state: DraftState,
        /// Points kept out until the presenter of a confidential talk agrees.
        withheld: u32,
        /// Something at the meeting was confidential: whoever approves should look twice.
        confidential: bool,
    },
    /// To a presenter: what the brief says of the talk.
    Part {
        /// The meeting.
        facts: MeetingFacts,
        /// The talk.
        talk: TalkFacts,
        /// The presenter agreed that a confidential talk is in the brief.
        shared: bool,
        /// What is said of it.
        points: Vec<PointLine>,
        /// The brief is out: nothing more can be agreed to.
        out: bool,
    },
    /// The brief, for everybody.
    Published {
        /// What it says.
        brief: BriefFacts,
    },
    /// The brief, to somebody who was not there.
    ForYou {
        /// What it says.
        brief: BriefFacts,
    },
    /// The whole brief, to whoever wants to read it.
    Whole {
        /// What it says.
        brief: BriefFacts,
    },
    /// `/klynge brief`: the briefs there are, newest first.
    List {
        /// The briefs.
        briefs: Vec<BriefLine>,
    },
    /// A question to somebody who presented.
    Question {
        /// The meeting.
        facts: MeetingFacts,
        /// Who asks.
        from: UserId,
        /// Their company.
        company: Text,
        /// The question.
        words: Text,
    },
    /// The answer to a question.
    Reply {
        /// The meeting.
        facts: MeetingFacts,
        /// Who answers.
        from: UserId,
        /// The answer.
        words: Text,
    },
    /// To the host: somebody says that something is wrong.
    Correction {
        /// The meeting.
        facts: MeetingFacts,
        /// Who says so.
        from: UserId,
        /// What they say.
        words: Text,
    },
    /// What somebody wrote is on its way to somebody.
    PassedOn {
        /// To whom.
        to: UserId,
    },
    /// The brief was changed; to the one who changed it.
    Changed {
        /// It was out already, and reads differently now.
        out: bool,
    },
}

/// What a brief says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BriefFacts {
    /// The meeting.
    pub facts: MeetingFacts,
    /// What was shown, as far as it may be told.
    pub agenda: Vec<AgendaLine>,
    /// What was said.
    pub points: Vec<PointLine>,
    /// How many messages the points were taken from; nothing for the agenda alone.
    pub remarks: u32,
    /// The points still wait for approval.
    pub facts_only: bool,
    /// When it was corrected last, in the cluster's zone.
    pub corrected: Option<NaiveDateTime>,
    /// Whom one can ask.
    pub ask: Vec<UserId>,
}

/// One point, with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointLine {
    /// What sort of thing it is.
    pub kind: PointKind,
    /// The words.
    pub text: Text,
    /// Slack's address of the message it was taken from.
    pub source: Option<Text>,
}

/// Where a draft stands, seen by whoever may approve it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftState {
    /// Waits for approval; the agenda goes out by itself at this time, in the cluster's zone.
    Waiting(NaiveDateTime),
    /// The agenda is out; the points still wait.
    FactsOut,
    /// Out.
    Published,
    /// The agenda is out, and there are no points: they were forgotten, or taken out.
    Empty,
}

/// A brief in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BriefLine {
    /// The meeting.
    pub facts: MeetingFacts,
    /// It waits for approval by the reader.
    pub draft: bool,
}
