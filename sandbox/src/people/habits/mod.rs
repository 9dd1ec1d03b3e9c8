//! People who are let loose: when the clock is turned they talk, answer what the app shows them, react and join
//! threads, each after their own habits. They know nothing of any app: they click what they see, by the same deeds as
//! `POST /sandbox/act`.
//!
//! All of it follows from a seed. Every decision rolls its own dice (`dice`), named after whom and what it is about,
//! so that one person's whim changes nothing about another's. `hours` says when somebody works, `crowd` remembers
//! what is planned, `notice` decides about what is new, `perform` turns a plan into a deed, `values` and `phrases`
//! are what they write.

mod crowd;
mod dice;
mod hours;
mod loose;
mod notice;
mod perform;
mod phrases;
mod values;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use self::dice::Dice;
use self::hours::{Holidays, Rota};
use crate::control::clock::span_of;

pub(crate) use self::crowd::Crowd;
pub(crate) use self::loose::{get, post, summary};

/// Somebody's habits as the seed gives them; what is left out follows from the person's id.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Asked {
    talks: Option<f64>,
    answers: Option<f64>,
    reacts: Option<f64>,
    replies: Option<f64>,
    late: Option<String>,
    hours: Option<[String; 2]>,
    days: Option<Vec<u8>>,
    holidays: Option<Vec<Off>>,
}

/// A day off, or the first and the last of several.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Off {
    Day(NaiveDate),
    Days([NaiveDate; 2]),
}

/// Somebody's habits, complete.
#[derive(Clone, Debug)]
pub(crate) struct Habits {
    /// Messages of their own on a working day, on average.
    talks: f64,
    /// How likely they click something in a message that offers it.
    answers: f64,
    /// How likely they react to a message.
    reacts: f64,
    /// How likely they answer a message in its thread.
    replies: f64,
    /// How long they take on average, in working time.
    late: TimeDelta,
    rota: Rota,
}

impl Habits {
    /// What was asked for, and for the rest something sensible that differs from person to person.
    ///
    /// # Errors
    /// A sentence about what cannot be meant.
    pub(crate) fn settle(asked: &Asked, user: &str) -> Result<Self, String> {
        let mut dice = Dice::new(0, &["habits", user]);
        let mut between = |least: f64, most: f64| least + dice.unit() * (most - least);
        let (talks, answers) = (between(0.05, 0.35), between(0.55, 0.95));
        let (reacts, replies) = (between(0.01, 0.06), between(0.005, 0.03));
        let late = TimeDelta::minutes(between(15.0, 300.0) as i64);
        let (shift, start) = (between(0.0, 3.0) as u32, between(0.0, 5.0) as u32);
        Ok(Self {
            talks: bounded("talks", asked.talks, talks, 50.0)?,
            answers: bounded("answers", asked.answers, answers, 1.0)?,
            reacts: bounded("reacts", asked.reacts, reacts, 1.0)?,
            replies: bounded("replies", asked.replies, replies, 1.0)?,
            late: asked.late.as_deref().map_or(Ok(late), span)?,
            rota: Rota {
                hours: asked.hours.as_ref().map_or_else(|| Ok(usual_hours(start)), hours)?,
                days: asked.days.clone().map_or_else(|| Ok((1..=5).collect()), days)?,
                holidays: asked
                    .holidays
                    .as_ref()
                    .map_or(Ok(Holidays::Usual { shift }), |given| off(given))?,
            },
        })
    }

    /// As the control calls tell them.
    pub(crate) fn told(&self) -> Value {
        let [from, until] =
            [self.rota.hours.0, self.rota.hours.1].map(|time| time.format("%H:%M").to_string());
        let rounded = |number: f64| (number * 1000.0).round() / 1000.0;
        json!({
            "talks": rounded(self.talks), "answers": rounded(self.answers), "reacts": rounded(self.reacts),
            "replies": rounded(self.replies), "late": format!("{}m", self.late.num_minutes()),
            "hours": [from, until], "days": self.rota.days,
        })
    }
}

fn bounded(name: &str, asked: Option<f64>, otherwise: f64, most: f64) -> Result<f64, String> {
    let number = asked.unwrap_or(otherwise);
    if (0.0..=most).contains(&number) {
        Ok(number)
    } else {
        Err(format!("{name} is not between 0 and {most}"))
    }
}

fn span(text: &str) -> Result<TimeDelta, String> {
    span_of(text).map_err(|_| format!("late: {text:?} is not a span such as 30m or 4h"))
}

/// A working day of seven and a half hours; some begin earlier than others.
fn usual_hours(start: u32) -> (NaiveTime, NaiveTime) {
    let at =
        |minutes: u32| NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0).unwrap_or_default();
    let begins = 7 * 60 + 30 + start * 20;
    (at(begins), at(begins + 450))
}

fn hours(asked: &[String; 2]) -> Result<(NaiveTime, NaiveTime), String> {
    let read = |text: &String| {
        NaiveTime::parse_from_str(text, "%H:%M")
            .map_err(|_| format!("hours: {text:?} is not a time such as 08:30"))
    };
    let (from, until) = (read(&asked[0])?, read(&asked[1])?);
    if from < until { Ok((from, until)) } else { Err("hours must begin before they end".to_owned()) }
}

fn days(asked: Vec<u8>) -> Result<Vec<u8>, String> {
    let fit = asked.iter().all(|day| (1..=7).contains(day));
    if fit { Ok(asked) } else { Err("days are 1 (Monday) to 7".to_owned()) }
}

fn off(given: &[Off]) -> Result<Holidays, String> {
    let spans = given.iter().map(|off| match *off {
        Off::Day(day) => (day, day),
        Off::Days([first, last]) => (first, last),
    });
    let spans: Vec<_> = spans.collect();
    let backwards = spans.iter().find(|(first, last)| first > last);
    match backwards {
        Some((first, _)) => Err(format!("holidays: those from {first} end before they begin")),
        None => Ok(Holidays::Given(spans)),
    }
}

#[cfg(test)]
mod tests;
