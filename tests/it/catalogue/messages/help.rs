//! Help and the panel.

use crate::catalogue::cast::{CLUSTER, Cast, MEETING, at, nowhere};
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{Coming, CommandWord, HelpMsg, Msg, Todo};

cases!(HelpMsg {
    HelpMsg::Help { may_set_up: false } => "help",
    HelpMsg::Help { may_set_up: true } => "help_set_up",
    HelpMsg::Formats => "formats",
    HelpMsg::UnknownWord { nearest: Some(_), .. } => "unknown_near",
    HelpMsg::UnknownWord { nearest: None, .. } => "unknown",
    HelpMsg::Panel(it) if matches!(it.todo, Todo::SetUp) => "panel_set_up",
    HelpMsg::Panel(it) if matches!(it.todo, Todo::ApproveWelcome(_)) => "panel_approve",
    HelpMsg::Panel(it) if matches!(it.todo, Todo::PickCompany(_)) => "panel_company",
    HelpMsg::Panel(it) if matches!(it.todo, Todo::ApproveBrief { .. }) => "panel_brief",
    HelpMsg::Panel(it) if matches!(it.todo, Todo::ChooseTheme(_)) => "panel_theme",
    HelpMsg::Panel(it) if matches!(it.todo, Todo::StepIn { .. }) => "panel_step_in",
    HelpMsg::Panel(it) if matches!(it.todo, Todo::Ready { .. }) => "panel_ready",
    HelpMsg::Panel(it) if matches!(it.todo, Todo::Answer(_)) => "panel_answer",
    HelpMsg::Panel(it) if it.answer == Some(Coming::Yes) => "panel_yes",
    HelpMsg::Panel(it) if it.answer == Some(Coming::No) => "panel_no",
    HelpMsg::Panel(it) if it.answer == Some(Coming::Maybe) => "panel_maybe",
    HelpMsg::Panel(_) => "panel_nothing",
});

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let panel = |todo, answer| HelpMsg::Panel(Box::new(cast.standing(todo, answer)));
    let empty = |todo| HelpMsg::Panel(Box::new(nowhere(todo)));
    let typed = cast.typed.clone();
    let examples = vec![
        HelpMsg::Help { may_set_up: false },
        HelpMsg::Help { may_set_up: true },
        HelpMsg::Formats,
        HelpMsg::UnknownWord { typed: typed.clone(), nearest: Some(CommandWord::Next) },
        HelpMsg::UnknownWord { typed, nearest: None },
        empty(Todo::SetUp),
        empty(Todo::ApproveWelcome(CLUSTER)),
        empty(Todo::PickCompany(CLUSTER)),
        panel(Todo::ApproveBrief { meeting: MEETING, start: at(9, 3, 11, 30) }, None),
        panel(Todo::ChooseTheme(MEETING), None),
        panel(Todo::StepIn { meeting: MEETING, start: at(9, 17, 11, 30) }, Some(Coming::Yes)),
        panel(cast.ready(), Some(Coming::Yes)),
        panel(Todo::Answer(MEETING), None),
        panel(Todo::Nothing, Some(Coming::Yes)),
        panel(Todo::Nothing, Some(Coming::No)),
        panel(Todo::Nothing, Some(Coming::Maybe)),
        empty(Todo::Nothing),
    ];
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Help(msg))).collect();
    Feature { name: "help", cases: CASES, examples }
}
