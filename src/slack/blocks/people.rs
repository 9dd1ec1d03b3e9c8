//! A person's own wishes.

use super::kit::Page;
use crate::domain::model::{Lang, PeopleMsg, Press};
use crate::i18n::Said;

pub(super) fn page(lang: Lang, msg: &PeopleMsg, said: &Said) -> Page {
    let languages = match msg {
        PeopleMsg::WhichLanguage(_) => Lang::ALL.as_slice(),
        PeopleMsg::LanguageSet(_)
        | PeopleMsg::Snoozed(_)
        | PeopleMsg::Awake
        | PeopleMsg::OptedOut(_)
        | PeopleMsg::AskedAgain(_) => &[],
    };
    Page::new(lang).said(said).presses(languages.iter().copied().map(Press::Speak)).small(said)
}
