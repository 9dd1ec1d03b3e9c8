//! What is on an agenda, and what is put there.

use crate::catalogue::cast::{CLUSTER, Cast, at, ida, kari, per};
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{
    AgendaLine, AgendaMsg, AgendaPage, Entry, ItemId, ItemLine, MeetingFacts, MeetingFormat, Msg, TalkFormat,
    Text, Timed,
};

cases!(AgendaMsg {
    AgendaMsg::Shown(page) if page.entries.is_empty() => "shown_empty",
    AgendaMsg::Shown(page) if page.may_order => "shown_to_host",
    AgendaMsg::Shown(_) => "shown",
    AgendaMsg::Queued { facts: Some(_), .. } => "queued",
    AgendaMsg::Queued { facts: None, .. } => "queued_waits",
    AgendaMsg::Enough { .. } => "enough",
    AgendaMsg::Removed { .. } => "removed",
    AgendaMsg::Carried { facts: Some(_), .. } => "carried",
    AgendaMsg::Carried { facts: None, .. } => "carried_waits",
});

/// A talk, a confidential one and something small, in an order that somebody chose.
pub(in crate::catalogue) fn entries(cast: &Cast) -> Vec<Entry> {
    let talk = |company: &Text, presenter, title, format, minutes| AgendaLine {
        company: company.clone(),
        presenter,
        with: Vec::new(),
        title,
        format,
        minutes,
        wish: None,
        link: None,
    };
    vec![
        item(cast, true),
        Entry::Talk(AgendaLine {
            with: vec![kari()],
            wish: Some(cast.elsewhere.clone()),
            link: Some(cast.link.clone()),
            ..talk(&cast.company, ida(), Some(cast.theme.clone()), TalkFormat::Story, 15)
        }),
        Entry::Talk(talk(&cast.other, per(), None, TalkFormat::Critique, 10)),
    ]
}

fn item(cast: &Cast, carried: bool) -> Entry {
    let link = carried.then(|| cast.link.clone());
    Entry::Item(ItemLine { what: cast.typed.clone(), by: kari(), minutes: 5, link, carried })
}

fn shown(cast: &Cast, entries: Vec<Entry>, host: bool) -> AgendaMsg {
    let starts = [at(9, 17, 11, 30), at(9, 17, 11, 35), at(9, 17, 11, 50), at(9, 17, 12, 0)];
    let timed = |(entry, times): (Entry, &[chrono::NaiveDateTime])| Timed {
        from: times.first().copied().unwrap_or_default(),
        to: times.last().copied().unwrap_or_default(),
        entry,
    };
    let talking = starts.get(entries.len()).copied().unwrap_or_default();
    AgendaMsg::Shown(Box::new(AgendaPage {
        cluster: CLUSTER,
        facts: MeetingFacts { format: host.then_some(MeetingFormat::Clinic), ..cast.facts() },
        entries: entries.into_iter().zip(starts.windows(2)).map(timed).collect(),
        talking,
        end: at(9, 17, 12, 30),
        waiting: if host { vec![item(cast, false)] } else { Vec::new() },
        may_order: host,
        removable: if host { vec![(ItemId(4), cast.typed.clone())] } else { Vec::new() },
    }))
}

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let queued = |facts| AgendaMsg::Queued { id: ItemId(4), title: cast.typed.clone(), minutes: 5, facts };
    let carried = |facts| AgendaMsg::Carried { titles: vec![cast.typed.clone(), cast.theme.clone()], facts };
    let examples = vec![
        shown(cast, Vec::new(), false),
        shown(cast, entries(cast), true),
        shown(cast, entries(cast), false),
        queued(Some(cast.facts())),
        queued(None),
        AgendaMsg::Enough { most: 8 },
        AgendaMsg::Removed { title: cast.typed.clone() },
        carried(Some(cast.facts())),
        carried(None),
    ];
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Agenda(msg))).collect();
    Feature { name: "agenda", cases: CASES, examples }
}
