//! The `markdown` block: the everyday part of standard Markdown (headings, lists, quotes, code, links,
//! emphasis). HTML inside it is text.

use super::context::Page;
use super::emoji;
use super::html::{Html, el, safe_url};
use super::inline;
use super::mrkdwn::{broken, preformatted};

/// Draws standard Markdown.
pub(crate) fn draw(page: &Page<'_>, text: &str) -> Html {
    let mut out = Html::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim().is_empty() {
            continue;
        }
        if line.trim_start().starts_with("```") {
            let code: Vec<_> = lines.by_ref().take_while(|l| !l.trim_start().starts_with("```")).collect();
            out.push(preformatted(&code.join("\n")));
            continue;
        }
        let (kind, first) = kind(line);
        let mut run = vec![first];
        while let Some(next) = lines.peek().filter(|next| continues(kind, next)) {
            run.push(self::kind(next).1);
            lines.next();
        }
        out.push(group(page, kind, &run));
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Line,
    Heading,
    Rule,
    Quote,
    Bullet,
    Numbered,
}

fn continues(current: Kind, line: &str) -> bool {
    let alone = matches!(current, Kind::Heading | Kind::Rule);
    let fence = line.trim_start().starts_with("```");
    !alone && !fence && !line.trim().is_empty() && kind(line).0 == current
}

fn kind(line: &str) -> (Kind, &str) {
    let bare = line.trim();
    if bare.len() >= 3 && ["-", "*", "_"].iter().any(|mark| bare.replace(mark, "").is_empty()) {
        return (Kind::Rule, "");
    }
    let hashes = bare.len() - bare.trim_start_matches('#').len();
    if let (1..=6, Some(rest)) = (hashes, bare.trim_start_matches('#').strip_prefix(' ')) {
        return (Kind::Heading, rest);
    }
    if let Some(rest) = bare.strip_prefix('>') {
        return (Kind::Quote, rest.trim_start());
    }
    if let Some(rest) = ["- ", "* ", "+ "].iter().find_map(|mark| bare.strip_prefix(mark)) {
        return (Kind::Bullet, rest);
    }
    match bare.split_once(". ") {
        Some((number, rest)) if !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) => {
            (Kind::Numbered, rest)
        }
        _ => (Kind::Line, bare),
    }
}

fn group(page: &Page<'_>, kind: Kind, lines: &[&str]) -> Html {
    let words = |line: &&str| inline_of(page, line);
    let items = || lines.iter().map(|line| el("li").child(words(line)));
    match kind {
        Kind::Rule => el("hr").into(),
        Kind::Heading => el("h4").child(lines.iter().map(words).collect::<Html>()).into(),
        Kind::Line => el("p").child(broken(lines.iter().map(words))).into(),
        Kind::Quote => el("blockquote").child(broken(lines.iter().map(words))).into(),
        Kind::Bullet => el("ul").children(items()).into(),
        Kind::Numbered => el("ol").children(items()).into(),
    }
}

/// The marks of Markdown, longest first, and what they become.
const MARKS: [(&str, &str); 5] = [("**", "strong"), ("__", "strong"), ("~~", "s"), ("*", "em"), ("_", "em")];

fn inline_of(page: &Page<'_>, line: &str) -> Html {
    let mut out = Html::new();
    let mut plain = String::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let word_before = plain.chars().next_back().is_some_and(char::is_alphanumeric);
        if let Some((html, after)) = special(page, rest, word_before) {
            out.push(emoji::replace(&std::mem::take(&mut plain)));
            out.push(html);
            rest = after;
        } else {
            plain.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    out.push(emoji::replace(&plain));
    out
}

fn special<'t>(page: &Page<'_>, text: &'t str, word_before: bool) -> Option<(Html, &'t str)> {
    match text.chars().next()? {
        '`' => {
            let (code, after) = text.get(1..)?.split_once('`')?;
            Some((el("code").child(code).into(), after))
        }
        '[' => {
            let (label, rest) = text.get(1..)?.split_once("](")?;
            let (url, after) = rest.split_once(')')?;
            safe_url(url).map(|url| (inline::link_to(url, label), after))
        }
        '<' => {
            let end = text.find('>')?;
            let spans = inline::parse(text.get(..=end)?);
            let known = !matches!(spans.as_slice(), [inline::Span::Text(_), ..] | []);
            known.then(|| Some((inline::draw(page, &spans), text.get(end + 1..)?)))?
        }
        '*' | '_' | '~' if !word_before => emphasis(page, text),
        _ => None,
    }
}

fn emphasis<'t>(page: &Page<'_>, text: &'t str) -> Option<(Html, &'t str)> {
    MARKS.iter().find_map(|(mark, name)| {
        let (inner, after) = text.strip_prefix(mark)?.split_once(mark)?;
        let fine = !inner.trim().is_empty() && inner.trim() == inner;
        fine.then(|| (el(name).child(inline_of(page, inner)).into(), after))
    })
}

#[cfg(test)]
mod tests {
    use super::super::Query;
    use super::*;
    use serde_json::json;

    fn drawn(text: &str) -> String {
        let (state, query) = (json!({}), Query::default());
        draw(&Page::new(&state, &query), text).into_string()
    }

    #[test]
    fn everyday_markdown_is_drawn() {
        assert_eq!(drawn("# Hei :wave:\n\ntekst\nmer"), "<h4>Hei 👋</h4><p>tekst<br>mer</p>");
        assert_eq!(
            drawn("- a\n- **b**\n\n1. c"),
            "<ul><li>a</li><li><strong>b</strong></li></ul><ol><li>c</li></ol>"
        );
        assert_eq!(
            drawn("> q\n***\n```rust\na < b\n```"),
            "<blockquote>q</blockquote><hr><pre>a &lt; b</pre>"
        );
        assert_eq!(drawn("*i* `c` ~~s~~ a_b_c"), "<p><em>i</em> <code>c</code> <s>s</s> a_b_c</p>");
    }

    #[test]
    fn hostile_markdown_stays_text() {
        assert_eq!(drawn("<script>x</script>"), "<p>&lt;script&gt;x&lt;/script&gt;</p>");
        assert_eq!(drawn("[x](javascript:alert(1))"), "<p>[x](javascript:alert(1))</p>");
        assert!(drawn("[<b>](https://a.no)").contains(">&lt;b&gt;</a>"));
    }
}
