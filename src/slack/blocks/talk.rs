//! Talks: the presenter's own, the reminder, the invitation.

use super::kit::Page;
use crate::domain::model::{Lang, OptOut, Press, Stepping, TalkFacts, TalkMsg, TalkState};
use crate::i18n::Said;

pub(super) fn page(lang: Lang, msg: &TalkMsg, said: &Said) -> Page {
    Page::new(lang).said(said).presses(presses(msg)).small(said)
}

fn presses(msg: &TalkMsg) -> Vec<Press> {
    match msg {
        TalkMsg::Mine { talk, .. } | TalkMsg::With { talk, .. } | TalkMsg::Placed { talk, .. } => {
            changing(talk)
        }
        TalkMsg::Ready { talk, facts } => match (talk.state, facts) {
            (TalkState::Planned, Some(_)) => {
                vec![Press::ConfirmTalk(talk.id), Press::WithdrawTalk(talk.id)]
            }
            _ => Vec::new(),
        },
        TalkMsg::StepIn { talk, facts, state: Stepping::Open } => {
            vec![Press::StepIn(facts.id, talk.id), Press::NotThisTime(facts.id, talk.id)]
        }
        TalkMsg::StepIn { .. } => Vec::new(),
        TalkMsg::Week { talk, facts } => match (talk.state, facts) {
            (TalkState::Planned, Some(_)) => {
                vec![Press::ConfirmTalk(talk.id), Press::ChangeTalk(talk.id), Press::WithdrawTalk(talk.id)]
            }
            _ => Vec::new(),
        },
        TalkMsg::Invitation { taken: true, .. } | TalkMsg::Invitation { over: true, .. } => Vec::new(),
        TalkMsg::Invitation { facts, company: _, taken: false, over: false } => vec![
            Press::ShowSomething(facts.id),
            Press::DeclineInvitation(facts.id),
            Press::StopAsking(OptOut::Invitations),
        ],
        TalkMsg::SignedUp { .. }
        | TalkMsg::Declined
        | TalkMsg::Withdrawn { .. }
        | TalkMsg::NotWith
        | TalkMsg::LeftOut { .. }
        | TalkMsg::Changed { .. }
        | TalkMsg::ChangedBy { .. } => Vec::new(),
    }
}

/// What is over, or taken back already, stays as it is.
fn changing(talk: &TalkFacts) -> Vec<Press> {
    if !talk.state.is_to_come() {
        return Vec::new();
    }
    vec![Press::ChangeTalk(talk.id), Press::WithdrawTalk(talk.id)]
}
