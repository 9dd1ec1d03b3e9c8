//! The expected log: one file for all apps, with what only some of them write marked so.
//!
//! A section is a step of the story: its title after `== `, then lines. A line that begins with `[javascript]`,
//! `[python http]` and the like holds only for the apps that have all these words in their names.

use std::fmt::Write as _;

/// One step, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) lines: Vec<String>,
}

/// What this app is expected to have written.
pub(crate) fn sections_for(app: &str, text: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        match (line.strip_prefix("== "), sections.last_mut()) {
            (Some(title), _) => sections.push(Section { title: title.to_owned(), lines: Vec::new() }),
            (None, Some(section)) => section.lines.extend(line_for(app, line).map(str::to_owned)),
            // What stands before the first step is for readers.
            (None, None) => {}
        }
    }
    sections
}

/// The line without its mark, if it holds for this app.
fn line_for<'a>(app: &str, line: &'a str) -> Option<&'a str> {
    let Some((mark, rest)) = line.strip_prefix('[').and_then(|rest| rest.split_once("] ")) else {
        return Some(line);
    };
    let words: Vec<&str> = app.split(' ').collect();
    mark.split(' ').all(|word| words.contains(&word)).then_some(rest)
}

/// One log from those of all apps, in the order of the first.
pub(crate) fn merged(logs: &[(&str, Vec<Section>)]) -> String {
    let mut text = String::new();
    let Some((_, first)) = logs.first() else { return text };
    for (place, section) in first.iter().enumerate() {
        writeln!(text, "== {}", section.title).unwrap();
        let mut lines: Vec<&String> = Vec::new();
        for line in logs.iter().flat_map(|(_, sections)| &sections[place].lines) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        for line in lines {
            let of = |(_, sections): &&(&str, Vec<Section>)| sections[place].lines.contains(line);
            let of: Vec<&str> = logs.iter().filter(of).map(|(app, _)| *app).collect();
            let all: Vec<&str> = logs.iter().map(|(app, _)| *app).collect();
            for mark in marks(&of, &all) {
                writeln!(text, "{mark}{line}").unwrap();
            }
        }
        text.push('\n');
    }
    text
}

/// What marks these apps among all: nothing, the words that only they share, or each by its name.
fn marks(of: &[&str], all: &[&str]) -> Vec<String> {
    let words = |app: &str| app.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let shared: Vec<String> =
        words(of[0]).into_iter().filter(|word| of.iter().all(|app| words(app).contains(word))).collect();
    let meant = all.iter().filter(|app| shared.iter().all(|word| words(app).contains(word)));
    match meant.count() == of.len() {
        true if shared.is_empty() => vec![String::new()],
        true => vec![format!("[{}] ", shared.join(" "))],
        false => of.iter().map(|app| format!("[{app}] ")).collect(),
    }
}

/// Where two logs part, for a person to read.
pub(crate) fn difference(wanted: &[Section], found: &[Section]) -> String {
    let mut text = String::new();
    for place in 0..wanted.len().max(found.len()) {
        let (wanted, found) = (wanted.get(place), found.get(place));
        if wanted == found {
            continue;
        }
        let title = wanted.or(found).map_or("", |section| &section.title);
        writeln!(text, "== {title}").unwrap();
        let lines =
            |section: Option<&Section>| section.map(|section| section.lines.clone()).unwrap_or_default();
        let (wanted, found) = (lines(wanted), lines(found));
        for line in wanted.iter().filter(|line| !found.contains(line)) {
            writeln!(text, "expected {line}").unwrap();
        }
        for line in found.iter().filter(|line| !wanted.contains(line)) {
            writeln!(text, "found    {line}").unwrap();
        }
    }
    text
}
