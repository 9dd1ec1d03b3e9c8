//! A time zone as a calendar is told of it: when its clocks change, for the years that are needed (RFC 5545, 3.6.5).
//! Few lines on purpose: there are calendars that give up on long ones.

use super::{begin, end, line, stamp};
use chrono::{Duration, NaiveDate, NaiveDateTime, Offset, TimeZone};
use chrono_tz::{OffsetComponents, OffsetName, Tz};
use icalendar::Property;
use std::fmt::Write;

/// How a zone's clocks go for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Clocks {
    /// Seconds before UTC.
    offset: i32,
    is_summer: bool,
    name: String,
}

/// One way in which clocks change, and every local time at which they do.
struct Observance {
    before: i32,
    after: Clocks,
    onsets: Vec<NaiveDateTime>,
}

/// The zone from before the first of these years until after the last.
pub(super) fn write(zone: Tz, first: i32, last: i32) -> String {
    let mut text = begin("VTIMEZONE");
    text.push_str(&line(&Property::new("TZID", zone.name())));
    for observance in observances(zone, first, last) {
        let component = if observance.after.is_summer { "DAYLIGHT" } else { "STANDARD" };
        text.push_str(&begin(component));
        text.push_str(&observance.lines());
        text.push_str(&end(component));
    }
    text + &end("VTIMEZONE")
}

impl Observance {
    fn lines(&self) -> String {
        let onsets: Vec<String> = self.onsets.iter().map(|at| stamp(*at)).collect();
        let (first, more) = onsets.split_at(1.min(onsets.len()));
        let mut properties = vec![
            Property::new("DTSTART", first.concat()),
            Property::new("TZOFFSETFROM", offset(self.before)),
            Property::new("TZOFFSETTO", offset(self.after.offset)),
            Property::new("TZNAME", self.after.name.as_str()),
        ];
        if !more.is_empty() {
            properties.push(Property::new("RDATE", more.join(",")));
        }
        properties.iter().map(line).collect()
    }
}

/// How the clocks go at the beginning, and each change after it; what happens every year is told once.
fn observances(zone: Tz, first: i32, last: i32) -> Vec<Observance> {
    let new_year =
        |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().and_time(Default::default());
    let (mut at, until) = (new_year(first - 1), new_year(last + 1));
    let mut now = clocks(zone, at);
    let local = |at: NaiveDateTime, offset: i32| at + Duration::seconds(offset.into());
    let begins = local(at, now.offset);
    let mut all = vec![Observance { before: now.offset, after: now.clone(), onsets: vec![begins] }];
    while at < until {
        let tomorrow = at + Duration::days(1);
        let then = clocks(zone, tomorrow);
        if then != now {
            let onset = local(change(zone, at, tomorrow), now.offset);
            match all.iter_mut().find(|known| known.before == now.offset && known.after == then) {
                Some(known) => known.onsets.push(onset),
                None => all.push(Observance { before: now.offset, after: then.clone(), onsets: vec![onset] }),
            }
            now = then;
        }
        at = tomorrow;
    }
    all
}

/// How a zone's clocks go at a time in UTC.
fn clocks(zone: Tz, at: NaiveDateTime) -> Clocks {
    let there = zone.offset_from_utc_datetime(&at);
    let offset = there.fix().local_minus_utc();
    // Clocks without a name are called by their offset, in whole hours where it is one.
    let number = || {
        let whole = self::offset(offset);
        whole.strip_suffix("00").unwrap_or(&whole).to_owned()
    };
    let name = there.abbreviation().map_or_else(number, str::to_owned);
    Clocks { offset, is_summer: !there.dst_offset().is_zero(), name }
}

/// The first second, in UTC, at which clocks go as they do at `late`; they did not at `early`.
fn change(zone: Tz, mut early: NaiveDateTime, mut late: NaiveDateTime) -> NaiveDateTime {
    let after = clocks(zone, late);
    while late - early > Duration::seconds(1) {
        let middle = early + Duration::seconds((late - early).num_seconds() / 2);
        if clocks(zone, middle) == after {
            late = middle;
        } else {
            early = middle;
        }
    }
    late
}

/// As in `+0200`; with seconds where there are any.
fn offset(seconds: i32) -> String {
    let (sign, rest) = if seconds < 0 { ('-', -seconds) } else { ('+', seconds) };
    let mut text = format!("{sign}{:02}{:02}", rest / 3600, rest / 60 % 60);
    if rest % 60 != 0 {
        // Writing to a text cannot fail.
        let _ = write!(text, "{:02}", rest % 60);
    }
    text
}
