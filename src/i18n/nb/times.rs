//! Når ting blir sagt, in bokmål.

use super::join;
use crate::domain::model::{Lang, Times, TimesStart};
use crate::i18n::dates;
use crate::i18n::lists::count;

/// Above the form: what comes of the times with this rhythm.
pub(super) fn intro(start: &TimesStart) -> String {
    let now = days(&start.effective);
    if start.effective == start.times {
        return format!("Slik er det nå: {now}.");
    }
    format!("Møtene ligger tett, så jeg korter inn. Slik blir det hos dere: {now}.")
}

/// What was saved.
pub(super) fn sentence(times: &Times) -> String {
    format!("Fra nå av blir {}.", days(times))
}

fn days(times: &Times) -> String {
    let before = |days: u32| format!("{} før", count(days as usize, "dag", "dager"));
    join(&[
        format!("vertskapet spurt {}", before(times.ask)),
        format!("møtet kunngjort {}", before(times.announce)),
        format!("noen invitert til å vise noe {}", before(times.invite)),
        format!("de som ikke har svart, minnet på {} før", workdays(times.remind)),
        format!("neste person spurt etter {}", workdays(times.patience)),
        format!("alt sagt {}", dates::clock(Lang::Nb, times.hour)),
    ])
}

fn workdays(days: u32) -> String {
    count(days as usize, "arbeidsdag", "arbeidsdager")
}
