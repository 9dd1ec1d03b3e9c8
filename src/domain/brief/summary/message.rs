//! One message, read: its typed lines, its links, its sentences.

use super::markup::{self, Line, Link};
use super::sentence::sentences;
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

/// A message as the summariser sees it.
pub(super) struct Message<'a> {
    /// Its place in the thread.
    pub(super) place: usize,
    /// The message itself.
    pub(super) remark: &'a Remark,
    /// What somebody marked by typing it, in order.
    pub(super) typed: Vec<(PointKind, String)>,
    /// The links of plain talk, in order.
    pub(super) links: Vec<Link>,
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
                None => {
                    message
                        .sentences
                        .extend(sentences(without_bullet(&line.text)).into_iter().map(str::to_owned));
                    message.links.extend(line.links);
                }
            }
        }
        message
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
