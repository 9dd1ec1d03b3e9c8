//! The README says what there is.

use crate::shapes::offered;

const README: &str = include_str!("../../README.md");

#[test]
fn every_method_stands_in_the_table() {
    let missing: Vec<String> = offered().into_iter().filter(|method| !is_listed(method)).collect();
    assert!(missing.is_empty(), "not in README.md: {missing:?}");
}

/// By its whole name, or in the row of its family.
fn is_listed(method: &str) -> bool {
    let (family, rest) = method.split_once('.').unwrap();
    let rows = README.lines().filter(|line| {
        let head = line.split('|').nth(1).unwrap_or_default();
        head.contains(&format!("`{family}`"))
    });
    README.contains(&format!("`{method}`")) || rows.into_iter().any(|row| row.contains(&format!("`{rest}`")))
}

#[test]
fn every_event_that_a_manifest_can_ask_for_stands_in_the_table() {
    let source = include_str!("../../src/manifest.rs");
    let table = source.split("const EVENT_SCOPES").nth(1).unwrap().split("];").next().unwrap();
    let events = table.split("(\"").skip(1).map(|row| row.split('"').next().unwrap());
    let missing: Vec<&str> = events
        .filter(|event| {
            let short = event.strip_prefix("message").unwrap_or(event);
            !README.contains(&format!("`{event}`")) && !README.contains(&format!("`{short}`"))
        })
        .collect();
    assert!(missing.is_empty(), "not in README.md: {missing:?}");
}

#[test]
fn every_act_stands_in_the_table() {
    let source = include_str!("../../src/people/act.rs");
    let acts = source.lines().filter_map(|line| line.trim().strip_prefix('"')?.split_once("\" =>"));
    let acts = acts.flat_map(|(names, _)| names.split("\" | \""));
    let missing: Vec<&str> = acts.filter(|act| !README.contains(&format!("`{act}`"))).collect();
    assert!(missing.is_empty(), "not in README.md: {missing:?}");
}
