//! The inspector of the wire: what passed between sandbox and app, with its bodies; what is under way; faults to order.
//!
//! The frame comes with the page; the rows and a record's bodies are fetched by `assets/inspector.js` as they are
//! needed.

use serde_json::Value;

use super::context::Page;
use super::html::{Element, Html, el};
use super::look::{list, some_text, text, truth};
use super::words::{self, Words};
use super::{faults, icons};

/// Draws the frame, if it is open.
pub(crate) fn draw(page: &Page<'_>) -> Option<Html> {
    page.wire.then(|| {
        el("section")
            .class("wire")
            .test("wire")
            .attr("data-key", "wire")
            .attr("aria-label", page.words.wire.title)
            .child(head(page))
            .child(
                el("div").class("wire-body").child(log(page)).child(detail_pane(page)).child(
                    el("div").class("scroll wire-side").child(under_way(page)).child(faults::draw(page)),
                ),
            )
            .into()
    })
}

fn head(page: &Page<'_>) -> Element {
    let words = page.words.wire;
    let kinds = words.kinds.iter().map(|(kind, named)| el("option").attr("value", kind).child(*named));
    let kinds = el("select")
        .class("select")
        .attr("aria-label", words.kind)
        .attr("data-wire", "kind")
        .test("wire-kind")
        .child(el("option").attr("value", "").child(words.any_kind))
        .children(kinds);
    let filter = el("input")
        .attr("type", "search")
        .attr("placeholder", words.filter)
        .attr("aria-label", words.filter)
        .attr("autocomplete", "off")
        .attr("data-wire", "name")
        .test("wire-filter");
    let errors = el("label")
        .class("choice")
        .child(el("input").attr("type", "checkbox").attr("data-wire", "errors").test("wire-errors"))
        .child(el("span").child(words.errors_only));
    let button = |hook: &str, what: &str, words: &str| {
        el("button").attr("type", "button").class("button").test(hook).attr("data-wire", what).child(words)
    };
    el("header")
        .child(el("h2").child(words.title))
        .child(filter)
        .child(kinds)
        .child(errors)
        .child(
            button("wire-pause", "pause", words.pause)
                .attr("aria-pressed", "false")
                .attr("data-pause", words.pause)
                .attr("data-resume", words.resume),
        )
        .child(button("wire-clear", "clear", words.clear))
        .child(
            el("button")
                .attr("type", "button")
                .class("button quiet")
                .test("wire-close")
                .attr("data-tool", "wire-toggle")
                .attr("aria-label", page.words.close)
                .child(icons::cross()),
        )
}

fn log(page: &Page<'_>) -> Element {
    let words = page.words.wire;
    let columns = [words.number, words.time, words.direction, words.name, words.outcome, words.took];
    let head =
        columns.into_iter().map(|column| el("th").attr("scope", "col").child(el("span").child(column)));
    el("div")
        .class("scroll wire-log")
        .attr("data-key", format!("wire-log-{}", page.words.code))
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", words.log)
        .flag("data-keep", true)
        .child(
            el("table")
                .child(el("thead").child(el("tr").children(head)))
                .child(el("tbody").attr("id", "wire-rows").test("wire-rows")),
        )
        .child(el("p").class("empty").child(words.empty))
        .child(el("datalist").attr("id", "wire-names"))
}

fn detail_pane(page: &Page<'_>) -> Element {
    el("div")
        .class("scroll wire-detail")
        .test("wire-detail")
        .attr("id", "wire-detail")
        .attr("data-key", format!("wire-detail-{}", page.words.code))
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", page.words.wire.payload)
        .attr("aria-live", "polite")
        .flag("data-keep", true)
        .child(el("p").class("empty").child(page.words.wire.pick_one))
}

/// What is not acknowledged yet.
fn under_way(page: &Page<'_>) -> Element {
    let words = page.words.wire;
    let rows = list(page.world.state(), "under_way").iter().map(|there| {
        let phase = text(there, "phase");
        let named = words.phases.iter().find(|(known, _)| *known == phase).map_or(phase, |(_, named)| *named);
        el("li").child(el("code").child(text(there, "name"))).child(el("small").child(named))
    });
    let rows: Vec<_> = rows.collect();
    let none = rows.is_empty().then(|| el("p").class("quiet").child(words.nothing_under_way));
    el("section")
        .class("under-way")
        .test("under-way")
        .attr("aria-label", words.under_way)
        .child(el("h3").child(words.under_way))
        .child(none)
        .child(el("ul").children(rows))
}

/// Rows for the log (`GET /sandbox/wire`).
pub(crate) fn rows(log: &Value, lang: Option<&str>) -> String {
    let words = words::for_code(lang);
    list(log, "records").iter().map(|record| row(words, record)).collect::<Html>().into_string()
}

fn row(words: &Words, record: &Value) -> Element {
    let words = words.wire;
    let number = record.get("n").map(ToString::to_string).unwrap_or_default();
    let (kind, inward) = (text(record, "kind"), text(record, "dir") == "in");
    let error = some_text(record, "error");
    let took = record.get("ms").and_then(Value::as_f64).unwrap_or_default();
    // `2026-09-01T08:00:00.123Z`: the time of day is enough.
    let at = text(record, "at").get(11..23).unwrap_or_default();
    let arrow = el("span").attr("title", if inward { words.inward } else { words.outward });
    let arrow = arrow.child(el("span").attr("aria-hidden", "true").child(if inward { "→" } else { "←" }));
    let spoken = el("span").class("sr").child(if inward { words.inward } else { words.outward });
    let name = el("button")
        .attr("type", "button")
        .class("wire-name")
        .attr("data-record", &number)
        .child(el("span").class("kind").child(kind))
        .child(" ")
        .child(shown_name(kind, text(record, "name")));
    let outcome = match error {
        Some(error) => el("td").class("bad").child(error),
        None => el("td").class("good").child(words.ok),
    };
    el("tr")
        .attr("data-n", &number)
        .attr("data-kind", kind)
        .attr("data-name", text(record, "name"))
        .attr("data-ok", if error.is_none() { "1" } else { "0" })
        .test("wire-row")
        .child(el("td").child(number.as_str()))
        .child(el("td").child(at))
        .child(el("td").child(arrow).child(spoken))
        .child(el("td").child(name))
        .child(outcome)
        .child(el("td").class(slowness(took)).child(format!("{took:.1}")))
}

/// An acknowledgement is known by its envelope, of whose long name the beginning will do.
fn shown_name<'a>(kind: &str, name: &'a str) -> &'a str {
    let short = name.get(..8).filter(|_| kind == "ack");
    short.unwrap_or(name)
}

fn slowness(ms: f64) -> &'static str {
    match ms {
        ms if ms >= 1_000.0 => "took-slow",
        ms if ms >= 100.0 => "took-slowish",
        _ => "took",
    }
}

/// A record with its bodies (`GET /sandbox/wire/{n}`), or word that it is gone.
pub(crate) fn detail(record: Option<&Value>, lang: Option<&str>) -> String {
    let words = words::for_code(lang);
    let Some(record) = record else {
        return Html::from(el("p").class("empty").child(words.wire.gone)).into_string();
    };
    let inward = text(record, "dir") == "in";
    let labels =
        if inward { [words.wire.request, words.wire.answer] } else { [words.wire.payload, words.wire.ack] };
    let head = el("header").child(el("h3").child(text(record, "name"))).child(el("small").child(format!(
        "{} · {}",
        text(record, "kind"),
        text(record, "at")
    )));
    let bodies =
        ["request", "answer"].iter().zip(labels).map(|(part, label)| body(words, record, part, label));
    Html::from_iter([head.into(), bodies.collect::<Html>()]).into_string()
}

fn body(words: &Words, record: &Value, part: &str, label: &str) -> Html {
    let Some(said) = record.get(part) else { return Html::new() };
    let cut = record.get(format!("{part}_cut_from")).and_then(Value::as_u64);
    let cut = cut.map(|length| el("p").class("quiet").child(format!("{} {length}.", words.wire.cut)));
    let shown = match said {
        Value::Null => el("p").class("quiet").child(words.wire.no_body),
        Value::String(text) if text.is_empty() => el("p").class("quiet").child(words.wire.no_body),
        Value::String(text) => el("pre").child(el("code").child(text.as_str())),
        value => el("pre").child(el("code").child(json(value, 0))),
    };
    let status = truth(record, "ok");
    Html::from_iter([
        el("h4").class(if status { "good" } else { "bad" }).child(label).into(),
        Html::from(shown),
        cut.into(),
    ])
}

/// JSON with its parts told apart.
fn json(value: &Value, depth: usize) -> Html {
    let line = |depth: usize| format!("\n{}", "  ".repeat(depth));
    let mut out = Html::new();
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            out.push("{");
            for (place, (name, inner)) in fields.iter().enumerate() {
                out.push(if place > 0 { "," } else { "" });
                out.push(line(depth + 1));
                out.push(el("span").class("j-key").child(Value::from(name.as_str()).to_string()));
                out.push(": ");
                out.push(json(inner, depth + 1));
            }
            out.push(line(depth));
            out.push("}");
        }
        Value::Array(items) if !items.is_empty() => {
            out.push("[");
            for (place, inner) in items.iter().enumerate() {
                out.push(if place > 0 { "," } else { "" });
                out.push(line(depth + 1));
                out.push(json(inner, depth + 1));
            }
            out.push(line(depth));
            out.push("]");
        }
        Value::String(_) => out.push(el("span").class("j-text").child(value.to_string())),
        other => out.push(el("span").class("j-other").child(other.to_string())),
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_row_tells_who_said_what_and_how_it_went() {
        let records = json!({"records": [
            {"n": 7, "at": "2026-09-01T08:00:00.123Z", "dir": "in", "kind": "api", "name": "<b>",
             "ok": false, "error": "no_text", "ms": 1234.5},
        ]});
        let html = rows(&records, Some("en"));
        for part in
            ["data-n=\"7\"", "08:00:00.123", "from the app", "&lt;b&gt;", "no_text", "class=\"took-slow\""]
        {
            assert!(html.contains(part), "{part}\nis not in\n{html}");
        }
    }

    #[test]
    fn bodies_are_shown_as_json_and_what_is_gone_is_told() {
        let record = json!({"n": 1, "dir": "out", "kind": "envelope", "name": "/do", "ok": true,
            "request": {"text": "<i>"}, "answer": null, "request_cut_from": null});
        let html = detail(Some(&record), Some("nb"));
        for part in ["Innhold", "Kvittering", "&quot;text&quot;", "&lt;i&gt;", "tomt"] {
            assert!(html.contains(part), "{part}\nis not in\n{html}");
        }
        assert!(detail(None, Some("en")).contains("no longer in the log"));
    }
}
