//! Forms filled in as they are first shown.

use crate::domain::model::{Field, UserId, Value};
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

/// The form for a guest of this name and owner; of one who is in the bank with status and meeting.
pub(crate) fn guest_form(name: &str, owner: &UserId, standing: Option<(&str, &str)>) -> Vec<(Field, Value)> {
    let typed = |words: &str| Value::Typed(words.to_owned());
    let mut values = vec![
        (Field::Name, typed(name)),
        (Field::From, typed("Høgskolen")),
        (Field::Topic, typed("Skrift på skjerm")),
        (Field::Reach, typed("kari@hogskole.example")),
        (Field::Owner, Value::People(vec![owner.clone()])),
    ];
    if let Some((status, meeting)) = standing {
        values.push((Field::Status, Value::Chosen(status.to_owned())));
        values.push((Field::Meeting, Value::Chosen(meeting.to_owned())));
    }
    values
}
