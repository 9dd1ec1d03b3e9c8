//! The state of interactive elements in Slack's shape: where it starts, and what choosing does to it.

use chrono::{NaiveDate, NaiveTime};
use serde_json::{Map, Value, json};

use crate::control::Refusal;
use crate::model::{Model, Values};
use crate::seed::local_instant;

/// What an element holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
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
struct Shape {
    kind: &'static str,
    /// The state's field, as in `selected_option`.
    field: &'static str,
    /// The element's field with the first state.
    initial: &'static str,
    many: bool,
    holds: Holds,
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

fn shape_of(element: &Value) -> Option<&'static Shape> {
    let kind = element.get("type")?.as_str()?;
    SHAPES.iter().find(|shape| shape.kind == kind)
}

/// The interactive elements of a block.
pub(super) fn elements_of(block: &Value) -> impl Iterator<Item = &Value> {
    let listed = block.get("elements").and_then(Value::as_array).filter(|_| block["type"] == "actions");
    let single = ["accessory", "element"].into_iter().filter_map(|name| block.get(name));
    single.chain(listed.into_iter().flatten()).filter(|element| element.get("action_id").is_some())
}

/// The state of all stateful elements before anybody has touched them.
pub(crate) fn initial_values(blocks: &[Value], channel: Option<&str>) -> Values {
    let mut values = Values::new();
    for block in blocks {
        for element in elements_of(block) {
            if let Some(state) = initial_state(element, channel) {
                set(&mut values, block, element, state);
            }
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

fn empty(shape: &Shape) -> Value {
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

/// The state after somebody chose or wrote `selected`.
///
/// # Errors
/// When it is not among what the element offers; the answer says what is.
pub(super) fn select(element: &Value, selected: &Value, model: &Model) -> Result<Value, Refusal> {
    let Some(shape) = shape_of(element) else {
        return Err(Refusal::wrong("not_selectable", format!("a {} has nothing to select", element["type"])));
    };
    let value = match selected {
        Value::Null => empty(shape),
        Value::Array(items) if shape.many => {
            let chosen: Result<Vec<Value>, Refusal> =
                items.iter().map(|item| one(shape, element, item, model)).collect();
            json!(chosen?)
        }
        Value::Array(_) => {
            return Err(Refusal::wrong("invalid_value", format!("a {} takes one value", shape.kind)));
        }
        item if shape.many => json!([one(shape, element, item, model)?]),
        item => one(shape, element, item, model)?,
    };
    let mut state = json!({"type": shape.kind, shape.field: value});
    if shape.holds == Holds::Time
        && let Some(zone) = element.get("timezone")
    {
        state["timezone"] = zone.clone();
    }
    Ok(state)
}

fn one(shape: &Shape, element: &Value, item: &Value, model: &Model) -> Result<Value, Refusal> {
    let text = match item {
        Value::String(text) => text.clone(),
        Value::Object(_) => item.get("value").and_then(Value::as_str).unwrap_or_default().to_owned(),
        other => other.to_string(),
    };
    let refuse = |what: &str| Refusal::wrong("invalid_value", format!("{text:?} is not {what}"));
    match shape.holds {
        Holds::Text => Ok(json!(text)),
        Holds::Rich | Holds::File => Ok(item.clone()),
        Holds::Option => option(element, &text),
        Holds::User => model.user(&text).map(|user| json!(user.id)).ok_or_else(|| refuse("a user's id")),
        Holds::Channel | Holds::Conversation => {
            model.find_channel(&text).map(|channel| json!(channel.id)).ok_or_else(|| refuse("a channel"))
        }
        Holds::Date => {
            text.parse::<NaiveDate>().map(|date| json!(date.to_string())).map_err(|_| refuse("a date"))
        }
        Holds::Time => {
            let time = NaiveTime::parse_from_str(&text, "%H:%M").map_err(|_| refuse("a time"))?;
            Ok(json!(time.format("%H:%M").to_string()))
        }
        Holds::Instant => match text.parse::<i64>() {
            Ok(seconds) => Ok(json!(seconds)),
            Err(_) => local_instant(&text, model.zone)
                .map(|instant| json!(instant.timestamp()))
                .map_err(|_| refuse("an instant")),
        },
    }
}

/// All options of an element, also those in groups.
pub(super) fn options_of(element: &Value) -> Vec<&Value> {
    let direct = element.get("options").and_then(Value::as_array).into_iter().flatten();
    let groups = element.get("option_groups").and_then(Value::as_array).into_iter().flatten();
    let grouped = groups.filter_map(|group| group.get("options")?.as_array()).flatten();
    direct.chain(grouped).collect()
}

/// An option by its value, else by its text.
fn option(element: &Value, wanted: &str) -> Result<Value, Refusal> {
    let options = options_of(element);
    let by_value = options.iter().find(|option| option["value"] == wanted);
    let by_text = || options.iter().find(|option| shown(&option["text"]) == wanted.trim());
    if let Some(option) = by_value.or_else(by_text) {
        return Ok((*option).clone());
    }
    let offered: Vec<String> = options.iter().map(|option| shown(&option["text"])).collect();
    Err(Refusal::wrong(
        "invalid_value",
        format!("{wanted:?} is not offered; there are: {}", offered.join(", ")),
    ))
}

/// A text object as a person reads it.
pub(super) fn shown(text: &Value) -> String {
    let raw = text.get("text").and_then(Value::as_str).unwrap_or_default();
    raw.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").trim().to_owned()
}
