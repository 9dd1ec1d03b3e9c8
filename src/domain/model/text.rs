//! Text that a person typed: kept raw, and only ever shown through one of two doors.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What somebody typed. It has no `Display`, so it cannot slip into a message unescaped.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(String);

impl Text {
    /// Trims, drops control characters, and folds runs of white space (line breaks too) into one space.
    pub fn line(raw: &str) -> Self {
        let words: Vec<String> = raw
            .split_whitespace()
            .map(|word| word.chars().filter(|c| !c.is_control() && !is_bidi(*c)).collect())
            .collect();
        Self(words.join(" ").trim().to_owned())
    }

    /// Safe inside mrkdwn: `&`, `<` and `>` escaped, which is all that Slack asks (docs.slack.dev,
    /// "Formatting message text").
    pub fn escaped(&self) -> String {
        self.0.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    }

    /// For `plain_text` places only (labels, modal fields, options), where Slack parses nothing.
    pub fn plain(&self) -> &str {
        &self.0
    }

    /// Whether nothing is left of it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The length in characters, as Slack counts its limits.
    pub fn chars(&self) -> usize {
        self.0.chars().count()
    }
}

/// Marks that turn the reading direction: harmless in a letter, a trick in a name.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

impl From<&str> for Text {
    fn from(raw: &str) -> Self {
        Self::line(raw)
    }
}

impl fmt::Debug for Text {
    /// Shows the length only: typed text stays out of logs.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Text({} chars)", self.chars())
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn a_broadcast_or_a_link_from_a_person_is_only_text() {
        let text = Text::line("<!channel> & <https://x.example|here>");
        assert_eq!(text.escaped(), "&lt;!channel&gt; &amp; &lt;https://x.example|here&gt;");
    }

    #[test]
    fn control_characters_and_direction_marks_are_dropped() {
        assert_eq!(Text::line("  Studio\u{0}\n\tNord\u{202e} ").plain(), "Studio Nord");
    }
}
