//! When things are said, in English.

use super::join;
use crate::domain::model::{Lang, Times, TimesStart};
use crate::i18n::dates;
use crate::i18n::lists::count;

/// Above the form: what comes of the times with this rhythm.
pub(super) fn intro(start: &TimesStart) -> String {
    let now = days(&start.effective);
    if start.effective == start.times {
        return format!("As it is now: {now}.");
    }
    format!("Your meetings are close to each other, so I keep it shorter. This is what it comes to: {now}.")
}

/// What was saved.
pub(super) fn sentence(times: &Times) -> String {
    format!("From now on: {}.", days(times))
}

fn days(times: &Times) -> String {
    let before = |days: u32| format!("{} before", count(days as usize, "day", "days"));
    join(&[
        format!("the host is asked {}", before(times.ask)),
        format!("the meeting is announced {}", before(times.announce)),
        format!("somebody is invited to show something {}", before(times.invite)),
        format!("those who haven't answered are reminded {} before", workdays(times.remind)),
        format!("the next person is asked after {}", workdays(times.patience)),
        format!("all of it is said {}", dates::clock(Lang::En, times.hour)),
    ])
}

fn workdays(days: u32) -> String {
    count(days as usize, "working day", "working days")
}
