//! What a cluster has otherwise from now on.

use crate::domain::model::{Due, Lang, Text, Times, UserId};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

/// What is said about settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingsMsg {
    /// To somebody who may not change the cluster's: where their own are.
    Yours {
        /// Who facilitates.
        facilitator: UserId,
    },
    /// To whoever changed them.
    Saved {
        /// What is otherwise now; nothing if all was as before.
        changed: Vec<Setting>,
        /// What comes next.
        ahead: Vec<AheadLine>,
    },
    /// To the facilitator, when the organiser changed them.
    ChangedFor {
        /// The cluster's channel name.
        name: Text,
        /// Who did.
        by: UserId,
        /// What is otherwise now.
        changed: Vec<Setting>,
    },
}

/// One setting, as it is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// Minutes of the meetings that are not announced yet.
    Length(u32),
    /// Where the cluster meets.
    Place(Text),
    /// Its video link, if any.
    Link(Option<Text>),
    /// The language of the channel.
    Language(Lang),
    /// When the quiet hours begin and end, local.
    Quiet(NaiveTime, NaiveTime),
    /// Months of an organiser's turn, from the next one on.
    TurnMonths(u32),
    /// How many of the first meetings the facilitator hosts.
    StartMeetings(u32),
    /// Who facilitates.
    Facilitator(UserId),
    /// When things are said.
    Times(Times),
}

/// Something that will happen if nothing changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AheadLine {
    /// When, local.
    pub at: NaiveDateTime,
    /// What.
    pub what: Ahead,
}

/// What will happen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ahead {
    /// A meeting.
    Meeting,
    /// Klynge says something; with the date of the meeting it is for, if it is for one.
    Work(Due, Option<NaiveDate>),
}
