//! When a cluster meets and when it does not, in English.

use super::{date, dated, join, time_and_place};
use crate::domain::model::{
    Break, Collision, Exception, Falling, Holiday, Lang, MeetingFacts, Off, Ordinal, Rhythm, Series, Year,
};
use crate::i18n::lists::count;
use crate::i18n::marks::{bullet, channel, named};
use crate::i18n::{Said, dates, lists};
use chrono::{NaiveDate, NaiveDateTime};

/// "every second Thursday at 11:30".
pub(crate) fn rhythm(series: Series) -> String {
    let weekday = dates::weekday(Lang::En, series.first.date());
    let clock = dates::clock(Lang::En, series.first.time());
    match series.rhythm {
        Rhythm::Weekly => format!("every {weekday} {clock}"),
        Rhythm::Fortnightly => format!("every second {weekday} {clock}"),
        Rhythm::ThreeWeeks => format!("every three weeks, on a {weekday} {clock}"),
        Rhythm::FourWeeks => format!("every four weeks, on a {weekday} {clock}"),
        Rhythm::Monthly => format!("on the {} {weekday} of the month {clock}", ordinal(series.first.date())),
        Rhythm::MonthlyLast => format!("on the last {weekday} of the month {clock}"),
        Rhythm::LastWorkday => format!("on the last working day of the month {clock}"),
    }
}

fn ordinal(first: NaiveDate) -> &'static str {
    match Ordinal::of(first) {
        Ordinal::First => "first",
        Ordinal::Second => "second",
        Ordinal::Third => "third",
        Ordinal::Fourth => "fourth",
        Ordinal::Last => "last",
    }
}

pub(crate) const fn pace(rhythm: Rhythm) -> &'static str {
    match rhythm {
        Rhythm::Weekly => "Every week",
        Rhythm::Fortnightly => "Every second week",
        Rhythm::ThreeWeeks => "Every third week",
        Rhythm::FourWeeks => "Every fourth week",
        Rhythm::Monthly => "Every month, on the weekday of the first meeting",
        Rhythm::MonthlyLast => "Every month, the last time it is that weekday",
        Rhythm::LastWorkday => "Every month, on the last working day",
    }
}

pub(crate) const fn falling(falling: Falling) -> &'static str {
    match falling {
        Falling::Skip => "Skip it",
        Falling::Move => "Move it to the nearest working day of that week",
    }
}

pub(crate) const fn time_off(of: Break) -> &'static str {
    match of {
        Break::Squeezed => "Single working days between days off",
        Break::Summer => "The common summer holiday (weeks 28 to 30)",
        Break::Christmas => "From Christmas Eve to New Year's Day",
    }
}

const fn off(why: Off) -> &'static str {
    match why {
        Off::Holiday(holiday) => name(holiday),
        Off::ChristmasEve => "Christmas Eve",
        Off::NewYearsEve => "New Year's Eve",
        Off::Weekend => "a weekend",
        Off::Squeezed => "between days off",
        Off::Summer => "the common summer holiday",
        Off::Christmas => "Christmas",
    }
}

const fn name(holiday: Holiday) -> &'static str {
    match holiday {
        Holiday::NewYearsDay => "New Year's Day",
        Holiday::MaundyThursday => "Maundy Thursday",
        Holiday::GoodFriday => "Good Friday",
        Holiday::EasterSunday => "Easter Sunday",
        Holiday::EasterMonday => "Easter Monday",
        Holiday::LabourDay => "1 May",
        Holiday::ConstitutionDay => "17 May",
        Holiday::AscensionDay => "Ascension Day",
        Holiday::WhitSunday => "Whit Sunday",
        Holiday::WhitMonday => "Whit Monday",
        Holiday::ChristmasDay => "Christmas Day",
        Holiday::BoxingDay => "Boxing Day",
    }
}

pub(super) fn year(year: &Year) -> Said {
    let months = year.dates.chunk_by(dates::is_same_month).map(month);
    let said = Said::text(format!("We meet {}.", rhythm(year.series))).titled("The year ahead").lines(months);
    let said = said.lines(year.exceptions.iter().map(exception));
    said.small("What has been announced stands. The rest may still change.")
}

/// "*September 2026:* 3 and 17"
fn month(days: &[NaiveDate]) -> String {
    let name = days.first().map(|day| dates::month(Lang::En, *day)).unwrap_or_default();
    let days: Vec<String> = days.iter().map(|day| day.format("%-d").to_string()).collect();
    format!("*{name}:* {}", lists::join(Lang::En, &days))
}

fn exception(it: &Exception) -> String {
    let (day, why) = (date(it.slot), off(it.why));
    bullet(match it.to {
        Some(instead) => format!("*{day}:* moved to {} ({why})", date(instead)),
        None => format!("*{day}:* no meeting ({why})"),
    })
}

pub(super) fn changed(
    series: Series,
    next: &[NaiveDateTime],
    stay: &[MeetingFacts],
    collisions: &[Collision],
) -> Said {
    let mut text = format!("Noted! You now meet {}.", rhythm(series));
    if !next.is_empty() {
        let days: Vec<String> = next.iter().map(|start| dates::day(Lang::En, start.date())).collect();
        text.push_str(&format!(" The next ones: {}.", join(&days)));
    }
    if !stay.is_empty() {
        text.push_str(
            "\nSomebody knows of these already, so they stand. `/klynge meeting` moves and cancels:",
        );
    }
    let stay = stay.iter().map(|facts| {
        let rest =
            format!("{}, {}", dates::clock(Lang::En, facts.start.time()), named(Lang::En, &facts.host));
        dated(facts.start.date(), &rest)
    });
    Said::text(text).lines(stay).lines(colliding(collisions))
}

pub(super) fn changed_for_all(series: Series, next: NaiveDateTime) -> Said {
    Said::text(format!(
        "We now meet {}, from {} on. What has been announced before that stands.",
        rhythm(series),
        date(next.date())
    ))
}

pub(super) fn extra(facts: &MeetingFacts, collisions: &[Collision]) -> Said {
    let host = named(Lang::En, &facts.host);
    Said::text(format!(
        "Added: {}. {host} will host. I'll announce it like the others.",
        time_and_place(facts)
    ))
    .lines(colliding(collisions))
}

/// A line for each meeting of another cluster at the same time.
pub(super) fn colliding(collisions: &[Collision]) -> Vec<String> {
    let line = |it: &Collision| {
        let (people, are) = (count(it.people, "person", "people"), if it.people == 1 { "is" } else { "are" });
        bullet(format!(
            "At the same time: {} meets on {}, and {people} {are} in both.",
            channel(&it.other),
            dates::when(Lang::En, it.start)
        ))
    };
    collisions.iter().map(line).collect()
}
