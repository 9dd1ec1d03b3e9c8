//! The blocks of a surface one by one, those inside others included, and the elements of each: for whoever has to do with
//! all of them, whatever stands around them.

use serde_json::Value;

use super::objects::items;

/// A part of a surface and the JSON pointer to it.
pub(crate) type Placed<'a> = (String, &'a Value);

/// All blocks of `blocks`, which stand at the JSON pointer `at`: each before those it holds.
pub(crate) fn all_blocks<'a>(blocks: &'a [Value], at: &str) -> Vec<Placed<'a>> {
    let mut found = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let at = format!("{at}/{index}");
        found.push((at.clone(), block));
        if let Some(name) = holds(block) {
            let inner = block.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            found.extend(all_blocks(inner, &format!("{at}/{name}")));
        }
    }
    found
}

/// The field in which a block holds other blocks.
pub(crate) fn holds(block: &Value) -> Option<&'static str> {
    match block["type"].as_str()? {
        "container" => Some("child_blocks"),
        "carousel" => Some("elements"),
        _ => None,
    }
}

/// The elements of one block, which stands at `at`, without those of the blocks it holds.
pub(crate) fn elements<'a>(block: &'a Value, at: &str) -> Vec<Placed<'a>> {
    let single = |name: &str| block.get(name).map(|element| (format!("{at}/{name}"), element));
    let listed = |name: &str| {
        let elements = items(block.get(name)).enumerate();
        elements.map(|(index, element)| (format!("{at}/{name}/{index}"), element)).collect::<Vec<_>>()
    };
    match block["type"].as_str().unwrap_or_default() {
        "section" | "auth_provider" => single("accessory").into_iter().collect(),
        "input" => single("element").into_iter().collect(),
        "actions" | "context" | "context_actions" => listed("elements"),
        "card" => listed("actions"),
        "data_table" => cells(block, at),
        _ => Vec::new(),
    }
}

/// The buttons in a table's cells.
fn cells<'a>(table: &'a Value, at: &str) -> Vec<Placed<'a>> {
    let mut found = Vec::new();
    for (row, cells) in items(table.get("rows")).enumerate() {
        for (column, cell) in items(Some(cells)).enumerate() {
            if let Some(element) = cell.get("element") {
                found.push((format!("{at}/rows/{row}/{column}/element"), element));
            }
        }
    }
    found
}
