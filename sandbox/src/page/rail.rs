//! The side opposite the channels: the thread that is open, and below it what happened or the timeline.

use super::context::{Page, Panel};
use super::html::{Element, Html, el};
use super::{chronicle, clockbar, happened, timeline};

/// Draws it.
pub(crate) fn draw(page: &Page<'_>) -> Html {
    el("aside")
        .class("rail")
        .attr("data-key", "rail")
        .attr("aria-label", page.words.machine.panels)
        .child(timeline::thread(page))
        .child(panel(page))
        .into()
}

fn panel(page: &Page<'_>) -> Element {
    let words = page.words;
    let tab = |to: Panel, hook: &str, words: &str| {
        let here = page.panel == to;
        el("button")
            .attr("type", "button")
            .attr("role", "tab")
            .attr("id", format!("tab-{}", to.name()))
            .attr("aria-controls", "panel")
            .attr("aria-selected", if here { "true" } else { "false" })
            .attr("tabindex", if here { "0" } else { "-1" })
            .attr("data-panel", to.name())
            .test(hook)
            .child(words)
    };
    let body = match page.panel {
        Panel::Happened => happened::draw(page),
        Panel::Timeline => chronicle::draw(page),
    };
    let live = if clockbar::is_playing(page) { "off" } else { "polite" };
    el("section")
        .class("panel")
        .attr("data-key", "panel")
        .attr("aria-label", words.machine.panels)
        .child(
            el("div")
                .class("panel-tabs")
                .attr("role", "tablist")
                .attr("aria-label", words.machine.panels)
                .child(tab(Panel::Happened, "tab-happened", words.happened))
                .child(tab(Panel::Timeline, "tab-timeline", words.machine.timeline)),
        )
        .child(
            el("div")
                .class("panel-body scroll")
                .attr("id", "panel")
                .attr("role", "tabpanel")
                .attr("tabindex", "0")
                .attr("aria-live", live)
                .attr("aria-labelledby", format!("tab-{}", page.panel.name()))
                .child(body),
        )
}
