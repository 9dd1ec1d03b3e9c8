//! Elements into which something is typed, or which the browser has a picker for: text, numbers,
//! addresses, dates and times.

use serde_json::Value;

use super::context::Page;
use super::elements::Spot;
use super::html::{Element, Html, el};
use super::look::{label, list, some_text, text, truth};
use super::{blocks, time};

/// Draws a field; nothing when the element is of another kind.
pub(crate) fn draw(page: &Page<'_>, element: &Value, spot: &Spot<'_>) -> Option<Html> {
    let value = some_text(element, "initial_value").map(str::to_owned);
    let (kind, input, value) = match text(element, "type") {
        "plain_text_input" if truth(element, "multiline") => {
            return Some(area(page, element, spot));
        }
        "rich_text_input" => return Some(area(page, element, spot)),
        "file_input" => return Some(blocks::unknown(page, "file_input", Some(page.words.file))),
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
    Some(sent_by(page, element, spot, target))
}

fn area(page: &Page<'_>, element: &Value, spot: &Spot<'_>) -> Html {
    let target = bounds(el("textarea").attr("rows", "4"), element);
    let kind = if text(element, "type") == "rich_text_input" { "rich" } else { "text" };
    let target = spot.wire(describe(target, element, spot), kind, element);
    let initial = some_text(element, "initial_value").map(str::to_owned);
    let initial = initial.or_else(|| element.get("initial_value").map(rich_words));
    sent_by(page, element, spot, target.child(initial))
}

/// A field that tells the app when Enter is pressed says so to the script.
fn sent_by(page: &Page<'_>, element: &Value, spot: &Spot<'_>, target: Element) -> Html {
    let on = element.pointer("/dispatch_action_config/trigger_actions_on");
    let typing =
        on.and_then(Value::as_array).is_some_and(|on| on.iter().any(|on| on == "on_character_entered"));
    target
        .flag("data-typing", typing)
        .maybe("title", spot.is_live().then_some(page.words.send_with_enter))
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

/// The words of a rich text, for the plain field that stands in for a rich one.
fn rich_words(rich: &Value) -> String {
    let own = text(rich, "text");
    let inner = list(rich, "elements").iter().map(rich_words);
    inner.fold(own.to_owned(), |all, words| all + &words)
}
