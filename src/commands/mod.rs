//! What the command line can ask for. Each command wires the other rooms together and decides nothing.

pub mod brief;
pub mod completions;
pub mod demo;
pub mod doctor;
pub mod export;
pub mod manifest;
mod panics;
pub mod run;
pub mod simulate;
