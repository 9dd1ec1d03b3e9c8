//! Half a year by the clock: two clusters that share people, who answer at once, late, never, or as
//! the dice fall (the same each time), and what must hold on every day of it.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "half a year stops at the first surprise")]

mod building;
mod deeds;
mod habits;
mod notes;
mod proof;
mod silence;

use crate::dice::Dice;
use crate::python;
use crate::world::{Transport, World};
use chrono::{Days, NaiveDate, NaiveTime, Timelike};
use habits::Habits;
use proof::Proof;
use std::time::Duration;

/// Tuesday, the first day.
const BEGIN: &str = "2026-09-01";
/// How long.
const WEEKS: u64 = 26;
/// Longer than half a year takes here, whatever goes wrong.
const LIMIT: Duration = Duration::from_secs(600);
/// People differ by it.
const SEED: u64 = 20_260_901;
/// Days on which the bot is stopped and started again.
const RESTARTS: [u64; 2] = [55, 125];

#[tokio::test]
async fn half_a_year_keeps_every_promise() {
    let told = half_a_year(SEED);
    tokio::time::timeout(LIMIT, told).await.expect("half a year comes to an end");
}

async fn half_a_year(seed: u64) {
    let begin: NaiveDate = BEGIN.parse().unwrap();
    let world = World::among(building::seed(), Transport::Socket, &format!("{BEGIN}T09:00")).await;
    building::move_in(&world).await;
    let (mut dice, mut proof, mut habits) = (Dice::new(seed), Proof::default(), Habits::default());
    for day in 1..=7 * WEEKS {
        let date = begin + Days::new(day);
        // Twice a day, at any time: people write in the evening and at weekends too.
        for (half, hours) in [6..13, 13..22].into_iter().enumerate() {
            world.clock_to(&dice.time_in(date, hours)).await;
            building::happens(&world, day, half).await;
            habits.look_around(&world, day, &mut dice).await;
            proof.of_today(&world.memory().await, date);
        }
        if RESTARTS.contains(&day) {
            world.check().await;
            world.restart().await;
        }
    }
    proof::of_it_all(&world.everything().await, &world.memory().await);
    world.close().await;
}

/// The same from outside, by a script that needs nothing but the page's address.
#[tokio::test]
async fn the_script_for_everybody_finds_nothing_either() {
    let Some(python) = python::python("half a year seen from outside") else { return };
    let world = World::among(building::seed(), Transport::Socket, &format!("{BEGIN}T09:00")).await;
    building::move_in(&world).await;
    let page = world.page().to_owned();
    let database = world.database();
    let export = format!("{} export --database {}", env!("CARGO_BIN_EXE_klynge"), database.display());
    let script = tokio::task::spawn_blocking(move || {
        python::check(&python, "weeks.py", &[&page, "--weeks", &WEEKS.to_string(), "--export", &export])
    });
    let ended = tokio::time::timeout(LIMIT, script).await.expect("the script comes to an end");
    ended.unwrap().expect("the script can be run");
    world.close().await;
}

impl Dice {
    /// A moment on a day, as the clock is turned to it.
    fn time_in(&mut self, date: NaiveDate, hours: std::ops::Range<u64>) -> String {
        let (hour, minute) = (hours.start + self.below(hours.end - hours.start), self.below(60));
        let time = NaiveTime::MIN + chrono::Duration::minutes(i64::try_from(60 * hour + minute).unwrap());
        format!("{date}T{:02}:{:02}", time.hour(), time.minute())
    }
}
