//! Decisions. Knows nobody: no clock, no I/O, no Slack, no SQL.
//!
//! [`decide`] is the one door: one event in, one [`model::Decision`] out. [`schedule`] says what is
//! due, [`policy`] how each call to Slack is treated when its outcome is unknown. The rest is a room
//! a feature.

pub mod agenda;
pub mod brief;
pub mod calendar;
pub mod card;
pub mod command;
mod decide;
pub mod digest;
pub mod guest;
pub mod help;
pub mod home;
pub mod ics;
pub mod meeting;
pub mod model;
pub mod onboarding;
pub mod outbox;
mod outcome;
pub mod people;
mod plan;
pub mod policy;
pub mod quiet;
mod rights;
pub mod rotation;
pub mod rsvp;
pub mod sabotage;
pub mod schedule;
pub mod settings;
pub mod standing;
pub mod talk;
#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first surprise")]
pub(crate) mod testing;
pub mod timing;
pub mod variety;
pub mod wish;

pub use decide::decide;
pub use plan::{Plan, Sending};
