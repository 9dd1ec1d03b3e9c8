//! A message's `ts`: a civil instant with microseconds, unique in the workspace, written as Slack writes it.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Microseconds since 1970 (UTC), which Slack writes as `1531420618.000200`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Ts(i64);

impl Ts {
    pub(crate) const FIRST: Self = Self(i64::MIN);
    pub(crate) const LAST: Self = Self(i64::MAX);

    pub(crate) const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// The next possible `ts`.
    pub(crate) const fn after(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// The last possible `ts` that is earlier.
    pub(crate) const fn before(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// Whole seconds, as in `event_time`.
    pub(crate) const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// The same without the fraction, as in `edited`.
    pub(crate) const fn whole(self) -> Self {
        Self(self.seconds() * 1_000_000)
    }

    /// Reads Slack's form; a missing or short fraction is padded with zeros, as in `oldest=1531420618`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (seconds, fraction) = text.split_once('.').unwrap_or((text, ""));
        if fraction.len() > 6 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let seconds: i64 = seconds.parse().ok()?;
        let micros: i64 = format!("{fraction:0<6}").parse().ok()?;
        seconds.checked_mul(1_000_000)?.checked_add(micros).map(Self)
    }

    /// The form used in permalinks: `p1531420618000200`.
    pub(crate) fn permalink(self) -> String {
        format!("p{}{:06}", self.seconds(), self.0.rem_euclid(1_000_000))
    }
}

impl fmt::Display for Ts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{:06}", self.seconds(), self.0.rem_euclid(1_000_000))
    }
}

impl Serialize for Ts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a Slack ts"))
    }
}

#[cfg(test)]
mod tests {
    use super::Ts;

    #[test]
    fn it_reads_what_it_writes() {
        let ts = Ts::from_micros(1_531_420_618_000_200);
        assert_eq!(ts.to_string(), "1531420618.000200");
        assert_eq!(Ts::parse("1531420618.000200"), Some(ts));
        assert_eq!(ts.permalink(), "p1531420618000200");
    }

    #[test]
    fn short_fractions_are_padded_and_nonsense_is_refused() {
        assert_eq!(Ts::parse("12"), Some(Ts::from_micros(12_000_000)));
        assert_eq!(Ts::parse("12.5"), Some(Ts::from_micros(12_500_000)));
        assert_eq!(Ts::parse("12.5x"), None);
        assert_eq!(Ts::parse("now"), None);
    }
}
