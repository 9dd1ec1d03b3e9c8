//! Files and addresses for calendars.

use super::kit::Page;
use crate::domain::model::{IcsMsg, Lang};
use crate::i18n::Said;

/// There is nothing to press: what comes with a file is words alone, and an address is there to be copied.
pub(super) fn page(lang: Lang, msg: &IcsMsg, said: &Said) -> Page {
    match msg {
        IcsMsg::File { .. } | IcsMsg::Address { .. } | IcsMsg::AddressGone { .. } | IcsMsg::NoAddresses => {
            Page::new(lang).said(said).small(said)
        }
    }
}
