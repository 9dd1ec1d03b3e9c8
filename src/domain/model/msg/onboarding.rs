//! Setting up, companies, the welcome.

use super::{AheadLine, Collision, Named, Series};
use crate::domain::model::{ClusterId, Text, UserId};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// What is said while a cluster comes to life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnboardingMsg {
    /// To the facilitator: this is what the channel will see. *Post it* / *Change*.
    Preview {
        /// What will be posted.
        welcome: Welcome,
        /// First meetings, with who hosts them.
        meetings: Vec<(NaiveDateTime, Named)>,
        /// Meetings of other clusters at the same time.
        #[serde(default)]
        collisions: Vec<Collision>,
        /// It has been posted: no buttons any more.
        posted: bool,
    },
    /// To the facilitator, after the setup form: look at the preview in the direct conversation.
    SetUp {
        /// How many companies were entered.
        companies: usize,
        /// What comes next once the welcome is approved.
        #[serde(default)]
        ahead: Vec<AheadLine>,
    },
    /// The welcome in the channel, with "Which company are you from?".
    Welcome(Welcome),
    /// Posted now; to the facilitator.
    Posted,
    /// To one person: which company are you from? With a button; once answered it says so.
    WhichCompany {
        /// The cluster, for the button.
        cluster: ClusterId,
        /// The cluster's channel name.
        name: Text,
        /// The second and last time of asking.
        again: bool,
        /// What the person answered since.
        chosen: Option<Text>,
    },
    /// Thanks: you are with this company now.
    Chosen {
        /// The company.
        company: Text,
        /// The person is its contact now, because nobody was.
        contact: bool,
    },
    /// Companies were added.
    CompaniesAdded(Vec<Text>),
    /// A company has left; only anonymous counts of it are kept.
    CompanyLeft(Text),
    /// To whoever facilitates from now on.
    YouFacilitate {
        /// The cluster's channel name.
        name: Text,
        /// Who asked for it; nobody where the account of the one before was closed.
        #[serde(default)]
        by: Option<UserId>,
    },
    /// Contact and deputy of a company are these now; to the one who chose.
    ContactSet {
        /// The company.
        company: Text,
        /// Who answers for it.
        contact: UserId,
        /// Who answers when the contact does not.
        deputy: Option<UserId>,
    },
    /// Somebody made you contact (or deputy) of your company; to the one chosen.
    YouAreContact {
        /// The company.
        company: Text,
        /// The cluster's channel name.
        name: Text,
        /// Who chose.
        by: UserId,
        /// As a deputy only.
        deputy: bool,
        /// For the button that changes it.
        cluster: ClusterId,
    },
    /// To the facilitator: Klynge cannot post in the cluster's channel; how to mend it.
    ChannelClosed {
        /// The channel's name.
        name: Text,
    },
    /// Who is in the cluster.
    Members {
        /// The companies in order of rotation.
        companies: Vec<CompanyLine>,
        /// People in the channel who have not said where they are from.
        without: Vec<UserId>,
        /// The cluster, for the buttons.
        cluster: ClusterId,
        /// The reader may add companies, and say that one has left.
        may_change: bool,
        /// The reader is from a company, and may choose its contact.
        mine: Option<Text>,
    },
}

/// The welcome as the channel sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The cluster.
    pub cluster: ClusterId,
    /// Who facilitates.
    pub facilitator: UserId,
    /// Rhythm and first date.
    pub series: Series,
    /// Where.
    pub place: Text,
    /// Companies and contacts.
    pub companies: Vec<CompanyLine>,
}

/// A company with its people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyLine {
    /// Its name.
    pub name: Text,
    /// Who answers for it.
    pub contact: Option<UserId>,
    /// Its other people.
    pub people: Vec<UserId>,
}
