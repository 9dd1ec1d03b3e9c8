//! When a cluster meets and when it does not, in bokmål.

use super::{date, dated, join, time_and_place};
use crate::domain::model::{
    Break, Collision, Exception, Falling, Holiday, Lang, MeetingFacts, Off, Ordinal, Rhythm, Series, Year,
};
use crate::i18n::lists::count;
use crate::i18n::marks::{bullet, channel, named, sentence};
use crate::i18n::{Said, dates, lists};
use chrono::{NaiveDate, NaiveDateTime};

/// "hver andre torsdag kl. 11.30".
pub(crate) fn rhythm(series: Series) -> String {
    let weekday = dates::weekday(Lang::Nb, series.first.date());
    let clock = dates::clock(Lang::Nb, series.first.time());
    match series.rhythm {
        Rhythm::Weekly => format!("hver {weekday} {clock}"),
        Rhythm::Fortnightly => format!("hver andre {weekday} {clock}"),
        Rhythm::ThreeWeeks => format!("hver tredje {weekday} {clock}"),
        Rhythm::FourWeeks => format!("hver fjerde {weekday} {clock}"),
        Rhythm::Monthly => format!("{} {weekday} i måneden {clock}", ordinal(series.first.date())),
        Rhythm::MonthlyLast => format!("siste {weekday} i måneden {clock}"),
        Rhythm::LastWorkday => format!("siste arbeidsdag i måneden {clock}"),
    }
}

fn ordinal(first: NaiveDate) -> &'static str {
    match Ordinal::of(first) {
        Ordinal::First => "første",
        Ordinal::Second => "andre",
        Ordinal::Third => "tredje",
        Ordinal::Fourth => "fjerde",
        Ordinal::Last => "siste",
    }
}

pub(crate) const fn pace(rhythm: Rhythm) -> &'static str {
    match rhythm {
        Rhythm::Weekly => "Hver uke",
        Rhythm::Fortnightly => "Hver andre uke",
        Rhythm::ThreeWeeks => "Hver tredje uke",
        Rhythm::FourWeeks => "Hver fjerde uke",
        Rhythm::Monthly => "Hver måned, samme ukedag som første møte",
        Rhythm::MonthlyLast => "Hver måned, siste gang det er den ukedagen",
        Rhythm::LastWorkday => "Hver måned, siste arbeidsdag",
    }
}

pub(crate) const fn falling(falling: Falling) -> &'static str {
    match falling {
        Falling::Skip => "Hopp over det",
        Falling::Move => "Flytt det til nærmeste arbeidsdag samme uke",
    }
}

pub(crate) const fn time_off(of: Break) -> &'static str {
    match of {
        Break::Squeezed => "Inneklemte dager",
        Break::Summer => "Fellesferien (uke 28 til 30)",
        Break::Christmas => "Fra julaften til og med 1. januar",
    }
}

const fn off(why: Off) -> &'static str {
    match why {
        Off::Holiday(holiday) => name(holiday),
        Off::ChristmasEve => "julaften",
        Off::NewYearsEve => "nyttårsaften",
        Off::Weekend => "helg",
        Off::Squeezed => "inneklemt dag",
        Off::Summer => "fellesferie",
        Off::Christmas => "juleferie",
    }
}

const fn name(holiday: Holiday) -> &'static str {
    match holiday {
        Holiday::NewYearsDay => "første nyttårsdag",
        Holiday::MaundyThursday => "skjærtorsdag",
        Holiday::GoodFriday => "langfredag",
        Holiday::EasterSunday => "første påskedag",
        Holiday::EasterMonday => "andre påskedag",
        Holiday::LabourDay => "1. mai",
        Holiday::ConstitutionDay => "17. mai",
        Holiday::AscensionDay => "Kristi himmelfartsdag",
        Holiday::WhitSunday => "første pinsedag",
        Holiday::WhitMonday => "andre pinsedag",
        Holiday::ChristmasDay => "første juledag",
        Holiday::BoxingDay => "andre juledag",
    }
}

pub(super) fn year(year: &Year) -> Said {
    let months = year.dates.chunk_by(dates::is_same_month).map(month);
    let said = Said::text(format!("Vi møtes {}.", rhythm(year.series))).titled("Året framover").lines(months);
    let said = said.lines(year.exceptions.iter().map(exception));
    said.small("Det som er kunngjort, står. Resten kan ennå endres.")
}

/// "*September 2026:* 3. og 17."
fn month(days: &[NaiveDate]) -> String {
    let name = days.first().map(|day| sentence(&dates::month(Lang::Nb, *day))).unwrap_or_default();
    let days: Vec<String> = days.iter().map(|day| day.format("%-d.").to_string()).collect();
    format!("*{name}:* {}", lists::join(Lang::Nb, &days))
}

fn exception(it: &Exception) -> String {
    let (day, why) = (sentence(&date(it.slot)), off(it.why));
    bullet(match it.to {
        Some(instead) => format!("*{day}:* flyttet til {} ({why})", date(instead)),
        None => format!("*{day}:* ikke noe møte ({why})"),
    })
}

pub(super) fn changed(
    series: Series,
    next: &[NaiveDateTime],
    stay: &[MeetingFacts],
    collisions: &[Collision],
) -> Said {
    let mut text = format!("Notert! Nå møtes dere {}.", rhythm(series));
    if !next.is_empty() {
        let days: Vec<String> = next.iter().map(|start| dates::day(Lang::Nb, start.date())).collect();
        text.push_str(&format!(" De neste: {}.", join(&days)));
    }
    if !stay.is_empty() {
        text.push_str("\nDisse vet noen om allerede, så de står. `/klynge møte` flytter og avlyser:");
    }
    let stay = stay.iter().map(|facts| {
        let rest =
            format!("{}, {}", dates::clock(Lang::Nb, facts.start.time()), named(Lang::Nb, &facts.host));
        dated(facts.start.date(), &rest)
    });
    Said::text(text).lines(stay).lines(colliding(collisions))
}

pub(super) fn changed_for_all(series: Series, next: NaiveDateTime) -> Said {
    Said::text(format!(
        "Nå møtes vi {}, fra {} av. Det som er kunngjort før det, står.",
        rhythm(series),
        date(next.date())
    ))
}

pub(super) fn extra(facts: &MeetingFacts, collisions: &[Collision]) -> Said {
    let host = named(Lang::Nb, &facts.host);
    Said::text(format!(
        "Lagt til: {}. {host} er vertskap. Jeg kunngjør det som de andre.",
        time_and_place(facts)
    ))
    .lines(colliding(collisions))
}

/// A line for each meeting of another cluster at the same time.
pub(super) fn colliding(collisions: &[Collision]) -> Vec<String> {
    let line = |it: &Collision| {
        let people = count(it.people, "person", "personer");
        bullet(format!(
            "Samtidig: {} møtes {}, og {people} er med begge steder.",
            channel(&it.other),
            dates::when(Lang::Nb, it.start)
        ))
    };
    collisions.iter().map(line).collect()
}
