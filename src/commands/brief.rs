//! `klynge brief`: a thread from a file, summed up as a meeting's notes are. Asks nobody and keeps nothing.

use crate::cli::{BriefFlags, BriefFormat, BriefLanguage, Exit};
use crate::domain::brief::summary;
use crate::domain::model::{Lang, Point, Remark, Ts};
use crate::i18n;
use crate::slack::decode;
use anyhow::Context;
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::Path;

/// Prints what the thread says.
///
/// # Errors
/// When the file cannot be read or holds no thread, or the output is closed.
pub fn run(flags: &BriefFlags, out: &mut impl Write) -> anyhow::Result<Exit> {
    let thread = read(&flags.from)?;
    let lang = match flags.lang {
        Some(BriefLanguage::Nb) => Lang::Nb,
        Some(BriefLanguage::En) => Lang::En,
        None => summary::language(&thread),
    };
    let words = usize::try_from(flags.words).unwrap_or(usize::MAX);
    let points = summary::summarise(&thread, lang, words);
    let text = match flags.format {
        BriefFormat::Text => points.iter().map(|point| format!("{}\n", plain(lang, point))).collect(),
        BriefFormat::Markdown => {
            points.iter().map(|point| format!("- {}\n", markdown(lang, point))).collect()
        }
        BriefFormat::Json => format!("{}\n", layout(lang, &points)),
    };
    out.write_all(text.as_bytes()).context("the brief cannot be printed")?;
    Ok(Exit::Ok)
}

/// The remarks of a thread in the shape of `conversations.replies`, the first one too.
fn read(path: &Path) -> anyhow::Result<Vec<Remark>> {
    let at = path.display();
    let text = fs::read_to_string(path).with_context(|| format!("{at} cannot be read"))?;
    let answer: Value = serde_json::from_str(&text).with_context(|| format!("{at} is not JSON"))?;
    let messages = answer.get("messages").and_then(Value::as_array);
    let messages = messages.with_context(|| {
        format!("{at} holds no thread: it should look like an answer of conversations.replies, with a list \"messages\"")
    })?;
    // Here the first message is as good as the others; an id that no message has leaves none out.
    Ok(decode::remarks(messages, &Ts::from("")))
}

/// A point on a line: with its label, unless it is a plain note.
fn plain(lang: Lang, point: &Point) -> String {
    match i18n::point_label(lang, point.kind) {
        Some(label) => format!("{label}: {}", point.text.plain()),
        None => point.text.plain().to_owned(),
    }
}

/// The same as Markdown, in which what people wrote must not be markup.
fn markdown(lang: Lang, point: &Point) -> String {
    let mut text = String::new();
    for word in point.text.plain().split(' ') {
        if !text.is_empty() {
            text.push(' ');
        }
        let is_address = word.starts_with("https://") || word.starts_with("http://");
        for c in word.chars() {
            if !is_address && matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
                text.push('\\');
            }
            text.push(c);
        }
    }
    match i18n::point_label(lang, point.kind) {
        Some(label) => format!("**{label}:** {text}"),
        None => text,
    }
}

/// `{"lang", "points": [{"kind", "text", "by", "source"}]}`: people by Slack's id, messages by their `ts`.
fn layout(lang: Lang, points: &[Point]) -> Value {
    let row = |point: &Point| {
        json!({
            "kind": point.kind.name(), "text": point.text.plain(),
            "by": point.by, "source": point.source,
        })
    };
    json!({ "lang": lang.code(), "points": points.iter().map(row).collect::<Vec<_>>() })
}
