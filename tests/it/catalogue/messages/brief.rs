//! Notes and briefs.

use crate::catalogue::cast::{Cast, TALK, at, ida, kari, per};
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{
    AgendaLine, BriefFacts, BriefLine, BriefMsg, DraftState, MeetingFacts, MeetingId, Msg, PointKind,
    PointLine, TalkFacts, TalkFormat, TalkState, Text,
};

cases!(BriefMsg {
    BriefMsg::NotesOpened { facts } if facts.theme.is_some() => "notes",
    BriefMsg::NotesOpened { .. } => "notes_no_theme",
    BriefMsg::Draft { state: DraftState::Published, .. } => "draft_published",
    BriefMsg::Draft { state: DraftState::FactsOut, .. } => "draft_facts_out",
    BriefMsg::Draft { state: DraftState::Empty, .. } => "draft_empty",
    BriefMsg::Draft { brief, .. } if brief.points.is_empty() && brief.remarks > 0 => "draft_nothing_left",
    BriefMsg::Draft { brief, .. } if brief.points.is_empty() => "draft_nothing_noted",
    BriefMsg::Draft { withheld: 1.., .. } => "draft_withheld",
    BriefMsg::Draft { confidential: true, .. } => "draft_confidential",
    BriefMsg::Draft { .. } => "draft",
    BriefMsg::Part { talk: TalkFacts { confidential: false, .. }, out: false, .. } => "part",
    BriefMsg::Part { talk: TalkFacts { confidential: false, .. }, points, .. } if points.is_empty() => "part_out_no_points",
    BriefMsg::Part { talk: TalkFacts { confidential: false, .. }, .. } => "part_out",
    BriefMsg::Part { shared: true, .. } => "part_shared",
    BriefMsg::Part { out: true, .. } => "part_kept",
    BriefMsg::Part { points, .. } if points.is_empty() => "part_title_only",
    BriefMsg::Part { .. } => "part_confidential",
    BriefMsg::Published { brief } if brief.facts_only => "published_facts",
    BriefMsg::Published { brief } if brief.corrected.is_some() => "published_corrected",
    BriefMsg::Published { brief } if brief.points.is_empty() && brief.remarks > 0 => "published_no_points",
    BriefMsg::Published { brief } if brief.points.is_empty() => "published_nothing_noted",
    BriefMsg::Published { brief } if brief.agenda.is_empty() => "published_points",
    BriefMsg::Published { .. } => "published",
    BriefMsg::ForYou { brief } if brief.facts_only && brief.agenda.is_empty() => "for_you_we_met",
    BriefMsg::ForYou { brief } if brief.facts_only => "for_you_facts",
    BriefMsg::ForYou { brief } if brief.points.is_empty() && brief.remarks > 0 => "for_you_no_points",
    BriefMsg::ForYou { brief } if brief.points.is_empty() => "for_you_nothing_noted",
    BriefMsg::ForYou { brief } if brief.ask.is_empty() => "for_you_nobody_to_ask",
    BriefMsg::ForYou { .. } => "for_you",
    BriefMsg::Whole { .. } => "whole",
    BriefMsg::List { .. } => "list",
    BriefMsg::Question { company, .. } if company.is_empty() => "question_no_company",
    BriefMsg::Question { .. } => "question",
    BriefMsg::Reply { .. } => "reply",
    BriefMsg::Correction { .. } => "correction",
    BriefMsg::PassedOn { .. } => "passed_on",
    BriefMsg::Changed { out: true } => "changed_out",
    BriefMsg::Changed { out: false } => "changed",
});

fn points(cast: &Cast) -> Vec<PointLine> {
    let source = |n: u32| Some(Text::line(&format!("https://digs.example/archives/C1/p17{n}?cid=C1")));
    let line = |kind, text: &Text, source| PointLine { kind, text: text.clone(), source };
    vec![
        line(PointKind::Note, &cast.typed, source(1)),
        line(PointKind::Note, &cast.theme, None),
        line(PointKind::Decision, &cast.elsewhere, source(2)),
        line(PointKind::Task, &cast.place, source(3)),
        line(PointKind::Question, &cast.other, source(4)),
        line(PointKind::Link, &cast.link, source(5)),
    ]
}

fn agenda(cast: &Cast) -> Vec<AgendaLine> {
    let line = |company: &Text, title: Option<Text>| AgendaLine {
        company: company.clone(),
        presenter: kari(),
        link: title.as_ref().map(|_| cast.link.clone()),
        title,
        format: TalkFormat::Story,
        minutes: 15,
        with: Vec::new(),
        wish: None,
    };
    vec![line(&cast.company, Some(cast.theme.clone())), line(&cast.other, None)]
}

fn whole(cast: &Cast) -> BriefFacts {
    BriefFacts {
        facts: cast.facts(),
        agenda: agenda(cast),
        points: points(cast),
        remarks: 12,
        facts_only: false,
        corrected: None,
        ask: vec![ida(), kari()],
    }
}

/// The brief in every condition.
fn briefs(cast: &Cast) -> Vec<BriefFacts> {
    vec![
        whole(cast),
        BriefFacts { points: Vec::new(), remarks: 0, facts_only: true, ..whole(cast) },
        BriefFacts { corrected: Some(at(9, 21, 14, 5)), remarks: 0, ..whole(cast) },
        BriefFacts { points: Vec::new(), remarks: 0, facts: cast.bare(), ..whole(cast) },
        BriefFacts { points: Vec::new(), ..whole(cast) },
        BriefFacts { agenda: Vec::new(), ask: Vec::new(), remarks: 1, ..whole(cast) },
    ]
}

fn drafts(cast: &Cast) -> Vec<BriefMsg> {
    let waiting = DraftState::Waiting(at(9, 21, 9, 0));
    let draft =
        |brief, state, withheld, confidential| BriefMsg::Draft { brief, state, withheld, confidential };
    let empty = || BriefFacts { points: Vec::new(), remarks: 0, ..whole(cast) };
    vec![
        draft(whole(cast), waiting, 0, false),
        draft(whole(cast), waiting, 2, true),
        draft(whole(cast), waiting, 0, true),
        draft(empty(), waiting, 0, false),
        draft(BriefFacts { points: Vec::new(), ..whole(cast) }, waiting, 0, false),
        draft(whole(cast), DraftState::FactsOut, 0, false),
        draft(whole(cast), DraftState::Published, 0, false),
        draft(empty(), DraftState::Empty, 0, false),
    ]
}

fn parts(cast: &Cast) -> Vec<BriefMsg> {
    let talk = |confidential| TalkFacts {
        id: TALK,
        title: cast.theme.clone(),
        format: TalkFormat::Presentation,
        minutes: 10,
        confidential,
        state: TalkState::Given,
        together: Vec::new(),
        wish: None,
        link: None,
        backup: false,
    };
    let part = |confidential, shared, out, points| BriefMsg::Part {
        facts: cast.facts(),
        talk: talk(confidential),
        shared,
        points,
        out,
    };
    vec![
        part(false, false, false, points(cast)),
        part(false, false, true, points(cast)),
        part(false, false, true, Vec::new()),
        part(true, false, false, points(cast)),
        part(true, false, false, Vec::new()),
        part(true, true, false, points(cast)),
        part(true, false, true, Vec::new()),
    ]
}

fn passed_on(cast: &Cast) -> Vec<BriefMsg> {
    let (facts, words) = (|| cast.facts(), || cast.typed.clone());
    let question = |company| BriefMsg::Question { facts: facts(), from: per(), company, words: words() };
    vec![
        question(cast.other.clone()),
        question(Text::default()),
        BriefMsg::Reply { facts: facts(), from: ida(), words: words() },
        BriefMsg::Correction { facts: facts(), from: per(), words: words() },
        BriefMsg::PassedOn { to: ida() },
        BriefMsg::Changed { out: true },
        BriefMsg::Changed { out: false },
    ]
}

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let mut examples = vec![
        BriefMsg::NotesOpened { facts: cast.facts() },
        BriefMsg::NotesOpened { facts: cast.bare() },
        BriefMsg::Whole { brief: whole(cast) },
        BriefMsg::List {
            briefs: vec![
                BriefLine { facts: cast.facts(), draft: true },
                BriefLine { facts: MeetingFacts { id: MeetingId(8), ..cast.bare() }, draft: false },
            ],
        },
    ];
    examples.extend(drafts(cast));
    examples.extend(parts(cast));
    examples.extend(briefs(cast).into_iter().map(|brief| BriefMsg::Published { brief }));
    examples.extend(
        briefs(cast)
            .into_iter()
            .filter(|brief| brief.corrected.is_none())
            .map(|brief| BriefMsg::ForYou { brief }),
    );
    let we_met = BriefFacts { agenda: Vec::new(), points: Vec::new(), facts_only: true, ..whole(cast) };
    examples.push(BriefMsg::ForYou { brief: we_met });
    examples.extend(passed_on(cast));
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Brief(msg))).collect();
    Feature { name: "brief", cases: CASES, examples }
}
