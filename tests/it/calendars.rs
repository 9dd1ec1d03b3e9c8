//! What calendars are told of time zones, held against the tables that others have: every hour from 2026 to 2036.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use crate::python::{check, python};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use klynge::domain::ics::{Entry, Method, write};

/// Zones of all sorts: summer on either half of the globe, half an hour of it, none, none any more, and odd offsets.
const ZONES: [Tz; 16] = [
    Tz::Europe__Oslo,
    Tz::Europe__London,
    Tz::Europe__Istanbul,
    Tz::Atlantic__Azores,
    Tz::America__New_York,
    Tz::America__St_Johns,
    Tz::America__Sao_Paulo,
    Tz::America__Santiago,
    Tz::Australia__Lord_Howe,
    Tz::Australia__Sydney,
    Tz::Pacific__Auckland,
    Tz::Pacific__Chatham,
    Tz::Asia__Kathmandu,
    Tz::Asia__Tokyo,
    Tz::Africa__Nairobi,
    Tz::UTC,
];

fn meeting(year: i32, month: u32) -> Entry {
    let start: NaiveDateTime =
        NaiveDate::from_ymd_opt(year, month, 15).unwrap().and_hms_opt(12, 0, 0).unwrap();
    Entry {
        uid: format!("meeting-{year}{month}@t1.klynge"),
        sequence: 0,
        stamp: "2026-01-01T00:00:00Z".parse().unwrap(),
        start,
        end: start + Duration::hours(1),
        called_off: false,
        busy: true,
        title: "Møte, «æøå»; \\ og en lang tittel som må brettes over flere linjer, gjerne midt i en ø"
            .to_owned(),
        place: "Kafeen".to_owned(),
        link: Some("https://video.example/a?b=c;d,e".to_owned()),
        about: "Én linje.\nTo linjer.".to_owned(),
    }
}

#[test]
fn every_hour_of_eleven_years_is_as_others_have_it() {
    let Some(python) = python("time zones read by icalendar") else { return };
    let folder = tempfile::tempdir().unwrap();
    for zone in ZONES {
        let all: Vec<Entry> = (2026..=2036).flat_map(|year| [meeting(year, 1), meeting(year, 7)]).collect();
        let single = [meeting(2026, 7)];
        for (name, entries) in [("all", all.as_slice()), ("one", single.as_slice())] {
            let file = folder.path().join(format!("feed-{}-{name}.ics", zone.name().replace('/', "_")));
            std::fs::write(file, write(Method::Publish, Some("Møtene"), zone, entries)).unwrap();
        }
    }
    check(&python, "calendars.py", &[folder.path().to_str().unwrap()]).unwrap();
}
