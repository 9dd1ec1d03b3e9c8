//! How people fill forms in: mostly right, now and then wrong or not at all.

use super::words::{SECRET, title, wish};
use crate::domain::agenda::ordering::FIRST;
use crate::domain::agenda::queueing::MINUTES;
use crate::domain::model::{
    Break, Falling, Field, Form, MeetingFacts, MeetingFormat, MeetingId, PointKind, Purpose, Rhythm,
    RhythmStart, SettingsStart, Start, Step, TalkFormat, TalkStart, Text, Times, UserId, Value, Values,
};
use crate::domain::rotation::cover::turn::CHOICE;
use crate::domain::variety::OPEN;
use crate::simulation::dice::Dice;
use chrono::{Days, NaiveDate, NaiveTime};

/// What one who fills a form in knows beside it.
pub(in crate::simulation) struct Filler<'a> {
    pub(in crate::simulation) by: &'a UserId,
    /// Today, local.
    pub(in crate::simulation) today: NaiveDate,
    /// A number that nobody has had.
    pub(in crate::simulation) number: u64,
    /// Companies to paste, as lines.
    pub(in crate::simulation) companies: &'a str,
    /// The names of the companies the person works for.
    pub(in crate::simulation) employers: &'a [String],
    /// Every week rather than every second.
    pub(in crate::simulation) weekly: bool,
    /// Somebody who works where the person does.
    pub(in crate::simulation) colleague: Option<&'a UserId>,
}

fn typed(words: impl Into<String>) -> Value {
    Value::Typed(words.into())
}

fn chosen(word: impl ToString) -> Value {
    Value::Chosen(word.to_string())
}

fn at(hour: u32, minute: u32) -> Value {
    Value::Time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default())
}

/// The values of a form.
pub(in crate::simulation) fn fill(form: &Form, who: &Filler<'_>, dice: &mut Dice) -> Values {
    let Filler { number, .. } = who;
    let mut values: Vec<(Field, Value)> = match &form.start {
        Start::Setup(_) => return set_up(who, dice),
        Start::Companies => vec![(Field::Companies, typed(who.companies))],
        Start::Company { companies, .. } => {
            let own = companies.iter().find(|(_, name)| who.employers.iter().any(|own| own == name.plain()));
            let company = own.filter(|_| dice.percent(92)).or_else(|| dice.one_of(companies));
            company.map(|(id, _)| (Field::Company, chosen(id))).into_iter().collect()
        }
        Start::Leaves { companies } if companies.len() > 6 => {
            dice.one_of(companies).map(|(id, _)| (Field::Company, chosen(id))).into_iter().collect()
        }
        Start::Leaves { .. } => Vec::new(),
        Start::Contact { contact, .. } => {
            let contact = contact.clone().filter(|_| dice.percent(50)).unwrap_or_else(|| who.by.clone());
            vec![(Field::Contact, Value::People(vec![contact]))]
        }
        Start::Away { companies, mine, .. } => {
            let from = who.today + Days::new(dice.between(0, 20));
            let until = from + Days::new(dice.between(0, 60));
            let company =
                (companies.len() > 1).then(|| mine.or_else(|| Some(dice.one_of(companies)?.0))).flatten();
            let dates = [(Field::Date, Value::Date(from)), (Field::Until, Value::Date(until))];
            company.map(|id| (Field::Company, chosen(id))).into_iter().chain(dates).collect()
        }
        Start::Settings(start) => settings(start, *number, dice),
        Start::Cover { meetings, turn } => {
            let turn = turn.as_ref().filter(|_| meetings.is_empty() || dice.percent(30));
            let which = dice.one_of(meetings).filter(|_| turn.is_none());
            let turn = turn.map(|_| (Field::Meeting, chosen(CHOICE)));
            let which = turn.or_else(|| which.map(|one| (Field::Meeting, chosen(one.meeting))));
            which.into_iter().collect()
        }
        Start::Swap { meetings, others } => {
            let which = dice.one_of(meetings).map(|one| (Field::Meeting, chosen(one.meeting)));
            let instead = dice.one_of(others).map(|one| (Field::Instead, chosen(one.meeting)));
            which.into_iter().chain(instead).collect()
        }
        Start::Order { companies } => {
            let which = dice.one_of(companies).map(|(id, _)| (Field::Company, chosen(id)));
            let step = dice.one_of(&Step::ALL).map(|step| (Field::Step, chosen(step.name())));
            which.into_iter().chain(step).collect()
        }
        Start::Skip { meetings } => {
            let which = dice.one_of(meetings).map(|one| (Field::Meeting, chosen(one.meeting)));
            which.into_iter().collect()
        }
        Start::Times(start) => times(&start.times, dice),
        Start::Snooze { .. } => {
            vec![(Field::Date, Value::Date(who.today + Days::new(dice.between(1, 45))))]
        }
        Start::Theme { format, .. } => {
            let format = if dice.percent(80) { *format } else { dice.one_of(&MeetingFormat::ALL).copied() };
            let format = chosen(format.map_or(OPEN, MeetingFormat::name));
            vec![(Field::Format, format), (Field::Theme, typed(format!("Tema {number}")))]
        }
        Start::Move { facts } => moved(facts, dice),
        Start::Cancel { .. } | Start::Address { .. } => Vec::new(),
        Start::Place { .. } => vec![(Field::Place, typed(format!("Rom {number}")))],
        Start::Rhythm(RhythmStart { now }) => timing(now.first.date(), dice),
        Start::Extra(start) => vec![
            (Field::Date, Value::Date(who.today + Days::new(dice.between(2, 30)))),
            (Field::Time, Value::Time(start.time)),
            (Field::Place, typed(format!("Rom {number}"))),
        ],
        Start::Attendance { companies, open, .. } => {
            let there = companies.iter().filter(|_| dice.percent(60)).map(|(id, _)| id.to_string()).collect();
            let mut values = vec![
                (Field::Attendance, Value::Ticked(there)),
                (Field::Guests, typed(dice.between(1, 9).to_string())),
            ];
            if *open && dice.percent(5) {
                values.push((Field::NotHeld, Value::Ticked(vec![Field::NotHeld.name().to_owned()])));
            }
            values
        }
        Start::Talk { meetings, chosen, title, more } if matches!(form.purpose, Purpose::ChangeTalk(_)) => {
            let anew = dice.one_of(meetings).map(|(id, ..)| *id).filter(|_| dice.percent(40));
            let minutes = if dice.percent(40) { dice.between(5, 20) } else { u64::from(more.minutes) };
            let more =
                TalkStart { format: *dice.one_of(&TalkFormat::ALL).unwrap_or(&more.format), ..more.clone() };
            let mut values = vec![(Field::Title, typed(title.plain()))];
            values.extend(beside_title(&more, minutes, anew.or(*chosen)));
            values.extend(extras(who, more.confidential, dice));
            values
        }
        Start::Talk { meetings, chosen: slot, .. } => {
            let confidential = dice.percent(30);
            let any = dice.percent(30);
            let slot = slot.or_else(|| meetings.first().map(|(id, ..)| *id)).filter(|_| !any);
            let start = TalkStart { confidential, ..TalkStart::default() };
            let mut values = vec![(Field::Title, typed(title(*number, confidential)))];
            values.extend(beside_title(&start, dice.between(5, 20), slot));
            values.extend(extras(who, confidential, dice));
            values
        }
        Start::Wish(_) => vec![(Field::Theme, typed(wish(dice)))],
        Start::Queue(_) => vec![
            (Field::Title, typed(format!("Beskjed {number}"))),
            (Field::Minutes, chosen(dice.one_of(&MINUTES).copied().unwrap_or_default())),
        ],
        Start::Arrange(start) => {
            let slots: Vec<String> = start.entries.iter().map(|(slot, _)| slot.name()).collect();
            let what = dice.one_of(&slots).map(|slot| (Field::Entry, chosen(slot)));
            let behind = dice.one_of(&slots).filter(|_| dice.percent(60)).cloned();
            let behind = behind.unwrap_or_else(|| FIRST.to_owned());
            what.into_iter().chain([(Field::Behind, chosen(behind))]).collect()
        }
        Start::CarryOver(start) => {
            let left = start.items.iter().filter(|_| dice.percent(50)).map(|(id, _)| id.to_string());
            vec![(Field::Entries, Value::Ticked(left.collect()))]
        }
        Start::Guest(start) => super::guests::fill(start, who, dice),
        Start::InviteGuest(start) => super::guests::invitation(start, dice),
        Start::Brief { points, .. } => vec![(Field::Points, typed(edited(points, *number, dice)))],
        Start::Ask { people, .. } => {
            let whom = dice.one_of(people).map(|(user, _)| (Field::Presenter, chosen(user)));
            whom.into_iter().chain([(Field::Words, typed(format!("Hvordan gikk {number} til?")))]).collect()
        }
        Start::Reply { .. } | Start::Correct { .. } => {
            vec![(Field::Words, typed(format!("Det var nummer {number}.")))]
        }
    };
    // Now and then a field is forgotten; what is secret is not.
    if dice.percent(4) && !matches!(values.last(), Some((Field::Confidential, _))) {
        values.pop();
    }
    values.into_iter().collect()
}

/// What has to be said of a talk beside its title; no meeting is any.
fn beside_title(start: &TalkStart, minutes: u64, meeting: Option<MeetingId>) -> Vec<(Field, Value)> {
    let mut values = vec![
        (Field::Format, chosen(start.format.name())),
        (Field::Minutes, typed(minutes.to_string())),
        (Field::Meeting, meeting.map_or_else(|| chosen("any"), chosen)),
    ];
    if start.confidential {
        values.push((Field::Confidential, Value::Ticked(vec!["confidential".to_owned()])));
    }
    values
}

/// What some say of a talk, and others don't.
fn extras(who: &Filler<'_>, confidential: bool, dice: &mut Dice) -> Vec<(Field, Value)> {
    let word = if confidential { SECRET } else { "Rutenett" };
    let wish = (Field::Wish, typed(format!("{word}{} hjelp", who.number)));
    // None is the beginning of another.
    let link = (Field::Link, typed(format!("https://eksempel.no/{word}{}/", who.number)));
    let with = who.colleague.map(|user| (Field::With, Value::People(vec![user.clone()])));
    let backup = (Field::Backup, Value::Ticked(vec!["backup".to_owned()]));
    [Some(wish), Some(link), with, Some(backup)].into_iter().flatten().filter(|_| dice.percent(30)).collect()
}

fn set_up(who: &Filler<'_>, dice: &mut Dice) -> Values {
    let hour = u32::try_from(dice.between(9, 15)).unwrap_or(11);
    let capacity = dice.percent(30).then(|| (Field::Capacity, typed(dice.between(2, 8).to_string())));
    let values = [
        (Field::Rhythm, chosen(if who.weekly { "weekly" } else { "fortnightly" })),
        (Field::Date, Value::Date(who.today + Days::new(dice.between(8, 20)))),
        (Field::Time, at(hour, 30)),
        (Field::Minutes, typed("60")),
        (Field::Place, typed("Kafeen")),
        (Field::Language, chosen(if dice.percent(70) { "nb" } else { "en" })),
        (Field::Companies, typed(who.companies)),
    ];
    values.into_iter().chain(capacity).collect()
}

/// Any rhythm and any days off; the date may or may not fit.
fn timing(from: NaiveDate, dice: &mut Dice) -> Vec<(Field, Value)> {
    let falling = dice.one_of(&Falling::ALL).copied().unwrap_or_default();
    let taken = Break::ALL.into_iter().filter(|_| dice.percent(50)).map(|it| it.name().to_owned()).collect();
    let rhythm = dice.one_of(&Rhythm::ALL).map(|rhythm| (Field::Rhythm, chosen(rhythm.name())));
    let values = [
        (Field::Date, Value::Date(from + Days::new(dice.between(0, 6)))),
        (Field::Time, at(11, 30)),
        (Field::Falling, chosen(falling.name())),
        (Field::DaysOff, Value::Ticked(taken)),
        (Field::Capacity, typed(dice.between(1, 8).to_string())),
    ];
    rhythm.into_iter().chain(values).collect()
}

/// One or two things otherwise, the rest as it is.
fn settings(start: &SettingsStart, number: u64, dice: &mut Dice) -> Vec<(Field, Value)> {
    let minutes = if dice.percent(20) { dice.between(30, 120) } else { u64::from(start.minutes) };
    let quiet_from = if dice.percent(20) { at(16, 0) } else { Value::Time(start.quiet_from) };
    let months = if dice.percent(20) { dice.between(1, 4) } else { u64::from(start.turn_months) };
    let place = if dice.percent(40) { format!("Hus {number}") } else { start.place.plain().to_owned() };
    vec![
        (Field::Place, typed(place)),
        (Field::Minutes, typed(minutes.to_string())),
        (Field::Language, chosen(start.lang.code())),
        (Field::QuietFrom, quiet_from),
        (Field::QuietTo, Value::Time(start.quiet_to)),
        (Field::TurnMonths, typed(months.to_string())),
        (Field::StartMeetings, typed(start.start_meetings.to_string())),
    ]
}

/// A day more or less here and there, and now and then another hour.
fn times(now: &Times, dice: &mut Dice) -> Vec<(Field, Value)> {
    let mut near = |days: u32, most: u64| {
        let days = if dice.percent(70) { u64::from(days) } else { dice.between(1, most) };
        typed(days.to_string())
    };
    let days = [
        (Field::AskDays, near(now.ask, 20)),
        (Field::AnnounceDays, near(now.announce, 12)),
        (Field::InviteDays, near(now.invite, 5)),
        (Field::RemindDays, near(now.remind, 3)),
        (Field::Patience, near(now.patience, 3)),
    ];
    let hour = u32::try_from(dice.between(8, 12)).unwrap_or(9);
    days.into_iter().chain([(Field::Time, at(hour, 0))]).collect()
}

fn moved(facts: &MeetingFacts, dice: &mut Dice) -> Vec<(Field, Value)> {
    let date = facts.start.date() + Days::new(dice.between(0, 6));
    let hour = u32::try_from(dice.between(8, 16)).unwrap_or(9);
    vec![(Field::Date, Value::Date(date)), (Field::Time, at(hour, 0))]
}

/// Some lines go, one is added.
fn edited(points: &[(PointKind, Text)], number: u64, dice: &mut Dice) -> String {
    let mut lines: Vec<String> =
        points.iter().filter(|_| dice.percent(80)).map(|(_, text)| text.plain().to_owned()).collect();
    lines.push(format!("Tolv kolonner er nok for {number}"));
    lines.join("\n")
}
