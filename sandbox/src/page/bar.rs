//! The bar at the top: the workspace, whether the app is there, and the page's own switches.

use serde_json::Value;

use super::context::Page;
use super::html::{Element, Html, el};
use super::look::{list, text, truth};
use super::{icons, words};

/// Draws the bar.
pub(crate) fn draw(page: &Page<'_>) -> Html {
    let team = page.world.state().get("team").map_or("", |team| text(team, "name"));
    let back = el("a")
        .class("button quiet back")
        .attr("href", format!("#{}", page.me))
        .attr("aria-label", page.words.menu)
        .child(icons::back());
    let kind = (team != page.words.sandbox).then(|| el("small").child(page.words.sandbox));
    let brand = el("p").class("brand").child(el("strong").child(team)).child(kind);
    el("header")
        .class("bar")
        .attr("data-key", "bar")
        .child(back)
        .child(brand)
        .child(connection(page))
        .child(tools(page))
        .child(el("div").class("progress").attr("role", "progressbar").attr("aria-label", page.words.working))
        .into()
}

/// Whether the app is there, and what is on its way to it.
fn connection(page: &Page<'_>) -> Option<Element> {
    let words = page.words.wire;
    let clock = page.world.state().get("clock")?;
    let count = clock.get("connections").and_then(Value::as_u64)?;
    let by_http = truth(page.world.state(), "by_http");
    let followers = list(clock, "followers").len();
    let here = count > 0 || by_http;
    let said = match (count, by_http) {
        (_, true) => "HTTP".to_owned(),
        (0, false) => words.not_connected.to_owned(),
        (count, false) => words::count(usize::try_from(count).unwrap_or_default(), words.connections),
    };
    let follow =
        (followers > 0).then(|| format!("{followers} {}", words.followers[usize::from(followers > 1)]));
    Some(
        el("p")
            .class(if here { "connection here" } else { "connection" })
            .test("connection")
            .child(el("span").class("lamp"))
            .child(el("span").child(said))
            .child(follow.map(|follow| el("span").class("extra").child(follow))),
    )
}

fn tools(page: &Page<'_>) -> Element {
    let help = page.words.help;
    let tool = |hook: &str, words: &str, icon: Html| {
        el("button")
            .attr("type", "button")
            .class("button quiet tool")
            .test(hook)
            .attr("data-tool", hook)
            .attr("title", words)
            .attr("aria-label", words)
            .child(icon)
    };
    let armed = list(page.world.state(), "armed").len();
    let wire = el("button")
        .attr("type", "button")
        .class("button quiet tool")
        .test("wire-toggle")
        .attr("data-tool", "wire-toggle")
        .attr("title", page.words.wire.title)
        .attr("aria-expanded", if page.wire { "true" } else { "false" })
        .child(icons::wire())
        .child(el("span").class("wide").child(page.words.wire.open))
        .child((armed > 0).then(|| el("span").class("count").child(armed.to_string())));
    let language = el("button")
        .attr("type", "button")
        .class("button quiet language")
        .test("language")
        .attr("data-lang", if page.words.code == "nb" { "en" } else { "nb" })
        .attr("lang", if page.words.code == "nb" { "en" } else { "nb" })
        .child(page.words.other_language);
    el("nav")
        .class("tools-bar")
        .attr("aria-label", help.tools)
        .child(wire)
        .child(tool("tour-toggle", help.tour, icons::flag()))
        .child(tool("keys-toggle", help.keys, icons::keyboard()))
        .child(tool("theme", help.theme, icons::half()))
        .child(language)
}
