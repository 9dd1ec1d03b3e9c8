//! What is wrong with a form, in English.

use super::date;
use crate::domain::model::{LineProblem, Problem};
use crate::i18n::lists::count;

/// How many faulty lines are named; the rest are counted.
const LINES_SHOWN: usize = 4;

pub(crate) fn problem(problem: &Problem) -> String {
    match problem {
        Problem::Missing => "Fill this in, and we're there.".to_owned(),
        Problem::Past => "That time has passed. Choose one to come.".to_owned(),
        Problem::NotYet => "That day is still to come. Choose one that has been.".to_owned(),
        Problem::NotAfter => "It has to be after the first date. Choose a later one.".to_owned(),
        Problem::TooQuiet(hours) => format!(
            "Leave at least {hours} hours of the day that are not quiet, or I cannot say what I am to say."
        ),
        Problem::NotHere => "Choose somebody who is in the channel.".to_owned(),
        Problem::AtNight => "Most people are asleep then. Choose a time between 07:00 and 22:00.".to_owned(),
        Problem::TooFar => "That is more than a year away. Choose a nearer date.".to_owned(),
        Problem::DayOff => "That is a day off. Choose an ordinary working day.".to_owned(),
        Problem::OffRhythm(next) => {
            format!("That day doesn't fit the rhythm and your days off. Choose {}.", date(*next))
        }
        Problem::BriefBegun => "The brief is on its way already. Correct that instead.".to_owned(),
        Problem::TooLong(most) => format!("A little long. Use at most {most} characters."),
        Problem::NotBetween(least, most) => {
            format!("Write a whole number from {least} to {most}.")
        }
        Problem::NotALink => "Paste the whole link. It begins with https://".to_owned(),
        Problem::TooFew(least) => {
            format!("Write at least {}, one a line.", count(*least, "company", "companies"))
        }
        Problem::Lines(lines) => line_problems(lines),
        Problem::Elsewhere => {
            "They are with another company here, and can change that themselves with `/klynge company`."
                .to_owned()
        }
        Problem::NotAChoice => "Choose something from the list.".to_owned(),
        Problem::AskedAlready => {
            "Somebody was asked about that meeting already. Withdraw that first, or choose another."
                .to_owned()
        }
        Problem::SameHost => "Both meetings have the same host. Choose one that others have.".to_owned(),
        Problem::AwayThen => "One of the companies is away then. Choose another meeting.".to_owned(),
        Problem::FirstAlready => {
            "That company is at the top already. Pick another, or move it down.".to_owned()
        }
        Problem::LastAlready => {
            "That company is at the bottom already. Pick another, or move it up.".to_owned()
        }
        Problem::AfterAnnouncement => {
            "The host has to be asked before the meeting is announced. Choose at least as many days."
                .to_owned()
        }
        Problem::BeforeAnnouncement => {
            "That has to come after the announcement. Choose fewer days than there.".to_owned()
        }
        Problem::QuietThen => "Those are quiet hours. Choose a time outside them.".to_owned(),
        Problem::Enough(most) => {
            format!("You have {most} already, which is plenty for now. Take one away first.")
        }
        Problem::BehindItself => "Choose something else than what you move.".to_owned(),
        Problem::NoRoom(0) => "That meeting is full. Choose another.".to_owned(),
        Problem::NoRoom(most) => {
            format!("There is room for {most} minutes. Make it shorter, or choose another meeting.")
        }
        Problem::NotAnAddress => "Paste the whole address. It begins with https:// or http://".to_owned(),
        Problem::PresentsAlready => "Whoever signed up is in anyway. Choose only the others.".to_owned(),
        Problem::TooMany(most) => format!("Choose at most {most} people."),
        Problem::InviteFirst => {
            "I need to be in the channel first. Type /invite @Klynge there, then send this again.".to_owned()
        }
        Problem::Taken => "The cluster has another meeting that day. Choose another date.".to_owned(),
    }
}

fn line_problems(lines: &[(usize, LineProblem)]) -> String {
    let mut parts: Vec<String> = lines
        .iter()
        .take(LINES_SHOWN)
        .map(|(number, problem)| format!("Line {number}: {}", line_problem(problem)))
        .collect();
    let rest = lines.len().saturating_sub(LINES_SHOWN);
    if rest > 0 {
        parts.push(format!("And {rest} more."));
    }
    parts.join(" ")
}

fn line_problem(problem: &LineProblem) -> String {
    match problem {
        LineProblem::Twice(name) => format!("“{}” is there already. Remove one.", name.plain()),
        LineProblem::NoSuchPerson(name) => {
            format!("I can't find anybody called “{}”. Write the user name, or leave it empty.", name.plain())
        }
        LineProblem::Ambiguous(name) => {
            format!("Several people are called “{}”. Write the user name instead.", name.plain())
        }
        LineProblem::NameTooLong(most) => {
            format!("The name is a little long. Use at most {most} characters.")
        }
        LineProblem::TooLong(most) => format!("A bit long. Use at most {most} characters, or make it two."),
        LineProblem::NoName => "The company has no name. Write: name; contact; deputy.".to_owned(),
        LineProblem::NamedTwice(who) => {
            format!("{} is named for another company too. Choose one of them.", who.plain())
        }
        LineProblem::TooManyParts => "Write at most three parts: name; contact; deputy.".to_owned(),
    }
}
