//! What matters to one person in one cluster now: the same in the panel and on the Home tab.

use super::{MeetingFacts, Period};
use crate::domain::model::{Away, ClusterId, Coming, MeetingId, TalkId, Text};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// Where a person stands in a cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The next meeting.
    pub next: Option<Box<MeetingFacts>>,
    /// The answer of the reader's company to it.
    pub answer: Option<Coming>,
    /// The reader's company, if known.
    pub company: Option<Text>,
    /// The company's next hosting, local, if planned.
    pub hosting: Option<NaiveDateTime>,
    /// The organiser's turn that the company has, or will have next.
    pub turn: Option<Period>,
    /// When the company is away, or will be.
    pub away: Option<Away>,
    /// The one thing to do next.
    pub todo: Todo,
}

/// The one next thing for the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Todo {
    /// There is no cluster in this channel: set one up.
    SetUp,
    /// The welcome waits for the facilitator's approval.
    ApproveWelcome(ClusterId),
    /// Say which company you are from.
    PickCompany(ClusterId),
    /// A meeting is over and its brief waits for your approval.
    ApproveBrief {
        /// The meeting.
        meeting: MeetingId,
        /// Its start, local.
        start: NaiveDateTime,
    },
    /// Your company hosts this meeting and it has no theme.
    ChooseTheme(MeetingId),
    /// Its host is silent, and you were asked to step in.
    StepIn {
        /// The meeting.
        meeting: MeetingId,
        /// Its start, local.
        start: NaiveDateTime,
    },
    /// You present soon: say that you are ready.
    Ready {
        /// The talk.
        talk: TalkId,
        /// What it is called.
        title: Text,
        /// When the meeting starts, local.
        start: NaiveDateTime,
    },
    /// Answer for your company.
    Answer(MeetingId),
    /// Nothing: all is well.
    Nothing,
}
