//! What a decision leads to as Slack would get it, in both languages, held to Slack's limits: a text that breaks a layout
//! does so only here.

use crate::catalogue::fits_everywhere;
use klynge::domain::model::{Answer, Body, Change, Decision, Instant, Lang, Msg, Workspace};
use klynge::domain::{card, home};
use klynge::engine::ics;
use klynge::slack::blocks;
use serde_json::{Value, json};

/// Lays out the answer, and every message, card and Home that the decision changes. Answers the workspace after it.
pub(super) fn show(ws: &Workspace, decision: &Decision, now: Instant) -> Workspace {
    let mut after = ws.clone();
    decision.changes.iter().for_each(|change| after.apply(change));
    for lang in Lang::ALL {
        answer(lang, &decision.answer).iter().for_each(fits_everywhere);
        for change in &decision.changes {
            changed(lang, &after, change, now).iter().for_each(fits_everywhere);
        }
    }
    after
}

fn answer(lang: Lang, answer: &Answer) -> Vec<Value> {
    match answer {
        Answer::Nothing => Vec::new(),
        Answer::Say(_, msg) | Answer::Read(_, msg) => {
            vec![message(lang, msg), blocks::private(lang, msg), blocks::notice(lang, msg)]
        }
        Answer::Open(_, form) => vec![blocks::view(lang, form)],
        Answer::Faults(_, faults) => {
            let said = blocks::faults(lang, faults);
            let words = said["errors"].as_object().into_iter().flatten().map(|(_, words)| words);
            words.for_each(|words| assert!(words.as_str().is_some_and(|words| !words.is_empty()), "{said}"));
            Vec::new()
        }
    }
}

fn changed(lang: Lang, after: &Workspace, change: &Change, now: Instant) -> Vec<Value> {
    match change {
        Change::Outgoing(row) => match &row.body {
            Body::Say(msg) => vec![message(lang, msg)],
            // The card is a change of its own.
            Body::Card(_) | Body::Purged => Vec::new(),
            Body::File(_) => ics::file(after, row).map(|file| message(lang, &file.msg)).into_iter().collect(),
        },
        Change::Card(row) => card::message(after, row).map(|msg| message(lang, &msg)).into_iter().collect(),
        Change::Home(row) => vec![blocks::home(lang, &home::page(after, &row.user, now))],
        _ => Vec::new(),
    }
}

fn message(lang: Lang, msg: &Msg) -> Value {
    let rendered = blocks::message(lang, msg);
    json!({ "text": rendered.text, "blocks": rendered.blocks })
}
