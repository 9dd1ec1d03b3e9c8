//! Monday's digest and the thread about work.

use super::{MeetingFacts, PointLine};
use crate::domain::model::Text;
use serde::{Deserialize, Serialize};

/// What is said on Mondays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DigestMsg {
    /// The digest.
    Week {
        /// The next meeting, if it is near.
        next: Option<Box<UpNext>>,
        /// The company that organises now; `None`: the facilitator does.
        organiser: Option<Text>,
        /// Tasks and questions that the last meeting left.
        carried: Vec<PointLine>,
        /// What was wished for in the last days.
        #[serde(default)]
        wishes: Vec<Text>,
    },
    /// What are you working on?
    Work(WorkAsk),
}

/// The next meeting in the digest: with names that mention nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpNext {
    /// The meeting.
    pub facts: MeetingFacts,
    /// Who hosts it.
    pub host: Text,
    /// Who shows something, by name, in the order of the agenda.
    pub presenters: Vec<Text>,
    /// How many companies have said that they come.
    pub coming: usize,
    /// Minutes that are free for somebody who wants to show something; `None`: too few.
    pub room: Option<u32>,
}

/// Ways to ask what people are working on, so that it does not read the same each time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkAsk {
    /// What is on your desk?
    Desk,
    /// Where are you stuck?
    Stuck,
    /// Seen anything new?
    Seen,
}

impl WorkAsk {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Desk, Self::Stuck, Self::Seen];
}
