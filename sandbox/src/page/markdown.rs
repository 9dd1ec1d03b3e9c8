//! The `markdown` block: standard Markdown as far as Slack takes it (headings, lists, tasks, quotes, code, tables, links,
//! emphasis, escapes; pictures are links). HTML inside it is text.

use super::context::Page;
use super::emoji;
use super::html::{Element, Html, el, safe_url};
use super::inline;
use super::mrkdwn::{broken, preformatted};
use super::spans::{self, Span};

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
        if let Some(columns) = lines.peek().and_then(|next| columns(line, next)) {
            lines.next();
            let mut rows = vec![cells(line)];
            while let Some(row) = lines.next_if(|next| next.contains('|')) {
                rows.push(cells(row));
            }
            out.push(table(page, &columns, &rows));
            continue;
        }
        let first = Line::read(line);
        let mut run = vec![first];
        while let Some(next) = lines.next_if(|next| continues(first.kind, next)) {
            run.push(Line::read(next));
        }
        out.push(group(page, first.kind, &run));
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

/// A line without its mark, how far it is set in, and the number it says.
#[derive(Clone, Copy)]
struct Line<'t> {
    kind: Kind,
    words: &'t str,
    indent: usize,
    number: &'t str,
}

impl<'t> Line<'t> {
    fn read(line: &'t str) -> Self {
        let bare = line.trim();
        let indent = (line.len() - line.trim_start().len()) / 2;
        let as_kind = |kind, words| Self { kind, words, indent, number: "" };
        if bare.len() >= 3 && ["-", "*", "_"].iter().any(|mark| bare.replace(mark, "").is_empty()) {
            return as_kind(Kind::Rule, "");
        }
        let hashes = bare.len() - bare.trim_start_matches('#').len();
        if let (1..=6, Some(rest)) = (hashes, bare.trim_start_matches('#').strip_prefix(' ')) {
            return as_kind(Kind::Heading, rest);
        }
        if let Some(rest) = bare.strip_prefix('>') {
            return as_kind(Kind::Quote, rest.trim_start());
        }
        if let Some(rest) = ["- ", "* ", "+ "].iter().find_map(|mark| bare.strip_prefix(mark)) {
            return as_kind(Kind::Bullet, rest);
        }
        match bare.split_once(". ") {
            Some((number, rest)) if is_number(number) => {
                Self { kind: Kind::Numbered, words: rest, indent, number }
            }
            _ => as_kind(Kind::Line, bare),
        }
    }
}

fn is_number(word: &str) -> bool {
    (1..=9).contains(&word.len()) && word.chars().all(|digit| digit.is_ascii_digit())
}

fn continues(current: Kind, line: &str) -> bool {
    let alone = matches!(current, Kind::Heading | Kind::Rule);
    let fence = line.trim_start().starts_with("```");
    !alone && !fence && !line.trim().is_empty() && Line::read(line).kind == current
}

fn group(page: &Page<'_>, kind: Kind, lines: &[Line<'_>]) -> Html {
    let words = |line: &Line<'_>| inline_of(page, line.words);
    match kind {
        Kind::Rule => el("hr").into(),
        Kind::Heading => el("h4").child(lines.iter().map(words).collect::<Html>()).into(),
        Kind::Line => el("p").child(broken(lines.iter().map(words))).into(),
        Kind::Quote => el("blockquote").child(broken(lines.iter().map(words))).into(),
        Kind::Bullet => items(page, "ul", lines),
        Kind::Numbered => items(page, "ol", lines),
    }
}

/// Items one below the other; what is set in is a list of its own, as far in.
fn items(page: &Page<'_>, name: &'static str, lines: &[Line<'_>]) -> Html {
    let same = |a: &Line<'_>, b: &Line<'_>| a.indent == b.indent;
    let lists = lines.chunk_by(same).map(|run| {
        let indent = run.first().map_or(0, |line| line.indent.min(8));
        let target = if indent > 0 { el(name).class(&format!("indent-{indent}")) } else { el(name) };
        target.children(run.iter().map(|line| item(page, line)))
    });
    lists.map(Html::from).collect()
}

fn item(page: &Page<'_>, line: &Line<'_>) -> Element {
    let target = el("li").maybe("value", Some(line.number).filter(|number| !number.is_empty()));
    let done = [("[ ] ", "☐ "), ("[x] ", "☑ "), ("[X] ", "☑ ")];
    match done.iter().find_map(|(mark, sign)| Some((sign, line.words.strip_prefix(mark)?))) {
        Some((sign, rest)) => target.class("to-do").child(*sign).child(inline_of(page, rest)),
        None => target.child(inline_of(page, line.words)),
    }
}

// ---- Tables

/// How the columns stand, if `line` is the head of a table and `below` the line below it.
fn columns(line: &str, below: &str) -> Option<Vec<&'static str>> {
    if !line.contains('|') || !below.contains('-') {
        return None;
    }
    let columns: Option<Vec<_>> = cells(below).into_iter().map(alignment).collect();
    columns.filter(|columns| columns.len() == cells(line).len())
}

fn alignment(cell: &str) -> Option<&'static str> {
    let dashes = cell.trim_matches(':');
    let fine = !dashes.is_empty() && dashes.chars().all(|dash| dash == '-');
    fine.then(|| match (cell.starts_with(':'), cell.ends_with(':')) {
        (true, true) => "center",
        (false, true) => "right",
        _ => "",
    })
}

fn cells(line: &str) -> Vec<&str> {
    let bare = line.trim();
    let bare = bare.strip_prefix('|').unwrap_or(bare);
    bare.strip_suffix('|').unwrap_or(bare).split('|').map(str::trim).collect()
}

fn table(page: &Page<'_>, columns: &[&str], rows: &[Vec<&str>]) -> Html {
    let rows = rows.iter().enumerate().map(|(index, cells)| {
        let cells = columns.iter().enumerate().map(|(column, align)| {
            let target = if index == 0 { el("th").attr("scope", "col") } else { el("td") };
            let words = cells.get(column).copied().unwrap_or_default();
            target
                .maybe("class", Some(*align).filter(|align| !align.is_empty()))
                .child(inline_of(page, words))
        });
        el("tr").children(cells)
    });
    el("div").class("table").attr("tabindex", "0").child(el("table").children(rows)).into()
}

// ---- Inside a line

/// The marks of Markdown, longest first, and what they become.
const MARKS: [(&str, &str); 5] = [("**", "strong"), ("__", "strong"), ("~~", "s"), ("*", "em"), ("_", "em")];
/// What a backslash takes the meaning from.
const ESCAPED: &str = "\\`*_{}[]()#+-.!&|~<>";

fn inline_of(page: &Page<'_>, line: &str) -> Html {
    let mut out = Html::new();
    let mut plain = String::new();
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let word_before = plain.chars().next_back().is_some_and(char::is_alphanumeric);
        let escaped = rest.strip_prefix('\\').and_then(|after| after.chars().next());
        if let Some(sign) = escaped.filter(|sign| ESCAPED.contains(*sign)) {
            out.push(emoji::replace(&std::mem::take(&mut plain)));
            out.push(sign.to_string());
            rest = rest.get(2..).unwrap_or_default();
        } else if let Some((html, after)) = special(page, rest, word_before) {
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
        '!' => link(text.get(1..)?),
        '[' => link(text),
        '<' => {
            let end = text.find('>')?;
            let spans = spans::parse(text.get(..=end)?);
            let known = !matches!(spans.as_slice(), [Span::Text(_), ..] | []);
            known.then(|| Some((inline::draw(page, &spans), text.get(end + 1..)?)))?
        }
        '*' | '_' | '~' if !word_before => emphasis(page, text),
        _ => None,
    }
}

/// `[words](address)` or `[words](address "title")`.
fn link(text: &str) -> Option<(Html, &str)> {
    let (label, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (target, after) = rest.split_once(')')?;
    let url = target.split_once(" \"").map_or(target, |(url, _)| url);
    safe_url(url).map(|url| (inline::link_to(url, label), after))
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
            "<ul><li>a</li><li><strong>b</strong></li></ul><ol><li value=\"1\">c</li></ol>"
        );
        assert_eq!(
            drawn("> q\n***\n```rust\na < b\n```"),
            "<blockquote>q</blockquote><hr><pre>a &lt; b</pre>"
        );
        assert_eq!(drawn("*i* `c` ~~s~~ a_b_c"), "<p><em>i</em> <code>c</code> <s>s</s> a_b_c</p>");
    }

    #[test]
    fn lists_are_set_in_and_ticked_off() {
        assert_eq!(
            drawn("- a\n  - b\n- [x] c\n- [ ] d"),
            "<ul><li>a</li></ul><ul class=\"indent-1\"><li>b</li></ul>\
            <ul><li class=\"to-do\">☑ c</li><li class=\"to-do\">☐ d</li></ul>"
        );
        assert_eq!(drawn("7. g"), "<ol><li value=\"7\">g</li></ol>");
    }

    #[test]
    fn tables_have_heads_and_columns_that_stand_as_they_say() {
        assert_eq!(
            drawn("| A | *B* |\n|---|:-:|\n| 1 | 2 |\n| 3 |\n\nend"),
            "<div class=\"table\" tabindex=\"0\"><table>\
            <tr><th scope=\"col\">A</th><th scope=\"col\" class=\"center\"><em>B</em></th></tr>\
            <tr><td>1</td><td class=\"center\">2</td></tr><tr><td>3</td><td class=\"center\"></td></tr>\
            </table></div><p>end</p>"
        );
        assert_eq!(drawn("a | b\nc"), "<p>a | b<br>c</p>");
    }

    #[test]
    fn a_backslash_takes_the_meaning_away() {
        assert_eq!(drawn("\\*a\\* \\\\ \\q"), "<p>*a* \\ \\q</p>");
        assert!(drawn("![a cup](https://a.no/x.png \"Cup\")").contains(">a cup</a>"));
    }

    #[test]
    fn hostile_markdown_stays_text() {
        assert_eq!(drawn("<script>x</script>"), "<p>&lt;script&gt;x&lt;/script&gt;</p>");
        assert_eq!(drawn("[x](javascript:alert(1))"), "<p>[x](javascript:alert(1))</p>");
        assert!(drawn("[<b>](https://a.no)").contains(">&lt;b&gt;</a>"));
        assert_eq!(drawn("|<b>|\n|-|\n|<i>|").matches("&lt;").count(), 2);
    }
}
