//! A company asks for somebody to take its turn as organiser.

use super::Period;
use crate::domain::model::{ClusterId, Text, UserId};
use serde::{Deserialize, Serialize};

/// What is said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TurnMsg {
    /// The question, in the channel.
    Card {
        /// The turn.
        turn: TurnFacts,
        /// What has become of it.
        state: TurnState,
    },
    /// In the question's thread, and in the channel: it is still open.
    Again {
        /// The turn.
        turn: TurnFacts,
    },
    /// It is asked; to the one who asked.
    Asked {
        /// The turn.
        turn: TurnFacts,
    },
    /// The same to the company's contact, where somebody else asked.
    AskedForYou {
        /// The turn.
        turn: TurnFacts,
        /// Who asked.
        by: UserId,
    },
    /// Somebody said yes; to the one who asked.
    Accepted {
        /// The turn.
        turn: TurnFacts,
        /// Who said yes.
        by: UserId,
        /// Their company.
        company: Text,
        /// How many turns the asker's company owes theirs now.
        owed: u32,
    },
    /// Thanks; to the one who said yes.
    Yours {
        /// The turn.
        turn: TurnFacts,
    },
    /// Whoever had said yes cannot after all; to the one who asked.
    GivenBack {
        /// The turn.
        turn: TurnFacts,
        /// Who said so.
        by: UserId,
    },
    /// That's fine; to the one who cannot after all.
    ThatsFine {
        /// The turn.
        turn: TurnFacts,
    },
    /// Not needed any more; to the one who said so.
    Withdrawn {
        /// The turn.
        turn: TurnFacts,
    },
    /// It is the turn of one's own company.
    YourOwn {
        /// The turn.
        turn: TurnFacts,
    },
    /// Too late to give it back: it has begun.
    Begun {
        /// The turn.
        turn: TurnFacts,
    },
}

/// What one needs to know of a turn to talk about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnFacts {
    /// The cluster.
    pub cluster: ClusterId,
    /// The company whose turn it is.
    pub company: Text,
    /// From when until when.
    pub period: Period,
}

/// What has become of the question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TurnState {
    /// Still open.
    Open,
    /// Not needed any more.
    Withdrawn,
    /// This person said yes for this company.
    Taken(UserId, Text),
    /// It has been settled in some other way, or asked anew.
    Settled,
}
