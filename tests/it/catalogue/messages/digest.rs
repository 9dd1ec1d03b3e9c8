//! What is said on Mondays.

use crate::catalogue::cast::Cast;
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{DigestMsg, Msg, PointKind, PointLine, Text, UpNext, WorkAsk};

cases!(DigestMsg {
    DigestMsg::Week { wishes, .. } if wishes.len() == 1 => "one_wish",
    DigestMsg::Week { wishes, .. } if !wishes.is_empty() => "wishes",
    DigestMsg::Week { next: None, .. } => "carried_only",
    DigestMsg::Week { next: Some(next), .. } if next.room.is_none() => "full",
    DigestMsg::Week { next: Some(next), .. } if next.facts.theme.is_none() => "bare",
    DigestMsg::Week { organiser: Some(organiser), next: Some(next), .. } if *organiser == next.host => "one_for_all",
    DigestMsg::Week { .. } => "week",
    DigestMsg::Work(WorkAsk::Desk) => "work_desk",
    DigestMsg::Work(WorkAsk::Stuck) => "work_stuck",
    DigestMsg::Work(WorkAsk::Seen) => "work_seen",
});

fn next(cast: &Cast) -> UpNext {
    UpNext {
        facts: cast.facts(),
        host: cast.company.clone(),
        presenters: vec![cast.typed.clone(), cast.third.clone()],
        coming: 3,
        room: Some(35),
    }
}

fn bare(cast: &Cast) -> UpNext {
    UpNext { facts: cast.bare(), presenters: Vec::new(), coming: 0, room: Some(45), ..next(cast) }
}

fn carried(cast: &Cast) -> Vec<PointLine> {
    let line = |kind, text: &Text| PointLine { kind, text: text.clone(), source: None };
    vec![line(PointKind::Task, &cast.typed), line(PointKind::Question, &cast.other)]
}

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let week = |next: Option<UpNext>, organiser, carried| DigestMsg::Week {
        next: next.map(Box::new),
        organiser,
        carried,
        wishes: Vec::new(),
    };
    let mut examples = vec![
        week(Some(next(cast)), Some(cast.fourth.clone()), carried(cast)),
        week(Some(next(cast)), Some(cast.company.clone()), Vec::new()),
        week(Some(UpNext { coming: 9, room: None, ..next(cast) }), None, Vec::new()),
        week(Some(bare(cast)), None, Vec::new()),
        week(None, None, carried(cast)),
    ];
    examples.extend([1, 5].map(|count| DigestMsg::Week {
        next: Some(Box::new(next(cast))),
        organiser: None,
        carried: Vec::new(),
        wishes: [&cast.theme, &cast.typed, &cast.place].into_iter().cycle().take(count).cloned().collect(),
    }));
    examples.extend(WorkAsk::ALL.map(DigestMsg::Work));
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Digest(msg))).collect();
    Feature { name: "digest", cases: CASES, examples }
}
