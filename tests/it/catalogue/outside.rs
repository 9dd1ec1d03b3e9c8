//! Checks that nobody here wrote: Slack's own Python SDK reads every layout, hunspell every text.

use super::cast::Cast;
use super::words::visible;
use super::{faults, laid_out, plans};
use crate::python::{check, python};
use klynge::domain::model::{Field, Lang};
use klynge::slack::blocks;
use serde_json::Value;
use std::fs;
use std::io::{Error, Result};
use std::path::Path;

fn path(of: &Path) -> Result<&str> {
    of.to_str().ok_or_else(|| Error::other("a temporary path that is no text"))
}

#[test]
fn slacks_own_sdk_reads_every_layout() -> Result<()> {
    let Some(python) = python("every layout read by slack_sdk") else { return Ok(()) };
    let dir = tempfile::tempdir()?;
    for (feature, case, lang, mut json) in laid_out(&Cast::ordinary()) {
        if json.get("type").is_none() {
            json = json.get("blocks").cloned().unwrap_or(Value::Null);
        }
        let file = dir.path().join(format!("{feature}-{case}-{}.json", lang.code()));
        fs::write(file, json.to_string())?;
    }
    check(&python, "blocks.py", &[path(dir.path())?])
}

#[test]
fn every_text_is_spelt_right() -> Result<()> {
    let Some(python) = python("every text read by hunspell") else { return Ok(()) };
    let dir = tempfile::tempdir()?;
    let cast = Cast::numbers();
    for lang in Lang::ALL {
        // An invitation to a guest has a language of its own, whoever asks for it.
        let foreign = |case: &str| {
            let of = case.strip_prefix("invitation_");
            of.is_some_and(|of| Lang::ALL.iter().any(|it| *it != lang && of.starts_with(it.code())))
        };
        let layouts = laid_out(&cast).into_iter().filter(|(_, case, of, _)| *of == lang && !foreign(case));
        let mut texts: Vec<String> = layouts.flat_map(|(.., json)| visible(&json)).collect();
        for feature in [faults::all(&cast), faults::each_line(&cast)] {
            let problems = feature.examples.into_iter().map(|(_, problem)| (Field::Companies, problem));
            let answer = blocks::faults(lang, &problems.collect::<Vec<_>>());
            texts.extend(answer.pointer("/errors/companies").and_then(Value::as_str).map(str::to_owned));
        }
        texts.extend(plans::all().iter().map(|(_, due)| plans::reads(lang, due)));
        let file = dir.path().join(lang.code());
        fs::write(&file, texts.join("\n"))?;
        let words = format!(".ci/checks/words-{}.txt", lang.code());
        check(&python, "spelling.py", &[path(&file)?, "--lang", lang.code(), "--words", &words])?;
    }
    Ok(())
}
