//! One line of Slack's mrkdwn taken apart: styles, code, links, mentions, dates and emoji. Parsing knows
//! nothing of people or channels; `draw` looks their names up, `plain` leaves the words only.

use super::context::Page;
use super::emoji;
use super::html::{Html, el, safe_url};
use super::time;

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
    /// `@channel` and its like, or a user group.
    Broadcast(String),
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
            } else if let Some((text, after)) = entity(self.rest).or_else(|| emoji::leading(self.rest)) {
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
        "subteam" => Some(Span::Broadcast(label.unwrap_or_else(|| "@group".into()))),
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

/// The spans as markup.
pub(crate) fn draw(page: &Page<'_>, spans: &[Span]) -> Html {
    spans.iter().map(|span| draw_one(page, span)).collect()
}

fn draw_one(page: &Page<'_>, span: &Span) -> Html {
    match span {
        Span::Text(text) => text.as_str().into(),
        Span::Bold(inner) => el("strong").child(draw(page, inner)).into(),
        Span::Italic(inner) => el("em").child(draw(page, inner)).into(),
        Span::Strike(inner) => el("s").child(draw(page, inner)).into(),
        Span::Code(code) => el("code").child(code.as_str()).into(),
        Span::User(id) => mention(page, id),
        Span::Channel { id, name } => channel(page, id, name.as_deref()),
        Span::Broadcast(word) => el("span").class("mention me").child(word.as_str()).into(),
        Span::Date { link, .. } => match link.as_deref().and_then(safe_url) {
            Some(url) => link_to(url, &words_of(page, span)),
            None => el("time").child(words_of(page, span)).into(),
        },
        Span::Link { url, label } => link_to(url, label.as_deref().unwrap_or(url)),
    }
}

/// A person's name as a mention, marked when it is oneself.
pub(crate) fn mention(page: &Page<'_>, id: &str) -> Html {
    let class = if id == page.me { "mention me" } else { "mention" };
    el("span").class(class).attr("data-user", id).child(format!("@{}", page.world.name_of(id))).into()
}

/// A channel's name as a way there.
pub(crate) fn channel(page: &Page<'_>, id: &str, name: Option<&str>) -> Html {
    let known = page.world.channel(id).map(|channel| channel.name);
    let name = known.or(name).unwrap_or(id);
    el("a").class("mention").attr("href", format!("#{};{id}", page.me)).child(format!("#{name}")).into()
}

/// A link out of the page; an address that is not safe leaves its words only.
pub(crate) fn link_to(url: &str, words: &str) -> Html {
    match safe_url(url) {
        Some(url) => el("a")
            .attr("href", url)
            .attr("target", "_blank")
            .attr("rel", "noopener noreferrer")
            .child(emoji::replace(words))
            .into(),
        None => words.into(),
    }
}

/// The words of the spans, without any markup.
pub(crate) fn plain(page: &Page<'_>, spans: &[Span]) -> String {
    spans.iter().map(|span| words_of(page, span)).collect()
}

fn words_of(page: &Page<'_>, span: &Span) -> String {
    match span {
        Span::Text(text) | Span::Code(text) | Span::Broadcast(text) => text.clone(),
        Span::Bold(inner) | Span::Italic(inner) | Span::Strike(inner) => plain(page, inner),
        Span::User(id) => format!("@{}", page.world.name_of(id)),
        Span::Channel { id, name } => {
            let known = page.world.channel(id).map(|channel| channel.name);
            format!("#{}", known.or(name.as_deref()).unwrap_or(id))
        }
        Span::Date { seconds, form, fallback, .. } => {
            date(page, *seconds, form).unwrap_or_else(|| fallback.clone())
        }
        Span::Link { url, label } => label.as_ref().unwrap_or(url).clone(),
    }
}

/// Fills in Slack's date tokens, in the workspace's zone and the page's language.
pub(crate) fn date(page: &Page<'_>, seconds: i64, form: &str) -> Option<String> {
    let at = time::of_epoch(seconds, page.zone)?;
    let (date, words) = (at.date_naive(), page.words);
    let near = time::near_day(date, page.today(), words).map(str::to_owned);
    let long = time::long_date(date, words);
    let full = format!("{} {}", time::day_month(date, words), date.format("%Y"));
    let short = format!("{} {}", time::short_date(date, words), date.format("%Y"));
    let pretty = |other: &str| near.clone().unwrap_or_else(|| other.to_owned());
    let tokens = [
        ("{date_num}", date.to_string()),
        ("{date_slash}", date.format("%d/%m/%Y").to_string()),
        ("{date_long_pretty}", pretty(&long)),
        ("{date_short_pretty}", pretty(&short)),
        ("{date_pretty}", pretty(&full)),
        ("{date_long}", long.clone()),
        ("{date_short}", short.clone()),
        ("{date}", full.clone()),
        ("{day_divider_pretty}", pretty(&long)),
        ("{time_secs}", at.format("%H:%M:%S").to_string()),
        ("{time}", time::clock(&at, words)),
        ("{ago}", pretty(&full)),
    ];
    Some(tokens.iter().fold(form.to_owned(), |text, (token, value)| text.replace(token, value)))
}
