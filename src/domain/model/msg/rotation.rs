//! Hosts and organisers.

use super::{GuestHint, MeetingFacts, Named, Period};
use crate::domain::model::{Away, ClusterId, MeetingId, Offer, Text, UserId, WishId};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// What is said of who does what, when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RotationMsg {
    /// One person is asked to look after a meeting's content. One thing to choose: the theme.
    HostAsk {
        /// The meeting.
        facts: MeetingFacts,
        /// Why this person is asked.
        role: AskRole,
        /// What has happened since.
        state: AskState,
        /// Another format that the reader is offered, or has taken.
        offer: Option<Offer>,
        /// Who could come from outside, where that is offered.
        #[serde(default)]
        guests: Vec<GuestHint>,
    },
    /// Three ideas for a theme, each with a button.
    Ideas {
        /// The meeting.
        meeting: MeetingId,
        /// The ideas.
        ideas: Vec<Idea>,
        /// Before them what people wish for, those that most wish for first.
        #[serde(default)]
        wishes: Vec<Wished>,
    },
    /// Thanks; to the one who chose a theme or took it on.
    Taken {
        /// The meeting.
        facts: MeetingFacts,
    },
    /// That's fine; somebody else is asked.
    AnotherIsAsked {
        /// The meeting.
        facts: MeetingFacts,
    },
    /// Who organises now, and who does next.
    Turns(Vec<TurnLine>),
    /// A company is away; to whoever said so.
    Away {
        /// The company.
        company: Text,
        /// From when until when.
        away: Away,
        /// Its meetings in that time, each with who hosts it now.
        handed_on: Vec<HostLine>,
    },
    /// The same to the company's contact, where somebody else said so.
    AwayForYou {
        /// The company.
        company: Text,
        /// From when until when.
        away: Away,
        /// Who said so.
        by: UserId,
    },
    /// A company is back; to whoever said so.
    Back {
        /// The company.
        company: Text,
        /// Its next hosting, local, if planned.
        hosting: Option<NaiveDateTime>,
    },
    /// There was nothing to come back from.
    NotAway {
        /// The company.
        company: Text,
    },
    /// To the contact of the new organiser.
    Handover {
        /// The cluster.
        cluster: ClusterId,
        /// Its channel's name.
        name: Text,
        /// The organiser's company.
        company: Text,
        /// The turn.
        period: Period,
        /// Who had the turn before, if anybody.
        before: Option<Named>,
        /// The next meeting.
        next: Option<MeetingFacts>,
    },
}

/// Why somebody is asked to look after a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskRole {
    /// The person answers for the hosting company.
    Host(Text),
    /// The facilitator hosts in the start phase.
    StartPhase,
    /// A colleague of the silent host, or its deputy.
    Colleague(Text),
    /// The organiser, since the host was silent.
    Organiser(Named),
    /// The facilitator, since everybody was silent.
    LastResort(Named),
}

/// What has become of the question to a host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskState {
    /// Still open.
    Open,
    /// The reader took it; the facts name the theme if there is one.
    Yours(UserId),
    /// Somebody else took it, or chose the theme.
    Taken(UserId),
    /// It is over.
    Over,
    /// It is called off.
    Cancelled,
    /// The reader is asked no more: this person looks after it now.
    Passed(UserId),
}

/// A meeting and its host, in a preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostLine {
    /// When, local.
    pub start: NaiveDateTime,
    /// Who.
    pub host: Named,
    /// What about.
    pub theme: Option<Text>,
}

/// A turn, in a preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnLine {
    /// When.
    pub period: Period,
    /// Who.
    pub holder: Named,
}

/// A wish that may become a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wished {
    /// Our id, for buttons.
    pub id: WishId,
    /// The theme.
    pub theme: Text,
    /// How many wish for it.
    pub count: usize,
}

/// Ideas for a theme: a small stock, so that nobody starts from a blank page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Idea {
    /// A project that went differently than planned.
    WentDifferently,
    /// Tools of the year: what we kept and what we dropped.
    Tools,
    /// Unfinished work, shown as it is.
    Unfinished,
    /// A client meeting, told from both sides.
    Client,
    /// Pricing and offers.
    Pricing,
    /// Something we learned elsewhere.
    LearnedElsewhere,
    /// Accessibility in practice.
    Accessibility,
    /// How we give each other criticism.
    Critique,
    /// A problem we are stuck with: a clinic.
    Clinic,
}

impl Idea {
    /// The whole stock.
    pub const ALL: [Self; 9] = [
        Self::WentDifferently,
        Self::Tools,
        Self::Unfinished,
        Self::Client,
        Self::Pricing,
        Self::LearnedElsewhere,
        Self::Accessibility,
        Self::Critique,
        Self::Clinic,
    ];
}
