//! English, as written in Britain: a file a feature. Short, warm, concrete.

pub(super) mod agenda;
pub(super) mod brief;
mod cover;
mod digest;
pub(super) mod form;
pub(super) mod guest;
mod help;
pub(super) mod home;
pub(super) mod hosting;
pub(super) mod ics;
pub(super) mod labels;
pub(super) mod meeting;
mod onboarding;
mod people;
pub(super) mod plan;
pub(super) mod problem;
mod quiet;
mod refusal;
pub(super) mod rhythm;
mod rotation;
mod rsvp;
mod settings;
pub(super) mod talk;
mod times;
pub(super) mod turn;
pub(super) mod variety;
pub(super) mod wish;

use super::marks::{bullet, link, sentence, strong, venue};
use super::{Said, dates, lists};
use crate::domain::model::{Lang, MeetingFacts, Msg};
use chrono::{NaiveDate, NaiveDateTime};

pub(super) fn render(msg: &Msg) -> Said {
    match msg {
        Msg::Help(msg) => help::render(msg),
        Msg::Refusal(refusal) => refusal::render(refusal),
        Msg::Onboarding(msg) => onboarding::render(msg),
        Msg::Meeting(msg) => meeting::render(msg),
        Msg::Rsvp(msg) => rsvp::render(msg),
        Msg::Cover(msg) => cover::render(msg),
        Msg::Hosting(msg) => hosting::render(msg),
        Msg::Rotation(msg) => rotation::render(msg),
        Msg::Talk(msg) => talk::render(msg),
        Msg::Wish(msg) => wish::render(msg),
        Msg::Agenda(msg) => agenda::render(msg),
        Msg::Guest(msg) => guest::render(msg),
        Msg::Brief(msg) => brief::render(msg),
        Msg::Quiet(msg) => quiet::render(msg),
        Msg::Digest(msg) => digest::render(msg),
        Msg::People(msg) => people::render(msg),
        Msg::Ics(msg) => ics::render(msg),
        Msg::Settings(msg) => settings::render(msg),
    }
}

fn when(at: NaiveDateTime) -> String {
    dates::when(Lang::En, at)
}

fn date(date: NaiveDate) -> String {
    dates::date(Lang::En, date)
}

fn join<T: AsRef<str>>(items: &[T]) -> String {
    lists::join(Lang::En, items)
}

fn either<T: AsRef<str>>(items: &[T]) -> String {
    lists::either(Lang::En, items)
}

/// "Thursday 17 September at 11:30 · The café".
fn time_and_place(facts: &MeetingFacts) -> String {
    let time = format!("*{}*", sentence(&when(facts.start)));
    if facts.place.is_empty() { time } else { format!("{time} · {}", venue(&facts.place)) }
}

/// The same, with the way in for those who are not there.
fn way_there(facts: &MeetingFacts) -> String {
    let here = time_and_place(facts);
    match &facts.link {
        Some(target) => format!("{here} · {}", link(target, "Join by video")),
        None => here,
    }
}

/// "Theme: *Layout that works*." after a space, or nothing.
fn theme_after(facts: &MeetingFacts) -> String {
    match &facts.theme {
        Some(theme) => format!(" Theme: {}.", strong(theme)),
        None => String::new(),
    }
}

/// A line of a list that opens with a short date.
fn dated(day: NaiveDate, rest: &str) -> String {
    bullet(format!("*{}:* {rest}", sentence(&dates::short(Lang::En, day))))
}
