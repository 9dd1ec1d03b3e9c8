//! Answers and reminders, in English.

use super::{date, join, theme_after, way_there, when};
use crate::domain::model::{Coming, Lang, MeetingFacts, RsvpMsg, Text, UserId};
use crate::i18n::marks::{mention, mentions, strong};
use crate::i18n::{Said, dates};

pub(super) fn render(msg: &RsvpMsg) -> Said {
    match msg {
        RsvpMsg::Noted { facts, company, answer, file, address: _, colleague } => {
            let along =
                colleague.iter().map(|user| format!("Maybe {} would like to come along?", mention(user)));
            let noted = noted(facts, company, *answer).lines(along);
            if *file {
                noted.small("The meeting is on its way to you as a calendar file, in our messages.")
            } else {
                noted
            }
        }
        RsvpMsg::Waiting { facts, place } => Said::text(format!(
            "It's full on {}, so you're number {place} on the waiting list. If a place comes free, I'll tell you.",
            date(facts.start.date())
        )),
        RsvpMsg::Seated { facts } => Said::text(format!(
            "There's a place for you now! If you can't make it after all, just say so.\n{}",
            way_there(facts)
        )),
        RsvpMsg::ColleaguesStillCome { facts, company, answer, people } => {
            colleagues_come(facts, company, *answer, people)
        }
        RsvpMsg::Reminder { facts, company, answered, over, tomorrow } => match (over, answered) {
            (true, _) => Said::text(format!(
                "The meeting on {} needs no answer any more. `/klynge next` shows the one after.",
                when(facts.start)
            )),
            (false, Some((answer, by))) => answered_since(facts, company, *answer, by),
            (false, None) => reminder(facts, company, *tomorrow),
        },
    }
}

fn colleagues_come(facts: &MeetingFacts, company: &Text, answer: Coming, people: &[UserId]) -> Said {
    let day = date(facts.start.date());
    let you = match answer {
        Coming::Maybe => format!("Noted that you may come on {day}."),
        Coming::Yes | Coming::No => {
            format!("Noted that you can't come on {day}. You'll get the brief afterwards.")
        }
    };
    let (company, people) = (company.escaped(), join(&mentions(people)));
    Said::text(format!("{you} {company} still counts as coming, because {people} will be there."))
}

fn noted(facts: &MeetingFacts, company: &Text, answer: Coming) -> Said {
    let company = strong(company);
    let day = date(facts.start.date());
    match answer {
        Coming::Yes => Said::text(format!("Lovely, {company} is coming!\n{}", way_there(facts))),
        Coming::No => {
            Said::text(format!("Noted: {company} can't make it on {day}. You'll get the brief afterwards."))
        }
        Coming::Maybe => {
            Said::text(format!("Noted: {company} may come on {day}. Answer again when you know more."))
        }
    }
}

fn answered_since(facts: &MeetingFacts, company: &Text, answer: Coming, by: &UserId) -> Said {
    let company = strong(company);
    let day = date(facts.start.date());
    let by = mention(by);
    Said::text(match answer {
        Coming::Yes => format!("Thanks, {by}! {company} is coming on {day}."),
        Coming::No => format!("Thanks for saying so, {by}. {company} can't make it on {day}."),
        Coming::Maybe => format!("Thanks, {by}. {company} may come on {day}."),
    })
    .small("If you change your mind, just answer again.")
}

fn reminder(facts: &MeetingFacts, company: &Text, tomorrow: bool) -> Said {
    let time = if tomorrow {
        format!("tomorrow {}", dates::clock(Lang::En, facts.start.time()))
    } else {
        format!("on {}", when(facts.start))
    };
    Said::text(format!(
        "Are any of you coming {time}?{} One answer for all of {} will do. No is a fine answer too.",
        theme_after(facts),
        company.escaped()
    ))
}
