//! Every text in both languages side by side, and every layout, as snapshots.

use super::cast::Cast;
use super::{faults, forms, homes, messages, plans};
use insta::{Settings, assert_json_snapshot, assert_snapshot};
use klynge::domain::model::{Field, Lang};
use klynge::slack::blocks;
use serde_json::{Map, Value};
use std::fmt::Write;

/// The parts of messages and views in the order in which one meets them; those not named here come in between.
const FIRST: [&str; 4] = ["title", "label", "text", "placeholder"];
const LAST: [&str; 3] = ["hint", "submit", "close"];
/// What is chosen at the start is among the options.
const TWICE: [&str; 2] = ["initial_option", "initial_options"];

/// Everything a person reads of a message or view, in order; a button in brackets.
pub(super) fn visible(of: &Value) -> Vec<String> {
    match (of.get("type").and_then(Value::as_str), of) {
        (Some("plain_text" | "mrkdwn"), _) => {
            of.get("text").and_then(Value::as_str).map(str::to_owned).into_iter().collect()
        }
        (Some("actions"), _) => {
            let buttons = of.get("elements").and_then(Value::as_array);
            let labels =
                buttons.into_iter().flatten().filter_map(|button| button.pointer("/text/text")?.as_str());
            vec![labels.map(|label| format!("[{label}]")).collect::<Vec<_>>().join(" ")]
        }
        (_, Value::Object(parts)) => {
            let named = |name: &&String| FIRST.contains(&name.as_str()) || LAST.contains(&name.as_str());
            let first = FIRST.iter().filter_map(|name| parts.get(*name));
            let last = LAST.iter().filter_map(|name| parts.get(*name));
            let between = parts.iter().filter(|(name, _)| !named(name) && !TWICE.contains(&name.as_str()));
            first.chain(between.map(|(_, part)| part)).chain(last).flat_map(visible).collect()
        }
        (_, Value::Array(parts)) => parts.iter().flat_map(visible).collect(),
        _ => Vec::new(),
    }
}

/// One case: its name, then all of it in bokmål, then in English.
fn side_by_side(page: &mut String, case: &str, of: impl Fn(Lang) -> Vec<String>) -> std::fmt::Result {
    writeln!(page, "== {case}")?;
    for lang in Lang::ALL {
        for text in of(lang) {
            for line in text.lines() {
                writeln!(page, "{} | {line}", lang.code())?;
            }
        }
        writeln!(page)?;
    }
    Ok(())
}

fn snapshots() -> Settings {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn every_message_reads_well_in_both_languages() -> std::fmt::Result {
    for feature in messages(&Cast::ordinary()) {
        let mut page = String::new();
        for (case, msg) in &feature.examples {
            side_by_side(&mut page, case, |lang| visible(&blocks::message(lang, msg).blocks))?;
        }
        snapshots().bind(|| assert_snapshot!(format!("words_{}", feature.name), page));
    }
    Ok(())
}

#[test]
fn every_plan_reads_well_in_both_languages() -> std::fmt::Result {
    let mut page = String::new();
    for (case, due) in plans::all() {
        side_by_side(&mut page, &case, |lang| vec![plans::reads(lang, &due)])?;
    }
    snapshots().bind(|| assert_snapshot!("words_plans", page));
    Ok(())
}

#[test]
fn every_home_reads_well_in_both_languages() -> std::fmt::Result {
    let mut page = String::new();
    for (case, home) in homes::all(&Cast::ordinary()).examples {
        side_by_side(&mut page, case, |lang| visible(&blocks::home(lang, &home)))?;
    }
    snapshots().bind(|| assert_snapshot!("words_home", page));
    Ok(())
}

#[test]
fn every_form_and_fault_reads_well_in_both_languages() -> std::fmt::Result {
    let cast = Cast::ordinary();
    let mut page = String::new();
    for (case, form) in &forms(&cast).examples {
        side_by_side(&mut page, case, |lang| visible(&blocks::view(lang, form)))?;
    }
    snapshots().bind(|| assert_snapshot!("words_form", page));
    let mut page = String::new();
    for feature in [faults::all(&cast), faults::each_line(&cast)] {
        for (case, problem) in feature.examples {
            let fault = [(Field::Companies, problem)];
            side_by_side(&mut page, case, |lang| {
                let answer = blocks::faults(lang, &fault);
                answer
                    .pointer("/errors/companies")
                    .and_then(Value::as_str)
                    .map(str::to_owned)
                    .into_iter()
                    .collect()
            })?;
        }
    }
    snapshots().bind(|| assert_snapshot!("words_fault", page));
    Ok(())
}

/// In bokmål: both languages share every layout, and the words are above.
#[test]
fn every_layout_is_known() {
    let cast = Cast::ordinary();
    let homes: Map<String, Value> = homes::all(&cast)
        .examples
        .iter()
        .map(|(case, page)| ((*case).to_owned(), blocks::home(Lang::Nb, page)))
        .collect();
    snapshots().bind(|| assert_json_snapshot!("blocks_home", homes));
    for feature in messages(&cast) {
        let layouts: Map<String, Value> = feature
            .examples
            .iter()
            .map(|(case, msg)| ((*case).to_owned(), blocks::message(Lang::Nb, msg).blocks))
            .collect();
        snapshots().bind(|| assert_json_snapshot!(format!("blocks_{}", feature.name), layouts));
    }
    let views: Map<String, Value> = forms(&cast)
        .examples
        .iter()
        .map(|(case, form)| ((*case).to_owned(), blocks::view(Lang::Nb, form)))
        .collect();
    snapshots().bind(|| assert_json_snapshot!("blocks_form", views));
}
