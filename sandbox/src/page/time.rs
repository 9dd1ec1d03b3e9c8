//! Instants as a person in the workspace reads them: every time on the page is in the workspace's zone.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use serde_json::Value;

use super::words::Words;

/// The instant of a Slack `ts` (seconds and a counter), in `zone`.
pub(crate) fn of_ts(ts: &str, zone: Tz) -> Option<DateTime<Tz>> {
    let seconds = ts.split('.').next()?.parse().ok()?;
    of_epoch(seconds, zone)
}

/// The instant `seconds` after 1970, in `zone`.
pub(crate) fn of_epoch(seconds: i64, zone: Tz) -> Option<DateTime<Tz>> {
    DateTime::<Utc>::from_timestamp(seconds, 0).map(|at| at.with_timezone(&zone))
}

/// An instant in any of the forms a state may carry: seconds, RFC 3339, or civil time in `zone`.
pub(crate) fn of_json(value: &Value, zone: Tz) -> Option<DateTime<Tz>> {
    match value {
        Value::Number(number) => of_text(&number.to_string(), zone),
        Value::String(text) => of_text(text, zone),
        _ => None,
    }
}

fn of_text(text: &str, zone: Tz) -> Option<DateTime<Tz>> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.with_timezone(&zone));
    }
    let civil = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    match civil {
        Some(civil) => zone.from_local_datetime(&civil).earliest(),
        None => of_ts(text, zone),
    }
}

/// `11.30` or `11:30`, as the language writes it.
pub(crate) fn clock(at: &DateTime<Tz>, words: &Words) -> String {
    at.format(words.clock_form).to_string()
}

/// `torsdag 17. september 2026` or `Thursday 17 September 2026`.
pub(crate) fn long_date(date: NaiveDate, words: &Words) -> String {
    format!("{} {} {}", weekday(date, words), day_month(date, words), date.year())
}

/// `17. september` or `17 September`.
pub(crate) fn day_month(date: NaiveDate, words: &Words) -> String {
    format!("{}{} {}", date.day(), words.after_day, month(date, words))
}

/// `17. sep.` or `17 Sep`, for narrow places.
pub(crate) fn short_date(date: NaiveDate, words: &Words) -> String {
    let month: String = month(date, words).chars().take(3).collect();
    format!("{}{} {month}", date.day(), words.after_day)
}

/// The name of the day.
pub(crate) fn weekday(date: NaiveDate, words: &Words) -> &'static str {
    let index = date.weekday().num_days_from_monday() as usize;
    words.weekdays.get(index).copied().unwrap_or_default()
}

/// Its first three letters.
pub(crate) fn short_weekday(date: NaiveDate, words: &Words) -> String {
    weekday(date, words).chars().take(3).collect()
}

fn month(date: NaiveDate, words: &Words) -> &'static str {
    words.months.get(date.month0() as usize).copied().unwrap_or_default()
}

/// *Today*, *tomorrow*, *yesterday* seen from `today`, else nothing.
pub(crate) fn near_day(date: NaiveDate, today: NaiveDate, words: &Words) -> Option<&'static str> {
    match (date - today).num_days() {
        0 => Some(words.today),
        1 => Some(words.tomorrow),
        -1 => Some(words.yesterday),
        _ => None,
    }
}

/// How long before or after `now` it is, in the largest unit that fits.
pub(crate) fn ago(at: DateTime<Tz>, now: DateTime<Tz>, words: &Words) -> String {
    let seconds = (now - at).num_seconds();
    let away = seconds.abs();
    let (unit, length) =
        [(3, 86_400), (2, 3_600), (1, 60)].into_iter().find(|(_, length)| away >= *length).unwrap_or((0, 1));
    let number = away / length;
    let [one, many] = words.units.get(unit).copied().unwrap_or_default();
    let [before, after] = if seconds < 0 { words.ahead } else { words.ago };
    format!("{before}{number} {}{after}", if number == 1 { one } else { many })
}

/// The date without its year where that goes without saying: within half a year of `today`.
pub(crate) fn date(date: NaiveDate, today: NaiveDate, words: &Words) -> String {
    let near = (date - today).num_days().abs() < 183;
    if near { day_month(date, words) } else { format!("{} {}", day_month(date, words), date.year()) }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::super::words::{EN, NB};
    use super::*;
    use serde_json::json;

    const OSLO: Tz = chrono_tz::Europe::Oslo;

    #[test]
    fn every_form_of_an_instant_is_read() {
        let expected = OSLO.with_ymd_and_hms(2026, 9, 10, 11, 30, 0).unwrap();
        for form in [
            json!("2026-09-10T11:30"),
            json!("2026-09-10T11:30:00"),
            json!("2026-09-10T09:30:00Z"),
            json!("2026-09-10T11:30:00+02:00"),
            json!(expected.timestamp()),
            json!(format!("{}.000100", expected.timestamp())),
        ] {
            assert_eq!(of_json(&form, OSLO), Some(expected), "{form}");
        }
        assert_eq!(of_json(&json!("soon"), OSLO), None);
        assert_eq!(of_json(&json!(null), OSLO), None);
    }

    #[test]
    fn spans_are_told_in_the_largest_unit() {
        let at = |hour, minute| OSLO.with_ymd_and_hms(2026, 9, 17, hour, minute, 0).unwrap();
        assert_eq!(ago(at(9, 0), at(9, 0), &EN), "0 seconds ago");
        assert_eq!(ago(at(9, 0), at(9, 1), &NB), "for 1 minutt siden");
        assert_eq!(ago(at(9, 0), at(11, 59), &EN), "2 hours ago");
        assert_eq!(ago(at(11, 0), at(9, 0), &NB), "om 2 timer");
        let today = at(9, 0).date_naive();
        assert_eq!(date(today, today, &EN), "17 September");
        assert_eq!(date(today - chrono::Days::new(200), today, &NB), "1. mars 2026");
    }

    #[test]
    fn dates_read_naturally_in_both_languages() {
        let at = OSLO.with_ymd_and_hms(2026, 9, 17, 9, 5, 0).unwrap();
        let date = at.date_naive();
        assert_eq!(long_date(date, &NB), "torsdag 17. september 2026");
        assert_eq!(long_date(date, &EN), "Thursday 17 September 2026");
        assert_eq!(short_date(date, &EN), "17 Sep");
        assert_eq!((clock(&at, &NB), clock(&at, &EN)), ("09.05".into(), "09:05".into()));
        assert_eq!(near_day(date, date.pred_opt().unwrap(), &NB), Some("i morgen"));
    }
}
