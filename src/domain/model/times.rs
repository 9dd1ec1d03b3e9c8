//! When a cluster has things said, and steps in its order.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

/// How long before a meeting things are said, and at what hour (`PRODUCT.md`, Times). A rhythm may shorten the days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// Days before on which the host's contact is asked.
    pub ask: u32,
    /// Days before on which the meeting is announced.
    pub announce: u32,
    /// Days before on which a company is invited to show something.
    pub invite: u32,
    /// Working days before on which people are reminded.
    pub remind: u32,
    /// Working days for which one person is left to answer before the next is asked.
    pub patience: u32,
    /// The hour at which things are said, local.
    pub hour: NaiveTime,
}

impl Default for Times {
    fn default() -> Self {
        let hour = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default();
        Self { ask: 10, announce: 7, invite: 3, remind: 1, patience: 2, hour }
    }
}

/// Initial values of the form for times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimesStart {
    /// As they are.
    pub times: Times,
    /// As the rhythm shortens them.
    pub effective: Times,
}

/// Which way a company moves in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Before the one that is before it.
    Up,
    /// Behind the one that is behind it.
    Down,
}

impl Step {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Up, Self::Down];

    /// The name used in forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}
