//! The two questions asked from outside (is this message, is this view acceptable?) and the rules that hold for all
//! blocks of a surface together.

use std::collections::HashSet;

use serde_json::Value;

use super::blocks::{IN_MESSAGE, IN_VIEW};
use super::objects::items;
use super::rules::{Faults, Object, PLAIN, Rule, Shape, check, may, must};

/// Characters of text in all blocks of a message together.
const MESSAGE_TEXT: usize = 13_200;
/// Characters in all markdown blocks of a message together.
const MARKDOWN_TEXT: usize = 12_000;
/// Bytes of a whole view as JSON (Slack: 250 kB).
const VIEW_BYTES: usize = 250 * 1024;

static MESSAGE_BLOCKS: Rule = Rule::List(&IN_MESSAGE, 0, 50);

static VIEW: Rule = Rule::ByType(&[("modal", &MODAL), ("home", &HOME)]);

static MODAL: Shape = Shape {
    fields: &[
        &[
            must("title", Rule::Text(PLAIN, 1, 24)),
            must("blocks", Rule::List(&IN_VIEW, 1, 100)),
            may("submit", Rule::Text(PLAIN, 1, 24)),
            may("close", Rule::Text(PLAIN, 1, 24)),
            may("clear_on_close", Rule::Bool),
            may("notify_on_close", Rule::Bool),
            may("submit_disabled", Rule::Bool),
        ],
        ANY_VIEW,
    ],
    also: &[input_needs_submit],
};

// Without blocks a Home tab is empty, which is how apps clear it.
static HOME: Shape =
    Shape { fields: &[&[must("blocks", Rule::List(&IN_VIEW, 0, 100))], ANY_VIEW], also: &[] };

const ANY_VIEW: &[super::rules::Field] = &[
    may("callback_id", Rule::Str(0, 255)),
    may("external_id", Rule::Str(0, 255)),
    may("private_metadata", Rule::Str(0, 3000)),
];

/// What is wrong with the `blocks` of a message, in the words of Slack's `response_metadata.messages`; nothing when the
/// message is acceptable.
pub(crate) fn message(blocks: &Value) -> Vec<String> {
    let mut faults = Faults::default();
    check(&MESSAGE_BLOCKS, blocks, "/blocks", &mut faults);
    together(blocks, "/blocks", &mut faults);
    no_file_input(blocks, "/blocks", &mut faults);
    one_table(blocks, &mut faults);
    text_in_all(blocks, &mut faults);
    faults.into_messages()
}

/// What is wrong with a modal or a Home tab, in the words of Slack's `response_metadata.messages`; nothing when the view
/// is acceptable.
pub(crate) fn view(view: &Value) -> Vec<String> {
    let mut faults = Faults::default();
    check(&VIEW, view, "/view", &mut faults);
    if let Some(blocks) = view.get("blocks") {
        together(blocks, "/view/blocks", &mut faults);
        if view["type"] == "home" {
            no_file_input(blocks, "/view/blocks", &mut faults);
        }
    }
    if too_large(view) {
        faults.add("/view", format!("must be less than {} bytes", VIEW_BYTES + 1));
    }
    faults.into_messages()
}

/// Is the whole view too much? Slack has a code of its own for that.
pub(crate) fn too_large(view: &Value) -> bool {
    view.to_string().len() > VIEW_BYTES
}

fn input_needs_submit(modal: &Object, at: &str, faults: &mut Faults) {
    if modal.contains_key("submit") {
        return;
    }
    for (index, block) in items(modal.get("blocks")).enumerate() {
        if block["type"] == "input" {
            faults.add(
                &format!("{at}/blocks/{index}/input"),
                "must define `submit` to use an `input` block in modals",
            );
        }
    }
}

/// Ids are unique (a `block_id` on its surface, an `action_id` in its block) and the focus starts in one place.
fn together(blocks: &Value, at: &str, faults: &mut Faults) {
    let mut block_ids = HashSet::new();
    let mut focused = false;
    for (index, block) in items(Some(blocks)).enumerate() {
        let at = format!("{at}/{index}");
        unique("block_id", block, &mut block_ids, &at, faults);
        let mut action_ids = HashSet::new();
        for (at, element) in elements(block, &at) {
            unique("action_id", element, &mut action_ids, &at, faults);
            if element["focus_on_load"] == true && std::mem::replace(&mut focused, true) {
                faults.add(&format!("{at}/focus_on_load"), "only one element may set `focus_on_load`");
            }
        }
    }
}

fn unique<'a>(name: &str, holder: &'a Value, seen: &mut HashSet<&'a str>, at: &str, faults: &mut Faults) {
    if let Some(id) = holder[name].as_str()
        && !seen.insert(id)
    {
        faults.add(&format!("{at}/{name}"), format!("`{name}` \"{id}\" already exists"));
    }
}

/// The elements of a block, each with its pointer.
fn elements<'a>(block: &'a Value, at: &str) -> Vec<(String, &'a Value)> {
    let single = ["accessory", "element"].into_iter().filter_map(|name| {
        let element = block.get(name)?;
        Some((format!("{at}/{name}"), element))
    });
    let several = items(block.get("elements"))
        .enumerate()
        .map(|(index, element)| (format!("{at}/elements/{index}"), element));
    single.chain(several).collect()
}

/// Files are taken in modals only.
fn no_file_input(blocks: &Value, at: &str, faults: &mut Faults) {
    for (index, block) in items(Some(blocks)).enumerate() {
        if block["type"] == "input" && block["element"]["type"] == "file_input" {
            faults.add(&format!("{at}/{index}/element/type"), "unsupported type: file_input");
        }
    }
}

fn one_table(blocks: &Value, faults: &mut Faults) {
    let tables = items(Some(blocks)).enumerate().filter(|(_, block)| block["type"] == "table");
    for (index, _) in tables.skip(1) {
        faults.add(&format!("/blocks/{index}"), "only_one_table_allowed");
    }
}

fn text_in_all(blocks: &Value, faults: &mut Faults) {
    let markdown = items(Some(blocks)).filter(|block| block["type"] == "markdown");
    if markdown.map(characters).sum::<usize>() > MARKDOWN_TEXT {
        faults.add(
            "/blocks",
            format!("must be less than {} characters in all markdown blocks", MARKDOWN_TEXT + 1),
        );
    }
    if characters(blocks) > MESSAGE_TEXT {
        faults.add("/blocks", format!("must be less than {} characters in all blocks", MESSAGE_TEXT + 1));
    }
}

/// The characters of all texts in a value: of every string in a field `text`, however deep.
fn characters(value: &Value) -> usize {
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
