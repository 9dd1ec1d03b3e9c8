//! Companies that were not heard of for long.

use super::kit::Page;
use crate::domain::model::{Lang, NudgeState, Press, QuietMsg};
use crate::i18n::Said;

pub(super) fn page(lang: Lang, msg: &QuietMsg, said: &Said) -> Page {
    let presses = match msg {
        QuietMsg::Nudge { facts, state: NudgeState::Open, .. } => {
            vec![Press::Join(facts.id), Press::AskLater(facts.id), Press::StopNudging(facts.id)]
        }
        QuietMsg::Nudge { facts, state: NudgeState::Later, .. } => vec![Press::Join(facts.id)],
        QuietMsg::Nudge { .. } | QuietMsg::LeftAlone { .. } => Vec::new(),
    };
    Page::new(lang).said(said).presses(presses).small(said)
}
