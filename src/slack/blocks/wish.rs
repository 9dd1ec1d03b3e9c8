//! Wishes: the list with its buttons, and what is said of one.

use super::kit::Page;
use crate::domain::model::{CommandWord, Lang, Press, Stance, WishLine, WishMsg, WishPage};
use crate::i18n::Said;

pub(super) fn page(lang: Lang, msg: &WishMsg, said: &Said) -> Page {
    let presses = match msg {
        WishMsg::List(page) => return list(lang, page, said),
        WishMsg::Noted { wish } | WishMsg::Yours { wish } => vec![all(), Press::DeleteWish(wish.id)],
        WishMsg::Counted { wish } | WishMsg::CountedBefore { wish } => vec![all(), Press::UnvoteFor(wish.id)],
        WishMsg::NotCounted { wish } => vec![all(), Press::VoteFor(wish.id)],
        WishMsg::Enough { .. } | WishMsg::Deleted { .. } => vec![all()],
        WishMsg::Taken { .. } => vec![all(), Press::Run(CommandWord::Present)],
        WishMsg::Heard { .. } => Vec::new(),
    };
    Page::new(lang).said(said).presses(presses).small(said)
}

const fn all() -> Press {
    Press::Run(CommandWord::Wish)
}

/// A wish and, below it, what the reader may do with it; then those that somebody shows something about.
fn list(lang: Lang, page: &WishPage, said: &Said) -> Page {
    let listed = page.wishes.iter().zip(&said.lines);
    let shown =
        listed.fold(Page::new(lang).head(said), |shown, (wish, line)| shown.section(line).presses(of(wish)));
    let taken = said.lines.get(page.wishes.len()..).unwrap_or_default();
    let more = page.more.map(|from| Press::ShowWishes(page.cluster, from));
    let below = [Press::MakeWish(page.cluster)].into_iter().chain(more);
    shown.list(taken).presses(below).small(said)
}

fn of(wish: &WishLine) -> Vec<Press> {
    let voice = match wish.stance {
        Stance::Own => None,
        Stance::Too => Some(Press::UnvoteFor(wish.id)),
        Stance::No => Some(Press::VoteFor(wish.id)),
    };
    let delete = wish.may_delete.then_some(Press::DeleteWish(wish.id));
    voice.into_iter().chain([Press::ShowWished(wish.id)]).chain(delete).collect()
}
