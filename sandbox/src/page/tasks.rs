//! Plans and tasks: what an app says it is about.

use serde_json::Value;

use super::cards::sign;
use super::context::Page;
use super::html::{Element, Html, el};
use super::look::{list, some_text, text, truth};
use super::{emoji, inline, rich};

/// A plan: its title and its tasks in order.
pub(crate) fn plan(page: &Page<'_>, block: &Value) -> Html {
    let tasks = list(block, "tasks");
    let steps = (!tasks.is_empty())
        .then(|| el("ol").class("tasks").children(tasks.iter().map(|task| el("li").child(card(page, task)))));
    el("section")
        .class("plan")
        .child(el("p").class("card-title").child(emoji::replace(text(block, "title"))))
        .child(steps)
        .into()
}

/// A task: how it stands, and more about it behind a click.
pub(crate) fn card(page: &Page<'_>, block: &Value) -> Html {
    let [pending, running, complete, failed] = page.words.kit.task_states;
    let (class, mark, state) = match text(block, "status") {
        "in_progress" => ("task running", "◐", running),
        "complete" => ("task complete", "✓", complete),
        "error" => ("task failed", "✕", failed),
        _ => ("task", "○", pending),
    };
    let title = el("span")
        .class(if truth(block, "hide_title") { "sr" } else { "task-title" })
        .child(emoji::replace(text(block, "title")));
    let head = el("p")
        .class("task-head")
        .child(el("span").class("task-mark").attr("aria-hidden", "true").child(mark))
        .child(el("span").class("sr").child(format!("{state}: ")))
        .child(block.get("icon").map(|icon| sign(text(icon, "name"))))
        .child(title);
    let part = |key: &str, words: &str| {
        block.get(key).map(|text| el("div").child(el("small").child(words)).child(rich::draw(page, text)))
    };
    let parts = [
        part("details", page.words.kit.details),
        part("output", page.words.kit.output),
        sources(page, list(block, "sources")),
    ];
    let parts: Vec<Element> = parts.into_iter().flatten().collect();
    let body = (!parts.is_empty()).then(|| el("div").class("task-body").children(parts));
    el("div").class(class).child(head).child(body).into()
}

fn sources(page: &Page<'_>, sources: &[Value]) -> Option<Element> {
    let link = |source: &Value| {
        let url = text(source, "url");
        el("li").child(inline::link_to(url, some_text(source, "text").unwrap_or(url)))
    };
    (!sources.is_empty()).then(|| {
        el("div")
            .child(el("small").child(page.words.kit.sources))
            .child(el("ul").class("sources").children(sources.iter().map(link)))
    })
}
