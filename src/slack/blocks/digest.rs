//! Monday's digest and the thread about work.

use super::kit::Page;
use crate::domain::model::{DigestMsg, Lang, Press};
use crate::i18n::Said;

pub(super) fn page(lang: Lang, msg: &DigestMsg, said: &Said) -> Page {
    let presses = match msg {
        DigestMsg::Week { next: Some(next), .. } if next.room.is_some() => {
            vec![Press::ShowSomething(next.facts.id)]
        }
        DigestMsg::Week { .. } | DigestMsg::Work(_) => Vec::new(),
    };
    Page::new(lang).said(said).presses(presses).small(said)
}
