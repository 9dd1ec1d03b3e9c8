//! One line of Slack's mrkdwn taken apart: styles, code, links, mentions, dates and emoji. Nothing is known here of
//! people, channels or pictures: `inline` draws what is found.

use super::emoji;
use super::html::safe_url;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Span {
    Text(String),
    Bold(Vec<Self>),
    Italic(Vec<Self>),
    Strike(Vec<Self>),
    Code(String),
    User(String),
    Channel {
        id: String,
        name: Option<String>,
    },
    /// `@channel` and its like.
    Broadcast(String),
    /// A user group, with the name that came along.
    Group {
        id: String,
        name: Option<String>,
    },
    /// By its name, known or not.
    Emoji(String),
    Date {
        seconds: i64,
        form: String,
        link: Option<String>,
        fallback: String,
    },
    Link {
        url: String,
        label: Option<String>,
    },
}

/// Takes one line apart. Marks without a partner stay as they are written.
pub(crate) fn parse(line: &str) -> Vec<Span> {
    Parser { rest: line, verbatim: false, before: None, open: Vec::new(), hopeless: Vec::new() }.run()
}

/// The same for a text that says `verbatim`: an address without marks is no link.
pub(crate) fn parse_verbatim(line: &str) -> Vec<Span> {
    Parser { rest: line, verbatim: true, before: None, open: Vec::new(), hopeless: Vec::new() }.run()
}

struct Parser<'a> {
    rest: &'a str,
    verbatim: bool,
    before: Option<char>,
    /// The style marks one is inside of; the same does not open twice.
    open: Vec<char>,
    /// Marks known to have no partner further on: looked for only once, so that hostile lines stay linear.
    hopeless: Vec<char>,
}

impl<'a> Parser<'a> {
    fn run(mut self) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut plain = String::new();
        while let Some(first) = self.rest.chars().next() {
            if let Some((span, after)) = self.special(first) {
                if !plain.is_empty() {
                    spans.push(Span::Text(std::mem::take(&mut plain)));
                }
                spans.push(span);
                self.advance(after);
            } else if let Some((text, after)) = entity(self.rest) {
                plain.push_str(text);
                self.advance(after);
            } else {
                plain.push(first);
                self.advance(self.rest.get(first.len_utf8()..).unwrap_or_default());
            }
        }
        if !plain.is_empty() {
            spans.push(Span::Text(plain));
        }
        spans
    }

    fn advance(&mut self, after: &'a str) {
        let eaten = self.rest.len().saturating_sub(after.len());
        self.before = self.rest.get(..eaten).and_then(|text| text.chars().next_back());
        self.rest = after;
    }

    fn special(&mut self, first: char) -> Option<(Span, &'a str)> {
        match first {
            '`' => code(self.rest),
            '<' => angle(self.rest),
            '*' | '_' | '~' => self.styled(first),
            ':' => emoji::leading(self.rest).map(|(name, after)| (Span::Emoji(name.to_owned()), after)),
            'h' if !self.verbatim && self.at_boundary() => bare_link(self.rest),
            _ => None,
        }
    }

    fn at_boundary(&self) -> bool {
        !self.before.is_some_and(char::is_alphanumeric)
    }

    fn styled(&mut self, mark: char) -> Option<(Span, &'a str)> {
        if !self.at_boundary() || self.open.contains(&mark) || self.hopeless.contains(&mark) {
            return None;
        }
        let inner = self.rest.get(1..)?;
        if inner.starts_with(|c: char| c.is_whitespace() || c == mark) {
            return None;
        }
        let Some(end) = partner(inner, mark) else {
            self.hopeless.push(mark);
            return None;
        };
        let mut open = self.open.clone();
        open.push(mark);
        let rest = inner.get(..end)?;
        let verbatim = self.verbatim;
        let spans = Parser { rest, verbatim, before: None, open, hopeless: Vec::new() }.run();
        let span = match mark {
            '*' => Span::Bold(spans),
            '_' => Span::Italic(spans),
            _ => Span::Strike(spans),
        };
        Some((span, inner.get(end + 1..)?))
    }
}

/// Where `mark` closes: after something that is not a space, before something that is not a word, and not
/// inside `<..>` or code.
fn partner(text: &str, mark: char) -> Option<usize> {
    let mut previous = None;
    let mut inside = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match inside {
            Some(end) if c == end => inside = None,
            Some(_) => {}
            None if c == '<' && text.get(at..)?.contains('>') => inside = Some('>'),
            None if c == '`' && text.get(at + 1..)?.contains('`') => inside = Some('`'),
            None if c == mark
                && previous.is_some_and(|p: char| !p.is_whitespace())
                && !chars.peek().is_some_and(|(_, next)| next.is_alphanumeric() || *next == mark) =>
            {
                return Some(at);
            }
            None => {}
        }
        previous = Some(c);
    }
    None
}

fn code(text: &str) -> Option<(Span, &str)> {
    let (inner, after) = text.strip_prefix('`')?.split_once('`')?;
    (!inner.is_empty()).then(|| (Span::Code(unescape(inner)), after))
}

fn bare_link(text: &str) -> Option<(Span, &str)> {
    if !(text.starts_with("https://") || text.starts_with("http://")) {
        return None;
    }
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '|' | '`' | '"'))
        .unwrap_or(text.len());
    let url = text.get(..end)?.trim_end_matches(['.', ',', ')', '!', '?', ':', ';', '*', '_', '~']);
    let after = text.get(url.len()..)?;
    let url = unescape(url);
    safe_url(&url)?;
    (url.len() > "https://".len()).then_some((Span::Link { url, label: None }, after))
}

/// `<@U1>`, `<#C1|name>`, `<!here>`, `<!date^..>`, `<https://..|label>`; anything else is not special.
fn angle(text: &str) -> Option<(Span, &str)> {
    let (inner, after) = text.strip_prefix('<')?.split_once('>')?;
    let (target, label) = match inner.split_once('|') {
        Some((target, label)) => (target, Some(unescape(label)).filter(|label| !label.is_empty())),
        None => (inner, None),
    };
    let id = |id: &str| {
        let fine = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric());
        fine.then(|| id.to_owned())
    };
    let span = if let Some(user) = target.strip_prefix('@') {
        Span::User(id(user)?)
    } else if let Some(channel) = target.strip_prefix('#') {
        Span::Channel { id: id(channel)?, name: label }
    } else if let Some(command) = target.strip_prefix('!') {
        bang(command, label)?
    } else {
        let url = unescape(target);
        safe_url(&url)?;
        Span::Link { url, label }
    };
    Some((span, after))
}

fn bang(command: &str, label: Option<String>) -> Option<Span> {
    let mut parts = command.split('^');
    match parts.next()? {
        "date" => Some(Span::Date {
            seconds: parts.next()?.parse().ok()?,
            form: unescape(parts.next()?),
            link: parts.next().map(unescape),
            fallback: label.unwrap_or_default(),
        }),
        "subteam" => Some(Span::Group { id: parts.next()?.to_owned(), name: label }),
        word @ ("here" | "channel" | "everyone") => Some(Span::Broadcast(format!("@{word}"))),
        _ => label.map(Span::Text),
    }
}

/// The three entities Slack knows, decoded at the beginning of `text`.
fn entity(text: &str) -> Option<(&'static str, &str)> {
    [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">")]
        .into_iter()
        .find_map(|(coded, plain)| Some((plain, text.strip_prefix(coded)?)))
}

/// Decodes the three entities Slack knows, once.
pub(crate) fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
