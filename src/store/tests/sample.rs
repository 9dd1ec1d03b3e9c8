//! Values to write: the n-th of every choice, so that a few turns meet every variant, nothing and
//! something, least and most; or a seeded draw.

use crate::domain::model::*;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};

/// Where choices come from.
pub(super) enum Source {
    /// Always the n-th, counted round.
    Nth(u64),
    /// The next of a seeded sequence (splitmix64).
    Drawn(u64),
}

impl Source {
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        match self {
            Self::Nth(n) => *n % bound,
            Self::Drawn(state) => {
                *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                (mixed ^ (mixed >> 31)) % bound
            }
        }
    }

    pub(super) fn one_of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[usize::try_from(self.below(choices.len() as u64)).unwrap()].clone()
    }

    pub(super) fn coin(&mut self) -> bool {
        self.below(2) == 1
    }

    pub(super) fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.coin().then(|| make(self))
    }

    pub(super) fn many<T, C: FromIterator<T>>(&mut self, mut make: impl FnMut(&mut Self) -> T) -> C {
        (0..self.below(4)).map(|_| make(self)).collect()
    }

    /// One of the keys that are there.
    pub(super) fn known<'a, K: Clone + 'a>(&mut self, keys: impl Iterator<Item = &'a K>) -> Option<K> {
        let keys: Vec<&K> = keys.collect();
        (!keys.is_empty()).then(|| self.one_of(&keys).clone())
    }

    pub(super) fn number(&mut self) -> u32 {
        self.one_of(&[0, u32::MAX, 1, 90])
    }

    /// Few enough that rows are met again; at the ends of what the database counts.
    pub(super) fn id(&mut self) -> u64 {
        self.one_of(&[0, i64::MAX.unsigned_abs(), 1, 2])
    }

    pub(super) fn text(&mut self) -> Text {
        let raw = self.one_of(&[
            "",
            "Robert'); DROP TABLE company;-- \"Æ\" & <Ø>",
            "two \u{0} spaces",
            "👩🏽‍🎨 Studio \u{1f3f4}",
        ]);
        Text::line(raw)
    }

    pub(super) fn words(&mut self) -> String {
        self.one_of(&["", "nb-NO", "with \u{0} nothing in it", "[\"]"]).to_owned()
    }

    pub(super) fn user(&mut self) -> UserId {
        self.one_of(&["U1", "U2", "W\"3", "U4"]).into()
    }

    pub(super) fn channel(&mut self) -> ChannelId {
        self.one_of(&["C1", "D2", "G3"]).into()
    }

    pub(super) fn ts(&mut self) -> Ts {
        self.one_of(&["1789012345.000100", "0.0"]).into()
    }

    pub(super) fn instant(&mut self) -> Instant {
        let least = DateTime::<chrono::Utc>::MIN_UTC;
        let most = DateTime::from_timestamp_micros(DateTime::<chrono::Utc>::MAX_UTC.timestamp_micros());
        let odd = DateTime::from_timestamp_micros(1_789_012_345_678_901);
        self.one_of(&[least, most.unwrap(), odd.unwrap(), DateTime::UNIX_EPOCH])
    }

    pub(super) fn day(&mut self) -> NaiveDate {
        let leap = NaiveDate::from_ymd_opt(2028, 2, 29).unwrap();
        self.one_of(&[NaiveDate::MIN, NaiveDate::MAX, leap])
    }

    pub(super) fn time(&mut self) -> NaiveTime {
        let last = NaiveTime::from_hms_nano_opt(23, 59, 59, 999_999_999).unwrap();
        self.one_of(&[NaiveTime::MIN, last, NaiveTime::from_hms_opt(11, 30, 0).unwrap()])
    }

    pub(super) fn local(&mut self) -> NaiveDateTime {
        self.day().and_time(self.time())
    }

    pub(super) fn lang(&mut self) -> Lang {
        self.one_of(&Lang::ALL)
    }

    pub(super) fn holder(&mut self, workspace: &Workspace) -> Holder {
        match (self.coin(), self.known(workspace.companies.keys())) {
            (true, Some(company)) => Holder::Company(company),
            _ => Holder::Facilitator,
        }
    }
}
