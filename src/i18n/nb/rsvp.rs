//! Answers and reminders, in bokmål.

use super::{date, join, theme_after, way_there, when};
use crate::domain::model::{Coming, Lang, MeetingFacts, RsvpMsg, Text, UserId};
use crate::i18n::marks::{mention, mentions, sentence, strong};
use crate::i18n::{Said, dates};

pub(super) fn render(msg: &RsvpMsg) -> Said {
    match msg {
        RsvpMsg::Noted { facts, company, answer, file, address: _, colleague } => {
            let along = colleague
                .iter()
                .map(|user| format!("Kanskje {} har lyst til å være med også?", mention(user)));
            let noted = noted(facts, company, *answer).lines(along);
            if *file { noted.small("Møtet kommer som kalenderfil i meldingene fra meg.") } else { noted }
        }
        RsvpMsg::Waiting { facts, place } => Said::text(format!(
            "Det er fullt {}, så du står på ventelisten som nummer {place}. Blir det plass, sier jeg fra med en gang.",
            date(facts.start.date())
        )),
        RsvpMsg::Seated { facts } => Said::text(format!(
            "Det ble plass til deg! Kan du likevel ikke, er det fint å si fra.\n{}",
            way_there(facts)
        )),
        RsvpMsg::ColleaguesStillCome { facts, company, answer, people } => {
            colleagues_come(facts, company, *answer, people)
        }
        RsvpMsg::Reminder { facts, company, answered, over, tomorrow } => match (over, answered) {
            (true, _) => Said::text(format!(
                "Møtet {} trenger ikke noe svar lenger. `/klynge neste` viser det neste.",
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
        Coming::Maybe => format!("Notert at du kanskje kommer {day}."),
        Coming::Yes | Coming::No => format!("Notert at du ikke kommer {day}. Du får briefen etterpå."),
    };
    let (company, people) = (company.escaped(), join(&mentions(people)));
    Said::text(format!("{you} {company} står fortsatt som «kommer», for {people} er med."))
}

fn noted(facts: &MeetingFacts, company: &Text, answer: Coming) -> Said {
    let company = strong(company);
    let day = date(facts.start.date());
    match answer {
        Coming::Yes => Said::text(format!("Så fint, {company} kommer!\n{}", way_there(facts))),
        Coming::No => Said::text(format!("Notert: {company} kan ikke {day}. Du får briefen etterpå.")),
        Coming::Maybe => {
            Said::text(format!("Notert: {company} kommer kanskje {day}. Svar på nytt når dere vet mer."))
        }
    }
}

fn answered_since(facts: &MeetingFacts, company: &Text, answer: Coming, by: &UserId) -> Said {
    let company = strong(company);
    let day = date(facts.start.date());
    let by = mention(by);
    Said::text(match answer {
        Coming::Yes => format!("Takk, {by}! {company} kommer {day}."),
        Coming::No => format!("Takk for beskjeden, {by}. {company} kan ikke {day}."),
        Coming::Maybe => format!("Takk, {by}. {company} kommer kanskje {day}."),
    })
    .small("Skifter dere mening, er det bare å svare på nytt.")
}

fn reminder(facts: &MeetingFacts, company: &Text, tomorrow: bool) -> Said {
    let clock = dates::clock(Lang::Nb, facts.start.time());
    let time = if tomorrow { format!("i morgen {clock}") } else { when(facts.start) };
    let ask = sentence(&format!("kommer noen av dere {time}?"));
    Said::text(format!(
        "{ask}{} Ett svar for hele {} holder. Nei er også et fint svar.",
        theme_after(facts),
        company.escaped()
    ))
}
