//! Tells code from comments and from text, so that a rule about one is not tripped by another.

/// A source file taken apart.
pub(super) struct Lexed {
    /// The file with comments and literals blanked, line for line.
    pub(super) code: String,
    /// String literals as written, each with the line it begins on.
    pub(super) strings: Vec<(usize, String)>,
}

/// What a stretch of source is.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Code,
    Comment,
    Text,
    Letter,
}

/// Takes a source file apart.
pub(super) fn lex(source: &str) -> Lexed {
    let mut lexed = Lexed { code: String::with_capacity(source.len()), strings: Vec::new() };
    let mut rest = source;
    let mut line = 1;
    while !rest.is_empty() {
        let (length, kind) = next(rest);
        let (taken, left) = rest.split_at(length);
        if kind == Kind::Text {
            lexed.strings.push((line, inside(taken).to_owned()));
        }
        if kind == Kind::Code {
            lexed.code.push_str(taken);
        } else {
            lexed.code.push(' ');
            lexed.code.extend(taken.matches('\n'));
        }
        line += taken.matches('\n').count();
        rest = left;
    }
    lexed
}

/// The length and kind of what a text begins with.
fn next(rest: &str) -> (usize, Kind) {
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), Kind::Comment);
    }
    if rest.starts_with("/*") {
        return (block_comment(rest), Kind::Comment);
    }
    if let Some(length) = raw_string(rest).or_else(|| string(rest)) {
        return (length, Kind::Text);
    }
    if let Some(length) = letter(rest) {
        return (length, Kind::Letter);
    }
    let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
    let one = rest.chars().next().map_or(1, char::len_utf8);
    (word.max(one), Kind::Code)
}

/// Block comments nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(mark) = rest[at..].find(['/', '*']) {
        at += mark;
        let (change, width) = match rest.get(at..at + 2) {
            Some("/*") => (1, 2),
            Some("*/") => (-1, 2),
            _ => (0, 1),
        };
        depth = depth.saturating_add_signed(change);
        at += width;
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

fn raw_string(rest: &str) -> Option<usize> {
    let marked = rest.strip_prefix(['b', 'c']).unwrap_or(rest);
    let after = marked.strip_prefix('r')?;
    let body = after.trim_start_matches('#');
    let hashes = &after[..after.len() - body.len()];
    let body = body.strip_prefix('"')?;
    let end = format!("\"{hashes}");
    let length = body.find(&end).map_or(body.len(), |at| at + end.len());
    Some(rest.len() - body.len() + length)
}

fn string(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix(['b', 'c']).unwrap_or(rest).strip_prefix('"')?;
    let mut escaped = false;
    let end = body.find(|c: char| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    Some(rest.len() - body.len() + end.map_or(body.len(), |at| at + 1))
}

/// A character literal; a lifetime is none.
fn letter(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('b').unwrap_or(rest).strip_prefix('\'')?;
    let mut chars = body.char_indices();
    let (_, first) = chars.next()?;
    let (second_at, second) = chars.next()?;
    let end = match (first, second) {
        ('\\', _) => body[second_at + second.len_utf8()..].find('\'')? + second_at + second.len_utf8(),
        (_, '\'') => second_at,
        _ => return None,
    };
    Some(rest.len() - body.len() + end + 1)
}

/// What stands between the quotes.
fn inside(literal: &str) -> &str {
    literal.trim_start_matches(['b', 'c', 'r', '#']).trim_end_matches('#').trim_matches('"')
}

#[test]
fn code_comments_and_text_are_told_apart() {
    let source = concat!(
        "//! header \"no\"\n",
        "fn a<'x>(s: &'x str) { /* b /* c */ d */ let e = \"f // g \\\" h\";\n",
        "let i = r#\"j \"k\" l\"#; let m = '\"'; let n = '\\''; let bar = b\"o\"; }\n",
    );
    let lexed = lex(source);
    let words: Vec<&str> =
        lexed.code.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let expected =
        ["fn", "a", "x", "s", "x", "str", "let", "e", "let", "i", "let", "m", "let", "n", "let", "bar"];
    assert_eq!(words, expected);
    let texts = [(2, "f // g \\\" h"), (3, "j \"k\" l"), (3, "o")];
    assert_eq!(lexed.strings, texts.map(|(line, text)| (line, text.to_owned())));
    assert_eq!(lexed.code.lines().count(), source.lines().count());
}
