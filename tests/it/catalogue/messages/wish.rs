//! What people would like to hear of.

use crate::catalogue::cast::{CLUSTER, Cast, TALK, at, ida, kari};
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{Msg, Stance, TakenLine, WishId, WishLine, WishMsg, WishPage};

cases!(WishMsg {
    WishMsg::List(WishPage { wishes, taken, .. }) if wishes.is_empty() && taken.is_empty() => "list_none",
    WishMsg::List(WishPage { wishes, .. }) if wishes.is_empty() => "list_all_taken",
    WishMsg::List(WishPage { more: Some(_), .. }) => "list_more",
    WishMsg::List(_) => "list",
    WishMsg::Noted { .. } => "noted",
    WishMsg::Yours { .. } => "yours",
    WishMsg::Counted { .. } => "counted",
    WishMsg::CountedBefore { .. } => "counted_before",
    WishMsg::NotCounted { .. } => "not_counted",
    WishMsg::Enough { .. } => "enough",
    WishMsg::Taken { taken: TakenLine { start: Some(_), .. } } => "taken",
    WishMsg::Taken { taken: TakenLine { start: None, .. } } => "taken_waits",
    WishMsg::Deleted { .. } => "deleted",
    WishMsg::Heard { .. } => "heard",
});

fn wish(cast: &Cast, id: u64, count: usize, stance: Stance, may_delete: bool) -> WishLine {
    let by = if stance == Stance::Own { ida() } else { kari() };
    WishLine { id: WishId(id), theme: cast.theme.clone(), by, count, stance, may_delete }
}

fn taken(cast: &Cast, waits: bool) -> TakenLine {
    TakenLine {
        theme: cast.theme.clone(),
        company: cast.company.clone(),
        title: cast.typed.clone(),
        start: (!waits).then(|| at(9, 17, 11, 30)),
    }
}

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let full = vec![
        wish(cast, 1, 4, Stance::Own, true),
        wish(cast, 2, 3, Stance::Too, false),
        wish(cast, 3, 1, Stance::No, false),
        wish(cast, 4, 1, Stance::No, true),
    ];
    let page = |wishes: Vec<WishLine>, more, taken: Vec<TakenLine>| {
        WishMsg::List(WishPage { cluster: CLUSTER, wishes, more, taken })
    };
    let one = |stance| wish(cast, 1, 3, stance, stance == Stance::Own);
    let examples = vec![
        page(Vec::new(), None, Vec::new()),
        page(Vec::new(), None, vec![taken(cast, false)]),
        page(full.clone(), Some(4), vec![taken(cast, false), taken(cast, true)]),
        page(full, None, Vec::new()),
        WishMsg::Noted { wish: one(Stance::Own) },
        WishMsg::Yours { wish: one(Stance::Own) },
        WishMsg::Counted { wish: one(Stance::Too) },
        WishMsg::CountedBefore { wish: one(Stance::Too) },
        WishMsg::NotCounted { wish: one(Stance::No) },
        WishMsg::Enough { most: 12 },
        WishMsg::Taken { taken: taken(cast, false) },
        WishMsg::Taken { taken: taken(cast, true) },
        WishMsg::Deleted { theme: cast.theme.clone() },
        WishMsg::Heard { talk: TALK, taken: taken(cast, false) },
    ];
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Wish(msg))).collect();
    Feature { name: "wish", cases: CASES, examples }
}
