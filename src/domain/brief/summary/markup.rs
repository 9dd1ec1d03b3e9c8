//! Slack's mrkdwn as plain lines (docs.slack.dev, "Formatting message text").
//!
//! Gone: marks of emphasis, emoji by name, what was struck out, code blocks (which are no prose), and quoted lines,
//! which are somebody else's words and may come from a message that is to stay out. People stay as `@U123`.

use std::iter;

/// A link in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// Where it leads.
    pub(super) url: String,
    /// What it is called, unless that is the address itself.
    pub(super) label: Option<String>,
}

/// One line without markup.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// The words; a link stands by its label, or by its address where it has none.
    pub(super) text: String,
    /// Its links, in order.
    pub(super) links: Vec<Link>,
}

/// The lines of a message that hold anything.
pub(super) fn lines(words: &str) -> Vec<Line> {
    let mut parts: Vec<&str> = words.split("```").collect();
    // A fence that nobody closed is no fence: what follows it is read.
    let tail = if parts.len().is_multiple_of(2) { parts.pop() } else { None };
    let prose = parts.into_iter().step_by(2).chain(tail);
    prose.flat_map(unquoted).map(read).filter(|line| line.text.chars().any(char::is_alphanumeric)).collect()
}

/// The lines that nobody is quoted in; `>>>` quotes all that follows.
fn unquoted(part: &str) -> impl Iterator<Item = &str> {
    let trimmed = |line: &str| line.trim_start().replace('>', "&gt;");
    part.lines()
        .take_while(move |line| !trimmed(line).starts_with("&gt;&gt;&gt;"))
        .filter(move |line| !trimmed(line).starts_with("&gt;"))
}

/// One line: first the marks, which may stand around links, then what stands in angle brackets, then the escapes.
fn read(raw: &str) -> Line {
    let mut line = Line::default();
    let unmarked = without_marks(raw);
    let mut rest = unmarked.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        line.text.push_str(&unescaped(before));
        match after.split_once('>') {
            Some((inner, after)) => {
                bracketed(inner, &mut line);
                rest = after;
            }
            None => {
                line.text.push('<');
                rest = after;
            }
        }
    }
    line.text.push_str(&unescaped(rest));
    line.text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    line
}

/// What stands between `<` and `>`: a person, a channel, a group, a date, a link, or a call to everybody, which is
/// dropped.
fn bracketed(inner: &str, line: &mut Line) {
    let (target, label) = inner.split_once('|').unwrap_or((inner, ""));
    let (target, label) = (unescaped(target), unescaped(label.trim()));
    match target.chars().next() {
        Some('@') => line.text.push_str(&target),
        Some('#') if label.is_empty() => line.text.push_str(&target),
        Some('#') => line.text.extend(["#", &label]),
        Some('!') => line.text.push_str(&label),
        _ if target.starts_with("mailto:") || target.starts_with("tel:") => {
            let address = target.split_once(':').map_or("", |(_, address)| address);
            line.text.push_str(if label.is_empty() { address } else { &label });
        }
        _ if target.starts_with("https://") || target.starts_with("http://") => link(target, label, line),
        _ => line.text.push_str(if label.is_empty() { &target } else { &label }),
    }
}

fn link(url: String, label: String, line: &mut Line) {
    // Slack itself gives a bare `example.com` its own name as a label.
    let bare = |text: &str| {
        let text = text.trim_start_matches("https://").trim_start_matches("http://");
        text.trim_end_matches('/').to_lowercase()
    };
    let named = !label.is_empty() && bare(&label) != bare(&url);
    line.text.push_str(if named { &label } else { &url });
    line.links.push(Link { url, label: named.then_some(label) });
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The line without marks of emphasis and emoji names; what stands in angle brackets is left alone.
fn without_marks(raw: &str) -> String {
    let chars: Vec<char> = raw.chars().collect();
    let mut keep = vec![true; chars.len()];
    // A mark that found no end once finds none further on.
    let mut endless = Vec::new();
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        match c {
            '<' => at = past(&chars, at, '>'),
            ':' if let Some(end) = emoji(&chars, at) => {
                drop_range(&mut keep, at, end);
                at = end;
            }
            '*' | '_' | '~' | '`' if keep[at] && opens(&chars, at) && !endless.contains(c) => {
                match closing(&chars, &keep, at) {
                    Some(end) if *c == '~' => drop_range(&mut keep, at, end + 1),
                    Some(end) => (keep[at], keep[end]) = (false, false),
                    None => endless.push(*c),
                }
            }
            _ => {}
        }
        at += 1;
    }
    iter::zip(chars, keep).filter_map(|(c, keep)| keep.then_some(c)).collect()
}

fn drop_range(keep: &mut [bool], from: usize, to: usize) {
    keep.iter_mut().take(to + 1).skip(from).for_each(|keep| *keep = false);
}

/// Where the bracket that opens here ends, or here if it does not.
fn past(chars: &[char], at: usize, end: char) -> usize {
    chars.iter().skip(at).position(|c| *c == end).map_or(at, |found| at + found)
}

/// The end of an emoji's name (`:tada:`, `:+1::skin-tone-3:`) that begins here; a time such as 11:30:00 is none.
fn emoji(chars: &[char], at: usize) -> Option<usize> {
    let before = at.checked_sub(1).and_then(|at| chars.get(at));
    if before.is_some_and(|c| c.is_alphanumeric()) {
        return None;
    }
    let name: Vec<char> =
        chars.iter().skip(at + 1).take(100).take_while(|c| in_emoji(**c)).copied().collect();
    let word = name.iter().any(|c| c.is_ascii_alphabetic()) || matches!(name.as_slice(), ['+' | '-', '1']);
    let end = at + 1 + name.len();
    (word && chars.get(end) == Some(&':')).then_some(end)
}

fn in_emoji(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '+' | '\'')
}

/// Whether a mark here can open: nothing of a word before it, and something behind it.
fn opens(chars: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| chars.get(at));
    let after = chars.get(at + 1);
    !before.is_some_and(|c| c.is_alphanumeric())
        && after.is_some_and(|c| !c.is_whitespace() && *c != chars[at])
}

/// The mark that closes what opens here.
fn closing(chars: &[char], keep: &[bool], open: usize) -> Option<usize> {
    let mut at = open + 1;
    while let Some(c) = chars.get(at) {
        if *c == '<' {
            at = past(chars, at, '>');
        } else if c == &chars[open] && keep[at] && at > open + 1 {
            let before = chars.get(at - 1).is_some_and(|c| !c.is_whitespace());
            let after = chars.get(at + 1).is_some_and(|c| c.is_alphanumeric());
            if before && !after {
                return Some(at);
            }
        }
        at += 1;
    }
    None
}
