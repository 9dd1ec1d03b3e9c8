//! A polite no, with what to do instead, in English.

use super::{date, join};
use crate::domain::model::{Refusal, Right, Text};
use crate::i18n::Said;
use crate::i18n::marks::{channel, mention};

pub(super) fn render(refusal: &Refusal) -> Said {
    Said::text(match refusal {
        Refusal::NoClusterHere => "There is no microcluster here yet. Want to start one? Type \
             `/klynge setup` in the channel where it should live."
            .to_owned(),
        Refusal::WhichCluster(names) => {
            let names: Vec<String> = names.iter().map(channel).collect();
            format!(
                "You are in more than one microcluster: {}. Type the command in the channel of the one you mean, and it's done.",
                join(&names)
            )
        }
        Refusal::NotLiveYet(facilitator) => format!(
            "Nearly there! {} is looking at the welcome first. If you wonder about anything until \
             then, just ask there.",
            mention(facilitator)
        ),
        Refusal::AlreadySetUp(facilitator) => format!(
            "There is a microcluster here already, and {} facilitates it. \
             Type `/klynge` to see what you can do.",
            mention(facilitator)
        ),
        Refusal::OnlyInChannel => "That works in a channel only. Go to the channel you mean, and \
             type the same there."
            .to_owned(),
        Refusal::InviteMe => "I'm not in this channel yet. Type `/invite @Klynge` here, then try \
             again."
            .to_owned(),
        Refusal::NotYours(right, holder) => not_yours(*right, &mention(holder)),
        Refusal::NoMeeting => "No meeting is planned right now. Try `/klynge next` in a few days.".to_owned(),
        Refusal::TooLate => "That meeting is over or was called off. `/klynge next` shows the \
             one after."
            .to_owned(),
        Refusal::NoCompany => "I don't know which company you are from yet. Choose it here, and \
             the rest follows."
            .to_owned(),
        Refusal::NoSuchCompany(typed, Some(nearest)) => format!(
            "I can't find a company called “{}”. Did you mean “{}”?",
            typed.escaped(),
            nearest.escaped()
        ),
        Refusal::NoSuchCompany(typed, None) => {
            format!(
                "I can't find a company called “{}”. `/klynge members` shows who takes part.",
                typed.escaped()
            )
        }
        Refusal::NoSuchDate(typed) => no_such_date(typed),
        Refusal::NoMeetingOn(day) => format!(
            "There is no meeting on {}. `/klynge meeting` lists those to come; without a date the answer is for the next.",
            date(*day)
        ),
        Refusal::NoSuchAway(typed) => format!(
            "“{}” did not become a date within a year. Type, say, `/klynge away 1.10.`, `/klynge away 14` for \
             fourteen days, or just `/klynge away` for a form.",
            typed.escaped()
        ),
        Refusal::NeedsForm(_) => "That takes a small form. Press here and it opens.".to_owned(),
        Refusal::NoBrief(None) => {
            "There is no brief here yet. The first comes a few days after a meeting.".to_owned()
        }
        Refusal::NoBrief(Some(typed)) => {
            format!("I found no brief about \"{}\". Type `/klynge brief` to see the latest.", typed.escaped())
        }
        Refusal::NotAmongYou => "That is for those who are in the cluster. If you have only just joined the \
             channel, try again in a moment."
            .to_owned(),
        Refusal::Gone => "That button belongs to something that is gone. Type `/klynge` to see \
             what matters now."
            .to_owned(),
        Refusal::Sorry => "Sorry, something went wrong on my side. Nothing was changed. Please \
             try again in a little while."
            .to_owned(),
    })
}

fn not_yours(right: Right, holder: &str) -> String {
    match right {
        Right::Facilitator => {
            format!("That is for the facilitator to do. Tell {holder}, and it will be sorted.")
        }
        Right::Organiser => {
            format!("The organiser and the facilitator can do that. Tell {holder}, and it will be sorted.")
        }
        Right::Presenter => format!(
            "The one who shows it, a colleague or the facilitator can do that. Tell {holder}, and it \
             will be sorted."
        ),
        Right::PresenterAlone => {
            format!("It's confidential, so only those who show it can change it. Have a word with {holder}.")
        }
        Right::Host => format!(
            "The host, the organiser and the facilitator can do that. Tell {holder}, and it will \
             be sorted."
        ),
    }
}

/// Nothing typed is a question, not a mistake.
fn no_such_date(typed: &Text) -> String {
    let how = "Write `/klynge snooze 1/10`, for instance, or `/klynge snooze 14` for a fortnight.";
    if typed.is_empty() {
        format!("How long would you like to be left in peace? {how}")
    } else {
        format!("“{}” is no date I can use. {how}", typed.escaped())
    }
}
