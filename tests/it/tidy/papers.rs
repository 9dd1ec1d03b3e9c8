//! What the papers promise is what the house does.

use super::tree::{paper, papers, sources};
use super::{Offence, hold};
use std::collections::BTreeSet;

/// Flags that make `cargo test` no narrower than it is by default, where both packages are tested.
const NO_NARROWER: [&str; 2] = ["--workspace", "--locked"];

#[test]
fn the_readmes_test_command_is_what_ci_runs() {
    let readme = paper("README.md");
    let told = readme
        .lines()
        .any(|line| line.split_once('#').map_or(line, |(command, _)| command).trim() == "cargo test");
    assert!(told, "README.md shows `cargo test` on a line of its own");
    let ci = paper(".ci/run");
    let run = ci.lines().find_map(|line| line.trim().strip_prefix("step cargo test"));
    let flags: Option<Vec<&str>> = run.map(|flags| flags.split_whitespace().collect());
    let same = flags.is_some_and(|flags| flags.iter().all(|flag| NO_NARROWER.contains(flag)));
    assert!(same, ".ci/run has the step `cargo test`, as README.md tells, and leaves nothing out");
}

/// Where a test has the bot die, how little patience it has then, and how a benchmark takes its commits apart; nobody
/// else should know.
const FOR_TESTS: [&str; 4] = ["KLYNGE_STOP_AT", "KLYNGE_PANIC_AT", "KLYNGE_HASTE", "KLYNGE_TOGETHER"];

#[test]
fn the_readmes_settings_are_those_that_are_read() {
    let read: BTreeSet<String> = sources("src")
        .iter()
        .flat_map(|source| &source.lexed.strings)
        .filter(|(_, text)| is_setting(text) && !FOR_TESTS.contains(&text.as_str()))
        .map(|(_, text)| text.clone())
        .collect();
    let readme = paper("README.md");
    let told: BTreeSet<String> = readme
        .lines()
        .filter(|line| line.starts_with("| `"))
        .flat_map(|line| line.split('`').filter(|word| is_setting(word)))
        .map(str::to_owned)
        .collect();
    assert_eq!(told, read, "left: settings in README.md's table; right: those that src reads");
}

fn is_setting(word: &str) -> bool {
    let tail = word.strip_prefix("SLACK_").or_else(|| word.strip_prefix("KLYNGE_"));
    tail.is_some_and(|tail| !tail.is_empty() && tail.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
}

#[test]
fn no_paper_knows_a_machine() {
    let offences = papers().into_iter().flat_map(|(path, text)| {
        let lines = text.lines().zip(1..).filter(|(line, _)| names_a_machine(line));
        lines.map(|(line, number)| Offence::new(&path, number, line.trim())).collect::<Vec<_>>()
    });
    hold("Paths of somebody's machine do not belong here:", offences);
}

/// Whether a path from the root of a machine, into a folder where people work, stands in a line.
fn names_a_machine(line: &str) -> bool {
    ["work", "root", "home", "Users"].iter().any(|folder| {
        let path = format!("/{folder}/");
        line.match_indices(&path).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '}' | '>'))
        })
    })
}

#[test]
fn a_machines_path_is_told_from_an_address() {
    let machine = ["", "root", "x"].join("/");
    assert!(names_a_machine(&format!("see {machine}")));
    assert!(!names_a_machine("http://127.0.0.1/api/home/x"));
}

#[test]
fn the_map_names_every_room() {
    let map = paper("ARCHITECTURE.md");
    let rooms: BTreeSet<String> = sources("src")
        .iter()
        .filter_map(|source| {
            let inner = source.path.strip_prefix("src/")?;
            Some(inner.split('/').next()?.trim_end_matches(".rs").to_owned())
        })
        .collect();
    let missing = rooms
        .iter()
        .filter(|room| !["`src/{}/", "`src/{}.rs"].iter().any(|form| map.contains(&form.replace("{}", room))))
        .map(|room| Offence::new("ARCHITECTURE.md", 1, format!("does not name `{room}`")));
    hold("The map leaves out a room:", missing);
}

#[test]
fn the_readmes_pictures_are_there_and_no_others() {
    let readme = paper("README.md");
    let shown: BTreeSet<String> = readme
        .split("docs/pictures/")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once([')', '"'])?.0.to_owned()))
        .collect();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/pictures");
    let kept: BTreeSet<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(shown, kept, "left: pictures that README.md shows; right: those in docs/pictures");
    assert!(shown.len() >= 10, "the page by day and by night, and the whole fortnight");
}

#[test]
fn every_table_is_told_of_in_the_security_paper() {
    let told = paper("SECURITY.md");
    let rows: BTreeSet<String> = told
        .lines()
        .filter(|line| line.starts_with("| `"))
        .flat_map(|line| line.split('|').nth(1).unwrap_or_default().split('`').skip(1).step_by(2))
        .map(str::to_owned)
        .collect();
    let migrations =
        papers().into_iter().filter(|(path, _)| path.ends_with(".sql") || path.starts_with("migrations/"));
    let made: BTreeSet<String> = migrations
        .flat_map(|(_, sql)| {
            let tables = sql.split("CREATE TABLE ").skip(1);
            tables.filter_map(|rest| Some(rest.split_whitespace().next()?.to_owned())).collect::<Vec<_>>()
        })
        .collect();
    assert!(made.len() >= 25, "the migrations are read: {made:?}");
    assert_eq!(rows, made, "left: tables in SECURITY.md; right: those the migrations make");
    assert!(paper("README.md").contains("](SECURITY.md)"), "README.md leads to SECURITY.md");
}
