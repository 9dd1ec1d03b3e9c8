//! A no, with the button that leads on where there is one.

use super::kit::Page;
use crate::domain::model::{CommandWord, Lang, Press, Refusal};
use crate::i18n::Said;

pub(super) fn page(lang: Lang, refusal: &Refusal, said: &Said) -> Page {
    Page::new(lang).said(said).presses(leads_on(refusal).map(Press::Run)).small(said)
}

fn leads_on(refusal: &Refusal) -> Option<CommandWord> {
    match refusal {
        Refusal::TooLate => Some(CommandWord::Next),
        Refusal::NoCompany => Some(CommandWord::Company),
        Refusal::NeedsForm(word) => Some(*word),
        Refusal::NoBrief(Some(_)) => Some(CommandWord::Brief),
        Refusal::NoSuchCompany(..) => Some(CommandWord::Members),
        Refusal::NoClusterHere
        | Refusal::WhichCluster(_)
        | Refusal::NotLiveYet(_)
        | Refusal::AlreadySetUp(_)
        | Refusal::OnlyInChannel
        | Refusal::InviteMe
        | Refusal::NotYours(..)
        | Refusal::NoMeeting
        | Refusal::NoSuchDate(_)
        | Refusal::NoSuchAway(_)
        | Refusal::NoMeetingOn(_)
        | Refusal::NoBrief(None)
        | Refusal::NotAmongYou
        | Refusal::Gone
        | Refusal::Sorry => None,
    }
}
