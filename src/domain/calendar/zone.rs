//! Between local clock time and moments.

use crate::domain::model::Instant;
use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::{GapInfo, Tz};

/// The moment at which clocks in `zone` show `local`.
///
/// A time that is skipped when clocks go forward means the first moment after the gap; a time that
/// occurs twice when they go back means the first of the two. So later local times never become
/// earlier moments, and each local time is exactly one moment.
pub fn instant(local: NaiveDateTime, zone: Tz) -> Instant {
    zone.from_local_datetime(&local)
        .earliest()
        .or_else(|| GapInfo::new(&local, &zone)?.end)
        // Only before the first or after the last moment that can be counted.
        .map_or_else(|| local.and_utc(), |moment| moment.with_timezone(&Utc))
}

/// What clocks in `zone` show at a moment.
pub fn local(at: Instant, zone: Tz) -> NaiveDateTime {
    let moment: DateTime<Tz> = at.with_timezone(&zone);
    moment.naive_local()
}
