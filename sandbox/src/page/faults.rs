//! Faults to order by click: a row of ready ones, and a form for all that `POST /sandbox/fault` takes.

use serde_json::{Value, json};

use super::context::Page;
use super::html::{Element, Html, el};
use super::look::{list, some_text, text};

/// What the form asks for, by the kinds of fault it is for.
const FIELDS: [(&str, &str, &str); 9] = [
    ("method", "text", "status error hang drop_after_send duplicate reorder skew hide_from_history"),
    ("channel", "text", "status error hang drop_after_send"),
    ("status", "number", "status"),
    ("retry_after", "number", "status"),
    ("error", "text", "error"),
    ("seconds", "number", "skew"),
    ("milliseconds", "number", "hide_from_history"),
    (
        "times",
        "number",
        "status error hang drop_after_send disconnect duplicate reorder skew hide_from_history",
    ),
    ("reason", "choice", "disconnect"),
];
/// Why a connection may break.
const REASONS: [&str; 6] =
    ["warning", "refresh_requested", "link_disabled", "too_many_websockets", "cut", "half_open"];

/// Draws all of it.
pub(crate) fn draw(page: &Page<'_>) -> Html {
    let words = page.words.wire;
    let presets = words.presets.iter().zip(presets()).map(|(named, order)| {
        let which = order.get("status").or_else(|| order.get("reason"));
        let which =
            which.map(|which| format!("-{}", which.to_string().trim_matches('"'))).unwrap_or_default();
        let hook = format!("fault-{}{which}", text(&order, "fault"));
        el("button")
            .attr("type", "button")
            .class("button chip")
            .test(hook)
            .attr("data-fault", order.to_string())
            .child(*named)
    });
    el("section")
        .class("faults")
        .test("faults")
        .attr("aria-label", words.faults)
        .child(el("h3").child(words.faults))
        .child(el("div").class("presets").children(presets))
        .child(armed(page))
        .child(form(page))
        .into()
}

fn presets() -> [Value; 8] {
    [
        json!({"fault": "status", "status": 429, "retry_after": 2}),
        json!({"fault": "status", "status": 500}),
        json!({"fault": "hang"}),
        json!({"fault": "drop_after_send"}),
        json!({"fault": "disconnect", "reason": "cut"}),
        json!({"fault": "disconnect", "reason": "warning"}),
        json!({"fault": "duplicate"}),
        json!({"fault": "reorder"}),
    ]
}

/// What waits to strike.
fn armed(page: &Page<'_>) -> Element {
    let words = page.words.wire;
    let armed = list(page.world.state(), "armed");
    let area = el("div").class("armed").test("armed").attr("aria-live", "polite");
    if armed.is_empty() {
        return area.child(el("p").class("quiet").child(words.none_armed));
    }
    let clear = el("button")
        .attr("type", "button")
        .class("link")
        .test("fault-clear")
        .attr("data-fault", json!({"clear": true}).to_string())
        .child(words.disarm);
    area.child(el("ul").children(armed.iter().map(|fault| waiting(page, fault)))).child(clear)
}

fn waiting(page: &Page<'_>, fault: &Value) -> Element {
    let kind = text(fault, "fault");
    let named = page
        .words
        .wire
        .fault_kinds
        .iter()
        .find(|(known, _)| *known == kind)
        .map_or(kind, |(_, named)| *named);
    let number = |name: &str| fault.get(name).and_then(Value::as_i64).map(|number| number.to_string());
    let detail = number("status")
        .or_else(|| some_text(fault, "error").map(str::to_owned))
        .or_else(|| number("seconds"));
    let about = [some_text(fault, "method"), some_text(fault, "channel")].into_iter().flatten();
    el("li")
        .child(el("strong").child(named))
        .child(detail.map(|detail| el("code").child(detail)))
        .children(about.map(|about| el("code").child(about)))
        .child(number("times").map(|times| el("small").child(format!("× {times}"))))
}

fn form(page: &Page<'_>) -> Element {
    let words = page.words.wire;
    let kinds = words.fault_kinds.iter().map(|(kind, named)| el("option").attr("value", kind).child(*named));
    let kind = el("label")
        .child(words.fault)
        .child(el("select").class("select").attr("name", "fault").test("fault-kind").children(kinds));
    let all = el("label")
        .class("choice for-disconnect")
        .child(el("input").attr("type", "checkbox").attr("name", "all"))
        .child(el("span").child(words.all));
    el("details").class("own-fault").child(el("summary").child(words.own_fault)).child(
        el("form")
            .attr("data-fault-form", "")
            .test("fault-form")
            .child(kind)
            .children(FIELDS.iter().map(|(name, kind, fits)| field(page, name, kind, fits)))
            .child(all)
            .child(el("button").class("button primary").test("fault-order").child(words.strike)),
    )
}

fn field(page: &Page<'_>, name: &str, kind: &str, fits: &str) -> Element {
    let words = page.words.wire;
    let classes: String = fits.split(' ').map(|fault| format!(" for-{fault}")).collect();
    let named = match name {
        "method" => words.method,
        "channel" => words.channel,
        "status" => words.status,
        "retry_after" => words.retry_after,
        "error" => words.error,
        "seconds" => words.seconds,
        "milliseconds" => words.milliseconds,
        "times" => words.times,
        _ => words.reason,
    };
    let input = match kind {
        "choice" => el("select")
            .class("select")
            .attr("name", name)
            .children(REASONS.iter().map(|reason| el("option").attr("value", reason).child(*reason))),
        kind => el("input")
            .attr("type", kind)
            .attr("name", name)
            .attr("autocomplete", "off")
            .maybe("placeholder", placeholder(page, name))
            .maybe("list", (name == "method").then_some("wire-names")),
    };
    el("label").class(classes.trim_start()).child(named).child(input)
}

fn placeholder(page: &Page<'_>, name: &str) -> Option<&'static str> {
    match name {
        "method" | "channel" => Some(page.words.wire.method_hint),
        "status" => Some("429"),
        "error" => Some("channel_not_found"),
        "seconds" => Some("300"),
        "times" => Some("1"),
        _ => None,
    }
}
