//! Years of clusters in a world where things go wrong: a slice of them each time, from a seed that is printed; and the
//! proof that the invariants bite.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};
use std::io::Write;

use klynge::domain::model::Kind;
use klynge::domain::policy::Method;
use klynge::domain::sabotage::{Rule, while_broken};
use klynge::simulation::watch::{Breach, Invariant};
use klynge::simulation::{Faults, Options, Report, codes, run};
use serde_json::Value;

/// So many worlds may pass before a broken rule is noticed.
const WORLDS: u64 = 4;
/// Rules are broken side by side.
const THREADS: usize = 2;

fn options(seed: u64, faults: Faults) -> Options {
    Options { years: 1, clusters: 1, seed, faults, enough: 1, database: None }
}

/// A seed of its own each time, told past the test's capture so that a failure can be seen again.
fn new_seed(what: &str) -> u64 {
    let given = std::env::var("KLYNGE_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = given.unwrap_or_else(|| RandomState::new().hash_one(what) >> 40);
    tell(&format!("{what}: KLYNGE_SEED={seed}"));
    seed
}

/// Past the test's capture.
fn tell(words: &str) {
    let mut out = std::io::stderr().lock();
    writeln!(out, "{words}").unwrap();
}

fn holds(report: &Report) {
    assert!(report.holds(), "{report}");
    assert!(report.held > 5, "hardly anything happened: {report}");
}

#[test]
fn every_invariant_holds_in_a_good_year() {
    holds(&run(options(new_seed("a good year"), Faults::None)).unwrap());
}

#[test]
fn every_invariant_holds_in_a_bad_year() {
    holds(&run(options(new_seed("a bad year"), Faults::Some)).unwrap());
}

#[test]
fn every_invariant_holds_in_a_cruel_year() {
    let report = run(options(new_seed("a cruel year"), Faults::Cruel)).unwrap();
    holds(&report);
    assert!(report.deaths > 100, "{report}");
}

#[test]
fn every_invariant_holds_over_the_real_store() {
    let folder = tempfile::tempdir().unwrap();
    let database = Some(folder.path().join("klynge.db"));
    let options = Options { database, ..options(new_seed("a year on disk"), Faults::Some) };
    holds(&run(options).unwrap());
}

#[test]
fn a_seed_tells_the_same_story_each_time() {
    let told = || run(options(7, Faults::Cruel)).unwrap().json();
    assert_eq!(told(), told());
}

/// The worlds in which rules are broken. Unbroken they hold, so that what is noticed in them is the broken rule.
fn stages() -> impl Iterator<Item = Options> {
    (3..3 + WORLDS).map(|seed| Options { clusters: 2, ..options(seed, Faults::Cruel) })
}

#[test]
fn nothing_is_noticed_where_no_rule_is_broken() {
    let stages: Vec<_> = stages().map(|stage| std::thread::spawn(|| run(stage).unwrap())).collect();
    let mut posted: BTreeMap<String, u64> = BTreeMap::new();
    for report in stages.into_iter().map(|stage| stage.join().unwrap()) {
        holds(&report);
        assert!(report.followed > 10, "hardly a meeting went undisturbed: {report}");
        report.posted.iter().for_each(|(kind, count)| *posted.entry(kind.clone()).or_default() += count);
    }
    // What is never said is not looked at.
    let unsaid: Vec<&str> =
        Kind::ALL.map(Kind::name).into_iter().filter(|kind| !posted.contains_key(*kind)).collect();
    assert!(unsaid.is_empty(), "never said: {unsaid:?}");
    // Files carry no kind.
    assert!(posted.contains_key("calendar file"), "{posted:?}");
    assert_eq!(posted.len(), Kind::ALL.len() + 1, "a kind is missing in the list: {posted:?}");
}

/// Each rule broken by itself, until some invariant does not hold. What was noticed, and by what, is told as a table.
#[test]
fn every_broken_rule_is_noticed_and_every_invariant_notices_one() {
    // What is broken is so on one thread alone.
    let threads: Vec<_> = (0..THREADS)
        .map(|nth| {
            std::thread::spawn(move || {
                let rules = Rule::ALL.iter().skip(nth).step_by(THREADS);
                rules.map(|rule| (*rule, first_breach(*rule))).collect::<Vec<_>>()
            })
        })
        .collect();
    let mut noticed: Vec<(Rule, Option<Breach>)> =
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
    noticed.sort_by_key(|(rule, _)| *rule);
    let table: Vec<String> = noticed
        .iter()
        .map(|(rule, breach)| {
            let by = breach.as_ref().map_or("NOBODY", |breach| breach.invariant.name());
            format!("{:14} {by}", rule.name())
        })
        .collect();
    let table = table.join("\n");
    tell(&format!("broken rule    noticed by\n{table}"));
    assert!(noticed.iter().all(|(_, breach)| breach.is_some()), "{table}");
    let bitten: Vec<Invariant> =
        noticed.iter().filter_map(|(_, breach)| Some(breach.as_ref()?.invariant)).collect();
    let idle: Vec<_> = Invariant::ALL.iter().filter(|it| !bitten.contains(it)).map(|it| it.name()).collect();
    assert!(idle.is_empty(), "no rule is noticed by {idle:?}\n{table}");
}

fn first_breach(rule: Rule) -> Option<Breach> {
    // A failed decision would be told on standard error.
    let hook = (rule == Rule::Total).then(std::panic::take_hook);
    if hook.is_some() {
        std::panic::set_hook(Box::new(|_| {}));
    }
    // Companies take turns all the same, and what somebody took of their own wish is made up for within a year.
    let years = if rule == Rule::LeastFirst { 2 } else { 1 };
    let breach = while_broken(rule, || {
        let mut stages = stages().map(|stage| Options { years, ..stage });
        stages.find_map(|stage| run(stage).unwrap().breaches.into_iter().next())
    });
    if let Some(hook) = hook {
        std::panic::set_hook(hook);
    }
    breach
}

/// Every list of words in a schema.
fn words(of: &Value, found: &mut Vec<String>) {
    match of {
        Value::Object(parts) => {
            let listed = parts.get("enum").and_then(Value::as_array).into_iter().flatten();
            found.extend(listed.filter_map(Value::as_str).map(str::to_owned));
            parts.values().for_each(|part| words(part, found));
        }
        Value::Array(parts) => parts.iter().for_each(|part| words(part, found)),
        _ => {}
    }
}

/// Against Slack's own specification of 2021, where it is at hand.
#[test]
fn every_code_that_slack_has_specified_may_come() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/slack/web-api-2021.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        let required = std::env::var("KLYNGE_REQUIRE_ALL").is_ok_and(|all| all == "1");
        assert!(!required, "the specification is missing, and nothing may be skipped");
        return;
    };
    let spec: Value = serde_json::from_str(&text).unwrap();
    let mut checked = 0;
    for method in Method::ALL {
        let Some(path) = spec["paths"].get(format!("/{}", method.name())) else { continue };
        let mut specified = Vec::new();
        path.as_object().unwrap().values().for_each(|it| words(&it["responses"], &mut specified));
        let known = codes(*method);
        for code in specified {
            checked += 1;
            // That there is no such file is what Klynge asks for, and comes where it is so.
            let is_answer =
                *method == Method::FilesInfo && ["file_not_found", "file_deleted"].contains(&code.as_str());
            assert!(is_answer || known.contains(&code.as_str()), "{}: {code}", method.name());
        }
    }
    assert!(checked > 100, "{checked}");
}

#[test]
fn the_map_tells_every_invariant() {
    let map = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ARCHITECTURE.md")).unwrap();
    for invariant in Invariant::ALL {
        let line = format!("| `{}` | {} |", invariant.name(), invariant.says());
        assert!(map.contains(&line), "ARCHITECTURE.md does not tell: {line}");
    }
}
