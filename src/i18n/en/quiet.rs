//! Companies that were not heard of for long, in English.

use super::{date, join, time_and_place, way_there};
use crate::domain::model::{Coming, Lang, MeetingFacts, NudgeState, QuietMsg, Text, UserId};
use crate::i18n::marks::{mention, strong};
use crate::i18n::{Said, dates};

pub(super) fn render(msg: &QuietMsg) -> Said {
    match msg {
        QuietMsg::Nudge { facts, company, reader, soon, state } => match state {
            NudgeState::Open => Said::text(nudge(facts, reader, *soon)).small(time_and_place(facts)),
            NudgeState::Answered(answer) => Said::text(answered(facts, company, *answer)),
            NudgeState::Later => {
                Said::text("Right, I'll ask again in a month or so. You're welcome at any time.")
            }
            NudgeState::LeftAlone => Said::text(
                "Right, I won't ask again. You're welcome at any time, and `/klynge snooze off` undoes this.",
            ),
            NudgeState::Over => Said::text(format!(
                "The meeting on {} is over or off. `/klynge next` shows the one after.",
                date(facts.start.date())
            )),
        },
        QuietMsg::LeftAlone { companies } => left_alone(companies),
    }
}

fn nudge(facts: &MeetingFacts, reader: &UserId, soon: bool) -> String {
    let day =
        if soon { dates::weekday(Lang::En, facts.start.date()).to_owned() } else { date(facts.start.date()) };
    let about = match &facts.theme {
        Some(theme) => format!("we're talking about {}", strong(theme)),
        None => "we're meeting again".to_owned(),
    };
    format!("Hi, {}! On {day} {about}. Do come, even if just to listen.", mention(reader))
}

fn answered(facts: &MeetingFacts, company: &Text, answer: Coming) -> String {
    let (company, day) = (strong(company), date(facts.start.date()));
    match answer {
        Coming::Yes => format!("Lovely, {company} will join us!\n{}", way_there(facts)),
        Coming::No => format!("Thanks for saying so. {company} can't make it on {day}, and that's fine."),
        Coming::Maybe => format!("Thanks! {company} may come on {day}."),
    }
}

fn left_alone(companies: &[Text]) -> Said {
    let names: Vec<String> = companies.iter().map(strong).collect();
    Said::text(format!(
        "We haven't heard from {} for a while. I asked twice and will leave them in peace now. Perhaps a \
         chat over coffee does more than another message?",
        join(&names)
    ))
    .small("I'm telling you only, and only this once.")
}
