//! The two tables: the plain one, and the one that is sorted, filtered and paged.
//! Source: <https://docs.slack.dev/reference/block-kit/blocks/table-block> and `data-table-block`.

use serde_json::Value;

use super::blocks::BLOCK;
use super::elements::BUTTON;
use super::objects::items;
use super::rich_text::RICH_TEXT;
use super::rules::{FILLED, Faults, Object, Rule, Shape, may, must};

/// Characters in all cells of a table.
const TABLE_TEXT: usize = 10_000;
/// Characters in all cells of a data table; the tables of a message together may not hold more either.
pub(super) const DATA_TABLE_TEXT: usize = 20_000;

pub(super) static TABLE: Shape = Shape {
    fields: &[
        BLOCK,
        &[
            must("rows", Rule::List(&ROW, 1, 100)),
            may("column_settings", Rule::List(&Rule::OrNull(&COLUMN), 1, 20)),
        ],
    ],
    also: &[|table, at, faults| not_too_long(table, TABLE_TEXT, at, faults)],
};

static ROW: Rule = Rule::List(&CELL, 1, 20);
static CELL: Rule =
    Rule::ByType(&[("raw_text", &RAW_TEXT), ("raw_number", &RAW_NUMBER), ("rich_text", &RICH_TEXT)]);
static RAW_TEXT: Shape = Shape { fields: &[&[must("text", FILLED)]], also: &[] };
static RAW_NUMBER: Shape =
    Shape { fields: &[&[must("value", Rule::Number), must("text", FILLED)]], also: &[] };
static COLUMN: Rule = Rule::Object(&COLUMN_SETTINGS);
static COLUMN_SETTINGS: Shape = Shape {
    fields: &[&[may("align", Rule::OneOf(&["left", "center", "right"])), may("is_wrapped", Rule::Bool)]],
    also: &[],
};

pub(super) static DATA_TABLE: Shape = Shape {
    fields: &[
        BLOCK,
        &[
            must("caption", FILLED),
            // The first is the header.
            must("rows", Rule::List(&DATA_ROW, 2, 201)),
            may("page_size", Rule::Integer(1, 100)),
            may("row_header_column_index", Rule::Integer(0, 19)),
        ],
    ],
    also: &[rows_are_alike, header_is_plain, |table, at, faults| {
        not_too_long(table, DATA_TABLE_TEXT, at, faults)
    }],
};

static DATA_ROW: Rule = Rule::List(&DATA_CELL, 1, 20);
static DATA_CELL: Rule = Rule::ByType(&[
    ("raw_text", &RAW_TEXT),
    ("raw_number", &RAW_NUMBER),
    ("rich_text", &RICH_TEXT),
    ("action_cell", &ACTION_CELL),
]);
static ACTION_CELL: Shape = Shape {
    fields: &[&[
        must("element", Rule::ByType(&[("button", &BUTTON)])),
        may("fallback", Rule::ByType(&[("raw_text", &RAW_TEXT), ("raw_number", &RAW_NUMBER)])),
    ]],
    also: &[],
};

fn rows_are_alike(table: &Object, at: &str, faults: &mut Faults) {
    let width = |row: &Value| row.as_array().map_or(0, Vec::len);
    let first = items(table.get("rows")).next().map(width);
    for (index, row) in items(table.get("rows")).enumerate() {
        if Some(width(row)) != first {
            faults.add(&format!("{at}/rows/{index}"), "must have as many cells as the first row");
        }
    }
}

fn header_is_plain(table: &Object, at: &str, faults: &mut Faults) {
    for (index, cell) in items(items(table.get("rows")).next()).enumerate() {
        if cell["type"] == "rich_text" {
            faults.add(&format!("{at}/rows/0/{index}/type"), "unsupported type: rich_text");
        }
    }
}

fn not_too_long(table: &Object, most: usize, at: &str, faults: &mut Faults) {
    if table.get("rows").is_some_and(|rows| characters(rows) > most) {
        faults.add(&format!("{at}/rows"), format!("must be less than {} characters in all cells", most + 1));
    }
}

/// The characters of all texts in a value: of every string in a field `text`, however deep.
pub(super) fn characters(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(characters).sum(),
        Value::Object(object) => object
            .iter()
            .map(|(name, inner)| match inner {
                Value::String(text) if name == "text" => text.chars().count(),
                _ => characters(inner),
            })
            .sum(),
        _ => 0,
    }
}
