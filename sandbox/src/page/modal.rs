//! The modal on top of a person's stack, with its fields, complaints and buttons; and the Home tab, which is
//! a view too but has no frame.

use serde_json::Value;

use super::blocks::{self, Surface};
use super::context::Page;
use super::html::{Element, Html, el};
use super::look::{label, list, some_text, text};
use super::{emoji, icons};

/// Draws the modal that `page.me` has before them, if any.
pub(crate) fn draw(page: &Page<'_>) -> Option<Html> {
    let mine = list(page.world.state(), "views").iter().filter(|view| text(view, "user") == page.me);
    let stack: Vec<_> = mine.filter(|view| text(view, "type") != "home").collect();
    let view = stack.last()?;
    Some(dialog(page, view, stack.len()))
}

fn dialog(page: &Page<'_>, view: &Value, depth: usize) -> Html {
    let id = text(view, "id");
    let surface = Surface::Modal { view: id, errors: view.get("errors") };
    let body = el("div").class("scroll modal-body").attr("data-key", "body");
    let form = el("form")
        .attr("data-view", id)
        .attr("novalidate", "")
        .child(head(page, view, depth))
        .child(body.child(blocks::draw(page, surface, list(view, "blocks"))))
        .child(foot(page, view));
    el("dialog")
        .class("modal")
        .test("modal")
        .attr("data-key", id)
        .attr("data-callback-id", text(view, "callback_id"))
        .attr("aria-labelledby", "modal-title")
        .child(form)
        .into()
}

/// A text of the view, wherever the state keeps it.
fn words<'a>(view: &'a Value, key: &str) -> Option<&'a str> {
    label(view, key).or_else(|| label(view.get("view")?, key))
}

fn head(page: &Page<'_>, view: &Value, depth: usize) -> Element {
    let title = words(view, "title").or_else(|| some_text(view, "callback_id"));
    let step = (depth > 1).then(|| el("small").child(format!("{} {depth}", page.words.step)));
    el("header")
        .child(el("h2").attr("id", "modal-title").child(emoji::replace(title.unwrap_or_default())))
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
