//! Dates and times as people write them. Everything is local to the cluster; the year is left out but for
//! months, since nothing else Klynge speaks of lies a year away.

use crate::domain::model::{Lang, Period};
use crate::domain::people::{EN_DAYS, EN_MONTHS, NB_DAYS, NB_MONTHS};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

/// Names from Monday and January on; the short ones as Språkrådet and the BBC abbreviate them.
struct Names {
    weekdays: [&'static str; 7],
    weekdays_short: [&'static str; 7],
    months: [&'static str; 12],
    months_short: [&'static str; 12],
}

const NB: Names = Names {
    weekdays: NB_DAYS,
    weekdays_short: ["man.", "tirs.", "ons.", "tors.", "fre.", "lør.", "søn."],
    months: NB_MONTHS,
    months_short: [
        "jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sept.", "okt.", "nov.", "des.",
    ],
};

const EN: Names = Names {
    weekdays: EN_DAYS,
    weekdays_short: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    months: EN_MONTHS,
    months_short: ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"],
};

const fn names(lang: Lang) -> &'static Names {
    match lang {
        Lang::Nb => &NB,
        Lang::En => &EN,
    }
}

/// chrono counts weekdays from Monday = 0 to 6, as the tables do.
fn weekday_index(date: NaiveDate) -> usize {
    date.weekday().num_days_from_monday() as usize
}

/// "torsdag", "Thursday".
pub fn weekday(lang: Lang, date: NaiveDate) -> &'static str {
    names(lang).weekdays[weekday_index(date)]
}

/// "17. september", "17 September".
pub fn day(lang: Lang, date: NaiveDate) -> String {
    numbered(lang, date, names(lang).months[date.month0() as usize])
}

/// "september 2026", "September 2026".
pub fn month(lang: Lang, date: NaiveDate) -> String {
    format!("{} {}", names(lang).months[date.month0() as usize], date.year())
}

/// Whether two dates are in one month.
pub fn is_same_month(one: &NaiveDate, other: &NaiveDate) -> bool {
    (one.year(), one.month()) == (other.year(), other.month())
}

/// "torsdag 17. september", "Thursday 17 September".
pub fn date(lang: Lang, date: NaiveDate) -> String {
    format!("{} {}", weekday(lang, date), day(lang, date))
}

/// "torsdag 17. september kl. 11.30", "Thursday 17 September at 11:30".
pub fn when(lang: Lang, at: NaiveDateTime) -> String {
    format!("{} {}", date(lang, at.date()), clock(lang, at.time()))
}

/// "tors. 17. sept.", "Thu 17 Sept": for lists.
pub fn short(lang: Lang, date: NaiveDate) -> String {
    let names = names(lang);
    let month = names.months_short[date.month0() as usize];
    let weekday = names.weekdays_short[weekday_index(date)];
    format!("{weekday} {}", numbered(lang, date, month))
}

/// "kl. 11.30", "at 11:30".
pub fn clock(lang: Lang, time: NaiveTime) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match lang {
        Lang::Nb => format!("kl. {hour:02}.{minute:02}"),
        Lang::En => format!("at {hour:02}:{minute:02}"),
    }
}

/// "1. september – 31. oktober", both days included.
pub fn period(lang: Lang, period: Period) -> String {
    format!("{} – {}", day(lang, period.from), day(lang, period.to))
}

fn numbered(lang: Lang, date: NaiveDate, month: &str) -> String {
    match lang {
        Lang::Nb => format!("{}. {month}", date.day()),
        Lang::En => format!("{} {month}", date.day()),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "the dates are written out here")]

    use super::{clock, period, short, when};
    use crate::domain::model::{Lang, Period};
    use chrono::{Days, NaiveDate, NaiveTime};

    fn on(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    #[test]
    fn a_moment_reads_as_people_write_it() {
        let at = on(9, 17).and_hms_opt(11, 30, 0).unwrap();
        assert_eq!(when(Lang::Nb, at), "torsdag 17. september kl. 11.30");
        assert_eq!(when(Lang::En, at), "Thursday 17 September at 11:30");
        let early = NaiveTime::from_hms_opt(8, 5, 0).unwrap();
        assert_eq!(clock(Lang::Nb, early), "kl. 08.05");
        assert_eq!(clock(Lang::En, early), "at 08:05");
    }

    #[test]
    fn a_period_names_both_ends() {
        let turn = Period { from: on(9, 1), to: on(10, 31) };
        assert_eq!(period(Lang::Nb, turn), "1. september – 31. oktober");
        assert_eq!(period(Lang::En, turn), "1 September – 31 October");
    }

    #[test]
    fn every_day_of_a_year_has_a_short_form_in_both_languages() {
        for offset in 0..365 {
            let date = on(1, 1).checked_add_days(Days::new(offset)).unwrap();
            for lang in Lang::ALL {
                assert!(short(lang, date).chars().count() <= 17);
            }
        }
        assert_eq!(short(Lang::Nb, on(9, 17)), "tors. 17. sept.");
        assert_eq!(short(Lang::En, on(9, 17)), "Thu 17 Sept");
    }
}
