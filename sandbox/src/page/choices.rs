//! Elements from which something is chosen: menus of one or several, radio buttons, checkboxes, overflow.
//! Menus of people and channels take their options from the workspace.

use serde_json::Value;

use super::context::Page;
use super::elements::Spot;
use super::html::{Element, Html, el};
use super::look::{label, list, some_text, strings, text, truth, words_of};
use super::world::Channel;
use super::{blocks, emoji, icons};

/// One option: what is sent, what is read, and a line below it.
struct Choice<'a> {
    value: &'a str,
    words: String,
    more: Option<&'a Value>,
    group: Option<&'a str>,
}

impl<'a> Choice<'a> {
    fn read(option: &'a Value, group: Option<&'a str>) -> Self {
        let words = option.get("text").map(words_of).unwrap_or_default();
        Self {
            value: text(option, "value"),
            words: emoji::replace(words),
            more: option.get("description"),
            group,
        }
    }

    fn named(value: &'a str, words: String) -> Self {
        Self { value, words, more: None, group: None }
    }
}

/// Everything one may choose in a menu.
fn choices<'a>(page: &'a Page<'_>, element: &'a Value) -> Vec<Choice<'a>> {
    let kind = text(element, "type");
    let mut found = match kind.trim_start_matches("multi_") {
        "users_select" => people(page),
        "channels_select" => rooms(page, |channel| !channel.is_private),
        "conversations_select" => conversations(page, element),
        _ => Vec::new(),
    };
    found.extend(list(element, "options").iter().map(|option| Choice::read(option, None)));
    for group in list(element, "option_groups") {
        let name = label(group, "label");
        found.extend(list(group, "options").iter().map(|option| Choice::read(option, name)));
    }
    found
}

fn people<'a>(page: &'a Page<'_>) -> Vec<Choice<'a>> {
    page.world.personas().map(|user| Choice::named(user.id, user.display().to_owned())).collect()
}

/// The channels one sees and that `wanted` lets through.
fn rooms<'a>(page: &'a Page<'_>, wanted: impl Fn(&Channel<'_>) -> bool) -> Vec<Choice<'a>> {
    let seen = page.world.channels.iter().filter(|c| !c.is_im && (!c.is_private || c.has(page.me)));
    let seen = seen.filter(|channel| wanted(channel));
    seen.map(|channel| Choice::named(channel.id, format!("#{}", channel.name))).collect()
}

/// Channels and people, as far as the menu's filter includes them.
fn conversations<'a>(page: &'a Page<'_>, element: &Value) -> Vec<Choice<'a>> {
    let filter = element.get("filter").unwrap_or(&Value::Null);
    let kinds = strings(filter, "include");
    let includes = |kind: &str| kinds.is_empty() || kinds.contains(&kind);
    let mut found = rooms(page, |channel| includes(if channel.is_private { "private" } else { "public" }));
    if includes("im") {
        found.extend(people(page));
        let bots = page.world.app().filter(|_| !truth(filter, "exclude_bot_users"));
        found.extend(bots.map(|app| Choice::named(app.id, app.display().to_owned())));
    }
    found
}

/// What is chosen from the start.
fn initial<'a>(element: &'a Value, spot: &Spot<'a>) -> Vec<&'a str> {
    let one = ["initial_user", "initial_channel", "initial_conversation"];
    let many = ["initial_users", "initial_channels", "initial_conversations"];
    let options = list(element, "initial_options").iter();
    let mut chosen: Vec<_> = options.chain(element.get("initial_option")).map(|o| text(o, "value")).collect();
    chosen.extend(one.iter().filter_map(|key| some_text(element, key)));
    chosen.extend(many.iter().flat_map(|key| strings(element, key)));
    if truth(element, "default_to_current_conversation") {
        let entered = spot.entered(element).unwrap_or(&Value::Null);
        let here = spot.channel().or_else(|| some_text(entered, "selected_conversation"));
        let here: Vec<_> = here.into_iter().chain(strings(entered, "selected_conversations")).collect();
        if !here.is_empty() {
            return here;
        }
    }
    chosen
}

/// A menu of which one is chosen.
pub(crate) fn single(page: &Page<'_>, element: &Value, spot: &Spot<'_>) -> Html {
    let all = choices(page, element);
    let chosen = initial(element, spot);
    let none = label(element, "placeholder").unwrap_or(page.words.choose);
    let runs = all.chunk_by(|a, b| a.group == b.group).map(|run| -> Html {
        let options = run.iter().map(|choice| option(choice, &chosen));
        match run.first().and_then(|choice| choice.group) {
            Some(name) => el("optgroup").attr("label", emoji::replace(name)).children(options).into(),
            None => options.collect(),
        }
    });
    let target = el("select").class("select").maybe("aria-label", spot.spoken(element));
    spot.wire(target, "select", element)
        .child(el("option").attr("value", "").child(emoji::replace(none)))
        .children(runs)
        .into()
}

/// A native menu has one line for each, so that a description stands behind the words.
fn option(choice: &Choice<'_>, chosen: &[&str]) -> Element {
    let more = choice.more.map(|more| format!(" – {}", emoji::replace(words_of(more))));
    el("option")
        .attr("value", choice.value)
        .flag("selected", chosen.contains(&choice.value))
        .child(choice.words.as_str())
        .child(more)
}

/// A menu of which several are chosen: a box that opens to a list with a search field.
pub(crate) fn multi(page: &Page<'_>, element: &Value, spot: &Spot<'_>) -> Html {
    let all = choices(page, element);
    let chosen = initial(element, spot);
    let none = emoji::replace(label(element, "placeholder").unwrap_or(page.words.choose));
    let told: Vec<_> = all.iter().filter(|c| chosen.contains(&c.value)).map(|c| c.words.as_str()).collect();
    let told = if told.is_empty() { none.clone() } else { told.join(", ") };
    let search = (all.len() > 7).then(|| {
        el("input")
            .attr("type", "search")
            .attr("placeholder", page.words.search)
            .attr("aria-label", page.words.search)
            .flag("data-filter", true)
    });
    let most = element.get("max_selected_items").and_then(Value::as_u64).map(|most| most.to_string());
    let rows = all.iter().map(|choice| row(page, "checkbox", spot.id(), choice, &chosen));
    let target =
        el("details").class("multi").maybe("data-most", most).maybe("aria-label", spot.spoken(element));
    spot.wire(target, "multi", element)
        .child(el("summary").child(el("span").attr("data-none", none).flag("data-told", true).child(told)))
        .child(
            el("div").class("menu").child(search).child(el("div").class("menu-rows").children(rows)).child(
                el("button")
                    .attr("type", "button")
                    .class("button")
                    .flag("data-done", true)
                    .child(page.words.done),
            ),
        )
        .into()
}

/// Radio buttons or checkboxes.
pub(crate) fn group(page: &Page<'_>, element: &Value, spot: &Spot<'_>) -> Html {
    let (input, kind) = match text(element, "type") {
        "radio_buttons" => ("radio", "radio"),
        _ => ("checkbox", "checks"),
    };
    let chosen = initial(element, spot);
    let all: Vec<_> = list(element, "options").iter().map(|option| Choice::read(option, None)).collect();
    let options = list(element, "options").iter();
    let rows = all.iter().zip(options).map(|(choice, option)| {
        let words = option.get("text").map(|text| blocks::words(page, text));
        labelled(page, input, spot.id(), choice, &chosen, words.into())
    });
    let target = el("div")
        .class("group")
        .attr("role", if input == "radio" { "radiogroup" } else { "group" })
        .maybe("aria-label", spot.spoken(element));
    spot.wire(target, kind, element).children(rows).into()
}

fn row(page: &Page<'_>, input: &str, name: &str, choice: &Choice<'_>, chosen: &[&str]) -> Element {
    labelled(page, input, name, choice, chosen, choice.words.as_str().into())
}

fn labelled(
    page: &Page<'_>,
    input: &str,
    name: &str,
    choice: &Choice<'_>,
    chosen: &[&str],
    words: Html,
) -> Element {
    let more = choice.more.map(|more| el("small").child(blocks::words(page, more)));
    el("label")
        .class("choice")
        .attr("data-key", choice.value)
        .child(
            el("input")
                .attr("type", input)
                .attr("name", name)
                .attr("value", choice.value)
                .flag("checked", chosen.contains(&choice.value)),
        )
        .child(el("span").child(words).child(more))
}

/// The three dots with a few choices behind them.
pub(crate) fn overflow(page: &Page<'_>, element: &Value, spot: &Spot<'_>) -> Html {
    let options = list(element, "options").iter().map(|option| {
        let more = label(option, "description").map(|more| el("small").child(emoji::replace(more)));
        el("button")
            .attr("type", "button")
            .class("menu-item")
            .attr("data-option", text(option, "value"))
            .maybe("data-url", some_text(option, "url").and_then(super::html::safe_url))
            .child(emoji::replace(label(option, "text").unwrap_or_default()))
            .child(more)
    });
    let target = el("details").class("popup overflow");
    spot.wire(target, "overflow", element)
        .child(el("summary").class("button quiet").attr("aria-label", page.words.more).child(icons::dots()))
        .child(el("div").class("menu").children(options))
        .into()
}
