//! The list of keyboard shortcuts; `assets/keys.js` does what it says.

use super::context::Page;
use super::html::{Element, Html, el};
use super::icons;

/// Draws the dialog.
pub(crate) fn draw(page: &Page<'_>) -> Html {
    let words = page.words.help;
    let groups = words.groups.iter().map(|(name, keys)| group(name, keys));
    let switch = el("label")
        .class("choice")
        .child(el("input").attr("type", "checkbox").attr("id", "keys-on").test("keys-on"))
        .child(el("span").child(words.keys_on));
    let close = el("button")
        .attr("type", "button")
        .class("button quiet")
        .attr("data-answer", "")
        .attr("aria-label", page.words.close)
        .child(icons::cross());
    el("dialog")
        .class("keys")
        .test("keys")
        .attr("id", "keys-dialog")
        .attr("aria-labelledby", "keys-title")
        .child(el("header").child(el("h2").attr("id", "keys-title").child(words.keys)).child(close))
        .child(el("div").class("scroll key-groups").attr("tabindex", "0").children(groups))
        .child(el("footer").child(switch))
        .into()
}

fn group(name: &str, keys: &[(&str, &str)]) -> Element {
    let rows = keys.iter().map(|(key, does)| {
        let caps = key.split(' ').map(|cap| el("kbd").child(cap));
        Html::from_iter([el("dt").children(caps), el("dd").child(*does)])
    });
    el("section").child(el("h3").child(name)).child(el("dl").children(rows))
}
