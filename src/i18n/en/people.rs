//! A person's own wishes, in English.

use super::date;
use crate::domain::model::{Lang, OptOut, PeopleMsg};
use crate::i18n::Said;

pub(super) fn render(msg: &PeopleMsg) -> Said {
    Said::text(match msg {
        PeopleMsg::WhichLanguage(lang) => {
            format!("Which language would you like from me? It's {} now.", language(*lang))
        }
        PeopleMsg::LanguageSet(lang) => format!("Right, {} it is.", language(*lang)),
        PeopleMsg::Snoozed(until) => format!(
            "I'll leave you in peace until {}. What you asked for yourself or look after still \
             comes as before. `/klynge snooze off` brings me back.",
            date(*until)
        ),
        PeopleMsg::Awake => "Welcome back! You'll hear from me again.".to_owned(),
        PeopleMsg::OptedOut(what) => opted_out(*what).to_owned(),
        PeopleMsg::AskedAgain(what) => asked_again(*what).to_owned(),
    })
}

fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "Norwegian",
        Lang::En => "English",
    }
}

/// What stops, what still works, and the way back.
fn opted_out(what: OptOut) -> &'static str {
    match what {
        OptOut::Reminders => {
            "Right, I won't remind you to answer any more. `/klynge coming` works at any time, \
             and `/klynge snooze off` undoes this."
        }
        OptOut::Company => {
            "Right, I won't ask again. Should you want to say where you are from one day, type \
             `/klynge company`."
        }
        OptOut::Invitations => {
            "Right, I won't invite you any more. Should you want to show something, `/klynge \
             present` works, and `/klynge snooze off` undoes this."
        }
        OptOut::Nudges => {
            "Right, I'll leave you in peace when things have been quiet for a while. `/klynge snooze off` \
             undoes this."
        }
        OptOut::CalendarFiles => {
            "Right, I won't send you calendar files any more. `/klynge snooze off` undoes this."
        }
        OptOut::SteppingIn => {
            "Right, I won't ask you to take a meeting for others any more. `/klynge snooze off` \
             undoes this."
        }
    }
}

/// What begins again.
fn asked_again(what: OptOut) -> &'static str {
    match what {
        OptOut::Reminders => "Right, I'll remind you to answer again.",
        OptOut::Company => "Right, I'll ask you again where you are from.",
        OptOut::Nudges => "Lovely, I'll get in touch again when things have been quiet for long.",
        OptOut::Invitations => "Lovely, I'll invite you again.",
        OptOut::CalendarFiles => "Right, you get the meeting as a file again when you're coming.",
        OptOut::SteppingIn => "Thank you! I'll ask you again when somebody needs a hand.",
    }
}
