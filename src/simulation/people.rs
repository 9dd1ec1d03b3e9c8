//! People and their habits: what they feel like pressing, typing and filling in. They see what Slack
//! shows, and know nothing of the state.

pub(super) mod forms;
mod guests;
pub(super) mod words;

use super::dice::Dice;
use crate::domain::model::{Coming, Press};
use serde_json::Value;

/// How somebody is, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Temper {
    /// Answers at once.
    Prompt,
    /// Answers days later, if at all.
    Forgetful,
    /// Comes, and never says a word.
    Silent,
    /// Says much, and shows something whenever there is room.
    Talker,
    /// Answers as it happens.
    Moody,
    /// Presses every button, twice.
    Eager,
}

impl Temper {
    pub(super) fn of(dice: &mut Dice) -> Self {
        match dice.below(40) {
            0..10 => Self::Prompt,
            10..20 => Self::Forgetful,
            20..28 => Self::Silent,
            28..31 => Self::Talker,
            31..39 => Self::Moody,
            _ => Self::Eager,
        }
    }

    /// How often of a hundred something is left lying.
    pub(super) const fn leaves_it(self) -> u64 {
        match self {
            Self::Prompt => 8,
            Self::Forgetful => 55,
            Self::Silent => 97,
            Self::Talker => 20,
            Self::Moody => 60,
            Self::Eager => 0,
        }
    }

    /// How often of a hundred something that is not for them alone is opened at all.
    pub(super) const fn opens_it(self) -> u64 {
        (100 - self.leaves_it()) / 5
    }

    /// Minutes until something is looked at.
    pub(super) fn takes(self, dice: &mut Dice) -> i64 {
        let minutes = match self {
            Self::Prompt | Self::Eager => dice.between(1, 90),
            Self::Talker | Self::Moody => dice.between(2, 1_500),
            Self::Forgetful => dice.between(60, 9_000),
            Self::Silent => dice.between(1, 6_000),
        };
        minutes.cast_signed()
    }

    /// How often of ten thousand days somebody does something unasked.
    pub(super) const fn stirs(self) -> u64 {
        match self {
            Self::Prompt => 150,
            Self::Forgetful => 60,
            Self::Silent => 5,
            Self::Talker => 600,
            Self::Moody => 150,
            Self::Eager => 200,
        }
    }
}

/// The buttons in blocks, in order.
pub(super) fn buttons(blocks: &Value) -> Vec<Press> {
    let mut found = Vec::new();
    collect(blocks, &mut found);
    found
}

fn collect(value: &Value, found: &mut Vec<Press>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(fields) if fields.get("type").and_then(Value::as_str) == Some("button") => {
            let press =
                fields.get("value").and_then(Value::as_str).and_then(|raw| serde_json::from_str(raw).ok());
            found.extend(press);
        }
        Value::Object(fields) => {
            ["blocks", "elements", "accessory"]
                .iter()
                .filter_map(|name| fields.get(*name))
                .for_each(|inner| collect(inner, found));
        }
        _ => {}
    }
}

/// Which of these somebody presses, if any.
pub(super) fn choice(presses: &[Press], temper: Temper, dice: &mut Dice) -> Option<Press> {
    // What only one can do, and has come to do.
    let has_to = presses.iter().find(|press| matches!(press, Press::PostWelcome(_)));
    if let Some(press) = has_to {
        return Some(press.clone());
    }
    if dice.percent(temper.leaves_it()) {
        return None;
    }
    let total: u64 = presses.iter().map(appetite).sum();
    let mut left = dice.below(total);
    presses
        .iter()
        .find(|press| {
            let here = appetite(press);
            let found = left < here;
            left = left.saturating_sub(here);
            found
        })
        .cloned()
}

/// How much people feel like it.
const fn appetite(press: &Press) -> u64 {
    match press {
        Press::PostWelcome(_) => 1_000,
        Press::Answer(_, Coming::Yes) | Press::ChooseTheme(_) | Press::PublishBrief(_) => 60,
        Press::ConfirmAttendance(_) | Press::ConfirmTalk(_) | Press::PickCompany(_) => 50,
        Press::CorrectAttendance(_) | Press::TakeIdea(..) | Press::TakeMeeting(_) | Press::KeepTalk(_) => 30,
        Press::Answer(_, Coming::No)
        | Press::ShowIdeas(_)
        | Press::PassMeeting(_)
        | Press::UseFormat(..)
        | Press::DeclineFormat(_)
        | Press::AcceptCover(_)
        | Press::AcceptTurn(..)
        | Press::AcceptSwap(..)
        | Press::DeclineSwap(..)
        | Press::EditBrief(_)
        | Press::ShareTalk(_)
        | Press::Reply(..)
        | Press::DeclineInvitation(_)
        | Press::VoteFor(_)
        | Press::ShowWished(_)
        | Press::OrderAgenda(_)
        | Press::CarryOver(_)
        | Press::TakeWished(..)
        | Press::StepIn(..)
        | Press::NotThisTime(..)
        | Press::Join(_)
        | Press::Run(_) => 20,
        Press::Answer(_, Coming::Maybe)
        | Press::AskLater(_)
        | Press::ReadBrief(_)
        | Press::WithdrawTalk(_)
        | Press::ChangeTalk(_)
        | Press::WithdrawCover(_)
        | Press::WithdrawTurn(..)
        | Press::GiveBackTurn(..)
        | Press::WithdrawSwap(..)
        | Press::GiveBackCover(_)
        | Press::GiveBackSwap(..)
        | Press::UnvoteFor(_)
        | Press::MakeWish(_)
        | Press::ShowWishes(..)
        | Press::PutOnAgenda(_)
        | Press::ChangeContact(_)
        | Press::AskAgain(_)
        | Press::Wake => 10,
        Press::MoveMeeting(_)
        | Press::ChangePlace(_)
        | Press::ShowYear(_)
        | Press::ShowLedger(_)
        | Press::ShowHistory(..)
        | Press::ChangeTimes(_)
        | Press::ChangeSetup(_)
        | Press::ShowSomething(_)
        | Press::AskPresenter(_)
        | Press::CorrectBrief(_)
        | Press::ChangeSettings(_)
        | Press::MakeAddress(_)
        | Press::DropAddress(_)
        | Press::Speak(_) => 4,
        Press::ChangeGuest(_) | Press::AddGuest(_) => 20,
        Press::InviteGuest(..) | Press::ShowGuests(..) => 6,
        Press::CancelMeeting(_)
        | Press::ChangeOrder(_)
        | Press::SkipHosting(_)
        | Press::DeleteGuest(_)
        | Press::ExtraMeeting(_)
        | Press::AddCompanies(_)
        | Press::DeleteWish(_)
        | Press::RemoveItem(..)
        | Press::StopNudging(_)
        | Press::StopAsking(_) => 2,
        Press::ChangeRhythm(_) | Press::CompanyLeaves(_) => 1,
    }
}
