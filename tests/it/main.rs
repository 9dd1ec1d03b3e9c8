//! All stories in one binary: each builds what it needs on loopback addresses and ends by itself.

mod attacks;
mod browser;
mod calendars;
mod catalogue;
mod days_off;
mod demo;
mod dice;
mod manifest;
mod process;
mod python;
mod simulation;
mod stories;
mod tidy;
mod weeks;
mod world;
