//! The house rules that a compiler does not know, checked on the sources as text: who may know
//! whom, where time is read, where SQL is written, and what the papers promise. `ARCHITECTURE.md`
//! says why; a failing test names the offenders.

mod effects;
mod habits;
mod lexer;
mod papers;
mod rooms;
mod tree;

/// Something in a file that a rule forbids.
struct Offence {
    path: String,
    line: usize,
    what: String,
}

impl Offence {
    fn new(path: &str, line: usize, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, what: what.into() }
    }
}

/// Fails with the rule and every offence, a line each.
fn hold(rule: &str, offences: impl IntoIterator<Item = Offence>) {
    let found: Vec<String> = offences
        .into_iter()
        .map(|offence| format!("  {}:{}: {}", offence.path, offence.line, offence.what))
        .collect();
    assert!(found.is_empty(), "{rule}\n{}", found.join("\n"));
}
