//! The agenda, and the forms for it.

use super::input::{Choice, Input};
use super::kit::{Page, on_button};
use crate::domain::agenda::ordering::FIRST;
use crate::domain::agenda::queueing::MINUTES;
use crate::domain::model::{
    AgendaMsg, AgendaPage, CarryStart, CommandWord, Field, Lang, OrderStart, Press, QueueStart, Text,
};
use crate::i18n::{self, Said};
use slack_morphism::blocks::SlackBlock;

/// What can be taken off by a button; more would drown the rest.
const REMOVABLE: usize = 8;

pub(super) fn page(lang: Lang, msg: &AgendaMsg, said: &Said) -> Page {
    let presses = match msg {
        AgendaMsg::Shown(page) => shown(page),
        AgendaMsg::Queued { id, title, .. } => {
            vec![Press::Run(CommandWord::Agenda), Press::RemoveItem(*id, on_button(title))]
        }
        AgendaMsg::Enough { .. } | AgendaMsg::Removed { .. } => vec![Press::Run(CommandWord::Agenda)],
        AgendaMsg::Carried { .. } => Vec::new(),
    };
    Page::new(lang).said(said).presses(presses).small(said)
}

fn shown(page: &AgendaPage) -> Vec<Press> {
    let order = page.may_order.then_some(Press::OrderAgenda(page.facts.id));
    let removable = page.removable.iter().take(REMOVABLE);
    let removable = removable.map(|(id, title)| Press::RemoveItem(*id, on_button(title)));
    [Press::PutOnAgenda(page.cluster)].into_iter().chain(order).chain(removable).collect()
}

/// The fields of the form for something small.
pub(super) fn queue(lang: Lang, start: &QueueStart, input: impl Fn(Field) -> Input) -> Vec<SlackBlock> {
    let minutes = MINUTES.map(|it| Choice { value: it.to_string(), text: i18n::agenda_minutes(lang, it) });
    let first = minutes.first().map(|choice| choice.value.clone());
    vec![
        input(Field::Title).text(start.title.plain(), false),
        input(Field::Minutes).one_of(&minutes, first.as_deref()),
        input(Field::Link).optional().link(start.link.as_ref().map_or("", Text::plain)),
    ]
}

/// The fields of the form for the order: what goes where.
pub(super) fn order(lang: Lang, start: &OrderStart, input: impl Fn(Field) -> Input) -> Vec<SlackBlock> {
    let entries = start.entries.iter();
    let what: Vec<Choice> = entries
        .clone()
        .map(|(slot, entry)| Choice { value: slot.name(), text: i18n::agenda_entry(lang, entry) })
        .collect();
    let first = Choice { value: FIRST.to_owned(), text: i18n::agenda_behind(lang, None) };
    let behind = entries
        .map(|(slot, entry)| Choice { value: slot.name(), text: i18n::agenda_behind(lang, Some(entry)) });
    let behind: Vec<Choice> = [first].into_iter().chain(behind).collect();
    vec![input(Field::Entry).menu(&what, None), input(Field::Behind).menu(&behind, Some(FIRST))]
}

/// The field of the form for what there was no time for.
pub(super) fn carry(start: &CarryStart, input: impl Fn(Field) -> Input) -> Vec<SlackBlock> {
    let items: Vec<Choice> = start
        .items
        .iter()
        .map(|(id, title)| Choice { value: id.to_string(), text: title.plain().to_owned() })
        .collect();
    vec![input(Field::Entries).optional().any_of(&items, &[])]
}
