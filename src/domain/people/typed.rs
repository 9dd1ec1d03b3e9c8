//! Days as people type them, in either language.

use chrono::{Datelike, Days, NaiveDate, Weekday};

const ALL_DAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
/// Weekdays, from Monday on, in bokmål.
pub const NB_DAYS: [&str; 7] = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];
/// The same in English.
pub const EN_DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// Months in bokmål.
pub const NB_MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];
/// The same in English.
pub const EN_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Reads how people say a day, in either language: `tomorrow`, `next week`, `until Monday`, or a date.
pub fn until(words: &str, today: NaiveDate) -> Option<NaiveDate> {
    let words = words.trim().to_lowercase();
    let words = ["fram til ", "til ", "until ", "till "]
        .iter()
        .find_map(|lead| words.strip_prefix(lead))
        .unwrap_or(&words);
    match words {
        "i morgen" | "imorgen" | "tomorrow" => today.checked_add_days(Days::new(1)),
        "i overmorgen" | "overimorgen" => today.checked_add_days(Days::new(2)),
        "neste uke" | "next week" => weekday_after(Weekday::Mon, today),
        "en uke" | "a week" => today.checked_add_days(Days::new(7)),
        _ => weekday(words).and_then(|day| weekday_after(day, today)).or_else(|| date(words, today)),
    }
}

/// A weekday by name, with or without "next".
fn weekday(words: &str) -> Option<Weekday> {
    let word = ["neste ", "next "].iter().find_map(|lead| words.strip_prefix(lead)).unwrap_or(words);
    let names = |day: &Weekday| {
        let at = day.num_days_from_monday() as usize;
        [NB_DAYS.get(at), EN_DAYS.get(at)].into_iter().flatten().any(|name| name.to_lowercase() == word)
    };
    ALL_DAYS.into_iter().find(names)
}

/// The next such day, never today.
fn weekday_after(day: Weekday, today: NaiveDate) -> Option<NaiveDate> {
    today.iter_days().skip(1).take(7).find(|date| date.weekday() == day)
}

/// Reads `2026-10-01`, `1.10.2026`, `1.10.` or `1. oktober` (the next one), `1/10`, `14`, `14d` or `2 weeks`.
fn date(words: &str, today: NaiveDate) -> Option<NaiveDate> {
    let word = words.trim().trim_end_matches('.');
    for format in ["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"] {
        if let Ok(date) = NaiveDate::parse_from_str(word, format) {
            return Some(date);
        }
    }
    let digits = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let (number, unit) = word.split_at(digits);
    if let (Ok(number), Some(days)) = (number.parse::<u64>(), days_of(unit.trim())) {
        return today.checked_add_days(Days::new(number.min(10_000) * days));
    }
    let (day, month) = day_and_month(word)?;
    [today.year(), today.year() + 1]
        .into_iter()
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|date| *date > today)
}

/// The numbers of day and month: `1.10`, `1/10`, `1. oktober`, `1 okt` or `October 1`.
fn day_and_month(word: &str) -> Option<(u32, u32)> {
    let numbers =
        word.split_once(['.', '/']).and_then(|(day, month)| Some((day.parse().ok()?, month.parse().ok()?)));
    let named = || {
        let (one, other) = word.split_once([' ', '.'])?;
        let (one, other) = (one.trim_end_matches('.'), other.trim());
        let month_first = || Some((other.parse().ok()?, month(one)?));
        one.parse().ok().zip(month(other)).or_else(month_first)
    };
    numbers.or_else(named)
}

/// A month by name, or by three letters or more of it.
fn month(word: &str) -> Option<u32> {
    let is_meant = |name: &&str| word.chars().count() >= 3 && name.to_lowercase().starts_with(word);
    let at =
        |names: [&str; 12]| names.iter().zip(1..).find(|(name, _)| is_meant(name)).map(|(_, number)| number);
    at(NB_MONTHS).or_else(|| at(EN_MONTHS))
}

/// How many days a unit has, in either language; none is days.
fn days_of(unit: &str) -> Option<u64> {
    match unit.to_lowercase().as_str() {
        "" | "d" | "day" | "days" | "dag" | "dager" => Some(1),
        "w" | "week" | "weeks" | "u" | "uke" | "uker" => Some(7),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::until;
    use chrono::NaiveDate;

    #[test]
    fn dates_are_read_the_way_people_write_them() {
        let today = NaiveDate::from_ymd_opt(2026, 9, 10).unwrap_or_default();
        let october = NaiveDate::from_ymd_opt(2026, 10, 1);
        for words in [
            "2026-10-01",
            "1.10.2026",
            "1.10.",
            "1/10",
            "21",
            "21d",
            "21 dager",
            "3 weeks",
            "3 uker",
            "3u",
            "1. oktober",
            "1 okt",
            "October 1",
            "1 oct",
        ] {
            assert_eq!(until(words, today), october, "{words}");
        }
        // The tenth of September 2026 is a Thursday.
        for (words, day) in [
            ("i morgen", 11),
            ("til i morgen", 11),
            ("Tomorrow", 11),
            ("neste uke", 14),
            ("next week", 14),
            ("til mandag", 14),
            ("until Monday", 14),
            ("torsdag", 17),
            ("next thursday", 17),
            ("en uke", 17),
            ("til 20.9.", 20),
        ] {
            assert_eq!(until(words, today), NaiveDate::from_ymd_opt(2026, 9, day), "{words}");
        }
        assert_eq!(until("1.9.", today), NaiveDate::from_ymd_opt(2027, 9, 1));
        for words in ["", "soon", "32.13.", "1.2.3.4", "2 months", "1 o", "32. mai", "uke 40", "d"] {
            assert_eq!(until(words, today), None, "{words}");
        }
    }
}
