//! Checks in Python, which `.ci/run` makes ready: what Slack's own tools and schemas say.

use std::io::Result;
use std::path::Path;
use std::process::Command;

/// The Python with what the checks need, from `.ci/run`; without it the check is skipped, which `KLYNGE_REQUIRE_ALL=1` forbids.
pub(crate) fn python(what: &str) -> Option<String> {
    let python = std::env::var("KLYNGE_PYTHON").ok();
    if python.is_none() {
        let required = std::env::var("KLYNGE_REQUIRE_ALL").is_ok_and(|all| all == "1");
        assert!(!required, "KLYNGE_PYTHON is not set, and nothing may be skipped");
        skipped(what, "KLYNGE_PYTHON is not set (.ci/run sets it)");
    }
    python
}

/// Says loudly that a check was not made, and why.
#[expect(clippy::print_stderr, reason = "a skipped check must not pass for one that was made")]
pub(crate) fn skipped(what: &str, why: &str) {
    eprintln!("SKIPPED: {what}: {why}");
}

/// Runs a check; fails with all that it says.
pub(crate) fn check(python: &str, script: &str, arguments: &[&str]) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(python)
        .arg(root.join(".ci/checks").join(script))
        .args(arguments)
        .current_dir(root)
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script}: {said}");
    Ok(())
}
