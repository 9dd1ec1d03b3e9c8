//! `klynge simulate`: years of clusters in seconds, with people, faults and crashes, held to every invariant. A seed
//! that breaks one is printed, and shows it again.

use crate::cli::{self, Exit, SimulateFlags, SimulateFormat};
use crate::simulation::{self, Faults, Options, Report};
use anyhow::{Context, anyhow, ensure};
use std::hash::{BuildHasher, RandomState};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;
use tokio::time::Instant;

/// Breaches of one seed that are shown.
const ENOUGH: usize = 20;

/// Simulates each seed and prints what came of it; the seeds side by side, as many as the machine has processors.
///
/// # Errors
/// When the database is there already or cannot be made, or the output is closed.
pub fn run(flags: &SimulateFlags, out: &mut impl Write) -> anyhow::Result<Exit> {
    if let Some(database) = &flags.database {
        ensure!(flags.seeds == 1, "--database holds one world: leave --seeds away");
        ensure!(!database.exists(), "{} is there already: choose a new --database", database.display());
    }
    let first = flags.seed.unwrap_or_else(|| RandomState::new().hash_one("seed") >> 32);
    let begun = Instant::now();
    let mut broken = Vec::new();
    let mut done = 0_u64;
    for report in reports(flags, first) {
        let report = report?;
        done += 1;
        if flags.seeds == 1 || !report.holds() || flags.format == SimulateFormat::Json {
            print(flags.format, &report, out)?;
        }
        if !report.holds() {
            broken.push(report.options.seed);
        }
    }
    ensure!(done == flags.seeds, "only {done} of {} seeds were simulated", flags.seeds);
    if flags.format == SimulateFormat::Text {
        let took = begun.elapsed().as_secs_f64();
        let years = f64::from(flags.years * flags.clusters) * done as f64;
        writeln!(
            out,
            "{:<12} {years} cluster-years in {took:.1} s: {:.0} a minute",
            "speed",
            years / took * 60.0
        )?;
        match broken.as_slice() {
            [] => writeln!(out, "every invariant held for {done} seeds from {first} on")?,
            seeds => writeln!(out, "BROKEN for {} of {done} seeds: {seeds:?}", seeds.len())?,
        }
    }
    Ok(if broken.is_empty() { Exit::Ok } else { Exit::Failed })
}

fn reports(flags: &SimulateFlags, first: u64) -> impl Iterator<Item = anyhow::Result<Report>> {
    let (sender, reports) = mpsc::channel();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let next = std::sync::Arc::new(AtomicU64::new(0));
    for _ in 0..threads {
        let (sender, next, flags) = (sender.clone(), std::sync::Arc::clone(&next), flags.clone());
        thread::spawn(move || {
            while let Some(nth) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|nth| *nth < flags.seeds)
            {
                let seed = first + nth;
                let run = AssertUnwindSafe(|| simulation::run(options(&flags, seed)));
                let report = catch_unwind(run).unwrap_or_else(|_| Err(anyhow!("it panicked")));
                let report = report.with_context(|| format!("seed {seed}"));
                if sender.send(report).is_err() {
                    return;
                }
            }
        });
    }
    reports.into_iter()
}

fn options(flags: &SimulateFlags, seed: u64) -> Options {
    let faults = match flags.faults {
        cli::Faults::None => Faults::None,
        cli::Faults::Some => Faults::Some,
        cli::Faults::Cruel => Faults::Cruel,
    };
    let database = flags.database.clone();
    Options { years: flags.years, clusters: flags.clusters, seed, faults, enough: ENOUGH, database }
}

fn print(format: SimulateFormat, report: &Report, out: &mut impl Write) -> anyhow::Result<()> {
    match format {
        SimulateFormat::Text => write!(out, "{report}")?,
        SimulateFormat::Json => writeln!(out, "{}", report.json())?,
    }
    Ok(())
}
