//! What the people who are let loose have in mind: who will do what, and when. Kept with the state.

use chrono::{DateTime, Days, NaiveDate, TimeZone as _, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::ts::Ts;

/// All plans, and how far everybody has looked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Crowd {
    /// What all dice follow from.
    pub(super) seed: u64,
    /// Whether they act at all, or rest.
    pub(super) loose: bool,
    /// The model's revision up to which everybody has seen what was written.
    pub(super) seen: u64,
    /// The last day (of the workspace's zone) for which everybody has planned their own doings.
    pub(super) planned: Option<NaiveDate>,
    /// In order.
    plans: Vec<Plan>,
    /// How many were ever made; the number of the latest.
    made: u64,
    /// Deeds just done, after which the app may still open something.
    pub(super) watched: Vec<Plan>,
    /// How many deeds were done.
    pub(super) done: u64,
}

/// Something that somebody will do.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Plan {
    pub(super) at: DateTime<Utc>,
    n: u64,
    pub(super) user: String,
    pub(super) what: What,
}

/// What that is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub(super) enum What {
    /// Say something in a channel.
    Talk,
    /// Look at the app's Home.
    Visit,
    /// Click something there.
    Home,
    /// Click something in a message.
    Answer {
        channel: String,
        ts: Ts,
    },
    React {
        channel: String,
        ts: Ts,
    },
    Reply {
        channel: String,
        ts: Ts,
    },
    /// Fill in a modal; `tries` is how often that was tried.
    Fill {
        view: String,
        tries: u8,
    },
}

impl Crowd {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            seed,
            loose: false,
            seen: 0,
            planned: None,
            plans: Vec::new(),
            made: 0,
            watched: Vec::new(),
            done: 0,
        }
    }

    /// Puts a plan where it belongs; of two at the same instant the one made first comes first.
    pub(super) fn plan(&mut self, at: DateTime<Utc>, user: &str, what: What) {
        self.made += 1;
        let place = self.plans.partition_point(|plan| plan.at <= at);
        self.plans.insert(place, Plan { at, n: self.made, user: user.to_owned(), what });
    }

    /// Takes the first plan that is due.
    pub(super) fn take(&mut self, now: DateTime<Utc>) -> Option<Plan> {
        self.plans.first().filter(|plan| plan.at <= now)?;
        Some(self.plans.remove(0))
    }

    /// When somebody has something to do next: a plan, or planning the next day.
    pub(super) fn next(&self, zone: Tz) -> Option<DateTime<Utc>> {
        let tomorrow = self.planned.and_then(|day| day.checked_add_days(Days::new(1)));
        let midnight =
            tomorrow.and_then(|day| zone.from_local_datetime(&day.and_hms_opt(0, 0, 0)?).earliest());
        let plan = self.plans.first().map(|plan| plan.at);
        plan.into_iter().chain(midnight.map(|at| at.with_timezone(&Utc))).min()
    }

    /// How many plans there are.
    pub(super) fn waiting(&self) -> usize {
        self.plans.len()
    }
}

impl Plan {
    /// A name for the dice that nobody else's plan has.
    pub(super) fn name(&self) -> String {
        self.n.to_string()
    }
}
