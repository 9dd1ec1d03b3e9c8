//! Block Kit as markup: every kind of block a message, a modal or a Home tab may hold. What is unknown is
//! shown as a labelled box rather than left out.

use serde_json::{Value, json};

use super::context::Page;
use super::elements::{self, Spot};
use super::html::{Html, el, safe_url};
use super::look::{label, list, some_text, text, truth, words_of};
use super::{emoji, markdown, mrkdwn, rich};

/// Where blocks stand, which decides how their elements act.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Surface<'a> {
    /// In a message; `pane` tells the same message in the timeline and beside its thread apart.
    Message { channel: &'a str, ts: &'a str, pane: &'static str },
    /// In a modal.
    Modal { view: &'a str, errors: Option<&'a Value> },
    /// On the Home tab.
    Home,
}

impl Surface<'_> {
    /// What an act must carry to name this surface.
    fn scope(&self) -> Value {
        match self {
            Self::Message { channel, ts, .. } => json!({ "channel": channel, "ts": ts }),
            Self::Modal { view, .. } => json!({ "view_id": view }),
            Self::Home => json!({ "home": true }),
        }
    }

    /// A name that is unique among the surfaces of one page.
    fn key(&self) -> String {
        match self {
            Self::Message { ts, pane, .. } => format!("{pane}-{ts}"),
            Self::Modal { view, .. } => (*view).to_owned(),
            Self::Home => "home".to_owned(),
        }
    }

    pub(crate) fn is_modal(&self) -> bool {
        matches!(self, Self::Modal { .. })
    }
}

/// Draws the blocks of one surface.
pub(crate) fn draw(page: &Page<'_>, surface: Surface<'_>, blocks: &[Value]) -> Html {
    el("div")
        .class("blocks")
        .attr("data-scope", surface.scope().to_string())
        .children(blocks.iter().enumerate().map(|(index, block)| {
            let id = some_text(block, "block_id").map_or_else(|| index.to_string(), str::to_owned);
            el("div")
                .class(&format!("block b-{}", class_of(text(block, "type"))))
                .attr("data-key", format!("{}:{id}", text(block, "type")))
                .child(draw_one(page, surface, block, &id))
        }))
        .into()
}

/// Only what we know becomes part of a class name.
fn class_of(kind: &str) -> &str {
    const KNOWN: [&str; 10] = [
        "section",
        "actions",
        "context",
        "header",
        "divider",
        "image",
        "input",
        "rich_text",
        "markdown",
        "table",
    ];
    if KNOWN.contains(&kind) { kind } else { "other" }
}

fn draw_one(page: &Page<'_>, surface: Surface<'_>, block: &Value, id: &str) -> Html {
    let spot = |index| Spot::new(surface, &surface.key(), id, index);
    match text(block, "type") {
        "section" => section(page, block, &spot(0)),
        "actions" | "context_actions" => actions(page, block, spot),
        "context" => context(page, block),
        "header" => el("h3").child(emoji::replace(label(block, "text").unwrap_or_default())).into(),
        "divider" => el("hr").into(),
        "image" => figure(page, block),
        "input" => input(page, block, spot(0)),
        "rich_text" => rich::draw(page, block),
        "markdown" => markdown::draw(page, text(block, "text")),
        "table" => table(page, block),
        other => unknown(page, other, label(block, "title")),
    }
}

/// Any text object, or a bare string.
pub(crate) fn words(page: &Page<'_>, object: &Value) -> Html {
    if text(object, "type") == "mrkdwn" && truth(object, "verbatim") {
        mrkdwn::draw_verbatim(page, text(object, "text"))
    } else if text(object, "type") == "mrkdwn" {
        mrkdwn::draw(page, text(object, "text"))
    } else {
        el("p").child(mrkdwn::draw_plain(words_of(object))).into()
    }
}

fn section(page: &Page<'_>, block: &Value, spot: &Spot<'_>) -> Html {
    let fields = list(block, "fields");
    let fields = (!fields.is_empty()).then(|| {
        let field = |field| el("div").child(words(page, field));
        el("div").class("fields").children(fields.iter().map(field))
    });
    let body =
        el("div").class("section-text").child(block.get("text").map(|text| words(page, text))).child(fields);
    let accessory = block
        .get("accessory")
        .map(|element| el("div").class("accessory").child(elements::draw(page, element, spot)));
    Html::from_iter([Html::from(body), accessory.into()])
}

fn actions<'a>(page: &Page<'_>, block: &Value, spot: impl Fn(usize) -> Spot<'a>) -> Html {
    let elements = list(block, "elements").iter().enumerate();
    elements.map(|(index, element)| elements::draw(page, element, &spot(index))).collect()
}

fn context(page: &Page<'_>, block: &Value) -> Html {
    list(block, "elements")
        .iter()
        .map(|element| match text(element, "type") {
            "image" => image(page, element),
            _ => el("span").child(words(page, element)).into(),
        })
        .collect()
}

fn figure(page: &Page<'_>, block: &Value) -> Html {
    let title = label(block, "title").map(|title| el("figcaption").child(emoji::replace(title)));
    el("figure").child(title).child(image(page, block)).into()
}

/// An image by its address, or by a file of the workspace; else a box that says what is missing.
pub(crate) fn image(page: &Page<'_>, block: &Value) -> Html {
    let file = block.get("slack_file").and_then(|file| file_url(page, file));
    let alt = text(block, "alt_text");
    match some_text(block, "image_url").or(file).filter(|url| loadable(url)) {
        Some(url) => el("img").attr("src", url).attr("alt", alt).attr("loading", "lazy").into(),
        None => unknown(page, "image", Some(alt).filter(|alt| !alt.is_empty())),
    }
}

/// A web address, or a path on the sandbox itself.
fn loadable(url: &str) -> bool {
    let own = url.starts_with('/') && !url.starts_with("//");
    own || (url.starts_with("http") && safe_url(url).is_some())
}

fn file_url<'a>(page: &Page<'a>, file: &Value) -> Option<&'a str> {
    let id = text(file, "id");
    let known = list(page.world.state(), "files").iter().find(|known| text(known, "id") == id)?;
    some_text(known, "url_private").or_else(|| some_text(known, "permalink"))
}

fn input(page: &Page<'_>, block: &Value, spot: Spot<'_>) -> Html {
    let none = Value::Null;
    let element = block.get("element").unwrap_or(&none);
    let spot = spot.into_field(truth(block, "dispatch_action"), label(block, "hint").is_some());
    let optional = truth(block, "optional").then(|| el("span").class("optional").child(page.words.optional));
    let caption = emoji::replace(label(block, "label").unwrap_or_default());
    let name = if elements::is_group(element) { "span" } else { "label" };
    let caption = el(name)
        .class("label")
        .attr("id", spot.label_id())
        .maybe("for", (name == "label").then(|| spot.id()))
        .child(caption)
        .child(optional);
    let hint = label(block, "hint")
        .map(|hint| el("p").class("hint").attr("id", spot.hint_id()).child(mrkdwn::draw_plain(hint)));
    Html::from_iter([
        Html::from(caption),
        elements::draw(page, element, &spot),
        spot.error().into(),
        hint.into(),
    ])
}

fn table(page: &Page<'_>, block: &Value) -> Html {
    let rows = list(block, "rows").iter().filter_map(Value::as_array).enumerate();
    el("table")
        .children(rows.map(|(index, cells)| {
            let name = if index == 0 { "th" } else { "td" };
            let cell = |cell: &Value| match text(cell, "type") {
                "rich_text" => rich::draw(page, cell),
                _ => mrkdwn::draw_plain(words_of(cell)),
            };
            el("tr").children(cells.iter().map(|c| el(name).child(cell(c))))
        }))
        .into()
}

/// A box for what the page cannot draw: its kind, and its name if it has one.
pub(crate) fn unknown(page: &Page<'_>, kind: &str, name: Option<&str>) -> Html {
    el("div")
        .class("unknown")
        .child(el("code").child(kind))
        .child(name.map(|name| el("span").child(name)))
        .child(el("small").child(page.words.not_shown))
        .into()
}

#[cfg(test)]
#[path = "blocks_tests.rs"]
mod tests;
