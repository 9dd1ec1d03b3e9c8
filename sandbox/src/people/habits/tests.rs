//! Habits: what the seed may say, what is sensible without it, and when people work.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Europe::Oslo;
use serde_json::{Value, json};

use super::*;

fn settled(asked: Value) -> Result<Habits, String> {
    Habits::settle(&Asked::deserialize(asked).unwrap(), "U1")
}

fn at(day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    Oslo.with_ymd_and_hms(2026, 9, day, hour, minute, 0).unwrap().with_timezone(&Utc)
}

#[test]
fn everybody_has_sensible_habits_of_their_own() {
    let of = |user: &str| Habits::settle(&Asked::default(), user).unwrap().told();
    assert_eq!(of("U1"), of("U1"));
    assert_ne!(of("U1"), of("U2"));
    assert_eq!(of("U1")["days"], json!([1, 2, 3, 4, 5]));
}

#[test]
fn what_the_seed_says_holds_and_nonsense_is_refused() {
    let told = settled(json!({"talks": 2, "late": "30m", "hours": ["09:00", "15:30"], "days": [1, 3]}))
        .unwrap()
        .told();
    assert_eq!((&told["talks"], &told["late"]), (&json!(2.0), &json!("30m")));
    assert_eq!((&told["hours"], &told["days"]), (&json!(["09:00", "15:30"]), &json!([1, 3])));
    for wrong in [
        json!({"answers": 1.5}),
        json!({"talks": -1}),
        json!({"late": "soon"}),
        json!({"hours": ["16:00", "08:00"]}),
        json!({"hours": ["8", "16"]}),
        json!({"days": [0]}),
        json!({"holidays": [["2026-12-24", "2026-12-20"]]}),
    ] {
        assert!(settled(wrong.clone()).is_err(), "{wrong}");
    }
}

#[test]
fn waiting_is_counted_in_working_time() {
    let rota = settled(json!({"hours": ["09:00", "15:00"], "holidays": ["2026-09-02"]})).unwrap().rota;
    let after = |from, hours| rota.after(from, TimeDelta::hours(hours), Oslo);
    assert_eq!(after(at(1, 10, 0), 2), Some(at(1, 12, 0)), "the same day");
    assert_eq!(after(at(1, 14, 0), 2), Some(at(3, 10, 0)), "the 2nd is a day off");
    assert_eq!(after(at(4, 20, 0), 1), Some(at(7, 10, 0)), "a weekend lies between");
    let never = settled(json!({"days": []})).unwrap().rota;
    assert_eq!(never.after(at(1, 10, 0), TimeDelta::hours(1), Oslo), None);
}

#[test]
fn without_a_word_about_it_people_are_away_at_christmas_and_in_summer() {
    let rota = settled(json!({})).unwrap().rota;
    let works = |text: &str| rota.window(text.parse::<NaiveDate>().unwrap(), Oslo).is_some();
    assert!(works("2026-09-01") && !works("2026-12-28"));
    let july = (1..=31).filter(|day| works(&format!("2026-07-{day:02}"))).count();
    assert!(july < 12, "{july} working days in July");
}
