//! Taking part, and its opposite: what is known of a company, and what was done about its silence.

use super::{CompanyId, MeetingId, UserId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How a company takes part. Who was at which meeting lies with the meetings and counts as well:
/// `domain::quiet` puts the two together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// The company.
    pub company: CompanyId,
    /// The last local date on which anybody of it did something in the channel or with Klynge.
    pub active_on: Option<NaiveDate>,
    /// The last nudge: its local date, and the meeting it invited to.
    pub nudged: Option<(NaiveDate, MeetingId)>,
    /// Nudges in a row that nobody answered. Counts only while nobody took part since the last.
    pub unanswered: u32,
    /// A meeting to which it was not invited, since nobody of it could be written to then.
    pub passed_over: Option<MeetingId>,
    /// "Ask later": no nudge before this local date.
    pub later: Option<NaiveDate>,
    /// Who said "don't ask again": the company is left alone for as long as that person means it.
    pub declined_by: Option<UserId>,
    /// The facilitator has been told of this silence.
    pub told: bool,
}

impl Presence {
    /// A company of which nothing is known yet.
    pub const fn new(company: CompanyId) -> Self {
        Self {
            company,
            active_on: None,
            nudged: None,
            unanswered: 0,
            passed_over: None,
            later: None,
            declined_by: None,
            told: false,
        }
    }
}
