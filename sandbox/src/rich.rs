//! What Slack makes of the text of a message that came without blocks: a `rich_text` block with the same words, taken
//! apart. Source: <https://docs.slack.dev/reference/block-kit/blocks/rich-text-block>.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::ids;
use crate::model::Message;
use crate::page::emoji;
use crate::page::spans::{Span, parse, unescape};

/// The workspace's own emoji.
type Emoji = BTreeMap<String, String>;

/// The blocks that a message without any is shown with; lines of Slack's own and what `/me` does have none.
pub(crate) fn blocks(message: &Message, own: &Emoji) -> Option<Value> {
    let written =
        matches!(message.subtype.as_deref(), None | Some("bot_message" | "file_share" | "thread_broadcast"));
    let bare = message.blocks.is_none() && message.attachments.is_none();
    if !written || !bare || message.text.is_empty() {
        return None;
    }
    let mut block_id = ids::secret(&format!("{} {}", message.ts, message.text));
    block_id.truncate(5);
    Some(json!([{"type": "rich_text", "block_id": block_id, "elements": elements(&message.text, own)}]))
}

/// Code between fences is preformatted, lines with `>` are quoted, the rest are sections.
fn elements(text: &str, own: &Emoji) -> Vec<Value> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some((before, code, after)) = fenced(rest) {
        paragraphs(before, own, &mut all);
        let code = unescape(code.strip_prefix('\n').unwrap_or(code));
        let code = json!({"type": "text", "text": code.strip_suffix('\n').unwrap_or(&code)});
        all.push(json!({"type": "rich_text_preformatted", "elements": [code], "border": 0}));
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    paragraphs(rest, own, &mut all);
    all
}

fn fenced(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("```")?;
    let (code, after) = rest.split_once("```")?;
    (!code.trim().is_empty()).then_some((before, code, after))
}

fn paragraphs(text: &str, own: &Emoji, all: &mut Vec<Value>) {
    let lines: Vec<(Option<&str>, &str)> =
        text.split_inclusive('\n').map(|line| (quoted(line), line)).collect();
    for run in lines.chunk_by(|(a, _), (b, _)| a.is_some() == b.is_some()) {
        let is_quote = run.first().is_some_and(|(quote, _)| quote.is_some());
        let words: String = run.iter().map(|(quote, line)| quote.unwrap_or(line)).collect();
        let words = if is_quote { words.strip_suffix('\n').unwrap_or(&words) } else { &words };
        let mut pieces = Pieces { own, all: Vec::new() };
        for line in words.split_inclusive('\n') {
            let bare = line.strip_suffix('\n').unwrap_or(line);
            pieces.spans(&parse(bare), &Map::new());
            pieces.text(&line[bare.len()..], &Map::new());
        }
        let kind = if is_quote { "rich_text_quote" } else { "rich_text_section" };
        all.push(json!({"type": kind, "elements": pieces.all}));
    }
}

fn quoted(line: &str) -> Option<&str> {
    let quote = line.strip_prefix("&gt;").or_else(|| line.strip_prefix('>'))?;
    Some(quote.strip_prefix(' ').unwrap_or(quote))
}

/// The elements of a section, as they come.
struct Pieces<'a> {
    own: &'a Emoji,
    all: Vec<Value>,
}

impl Pieces<'_> {
    fn spans(&mut self, spans: &[Span], style: &Map<String, Value>) {
        for span in spans {
            self.span(span, style);
        }
    }

    fn span(&mut self, span: &Span, style: &Map<String, Value>) {
        let and = |name: &str| {
            let mut style = style.clone();
            style.insert(name.to_owned(), json!(true));
            style
        };
        match span {
            Span::Bold(inner) => self.spans(inner, &and("bold")),
            Span::Italic(inner) => self.spans(inner, &and("italic")),
            Span::Strike(inner) => self.spans(inner, &and("strike")),
            Span::Code(code) => self.text(code, &and("code")),
            Span::Text(text) => self.text(text, style),
            Span::Emoji(name) => self.emoji(name, style),
            Span::User(id) => self.push(json!({"type": "user", "user_id": id}), style),
            Span::Channel { id, .. } => self.push(json!({"type": "channel", "channel_id": id}), style),
            Span::Group { id, .. } => self.push(json!({"type": "usergroup", "usergroup_id": id}), style),
            Span::Broadcast(word) => {
                self.push(json!({"type": "broadcast", "range": word.trim_start_matches('@')}), style);
            }
            Span::Date { seconds, form, link, fallback } => {
                let mut date =
                    json!({"type": "date", "timestamp": seconds, "format": form, "fallback": fallback});
                if let Some(url) = link {
                    date["url"] = json!(url);
                }
                self.push(date, style);
            }
            Span::Link { url, label } => {
                let mut link = json!({"type": "link", "url": url});
                if let Some(label) = label {
                    link["text"] = json!(label);
                }
                self.push(link, style);
            }
        }
    }

    /// Words in one style that follow each other are one element.
    fn text(&mut self, text: &str, style: &Map<String, Value>) {
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.all.last_mut()
            && last["type"] == "text"
            && last.get("style").and_then(Value::as_object).unwrap_or(&Map::new()) == style
        {
            let longer = format!("{}{text}", last["text"].as_str().unwrap_or_default());
            last["text"] = json!(longer);
            return;
        }
        self.push(json!({"type": "text", "text": text}), style);
    }

    /// A name that nobody gave to an emoji stays a word between colons.
    fn emoji(&mut self, name: &str, style: &Map<String, Value>) {
        let (base, tone) = name.split_once("::skin-tone-").unwrap_or((name, ""));
        let mut element = json!({"type": "emoji", "name": base});
        match emoji::glyph(name) {
            Some(glyph) => element["unicode"] = json!(emoji::code_points(&glyph)),
            None if self.own.contains_key(base) => {}
            None => return self.text(&format!(":{name}:"), style),
        }
        if let Ok(tone) = tone.parse::<u8>() {
            element["skin_tone"] = json!(tone);
        }
        self.push(element, style);
    }

    fn push(&mut self, mut element: Value, style: &Map<String, Value>) {
        if !style.is_empty() {
            element["style"] = json!(style);
        }
        self.all.push(element);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{blocks, elements};
    use crate::model::Message;

    fn section(text: &str) -> Value {
        let own = [("hooray".to_owned(), "https://house.example/hooray.png".to_owned())].into();
        elements(text, &own)[0]["elements"].clone()
    }

    #[test]
    fn words_mentions_and_emoji_are_told_apart() {
        let text = "hi <@U1>, see <#C1|general> <!here> <!subteam^S1> :tada: :hooray: :nobody:";
        let expected = json!([
            {"type": "text", "text": "hi "}, {"type": "user", "user_id": "U1"}, {"type": "text", "text": ", see "},
            {"type": "channel", "channel_id": "C1"}, {"type": "text", "text": " "},
            {"type": "broadcast", "range": "here"}, {"type": "text", "text": " "},
            {"type": "usergroup", "usergroup_id": "S1"}, {"type": "text", "text": " "},
            {"type": "emoji", "name": "tada", "unicode": "1f389"}, {"type": "text", "text": " "},
            {"type": "emoji", "name": "hooray"}, {"type": "text", "text": " :nobody:"},
        ]);
        assert_eq!(section(text), expected);
    }

    #[test]
    fn styles_add_up_and_entities_are_decoded() {
        let expected = json!([
            {"type": "text", "text": "a", "style": {"bold": true}},
            {"type": "text", "text": " "},
            {"type": "text", "text": "b ", "style": {"italic": true}},
            {"type": "text", "text": "c", "style": {"italic": true, "strike": true}},
            {"type": "text", "text": " & "},
            {"type": "text", "text": "x < y", "style": {"code": true}},
            {"type": "text", "text": "\nsecond line "},
            {"type": "link", "url": "https://house.example/", "text": "home"},
        ]);
        let text = "*a* _b ~c~_ &amp; `x &lt; y`\nsecond line <https://house.example/|home>";
        assert_eq!(section(text), expected);
    }

    #[test]
    fn code_and_quotes_are_elements_of_their_own() {
        let found = elements("look:\n```\nlet x = 1;\n```\n> so\n> it is\nyes", &[].into());
        let text = |text: &str| json!([{"type": "text", "text": text}]);
        let expected = [
            json!({"type": "rich_text_section", "elements": text("look:\n")}),
            json!({"type": "rich_text_preformatted", "elements": text("let x = 1;"), "border": 0}),
            json!({"type": "rich_text_quote", "elements": text("so\nit is")}),
            json!({"type": "rich_text_section", "elements": text("yes")}),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_has_blocks_or_is_no_message_of_anybodys_is_left_alone() {
        let said = Message { text: "hi".to_owned(), ..Message::default() };
        assert!(blocks(&said, &[].into()).is_some());
        let subtype = Some("channel_join".to_owned());
        assert!(blocks(&Message { subtype, ..said.clone() }, &[].into()).is_none());
        assert!(blocks(&Message { blocks: Some(json!([])), ..said }, &[].into()).is_none());
    }
}
