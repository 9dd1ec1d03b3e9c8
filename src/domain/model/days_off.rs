//! Days off: public holidays, and those that a cluster takes beside them.

use serde::{Deserialize, Serialize};

/// A Norwegian public holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holiday {
    /// 1 January.
    NewYearsDay,
    /// The Thursday before Easter.
    MaundyThursday,
    /// The Friday before Easter.
    GoodFriday,
    /// Easter Sunday.
    EasterSunday,
    /// The day after Easter Sunday.
    EasterMonday,
    /// 1 May.
    LabourDay,
    /// 17 May.
    ConstitutionDay,
    /// The Thursday 39 days after Easter Sunday.
    AscensionDay,
    /// The Sunday 49 days after Easter Sunday.
    WhitSunday,
    /// The day after Whit Sunday.
    WhitMonday,
    /// 25 December.
    ChristmasDay,
    /// 26 December.
    BoxingDay,
}

/// Why a day is one off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Off {
    /// A public holiday.
    Holiday(Holiday),
    /// Christmas Eve.
    ChristmasEve,
    /// New Year's Eve.
    NewYearsEve,
    /// Saturday or Sunday.
    Weekend,
    /// A working day between two days off.
    Squeezed,
    /// The common holiday.
    Summer,
    /// Between Christmas and New Year.
    Christmas,
}

/// What becomes of a meeting on a day off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Falling {
    /// There is none this time.
    #[default]
    Skip,
    /// It is held on the nearest working day of the same week, the earlier of two that are as near.
    Move,
}

impl Falling {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Skip, Self::Move];

    /// The name used in forms and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::Move => "move",
        }
    }
}

/// Working days on which many are away, and a cluster may take off as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Break {
    /// A working day between two days off.
    Squeezed,
    /// The common holiday: three weeks from the Monday of week 28 on.
    Summer,
    /// From Christmas Eve to New Year's Day.
    Christmas,
}

impl Break {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Squeezed, Self::Summer, Self::Christmas];

    /// The name used in forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Squeezed => "squeezed",
            Self::Summer => "summer",
            Self::Christmas => "christmas",
        }
    }
}

/// How a cluster takes days off. Weekends and public holidays always are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaysOff {
    /// What becomes of a meeting on one.
    pub falling: Falling,
    /// Squeezed-in days are days off.
    pub squeezed: bool,
    /// The common holiday is.
    pub summer: bool,
    /// The days between Christmas and New Year are.
    pub christmas: bool,
}

impl DaysOff {
    /// Whether such days are days off.
    pub const fn includes(self, of: Break) -> bool {
        match of {
            Break::Squeezed => self.squeezed,
            Break::Summer => self.summer,
            Break::Christmas => self.christmas,
        }
    }
}
