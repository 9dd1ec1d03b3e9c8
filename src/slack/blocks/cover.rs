//! A host asks for somebody to take a meeting, or to exchange it.

use super::kit::Page;
use crate::domain::model::{
    CommandWord, CoverMsg, CoverState, Lang, PleaFacts, Press, TurnFacts, TurnMsg, TurnState,
};
use crate::i18n::Said;

pub(super) fn page(lang: Lang, msg: &CoverMsg, said: &Said) -> Page {
    let presses = match msg {
        CoverMsg::Card { plea, state: CoverState::Open } => asked(plea),
        CoverMsg::Card { plea, state: CoverState::Taken(_) } => vec![give_back(plea)],
        CoverMsg::Asked { plea, .. } | CoverMsg::AskedForYou { plea, .. } | CoverMsg::YourOwn { plea } => {
            vec![withdraw(plea)]
        }
        CoverMsg::Turn(msg) => of_turn(msg),
        CoverMsg::Nothing => vec![Press::Run(CommandWord::Host)],
        CoverMsg::AwayThen { .. } => vec![Press::Run(CommandWord::Back)],
        CoverMsg::TooNear { .. } => vec![Press::Run(CommandWord::Cover)],
        CoverMsg::Declined { .. } => vec![Press::Run(CommandWord::Cover), Press::Run(CommandWord::Swap)],
        CoverMsg::Card { .. }
        | CoverMsg::Again { .. }
        | CoverMsg::Accepted { .. }
        | CoverMsg::GivenBack { .. }
        | CoverMsg::ThatsFine { .. }
        | CoverMsg::Withdrawn { .. } => Vec::new(),
    };
    Page::new(lang).said(said).presses(presses).small(said)
}

/// In the channel everybody sees the same buttons; the other host is asked alone.
fn asked(plea: &PleaFacts) -> Vec<Press> {
    let id = plea.facts.id;
    match &plea.instead {
        None => vec![Press::AcceptCover(id), Press::WithdrawCover(id)],
        Some(other) => vec![Press::AcceptSwap(id, other.id), Press::DeclineSwap(id, other.id)],
    }
}

fn withdraw(plea: &PleaFacts) -> Press {
    let id = plea.facts.id;
    plea.instead.as_ref().map_or(Press::WithdrawCover(id), |other| Press::WithdrawSwap(id, other.id))
}

fn give_back(plea: &PleaFacts) -> Press {
    let id = plea.facts.id;
    plea.instead.as_ref().map_or(Press::GiveBackCover(id), |other| Press::GiveBackSwap(id, other.id))
}

/// The same of a turn.
fn of_turn(msg: &TurnMsg) -> Vec<Press> {
    let accept = |turn: &TurnFacts| Press::AcceptTurn(turn.cluster, turn.period.from);
    let withdraw = |turn: &TurnFacts| Press::WithdrawTurn(turn.cluster, turn.period.from);
    match msg {
        TurnMsg::Card { turn, state: TurnState::Open } => vec![accept(turn), withdraw(turn)],
        TurnMsg::Card { turn, state: TurnState::Taken(..) } | TurnMsg::Yours { turn } => {
            vec![Press::GiveBackTurn(turn.cluster, turn.period.from)]
        }
        TurnMsg::Asked { turn } | TurnMsg::AskedForYou { turn, .. } | TurnMsg::YourOwn { turn } => {
            vec![withdraw(turn)]
        }
        TurnMsg::Begun { .. } => vec![Press::Run(CommandWord::Cover)],
        TurnMsg::Card { .. }
        | TurnMsg::Again { .. }
        | TurnMsg::Accepted { .. }
        | TurnMsg::GivenBack { .. }
        | TurnMsg::ThatsFine { .. }
        | TurnMsg::Withdrawn { .. } => Vec::new(),
    }
}
