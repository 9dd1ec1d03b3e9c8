//! The agenda and what is put there, in English.

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
            "You have {most} things on the agenda already, and that is plenty for now. Take one off first."
        )),
        AgendaMsg::Removed { title } => Said::text(format!("{} is off the agenda.", strong(title))),
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
    let from = if line.carried { "from last time, " } else { "" };
    let link = line.link.as_ref().map(source).unwrap_or_default();
    format!("{} ({from}{} min) – {}{link}", line.what.escaped(), line.minutes, mention(&line.by))
}

fn shown(page: &AgendaPage) -> Said {
    let entries =
        page.entries.iter().map(|timed| format!("*{}* {}", span(timed.from, timed.to), told(&timed.entry)));
    let talking = (page.talking < page.end).then(|| format!("*{}* Talking", span(page.talking, page.end)));
    let waiting = (!page.waiting.is_empty()).then(|| "*Waiting for room*".to_owned());
    let waiting = waiting.into_iter().chain(page.waiting.iter().map(|entry| bullet(told(entry))));
    Said::text(way_there(&page.facts))
        .titled("Agenda")
        .lines(variety::line(&page.facts))
        .lines(guest::line(&page.facts))
        .lines(entries)
        .lines(talking)
        .lines(waiting)
        .small("`/klynge agenda` with some words behind it puts something small on the agenda.")
}

/// "11:30–11:40".
fn span(from: NaiveDateTime, to: NaiveDateTime) -> String {
    format!("{}–{}", from.format("%H:%M"), to.format("%H:%M"))
}

fn queued(title: &Text, minutes: u32, facts: Option<&MeetingFacts>) -> String {
    let (title, minutes) = (strong(title), count(minutes as usize, "minute", "minutes"));
    match facts {
        Some(facts) => format!("Noted! {title} is on the agenda for {}: {minutes}.", when(facts.start)),
        None => format!("Noted! {title} waits for a meeting with {minutes} to spare."),
    }
}

fn carried(titles: &[Text], facts: Option<&MeetingFacts>) -> String {
    let titles: Vec<String> = titles.iter().map(strong).collect();
    match facts {
        Some(facts) => format!("Noted! First on the agenda for {}: {}.", when(facts.start), join(&titles)),
        None => format!("Noted! On the agenda as soon as a meeting has room: {}.", join(&titles)),
    }
}

/// Title and send button.
pub(super) const fn heading(purpose: &Purpose) -> (&'static str, &'static str) {
    match purpose {
        Purpose::Arrange(_) => ("Change the order", "Move it"),
        Purpose::CarryOver(_) => ("What we didn't get to", "Next time"),
        _ => ("For the agenda", "Put it on"),
    }
}

pub(super) fn queue_intro(start: &QueueStart) -> String {
    let what = "Some news or a question for the next meeting with room. Only what you send is kept.";
    match start.too_long {
        Some(most) => format!("That's a little long. Cut it down to {most} characters at most.\n{what}"),
        None => what.to_owned(),
    }
}

pub(super) fn order_intro(start: &OrderStart) -> String {
    let lines = start.entries.iter().zip(1..).map(|((_, entry), n)| format!("{n}. {}", told(entry)));
    let lines: Vec<String> = lines.collect();
    format!("{}\n{}", time_and_place(&start.facts), lines.join("\n"))
}

pub(super) fn carry_intro(start: &CarryStart) -> String {
    format!("{}\nWhat you tick comes first the next time.", time_and_place(&start.facts))
}

pub(super) fn field(purpose: &Purpose, field: Field) -> Option<FieldWords> {
    match (purpose, field) {
        (Purpose::Queue(_), Field::Title) => {
            Some(FieldWords::new("What is it about?").placeholder("Shall we buy a new printer?"))
        }
        (Purpose::Queue(_), Field::Link) => {
            Some(FieldWords::new("Link").hint("If one can read more somewhere.").placeholder("https://"))
        }
        _ => None,
    }
}

/// An entry as a choice. Plain text.
pub(crate) fn name(entry: &Entry) -> String {
    match entry {
        Entry::Talk(line) => {
            let title = line.title.as_ref().map_or("something confidential", Text::plain);
            format!("{}: {title}", line.company.plain())
        }
        Entry::Item(line) => line.what.plain().to_owned(),
    }
}

/// A place on the agenda as a choice: behind this, or at the front. Plain text.
pub(crate) fn behind(entry: Option<&Entry>) -> String {
    entry.map_or_else(|| "First".to_owned(), |entry| format!("After {}", name(entry)))
}

/// A length as a choice.
pub(crate) fn minutes(minutes: u32) -> String {
    count(minutes as usize, "minute", "minutes")
}

/// Asked before something is taken off: title, question, yes, no. Plain text.
pub(crate) const REALLY: [&str; 4] =
    ["Take it off?", "Then it isn't on the agenda any more.", "Take it off", "Leave it"];
