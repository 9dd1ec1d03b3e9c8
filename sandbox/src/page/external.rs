//! Menus whose options the app provides while one types: a box that opens to a search field and the answers to it
//! (`assets/suggest.js` asks for them).

use serde_json::{Value, json};

use super::context::Page;
use super::elements::Spot;
use super::emoji;
use super::html::{Element, Html, el};
use super::look::{label, list, text, words_of};

/// The characters one types before the app is asked, where it does not say.
const MIN_QUERY: u64 = 3;

/// A menu of one or several that the app fills.
pub(crate) fn draw(page: &Page<'_>, element: &Value, spot: &Spot<'_>) -> Html {
    let many = text(element, "type").starts_with("multi_");
    let none = emoji::replace(label(element, "placeholder").unwrap_or(page.words.choose));
    let least = element.get("min_query_length").and_then(Value::as_u64).unwrap_or(MIN_QUERY);
    let most = element.get("max_selected_items").and_then(Value::as_u64).map(|most| most.to_string());
    let initial = list(element, "initial_options").iter().chain(element.get("initial_option"));
    let rows: Vec<_> = initial.map(|option| row(option, many, spot.id())).collect();
    let told = el("span").attr("data-none", &none).flag("data-told", true).child(none.as_str());
    let target = el("details")
        .class("multi external")
        .attr("data-min", least.to_string())
        .maybe("data-most", most)
        .flag("data-many", many)
        .maybe("aria-label", spot.spoken(element));
    let [before, after] = page.words.kit.type_more;
    let status = el("p")
        .class("hint")
        .flag("data-status", true)
        .attr("role", "status")
        .attr("data-more", format!("{before} {least} {after}"))
        .attr("data-nothing", page.words.kit.no_match)
        .attr("data-working", page.words.working);
    let search = el("input")
        .attr("type", "search")
        .attr("placeholder", page.words.kit.type_to_search)
        .attr("aria-label", page.words.kit.type_to_search)
        .attr("autocomplete", "off")
        .flag("data-suggest", true);
    let done = many.then(|| {
        el("button").attr("type", "button").class("button").flag("data-done", true).child(page.words.done)
    });
    let menu = el("div")
        .class("menu")
        .child(search)
        .child(status)
        .child(el("div").class("menu-rows").flag("data-keep", true).children(rows))
        .child(done);
    spot.wire(target, "external", element).child(el("summary").child(told)).child(menu).into()
}

/// An option that is chosen from the start; the script makes the others like it.
fn row(option: &Value, many: bool, name: &str) -> Element {
    let words = option.get("text").map(words_of).unwrap_or_default();
    let more = label(option, "description").map(|more| el("small").child(emoji::replace(more)));
    // As the app sent it, because that is what it is told again.
    let whole = json!(option).to_string();
    let control = el("input")
        .attr("type", if many { "checkbox" } else { "radio" })
        .attr("name", name)
        .attr("value", text(option, "value"))
        .attr("data-whole", whole)
        .flag("checked", true);
    let words = el("span").child(emoji::replace(words)).child(more);
    el("label").class("choice").child(control).child(words)
}
