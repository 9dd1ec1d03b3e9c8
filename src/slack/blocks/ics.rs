//! Files and addresses for calendars.

use super::kit::Page;
use crate::domain::model::Lang;
use crate::i18n::Said;

/// There is nothing to press: what comes with a file is words alone, and an address is there to be copied.
pub(super) fn page(lang: Lang, said: &Said) -> Page {
    Page::new(lang).said(said).small(said)
}
