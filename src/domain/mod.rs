//! Decisions. Knows nobody: no clock, no I/O, no Slack, no SQL.

pub mod calendar;
pub mod model;
