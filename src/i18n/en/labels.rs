//! Buttons and ideas, in English.

use crate::domain::model::{Coming, CommandWord, Idea, OptOut, Press};
use crate::i18n::own_name;

pub(crate) fn press(press: &Press) -> String {
    let words = match press {
        Press::Answer(_, Coming::Yes) => "We're coming",
        Press::Answer(_, Coming::No) => "Can't: send the brief",
        Press::Answer(_, Coming::Maybe) => "Maybe",
        Press::PickCompany(_) => "Choose company",
        Press::PostWelcome(_) => "Post it",
        Press::ChangeSetup(_) => "Change",
        Press::AddCompanies(_) => "Add companies",
        Press::CompanyLeaves(_) => "Remove a company",
        Press::ChangeContact(_) => "Change contact",
        Press::ChooseTheme(_) => "Write a theme",
        Press::ShowIdeas(_) => "Three ideas, please",
        Press::TakeIdea(_, of) => idea(*of),
        Press::TakeMeeting(_) => "I'll take it, theme later",
        Press::PassMeeting(_) => "Not this time",
        Press::UseFormat(..) => super::variety::TAKE,
        Press::DeclineFormat(_) => super::variety::DECLINE,
        Press::AcceptCover(_) => "We'll take it",
        Press::WithdrawCover(_) | Press::WithdrawSwap(..) => "Withdraw",
        Press::GiveBackCover(_) | Press::GiveBackSwap(..) => "We can't after all",
        Press::AcceptSwap(..) => "Let's swap",
        Press::DeclineSwap(..) => "Can't",
        Press::ShowSomething(_) => "Want to show something",
        Press::DeclineInvitation(_) => "Not this time",
        Press::Join(_) => "We'll join",
        Press::AskLater(_) => "Ask later",
        Press::StopNudging(_) => "Don't ask again",
        Press::ConfirmTalk(_) => "I'm ready",
        Press::WithdrawTalk(_) => "Take it back",
        Press::MoveMeeting(_) => "Move",
        Press::CancelMeeting(_) => "Call off",
        Press::ChangePlace(_) => "Change place",
        Press::ExtraMeeting(_) => "+ Extra meeting",
        Press::ChangeRhythm(_) => "Change the rhythm",
        Press::ShowYear(_) => "The year ahead",
        Press::ConfirmAttendance(_) => "That's right",
        Press::CorrectAttendance(_) => "Change the ticks",
        Press::PublishBrief(_) => "Publish",
        Press::EditBrief(_) => "Edit",
        Press::ShareTalk(_) => "It may be shared",
        Press::KeepTalk(_) => "Keep it out",
        Press::ReadBrief(_) => "Read",
        Press::AskPresenter(_) => "Ask the presenter",
        Press::Reply(..) => "Reply",
        Press::CorrectBrief(_) => "Correct this",
        Press::ChangeSettings(_) => "Settings",
        Press::MakeAddress(_) => "Calendar address",
        Press::DropAddress(_) => "Delete calendar address",
        Press::StopAsking(OptOut::CalendarFiles) => "No calendar files, thanks",
        Press::StopAsking(_) => "Don't ask again",
        Press::AskAgain(OptOut::Reminders) => "Remind me again",
        Press::AskAgain(OptOut::Company) => "Ask where I'm from",
        Press::AskAgain(OptOut::SteppingIn) => "Ask me to step in again",
        Press::AskAgain(OptOut::Nudges) => "Say hello again",
        Press::AskAgain(OptOut::Invitations) => "Invite me again",
        Press::AskAgain(OptOut::CalendarFiles) => "Send calendar files again",
        Press::Wake => "End the break",
        Press::Speak(lang) => own_name(*lang),
        Press::Run(word) => command(*word),
    };
    words.to_owned()
}

/// A command as a button.
fn command(word: CommandWord) -> &'static str {
    match word {
        CommandWord::Help => "Help",
        CommandWord::Setup => "Set up",
        CommandWord::Next => "Next meeting",
        CommandWord::Coming => "We're coming",
        CommandWord::Cant => "Can't: send the brief",
        CommandWord::Maybe => "Maybe",
        CommandWord::Present => "Want to show something",
        CommandWord::Organiser => "Organiser",
        CommandWord::Brief => "Briefs",
        CommandWord::Host => "Hosts",
        CommandWord::Meeting => "Meetings",
        CommandWord::Formats => "Formats",
        CommandWord::Members => "Who's in?",
        CommandWord::Company => "Choose company",
        CommandWord::Cover => "Ask for cover",
        CommandWord::Swap => "Swap meetings",
        CommandWord::Away => "We're away",
        CommandWord::Back => "We're back",
        CommandWord::Settings => "Settings",
        CommandWord::Snooze => "Take a break",
        CommandWord::Language => "Language",
    }
}

pub(crate) fn idea(idea: Idea) -> &'static str {
    match idea {
        Idea::WentDifferently => "A project that didn't go as planned",
        Idea::Tools => "Tools we kept and tools we dropped",
        Idea::Unfinished => "Unfinished work, shown as it is",
        Idea::Client => "A client meeting, told from both sides",
        Idea::Pricing => "Pricing and offers: how we do it",
        Idea::LearnedElsewhere => "Something we learned elsewhere",
        Idea::Accessibility => "Accessibility in practice",
        Idea::Critique => "How we give each other criticism",
        Idea::Clinic => "Problem clinic: where we are stuck",
    }
}
