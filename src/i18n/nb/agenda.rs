//! The agenda and what is put there, in bokmål.

use super::{guest, join, talk, time_and_place, variety, way_there, when};
use crate::domain::model::{
    AgendaMsg, AgendaPage, CarryStart, Entry, Field, ItemLine, MeetingFacts, OrderStart, Purpose, QueueStart,
    Text,
};
use crate::i18n::lists::count;
use crate::i18n::marks::{bullet, mention, source, strong};
use crate::i18n::{FieldWords, Said};
use chrono::NaiveDateTime;

pub(super) fn render(msg: &AgendaMsg) -> Said {
    match msg {
        AgendaMsg::Shown(page) => shown(page),
        AgendaMsg::Queued { id: _, title, minutes, facts } => {
            Said::text(queued(title, *minutes, facts.as_ref()))
        }
        AgendaMsg::Enough { most } => Said::text(format!(
            "Du har {most} ting på agendaen fra før, og det holder for nå. Ta av noe først, så blir det plass."
        )),
        AgendaMsg::Removed { title } => Said::text(format!("{} er tatt av agendaen.", strong(title))),
        AgendaMsg::Carried { titles, facts } => Said::text(carried(titles, facts.as_ref())),
    }
}

/// What is on an agenda; nothing if that is empty.
pub(super) fn listed(entries: &[Entry]) -> Vec<String> {
    let heading = (!entries.is_empty()).then(|| "*Agenda*".to_owned());
    heading.into_iter().chain(entries.iter().map(|entry| bullet(told(entry)))).collect()
}

fn told(entry: &Entry) -> String {
    match entry {
        Entry::Talk(line) => talk::agenda_line(line),
        Entry::Item(line) => item(line),
    }
}

fn item(line: &ItemLine) -> String {
    let from = if line.carried { "fra sist, " } else { "" };
    let link = line.link.as_ref().map(source).unwrap_or_default();
    format!("{} ({from}{} min) – {}{link}", line.what.escaped(), line.minutes, mention(&line.by))
}

fn shown(page: &AgendaPage) -> Said {
    let entries =
        page.entries.iter().map(|timed| format!("*{}* {}", span(timed.from, timed.to), told(&timed.entry)));
    let talking = (page.talking < page.end).then(|| format!("*{}* Prat", span(page.talking, page.end)));
    let waiting = (!page.waiting.is_empty()).then(|| "*Venter på plass*".to_owned());
    let waiting = waiting.into_iter().chain(page.waiting.iter().map(|entry| bullet(told(entry))));
    Said::text(way_there(&page.facts))
        .titled("Agenda")
        .lines(variety::line(&page.facts))
        .lines(guest::line(&page.facts))
        .lines(entries)
        .lines(talking)
        .lines(waiting)
        .small("`/klynge agenda` med noen ord bak setter noe lite på agendaen.")
}

/// "11.30–11.40".
fn span(from: NaiveDateTime, to: NaiveDateTime) -> String {
    format!("{}–{}", from.format("%H.%M"), to.format("%H.%M"))
}

fn queued(title: &Text, minutes: u32, facts: Option<&MeetingFacts>) -> String {
    let (title, minutes) = (strong(title), count(minutes as usize, "minutt", "minutter"));
    match facts {
        Some(facts) => format!("Notert! {title} står på agendaen {}: {minutes}.", when(facts.start)),
        None => format!("Notert! {title} venter på et møte med {minutes} ledig."),
    }
}

fn carried(titles: &[Text], facts: Option<&MeetingFacts>) -> String {
    let titles: Vec<String> = titles.iter().map(strong).collect();
    match facts {
        Some(facts) => format!("Notert! {} kommer først på agendaen {}.", join(&titles), when(facts.start)),
        None => format!("Notert! {} kommer på agendaen så snart et møte har plass.", join(&titles)),
    }
}

/// Title and send button.
pub(super) const fn heading(purpose: &Purpose) -> (&'static str, &'static str) {
    match purpose {
        Purpose::Arrange(_) => ("Endre rekkefølgen", "Flytt"),
        Purpose::CarryOver(_) => ("Det vi ikke rakk", "Ta det neste gang"),
        _ => ("Noe til agendaen", "Sett det på"),
    }
}

pub(super) fn queue_intro(start: &QueueStart) -> String {
    let what =
        "En beskjed eller et spørsmål til det neste møtet med plass. Bare det du sender, blir tatt vare på.";
    match start.too_long {
        Some(most) => format!("Det ble litt langt. Kort det ned til høyst {most} tegn.\n{what}"),
        None => what.to_owned(),
    }
}

pub(super) fn order_intro(start: &OrderStart) -> String {
    let lines = start.entries.iter().zip(1..).map(|((_, entry), n)| format!("{n}. {}", told(entry)));
    let lines: Vec<String> = lines.collect();
    format!("{}\n{}", time_and_place(&start.facts), lines.join("\n"))
}

pub(super) fn carry_intro(start: &CarryStart) -> String {
    format!("{}\nDet du krysser av, kommer først neste gang.", time_and_place(&start.facts))
}

pub(super) fn field(purpose: &Purpose, field: Field) -> Option<FieldWords> {
    match (purpose, field) {
        (Purpose::Queue(_), Field::Title) => {
            Some(FieldWords::new("Hva gjelder det?").placeholder("Skal vi kjøpe en ny skriver?"))
        }
        (Purpose::Queue(_), Field::Link) => {
            Some(FieldWords::new("Lenke").hint("Om andre kan lese mer et sted.").placeholder("https://"))
        }
        _ => None,
    }
}

/// An entry as a choice. Plain text.
pub(crate) fn name(entry: &Entry) -> String {
    match entry {
        Entry::Talk(line) => {
            let title = line.title.as_ref().map_or("noe fortrolig", Text::plain);
            format!("{}: {title}", line.company.plain())
        }
        Entry::Item(line) => line.what.plain().to_owned(),
    }
}

/// A place on the agenda as a choice: behind this, or at the front. Plain text.
pub(crate) fn behind(entry: Option<&Entry>) -> String {
    entry.map_or_else(|| "Først".to_owned(), |entry| format!("Etter {}", name(entry)))
}

/// A length as a choice.
pub(crate) fn minutes(minutes: u32) -> String {
    count(minutes as usize, "minutt", "minutter")
}

/// Asked before something is taken off: title, question, yes, no. Plain text.
pub(crate) const REALLY: [&str; 4] =
    ["Ta det av?", "Da står det ikke på agendaen lenger.", "Ta det av", "La det stå"];
