//! Anything at all, for a second in CI, and for as long as one likes by hand:
//! `KLYNGE_FUZZ_SECONDS=600 cargo test --test it -- fuzz_`.

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::fmt::Debug;
use std::time::{Duration, Instant};

/// How many are tried where no time is given.
const FEW: u32 = 128;

/// Tries what the strategy makes. The check fails by panicking, so that the smallest case is found and shown.
pub(crate) fn fuzz<S>(strategy: &S, check: impl Fn(S::Value))
where
    S: Strategy,
    S::Value: Debug,
{
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
        if Instant::now() >= until {
            return;
        }
    }
}
