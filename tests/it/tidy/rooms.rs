//! Who may know whom.

use super::tree::{Source, paper, sources};
use super::{Offence, hold};
use std::collections::BTreeSet;

/// Every room of the bot and the rooms it may name. Reading the command line and the settings is
/// one room with two doors.
const KNOWS: [(&str, &[&str]); 9] = [
    ("domain", &[]),
    ("i18n", &["domain"]),
    ("store", &["domain"]),
    ("config", &["cli"]),
    ("cli", &["config"]),
    ("slack", &["domain", "i18n", "config"]),
    ("engine", &["domain", "i18n", "store", "slack", "config"]),
    ("http", &["engine"]),
    ("simulation", &["domain", "store", "slack", "engine"]),
];

/// May name every room: where the whole is put together.
const KNOW_ALL: [&str; 3] = ["commands", "lib", "main"];

#[test]
fn rooms_know_only_whom_they_may() {
    let offences = sources("src").into_iter().flat_map(|source| {
        let room = room(&source.path).to_owned();
        let named = rooms_named(&source);
        let wrong = named.into_iter().filter(move |(_, other)| !may_know(&room, other));
        wrong
            .map(|(line, other)| Offence::new(&source.path, line, format!("knows `{other}`")))
            .collect::<Vec<_>>()
    });
    hold(
        "A room names one it may not know (ARCHITECTURE.md, \"Rooms\"; the table is in tidy/rooms.rs):",
        offences,
    );
}

#[test]
fn the_sandbox_and_the_bot_are_strangers() {
    let in_sandbox = sources("sandbox").into_iter().flat_map(|source| {
        let found: Vec<Offence> = mentions(&source.text, "klynge")
            .map(|line| Offence::new(&source.path, line, "names the bot"))
            .collect();
        found
    });
    let manifest = paper("sandbox/Cargo.toml");
    let depends = mentions(&manifest, "klynge")
        .map(|line| Offence::new("sandbox/Cargo.toml", line, "names the bot"))
        .collect::<Vec<_>>();
    let in_bot = sources("src").into_iter().filter(|source| {
        source.path != "src/commands/demo.rs" && !source.path.starts_with("src/commands/demo/")
    });
    let in_bot = in_bot.flat_map(|source| {
        let uses =
            source.lines().filter(|(_, code)| code.contains("sandbox::") || code.contains("use sandbox;"));
        uses.map(|(line, _)| Offence::new(&source.path, line, "uses the sandbox")).collect::<Vec<_>>()
    });
    hold(
        "The sandbox knows nothing of the bot, and only the command `demo` starts the sandbox:",
        in_sandbox.chain(depends).chain(in_bot),
    );
}

/// Words that are nobody's own: they are written the same wherever they are needed.
const NOT_OURS: [&str; 1] = ["application/json; charset=utf-8"];
/// So many lines alike, one after the other, are no accident.
const ALIKE: usize = 6;

/// What both got wrong in the same way no test would show, so each is written by itself.
#[test]
fn the_sandbox_and_the_bot_share_no_text_and_no_code() {
    let ours = sources("src");
    let texts: BTreeSet<&str> = ours.iter().flat_map(own_texts).map(|(_, text)| text).collect();
    let known: BTreeSet<Vec<&str>> = ours.iter().flat_map(passages).map(|(_, lines)| lines).collect();
    let theirs = sources("sandbox/src");
    let offences = theirs.iter().flat_map(|source| {
        let texts = own_texts(source).filter(|(_, text)| texts.contains(text));
        let texts =
            texts.map(|(line, text)| Offence::new(&source.path, line, format!("the bot says {text:?} too")));
        let passages = passages(source).into_iter().filter(|(_, lines)| known.contains(lines));
        let passages =
            passages.map(|(line, _)| Offence::new(&source.path, line, "the bot has these lines too"));
        texts.chain(passages).collect::<Vec<_>>()
    });
    hold("The sandbox and the bot share neither texts nor code:", offences);
}

/// Texts of more than one word, but for why a lint is silenced.
fn own_texts(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    let texts = source.lexed.strings.iter().map(|(line, text)| (*line, text.as_str()));
    let silenced: BTreeSet<usize> =
        source.lines().filter(|(_, code)| code.contains("reason =")).map(|(line, _)| line).collect();
    texts.filter(move |(line, text)| {
        text.len() >= 12 && text.trim().contains(' ') && !NOT_OURS.contains(text) && !silenced.contains(line)
    })
}

/// Each stretch of so many lines in which something is written, literals and comments left out.
fn passages(source: &Source) -> Vec<(usize, Vec<&str>)> {
    let written = |code: &str| code.contains(char::is_alphabetic) && !code.starts_with("use ");
    let lines: Vec<(usize, &str)> =
        source.lines().map(|(line, code)| (line, code.trim())).filter(|(_, code)| written(code)).collect();
    let stretches = lines.windows(ALIKE).map(|part| {
        let code: Vec<&str> = part.iter().map(|(_, code)| *code).collect();
        (part[0].0, code)
    });
    // The same check again and again, with other words, is no passage.
    stretches.filter(|(_, code)| code.iter().collect::<BTreeSet<_>>().len() > ALIKE / 2).collect()
}

fn mentions<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let lines = text.lines().zip(1..);
    lines.filter(move |(line, _)| line.to_lowercase().contains(word)).map(|(_, number)| number)
}

/// The room a file is in: the first name below `src`.
fn room(path: &str) -> &str {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    let first = inner.split('/').next().unwrap_or(inner);
    first.strip_suffix(".rs").unwrap_or(first)
}

fn may_know(room: &str, other: &str) -> bool {
    let listed = || KNOWS.iter().find(|(name, _)| *name == room);
    room == other || KNOW_ALL.contains(&room) || listed().is_some_and(|(_, others)| others.contains(&other))
}

/// How deep in modules a file is: 1 for a room itself.
fn depth(path: &str) -> usize {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    let named = inner.strip_suffix("/mod.rs").or_else(|| inner.strip_suffix(".rs")).unwrap_or(inner);
    if matches!(named, "lib" | "main") { 0 } else { named.split('/').count() }
}

/// The rooms that a file names from the crate's root, by `crate::` or by enough `super::`.
fn rooms_named(source: &Source) -> Vec<(usize, String)> {
    let depth = depth(&source.path);
    let code = &source.lexed.code;
    let from_root = code.match_indices("crate::").map(|(at, word)| at + word.len());
    let climbing = code
        .match_indices("super::")
        // Only the first of a chain, and only chains that leave the room.
        .filter(|(at, _)| !code[..*at].ends_with("super::"))
        .filter_map(|(at, _)| {
            let rest = &code[at..];
            let top = rest.trim_start_matches("super::");
            let steps = (rest.len() - top.len()) / "super::".len();
            let floor = depth + inline_modules(&code[..at]);
            (steps >= floor && depth > 0).then_some(at + rest.len() - top.len())
        });
    from_root
        .chain(climbing)
        .flat_map(|at| {
            let line = code[..at].matches('\n').count() + 1;
            first_names(&code[at..]).into_iter().map(move |name| (line, name))
        })
        .filter(|(_, name)| is_room(name))
        .collect()
}

/// Whether a name is a module at the crate's root, rather than something the root itself holds.
fn is_room(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_lowercase() || c.is_numeric() || c == '_')
}

/// How many inline modules are open at the end of this code.
fn inline_modules(code: &str) -> usize {
    let mut open = Vec::new();
    let mut before = ["", ""];
    for word in code.split_inclusive(|c: char| !(c.is_alphanumeric() || c == '_')) {
        let name = word.trim_end_matches(|c: char| !(c.is_alphanumeric() || c == '_'));
        if !name.is_empty() {
            before = [before[1], name];
        }
        if word.ends_with('{') {
            open.push(before[0] == "mod");
            before = ["", ""];
        } else if word.ends_with('}') {
            open.pop();
        } else if word.ends_with(';') {
            before = ["", ""];
        }
    }
    open.into_iter().filter(|module| *module).count()
}

/// The names a path goes on with: one, or those of a braced list.
fn first_names(rest: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        let text = text.trim_start();
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let Some(list) = rest.strip_prefix('{') else {
        return vec![name(rest)];
    };
    let mut depth = 0_usize;
    let mut names = vec![name(list)];
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(name(&list[at + 1..])),
            _ => {}
        }
    }
    names
}

#[test]
fn paths_are_followed_to_their_rooms() {
    let named = |path: &str, text: &str| {
        let source = Source { path: path.to_owned(), lexed: super::lexer::lex(text), text: text.to_owned() };
        rooms_named(&source)
    };
    let found = named(
        "src/slack/api/answer.rs",
        "use crate::{domain::{model::Msg, policy},\n i18n};\n// crate::store\nuse super::super::super::http::x;",
    );
    let expected = [(1, "domain"), (1, "i18n"), (4, "http")];
    assert_eq!(found, expected.map(|(line, room)| (line, room.to_owned())));
    let inner = "use super::cli;\nmod tests { use super::Config; use super::super::store; }";
    let found = named("src/config.rs", inner);
    let expected = [(1, "cli"), (2, "store")];
    assert_eq!(found, expected.map(|(line, room)| (line, room.to_owned())));
}
