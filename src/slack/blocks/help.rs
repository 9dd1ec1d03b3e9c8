//! Help and the panel.

use super::kit::Page;
use super::rsvp::answers;
use crate::domain::model::{CommandWord, HelpMsg, Lang, Press, Todo};
use crate::i18n::Said;

pub(super) fn page(lang: Lang, msg: &HelpMsg, said: &Said) -> Page {
    let page = Page::new(lang).said(said);
    let presses = match msg {
        HelpMsg::Help { facilitator: _ } => Vec::new(),
        HelpMsg::UnknownWord { typed: _, nearest } => nearest.iter().copied().map(Press::Run).collect(),
        HelpMsg::Panel { next: _, answer: _, company: _, hosting: _, todo } => {
            let mut presses = next_step(todo);
            presses.extend(may_show(todo).map(Press::Run));
            presses.push(Press::Run(CommandWord::Help));
            presses
        }
    };
    page.presses(presses).small(said)
}

/// Once nothing stands in the way, one may show something.
fn may_show(todo: &Todo) -> Option<CommandWord> {
    match todo {
        Todo::SetUp | Todo::ApproveWelcome | Todo::PickCompany => None,
        Todo::ChooseTheme(_) | Todo::Answer(_) | Todo::Nothing => Some(CommandWord::Present),
    }
}

fn next_step(todo: &Todo) -> Vec<Press> {
    match todo {
        Todo::SetUp => vec![Press::Run(CommandWord::Setup)],
        Todo::ApproveWelcome => Vec::new(),
        Todo::PickCompany => vec![Press::Run(CommandWord::Company)],
        Todo::ChooseTheme(meeting) => {
            vec![Press::ChooseTheme(*meeting), Press::ShowIdeas(*meeting)]
        }
        Todo::Answer(meeting) => answers(*meeting, None),
        Todo::Nothing => vec![Press::Run(CommandWord::Host), Press::Run(CommandWord::Members)],
    }
}
