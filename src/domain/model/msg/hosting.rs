//! Who hosted and who will, the order behind it, and companies that leave a hosting to the one behind them.

use super::{HostLine, Named, TurnLine};
use crate::domain::model::{ClusterId, Text, UserId};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// What is said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HostingMsg {
    /// The next meetings with their hosts, and where there is more to see.
    Preview(HostPreview),
    /// How often each company has hosted, in the order of rotation.
    Ledger(Vec<LedgerLine>),
    /// Who hosted and organised in a year.
    History {
        /// The year.
        year: i32,
        /// Its meetings that were held.
        meetings: Vec<HostLine>,
        /// The turns that fall into it.
        turns: Vec<TurnLine>,
    },
    /// The order as it is now; to whoever changed it.
    Order {
        /// The companies.
        order: Vec<Text>,
        /// Those whose contact is told that they host at another time.
        told: Vec<Text>,
    },
    /// There are not two companies that could change places.
    NothingToMove,
    /// A company leaves its next hosting to another; to whoever said so.
    Skipped {
        /// The company.
        company: Text,
        /// The meeting's start, local.
        start: NaiveDateTime,
        /// Who hosts it now.
        instead: Named,
        /// When the company hosts instead, local, if that is planned.
        next: Option<NaiveDateTime>,
    },
    /// The same to the company's contact, where somebody else said so.
    SkippedForYou {
        /// The company.
        company: Text,
        /// The meeting's start, local.
        start: NaiveDateTime,
        /// When the company hosts instead, local, if that is planned.
        next: Option<NaiveDateTime>,
        /// Who said so.
        by: UserId,
    },
    /// There is nothing that one could leave to others.
    NothingToSkip,
    /// A company hosts at another time than it did; to its contact.
    NextIsAnother {
        /// The company.
        company: Text,
        /// When it would have hosted next, local, if that was planned.
        before: Option<NaiveDateTime>,
        /// When it does now, local, if that is planned.
        now: Option<NaiveDateTime>,
        /// Why.
        why: WhyAnother,
    },
}

/// The next meetings, and what else one may want to see or do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostPreview {
    /// The cluster.
    pub cluster: ClusterId,
    /// The meetings, in order.
    pub lines: Vec<PreviewLine>,
    /// The years of which there is something to tell, the latest first.
    pub years: Vec<i32>,
    /// The reader may change the order.
    pub orders: bool,
    /// The reader has a hosting that could be left to others.
    pub skips: bool,
}

/// A meeting to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewLine {
    /// When, local.
    pub start: NaiveDateTime,
    /// Who hosts it.
    pub host: Named,
    /// The company in whose place.
    pub on_behalf: Option<Text>,
    /// What about.
    pub theme: Option<Text>,
}

/// A company's account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerLine {
    /// The company.
    pub company: Text,
    /// How many meetings it has hosted.
    pub hosted: u32,
    /// When it last did, local.
    pub last: Option<NaiveDate>,
    /// To whom it owes meetings, and how many.
    pub owes: Vec<(Text, u32)>,
    /// The same of turns as organiser.
    pub owes_turns: Vec<(Text, u32)>,
    /// It left a hosting to others, and comes first at the next.
    pub skipped: bool,
}

/// Why a company hosts at another time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyAnother {
    /// Somebody changed the order.
    Order(UserId),
    /// This company left a meeting to the others.
    Skip(Text),
}
