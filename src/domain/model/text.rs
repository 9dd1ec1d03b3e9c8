//! Text that a person typed: kept raw, and only ever shown through one of two doors.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What somebody typed. It has no `Display`, so it cannot slip into a message unescaped.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(String);

impl Text {
    /// Trims, drops control characters and whatever nobody sees, and folds runs of white space (line breaks too) into
    /// one space. What then looks empty is.
    pub fn line(raw: &str) -> Self {
        let words: Vec<String> =
            raw.split_whitespace().map(visible).filter(|word| !word.is_empty()).collect();
        Self(words.join(" "))
    }

    /// Safe inside mrkdwn: `&`, `<` and `>` escaped, which is all that Slack asks; and no `@channel`, which Slack may
    /// find in plain words by itself (docs.slack.dev, "Formatting message text").
    pub fn escaped(&self) -> String {
        let escaped = self.0.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let mut parts = escaped.split('@');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |quiet, part| quiet + if calls_everybody(part) { QUIET_AT } else { "@" } + part)
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

/// An `@` that looks like any other and begins no mention: a word joiner stands behind it.
const QUIET_AT: &str = "@\u{2060}";

/// Whether these words, behind an `@`, would disturb a whole channel.
fn calls_everybody(words: &str) -> bool {
    let begins = |name: &str| words.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    ["channel", "here", "everyone", "group"].into_iter().any(begins)
}

/// What one sees of a word. Joiners and variation selectors hold letters and emoji together, and are nothing by
/// themselves.
fn visible(word: &str) -> String {
    let holds_together = |c: char| matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    let kept: String = word.chars().filter(|c| !c.is_control() && !is_bidi(*c) && !is_blank(*c)).collect();
    let behind = kept.trim_start_matches(holds_together);
    behind.trim_end_matches(['\u{200c}', '\u{200d}']).to_owned()
}

/// Marks that turn the reading direction: harmless in a letter, a trick in a name.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

/// Characters that show nothing and are no white space either: two names that differ in one look the same
/// (Unicode, `Default_Ignorable_Code_Point`, and the empty Braille cell).
fn is_blank(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
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
        assert_eq!(Text::line("Studio \u{202e} \u{1}\u{2028}Nord").plain(), "Studio Nord");
    }

    #[test]
    fn what_nobody_sees_makes_no_name_and_no_other_name() {
        for nothing in ["\u{200b}", "\u{200d}", "\u{feff} \u{2060}", "\u{3164}", "\u{e0041}", "\u{fe0f}"] {
            assert!(Text::line(nothing).is_empty(), "{nothing:?}");
        }
        assert_eq!(Text::line("Stu\u{200b}dio\u{ad} Nord\u{200d}"), Text::line("Studio Nord"));
        // What belongs to a letter or an emoji stays.
        for whole in ["❤\u{fe0f}", "👩\u{200d}🎨", "می\u{200c}خواهم"] {
            assert_eq!(Text::line(whole).plain(), whole);
        }
    }

    #[test]
    fn no_words_of_a_person_call_a_whole_channel() {
        let text = Text::line("@channel @Here!@everyone, @ida og a@b.no");
        let quiet = "@\u{2060}channel @\u{2060}Here!@\u{2060}everyone, @ida og a@b.no";
        assert_eq!(text.escaped(), quiet);
        assert_eq!(text.plain(), "@channel @Here!@everyone, @ida og a@b.no");
    }
}
