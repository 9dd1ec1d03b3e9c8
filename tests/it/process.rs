//! The real program as a process of its own, against a sandbox in this one: killed at every step of its work, stopped,
//! set up wrongly, and addressed by strangers.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod anywhere;
mod bot;
mod door;
mod house;
mod killed;
mod settings;
mod signed;
mod stops;
