//! Cover and swap: a host asks for somebody to take a meeting, in English.

use super::{date, when};
use crate::domain::model::{CoverMsg, CoverState, MeetingFacts, PleaFacts, UserId};
use crate::i18n::Said;
use crate::i18n::marks::{mention, strong};

pub(super) fn render(msg: &CoverMsg) -> Said {
    match msg {
        CoverMsg::Turn(msg) => super::turn::render(msg),
        CoverMsg::Card { plea, state } => card(plea, state),
        CoverMsg::Again { plea } => Said::text(format!(
            "{} is still looking for somebody to take the meeting on {}. A rough idea is plenty. The button is on the card at the top of the thread.",
            strong(&plea.company),
            when(plea.facts.start)
        )),
        CoverMsg::Asked { plea, whom } => asked(plea, whom.as_ref()),
        CoverMsg::AskedForYou { plea, by } => Said::text(match &plea.instead {
            None => format!(
                "{} asks in the channel for somebody to take the meeting on {} for {}. If that isn't needed, you can withdraw it.",
                mention(by),
                day(&plea.facts),
                strong(&plea.company)
            ),
            Some(other) => format!(
                "{} asks for {} to swap the meeting on {} for the one on {}. If that isn't needed, you can withdraw it.",
                mention(by),
                strong(&plea.company),
                day(&plea.facts),
                day(other)
            ),
        }),
        CoverMsg::Accepted { plea, by, company, owed } => Said::text(match &plea.instead {
            None => format!(
                "{} and {} take the meeting on {}. All settled, and {}.",
                mention(by),
                strong(company),
                day(&plea.facts),
                debt(*owed)
            ),
            Some(other) => format!(
                "{} says yes to the swap: {} takes the meeting on {}, and {} the one on {}.",
                mention(by),
                strong(company),
                day(&plea.facts),
                strong(&plea.company),
                day(other)
            ),
        }),
        CoverMsg::Declined { plea, by } => Said::text(format!(
            "Swapping the meeting on {} didn't suit this time, says {}. You can ask somebody else, or the whole channel.",
            day(&plea.facts),
            mention(by)
        )),
        CoverMsg::GivenBack { plea, by } => Said::text(match &plea.instead {
            None => format!(
                "Sadly {} has to give the meeting on {} back. The question is open in the channel again.",
                mention(by),
                day(&plea.facts)
            ),
            Some(_) => format!(
                "Sadly {} has to undo the swap of the meeting on {}. The question is open again.",
                mention(by),
                day(&plea.facts)
            ),
        }),
        CoverMsg::ThatsFine { plea } => Said::text(format!(
            "That's quite all right, thanks for saying so! {} will hear it from me.",
            strong(&plea.company)
        )),
        CoverMsg::Withdrawn { plea } => Said::text(format!(
            "Withdrawn. {} hosts on {} as before.",
            strong(&plea.company),
            day(&plea.facts)
        )),
        CoverMsg::YourOwn { plea } => Said::text(format!(
            "The meeting on {} is your own. If you can take it after all, just withdraw the question.",
            day(&plea.facts)
        )),
        CoverMsg::AwayThen { start } => Said::text(format!(
            "The company is away on {}. If that isn't so, type `/klynge back` and try again.",
            date(start.date())
        )),
        CoverMsg::TooNear { start } => Said::text(format!(
            "The meeting on {} is too near to be given back. Ask for cover instead, and I'll help.",
            date(start.date())
        )),
        CoverMsg::Nothing => Said::text(
            "There is no meeting to give away here: your company hosts none of those to come, or there is nobody to swap with.",
        ),
    }
}

fn debt(owed: u32) -> String {
    match owed {
        0 => "you owe each other nothing".to_owned(),
        1 => "you owe them a meeting".to_owned(),
        more => format!("you owe them {more} meetings"),
    }
}

fn day(facts: &MeetingFacts) -> String {
    date(facts.start.date())
}

fn card(plea: &PleaFacts, state: &CoverState) -> Said {
    let company = strong(&plea.company);
    Said::text(match (state, &plea.instead) {
        (CoverState::Open, None) => format!(
            "{company} needs cover on {}. Could any of you take the meeting? A rough idea will do.",
            when(plea.facts.start)
        ),
        (CoverState::Open, Some(other)) => format!(
            "Hi! {company} hosts on {} and would like to swap with you, who have {}. Does that suit? No is a fine answer too.",
            day(&plea.facts),
            day(other)
        ),
        (CoverState::Taken(by), None) => format!(
            "Thank you, {}! The meeting on {} has a new host, and {company} takes one another time.",
            mention(by),
            day(&plea.facts)
        ),
        (CoverState::Taken(by), Some(other)) => format!(
            "Thank you, {}! The meetings on {} and {} have swapped hosts.",
            mention(by),
            day(&plea.facts),
            day(other)
        ),
        (CoverState::Withdrawn, _) => {
            format!("It worked out: {company} keeps the meeting on {}.", day(&plea.facts))
        }
        (CoverState::Declined(by), _) => format!(
            "It didn't suit this time, said {}, and that's quite all right. {company} has the meeting on {}.",
            mention(by),
            day(&plea.facts)
        ),
        (CoverState::Settled, _) => {
            format!("The meeting on {} was settled in another way: nothing to answer here.", day(&plea.facts))
        }
        (CoverState::Cancelled, _) => {
            format!("The meeting on {} is called off: nothing to answer here.", day(&plea.facts))
        }
        (CoverState::Over, _) => {
            format!("The meeting on {} is over: nothing to answer here.", day(&plea.facts))
        }
    })
}

fn asked(plea: &PleaFacts, whom: Option<&UserId>) -> Said {
    match whom {
        None => Said::text(format!(
            "I'll ask in the channel for somebody to take the meeting on {}. You'll hear when somebody says yes.",
            day(&plea.facts)
        )),
        Some(user) => {
            Said::text(format!("I'll ask {} for a swap. You'll hear when the answer comes.", mention(user)))
        }
    }
    .small("If nobody answers, I'll ask again as the day comes nearer.")
}
