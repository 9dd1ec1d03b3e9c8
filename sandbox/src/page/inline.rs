//! The pieces of a line as markup: names of people, channels and groups are looked up, addresses are looked at.

use serde_json::Value;

use super::context::Page;
use super::emoji;
use super::html::{Html, el, safe_url};
use super::look::{list, some_text, strings, text};
use super::spans::Span;
use super::time;

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
        Span::Group { id, name } => group(page, id, name.as_deref()),
        Span::Emoji(name) => emoji::draw(page, name),
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

/// A user group's handle, marked when one belongs to it.
pub(crate) fn group(page: &Page<'_>, id: &str, name: Option<&str>) -> Html {
    let known = find_group(page, id);
    let mine = known.is_some_and(|group| strings(group, "users").contains(&page.me));
    let class = if mine { "mention me" } else { "mention" };
    el("span").class(class).child(group_name(known, id, name)).into()
}

fn find_group<'a>(page: &Page<'a>, id: &str) -> Option<&'a Value> {
    list(page.world.state(), "usergroups").iter().find(|group| text(group, "id") == id)
}

fn group_name(known: Option<&Value>, id: &str, name: Option<&str>) -> String {
    let handle = known.and_then(|group| some_text(group, "handle")).or(name).unwrap_or(id);
    format!("@{}", handle.trim_start_matches('@'))
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
        Span::Group { id, name } => group_name(find_group(page, id), id, name.as_deref()),
        Span::Emoji(name) => emoji::glyph(name).unwrap_or_else(|| format!(":{name}:")),
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
    let plain = time::date(date, page.today(), words);
    let short = format!("{} {}", time::short_date(date, words), date.format("%Y"));
    let pretty = |other: &str| near.clone().unwrap_or_else(|| other.to_owned());
    let ago = page.now().map_or_else(|| full.clone(), |now| time::ago(at, now, words));
    let tokens = [
        ("{date_num}", date.to_string()),
        ("{date_slash}", date.format("%d/%m/%Y").to_string()),
        ("{date_long_pretty}", pretty(&long)),
        ("{date_short_pretty}", pretty(&short)),
        ("{date_pretty}", pretty(&plain)),
        ("{date_long_full}", full.clone()),
        ("{date_long}", long.clone()),
        ("{date_short}", short.clone()),
        ("{date}", plain.clone()),
        ("{day_divider_pretty}", pretty(&long)),
        ("{time_secs}", at.format("%H:%M:%S").to_string()),
        ("{time}", time::clock(&at, words)),
        ("{ago}", ago),
    ];
    Some(tokens.iter().fold(form.to_owned(), |text, (token, value)| text.replace(token, value)))
}
