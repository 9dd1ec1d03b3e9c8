//! One message: who, when, what, and what one may do with it.

use chrono::DateTime;
use chrono_tz::Tz;
use serde_json::Value;

use super::avatar::avatar;
use super::blocks::{self, Surface};
use super::context::Page;
use super::html::{Element, Html, el};
use super::look::{list, some_text, strings, text};
use super::world::Message;
use super::{emoji, icons, mrkdwn, time, words};

/// Reactions offered at once.
const QUICK: [&str; 6] = ["thumbsup", "heart", "tada", "eyes", "white_check_mark", "zipper_mouth_face"];

/// How a message is to be drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// In which pane; part of the ids of what stands in it.
    pub(crate) pane: &'static str,
    /// Without avatar and name, because the same author wrote just before.
    pub(crate) compact: bool,
    /// How many replies to announce.
    pub(crate) replies: usize,
}

/// Draws a message.
pub(crate) fn draw(page: &Page<'_>, message: &Message<'_>, look: Look) -> Html {
    if message.subtype.starts_with("channel_") {
        return notice(page, message);
    }
    let ephemeral = message.ephemeral_to.is_some();
    let side = if look.compact {
        el("div").class("side").child(stamp(page, message))
    } else {
        el("div").class("side").child(portrait(page, message))
    };
    let only = ephemeral.then(|| el("p").class("only-you").child(icons::eye()).child(page.words.only_you));
    let head = (!look.compact).then(|| head(page, message));
    article(message, if ephemeral { "message ephemeral" } else { "message" })
        .flag("data-compact", look.compact)
        .child(side)
        .child(
            el("div")
                .class("content")
                .child(only)
                .child(head)
                .child(body(page, message, look.pane))
                .child(edited(page, message))
                .child(files(page, message))
                .child(reactions(page, message))
                .child(thread_link(page, message, look.replies)),
        )
        .child((!ephemeral).then(|| tools(page, message)))
        .into()
}

fn article(message: &Message<'_>, class: &str) -> Element {
    el("article")
        .class(class)
        .test("message")
        .attr("tabindex", "-1")
        .attr("data-key", message.ts)
        .attr("data-ts", message.ts)
        .attr("data-channel", message.channel)
}

/// Somebody came or went: one quiet line.
fn notice(page: &Page<'_>, message: &Message<'_>) -> Html {
    article(message, "message notice")
        .child(el("div").class("side").child(stamp(page, message)))
        .child(el("div").class("content").child(mrkdwn::draw(page, message.text)))
        .into()
}

fn portrait(page: &Page<'_>, message: &Message<'_>) -> Html {
    avatar(message.user, page.world.author(message), page.world.by_bot(message))
}

fn at(page: &Page<'_>, message: &Message<'_>) -> Option<DateTime<Tz>> {
    time::of_ts(message.ts, page.zone)
}

fn stamp(page: &Page<'_>, message: &Message<'_>) -> Option<Element> {
    let at = at(page, message)?;
    let long = format!("{} {}", time::long_date(at.date_naive(), page.words), at.format("%H:%M:%S"));
    Some(el("time").attr("datetime", at.to_rfc3339()).attr("title", long).child(time::clock(&at, page.words)))
}

fn head(page: &Page<'_>, message: &Message<'_>) -> Element {
    let badge = page.world.by_bot(message).then(|| el("span").class("badge").child(page.words.app_badge));
    el("header")
        .child(el("strong").class("author").child(page.world.author(message)))
        .child(badge)
        .child(stamp(page, message))
}

fn body(page: &Page<'_>, message: &Message<'_>, pane: &'static str) -> Html {
    if message.blocks.is_empty() {
        return el("div").class("blocks").child(mrkdwn::draw(page, message.text)).into();
    }
    let surface = Surface::Message { channel: message.channel, ts: message.ts, pane };
    blocks::draw(page, surface, message.blocks)
}

fn edited(page: &Page<'_>, message: &Message<'_>) -> Option<Element> {
    message.is_edited().then(|| el("small").class("edited").child(format!("({})", page.words.edited)))
}

/// Files by id or in full; a picture is shown, anything else is a labelled way to it.
fn files(page: &Page<'_>, message: &Message<'_>) -> Html {
    let known = list(page.world.state(), "files");
    let full = message.files.iter().filter_map(|file| match file {
        Value::String(id) => known.iter().find(|known| text(known, "id") == id),
        other => Some(other),
    });
    full.map(|file| attachment(page, file)).collect()
}

fn attachment(page: &Page<'_>, file: &Value) -> Html {
    let name = some_text(file, "title").or_else(|| some_text(file, "name")).unwrap_or(page.words.file);
    let url = some_text(file, "url_private").or_else(|| some_text(file, "permalink"));
    if let Some(url) = url.filter(|_| text(file, "mimetype").starts_with("image/")) {
        let block = serde_json::json!({ "image_url": url, "alt_text": name, "title": name });
        return el("figure").child(blocks::image(page, &block)).into();
    }
    let own = url.filter(|url| url.starts_with('/') || super::html::safe_url(url).is_some());
    el("a")
        .class("attachment")
        .maybe("href", own)
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .child(el("small").child(page.words.file))
        .child(name)
        .into()
}

fn shown(name: &str) -> String {
    emoji::glyph(name).unwrap_or_else(|| format!(":{name}:"))
}

fn reactions(page: &Page<'_>, message: &Message<'_>) -> Option<Element> {
    let chip = |reaction| {
        let (name, users) = (text(reaction, "name"), strings(reaction, "users"));
        let mine = users.contains(&page.me);
        let who: Vec<_> = users.iter().map(|id| page.world.name_of(id)).collect();
        react(if mine { "unreact" } else { "react" }, name)
            .class("reaction")
            .attr("title", who.join(", "))
            .attr("aria-pressed", if mine { "true" } else { "false" })
            .child(shown(name))
            .child(" ")
            .child(users.len().to_string())
    };
    (!message.reactions.is_empty())
        .then(|| el("div").class("reactions").children(message.reactions.iter().map(chip)))
}

fn react(what: &str, name: &str) -> Element {
    el("button").attr("type", "button").attr("data-do", what).attr("data-name", name).attr("data-key", name)
}

fn thread_link(page: &Page<'_>, message: &Message<'_>, replies: usize) -> Option<Element> {
    (replies > 0).then(|| {
        el("a")
            .class("replies")
            .attr("href", format!("#{};{};{}", page.me, message.channel, message.ts))
            .test("replies")
            .child(words::count(replies, page.words.replies))
    })
}

/// What one may do with the message, behind three dots.
fn tools(page: &Page<'_>, message: &Message<'_>) -> Html {
    let words = page.words;
    let quick = QUICK.iter().map(|name| {
        react("react", name)
            .class("button quiet")
            .attr("aria-label", format!("{} {name}", words.react_with))
            .child(shown(name))
    });
    let thread = message.parent().unwrap_or(message.ts);
    let reply = el("a")
        .class("menu-item")
        .attr("href", format!("#{};{};{thread}", page.me, message.channel))
        .test("reply")
        .child(words.reply);
    let own = message.user == page.me;
    let item = |what: &str, words: &str| {
        el("button").attr("type", "button").class("menu-item").attr("data-do", what).child(words)
    };
    let edit = own.then(|| item("edit", words.edit).attr("data-text", message.text));
    let delete = own.then(|| item("delete", words.delete));
    el("details")
        .class("popup tools")
        .child(
            el("summary").class("button quiet").attr("aria-label", words.message_menu).child(icons::dots()),
        )
        .child(
            el("div")
                .class("menu")
                .child(el("div").class("quick").children(quick))
                .child(reply)
                .child(edit)
                .child(delete)
                .children(shortcuts(page, "message")),
        )
        .into()
}

/// The manifest's shortcuts of one kind (`message` or `global`), as entries of a menu.
pub(crate) fn shortcuts<'p>(page: &'p Page<'_>, kind: &'static str) -> impl Iterator<Item = Element> + 'p {
    let all = page.manifest().pointer("/features/shortcuts").and_then(Value::as_array);
    let of_kind = all.into_iter().flatten().filter(move |shortcut| text(shortcut, "type") == kind);
    of_kind.map(|shortcut| {
        el("button")
            .attr("type", "button")
            .class("menu-item")
            .attr("data-do", "shortcut")
            .attr("data-callback", text(shortcut, "callback_id"))
            .test(format!("shortcut-{}", text(shortcut, "callback_id")))
            .attr("title", text(shortcut, "description"))
            .child(text(shortcut, "name"))
    })
}
