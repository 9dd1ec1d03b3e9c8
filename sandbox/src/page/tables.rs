//! The two tables. The script sorts, filters and pages the one that is made for it (`assets/tables.js`).

use serde_json::Value;

use super::blocks::Surface;
use super::context::Page;
use super::html::{Element, Html, el};
use super::look::{list, text, truth, words_of};
use super::{elements, mrkdwn, rich};

/// Rows on a page of a data table that does not say.
const PAGE_SIZE: u64 = 5;
/// The most cells in a row, so that every cell has a number of its own.
const WIDEST: usize = 20;

/// A plain table; its first row is the head.
pub(crate) fn table(page: &Page<'_>, block: &Value) -> Html {
    let settings = list(block, "column_settings");
    let rows = list(block, "rows").iter().filter_map(Value::as_array).enumerate().map(|(index, cells)| {
        let cells = cells.iter().enumerate().map(|(column, cell)| {
            let target = if index == 0 { el("th").attr("scope", "col") } else { el("td") };
            target.maybe("class", settings.get(column).and_then(class_of)).child(words(page, cell))
        });
        el("tr").children(cells)
    });
    el("div").class("table").attr("tabindex", "0").child(el("table").children(rows)).into()
}

/// How a column stands, by its settings.
fn class_of(settings: &Value) -> Option<String> {
    let align = match text(settings, "align") {
        "center" => "center",
        "right" => "right",
        _ => "",
    };
    let wraps = if truth(settings, "is_wrapped") { "" } else { "one-line" };
    let class = [align, wraps].join(" ");
    (!class.trim().is_empty()).then(|| class.trim().to_owned())
}

fn words(page: &Page<'_>, cell: &Value) -> Html {
    match text(cell, "type") {
        "rich_text" => rich::draw(page, cell),
        _ => mrkdwn::draw_plain(words_of(cell)),
    }
}

/// A table to be sorted, filtered and paged.
pub(crate) fn data_table(page: &Page<'_>, surface: Surface<'_>, block: &Value, id: &str) -> Html {
    let mut rows = list(block, "rows").iter().filter_map(Value::as_array);
    let head = rows.next().map(Vec::as_slice).unwrap_or_default();
    let rows: Vec<_> = rows.collect();
    let size = block.get("page_size").and_then(Value::as_u64).unwrap_or(PAGE_SIZE).max(1);
    let named = block.get("row_header_column_index").and_then(Value::as_u64).unwrap_or_default();
    let is_number = |column: usize| {
        rows.iter().all(|cells| cells.get(column).is_some_and(|cell| text(cell, "type") == "raw_number"))
    };
    let heads = head.iter().enumerate().map(|(column, cell)| {
        let sort = el("button").attr("type", "button").attr("data-sort", column.to_string());
        el("th")
            .attr("scope", "col")
            .flag("data-numeric", is_number(column))
            .child(sort.child(words(page, cell)))
    });
    let body = rows.iter().enumerate().map(|(row, cells)| {
        let cells = cells.iter().enumerate().map(|(column, cell)| {
            let target = if column as u64 == named { el("th").attr("scope", "row") } else { el("td") };
            let number = cell.get("value").filter(|_| is_number(column)).map(Value::to_string);
            target.maybe("data-value", number).child(data_cell(
                page,
                surface,
                cell,
                id,
                row * WIDEST + column,
            ))
        });
        el("tr").children(cells)
    });
    let table = el("table")
        .child(el("caption").child(text(block, "caption")))
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(body));
    el("div")
        .class("data-table")
        .attr("data-table", size.to_string())
        .child(filter(page, rows.len() as u64 > size))
        .child(el("div").class("table").attr("tabindex", "0").child(table))
        .child(pager(page, rows.len() as u64 > size))
        .into()
}

fn data_cell(page: &Page<'_>, surface: Surface<'_>, cell: &Value, id: &str, index: usize) -> Html {
    match cell.get("element") {
        Some(element) => elements::draw(page, element, &surface.spot(id, index)),
        None => words(page, cell),
    }
}

fn filter(page: &Page<'_>, wanted: bool) -> Option<Element> {
    let field = el("input")
        .attr("type", "search")
        .attr("placeholder", page.words.kit.filter)
        .attr("aria-label", page.words.kit.filter)
        .flag("data-table-filter", true);
    wanted.then_some(field)
}

fn pager(page: &Page<'_>, wanted: bool) -> Option<Element> {
    let turn = |step: &str, words: &str, sign: &str| {
        let sign = el("span").attr("aria-hidden", "true").child(sign);
        el("button")
            .attr("type", "button")
            .class("button quiet")
            .attr("data-page", step)
            .attr("aria-label", words)
            .child(sign)
    };
    let [before, after] = page.words.kit.pages;
    let told = el("span").attr("data-pages", page.words.kit.page_of.join("|")).attr("aria-live", "polite");
    wanted.then(|| {
        el("div").class("pager").child(turn("-1", before, "‹")).child(told).child(turn("1", after, "›"))
    })
}
