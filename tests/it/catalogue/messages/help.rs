//! Help and the panel.

use crate::catalogue::cast::{Cast, MEETING, at};
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{Coming, CommandWord, HelpMsg, Msg, Todo};

cases!(HelpMsg {
    HelpMsg::Help { facilitator: false } => "help",
    HelpMsg::Help { facilitator: true } => "help_facilitator",
    HelpMsg::UnknownWord { nearest: Some(_), .. } => "unknown_near",
    HelpMsg::UnknownWord { nearest: None, .. } => "unknown",
    HelpMsg::Panel { todo: Todo::SetUp, .. } => "panel_set_up",
    HelpMsg::Panel { todo: Todo::ApproveWelcome, .. } => "panel_approve",
    HelpMsg::Panel { todo: Todo::PickCompany, .. } => "panel_company",
    HelpMsg::Panel { todo: Todo::ChooseTheme(_), .. } => "panel_theme",
    HelpMsg::Panel { todo: Todo::Answer(_), .. } => "panel_answer",
    HelpMsg::Panel { todo: Todo::Nothing, answer: Some(Coming::Yes), .. } => "panel_yes",
    HelpMsg::Panel { todo: Todo::Nothing, answer: Some(Coming::No), .. } => "panel_no",
    HelpMsg::Panel { todo: Todo::Nothing, answer: Some(Coming::Maybe), .. } => "panel_maybe",
    HelpMsg::Panel { todo: Todo::Nothing, answer: None, .. } => "panel_nothing",
});

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let panel = |todo, answer| HelpMsg::Panel {
        next: Some(cast.facts()),
        answer,
        company: Some(cast.company.clone()),
        hosting: Some(at(10, 1, 11, 30)),
        todo,
    };
    let empty = |todo| HelpMsg::Panel { next: None, answer: None, company: None, hosting: None, todo };
    let typed = cast.typed.clone();
    let examples = vec![
        HelpMsg::Help { facilitator: false },
        HelpMsg::Help { facilitator: true },
        HelpMsg::UnknownWord { typed: typed.clone(), nearest: Some(CommandWord::Next) },
        HelpMsg::UnknownWord { typed, nearest: None },
        empty(Todo::SetUp),
        empty(Todo::ApproveWelcome),
        empty(Todo::PickCompany),
        panel(Todo::ChooseTheme(MEETING), None),
        panel(Todo::Answer(MEETING), None),
        panel(Todo::Nothing, Some(Coming::Yes)),
        panel(Todo::Nothing, Some(Coming::No)),
        panel(Todo::Nothing, Some(Coming::Maybe)),
        empty(Todo::Nothing),
    ];
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Help(msg))).collect();
    Feature { name: "help", cases: CASES, examples }
}
