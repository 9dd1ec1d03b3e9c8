//! Elements into which something is typed, or which the browser has a picker for: text, numbers, addresses, dates,
//! times and files.

use serde_json::Value;

use super::context::Page;
use super::elements::Spot;
use super::html::{Element, Html, el};
use super::look::{label, some_text, strings, text, truth};
use super::{marks, time};

/// Lines of a field for rich text that does not say.
const LINES: u64 = 4;
/// Files a field takes that does not say.
const MOST_FILES: u64 = 10;

/// Draws a field; nothing when the element is of another kind.
pub(crate) fn draw(page: &Page<'_>, element: &Value, spot: &Spot<'_>) -> Option<Html> {
    let value = some_text(element, "initial_value").map(str::to_owned);
    let (kind, input, value) = match text(element, "type") {
        "plain_text_input" if truth(element, "multiline") => {
            return Some(area(page, element, spot));
        }
        "rich_text_input" => return Some(rich(page, element, spot)),
        "file_input" => return Some(files(page, element, spot)),
        "plain_text_input" => ("text", "text", value),
        "email_text_input" => ("text", "email", value),
        "url_text_input" => ("text", "url", value),
        "number_input" => ("number", "number", number(element, "initial_value")),
        "datepicker" => ("date", "date", initial(element, "initial_date")),
        "timepicker" => ("time", "time", initial(element, "initial_time")),
        "datetimepicker" => ("datetime", "datetime-local", local(page, element)),
        _ => return None,
    };
    let target = el("input").attr("type", input).maybe("value", value);
    let target = bounds(target, element).maybe("data-zone", (kind == "datetime").then(|| page.zone.name()));
    let target = spot.wire(describe(target, element, spot), kind, element);
    let field = sent_by(page, element, spot, target);
    Some(match zone(page, element) {
        Some(zone) => el("span").class("timed").child(field).child(zone).into(),
        None => field,
    })
}

/// In which zone a time is meant, where the app says so.
fn zone(page: &Page<'_>, element: &Value) -> Option<Element> {
    let zone = some_text(element, "timezone")?.replace('_', " ");
    Some(el("small").child(format!("{}: {zone}", page.words.kit.zone)))
}

fn area(page: &Page<'_>, element: &Value, spot: &Spot<'_>) -> Html {
    let target = bounds(el("textarea").attr("rows", "4"), element);
    let target = spot.wire(describe(target, element, spot), "text", element);
    sent_by(page, element, spot, target.child(some_text(element, "initial_value")))
}

/// A plain field whose marks become rich text, with buttons that set the marks.
fn rich(page: &Page<'_>, element: &Value, spot: &Spot<'_>) -> Html {
    let lines = element.get("min_lines").and_then(Value::as_u64).unwrap_or(LINES).clamp(2, 20);
    let target = describe(el("textarea").attr("rows", lines.to_string()), element, spot);
    let target = spot.wire(target, "rich", element).child(element.get("initial_value").map(marks::write));
    let buttons = [("*", "B"), ("_", "I"), ("~", "S"), ("`", "<>"), ("- ", "•")];
    let buttons = buttons.into_iter().zip(page.words.kit.marks).map(|((mark, sign), name)| {
        el("button")
            .attr("type", "button")
            .class("button quiet small")
            .attr("data-mark", mark)
            .attr("data-for", spot.id())
            .attr("aria-label", name)
            .attr("title", name)
            .child(sign)
    });
    let bar =
        el("div").class("marks").attr("role", "toolbar").attr("aria-controls", spot.id()).children(buttons);
    el("div").class("rich").child(bar).child(sent_by(page, element, spot, target)).into()
}

fn files(page: &Page<'_>, element: &Value, spot: &Spot<'_>) -> Html {
    let most = element.get("max_files").and_then(Value::as_u64).unwrap_or(MOST_FILES);
    let types: Vec<_> = strings(element, "filetypes").iter().map(|kind| format!(".{kind}")).collect();
    let types = types.join(",");
    let target = el("input")
        .attr("type", "file")
        .flag("multiple", most > 1)
        .maybe("accept", Some(&types).filter(|types| !types.is_empty()))
        .attr("data-most", most.to_string())
        .maybe("aria-label", spot.spoken(element));
    let [before, after] = page.words.kit.file_limit;
    let limits: Vec<_> = [
        (most < MOST_FILES && most > 1).then(|| format!("{before} {most} {after}")),
        (!types.is_empty()).then(|| types.replace(',', ", ")),
    ]
    .into_iter()
    .flatten()
    .collect();
    let limits = (!limits.is_empty()).then(|| el("small").child(limits.join(" · ")));
    Html::from_iter([Html::from(spot.wire(target, "file", element)), limits.into()])
}

/// A field tells the app when Enter is pressed, at every character, or both, as its `dispatch_action_config` says.
fn sent_by(page: &Page<'_>, element: &Value, spot: &Spot<'_>, target: Element) -> Html {
    let on = element.pointer("/dispatch_action_config/trigger_actions_on").and_then(Value::as_array);
    let says = |what: &str| on.is_some_and(|on| on.iter().any(|on| on == what));
    let enter = spot.is_live() && (on.is_none() || says("on_enter_pressed"));
    target
        .flag("data-typing", says("on_character_entered"))
        .flag("data-enter", enter)
        .maybe("title", enter.then_some(page.words.send_with_enter))
        .into()
}

fn describe(target: Element, element: &Value, spot: &Spot<'_>) -> Element {
    target
        .maybe("placeholder", label(element, "placeholder"))
        .maybe("aria-label", spot.spoken(element))
        .flag("data-focus", truth(element, "focus_on_load"))
        .attr("autocomplete", "off")
}

fn bounds(target: Element, element: &Value) -> Element {
    let whole = text(element, "type") == "number_input" && !truth(element, "is_decimal_allowed");
    let decimal = text(element, "type") == "number_input" && !whole;
    target
        .maybe("maxlength", number(element, "max_length"))
        .maybe("minlength", number(element, "min_length"))
        .maybe("min", number(element, "min_value"))
        .maybe("max", number(element, "max_value"))
        .maybe("step", decimal.then_some("any"))
}

fn initial(element: &Value, key: &str) -> Option<String> {
    some_text(element, key).map(str::to_owned)
}

/// A number, which Slack writes as a number or as a string.
fn number(element: &Value, key: &str) -> Option<String> {
    match element.get(key)? {
        Value::Number(number) => Some(number.to_string()),
        Value::String(number) => Some(number.clone()),
        _ => None,
    }
}

/// The initial instant as the browser's picker wants it: civil, in the workspace's zone.
fn local(page: &Page<'_>, element: &Value) -> Option<String> {
    let seconds = element.get("initial_date_time")?.as_i64()?;
    let at = time::of_epoch(seconds, page.zone)?;
    Some(at.format("%Y-%m-%dT%H:%M").to_string())
}
