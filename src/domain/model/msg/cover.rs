//! A host asks for somebody to take a meeting, or to exchange it.

use super::{MeetingFacts, TurnMsg};
use crate::domain::model::{Text, UserId};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// What is said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoverMsg {
    /// The question: in the channel, or to the host of the meeting one would rather have.
    Card {
        /// What is asked.
        plea: PleaFacts,
        /// What has become of it.
        state: CoverState,
    },
    /// In the question's thread, and in the channel: it is still open.
    Again {
        /// What is asked.
        plea: PleaFacts,
    },
    /// It is asked; to the one who asked.
    Asked {
        /// What is asked.
        plea: PleaFacts,
        /// The person who is asked; `None`: the channel.
        whom: Option<UserId>,
    },
    /// The same to the company's contact, where somebody else asked.
    AskedForYou {
        /// What is asked.
        plea: PleaFacts,
        /// Who asked.
        by: UserId,
    },
    /// Somebody said yes; to the one who asked.
    Accepted {
        /// What was asked.
        plea: PleaFacts,
        /// Who said yes.
        by: UserId,
        /// Their company.
        company: Text,
        /// How many meetings the asker's company owes theirs now.
        owed: u32,
    },
    /// It does not suit them; to the one who asked.
    Declined {
        /// What was asked.
        plea: PleaFacts,
        /// Who said so.
        by: UserId,
    },
    /// Whoever had said yes cannot after all; to the one who asked.
    GivenBack {
        /// What was asked.
        plea: PleaFacts,
        /// Who said so.
        by: UserId,
    },
    /// That's fine; to the one who said no, or cannot after all.
    ThatsFine {
        /// What was asked.
        plea: PleaFacts,
    },
    /// Not needed any more; to the one who said so.
    Withdrawn {
        /// What was asked.
        plea: PleaFacts,
    },
    /// It is the meeting of one's own company.
    YourOwn {
        /// What was asked.
        plea: PleaFacts,
    },
    /// One's own company, or the other, is away then.
    AwayThen {
        /// When, local.
        start: NaiveDateTime,
    },
    /// Too late to give it back.
    TooNear {
        /// When, local.
        start: NaiveDateTime,
    },
    /// One hosts nothing that somebody could take.
    Nothing,
    /// The same of a turn as organiser.
    Turn(TurnMsg),
}

/// What one needs to know of a plea to talk about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PleaFacts {
    /// The meeting.
    pub facts: MeetingFacts,
    /// The host that would rather not.
    pub company: Text,
    /// The meeting it would rather have.
    pub instead: Option<MeetingFacts>,
}

/// What has become of a plea.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoverState {
    /// Still open.
    Open,
    /// Not needed any more.
    Withdrawn,
    /// It did not suit this person.
    Declined(UserId),
    /// This person said yes.
    Taken(UserId),
    /// It has been settled in some other way, or asked anew.
    Settled,
    /// It is called off.
    Cancelled,
    /// It is over.
    Over,
}
