//! Notes and briefs.

use super::kit::Page;
use crate::domain::model::{BriefLine, BriefMsg, DraftState, Lang, MeetingId, Press};
use crate::i18n::Said;

pub(super) fn page(lang: Lang, msg: &BriefMsg, said: &Said) -> Page {
    if let BriefMsg::List { briefs } = msg {
        return list(lang, briefs, said);
    }
    Page::new(lang).said(said).presses(presses(msg)).small(said)
}

fn presses(msg: &BriefMsg) -> Vec<Press> {
    match msg {
        BriefMsg::Draft { brief, state, .. } => approving(brief.facts.id, *state),
        BriefMsg::Part { facts, talk, shared, out, .. } => match (talk.confidential, shared, out) {
            (false, ..) => vec![Press::CorrectBrief(facts.id)],
            (true, true, _) => vec![Press::KeepTalk(talk.id)],
            (true, false, false) => vec![Press::ShareTalk(talk.id)],
            (true, false, true) => Vec::new(),
        },
        BriefMsg::Published { brief } => asking(brief.facts.id).into(),
        BriefMsg::ForYou { brief } => {
            let id = brief.facts.id;
            [Press::ReadBrief(id)].into_iter().chain(asking(id)).collect()
        }
        BriefMsg::Question { facts, from, .. } => vec![Press::Reply(facts.id, from.clone())],
        BriefMsg::Correction { facts, .. } => vec![Press::EditBrief(facts.id)],
        BriefMsg::NotesOpened { .. }
        | BriefMsg::Whole { .. }
        | BriefMsg::List { .. }
        | BriefMsg::Reply { .. }
        | BriefMsg::PassedOn { .. }
        | BriefMsg::Changed { .. } => Vec::new(),
    }
}

fn approving(meeting: MeetingId, state: DraftState) -> Vec<Press> {
    match state {
        DraftState::Waiting(_) | DraftState::FactsOut => {
            vec![Press::PublishBrief(meeting), Press::EditBrief(meeting)]
        }
        DraftState::Published | DraftState::Empty => vec![Press::EditBrief(meeting)],
    }
}

const fn asking(meeting: MeetingId) -> [Press; 2] {
    [Press::AskPresenter(meeting), Press::CorrectBrief(meeting)]
}

/// Each with its own button.
fn list(lang: Lang, briefs: &[BriefLine], said: &Said) -> Page {
    let page = briefs.iter().zip(&said.lines).fold(Page::new(lang).head(said), |page, (brief, line)| {
        page.section(line).presses([Press::ReadBrief(brief.facts.id)])
    });
    page.small(said)
}
