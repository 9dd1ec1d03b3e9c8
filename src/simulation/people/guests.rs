//! What people put down about guests from outside.

use super::forms::Filler;
use crate::domain::guest::ANY;
use crate::domain::model::{Field, GuestStart, GuestStatus, InvitationStart, Lang, MeetingId, Value};
use crate::simulation::dice::Dice;
use chrono::{Days, NaiveDateTime};

fn typed(words: impl Into<String>) -> Value {
    Value::Typed(words.into())
}

fn chosen(word: impl ToString) -> Value {
    Value::Chosen(word.to_string())
}

/// The form for a guest: a new one is somebody whom one knows; with one who is in the bank it goes on, mostly.
pub(super) fn fill(start: &GuestStart, who: &Filler<'_>, dice: &mut Dice) -> Vec<(Field, Value)> {
    let number = who.number;
    let name = if start.name.is_empty() { format!("Gjest {number}") } else { start.name.plain().to_owned() };
    let owner = if dice.percent(10) { who.by.clone() } else { start.owner.clone() };
    let mut values = vec![
        (Field::Name, typed(name)),
        (Field::From, typed(start.from.plain())),
        (Field::Topic, typed(format!("Skrift nummer {number}"))),
        (Field::Owner, Value::People(vec![owner])),
    ];
    if let Some(standing) = &start.standing {
        let status = dice.one_of(&GuestStatus::ALL).copied().unwrap_or(standing.status);
        // A yes is a yes to something.
        let status = if dice.percent(40) { GuestStatus::Yes } else { status };
        values.push((Field::Status, chosen(status.name())));
        values.push((Field::Meeting, meeting(&standing.meetings, dice)));
        // Now and then a day that has not been.
        let day = who.today + Days::new(if dice.percent(5) { 3 } else { 0 });
        values.push((Field::Date, Value::Date(day)));
    }
    values
}

/// The form for an invitation.
pub(super) fn invitation(start: &InvitationStart, dice: &mut Dice) -> Vec<(Field, Value)> {
    let lang = dice.one_of(&Lang::ALL).copied().unwrap_or(start.lang);
    vec![(Field::Meeting, meeting(&start.meetings, dice)), (Field::Language, chosen(lang.code()))]
}

/// One of the next, or none in particular.
fn meeting(meetings: &[(MeetingId, NaiveDateTime)], dice: &mut Dice) -> Value {
    let next = meetings.get(..meetings.len().min(3)).unwrap_or_default();
    dice.one_of(next).filter(|_| dice.percent(80)).map_or_else(|| chosen(ANY), |(id, _)| chosen(id))
}
