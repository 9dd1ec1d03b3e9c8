//! When a cluster meets: how often, on which weekday, from when on; and how many fit.

use super::{DaysOff, Text};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

/// How often a cluster meets. The first meeting says on which weekday, and which one of the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// Every week on the same weekday.
    Weekly,
    /// Every second week on the same weekday.
    Fortnightly,
    /// Every third week on the same weekday.
    ThreeWeeks,
    /// Every fourth week on the same weekday.
    FourWeeks,
    /// Every month: the same weekday, as the manyeth of the month that the first meeting is.
    Monthly,
    /// Every month: the last one of the same weekday.
    MonthlyLast,
    /// Every month: the last working day.
    LastWorkday,
}

impl Rhythm {
    /// All rhythms, in the order they are offered.
    pub const ALL: [Self; 7] = [
        Self::Weekly,
        Self::Fortnightly,
        Self::ThreeWeeks,
        Self::FourWeeks,
        Self::Monthly,
        Self::MonthlyLast,
        Self::LastWorkday,
    ];

    /// Weeks from one slot to the next; `None` for what follows the months.
    pub const fn weeks(self) -> Option<u16> {
        match self {
            Self::Weekly => Some(1),
            Self::Fortnightly => Some(2),
            Self::ThreeWeeks => Some(3),
            Self::FourWeeks => Some(4),
            Self::Monthly | Self::MonthlyLast | Self::LastWorkday => None,
        }
    }

    /// Days from one slot to the next, at least: a month is never shorter than four weeks. (The last working day before
    /// Easter or Christmas can be some days nearer.)
    pub fn days(self) -> i64 {
        7 * i64::from(self.weeks().unwrap_or(4))
    }

    /// The name used in forms and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Fortnightly => "fortnightly",
            Self::ThreeWeeks => "three_weeks",
            Self::FourWeeks => "four_weeks",
            Self::Monthly => "monthly",
            Self::MonthlyLast => "monthly_last",
            Self::LastWorkday => "last_workday",
        }
    }
}

/// Which one of its weekday a date is in its month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ordinal {
    /// The first.
    First,
    /// The second.
    Second,
    /// The third.
    Third,
    /// The fourth.
    Fourth,
    /// The last, which may be a fifth.
    Last,
}

impl Ordinal {
    /// The one that a date is; a fifth, which not every month has, counts as the last.
    pub fn of(date: NaiveDate) -> Self {
        match date.day0() / 7 {
            0 => Self::First,
            1 => Self::Second,
            2 => Self::Third,
            3 => Self::Fourth,
            _ => Self::Last,
        }
    }
}

/// When a cluster meets, as chosen in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// How often.
    pub rhythm: Rhythm,
    /// First meeting, local.
    pub first: NaiveDateTime,
    /// Days off.
    pub days_off: DaysOff,
    /// How many people there is room for, if that is limited.
    pub capacity: Option<u32>,
}

/// Initial values of the form for another rhythm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RhythmStart {
    /// How it is now, from the next meeting that can still be changed on.
    pub now: Timing,
}

/// Initial values of the form for an extra meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtraStart {
    /// The usual hour, local.
    pub time: NaiveTime,
    /// The usual place.
    pub place: Text,
    /// The usual link.
    pub link: Option<Text>,
}
