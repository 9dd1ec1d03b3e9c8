//! Emoji by their short names, with skin tones; and the workspace's own. What is neither stays `:as_written:`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value;

use super::context::Page;
use super::html::{Html, el, safe_url};

/// An emoji and whether it comes in skin tones.
type Glyph = (&'static str, bool);

static NAMES: LazyLock<HashMap<&'static str, Glyph>> = LazyLock::new(|| {
    let lines = include_str!("assets/emoji.txt").lines().filter(|line| !line.starts_with("# "));
    let entries = lines.flat_map(|line| line.split(" | ")).flat_map(|entry| {
        let mut words = entry.split(' ');
        let glyph = words.next().unwrap_or_default();
        let toned = glyph.ends_with('*');
        words.map(move |name| (name, (glyph.trim_end_matches('*'), toned)))
    });
    entries.chain([("simple_smile", ("🙂", false))]).collect()
});

/// The five tones, from `skin-tone-2` on; `skin-tone-1` is none.
const TONES: [char; 5] = ['\u{1f3fb}', '\u{1f3fc}', '\u{1f3fd}', '\u{1f3fe}', '\u{1f3ff}'];

/// The emoji called `name`, without colons: `wave` or `wave::skin-tone-3`.
pub(crate) fn glyph(name: &str) -> Option<String> {
    let (base, tone) = name.split_once("::").unwrap_or((name, ""));
    let (glyph, toned) = *NAMES.get(base)?;
    let tone = tone.strip_prefix("skin-tone-").and_then(|tone| tone.parse::<usize>().ok());
    let modifier = tone.and_then(|tone| TONES.get(tone.checked_sub(2)?)).filter(|_| toned);
    Some(modifier.map_or_else(|| glyph.to_owned(), |modifier| with_tone(glyph, *modifier)))
}

/// The modifier belongs after the first sign, where it takes the place of the one that asks for colours.
fn with_tone(glyph: &str, modifier: char) -> String {
    let mut signs = glyph.chars();
    let first = signs.next();
    let rest = signs.as_str();
    let rest = rest.strip_prefix('\u{fe0f}').unwrap_or(rest);
    first.into_iter().chain([modifier]).chain(rest.chars()).collect()
}

/// The code points as Slack writes them beside a name: `1f44b-1f3fd`.
pub(crate) fn code_points(glyph: &str) -> String {
    let points: Vec<_> = glyph.chars().map(|sign| format!("{:x}", u32::from(sign))).collect();
    points.join("-")
}

/// Replaces the known `:names:` in plain text.
pub(crate) fn replace(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(':') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        rest = match leading(from).and_then(|(name, after)| Some((glyph(name)?, after))) {
            Some((emoji, after)) => {
                out.push_str(&emoji);
                after
            }
            None => {
                out.push(':');
                from.get(1..).unwrap_or_default()
            }
        };
    }
    out.push_str(rest);
    out
}

/// The name that begins `text` between colons, known or not, and what follows it.
pub(crate) fn leading(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix(':')?;
    let end = inner.find(|c: char| !is_name(c)).filter(|end| *end > 0)?;
    let after = inner.get(end..)?.strip_prefix(':')?;
    // A skin tone is written as a second name.
    match skin_tone(after) {
        Some(after) => Some((inner.get(..inner.len() - after.len() - 1)?, after)),
        None => Some((inner.get(..end)?, after)),
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() && !c.is_uppercase() || matches!(c, '_' | '+' | '-' | '\'')
}

fn skin_tone(text: &str) -> Option<&str> {
    let tone = text.strip_prefix(":skin-tone-")?;
    let digit = tone.chars().next().filter(|digit| ('1'..='6').contains(digit))?;
    tone.strip_prefix(digit)?.strip_prefix(':')
}

/// The emoji called `name` as markup: known ones as text, the workspace's own as a picture, others as they were written.
pub(crate) fn draw(page: &Page<'_>, name: &str) -> Html {
    if let Some(glyph) = glyph(name) {
        return glyph.into();
    }
    match own(page.world.state().get("emoji"), name) {
        Some(Own::Picture(url)) => {
            el("img").class("emoji").attr("src", url).attr("alt", format!(":{name}:")).into()
        }
        Some(Own::Alias(glyph)) => glyph.into(),
        None => format!(":{name}:").into(),
    }
}

enum Own<'a> {
    Picture(&'a str),
    Alias(String),
}

/// An emoji of the workspace: its picture, or the one it is another name for.
fn own<'a>(all: Option<&'a Value>, name: &str) -> Option<Own<'a>> {
    let (base, _) = name.split_once("::").unwrap_or((name, ""));
    let value = all?.get(base)?.as_str()?;
    match value.strip_prefix("alias:") {
        Some(alias) if glyph(alias).is_some() => glyph(alias).map(Own::Alias),
        Some(alias) => all?.get(alias)?.as_str().and_then(safe_url).map(Own::Picture),
        None => safe_url(value).filter(|url| url.starts_with("http")).map(Own::Picture),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Query;
    use super::*;
    use serde_json::json;

    #[test]
    fn names_in_text_are_replaced_and_strangers_kept() {
        assert_eq!(replace("Hei :wave: kl. 11:30"), "Hei 👋 kl. 11:30");
        assert_eq!(replace(":+1: :tada: :flag-no: :simple_smile:"), "👍 🎉 🇳🇴 🙂");
        assert_eq!(replace(":unknown_thing: :: :"), ":unknown_thing: :: :");
    }

    #[test]
    fn skin_tones_colour_what_has_a_skin() {
        assert_eq!(replace(":+1::skin-tone-3: ok"), "👍🏼 ok");
        assert_eq!(glyph("female-technologist::skin-tone-6").as_deref(), Some("👩🏿‍💻"));
        assert_eq!(glyph("point_up::skin-tone-2").as_deref(), Some("☝🏻"));
        assert_eq!(glyph("tada::skin-tone-2").as_deref(), Some("🎉"));
        assert_eq!(glyph("wave::skin-tone-1").as_deref(), Some("👋"));
        assert_eq!(code_points("👋🏽"), "1f44b-1f3fd");
    }

    #[test]
    fn the_workspaces_own_emoji_are_pictures_or_other_names() {
        let state = json!({"emoji": {
            "our_house": "https://a.no/h.png", "home": "alias:our_house", "yes": "alias:+1", "bad": "javascript:x",
        }});
        let query = Query::default();
        let page = Page::new(&state, &query);
        let drawn = |name: &str| draw(&page, name).into_string();
        assert_eq!((drawn("wave"), drawn("yes")), ("👋".to_owned(), "👍".to_owned()));
        assert_eq!((drawn("bad"), drawn("nothing")), (":bad:".to_owned(), ":nothing:".to_owned()));
        assert_eq!(
            drawn("our_house"),
            "<img class=\"emoji\" src=\"https://a.no/h.png\" alt=\":our_house:\">"
        );
        assert!(drawn("home").contains("src=\"https://a.no/h.png\" alt=\":home:\""));
    }
}
