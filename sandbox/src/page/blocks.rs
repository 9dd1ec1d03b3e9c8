//! Block Kit as markup: every kind of block a message, a modal or a Home tab may hold. What is unknown is
//! shown as a labelled box rather than left out.

use serde_json::{Value, json};

use super::context::Page;
use super::elements::{self, Spot};
use super::html::{Html, el, safe_url};
use super::look::{label, list, some_text, text, truth, words_of};
use super::{cards, charts, emoji, markdown, mrkdwn, rich, tables, tasks};

/// Where blocks stand, which decides how their elements act.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Surface<'a> {
    /// In a message; `pane` tells the same message in the timeline and beside its thread apart.
    Message { channel: &'a str, ts: &'a str, pane: &'static str },
    /// In a modal, with the app's complaints and what was entered so far.
    Modal { view: &'a str, errors: Option<&'a Value>, values: Option<&'a Value> },
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

    /// The place for the `index`th element of a block.
    pub(crate) fn spot<'a>(&'a self, block: &'a str, index: usize) -> Spot<'a> {
        Spot::new(*self, &self.key(), block, index)
    }
}

/// Draws the blocks of one surface.
pub(crate) fn draw(page: &Page<'_>, surface: Surface<'_>, blocks: &[Value]) -> Html {
    el("div")
        .class("blocks")
        .attr("data-scope", surface.scope().to_string())
        .child(draw_all(page, surface, blocks))
        .into()
}

/// Blocks one below the other, on the surface itself or inside another block.
pub(crate) fn draw_all(page: &Page<'_>, surface: Surface<'_>, blocks: &[Value]) -> Html {
    let framed = blocks.iter().enumerate().map(|(index, block)| {
        let id = some_text(block, "block_id").map_or_else(|| index.to_string(), str::to_owned);
        el("div")
            .class(&format!("block b-{}", class_of(text(block, "type"))))
            .attr("data-key", format!("{}:{id}", text(block, "type")))
            .child(draw_one(page, surface, block, &id))
    });
    framed.map(Html::from).collect()
}

/// Only what we know becomes part of a class name.
fn class_of(kind: &str) -> &str {
    const KNOWN: &str = "actions alert auth_provider card carousel container context context_actions data_table \
        data_visualization divider file header image input markdown plan rich_text section table task_card video";
    if KNOWN.split(' ').any(|known| known == kind) { kind } else { "other" }
}

fn draw_one(page: &Page<'_>, surface: Surface<'_>, block: &Value, id: &str) -> Html {
    match text(block, "type") {
        "section" => section(page, block, &surface.spot(id, 0)),
        "actions" | "context_actions" => {
            elements::draw_all(page, list(block, "elements"), |index| surface.spot(id, index))
        }
        "alert" => cards::alert(page, block),
        "auth_provider" => cards::auth_provider(page, surface, block, id),
        "card" => cards::card(page, surface, block, id),
        "carousel" => cards::carousel(page, surface, block),
        "container" => cards::container(page, surface, block, id),
        "context" => context(page, block),
        "data_table" => tables::data_table(page, surface, block, id),
        "data_visualization" => charts::draw(page, block),
        "header" => header(block),
        "divider" => el("hr").into(),
        "file" => cards::file(page, block),
        "image" => figure(page, block),
        "input" => input(page, block, surface.spot(id, 0)),
        "plan" => tasks::plan(page, block),
        "rich_text" => rich::draw(page, block),
        "markdown" => markdown::draw(page, text(block, "text")),
        "table" => tables::table(page, block),
        "task_card" => tasks::card(page, block),
        "video" => cards::video(page, block),
        other => unknown(page, other, label(block, "title")),
    }
}

/// Headings stand below the page's own two levels.
fn header(block: &Value) -> Html {
    let (name, level) = match block.get("level").and_then(Value::as_u64) {
        Some(1) => ("h3", "level-1"),
        Some(3) => ("h5", "level-3"),
        Some(4) => ("h6", "level-4"),
        Some(_) => ("h4", "level-2"),
        None => ("h3", "level-2"),
    };
    el(name).class(level).child(emoji::replace(label(block, "text").unwrap_or_default())).into()
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

fn file_url<'a>(page: &Page<'a>, file: &'a Value) -> Option<&'a str> {
    if let Some(url) = some_text(file, "url") {
        return Some(url);
    }
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

#[cfg(test)]
#[path = "framed_tests.rs"]
mod framed_tests;
