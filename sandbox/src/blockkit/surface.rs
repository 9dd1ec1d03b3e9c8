//! The two questions asked from outside (is this message, is this view acceptable?) and the rules that hold for all
//! blocks of a surface together.

use std::collections::HashSet;

use serde_json::Value;

use super::blocks::{IN_HOME, IN_MESSAGE, IN_MODAL};
use super::objects::items;
use super::rules::{Faults, Field, Object, PLAIN, Rule, Shape, check, may, must, union_of};
use super::tables::{DATA_TABLE_TEXT, characters};
use super::walk::{all_blocks, elements};

/// Characters of text in all blocks of a message together, tables aside (found by trying, not documented).
const MESSAGE_TEXT: usize = 13_200;
/// Characters in all markdown blocks of a message together.
const MARKDOWN_TEXT: usize = 12_000;
/// Charts in a message.
const CHARTS: usize = 2;
/// Bytes of a whole view as JSON (Slack: 250 kB).
const VIEW_BYTES: usize = 250 * 1024;

static MESSAGE_BLOCKS: Rule = Rule::List(&IN_MESSAGE, 0, 50);

static VIEW: Rule = Rule::ByType(&[("modal", &MODAL), ("home", &HOME)]);

static MODAL: Shape = Shape {
    fields: &[
        &[
            must("title", Rule::Text(PLAIN, 1, 24)),
            must("blocks", Rule::List(&IN_MODAL, 1, 100)),
            may("submit", Rule::Text(PLAIN, 1, 24)),
            may("close", Rule::Text(PLAIN, 1, 24)),
            may("clear_on_close", Rule::Bool),
            may("notify_on_close", Rule::Bool),
            may("submit_disabled", Rule::Bool),
        ],
        ANY_VIEW,
    ],
    also: &[],
};

// Without blocks a Home tab is empty, which is how apps clear it.
static HOME: Shape =
    Shape { fields: &[&[must("blocks", Rule::List(&IN_HOME, 0, 100))], ANY_VIEW], also: &[] };

const ANY_VIEW: &[Field] = &[
    may("callback_id", Rule::Str(0, 255)),
    may("external_id", Rule::Str(0, 255)),
    may("private_metadata", Rule::Str(0, 3000)),
];

/// Why Slack refuses blocks or a view.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// The code, as in `error`.
    pub(crate) code: &'static str,
    /// The lines of `response_metadata.messages`; none where the code says it all.
    pub(crate) faults: Vec<String>,
}

impl Refusal {
    fn of(code: &'static str, faults: Faults) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self { code, faults: faults.into_messages() }) }
    }
}

/// Whether the `blocks` of a message are acceptable.
///
/// # Errors
/// `invalid_blocks` with all faults, or `msg_blocks_too_long`.
pub(crate) fn message(blocks: &Value) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    check(&MESSAGE_BLOCKS, blocks, "/blocks", &mut faults);
    together(blocks, "/blocks", &mut faults);
    no_file_input(blocks, "/blocks", &mut faults);
    tables_and_charts(blocks, &mut faults);
    markdown_in_all(blocks, &mut faults);
    Refusal::of("invalid_blocks", faults)?;
    let texts = items(Some(blocks)).filter(|block| !is_table(block));
    if texts.map(characters).sum::<usize>() > MESSAGE_TEXT {
        return Err(Refusal { code: "msg_blocks_too_long", faults: Vec::new() });
    }
    Ok(())
}

/// Whether a modal or a Home tab is acceptable.
///
/// # Errors
/// `invalid_arguments` with all faults, or `view_too_large`.
pub(crate) fn view(view: &Value) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    union_of(true, "/view", &mut faults, |faults| check(&VIEW, view, "/view", faults));
    if let Some(blocks) = view.get("blocks") {
        together(blocks, "/view/blocks", &mut faults);
        if view["type"] == "home" {
            no_file_input(blocks, "/view/blocks", &mut faults);
        }
    }
    if let Some(modal) = view.as_object().filter(|_| view["type"] == "modal") {
        input_needs_submit(modal, &mut faults);
    }
    Refusal::of("invalid_arguments", faults)?;
    if view.to_string().len() > VIEW_BYTES {
        return Err(Refusal { code: "view_too_large", faults: Vec::new() });
    }
    Ok(())
}

fn input_needs_submit(modal: &Object, faults: &mut Faults) {
    if modal.contains_key("submit") {
        return;
    }
    for (index, block) in items(modal.get("blocks")).enumerate() {
        if block["type"] == "input" {
            faults.add(
                &format!("/view/blocks/{index}/input"),
                "must define `submit` to use an `input` block in modals",
            );
        }
    }
}

/// Ids are unique (a `block_id` on its surface, an `action_id` in its block) and the focus starts in one place.
fn together(blocks: &Value, at: &str, faults: &mut Faults) {
    let mut block_ids = HashSet::new();
    let mut focused = false;
    for (at, block) in all_blocks(blocks.as_array().map_or(&[], Vec::as_slice), at) {
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

/// Files are taken in modals only.
fn no_file_input(blocks: &Value, at: &str, faults: &mut Faults) {
    for (at, block) in all_blocks(blocks.as_array().map_or(&[], Vec::as_slice), at) {
        if block["type"] == "input" && block["element"]["type"] == "file_input" {
            faults.add(&format!("{at}/element/type"), "unsupported type: file_input");
        }
    }
}

fn is_table(block: &Value) -> bool {
    ["table", "data_table"].iter().any(|kind| block["type"] == *kind)
}

/// How many of the large blocks a message takes, and how much text in the tables together.
fn tables_and_charts(blocks: &Value, faults: &mut Faults) {
    let places = |kind: &'static str| {
        items(Some(blocks))
            .enumerate()
            .filter(move |(_, block)| block["type"] == kind)
            .map(|(index, _)| index)
    };
    for index in places("table").skip(1) {
        faults.add(&format!("/blocks/{index}"), "only_one_table_allowed");
    }
    for index in places("data_visualization").skip(CHARTS) {
        faults.add(
            &format!("/blocks/{index}"),
            format!("no more than {CHARTS} data_visualization blocks allowed"),
        );
    }
    let tables = items(Some(blocks)).filter(|block| is_table(block));
    let (count, length) = tables.fold((0, 0), |(count, sum), table| (count + 1, sum + characters(table)));
    if count > 1 && length > DATA_TABLE_TEXT {
        faults.add("/blocks", format!("must be less than {} characters in all tables", DATA_TABLE_TEXT + 1));
    }
}

fn markdown_in_all(blocks: &Value, faults: &mut Faults) {
    let markdown = items(Some(blocks)).filter(|block| block["type"] == "markdown");
    if markdown.map(characters).sum::<usize>() > MARKDOWN_TEXT {
        faults.add(
            "/blocks",
            format!("must be less than {} characters in all markdown blocks", MARKDOWN_TEXT + 1),
        );
    }
}

/// The types of all blocks, elements and parts of them that there are rules for.
#[cfg(test)]
pub(crate) fn all_types() -> std::collections::BTreeSet<&'static str> {
    let mut found = std::collections::BTreeSet::new();
    for rule in [&MESSAGE_BLOCKS, &VIEW] {
        super::rules::names(rule, &mut found);
    }
    found
}
