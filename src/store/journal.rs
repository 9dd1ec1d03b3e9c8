//! The journal: what happened, as ids, for whoever looks into a fault. Kept thirty days.

use super::Line;
use super::script::{List, Script};
use chrono::{Days, NaiveDate, NaiveTime};

const DAYS_KEPT: Days = Days::new(30);

/// Adds lines, in order.
pub(super) fn insert<'a>(
    script: &mut Script,
    lines: impl Iterator<Item = Line<'a>>,
) -> Result<(), sqlx::Error> {
    let mut list = List::default();
    for line in lines {
        list.row().value(&line.at)?.value(&line.kind.to_owned())?.value(&line.ids.to_owned())?;
    }
    if list.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO journal (team, line, at, kind, ids)
        SELECT ?, (SELECT coalesce(max(line), 0) FROM journal WHERE team = ?) + 1 + key,
        value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)";
    script.add(sql).team()?.team()?.list(list)?;
    Ok(())
}

/// Forgets lines older than thirty days before this civil day (UTC).
pub(super) fn prune(script: &mut Script, day: NaiveDate) -> Result<(), sqlx::Error> {
    let first = day.checked_sub_days(DAYS_KEPT).unwrap_or(NaiveDate::MIN);
    let from = first.and_time(NaiveTime::MIN).and_utc();
    script.add("DELETE FROM journal WHERE team = ? AND at < ?").team()?.value(&from)?;
    Ok(())
}
