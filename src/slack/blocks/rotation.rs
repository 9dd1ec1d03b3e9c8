//! Hosts and organisers.

use super::guest;
use super::kit::{Page, on_button};
use crate::domain::model::{
    AskRole, AskState, CommandWord, Lang, MeetingFacts, Offer, OptOut, Press, RotationMsg,
};
use crate::i18n::Said;

pub(super) fn page(lang: Lang, msg: &RotationMsg, said: &Said) -> Page {
    let presses = match msg {
        RotationMsg::HostAsk { facts, role, state, offer, guests } => {
            let presses = match state {
                AskState::Open => asked(facts, role),
                AskState::Yours(_) => theme_if_open(facts),
                AskState::Taken(_) | AskState::Over | AskState::Cancelled | AskState::Passed(_) => Vec::new(),
            };
            // The theme comes first, with its buttons; another format has its own.
            let (own, hints) = said.lines.split_at(said.lines.len().saturating_sub(guests.len()));
            let page = Page::new(lang)
                .section(&said.text)
                .presses(presses)
                .list(own)
                .presses(offer.map(|offer| offered(facts, offer)).unwrap_or_default());
            return guest::hints(page, facts.id, guests, hints);
        }
        RotationMsg::Ideas { meeting, ideas, wishes } => wishes
            .iter()
            .map(|wish| Press::TakeWished(*meeting, wish.id, on_button(&wish.theme)))
            .chain(ideas.iter().map(|idea| Press::TakeIdea(*meeting, *idea)))
            .chain([Press::ChooseTheme(*meeting)])
            .collect(),
        RotationMsg::Taken { facts } => theme_if_open(facts),
        RotationMsg::Away { .. } => vec![Press::Run(CommandWord::Back)],
        RotationMsg::AwayForYou { .. } | RotationMsg::Back { .. } | RotationMsg::NotAway { .. } => Vec::new(),
        RotationMsg::AnotherIsAsked { .. } => Vec::new(),
        RotationMsg::Turns(_) => vec![Press::Run(CommandWord::Cover)],
        RotationMsg::Handover { .. } => {
            vec![
                Press::Run(CommandWord::Host),
                Press::Run(CommandWord::Meeting),
                Press::Run(CommandWord::Cover),
            ]
        }
    };
    Page::new(lang).said(said).presses(presses).small(said)
}

/// Whoever steps in for others may say no to this one and to all; the facilitator has nobody to pass it on to.
fn asked(facts: &MeetingFacts, role: &AskRole) -> Vec<Press> {
    let mut presses =
        vec![Press::ChooseTheme(facts.id), Press::ShowIdeas(facts.id), Press::TakeMeeting(facts.id)];
    let pass = Press::PassMeeting(facts.id);
    match role {
        AskRole::Host(_) => presses.push(pass),
        AskRole::Colleague(_) | AskRole::Organiser(_) => {
            presses.extend([pass, Press::StopAsking(OptOut::SteppingIn)]);
        }
        AskRole::StartPhase | AskRole::LastResort(_) => {}
    }
    presses
}

fn theme_if_open(facts: &MeetingFacts) -> Vec<Press> {
    match facts.theme {
        Some(_) => Vec::new(),
        None => vec![Press::ChooseTheme(facts.id), Press::ShowIdeas(facts.id)],
    }
}

/// One that was taken needs no more buttons.
fn offered(facts: &MeetingFacts, offer: Offer) -> Vec<Press> {
    if facts.format == Some(offer.format) {
        return Vec::new();
    }
    vec![Press::UseFormat(facts.id, offer.format), Press::DeclineFormat(facts.id)]
}
