//! The modal on top of a person's stack, with its fields, complaints and buttons; and the Home tab, which is
//! a view too but has no frame.

use serde_json::Value;

use super::blocks::{self, Surface};
use super::context::Page;
use super::html::{Element, Html, el};
use super::look::{label, list, some_text, text};
use super::{emoji, icons};

/// Draws the modals that `page.me` has before them, the top one last. Those below stay as they are, with what was typed
/// into them, and cannot be reached.
pub(crate) fn draw(page: &Page<'_>) -> Html {
    let mine = list(page.world.state(), "views").iter().filter(|view| text(view, "user") == page.me);
    let stack: Vec<_> = mine.filter(|view| text(view, "type") != "home").collect();
    let dialogs = stack.iter().enumerate();
    dialogs.map(|(index, view)| dialog(page, view, index + 1, index + 1 == stack.len())).collect()
}

fn dialog(page: &Page<'_>, view: &Value, depth: usize, on_top: bool) -> Element {
    let id = text(view, "id");
    let surface = Surface::Modal { view: id, errors: view.get("errors"), values: view.get("values") };
    let body = el("div").class("scroll modal-body").attr("data-key", "body");
    let form = el("form")
        .attr("data-view", id)
        .attr("novalidate", "")
        .child(head(page, view, depth))
        .child(body.child(blocks::draw(page, surface, list(view, "blocks"))))
        .child(foot(page, view));
    el("dialog")
        .class("modal")
        .test(if on_top { "modal" } else { "modal-below" })
        .flag("inert", !on_top)
        .attr("data-key", id)
        .attr("data-callback-id", text(view, "callback_id"))
        .attr("aria-labelledby", title_id(view))
        .child(form)
}

fn title_id(view: &Value) -> String {
    format!("title-{}", text(view, "id"))
}

/// A text of the view, wherever the state keeps it.
fn words<'a>(view: &'a Value, key: &str) -> Option<&'a str> {
    label(view, key).or_else(|| label(view.get("view")?, key))
}

fn head(page: &Page<'_>, view: &Value, depth: usize) -> Element {
    let title = words(view, "title").or_else(|| some_text(view, "callback_id"));
    let step = (depth > 1).then(|| el("small").child(format!("{} {depth}", page.words.step)));
    el("header")
        .child(el("h2").attr("id", title_id(view)).child(emoji::replace(title.unwrap_or_default())))
        .child(step)
        .child(
            close("button quiet", "modal-cross").attr("aria-label", page.words.close).child(icons::cross()),
        )
}

fn close(class: &str, hook: &str) -> Element {
    el("button").attr("type", "button").class(class).test(hook).flag("data-close", true)
}

fn foot(page: &Page<'_>, view: &Value) -> Element {
    let takes_input = list(view, "blocks").iter().any(|block| text(block, "type") == "input");
    let named = words(view, "submit");
    let submit = (takes_input || named.is_some()).then(|| {
        el("button")
            .attr("type", "submit")
            .class("button primary")
            .test("modal-submit")
            .child(emoji::replace(named.unwrap_or(page.words.submit)))
    });
    let words =
        words(view, "close").unwrap_or(if submit.is_some() { page.words.cancel } else { page.words.close });
    el("footer").child(close("button", "modal-close").child(emoji::replace(words))).child(submit)
}

/// Draws the Home tab.
pub(crate) fn home(page: &Page<'_>) -> Html {
    let home = page.world.state().pointer("/homes").and_then(|homes| homes.get(page.me));
    let blocks =
        home.map_or(&[][..], |home| home.as_array().map_or_else(|| list(home, "blocks"), Vec::as_slice));
    let body = if blocks.is_empty() {
        el("p").class("empty").child(page.words.empty_home).into()
    } else {
        blocks::draw(page, Surface::Home, blocks)
    };
    el("section")
        .class("pane home")
        .test("home")
        .attr("data-key", format!("home-{}", page.me))
        .child(el("div").class("scroll").attr("data-key", "scroll").attr("tabindex", "0").child(body))
        .into()
}
