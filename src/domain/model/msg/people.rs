//! A person's own wishes.

use crate::domain::model::{Lang, OptOut};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is said of a person's own wishes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeopleMsg {
    /// Which language? With a button each.
    WhichLanguage(Lang),
    /// The language is this now.
    LanguageSet(Lang),
    /// Quiet until this local date.
    Snoozed(NaiveDate),
    /// Quiet no more.
    Awake,
    /// Not asked again; how to undo it.
    OptedOut(OptOut),
    /// Asked again from now on.
    AskedAgain(OptOut),
}
