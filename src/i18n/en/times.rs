//! When things are said, in English.

use crate::domain::model::{Lang, Times, TimesStart};
use crate::i18n::dates;
use crate::i18n::lists::count;

/// Above the form: what comes of the times with this rhythm.
pub(super) fn intro(start: &TimesStart) -> String {
    if start.effective == start.times {
        return "What has been said is not said again. The rest follows these times.".to_owned();
    }
    format!(
        "Your meetings are close together, so I keep it shorter. It comes to this: {}",
        sentence(&start.effective)
    )
}

/// The times, as short as they can be told.
pub(super) fn sentence(times: &Times) -> String {
    format!(
        "Days before the meeting: host {}, announcement {}, invitation {}, reminder {} (working days). \
         The next person is asked after {}. It is all said {}.",
        times.ask,
        times.announce,
        times.invite,
        times.remind,
        count(times.patience as usize, "working day", "working days"),
        dates::clock(Lang::En, times.hour)
    )
}
