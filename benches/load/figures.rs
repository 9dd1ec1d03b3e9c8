//! Medians, and the table they are shown in.

use std::io::{self, Write};

/// Measured milliseconds.
#[derive(Clone, Debug)]
pub(super) struct Sample(Vec<f64>);

impl Sample {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn add(&mut self, milliseconds: f64) {
        self.0.push(milliseconds);
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.0.extend(&other.0);
    }

    pub(super) fn count(&self) -> u64 {
        self.0.len() as u64
    }

    /// The value that half of them do not exceed.
    pub(super) fn median(&self) -> f64 {
        self.at(0.5)
    }

    /// The value that one of a hundred exceeds.
    pub(super) fn p99(&self) -> f64 {
        self.at(0.99)
    }

    pub(super) fn median_text(&self) -> String {
        format!("median {:.2} ms", self.median())
    }

    pub(super) fn p99_text(&self) -> String {
        format!("p99 {:.2} ms", self.p99())
    }

    fn at(&self, part: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let place = (sorted.len().saturating_sub(1) as f64 * part).round() as usize;
        sorted.get(place).copied().unwrap_or(f64::NAN)
    }
}

/// One line of the table.
pub(super) fn row(out: &mut impl Write, label: &str, cells: &[String]) -> io::Result<()> {
    let cells: Vec<String> = cells.iter().map(|cell| format!("{cell:<20}")).collect();
    writeln!(out, "| {label:<42} | {}", cells.join(" | ").trim_end())
}

/// What stands above and below the table.
pub(super) fn rule() -> String {
    "-".repeat(112)
}
