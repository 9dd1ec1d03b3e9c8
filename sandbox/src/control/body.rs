//! What was said on the wire, for the log: cut to a size when it is noted, and without secrets when it is shown.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

/// More than this is cut.
const LONGEST: usize = 8 << 10;
/// Fields whose value is nobody's business.
const SECRET: &[&str] =
    &["token", "access_token", "refresh_token", "client_secret", "signing_secret", "authorization", "ticket"];
/// How Slack's tokens begin.
const TOKENS: &[&str] = &["xoxb-", "xoxp-", "xoxe.", "xoxe-", "xoxa-", "xoxr-", "xapp-"];
/// What stands in the place of a secret.
const MASK: &str = "…";

/// One body, as text.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    text: String,
    /// Its length before it was cut; `None` when it is whole.
    cut: Option<usize>,
}

impl Body {
    /// An answer or a payload.
    pub(crate) fn json(value: &Value) -> Self {
        let mut out = Bounded { kept: Vec::new(), length: 0 };
        // Writing to memory cannot fail.
        let _ = serde_json::to_writer(&mut out, value);
        Self::new(&out.kept, out.length)
    }

    /// A request as it came; what is no text is only measured.
    pub(crate) fn raw(bytes: &[u8]) -> Self {
        let kept = bytes.get(..LONGEST).unwrap_or(bytes);
        Self::new(kept, bytes.len())
    }

    fn new(kept: &[u8], length: usize) -> Self {
        let text = String::from_utf8_lossy(kept).into_owned();
        Self { text, cut: (length > kept.len()).then_some(length) }
    }

    /// For people: JSON where it is whole and can be read (a form becomes an object), else its text. Secrets are
    /// masked.
    pub(crate) fn shown(&self) -> Value {
        let whole = self.cut.is_none().then(|| read(&self.text)).flatten();
        match whole {
            Some(value) => masked(value),
            None => json!(masked_text(&self.text)),
        }
    }

    /// Its length before it was cut, if it was.
    pub(crate) fn cut(&self) -> Option<usize> {
        self.cut
    }
}

/// Keeps the beginning and counts the rest.
struct Bounded {
    kept: Vec<u8>,
    length: usize,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = LONGEST.saturating_sub(self.kept.len()).min(bytes.len());
        self.kept.extend_from_slice(bytes.get(..room).unwrap_or_default());
        self.length += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn read(text: &str) -> Option<Value> {
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    let form = text.contains('=') && !text.contains(['\n', ' ', '{']);
    form.then(|| Value::Object(form_urlencoded::parse(text.as_bytes()).map(field).collect::<Map<_, _>>()))
}

/// A form's field; JSON in it is read, as Slack does.
fn field((name, value): (std::borrow::Cow<'_, str>, std::borrow::Cow<'_, str>)) -> (String, Value) {
    let inner = value.starts_with(['{', '[']).then(|| serde_json::from_str(&value).ok()).flatten();
    (name.into_owned(), inner.unwrap_or_else(|| json!(value)))
}

fn masked(value: Value) -> Value {
    match value {
        Value::String(text) => json!(masked_text(&text)),
        Value::Array(items) => items.into_iter().map(masked).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| {
                let secret = value.is_string() && SECRET.contains(&name.to_lowercase().as_str());
                let value =
                    if secret { json!(mask_of(value.as_str().unwrap_or_default())) } else { masked(value) };
                (name, value)
            });
            Value::Object(fields.collect())
        }
        other => other,
    }
}

/// What kind of secret it was may stay.
fn mask_of(secret: &str) -> String {
    let kind = TOKENS.iter().find(|kind| secret.starts_with(**kind)).copied().unwrap_or_default();
    format!("{kind}{MASK}")
}

/// Masks tokens, and secret fields where the text is JSON that was cut.
fn masked_text(text: &str) -> String {
    let mut out = text.to_owned();
    for name in SECRET {
        out = mask_after(&out, &format!("\"{name}\":\""), |letter| letter == '"');
        out = mask_after(&out, &format!("{name}="), |letter| letter == '&');
    }
    for kind in TOKENS {
        out = mask_after(&out, kind, |letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    }
    out
}

fn mask_after(text: &str, start: &str, ends: impl Fn(char) -> bool) -> String {
    let mut parts = text.split(start);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.find(&ends).map_or("", |end| part.get(end..).unwrap_or_default());
        out = out + start + MASK + rest;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_masked_wherever_they_stand() {
        let body =
            Body::json(&json!({"token": "xoxb-1-a", "ok": true, "text": "see xapp-1-b!", "ticket": "t"}));
        let expected = json!({"token": "xoxb-…", "ok": true, "text": "see xapp-…!", "ticket": "…"});
        assert_eq!(body.shown(), expected);
        let form = Body::raw(b"token=xoxb-1-a&channel=C1&blocks=%5B%7B%22type%22%3A%22divider%22%7D%5D");
        let expected = json!({"token": "xoxb-…", "channel": "C1", "blocks": [{"type": "divider"}]});
        assert_eq!(form.shown(), expected);
    }

    #[test]
    fn what_is_long_is_cut_and_says_how_long_it_was() {
        let long = json!({"access_token": "xoxb-secret", "text": "a".repeat(2 * LONGEST)});
        let body = Body::json(&long);
        assert_eq!(body.cut(), Some(long.to_string().len()));
        let shown = body.shown().to_string();
        assert!(!shown.contains("secret") && shown.len() < LONGEST + 200);
    }

    #[test]
    fn a_token_cut_in_the_middle_stays_secret() {
        assert_eq!(masked_text("{\"token\":\"xoxb-12"), "{\"token\":\"…");
        assert_eq!(masked_text("token=abc&x=1"), "token=…&x=1");
    }
}
