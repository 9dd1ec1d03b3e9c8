//! Companies that were not heard of for long.

use super::MeetingFacts;
use crate::domain::model::{Coming, Text, UserId};
use serde::{Deserialize, Serialize};

/// What is said about silence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuietMsg {
    /// One person of a quiet company is invited to come, and be it just to listen.
    Nudge {
        /// The meeting.
        facts: MeetingFacts,
        /// The company.
        company: Text,
        /// Who reads it.
        reader: UserId,
        /// The meeting is within a week, seen from the day of sending.
        soon: bool,
        /// What became of it.
        state: NudgeState,
    },
    /// To the facilitator, once: these were asked twice, and are left alone now.
    LeftAlone {
        /// The companies.
        companies: Vec<Text>,
    },
}

/// What became of a nudge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NudgeState {
    /// Not answered yet.
    Open,
    /// The company has answered whether it comes.
    Answered(Coming),
    /// "Ask later."
    Later,
    /// "Don't ask again."
    LeftAlone,
    /// The meeting is over or called off.
    Over,
}
