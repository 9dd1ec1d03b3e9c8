//! Who hosted and who will, and the order behind it.

use super::kit::Page;
use crate::domain::model::{CommandWord, HostPreview, HostingMsg, Lang, Press};
use crate::i18n::Said;

pub(super) fn page(lang: Lang, msg: &HostingMsg, said: &Said) -> Page {
    let presses = match msg {
        HostingMsg::Preview(preview) => more(preview),
        HostingMsg::NothingToSkip => vec![Press::Run(CommandWord::Cover)],
        HostingMsg::SkippedForYou { .. } | HostingMsg::NextIsAnother { .. } => {
            vec![Press::Run(CommandWord::Host)]
        }
        HostingMsg::Ledger(_)
        | HostingMsg::History { .. }
        | HostingMsg::Order { .. }
        | HostingMsg::NothingToMove
        | HostingMsg::Skipped { .. } => Vec::new(),
    };
    Page::new(lang).said(said).presses(presses).small(said)
}

/// What there is to see first, then what one may do.
fn more(preview: &HostPreview) -> Vec<Press> {
    let id = preview.cluster;
    let years = preview.years.iter().map(|year| Press::ShowHistory(id, *year));
    let skip = preview.skips.then_some(Press::SkipHosting(id));
    let order = preview.orders.then_some(Press::ChangeOrder(id));
    [Press::ShowLedger(id)].into_iter().chain(years).chain(skip).chain(order).collect()
}
