//! Help and the panel.

use super::kit::Page;
use super::rsvp::answers;
use crate::domain::model::{CommandWord, HelpMsg, Lang, Press, Todo};
use crate::i18n::Said;

pub(super) fn page(lang: Lang, msg: &HelpMsg, said: &Said) -> Page {
    let page = Page::new(lang).said(said);
    let presses = match msg {
        HelpMsg::Help { may_set_up: _ } | HelpMsg::Formats => Vec::new(),
        HelpMsg::UnknownWord { typed: _, nearest } => nearest.iter().copied().map(Press::Run).collect(),
        HelpMsg::Panel(standing) => {
            let mut presses = next_step(&standing.todo);
            presses.extend(may_show(&standing.todo).map(Press::Run));
            presses.push(Press::Run(CommandWord::Help));
            presses
        }
    };
    page.presses(presses).small(said)
}

/// Once nothing stands in the way, one may show something.
fn may_show(todo: &Todo) -> Option<CommandWord> {
    match todo {
        Todo::SetUp | Todo::ApproveWelcome(_) | Todo::PickCompany(_) => None,
        Todo::ApproveBrief { .. }
        | Todo::ChooseTheme(_)
        | Todo::StepIn { .. }
        | Todo::Ready { .. }
        | Todo::Answer(_)
        | Todo::Nothing => Some(CommandWord::Present),
    }
}

pub(super) fn next_step(todo: &Todo) -> Vec<Press> {
    match todo {
        Todo::SetUp => vec![Press::Run(CommandWord::Setup)],
        Todo::ApproveWelcome(cluster) => vec![Press::PostWelcome(*cluster)],
        Todo::PickCompany(cluster) => vec![Press::PickCompany(*cluster)],
        Todo::ApproveBrief { meeting, .. } => {
            vec![Press::PublishBrief(*meeting), Press::EditBrief(*meeting)]
        }
        Todo::ChooseTheme(meeting) => {
            vec![Press::ChooseTheme(*meeting), Press::ShowIdeas(*meeting)]
        }
        Todo::StepIn { meeting, .. } => {
            vec![Press::ChooseTheme(*meeting), Press::TakeMeeting(*meeting), Press::PassMeeting(*meeting)]
        }
        Todo::Ready { talk, .. } => vec![Press::ConfirmTalk(*talk)],
        Todo::Answer(meeting) => answers(*meeting, None),
        Todo::Nothing => vec![Press::Run(CommandWord::Host), Press::Run(CommandWord::Members)],
    }
}
