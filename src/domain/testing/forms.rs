//! Forms filled in as they are first shown.

use crate::domain::model::{Field, Value};
use chrono::NaiveTime;

/// The settings form as it is first shown, with this place.
pub(crate) fn settings_form(place: &str) -> Vec<(Field, Value)> {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    vec![
        (Field::Place, Value::Typed(place.to_owned())),
        (Field::Minutes, Value::Typed("60".to_owned())),
        (Field::Language, Value::Chosen("nb".to_owned())),
        (Field::QuietFrom, Value::Time(time(17))),
        (Field::QuietTo, Value::Time(time(8))),
        (Field::TurnMonths, Value::Typed("2".to_owned())),
        (Field::StartMeetings, Value::Typed("2".to_owned())),
    ]
}

/// The form for a talk as it is first shown, with this title, length and meeting.
pub(crate) fn talk_form(title: &str, minutes: u32, meeting: &str) -> Vec<(Field, Value)> {
    vec![
        (Field::Title, Value::Typed(title.to_owned())),
        (Field::Format, Value::Chosen("presentation".to_owned())),
        (Field::Minutes, Value::Typed(minutes.to_string())),
        (Field::Meeting, Value::Chosen(meeting.to_owned())),
    ]
}

/// The form for times as it is first shown, with the host asked and the meeting announced so many days before.
pub(crate) fn times_form(ask: u32, announce: u32) -> Vec<(Field, Value)> {
    let number = |number: u32| Value::Typed(number.to_string());
    vec![
        (Field::AskDays, number(ask)),
        (Field::AnnounceDays, number(announce)),
        (Field::InviteDays, number(3)),
        (Field::RemindDays, number(1)),
        (Field::Patience, number(2)),
        (Field::Time, Value::Time(NaiveTime::from_hms_opt(9, 0, 0).unwrap())),
    ]
}
