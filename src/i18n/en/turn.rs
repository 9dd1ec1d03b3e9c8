//! Cover for an organiser's turn, in English.

use crate::domain::model::{Lang, TurnFacts, TurnMsg, TurnState};
use crate::i18n::marks::{mention, strong};
use crate::i18n::{Said, dates};

pub(super) fn render(msg: &TurnMsg) -> Said {
    match msg {
        TurnMsg::Card { turn, state } => Said::text(card(turn, state)),
        TurnMsg::Again { turn } => Said::text(format!(
            "{} is still looking for somebody to organise {}. The button is on the card at the top of the thread.",
            strong(&turn.company),
            period(turn)
        )),
        TurnMsg::Asked { turn } => Said::text(format!(
            "I'll ask in the channel whether somebody can organise {}. You'll hear from me when somebody says yes.",
            period(turn)
        ))
        .small("If nobody answers I'll ask again as it comes nearer."),
        TurnMsg::AskedForYou { turn, by } => Said::text(format!(
            "{} is asking in the channel whether somebody can organise {} for {}. If that isn't needed you can withdraw it.",
            mention(by),
            period(turn),
            strong(&turn.company)
        )),
        TurnMsg::Accepted { turn, by, company, owed } => Said::text(format!(
            "{} and {} will organise {} for you. That's settled, and {}.",
            mention(by),
            strong(company),
            period(turn),
            debt(*owed)
        )),
        TurnMsg::Yours { turn } => Said::text(format!(
            "Thanks, you organise {}! It only means that I ask you if a meeting lacks something.",
            period(turn)
        )),
        TurnMsg::GivenBack { turn, by } => Said::text(format!(
            "{} has to give {} back after all. The question is open again in the channel.",
            mention(by),
            period(turn)
        )),
        TurnMsg::ThatsFine { turn } => Said::text(format!(
            "That's quite all right, thanks for saying so! {} will hear it from me.",
            strong(&turn.company)
        )),
        TurnMsg::Withdrawn { turn } => {
            Said::text(format!("Withdrawn. {} organises {} as before.", strong(&turn.company), period(turn)))
        }
        TurnMsg::YourOwn { turn } => Said::text(format!(
            "The turn {} is your own, and somebody has been asked for already. If you want it after all, just withdraw.",
            period(turn)
        )),
        TurnMsg::Begun { turn } => Said::text(format!(
            "The turn {} has begun. Ask for cover again instead, and I'll help.",
            period(turn)
        )),
    }
}

fn card(turn: &TurnFacts, state: &TurnState) -> String {
    let (company, period) = (strong(&turn.company), period(turn));
    match state {
        TurnState::Open => format!(
            "{company} organises {period}, but can't make it. Could somebody take it? Most of it runs by itself."
        ),
        TurnState::Taken(by, taker) => format!(
            "Thanks, {}! {} organises {period}, and {company} takes a turn another time.",
            mention(by),
            strong(taker)
        ),
        TurnState::Withdrawn => format!("It worked out: {company} organises {period}."),
        TurnState::Settled => {
            format!("The turn {period} was settled in another way, so there is nothing to answer here.")
        }
    }
}

fn debt(owed: u32) -> String {
    match owed {
        0 => "you owe each other nothing".to_owned(),
        1 => "you owe them a turn".to_owned(),
        more => format!("you owe them {more} turns"),
    }
}

fn period(turn: &TurnFacts) -> String {
    dates::period(Lang::En, turn.period)
}

/// The turn among meetings, as a choice in a form: plain text.
pub(crate) fn choice(turn: &TurnFacts) -> String {
    format!("Organiser {}: {}", period(turn), turn.company.plain())
}
