//! A cluster, its companies, and the organiser's turns.

use super::{
    CardId, ChannelId, ClusterId, CompanyId, DaysOff, Instant, Lang, Rhythm, Text, Times, TurnId, TurnPlea,
    UserId,
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// How far a cluster has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Set up, the welcome waits for the facilitator's approval: nothing is sent by itself.
    Preview,
    /// Approved and running.
    Live,
}

/// One microcluster: one channel, one rhythm, some companies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// Our id.
    pub id: ClusterId,
    /// The channel it lives in; one cluster a channel.
    pub channel: ChannelId,
    /// The channel's name without `#`.
    pub name: Text,
    /// Who facilitates: always a way back when nobody else answers.
    pub facilitator: UserId,
    /// Preview or live.
    pub stage: Stage,
    /// When the welcome was approved (UTC).
    pub live_since: Option<Instant>,
    /// The zone in which all its times are meant.
    pub zone: Tz,
    /// The language of the channel.
    pub lang: Lang,
    /// How often it meets.
    pub rhythm: Rhythm,
    /// First meeting, local; the series continues from here.
    pub first: NaiveDateTime,
    /// When it does not meet.
    pub days_off: DaysOff,
    /// Length of a meeting in minutes.
    pub minutes: u32,
    /// How many people there is room for, if that is limited.
    pub capacity: Option<u32>,
    /// Where it meets.
    pub place: Text,
    /// A video link, if any (https).
    pub link: Option<Text>,
    /// Quiet hours begin (local); nothing self-initiated until `quiet_to`, nor on weekends and holidays.
    pub quiet_from: NaiveTime,
    /// Quiet hours end (local).
    pub quiet_to: NaiveTime,
    /// When things are said.
    pub times: Times,
    /// Length of an organiser's turn in months.
    pub turn_months: u32,
    /// How many first meetings the facilitator hosts.
    pub start_meetings: u32,
    /// Companies in the stored order of rotation, those who left too: the next turn is behind theirs.
    pub order: Vec<CompanyId>,
    /// The last slot of the series that was made into a meeting, local date.
    pub planned_to: Option<NaiveDate>,
    /// The Monday (local) whose digest was last seen to.
    pub digested: Option<NaiveDate>,
    /// When people were last asked what they are working on, local date.
    pub worked: Option<NaiveDate>,
    /// The preview in the facilitator's DM.
    pub preview_card: Option<CardId>,
    /// The welcome in the channel.
    pub welcome_card: Option<CardId>,
    /// The last time somebody asked for a turn to be taken.
    pub turn_plea: Option<TurnPlea>,
}

/// A company of a cluster: the unit that answers, hosts and takes turns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Company {
    /// Our id.
    pub id: CompanyId,
    /// Its cluster.
    pub cluster: ClusterId,
    /// Its name, unique in the cluster whatever the case.
    pub name: Text,
    /// Who answers for it.
    pub contact: Option<UserId>,
    /// Who answers when the contact does not.
    pub deputy: Option<UserId>,
    /// Local date it joined.
    pub joined: NaiveDate,
    /// Local date it left, if it did.
    pub left: Option<NaiveDate>,
    /// Hostings it is credited with, on joining or on coming back: such companies start at the average.
    pub credit: u32,
    /// When it can neither host nor organise, if it said so.
    pub away: Option<Away>,
}

/// A company is away: nothing falls to it, and nobody asks it for anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    /// The first local date.
    pub from: NaiveDate,
    /// The local date on which it is back.
    pub until: NaiveDate,
}

impl Company {
    /// Whether it is away on a local date.
    pub fn is_away(&self, on: NaiveDate) -> bool {
        self.away.is_some_and(|away| away.from <= on && on < away.until)
    }
}

/// Who holds a meeting or a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// The cluster's facilitator, in the start phase or as the last way out.
    Facilitator,
    /// A company.
    Company(CompanyId),
}

impl Holder {
    /// The company, if it is one.
    pub fn company(self) -> Option<CompanyId> {
        match self {
            Self::Facilitator => None,
            Self::Company(id) => Some(id),
        }
    }
}

/// A period in which one company (or the facilitator) runs things: the organiser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Our id.
    pub id: TurnId,
    /// The cluster.
    pub cluster: ClusterId,
    /// The organiser.
    pub holder: Holder,
    /// The company whose turn it counts as, where the organiser stands in for that one.
    pub on_behalf: Option<CompanyId>,
    /// First local date.
    pub from: NaiveDate,
    /// First local date of the next turn.
    pub until: NaiveDate,
}
