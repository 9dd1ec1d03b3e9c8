//! Answers and reminders.

use super::MeetingFacts;
use crate::domain::model::{ClusterId, Coming, Text, UserId};
use serde::{Deserialize, Serialize};

/// What is said of answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RsvpMsg {
    /// Noted, for the whole company.
    Noted {
        /// The meeting.
        facts: MeetingFacts,
        /// The company.
        company: Text,
        /// Its answer now.
        answer: Coming,
        /// The meeting is on its way to the reader as a calendar file.
        #[serde(default)]
        file: bool,
        /// The cluster whose meetings the reader's calendar could look for itself instead.
        address: Option<ClusterId>,
        /// Somebody of the company who might like to come along.
        colleague: Option<UserId>,
    },
    /// All seats are taken: the person waits for one.
    Waiting {
        /// The meeting.
        facts: MeetingFacts,
        /// How many wait, with the reader, until the reader's turn comes.
        place: usize,
    },
    /// Somebody who waited has a seat.
    Seated {
        /// The meeting.
        facts: MeetingFacts,
    },
    /// The person does not come, or may not, but colleagues do.
    ColleaguesStillCome {
        /// What the reader has answered.
        answer: Coming,
        /// The meeting.
        facts: MeetingFacts,
        /// The company.
        company: Text,
        /// Who comes.
        people: Vec<UserId>,
    },
    /// One reminder to one person of the company; once answered it says so.
    Reminder {
        /// The meeting.
        facts: MeetingFacts,
        /// The company.
        company: Text,
        /// What was answered since, by whom.
        answered: Option<(Coming, UserId)>,
        /// The meeting is no longer to come: no buttons.
        over: bool,
        /// The meeting is tomorrow, seen from the day of sending.
        tomorrow: bool,
    },
}
