//! Companies that were not heard of for long, in bokmål.

use super::{date, join, time_and_place, way_there};
use crate::domain::model::{Coming, Lang, MeetingFacts, NudgeState, QuietMsg, Text, UserId};
use crate::i18n::marks::{mention, sentence, strong};
use crate::i18n::{Said, dates};

pub(super) fn render(msg: &QuietMsg) -> Said {
    match msg {
        QuietMsg::Nudge { facts, company, reader, soon, state } => match state {
            NudgeState::Open => Said::text(nudge(facts, reader, *soon)).small(time_and_place(facts)),
            NudgeState::Answered(answer) => Said::text(answered(facts, company, *answer)),
            NudgeState::Later => {
                Said::text("Den er god, jeg spør igjen om en måned eller så. Dere er velkomne når som helst.")
            }
            NudgeState::LeftAlone => Said::text(
                "Den er god, jeg spør ikke mer. Dere er velkomne når som helst, og `/klynge utsett av` \
                 gjør det om.",
            ),
            NudgeState::Over => Said::text(format!(
                "Møtet {} er over eller avlyst. `/klynge neste` viser det neste.",
                date(facts.start.date())
            )),
        },
        QuietMsg::LeftAlone { companies } => left_alone(companies),
    }
}

fn nudge(facts: &MeetingFacts, reader: &UserId, soon: bool) -> String {
    let day = if soon {
        format!("På {}", dates::weekday(Lang::Nb, facts.start.date()))
    } else {
        sentence(&date(facts.start.date()))
    };
    let about = match &facts.theme {
        Some(theme) => format!("snakker vi om {}", strong(theme)),
        None => "møtes vi igjen".to_owned(),
    };
    format!("Hei, {}! {day} {about}. Kom gjerne bare for å lytte.", mention(reader))
}

fn answered(facts: &MeetingFacts, company: &Text, answer: Coming) -> String {
    let (company, day) = (strong(company), date(facts.start.date()));
    match answer {
        Coming::Yes => format!("Så fint, {company} blir med!\n{}", way_there(facts)),
        Coming::No => format!("Takk for at dere sa fra. {company} kan ikke {day}, og det er helt fint."),
        Coming::Maybe => format!("Takk! {company} kommer kanskje {day}."),
    }
}

fn left_alone(companies: &[Text]) -> Said {
    let names: Vec<String> = companies.iter().map(strong).collect();
    Said::text(format!(
        "Vi har ikke hørt fra {} på en stund. Jeg har spurt to ganger og lar dem være i fred nå. Kanskje \
         en kaffeprat gjør mer enn en melding til?",
        join(&names)
    ))
    .small("Dette sier jeg bare til deg, og bare nå.")
}
