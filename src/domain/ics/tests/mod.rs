//! What is written, line by line. That others read it right is shown with parsers that are not ours (`tests/it`).

mod feeds;
mod files;

use super::{Entry, Method, folded, uid, write};
use crate::domain::model::{MeetingId, TeamId};
use crate::domain::testing::oslo;
use chrono_tz::Tz;
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};

fn entry() -> Entry {
    let start = "2026-09-17T11:30:00".parse().unwrap();
    Entry {
        uid: uid(&TeamId::from("T0HUSET"), MeetingId(7)),
        sequence: 2,
        stamp: oslo("2026-09-01T10:00"),
        start,
        end: start + chrono::Duration::minutes(60),
        called_off: false,
        busy: true,
        title: "Layout som virker (#designforum)".to_owned(),
        place: "Kafeen, 2. etasje; døra til høyre".to_owned(),
        link: Some("https://meet.example.com/a,b;c".to_owned()),
        about: "Studio Nord er vertskap.\nAlle er velkomne.".to_owned(),
    }
}

#[test]
fn a_meeting_is_written_as_the_standard_has_it() {
    insta::assert_snapshot!(write(Method::Publish, None, Tz::Europe__Oslo, &[entry()]).replace("\r\n", "\n"));
}

#[test]
fn a_meeting_that_is_called_off_is_taken_out() {
    let off = Entry { called_off: true, ..entry() };
    let written = write(Method::Cancel, None, Tz::Europe__Oslo, &[off]);
    assert!(written.contains("\r\nMETHOD:CANCEL\r\n") && written.contains("\r\nSTATUS:CANCELLED\r\n"));
}

#[test]
fn an_empty_feed_is_a_calendar_with_a_name() {
    let written = write(Method::Publish, Some("designforum, DIGS"), Tz::Europe__Oslo, &[]);
    insta::assert_snapshot!(written.replace("\r\n", "\n"));
}

#[test]
fn what_happens_every_year_takes_one_line() {
    let late = Entry { start: entry().start + chrono::Duration::days(3650), ..entry() };
    let written = write(Method::Publish, None, Tz::Europe__Oslo, &[entry(), late]);
    let zone = written.split("END:VTIMEZONE").next().unwrap();
    assert!(zone.lines().count() < 40, "{zone}");
}

proptest! {
    #[test]
    fn whatever_was_typed_every_line_is_short_and_whole(title in any::<String>(), place in "[a-zæøå,; ]{0,400}") {
        let typed = Entry { title: title.clone(), place, ..entry() };
        let written = write(Method::Publish, Some(&title), Tz::Europe__Oslo, &[typed]);
        for line in written.split("\r\n") {
            prop_assert!(line.len() <= 75, "{line}");
            prop_assert!(!line.contains(['\r', '\n']));
        }
        prop_assert!(written.ends_with("END:VCALENDAR\r\n"));
        prop_assert_eq!(written.matches("BEGIN:VEVENT").count(), 1 + title.matches("BEGIN:VEVENT").count());
    }

    #[test]
    fn what_is_folded_can_be_unfolded(line in "[a-zæ€😀]{0,300}") {
        let whole = format!("SUMMARY:{line}\r\n");
        prop_assert_eq!(folded(&whole).replace("\r\n ", ""), whole);
    }
}
