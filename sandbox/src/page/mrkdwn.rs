//! Slack's mrkdwn as markup: code fences, quotes, lists and lines; what is inside a line is in `inline`.
//! Text is hostile: whatever is not understood is shown as it was written.

use super::context::Page;
use super::emoji;
use super::html::{Html, el};
use super::inline;
use super::spans::{self, Span};

/// How a line is taken apart.
type Parse = fn(&str) -> Vec<Span>;

/// Draws mrkdwn.
pub(crate) fn draw(page: &Page<'_>, text: &str) -> Html {
    all(page, spans::parse, text)
}

/// Draws mrkdwn that says `verbatim`: nothing becomes a link that is not marked as one.
pub(crate) fn draw_verbatim(page: &Page<'_>, text: &str) -> Html {
    all(page, spans::parse_verbatim, text)
}

fn all(page: &Page<'_>, parse: Parse, text: &str) -> Html {
    let mut out = Html::new();
    let mut rest = text;
    while let Some((before, code, after)) = fenced(rest) {
        out.push(paragraphs(page, parse, before.trim_end_matches('\n')));
        out.push(preformatted(&spans::unescape(code)));
        rest = after.trim_start_matches('\n');
    }
    out.push(paragraphs(page, parse, rest));
    out
}

/// A block of code, as it is written.
pub(crate) fn preformatted(code: &str) -> Html {
    el("pre").child(code.trim_matches('\n')).into()
}

/// Plain text: emoji by name and line breaks, nothing else.
pub(crate) fn draw_plain(text: &str) -> Html {
    let replaced = emoji::replace(text);
    broken(replaced.split('\n').map(Html::from))
}

/// The first line that says something, without markup.
pub(crate) fn first_line(page: &Page<'_>, text: &str) -> Option<String> {
    let spans = |line: &str| inline::plain(page, &spans::parse(line.trim_start_matches(['>', ' '])));
    text.lines().filter(|line| !line.starts_with("```")).map(spans).find(|line| !line.trim().is_empty())
}

fn fenced(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("```")?;
    let (code, after) = rest.split_once("```")?;
    (!code.trim().is_empty()).then_some((before, code, after))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Line,
    Quote,
    Bullet,
    Numbered,
}

/// What kind of line it is, and its words without the mark.
fn kind(line: &str) -> (Kind, &str) {
    let bare = line.trim_start();
    for mark in ["&gt;", ">"] {
        if let Some(quote) = line.strip_prefix(mark) {
            return (Kind::Quote, quote.strip_prefix(' ').unwrap_or(quote));
        }
    }
    for mark in ["• ", "- ", "◦ ", "‣ "] {
        if let Some(item) = bare.strip_prefix(mark) {
            return (Kind::Bullet, item);
        }
    }
    if numbered(bare).is_some() {
        return (Kind::Numbered, bare);
    }
    (Kind::Line, line)
}

/// The number and the words of `3. words`.
fn numbered(line: &str) -> Option<(&str, &str)> {
    let (number, item) = line.split_once(". ")?;
    let fine = (1..=3).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit());
    fine.then_some((number, item))
}

fn paragraphs(page: &Page<'_>, parse: Parse, text: &str) -> Html {
    let lines: Vec<_> = text.split('\n').map(kind).collect();
    if text.is_empty() {
        return Html::new();
    }
    lines
        .chunk_by(|(a, _), (b, _)| a == b)
        .map(|run| {
            let kind = run.first().map_or(Kind::Line, |(kind, _)| *kind);
            group(page, parse, kind, run.iter().map(|(_, line)| *line))
        })
        .collect()
}

fn group<'t>(page: &Page<'_>, parse: Parse, kind: Kind, lines: impl Iterator<Item = &'t str>) -> Html {
    let words = |line: &str| inline::draw(page, &parse(line));
    match kind {
        Kind::Line => el("p").child(broken(lines.map(words))).into(),
        Kind::Quote => el("blockquote").child(broken(lines.map(words))).into(),
        Kind::Bullet => el("ul").children(lines.map(|line| el("li").child(words(line)))).into(),
        Kind::Numbered => {
            let item = |line| {
                let (number, item) = numbered(line).unwrap_or(("1", line));
                el("li").attr("value", number).child(words(item))
            };
            el("ol").children(lines.map(item)).into()
        }
    }
}

/// Lines with breaks between them.
pub(crate) fn broken(lines: impl Iterator<Item = Html>) -> Html {
    let mut out = Html::new();
    for (index, line) in lines.enumerate() {
        if index > 0 {
            out.push(el("br"));
        }
        out.push(line);
    }
    out
}

#[cfg(test)]
#[path = "mrkdwn_tests.rs"]
mod tests;
