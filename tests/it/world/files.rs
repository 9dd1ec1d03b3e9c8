//! Calendar files, and what calendars find at private addresses.

use super::World;
use super::message::Message;
use crate::python;
use klynge::slack::tls;
use std::collections::BTreeMap;

/// A calendar file as somebody has it.
#[derive(Clone, Debug)]
pub(crate) struct Calendar {
    /// `@ida`.
    pub(crate) place: String,
    /// What it came with.
    pub(crate) words: String,
    /// What is in it.
    pub(crate) text: String,
}

impl Calendar {
    /// The value of a property that has no parameters, and is short.
    pub(crate) fn value(&self, key: &str) -> &str {
        let line = self.text.split("\r\n").find_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
        line.unwrap_or_else(|| panic!("no {key} in {}", self.text))
    }

    /// The same of the meeting's start, as a local time.
    pub(crate) fn start(&self) -> &str {
        let line = self.text.split("\r\n").find_map(|line| line.strip_prefix("DTSTART;TZID=Europe/Oslo:"));
        line.unwrap_or_else(|| panic!("no start in {}", self.text))
    }
}

impl World {
    /// The calendar files that somebody has, in order.
    pub(crate) async fn calendars(&self, name: &str) -> Vec<Calendar> {
        let place = format!("@{name}");
        self.all_calendars().await.into_iter().filter(|file| file.place == place).collect()
    }

    pub(super) async fn all_calendars(&self) -> Vec<Calendar> {
        let client = tls::client().expect("an HTTP client");
        let mut all = Vec::new();
        for Message { place, fallback, file, .. } in self.slack.state().await.of_bot() {
            let Some((_, url)) = file else { continue };
            let answer = client.get(url).send().await.expect("the file is there");
            all.push(Calendar { place, words: fallback, text: answer.text().await.expect("a text") });
        }
        all
    }

    /// What a calendar finds at a path, where it is answered.
    pub(crate) async fn asks(&self, method: reqwest::Method, path: &str, known: &str) -> Found {
        let at = self.bot.lock().await.as_ref().expect("the bot runs").public();
        let url = format!("http://{at}{path}");
        let client = tls::client().expect("an HTTP client");
        let request = client.request(method, url).header("if-none-match", known);
        let answer = request.send().await.expect("the bot answers");
        let (status, headers) = (answer.status(), answer.headers().clone());
        Found { status, headers, text: answer.text().await.expect("a text") }
    }
}

/// What was found at a path.
pub(crate) struct Found {
    pub(crate) status: reqwest::StatusCode,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
}

impl Found {
    /// What a calendar says next time, to be told of nothing it knows.
    pub(crate) fn mark(&self) -> String {
        self.headers["etag"].to_str().expect("a mark").to_owned()
    }
}

/// The path of the calendar address in a text.
pub(crate) fn path_in(text: &str) -> String {
    let (_, rest) = text.split_once("https://klynge.example").expect("an address");
    rest.split_once(".ics").expect("its end").0.to_owned() + ".ics"
}

/// Nobody has the same file twice, none goes back, and every one can be read by a library that is not ours.
pub(super) fn are_right(all: &[Calendar]) {
    let mut last: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for file in all {
        let sequence = file.value("SEQUENCE").parse().expect("a number");
        let before = last.insert((&file.place, file.value("UID")), sequence);
        assert!(before.is_none_or(|before| before < sequence), "{}: {before:?}, {sequence}", file.place);
    }
    if !all.is_empty()
        && let Some(python) = python::python("calendar files read by icalendar")
    {
        let folder = tempfile::tempdir().expect("a folder");
        for (at, file) in all.iter().enumerate() {
            let name = format!("{}-{at:04}.ics", file.place.trim_start_matches('@'));
            std::fs::write(folder.path().join(name), &file.text).expect("written");
        }
        let folder = folder.path().to_str().expect("a path");
        python::check(&python, "calendars.py", &[folder]).expect("python runs");
    }
}
