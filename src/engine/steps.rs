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

/// Passes a step. In a demo build with `KLYNGE_STOP_AT` naming it, the process halts here, says
/// so on standard error, and waits to be killed.
#[cfg(feature = "demo")]
pub async fn pass(step: Step) {
    use std::io::Write;
    use std::sync::OnceLock;
    static STOP_AT: OnceLock<Option<String>> = OnceLock::new();
    let stop_at = STOP_AT.get_or_init(|| std::env::var("KLYNGE_STOP_AT").ok());
    if stop_at.as_deref() == Some(step.name()) {
        let _ = writeln!(std::io::stderr(), "stopped at {}", step.name());
        std::future::pending::<()>().await;
    }
}

/// Passes a step.
#[cfg(not(feature = "demo"))]
pub async fn pass(_: Step) {}
