//! Anything at all, for a second in CI, and for as long as one likes by hand:
//! `KLYNGE_FUZZ_SECONDS=600 cargo test --test it -- fuzz_ --nocapture`.

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::fmt::Debug;
use std::time::{Duration, Instant};

/// How many are tried where no time is given.
const FEW: u32 = 128;

/// Tries the cases that are known to be awkward, what was once found among them, and then what the strategy makes. The
/// check fails by panicking, so that the smallest case is found and shown.
#[expect(clippy::print_stdout, reason = "whoever fuzzes by hand wants to know how far it came")]
pub(crate) fn fuzz<S>(known: Vec<S::Value>, strategy: &S, check: impl Fn(S::Value))
where
    S: Strategy,
    S::Value: Debug,
{
    known.into_iter().for_each(&check);
    let (begun, mut tried_so_far) = (Instant::now(), 0);
    let seconds = std::env::var("KLYNGE_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let until = Instant::now() + Duration::from_secs(seconds.unwrap_or(0));
    let config =
        Config { cases: FEW, failure_persistence: None, max_shrink_iters: 4_096, ..Config::default() };
    loop {
        let tried = TestRunner::new(config.clone()).run(strategy, |case| {
            check(case);
            Ok::<(), TestCaseError>(())
        });
        tried.unwrap_or_else(|failure| panic!("{failure}"));
        tried_so_far += FEW;
        if Instant::now() >= until {
            let name = std::thread::current().name().unwrap_or_default().to_owned();
            println!("{name}: {tried_so_far} cases in {:.1} s", begun.elapsed().as_secs_f64());
            return;
        }
    }
}
