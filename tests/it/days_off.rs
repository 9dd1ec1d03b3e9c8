//! Public holidays, against a table that somebody else keeps.

#![expect(clippy::expect_used, reason = "a test may stop at the first surprise")]

use crate::python::{check, python};
use chrono::{Datelike, NaiveDate};
use klynge::domain::calendar;

const YEARS: [i32; 2] = [2026, 2036];

#[test]
fn our_holidays_are_those_of_an_independent_table() {
    let Some(python) = python("a table of Norwegian holidays") else { return };
    let [first, last] = YEARS;
    let begin = NaiveDate::from_ymd_opt(first, 1, 1).expect("there is such a day");
    let days = begin.iter_days().take_while(|day| day.year() <= last);
    let ours: Vec<String> =
        days.filter(|day| calendar::is_holiday(*day)).map(|day| day.to_string()).collect();
    let years = YEARS.map(|year| year.to_string());
    check(&python, "days_off.py", &[&years[0], &years[1], &ours.join(",")]).expect("the check is run");
}
