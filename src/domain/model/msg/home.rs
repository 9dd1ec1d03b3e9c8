//! What the Home tab shows, as data.

use super::{MeetingFacts, Standing, TalkFacts};
use crate::domain::model::{ClusterId, Lang, OptOut, Text};
use chrono::NaiveDate;

/// A person's Home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomePage {
    /// The person's clusters, those in which something waits first.
    pub clusters: Vec<ClusterHome>,
    /// The person's own wishes.
    pub settings: Settings,
    /// Nobody has shown the person a Home before: it explains itself.
    pub first: bool,
}

/// One cluster on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterHome {
    /// The cluster.
    pub cluster: ClusterId,
    /// The name of its channel.
    pub name: Text,
    /// What matters to the person there.
    pub standing: Standing,
    /// The person's talks to come, each with its meeting; `None` while it waits for room.
    pub talks: Vec<(TalkFacts, Option<MeetingFacts>)>,
    /// Whether the person has a calendar address of it; `None`: there are none here.
    pub address: Option<bool>,
    /// The person runs it, and may change its settings.
    pub runs: bool,
}

/// A person's own wishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The language the person reads.
    pub lang: Lang,
    /// Quiet until this local date.
    pub snoozed_until: Option<NaiveDate>,
    /// What the person asked not to get again.
    pub opted_out: Vec<OptOut>,
    /// Calendar files come to this person.
    pub files: bool,
}
