//! Meetings as calendars read them (RFC 5545). Pure: the words come with the entries, and so does the time.
//!
//! The crate `icalendar` escapes texts and quotes parameters. What it cannot do is here: it knows no time zones
//! (`zone`), stamps what has no stamp by a clock of its own, so everything gets one from us, and lets the last part of
//! a folded line be an octet too long, so lines are folded anew.

pub mod feed;
pub mod file;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
mod zone;

use super::model::{Instant, MeetingId, TeamId};
use chrono::{Datelike, NaiveDateTime};
use chrono_tz::Tz;
use icalendar::{Component, Event, EventStatus, Property};

/// A line is no longer than this, in octets (RFC 5545, 3.1).
const LINE: usize = 75;
/// Who wrote it (3.7.3).
const PRODUCT: &str = "-//Klynge//Klynge//EN";
/// Who calls the meetings. Whatever publishes one has to name somebody (RFC 5546, 3.2.1), and there is nobody to write to.
const ORGANIZER: &str = "mailto:klynge@klynge.invalid";
/// How often a calendar may look at a feed.
const REFRESH: &str = "PT1H";

/// What a calendar is to do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Show these meetings.
    Publish,
    /// Take them out again.
    Cancel,
}

/// One meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The same for as long as there is such a meeting; see [`uid`].
    pub uid: String,
    /// Rises with every change that a calendar has to see.
    pub sequence: u32,
    /// When the last of these was made (UTC).
    pub stamp: Instant,
    /// Start, in the cluster's zone.
    pub start: NaiveDateTime,
    /// End, in the cluster's zone.
    pub end: NaiveDateTime,
    /// It will not be held.
    pub called_off: bool,
    /// It takes up the reader's time.
    pub busy: bool,
    /// What it is called.
    pub title: String,
    /// Where.
    pub place: String,
    /// Video link.
    pub link: Option<String>,
    /// What else there is to know, in lines.
    pub about: String,
}

/// What a calendar knows a meeting by.
pub fn uid(team: &TeamId, meeting: MeetingId) -> String {
    format!("meeting-{meeting}@{}.klynge", team.as_str().to_lowercase())
}

/// A whole calendar; with a name it is one to subscribe to.
pub fn write(method: Method, name: Option<&str>, zone: Tz, entries: &[Entry]) -> String {
    let mut lines = vec![
        begin("VCALENDAR"),
        line(&Property::new("VERSION", "2.0")),
        line(&Property::new("PRODID", PRODUCT)),
        line(&Property::new("CALSCALE", "GREGORIAN")),
        line(&Property::new("METHOD", method.word())),
    ];
    lines.extend(name.map(headings).unwrap_or_default());
    let years = entries.iter().flat_map(|entry| [entry.start.year(), entry.end.year()]);
    if let Some((first, last)) = years.clone().min().zip(years.max()) {
        lines.push(zone::write(zone, first, last));
    }
    lines.extend(entries.iter().map(|entry| event(zone, entry)));
    lines.push(end("VCALENDAR"));
    folded(&lines.concat())
}

impl Method {
    const fn word(self) -> &'static str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Cancel => "CANCEL",
        }
    }
}

/// What a calendar is called among others, and how often it is worth a look.
fn headings(name: &str) -> Vec<String> {
    let mut refresh = Property::new("REFRESH-INTERVAL", REFRESH);
    refresh.add_parameter("VALUE", "DURATION");
    // What the standard has now (RFC 7986), and what calendars have read for longer.
    vec![
        line(&text("NAME", name)),
        line(&text("X-WR-CALNAME", name)),
        line(&refresh),
        line(&Property::new("X-PUBLISHED-TTL", REFRESH)),
    ]
}

fn event(zone: Tz, entry: &Entry) -> String {
    let mut organizer = Property::new("ORGANIZER", ORGANIZER);
    organizer.add_parameter("CN", "Klynge");
    let mut event = Event::new();
    event
        .uid(&entry.uid)
        .sequence(entry.sequence)
        .timestamp(entry.stamp)
        .append_property(local("DTSTART", entry.start, zone))
        .append_property(local("DTEND", entry.end, zone))
        .append_property(organizer)
        .append_property(text("SUMMARY", &entry.title))
        .append_property(text("LOCATION", &entry.place))
        .append_property(text("DESCRIPTION", &entry.about))
        .add_property("TRANSP", if entry.busy { "OPAQUE" } else { "TRANSPARENT" })
        .status(if entry.called_off { EventStatus::Cancelled } else { EventStatus::Confirmed });
    if let Some(link) = &entry.link {
        event.url(&plain(link));
    }
    // Writing to a text cannot fail.
    event.try_into_string().unwrap_or_default()
}

/// A local time of a zone that is described in the same calendar.
fn local(key: &str, at: NaiveDateTime, zone: Tz) -> Property {
    let mut property = Property::new(key, stamp(at));
    property.add_parameter("TZID", zone.name());
    property
}

/// A local time as calendars write it.
fn stamp(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

/// What people typed, without what no calendar may hold (3.3.11).
fn text(key: &str, value: &str) -> Property {
    let mut property = Property::new(key, plain(value));
    if key.starts_with("X-") {
        // Of its own properties the crate knows that they are texts.
        property.add_parameter("VALUE", "TEXT");
    }
    property
}

fn plain(value: &str) -> String {
    value.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

fn begin(component: &str) -> String {
    format!("BEGIN:{component}\r\n")
}

fn end(component: &str) -> String {
    format!("END:{component}\r\n")
}

/// One line, ended.
fn line(property: &Property) -> String {
    // As above.
    property.clone().try_into().unwrap_or_default()
}

/// The same with every line as long as it may be, and no character cut in two.
fn folded(calendar: &str) -> String {
    let mut folded = String::with_capacity(calendar.len() + calendar.len() / LINE * 3);
    for line in calendar.replace("\r\n ", "").split_terminator("\r\n") {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > LINE {
                folded.push_str("\r\n ");
                length = 1;
            }
            folded.push(c);
            length += c.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}
