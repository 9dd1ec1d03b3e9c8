//! One message, read: its typed lines, its links, its sentences.

use super::markup::{self, Line, Link};
use super::sentence::sentences;
use super::words::count;
use crate::domain::model::{Point, PointKind, Remark, Text};

/// What may stand before the colon of a typed line, in both languages.
const LABELS: [(&str, PointKind); 11] = [
    ("beslutning", PointKind::Decision),
    ("oppgave", PointKind::Task),
    ("notat", PointKind::Note),
    ("spørsmål", PointKind::Question),
    ("sporsmal", PointKind::Question),
    ("lenke", PointKind::Link),
    ("decision", PointKind::Decision),
    ("task", PointKind::Task),
    ("note", PointKind::Note),
    ("question", PointKind::Question),
    ("link", PointKind::Link),
];

/// The words up to which a sentence with an address in it is about the link.
const LINK_WORDS: usize = 12;

/// A message as the summariser sees it.
pub(super) struct Message<'a> {
    /// Its place in the thread.
    pub(super) place: usize,
    /// The message itself.
    pub(super) remark: &'a Remark,
    /// What somebody marked by typing it, in order.
    pub(super) typed: Vec<(PointKind, String)>,
    /// What plain talk says of each link in it, in order, with the address.
    pub(super) links: Vec<String>,
    /// The sentences of plain talk, in order.
    pub(super) sentences: Vec<String>,
}

impl<'a> Message<'a> {
    /// Reads a message.
    pub(super) fn read(place: usize, remark: &'a Remark) -> Self {
        let mut message = Self { place, remark, typed: Vec::new(), links: Vec::new(), sentences: Vec::new() };
        for line in markup::lines(&remark.words) {
            match typed(&line) {
                Some((kind, text)) if !text.is_empty() => message.typed.push((kind, text)),
                Some(_) => {}
                None => message.hear(line),
            }
        }
        message
    }

    /// Takes in a line of plain talk. A short sentence around a bare address says what it leads to, and so becomes the
    /// link's own words.
    fn hear(&mut self, line: Line) {
        let mut said: Vec<&str> = sentences(without_bullet(&line.text));
        for Link { url, label } in line.links {
            let short = |sentence: &&str| sentence.contains(&url) && count(sentence) <= LINK_WORDS;
            let around = said.iter().position(short).filter(|_| label.is_none());
            self.links.push(match (around, label) {
                (Some(at), _) => said.remove(at).to_owned(),
                (None, Some(label)) => format!("{label} {url}"),
                (None, None) => url,
            });
        }
        self.sentences.extend(said.into_iter().map(str::to_owned));
    }

    /// A point taken from this message.
    pub(super) fn point(&self, kind: PointKind, text: &str) -> Point {
        let (by, source) = (self.remark.by.clone(), self.remark.ts.clone());
        Point { kind, text: Text::line(text), by: Some(by), source: Some(source) }
    }
}

/// A line such as `Beslutning: vi bytter lokale`: what it is, and its words. Its links keep their addresses, which is
/// what one types them for.
fn typed(line: &Line) -> Option<(PointKind, String)> {
    let (kind, text) = typed_line(&line.text)?;
    let mut text = text.to_owned();
    for link in line.links.iter().filter(|link| link.label.is_some()) {
        text.push(' ');
        text.push_str(&link.url);
    }
    Some((kind, text))
}

/// What a line of plain text is marked as, in either language, and its words.
pub fn typed_line(line: &str) -> Option<(PointKind, &str)> {
    let (label, rest) = without_bullet(line).split_once(':')?;
    let label = label.trim().to_lowercase();
    let (_, kind) = LABELS.iter().find(|(known, _)| *known == label)?;
    Some((*kind, rest.trim()))
}

/// The line without a list's mark at its beginning.
fn without_bullet(line: &str) -> &str {
    let marked = line.trim_start();
    for mark in ["• ", "◦ ", "- ", "– ", "* "] {
        if let Some(rest) = marked.strip_prefix(mark) {
            return rest.trim_start();
        }
    }
    let digits = marked.len() - marked.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest =
        marked.get(digits..).and_then(|rest| rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") ")));
    match rest {
        Some(rest) if (1..=2).contains(&digits) => rest.trim_start(),
        _ => marked,
    }
}
