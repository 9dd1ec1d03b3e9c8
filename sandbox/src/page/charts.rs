//! Charts as drawings: pie, bar, area and line, each with its numbers in a table below for those who want or need them.

use std::f64::consts::TAU;

use serde_json::Value;

use super::context::Page;
use super::html::{Element, Html, el};
use super::look::{list, strings, text};
use super::scale::{Scale, number};

/// The drawing's size, and the room its axes take.
const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 256.0;
const LEFT: f64 = 52.0;
const BOTTOM: f64 = 42.0;
const TOP: f64 = 20.0;
/// Colours there are; the thirteenth series would have the first one's again.
const COLOURS: usize = 12;
/// The most names that fit below the axis.
const NAMES: usize = 10;

/// Draws a `data_visualization` block.
pub(crate) fn draw(page: &Page<'_>, block: &Value) -> Html {
    let none = Value::Null;
    let chart = block.get("chart").unwrap_or(&none);
    let [pie_name, bar_name, area_name, line_name] = page.words.kit.charts;
    let (name, drawing, keys, rows) = match text(chart, "type") {
        "pie" => (pie_name, pie(chart), pie_keys(chart), pie_rows(chart)),
        "bar" => (bar_name, bars(chart), series_keys(chart), series_rows(chart)),
        "area" => (area_name, lines(chart, true), series_keys(chart), series_rows(chart)),
        _ => (line_name, lines(chart, false), series_keys(chart), series_rows(chart)),
    };
    let title = text(block, "title");
    let drawing = drawing.attr("role", "img").attr("aria-label", format!("{name}: {title}"));
    let numbers = el("details")
        .class("numbers")
        .child(el("summary").child(page.words.kit.as_table))
        .child(el("div").class("table").attr("tabindex", "0").child(el("table").children(rows)));
    el("figure")
        .class("chart")
        .child(el("figcaption").child(title))
        .child(drawing)
        .child(el("ul").class("keys").children(keys))
        .child(numbers)
        .into()
}

fn svg() -> Element {
    el("svg").attr("viewBox", format!("0 0 {WIDTH} {HEIGHT}"))
}

fn colour(index: usize) -> String {
    format!("c{}", index % COLOURS)
}

fn key(index: usize, words: &str) -> Element {
    let spot = el("rect").attr("width", "10").attr("height", "10").attr("rx", "2").class(&colour(index));
    let spot = el("svg").class("swatch").attr("viewBox", "0 0 10 10").attr("aria-hidden", "true").child(spot);
    el("li").child(spot).child(words)
}

fn value_of(item: &Value) -> f64 {
    item.get("value").and_then(Value::as_f64).unwrap_or_default()
}

/// What one reads when pointing at a mark.
fn tip(words: &str, value: f64) -> Element {
    el("title").child(format!("{words}: {}", number(value)))
}

// ---- Pie

fn pie(chart: &Value) -> Element {
    let segments = list(chart, "segments");
    let total: f64 = segments.iter().map(value_of).sum();
    let (x, y, radius) = (WIDTH / 2.0, HEIGHT / 2.0, HEIGHT / 2.0 - 8.0);
    let mut from = 0.0;
    let slices = segments.iter().enumerate().map(|(index, segment)| {
        let part = if total > 0.0 { value_of(segment) / total } else { 0.0 };
        let slice = slice((x, y), radius, from, from + part).class(&colour(index));
        from += part;
        slice.child(tip(text(segment, "label"), value_of(segment)))
    });
    svg().children(slices.collect::<Vec<_>>())
}

/// From one share of the circle to another, clockwise from the top.
fn slice((x, y): (f64, f64), radius: f64, from: f64, to: f64) -> Element {
    // An arc that ends where it begins would not be drawn.
    if to - from > 0.999 {
        let at = |value: f64| format!("{value:.1}");
        return el("circle").attr("cx", at(x)).attr("cy", at(y)).attr("r", at(radius));
    }
    let point = |share: f64| {
        let angle = share * TAU;
        (x + radius * angle.sin(), y - radius * angle.cos())
    };
    let ((x1, y1), (x2, y2)) = (point(from), point(to));
    let large = u8::from(to - from > 0.5);
    let path = format!("M{x:.1} {y:.1}L{x1:.1} {y1:.1}A{radius:.1} {radius:.1} 0 {large} 1 {x2:.1} {y2:.1}Z");
    el("path").attr("d", path)
}

fn pie_keys(chart: &Value) -> Vec<Element> {
    let segments = list(chart, "segments");
    let total: f64 = segments.iter().map(value_of).sum();
    let share =
        |segment: &Value| format!("{:.0} %", 100.0 * value_of(segment) / total.max(f64::MIN_POSITIVE));
    let words = |segment: &Value| format!("{} {}", text(segment, "label"), share(segment));
    segments.iter().enumerate().map(|(index, segment)| key(index, &words(segment))).collect()
}

fn pie_rows(chart: &Value) -> Vec<Element> {
    let row = |segment: &Value| {
        let name = el("th").attr("scope", "row").child(text(segment, "label"));
        el("tr").child(name).child(el("td").class("right").child(number(value_of(segment))))
    };
    list(chart, "segments").iter().map(row).collect()
}

// ---- Series

fn categories(chart: &Value) -> Vec<&str> {
    chart.get("axis_config").map(|axis| strings(axis, "categories")).unwrap_or_default()
}

/// A series' numbers in the order of the axis.
fn numbers(series: &Value, categories: &[&str]) -> Vec<f64> {
    let of = |category: &&str| list(series, "data").iter().find(|point| text(point, "label") == *category);
    categories.iter().map(|category| of(category).map_or(0.0, value_of)).collect()
}

fn scale_of(chart: &Value, categories: &[&str]) -> Scale {
    let all = list(chart, "series").iter().flat_map(|series| numbers(series, categories));
    Scale::over(all, TOP, HEIGHT - BOTTOM)
}

/// The width that each category has.
fn band(categories: &[&str]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "at most twenty categories")]
    let count = categories.len().max(1) as f64;
    (WIDTH - LEFT) / count
}

#[expect(clippy::cast_precision_loss, reason = "at most twenty of them")]
fn nth(index: usize) -> f64 {
    index as f64
}

fn axes(chart: &Value, categories: &[&str], scale: &Scale) -> Vec<Element> {
    let line = |y: f64| {
        let at = format!("{y:.1}");
        el("line")
            .attr("x1", format!("{LEFT}"))
            .attr("x2", format!("{WIDTH}"))
            .attr("y1", &at)
            .attr("y2", &at)
    };
    let mut parts = Vec::new();
    for tick in scale.ticks() {
        let y = scale.place(tick);
        parts.push(line(y).class(if tick == 0.0 { "axis" } else { "grid" }));
        let words = el("text").attr("x", format!("{:.1}", LEFT - 6.0)).attr("y", format!("{:.1}", y + 4.0));
        parts.push(words.class("tick").child(number(tick)));
    }
    let step = categories.len().div_ceil(NAMES).max(1);
    let band = band(categories);
    for (index, name) in categories.iter().enumerate().step_by(step) {
        let x = LEFT + band * (nth(index) + 0.5);
        let words = el("text").attr("x", format!("{x:.1}")).attr("y", format!("{:.1}", HEIGHT - 25.0));
        parts.push(words.class("name").child(*name));
    }
    let label = |key: &str, x: f64, y: f64| {
        let words = chart.get("axis_config").map(|axis| text(axis, key)).filter(|words| !words.is_empty())?;
        let target = el("text").attr("x", format!("{x}")).attr("y", format!("{y}"));
        Some(target.class(if key == "y_label" { "y-label" } else { "x-label" }).child(words))
    };
    parts.extend(label("y_label", LEFT, 10.0));
    parts.extend(label("x_label", WIDTH, HEIGHT - 6.0));
    parts
}

fn bars(chart: &Value) -> Element {
    let categories = categories(chart);
    let scale = scale_of(chart, &categories);
    let all = list(chart, "series");
    let band = band(&categories);
    let width = band * 0.8 / nth(all.len().max(1));
    let mut marks = axes(chart, &categories, &scale);
    for (index, series) in all.iter().enumerate() {
        for (place, value) in numbers(series, &categories).into_iter().enumerate() {
            let x = LEFT + band * (nth(place) + 0.1) + width * nth(index);
            let (from, to) = (scale.place(0.0), scale.place(value));
            let mark = el("rect")
                .attr("x", format!("{x:.1}"))
                .attr("y", format!("{:.1}", from.min(to)))
                .attr("width", format!("{:.1}", (width - 1.0).max(0.5)))
                .attr("height", format!("{:.1}", (from - to).abs().max(0.5)));
            let name = format!("{}, {}", text(series, "name"), categories.get(place).unwrap_or(&""));
            marks.push(mark.class(&colour(index)).child(tip(&name, value)));
        }
    }
    svg().children(marks)
}

fn lines(chart: &Value, filled: bool) -> Element {
    let categories = categories(chart);
    let scale = scale_of(chart, &categories);
    let band = band(&categories);
    let mut marks = axes(chart, &categories, &scale);
    for (index, series) in list(chart, "series").iter().enumerate() {
        let values = numbers(series, &categories);
        let x = |place: usize| LEFT + band * (nth(place) + 0.5);
        let points: Vec<_> = values
            .iter()
            .enumerate()
            .map(|(place, value)| format!("{:.1},{:.1}", x(place), scale.place(*value)))
            .collect();
        if filled {
            let zero = scale.place(0.0);
            let last = x(values.len().saturating_sub(1));
            let around = format!("{:.1},{zero:.1} {} {last:.1},{zero:.1}", x(0), points.join(" "));
            marks.push(el("polygon").attr("points", around).class(&format!("fill {}", colour(index))));
        }
        marks.push(
            el("polyline").attr("points", points.join(" ")).class(&format!("stroke {}", colour(index))),
        );
        for (place, value) in values.iter().enumerate() {
            let name = format!("{}, {}", text(series, "name"), categories.get(place).unwrap_or(&""));
            let spot = el("circle")
                .attr("cx", format!("{:.1}", x(place)))
                .attr("cy", format!("{:.1}", scale.place(*value)))
                .attr("r", "3");
            marks.push(spot.class(&colour(index)).child(tip(&name, *value)));
        }
    }
    svg().children(marks)
}

fn series_keys(chart: &Value) -> Vec<Element> {
    let all = list(chart, "series").iter().enumerate();
    all.map(|(index, series)| key(index, text(series, "name"))).collect()
}

fn series_rows(chart: &Value) -> Vec<Element> {
    let categories = categories(chart);
    let head = |name: &str| el("th").attr("scope", "col").child(name);
    let names = list(chart, "series").iter().map(|series| head(text(series, "name")));
    let mut rows = vec![el("tr").child(el("td")).children(names)];
    for (place, category) in categories.iter().enumerate() {
        let cells = list(chart, "series").iter().map(|series| {
            let value = numbers(series, &categories).get(place).copied().unwrap_or_default();
            el("td").class("right").child(number(value))
        });
        rows.push(el("tr").child(el("th").attr("scope", "row").child(*category)).children(cells));
    }
    rows
}
