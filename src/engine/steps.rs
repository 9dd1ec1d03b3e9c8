//! The steps between which a crash must do no harm, named so that a test can stop the process at
//! each and kill it. In a build without the feature `demo` a step is nothing.

/// A place at which the process may be stopped for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// An event was decoded; nothing is decided.
    Decoded,
    /// It was decided; nothing is on disk.
    Decided,
    /// It is on disk; nobody was answered.
    Committed,
    /// It was answered.
    Answered,
    /// An attempt is on disk; nothing went out.
    Attempted,
    /// Slack has it; we have not noted so.
    Posted,
    /// We have noted it.
    Settled,
}

impl Step {
    /// All steps, in the order in which a command that posts something passes them.
    pub const ALL: [Self; 7] = [
        Self::Decoded,
        Self::Decided,
        Self::Committed,
        Self::Answered,
        Self::Attempted,
        Self::Posted,
        Self::Settled,
    ];

    /// The name used in `KLYNGE_STOP_AT`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Decoded => "decoded",
            Self::Decided => "decided",
            Self::Committed => "committed",
            Self::Answered => "answered",
            Self::Attempted => "attempted",
            Self::Posted => "posted",
            Self::Settled => "settled",
        }
    }
}

/// Passes a step on behalf of something: an event's kind, or that of a message. In a demo build with
/// `KLYNGE_STOP_AT` naming the step (`posted`), the step of one kind of thing (`posted:welcome`), or how many steps of any
/// kind are passed before (`any:40`), the process halts here, says so on standard error, and waits to be killed. With
/// `KLYNGE_PANIC_AT` naming it so, it panics each time.
///
/// # Panics
/// When told to.
#[cfg(feature = "demo")]
pub async fn pass(step: Step, what: &str) {
    use std::io::Write;
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicUsize, Ordering};
    static STOP_AT: OnceLock<Option<String>> = OnceLock::new();
    static PANIC_AT: OnceLock<Option<String>> = OnceLock::new();
    static PASSED: AtomicUsize = AtomicUsize::new(0);
    let stop_at = STOP_AT.get_or_init(|| std::env::var("KLYNGE_STOP_AT").ok());
    let panic_at = PANIC_AT.get_or_init(|| std::env::var("KLYNGE_PANIC_AT").ok());
    let passed = PASSED.fetch_add(1, Ordering::Relaxed);
    assert!(!panic_at.as_deref().is_some_and(|at| is_named(at, step, what, passed)), "a panic on purpose");
    if stop_at.as_deref().is_some_and(|stop_at| is_named(stop_at, step, what, passed)) {
        let _ = writeln!(std::io::stderr(), "stopped at {}", step.name());
        std::future::pending::<()>().await;
    }
}

/// Passes a step.
#[cfg(not(feature = "demo"))]
pub async fn pass(_: Step, _: &str) {}

/// Whether a setting names this step of this thing, after so many others.
#[cfg(feature = "demo")]
fn is_named(stop_at: &str, step: Step, what: &str, passed: usize) -> bool {
    match stop_at.split_once(':') {
        Some(("any", count)) => count.parse() == Ok(passed),
        Some((name, only)) => name == step.name() && only == what,
        None => stop_at == step.name(),
    }
}

#[cfg(all(test, feature = "demo"))]
mod tests {
    use super::{Step, is_named};

    #[test]
    fn a_step_is_named_alone_or_with_the_kind_it_is_for() {
        assert!(is_named("posted", Step::Posted, "welcome", 0));
        assert!(is_named("posted:welcome", Step::Posted, "welcome", 9));
        assert!(!is_named("posted:welcome", Step::Posted, "setup", 0));
        assert!(!is_named("posted:welcome", Step::Settled, "welcome", 0));
        assert!(!is_named("posted", Step::Settled, "welcome", 0));
    }

    #[test]
    fn any_step_is_named_by_how_many_were_before() {
        assert!(is_named("any:40", Step::Posted, "welcome", 40));
        assert!(!is_named("any:40", Step::Posted, "welcome", 39));
        assert!(!is_named("any:forty", Step::Posted, "welcome", 40));
    }
}
