//! Setting up, companies, the welcome.

use super::{Named, Series};
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
        /// It has been posted: no buttons any more.
        posted: bool,
    },
    /// To the facilitator, after the setup form: look at the preview in the direct conversation.
    SetUp {
        /// How many companies were entered.
        companies: usize,
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
    /// Who is in the cluster.
    Members {
        /// The companies in order of rotation.
        companies: Vec<CompanyLine>,
        /// People in the channel who have not said where they are from.
        without: Vec<UserId>,
        /// The reader may add companies.
        may_add: Option<ClusterId>,
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
