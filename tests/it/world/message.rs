//! A message as a person reads it.

use chrono::{DateTime, NaiveDateTime};
use chrono_tz::Europe::Oslo;
use serde_json::Value;

/// One message of the bot's.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(super) channel: String,
    pub(super) ts: String,
    pub(super) thread_ts: Option<String>,
    /// `#designforum`, or `@ida` for a direct message.
    pub(super) place: String,
    /// Who alone sees it.
    pub(super) reader: Option<String>,
    /// What its metadata say.
    pub(super) kind: Option<String>,
    pub(super) outbox: Option<String>,
    pub(super) unasked: bool,
    /// A reply that the channel sees too.
    pub(super) aloud: bool,
    /// For notifications and screen readers.
    pub(super) fallback: String,
    pub(super) blocks: Value,
    /// Its file: what it is called, and where it is.
    pub(super) file: Option<(String, String)>,
    /// Its words and buttons, line by line.
    pub(super) reads: String,
}

impl Message {
    pub(super) fn read(
        wire: &Value,
        place: String,
        reader: Option<String>,
        name: &dyn Fn(&str) -> String,
    ) -> Self {
        let text = |pointer: &str| wire.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        let payload = |field: &str| text(&format!("/metadata/event_payload/{field}"));
        let file = text("/files/0/name").zip(text("/files/0/url_private"));
        // No metadata fit with a file, so its name tells which message it is.
        let of_file = file.as_ref().and_then(|(name, _)| name.strip_suffix(".ics")?.rsplit_once('-'));
        let of_file = of_file.map(|(_, id)| id.to_owned());
        Self {
            channel: text("/channel").unwrap_or_default(),
            ts: text("/ts").unwrap_or_default(),
            thread_ts: text("/thread_ts"),
            place,
            reader,
            kind: payload("kind"),
            outbox: payload("outbox").or(of_file),
            file,
            unasked: payload("unasked").as_deref() == Some("true"),
            aloud: text("/subtype").as_deref() == Some("thread_broadcast"),
            fallback: text("/text").unwrap_or_default(),
            blocks: wire["blocks"].clone(),
            reads: reading(&wire["blocks"], name),
        }
    }

    /// What identifies it.
    pub(super) fn key(&self) -> (String, String) {
        (self.channel.clone(), self.ts.clone())
    }

    /// Whether it is a reply to another.
    pub(super) fn is_reply_to(&self, ts: &str) -> bool {
        self.thread_ts.as_deref() == Some(ts) && self.ts != ts
    }

    /// Whether it is in the conversation with one person.
    pub(super) fn is_direct(&self) -> bool {
        self.place.starts_with('@')
    }

    /// When it was posted, in the cluster's zone.
    pub(crate) fn posted(&self) -> NaiveDateTime {
        let seconds = self.ts.split('.').next().and_then(|seconds| seconds.parse().ok());
        let at = seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)).expect("a ts is a time");
        at.with_timezone(&Oslo).naive_local()
    }

    /// Whether it is a reply that the channel sees too.
    pub(crate) fn is_aloud(&self) -> bool {
        self.aloud
    }

    /// What a person reads in it.
    pub(crate) fn reads(&self) -> &str {
        &self.reads
    }

    /// What notifications and screen readers get.
    pub(crate) fn fallback(&self) -> &str {
        &self.fallback
    }

    /// Whether a person reads these words in it.
    pub(crate) fn says(&self, words: &str) -> bool {
        self.reads.contains(words)
    }

    /// Whether it has a button with these words.
    pub(crate) fn offers(&self, button: &str) -> bool {
        self.reads.contains(&format!("[{button}]"))
    }

    /// The words on its buttons, in order.
    pub(crate) fn buttons(&self) -> Vec<String> {
        let words = self.elements().filter_map(|element| element["text"]["text"].as_str());
        words.map(str::to_owned).collect()
    }

    fn elements(&self) -> impl Iterator<Item = &Value> {
        let rows = self.blocks.as_array().into_iter().flatten();
        rows.flat_map(|row| row["elements"].as_array().into_iter().flatten())
    }

    /// What a button carries.
    pub(crate) fn value_of(&self, button: &str) -> String {
        let found = self.elements().find(|element| element["text"]["text"] == button);
        let found = found.unwrap_or_else(|| panic!("no button {button:?} in {}", self.reads));
        found["value"].as_str().unwrap_or_default().to_owned()
    }

    /// One line, for a failure that lists several.
    pub(super) fn in_short(&self) -> String {
        let whom = self.reader.as_ref().map(|reader| format!(" only for @{reader}")).unwrap_or_default();
        let thread = self.thread_ts.as_ref().map_or("", |_| " in a thread");
        let kind = self.kind.as_deref().unwrap_or("-");
        let when = self.posted().format("%a %d %b %H:%M");
        format!("{when} {}{thread}{whom} ({kind}): {}", self.place, self.reads.replace('\n', " / "))
    }
}

/// Blocks as lines of text, buttons in brackets.
pub(super) fn reading(blocks: &Value, name: &dyn Fn(&str) -> String) -> String {
    let lines = blocks.as_array().into_iter().flatten().filter_map(|block| {
        let line = match block["type"].as_str()? {
            "section" | "header" => shown(&block["text"], name),
            "context" => joined(block, name),
            "actions" => joined(block, name),
            "input" => format!("{}:", shown(&block["label"], name)),
            _ => return None,
        };
        Some(line)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn joined(block: &Value, name: &dyn Fn(&str) -> String) -> String {
    let elements = block["elements"].as_array().into_iter().flatten();
    let texts = elements.map(|element| match element["type"].as_str() {
        Some("button") => format!("[{}]", shown(&element["text"], name)),
        _ => shown(element, name),
    });
    texts.collect::<Vec<_>>().join(" ")
}

/// A text object without its marks: mentions as names, links as their words, no asterisks.
fn shown(text: &Value, name: &dyn Fn(&str) -> String) -> String {
    let mut rest = text["text"].as_str().unwrap_or_default();
    let mut shown = String::new();
    while let Some((before, after)) = rest.split_once('<') {
        let (mark, after) = after.split_once('>').unwrap_or((after, ""));
        shown.push_str(before);
        let (target, words) = mark.split_once('|').unwrap_or((mark, mark));
        match target.strip_prefix('@') {
            Some(id) => shown.push_str(&format!("@{}", name(id))),
            None => shown.push_str(words),
        }
        rest = after;
    }
    shown.push_str(rest);
    shown.replace('*', "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[test]
fn a_message_is_read_as_slack_shows_it() {
    let blocks = serde_json::json!([
        {"type": "section", "text": {"type": "mrkdwn", "text": "*Hei*, <@U1>! Berg &amp; Dal, <https://x.example|her>"}},
        {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Ja"}}]},
    ]);
    let read = reading(&blocks, &|id| id.to_lowercase());
    assert_eq!(read, "Hei, @u1! Berg & Dal, her\n[Ja]");
}
