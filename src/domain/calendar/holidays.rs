//! Norwegian public holidays: the fixed ones, and those that move with Easter.
//!
//! Sources: lov om helligdager og helligdagsfred § 2 (the church's days), and lov om 1 og 17 mai som
//! høgtidsdagar § 1.

use crate::domain::model::Holiday;
use chrono::{Datelike, NaiveDate};

/// The public holiday on a date. Where two meet (17 May on Whit Monday) it is the fixed one.
pub fn holiday(date: NaiveDate) -> Option<Holiday> {
    fixed(date).or_else(|| movable(date))
}

/// Whether a date is a public holiday.
pub fn is_holiday(date: NaiveDate) -> bool {
    holiday(date).is_some()
}

fn fixed(date: NaiveDate) -> Option<Holiday> {
    match (date.month(), date.day()) {
        (1, 1) => Some(Holiday::NewYearsDay),
        (5, 1) => Some(Holiday::LabourDay),
        (5, 17) => Some(Holiday::ConstitutionDay),
        (12, 25) => Some(Holiday::ChristmasDay),
        (12, 26) => Some(Holiday::BoxingDay),
        _ => None,
    }
}

fn movable(date: NaiveDate) -> Option<Holiday> {
    // Easter Sunday is from 22 March to 25 April.
    if !(3..=6).contains(&date.month()) {
        return None;
    }
    let since_easter = date.signed_duration_since(easter_sunday(date.year())?).num_days();
    match since_easter {
        -3 => Some(Holiday::MaundyThursday),
        -2 => Some(Holiday::GoodFriday),
        0 => Some(Holiday::EasterSunday),
        1 => Some(Holiday::EasterMonday),
        39 => Some(Holiday::AscensionDay),
        49 => Some(Holiday::WhitSunday),
        50 => Some(Holiday::WhitMonday),
        _ => None,
    }
}

/// Easter Sunday of a Gregorian year, by the method of Meeus, Jones and Butcher (J. Meeus,
/// *Astronomical Algorithms*, chapter 8). `None` only for years that dates cannot hold.
pub(super) fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let moon_lag = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    // Days from 21 March to the full moon that decides.
    let moon = (19 * golden + century - century.div_euclid(4) - moon_lag + 15).rem_euclid(30);
    // Days from there to the Sunday after it.
    let sunday =
        (32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - moon - of_century % 4).rem_euclid(7);
    // Keeps the longest cycles within 25 April.
    let late = (golden + 11 * moon + 22 * sunday) / 451;
    let day_of_march = u64::try_from(22 + moon + sunday - 7 * late).ok()?;
    let february_end = NaiveDate::from_ymd_opt(year, 3, 1)?.pred_opt()?;
    february_end.checked_add_days(chrono::Days::new(day_of_march))
}
