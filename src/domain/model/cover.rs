//! A host asks for somebody to take a meeting, or to exchange it for another.

use super::{CardId, CompanyId, Instant, Meeting, MeetingId, Text, Turn, UserId};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// The last time somebody asked for a meeting. It stays when it is answered, so that old cards know what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plea {
    /// Who asked.
    pub by: UserId,
    /// The host that would rather not: the asker's company, or that for which somebody asked.
    pub company: CompanyId,
    /// The meeting it would rather have, and who hosts that one. `None`: just somebody to take this one.
    pub instead: Option<(MeetingId, CompanyId)>,
    /// The first card that asks. Cards with a lower number are of earlier times.
    pub card: CardId,
    /// When (UTC).
    pub at: Instant,
    /// The local date on which it was last said.
    pub said: NaiveDate,
    /// What has become of it.
    pub state: PleaState,
}

/// A meeting to choose in a form: its start, local, and the company that hosts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosting {
    /// The meeting.
    pub meeting: MeetingId,
    /// When, local.
    pub start: NaiveDateTime,
    /// Who hosts it.
    pub host: Text,
}

/// What has become of a plea, as far as somebody said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PleaState {
    /// Nobody has said anything.
    Open,
    /// It is not needed any more.
    Withdrawn,
    /// This person said that it does not suit them.
    Declined(UserId),
    /// This person said yes for their company.
    Taken(UserId),
}

/// The last time somebody asked for an organiser's turn. It stays when it is answered, so that old cards know what became
/// of it, and whoever took a turn that has not begun gets it when it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnPlea {
    /// Who asked.
    pub by: UserId,
    /// The company whose turn it is.
    pub company: CompanyId,
    /// The turn's first local date.
    pub from: NaiveDate,
    /// The first local date of the one behind it.
    pub until: NaiveDate,
    /// The card that asks. Cards with a lower number are of earlier times.
    pub card: CardId,
    /// The local date on which it was last said.
    pub said: NaiveDate,
    /// What has become of it.
    pub state: TurnPleaState,
}

/// What has become of a plea for a turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TurnPleaState {
    /// Nobody has said anything.
    Open,
    /// It is not needed any more.
    Withdrawn,
    /// It has been overtaken.
    Settled,
    /// This person said yes for this company.
    Taken(UserId, CompanyId),
}

impl Turn {
    /// The company whose turn it counts as: the organiser, or the one for which it stands in.
    pub fn account(&self) -> Option<CompanyId> {
        self.on_behalf.or_else(|| self.holder.company())
    }
}

impl Meeting {
    /// The company whose hosting it counts as: the host, or the one for which it stands in.
    pub fn account(&self) -> Option<CompanyId> {
        self.on_behalf.or_else(|| self.host.company())
    }

    /// Another company hosts it, and it counts as it did.
    pub fn stand_in(&mut self, company: CompanyId) {
        let account = self.account();
        self.host = super::Holder::Company(company);
        self.on_behalf = account.filter(|account| *account != company);
    }
}
