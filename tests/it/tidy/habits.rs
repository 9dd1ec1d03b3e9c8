//! How files are written.

use super::tree::{Source, sources};
use super::{Offence, hold};

/// Past this a file holds a second idea.
const LONGEST: usize = 400;

fn all() -> impl Iterator<Item = Source> {
    ["src", "tests", "benches", "sandbox"].into_iter().flat_map(sources)
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent = all().filter(|source| !source.text.starts_with("//! "));
    let offences = silent.map(|source| Offence::new(&source.path, 1, "no `//!` header"));
    hold("A file opens by saying what it is for:", offences);
}

#[test]
fn files_hold_one_idea() {
    let long = all().filter_map(|source| {
        let lines = source.text.lines().count();
        (lines > LONGEST).then(|| Offence::new(&source.path, lines, format!("{lines} lines")))
    });
    hold("Look for a second idea in files of more than 400 lines:", long);
}

#[test]
fn nothing_is_left_for_later_or_silenced() {
    let forbidden = ["todo!(", "unimplemented!(", "dbg!(", "#[allow(", "#![allow(", "#[ignore"];
    let offences = all().flat_map(|source| {
        let found = source.lines().filter_map(|(line, code)| {
            let packed: String = code.split_whitespace().collect();
            let what = forbidden.iter().find(|what| packed.contains(**what))?;
            Some(Offence::new(&source.path, line, *what))
        });
        found.collect::<Vec<_>>()
    });
    hold("Finish it or leave it out; a lint that must be silenced is expected, with its reason:", offences);
}

#[test]
fn klynge_is_written_as_a_name() {
    let texts = sources("src/i18n");
    let offences = texts.iter().flat_map(|source| {
        let small = source.lexed.strings.iter().filter(|(_, text)| has_small_name(text));
        small.map(|(line, text)| Offence::new(&source.path, *line, text))
    });
    hold("In texts the bot is Klynge; only the command is `/klynge`:", offences);
}

/// Whether the bot's name stands alone in small or capital letters. The Norwegian word for a cluster
/// is met in its other forms only (mikroklynge, klyngen).
fn has_small_name(text: &str) -> bool {
    let lower = text.to_lowercase();
    let own = |c: char| c.is_alphanumeric() || c == '/' || c == '_';
    lower.match_indices("klynge").any(|(at, name)| {
        let alone = !lower[..at].ends_with(own) && !lower[at + name.len()..].starts_with(own);
        alone && text.get(at..at + name.len()) != Some("Klynge")
    })
}

#[test]
fn a_name_is_told_from_a_command() {
    assert!(has_small_name("spør klynge"));
    assert!(has_small_name("KLYNGE"));
    assert!(!has_small_name("Klynge, `/klynge next`, mikroklynge og klyngen"));
}
