//! A person's own wishes.

use crate::catalogue::cast::{Cast, date};
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{Lang, Msg, OptOut, PeopleMsg};

cases!(PeopleMsg {
    PeopleMsg::WhichLanguage(Lang::Nb) => "which_language_nb",
    PeopleMsg::WhichLanguage(Lang::En) => "which_language_en",
    PeopleMsg::LanguageSet(Lang::Nb) => "language_set_nb",
    PeopleMsg::LanguageSet(Lang::En) => "language_set_en",
    PeopleMsg::Snoozed(_) => "snoozed",
    PeopleMsg::Awake => "awake",
    PeopleMsg::AskedAgain(OptOut::Reminders) => "reminders_again",
    PeopleMsg::AskedAgain(OptOut::Company) => "company_question_again",
    PeopleMsg::AskedAgain(OptOut::Nudges) => "nudges_again",
    PeopleMsg::AskedAgain(OptOut::Invitations) => "invitations_again",
    PeopleMsg::AskedAgain(OptOut::SteppingIn) => "stepping_in_again",
    PeopleMsg::AskedAgain(OptOut::CalendarFiles) => "calendar_files_again",
    PeopleMsg::OptedOut(OptOut::CalendarFiles) => "no_calendar_files",
    PeopleMsg::OptedOut(OptOut::Reminders) => "no_reminders",
    PeopleMsg::OptedOut(OptOut::Company) => "no_company_question",
    PeopleMsg::OptedOut(OptOut::Invitations) => "no_invitations",
    PeopleMsg::OptedOut(OptOut::Nudges) => "no_nudges",
    PeopleMsg::OptedOut(OptOut::SteppingIn) => "no_stepping_in",
});

pub(super) fn feature(_: &Cast) -> Feature<Msg> {
    let mut examples = vec![PeopleMsg::Snoozed(date(10, 1)), PeopleMsg::Awake];
    examples.extend(Lang::ALL.map(PeopleMsg::WhichLanguage));
    examples.extend(Lang::ALL.map(PeopleMsg::LanguageSet));
    examples.extend(OptOut::ALL.map(PeopleMsg::OptedOut));
    examples.extend(OptOut::ALL.map(PeopleMsg::AskedAgain));
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::People(msg))).collect();
    Feature { name: "people", cases: CASES, examples }
}
