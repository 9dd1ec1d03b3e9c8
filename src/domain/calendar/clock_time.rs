//! Clock times that come again ("Mondays at nine"), written as cron expressions.
//!
//! The expression is followed in naive local time and each hit made a moment by `instant`. Followed
//! in a zone, the `cron` crate leaves out what falls into the gap in spring and does twice what
//! falls into the repeated hour in autumn.

use super::{instant, local};
use crate::domain::model::Instant;
use chrono::Utc;
use chrono_tz::Tz;
use cron::Schedule;
use std::str::FromStr;

/// A clock time that comes again, in whatever zone.
#[derive(Clone, Debug)]
pub struct ClockTime(Schedule);

impl ClockTime {
    /// Reads an expression. The fields are second, minute, hour, day of month, month, weekday and, if wanted, year; or a
    /// word such as `@daily`.
    ///
    /// Weekdays must be names (`MON-FRI`): for `cron` 1 is Sunday, for most readers it is Monday. `None` for those and
    /// other faulty expressions.
    pub fn read(expression: &str) -> Option<Self> {
        let named = names_its_weekdays(expression);
        named.then(|| Schedule::from_str(expression).ok()).flatten().map(Self)
    }

    /// The next moment, strictly after `after`, that it names in `zone`. Each local time counts once: one that is skipped
    /// in spring at the first moment after the gap, one that comes twice in autumn at the first of the two. `None` when no
    /// such time is left.
    pub fn next(&self, after: Instant, zone: Tz) -> Option<Instant> {
        let from = local(after, zone).and_utc();
        self.0
            .after::<Utc>(&from)
            .map(|hit| instant(hit.naive_utc(), zone))
            // In the repeated hour, and only there, the next local time can be a moment that has passed.
            .find(|hit| *hit > after)
    }
}

/// Whether no number stands where the weekday belongs. Spaces inside a field, which `cron` allows,
/// would shift the fields: they are refused.
fn names_its_weekdays(expression: &str) -> bool {
    let fields: Vec<&str> = expression.split_whitespace().collect();
    let whole = |field: &&str| {
        let inner = |c: char| matches!(c, '-' | ',' | '/');
        !field.starts_with(inner) && !field.ends_with(inner)
    };
    fields.iter().all(whole)
        && fields.get(5).is_none_or(|weekday| !weekday.contains(|c: char| c.is_ascii_digit()))
}
