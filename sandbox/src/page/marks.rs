//! The marks with which rich text is written in a plain field, and rich text with its marks again: `*bold*`, `_italic_`,
//! `~struck~`, `` `code` ``, code fences, `>` quotes, `-` and `1.` lists, addresses, mentions and `:emoji:`.

use serde_json::{Map, Value, json};

use super::emoji;
use super::look::{list, some_text, text, truth};
use super::spans::{self, Span};

/// What somebody wrote in a field for rich text, as a `rich_text` object.
pub(crate) fn read(written: &str) -> Value {
    let mut parts = Vec::new();
    let mut lines = written.split('\n').peekable();
    while let Some(line) = lines.next() {
        if line.trim_start().starts_with("```") {
            let code: Vec<_> =
                lines.by_ref().take_while(|line| !line.trim_start().starts_with("```")).collect();
            parts.push(
                json!({"type": "rich_text_preformatted", "elements": words(&code.join("\n"), &Map::new())}),
            );
            continue;
        }
        let kind = kind(line);
        let mut run = vec![line];
        while let Some(next) =
            lines.next_if(|next| self::kind(next) == kind && !next.trim_start().starts_with("```"))
        {
            run.push(next);
        }
        parts.push(part(kind, &run));
    }
    json!({"type": "rich_text", "elements": parts})
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Line,
    Quote,
    Bullet,
    Numbered,
}

/// The marks that begin a line, with the kind of line they make.
const BEGINNINGS: [(&str, Kind); 4] =
    [("> ", Kind::Quote), (">", Kind::Quote), ("- ", Kind::Bullet), ("• ", Kind::Bullet)];

fn kind(line: &str) -> Kind {
    let number = line.split_once(". ").is_some_and(|(number, _)| {
        (1..=3).contains(&number.len()) && number.chars().all(|digit| digit.is_ascii_digit())
    });
    let begun = BEGINNINGS.iter().find(|(mark, _)| line.starts_with(mark));
    begun.map_or(if number { Kind::Numbered } else { Kind::Line }, |(_, kind)| *kind)
}

/// A line without the mark that begins it.
fn bare(kind: Kind, line: &str) -> &str {
    match kind {
        Kind::Line => line,
        Kind::Numbered => line.split_once(". ").map_or(line, |(_, rest)| rest),
        _ => BEGINNINGS.iter().find_map(|(mark, _)| line.strip_prefix(mark)).unwrap_or(line),
    }
}

fn part(kind: Kind, lines: &[&str]) -> Value {
    let bare: Vec<_> = lines.iter().map(|line| bare(kind, line)).collect();
    let section = |line: &str| json!({"type": "rich_text_section", "elements": pieces(line)});
    match kind {
        Kind::Line => section(&bare.join("\n")),
        Kind::Quote => json!({"type": "rich_text_quote", "elements": pieces(&bare.join("\n"))}),
        Kind::Bullet | Kind::Numbered => {
            let style = if kind == Kind::Bullet { "bullet" } else { "ordered" };
            let items: Vec<_> = bare.iter().map(|line| section(line)).collect();
            json!({"type": "rich_text_list", "style": style, "indent": 0, "elements": items})
        }
    }
}

fn pieces(line: &str) -> Vec<Value> {
    let mut out = Vec::new();
    add(&spans::parse(line), &Map::new(), &mut out);
    out
}

/// Adds the spans as rich text elements that carry `style`.
fn add(spans: &[Span], style: &Map<String, Value>, out: &mut Vec<Value>) {
    let with = |name: &str| {
        let mut style = style.clone();
        style.insert(name.to_owned(), true.into());
        style
    };
    for span in spans {
        match span {
            Span::Bold(inner) => add(inner, &with("bold"), out),
            Span::Italic(inner) => add(inner, &with("italic"), out),
            Span::Strike(inner) => add(inner, &with("strike"), out),
            Span::Code(code) => out.extend(words(code, &with("code"))),
            Span::Text(text) => out.extend(words(text, style)),
            other => out.push(styled(element(other), style)),
        }
    }
}

/// A text element, or none for no text: Slack refuses empty ones.
fn words(text: &str, style: &Map<String, Value>) -> Vec<Value> {
    let element = (!text.is_empty()).then(|| styled(json!({"type": "text", "text": text}), style));
    element.into_iter().collect()
}

fn styled(mut element: Value, style: &Map<String, Value>) -> Value {
    if !style.is_empty() {
        element["style"] = Value::Object(style.clone());
    }
    element
}

fn element(span: &Span) -> Value {
    match span {
        Span::User(id) => json!({"type": "user", "user_id": id}),
        Span::Channel { id, .. } => json!({"type": "channel", "channel_id": id}),
        Span::Group { id, .. } => json!({"type": "usergroup", "usergroup_id": id}),
        Span::Broadcast(range) => json!({"type": "broadcast", "range": range.trim_start_matches('@')}),
        Span::Link { url, label: Some(label) } => json!({"type": "link", "url": url, "text": label}),
        Span::Link { url, label: None } => json!({"type": "link", "url": url}),
        Span::Date { seconds, form, fallback, .. } => {
            json!({"type": "date", "timestamp": seconds, "format": form, "fallback": fallback})
        }
        Span::Emoji(name) => match emoji::glyph(name) {
            Some(glyph) => json!({"type": "emoji", "name": name, "unicode": emoji::code_points(&glyph)}),
            None => json!({"type": "text", "text": format!(":{name}:")}),
        },
        Span::Text(text) | Span::Code(text) => json!({"type": "text", "text": text}),
        Span::Bold(_) | Span::Italic(_) | Span::Strike(_) => Value::Null,
    }
}

/// A rich text object with its marks, as somebody would have written it.
pub(crate) fn write(rich: &Value) -> String {
    let parts: Vec<_> = list(rich, "elements").iter().map(write_part).collect();
    parts.join("\n")
}

fn write_part(part: &Value) -> String {
    let inner = || list(part, "elements").iter().map(write_piece).collect::<String>();
    match text(part, "type") {
        "rich_text_quote" => {
            inner().split('\n').map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
        }
        "rich_text_preformatted" => format!("```\n{}\n```", inner()),
        "rich_text_list" => {
            let items = list(part, "elements").iter().enumerate();
            let mark = |index: usize| match text(part, "style") {
                "ordered" => format!("{}. ", index + 1),
                _ => "- ".to_owned(),
            };
            items.map(|(index, item)| mark(index) + &write_part(item)).collect::<Vec<_>>().join("\n")
        }
        _ => inner(),
    }
}

fn write_piece(element: &Value) -> String {
    let own = match text(element, "type") {
        "link" => {
            let label = some_text(element, "text").map(|label| format!("|{label}")).unwrap_or_default();
            format!("<{}{label}>", text(element, "url"))
        }
        "user" => format!("<@{}>", text(element, "user_id")),
        "channel" => format!("<#{}>", text(element, "channel_id")),
        "usergroup" => format!("<!subteam^{}>", text(element, "usergroup_id")),
        "broadcast" => format!("<!{}>", text(element, "range")),
        "emoji" => format!(":{}:", text(element, "name")),
        "date" => {
            let seconds = element.get("timestamp").and_then(Value::as_i64).unwrap_or_default();
            format!("<!date^{seconds}^{}|{}>", text(element, "format"), text(element, "fallback"))
        }
        "color" => text(element, "value").to_owned(),
        _ => text(element, "text").to_owned(),
    };
    let style = element.get("style").unwrap_or(&Value::Null);
    [("code", "`"), ("strike", "~"), ("italic", "_"), ("bold", "*")]
        .into_iter()
        .filter(|(name, _)| truth(style, name))
        .fold(own, |inner, (_, mark)| format!("{mark}{inner}{mark}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: &str = "Hei *fet* og *_begge_* ~nei~ `a*b`\nse <https://a.no|her> <https://b.no>\n- en\n- to <@U1>\n\
        1. først\n2. så :wave:\n> sitat\n```\nlet x = *1*;\n```\n<!here> <#C1> <!subteam^S1>";

    #[test]
    fn marks_become_rich_text_that_slack_takes() {
        let rich = read(WRITTEN);
        let kinds: Vec<_> = list(&rich, "elements").iter().map(|part| text(part, "type")).collect();
        assert_eq!(
            kinds,
            [
                "rich_text_section",
                "rich_text_list",
                "rich_text_list",
                "rich_text_quote",
                "rich_text_preformatted",
                "rich_text_section",
            ]
        );
        assert_eq!(
            rich["elements"][0]["elements"][1],
            json!({"type": "text", "text": "fet", "style": {"bold": true}})
        );
        assert_eq!(
            rich["elements"][2]["elements"][1]["elements"][1],
            json!({"type": "emoji", "name": "wave", "unicode": "1f44b"})
        );
        assert!(crate::blockkit::message(&json!([rich])).is_ok());
    }

    #[test]
    fn what_was_written_can_be_read_again() {
        assert_eq!(write(&read(WRITTEN)), WRITTEN);
        for odd in ["", "\n\n", "*", "```", ">", "1. ", "- \n- ", "<script>", "a\n\nb"] {
            let rich = read(odd);
            assert_eq!(read(&write(&rich)), rich, "{odd:?}");
        }
    }
}
