//! What one check found, and how all of them are printed.

use serde_json::{Value, json};

/// One thing that was looked at.
#[derive(Debug)]
pub(super) struct Check {
    /// A fixed word for scripts.
    name: &'static str,
    found: Found,
}

#[derive(Debug)]
enum Found {
    /// As it should be, with what was seen.
    Well(String),
    /// What is wrong, and what to do about it.
    Fault { what: String, remedy: String },
}

impl Check {
    /// All is well.
    pub(super) fn well(name: &'static str, seen: impl Into<String>) -> Self {
        Self { name, found: Found::Well(seen.into()) }
    }

    /// Something is wrong. Neither text ends with a stop.
    pub(super) fn fault(name: &'static str, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { name, found: Found::Fault { what: what.into(), remedy: remedy.into() } }
    }

    /// Whether nothing is wrong.
    pub(super) fn is_well(&self) -> bool {
        matches!(self.found, Found::Well(_))
    }
}

/// A line a check, for a person, and a last one that sums up.
pub(super) fn text(checks: &[Check]) -> String {
    let line = |check: &Check| match &check.found {
        Found::Well(seen) => format!("ok     {}: {seen}\n", check.name),
        Found::Fault { what, remedy } => format!("FAULT  {}: {what}; {remedy}\n", check.name),
    };
    let mut text: String = checks.iter().map(line).collect();
    text.push_str(&match checks.iter().filter(|check| !check.is_well()).count() {
        0 => "All is well.\n".to_owned(),
        1 => "One fault.\n".to_owned(),
        faults => format!("{faults} faults.\n"),
    });
    text
}

/// `{"ok": .., "checks": [{"check", "ok", "seen" or "fault" and "remedy"}]}`, on one line.
pub(super) fn json(checks: &[Check]) -> String {
    let row = |check: &Check| match &check.found {
        Found::Well(seen) => json!({ "check": check.name, "ok": true, "seen": seen }),
        Found::Fault { what, remedy } => {
            json!({ "check": check.name, "ok": false, "fault": what, "remedy": remedy })
        }
    };
    let rows: Vec<Value> = checks.iter().map(row).collect();
    format!("{}\n", json!({ "ok": checks.iter().all(Check::is_well), "checks": rows }))
}
