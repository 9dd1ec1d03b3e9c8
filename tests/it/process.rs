//! The real program as a process of its own, asked for one thing or running against a sandbox in this one: killed at every step of its work, stopped,
//! set up wrongly, and addressed by strangers.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at the first surprise")]

mod anywhere;
mod attacks;
mod bad_days;
mod bot;
mod brief;
mod disks;
mod doctor;
mod door;
mod ended;
mod export;
mod house;
mod killed;
mod kills;
mod mount;
mod panics;
mod settings;
mod signed;
mod stops;
mod upgrades;

/// Says loudly that something cannot be tested on this machine, which `KLYNGE_REQUIRE_ALL=1` forbids.
fn skipped(what: &str, why: &str) {
    let required = std::env::var("KLYNGE_REQUIRE_ALL").is_ok_and(|all| all == "1");
    assert!(!required, "{what} cannot be tested, and nothing may be skipped: {why}");
    watchers_hear(&format!("SKIPPED: {what}: {why}"));
}

/// Says it to whoever watches, also while the test harness holds back what tests print.
fn watchers_hear(words: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "{words}");
}
