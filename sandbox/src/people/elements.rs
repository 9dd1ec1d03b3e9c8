//! The state of interactive elements in Slack's shape, and where it starts. What choosing does to it is in `select`.

use serde_json::{Map, Value, json};

use crate::blockkit;
use crate::model::Values;

/// What an element holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Text,
    Option,
    User,
    Channel,
    Conversation,
    Date,
    Time,
    Instant,
    Rich,
    File,
}

/// How one type of element keeps its state.
pub(super) struct Shape {
    pub(super) kind: &'static str,
    /// The state's field, as in `selected_option`.
    pub(super) field: &'static str,
    /// The element's field with the first state.
    initial: &'static str,
    pub(super) many: bool,
    pub(super) holds: Holds,
}

const fn shape(
    kind: &'static str,
    field: &'static str,
    initial: &'static str,
    many: bool,
    holds: Holds,
) -> Shape {
    Shape { kind, field, initial, many, holds }
}

const SHAPES: &[Shape] = &[
    shape("plain_text_input", "value", "initial_value", false, Holds::Text),
    shape("email_text_input", "value", "initial_value", false, Holds::Text),
    shape("url_text_input", "value", "initial_value", false, Holds::Text),
    shape("number_input", "value", "initial_value", false, Holds::Text),
    shape("static_select", "selected_option", "initial_option", false, Holds::Option),
    shape("external_select", "selected_option", "initial_option", false, Holds::Option),
    shape("radio_buttons", "selected_option", "initial_option", false, Holds::Option),
    shape("overflow", "selected_option", "", false, Holds::Option),
    shape("multi_static_select", "selected_options", "initial_options", true, Holds::Option),
    shape("multi_external_select", "selected_options", "initial_options", true, Holds::Option),
    shape("checkboxes", "selected_options", "initial_options", true, Holds::Option),
    shape("users_select", "selected_user", "initial_user", false, Holds::User),
    shape("multi_users_select", "selected_users", "initial_users", true, Holds::User),
    shape("channels_select", "selected_channel", "initial_channel", false, Holds::Channel),
    shape("multi_channels_select", "selected_channels", "initial_channels", true, Holds::Channel),
    shape(
        "conversations_select",
        "selected_conversation",
        "initial_conversation",
        false,
        Holds::Conversation,
    ),
    shape(
        "multi_conversations_select",
        "selected_conversations",
        "initial_conversations",
        true,
        Holds::Conversation,
    ),
    shape("datepicker", "selected_date", "initial_date", false, Holds::Date),
    shape("timepicker", "selected_time", "initial_time", false, Holds::Time),
    shape("datetimepicker", "selected_date_time", "initial_date_time", false, Holds::Instant),
    shape("rich_text_input", "rich_text_value", "initial_value", false, Holds::Rich),
    shape("file_input", "files", "", true, Holds::File),
];

pub(super) fn shape_of(element: &Value) -> Option<&'static Shape> {
    let kind = element.get("type")?.as_str()?;
    SHAPES.iter().find(|shape| shape.kind == kind)
}

/// The interactive elements of a surface, each with the block it stands in.
pub(super) fn interactive(blocks: &[Value]) -> Vec<(&Value, &Value)> {
    let mut found = Vec::new();
    for (_, block) in blockkit::all_blocks(blocks, "") {
        let elements = blockkit::elements(block, "").into_iter().map(|(_, element)| element);
        found.extend(
            elements.filter(|element| element.get("action_id").is_some()).map(|element| (block, element)),
        );
    }
    found
}

/// The state of all stateful elements before anybody has touched them.
pub(crate) fn initial_values(blocks: &[Value], channel: Option<&str>) -> Values {
    let mut values = Values::new();
    for (block, element) in interactive(blocks) {
        if let Some(state) = initial_state(element, channel) {
            set(&mut values, block, element, state);
        }
    }
    values
}

fn initial_state(element: &Value, channel: Option<&str>) -> Option<Value> {
    // A menu of actions keeps nothing.
    let shape = shape_of(element).filter(|shape| shape.kind != "overflow")?;
    let mut value = element.get(shape.initial).cloned().unwrap_or_else(|| empty(shape));
    if element.get("default_to_current_conversation").and_then(Value::as_bool) == Some(true)
        && let Some(channel) = channel
    {
        value = if shape.many { json!([channel]) } else { json!(channel) };
    }
    Some(json!({"type": shape.kind, shape.field: value}))
}

pub(super) fn empty(shape: &Shape) -> Value {
    if shape.many { json!([]) } else { Value::Null }
}

/// Puts an element's state where its block and action say.
pub(super) fn set(values: &mut Values, block: &Value, element: &Value, state: Value) {
    let id =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let actions = values.entry(id(block, "block_id")).or_insert_with(|| Value::Object(Map::new()));
    actions[id(element, "action_id")] = state;
}

/// Has nothing been chosen or written?
pub(super) fn is_empty(state: &Value) -> bool {
    let fields = state.as_object().into_iter().flatten();
    fields.filter(|(name, _)| *name != "type").all(|(_, value)| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    })
}

/// Can this element be chosen from or written into?
pub(super) fn is_stateful(element: &Value) -> bool {
    shape_of(element).is_some()
}

/// A text object as a person reads it.
pub(super) fn shown(text: &Value) -> String {
    let raw = text.get("text").and_then(Value::as_str).unwrap_or_default();
    raw.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").trim().to_owned()
}
