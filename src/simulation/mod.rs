//! Years of clusters in seconds: the bot's own decisions, desk, queue and delivery, in a synchronous
//! world of people with habits, a Slack that loses and repeats, a disk that fails, a clock that jumps,
//! and a process that dies between any two steps. Everything follows from the seed.
//!
//! [`watch`] lists what must hold whatever happens; a run that breaks one of these names it, with the
//! seed that shows it again. Nothing here reads a clock, spawns or waits.

mod dice;
mod disk;
mod people;
mod process;
mod report;
mod slack;
mod stage;
mod truth;
pub mod watch;
mod weather;
mod world;

pub use dice::Dice;
pub use report::Report;
pub use slack::codes;
pub use weather::Faults;

use std::path::PathBuf;

/// What is to be simulated.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many years of 365 days.
    pub years: u32,
    /// How many clusters there are in the house.
    pub clusters: u32,
    /// What everything follows from.
    pub seed: u64,
    /// How much goes wrong.
    pub faults: Faults,
    /// After so many breaches there is no point in going on.
    pub enough: usize,
    /// A database that is not there yet, to have the real store in it; else rows are kept in memory.
    pub database: Option<PathBuf>,
}

/// Lets it all happen.
///
/// # Errors
/// When the database cannot be opened. What does not hold is in the report.
pub fn run(options: Options) -> anyhow::Result<Report> {
    world::World::new(options).run()
}
