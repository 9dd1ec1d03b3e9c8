//! Buttons and ideas, in bokmål.

use crate::domain::model::{Coming, CommandWord, Idea, OptOut, Press};
use crate::i18n::own_name;

pub(crate) fn press(press: &Press) -> String {
    let words = match press {
        Press::Answer(_, Coming::Yes) => "Vi kommer",
        Press::Answer(_, Coming::No) => "Kan ikke – send brief",
        Press::Answer(_, Coming::Maybe) => "Kanskje",
        Press::PickCompany(_) => "Velg bedrift",
        Press::PostWelcome(_) => "Legg ut",
        Press::ChangeSetup(_) => "Endre",
        Press::AddCompanies(_) => "Legg til bedrifter",
        Press::CompanyLeaves(_) => "Meld ut en bedrift",
        Press::ChangeContact(_) => "Bytt kontakt",
        Press::ChooseTheme(_) => "Skriv tema",
        Press::ShowIdeas(_) => "Gi meg tre forslag",
        Press::TakeIdea(_, of) => idea(*of),
        Press::TakeMeeting(_) => "Jeg tar det, tema siden",
        Press::PassMeeting(_) => "Ikke denne gangen",
        Press::UseFormat(..) => super::variety::TAKE,
        Press::DeclineFormat(_) => super::variety::DECLINE,
        Press::AcceptCover(_) => "Vi tar det",
        Press::WithdrawCover(_) | Press::WithdrawSwap(..) => "Trekk spørsmålet",
        Press::GiveBackCover(_) | Press::GiveBackSwap(..) => "Vi kan ikke likevel",
        Press::AcceptSwap(..) => "Vi bytter",
        Press::DeclineSwap(..) => "Passer ikke",
        Press::ShowSomething(_) => "Vil vise noe",
        Press::DeclineInvitation(_) => "Ikke denne gangen",
        Press::Join(_) => "Blir med",
        Press::AskLater(_) => "Spør senere",
        Press::StopNudging(_) => "Ikke spør igjen",
        Press::ConfirmTalk(_) => "Jeg er klar",
        Press::WithdrawTalk(_) => "Trekk den",
        Press::MoveMeeting(_) => "Flytt",
        Press::CancelMeeting(_) => "Avlys",
        Press::ChangePlace(_) => "Endre sted",
        Press::ExtraMeeting(_) => "+ Ekstra møte",
        Press::ChangeRhythm(_) => "Endre rytmen",
        Press::ShowYear(_) => "Året framover",
        Press::ConfirmAttendance(_) => "Stemmer",
        Press::CorrectAttendance(_) => "Endre kryssene",
        Press::PublishBrief(_) => "Publiser",
        Press::EditBrief(_) => "Rediger",
        Press::ShareTalk(_) => "Det kan deles",
        Press::KeepTalk(_) => "Hold det utenfor",
        Press::ReadBrief(_) => "Les alt",
        Press::AskPresenter(_) => "Still et spørsmål",
        Press::Reply(..) => "Svar",
        Press::CorrectBrief(_) => "Rett noe",
        Press::ChangeSettings(_) => "Innstillinger",
        Press::MakeAddress(_) => "Kalenderadresse",
        Press::DropAddress(_) => "Slett kalenderadressen",
        Press::StopAsking(OptOut::CalendarFiles) => "Ingen kalenderfiler, takk",
        Press::StopAsking(_) => "Ikke spør igjen",
        Press::AskAgain(OptOut::Reminders) => "Minn meg på svar igjen",
        Press::AskAgain(OptOut::Company) => "Spør hvor jeg er fra",
        Press::AskAgain(OptOut::SteppingIn) => "Spør meg om møter igjen",
        Press::AskAgain(OptOut::Nudges) => "Si hei igjen",
        Press::AskAgain(OptOut::Invitations) => "Inviter meg igjen",
        Press::AskAgain(OptOut::CalendarFiles) => "Send kalenderfiler igjen",
        Press::Wake => "Avslutt pausen",
        Press::Speak(lang) => own_name(*lang),
        Press::Run(word) => command(*word),
    };
    words.to_owned()
}

/// A command as a button.
fn command(word: CommandWord) -> &'static str {
    match word {
        CommandWord::Help => "Hjelp",
        CommandWord::Setup => "Sett opp",
        CommandWord::Next => "Neste møte",
        CommandWord::Coming => "Vi kommer",
        CommandWord::Cant => "Kan ikke – send brief",
        CommandWord::Maybe => "Kanskje",
        CommandWord::Present => "Vil vise noe",
        CommandWord::Organiser => "Arrangør",
        CommandWord::Brief => "Briefer",
        CommandWord::Host => "Vertskap",
        CommandWord::Meeting => "Møtene",
        CommandWord::Formats => "Møteformer",
        CommandWord::Members => "Hvem er med?",
        CommandWord::Company => "Velg bedrift",
        CommandWord::Cover => "Spør etter vikar",
        CommandWord::Swap => "Bytt møte",
        CommandWord::Away => "Vi er borte",
        CommandWord::Back => "Vi er tilbake",
        CommandWord::Settings => "Innstillinger",
        CommandWord::Snooze => "Ta en pause",
        CommandWord::Language => "Språk",
    }
}

pub(crate) fn idea(idea: Idea) -> &'static str {
    match idea {
        Idea::WentDifferently => "Prosjektet som ikke gikk som planlagt",
        Idea::Tools => "Verktøyene vi beholdt, og de vi droppet",
        Idea::Unfinished => "Uferdig arbeid, vist som det er",
        Idea::Client => "Et kundemøte sett fra begge sider",
        Idea::Pricing => "Pris og tilbud: slik gjør vi det",
        Idea::LearnedElsewhere => "Noe vi har lært et annet sted",
        Idea::Accessibility => "Universell utforming i praksis",
        Idea::Critique => "Slik gir vi hverandre kritikk",
        Idea::Clinic => "Problemklinikk: her står vi fast",
    }
}
