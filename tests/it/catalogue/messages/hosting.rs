//! Who hosted and who will, and the order behind it.

use crate::catalogue::cast::{CLUSTER, Cast, at, date, ida, period};
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{
    HostLine, HostPreview, HostingMsg, LedgerLine, Msg, Named, PreviewLine, TurnLine, WhyAnother,
};

cases!(HostingMsg {
    HostingMsg::Preview(HostPreview { orders: true, .. }) => "hosts_for_facilitator",
    HostingMsg::Preview(_) => "hosts",
    HostingMsg::Ledger(lines) if lines.is_empty() => "ledger_empty",
    HostingMsg::Ledger(_) => "ledger",
    HostingMsg::History { meetings, .. } if meetings.is_empty() => "history_empty",
    HostingMsg::History { .. } => "history",
    HostingMsg::Order { told, .. } if told.is_empty() => "order_nobody",
    HostingMsg::Order { .. } => "order",
    HostingMsg::NothingToMove => "nothing_to_move",
    HostingMsg::Skipped { next: Some(_), .. } => "skipped",
    HostingMsg::Skipped { next: None, .. } => "skipped_for_later",
    HostingMsg::SkippedForYou { .. } => "skipped_for_you",
    HostingMsg::NothingToSkip => "nothing_to_skip",
    HostingMsg::NextIsAnother { before: Some(_), now: Some(_), why: WhyAnother::Order(_), .. } => "another_by_order",
    HostingMsg::NextIsAnother { before: Some(_), now: Some(_), why: WhyAnother::Skip(_), .. } => "another_by_skip",
    HostingMsg::NextIsAnother { before: None, now: Some(_), .. } => "another_new",
    HostingMsg::NextIsAnother { now: None, .. } => "another_later",
});

fn preview(cast: &Cast, orders: bool) -> HostingMsg {
    let company = || Named::Company(cast.company.clone());
    let line = |start, host| PreviewLine { start, host, on_behalf: None, theme: None };
    let lines = vec![
        line(at(9, 3, 11, 30), Named::Facilitator(ida())),
        PreviewLine { theme: Some(cast.theme.clone()), ..line(at(9, 17, 11, 30), company()) },
        PreviewLine { on_behalf: Some(cast.other.clone()), ..line(at(10, 1, 11, 30), company()) },
    ];
    let years = if orders { vec![2026, 2025] } else { Vec::new() };
    HostingMsg::Preview(HostPreview { cluster: CLUSTER, lines, years, orders, skips: orders })
}

fn ledger(cast: &Cast) -> HostingMsg {
    let line = |company: &klynge::domain::model::Text, hosted| LedgerLine {
        company: company.clone(),
        hosted,
        last: (hosted > 0).then(|| date(9, 17)),
        owes: Vec::new(),
        owes_turns: Vec::new(),
        skipped: false,
    };
    HostingMsg::Ledger(vec![
        line(&cast.company, 3),
        LedgerLine { owes: vec![(cast.company.clone(), 1)], ..line(&cast.other, 1) },
        LedgerLine { skipped: true, owes_turns: vec![(cast.other.clone(), 1)], ..line(&cast.third, 2) },
        line(&cast.fourth, 0),
    ])
}

fn history(cast: &Cast) -> HostingMsg {
    let company = || Named::Company(cast.company.clone());
    let gone = || Named::Company(klynge::domain::model::Text::default());
    let held = |start, host, theme| HostLine { start, host, theme };
    HostingMsg::History {
        year: 2026,
        meetings: vec![
            held(at(9, 3, 11, 30), Named::Facilitator(ida()), None),
            held(at(9, 17, 11, 30), company(), Some(cast.theme.clone())),
            held(at(10, 1, 11, 30), gone(), None),
        ],
        turns: vec![
            TurnLine { period: period(9, 10), holder: Named::Facilitator(ida()) },
            TurnLine { period: period(11, 11), holder: company() },
        ],
    }
}

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let company = || cast.company.clone();
    let skipped = |next| HostingMsg::Skipped {
        company: company(),
        start: at(9, 17, 11, 30),
        instead: Named::Company(cast.other.clone()),
        next,
    };
    let another = |before, now, why| HostingMsg::NextIsAnother { company: company(), before, now, why };
    let (sooner, later) = (Some(at(9, 17, 11, 30)), Some(at(10, 1, 11, 30)));
    let order = || vec![cast.other.clone(), company(), cast.third.clone()];
    let skip = || WhyAnother::Skip(cast.third.clone());
    let examples = vec![
        preview(cast, true),
        preview(cast, false),
        HostingMsg::Ledger(Vec::new()),
        ledger(cast),
        HostingMsg::History { year: 2025, meetings: Vec::new(), turns: Vec::new() },
        history(cast),
        HostingMsg::Order { order: order(), told: Vec::new() },
        HostingMsg::Order { order: order(), told: vec![company(), cast.other.clone()] },
        HostingMsg::NothingToMove,
        skipped(later),
        skipped(None),
        HostingMsg::SkippedForYou { company: company(), start: at(9, 17, 11, 30), next: later, by: ida() },
        HostingMsg::NothingToSkip,
        another(sooner, later, WhyAnother::Order(ida())),
        another(later, sooner, skip()),
        another(None, sooner, skip()),
        another(sooner, None, skip()),
    ];
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Hosting(msg))).collect();
    Feature { name: "hosting", cases: CASES, examples }
}
