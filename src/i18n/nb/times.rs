//! Når ting blir sagt, in bokmål.

use crate::domain::model::{Lang, Times, TimesStart};
use crate::i18n::dates;
use crate::i18n::lists::count;

/// Above the form: what comes of the times with this rhythm.
pub(super) fn intro(start: &TimesStart) -> String {
    if start.effective == start.times {
        return "Det som allerede er sagt, blir ikke sagt igjen. Resten følger tidene her.".to_owned();
    }
    format!("Møtene ligger tett, så jeg korter inn. Nå blir det slik: {}", sentence(&start.effective))
}

/// The times, as short as they can be told.
pub(super) fn sentence(times: &Times) -> String {
    format!(
        "Dager før møtet: vertskapet {}, kunngjøringen {}, invitasjonen {}, påminnelsen {} (arbeidsdager). \
         Neste person spørres etter {}. Alt blir sagt {}.",
        times.ask,
        times.announce,
        times.invite,
        times.remind,
        count(times.patience as usize, "arbeidsdag", "arbeidsdager"),
        dates::clock(Lang::Nb, times.hour)
    )
}
