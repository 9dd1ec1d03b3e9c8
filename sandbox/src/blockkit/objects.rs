//! Composition objects: options and their groups, the confirmation dialog, filters, files.
//! Source: <https://docs.slack.dev/reference/block-kit/composition-objects>.

use serde_json::Value;

use super::rules::{ANY_TEXT, FILLED, Faults, Field, Object, PLAIN, Rule, Shape, URL, may, must};

/// The identifier of an element, unique in its block.
pub(super) const ACTION_ID: Field = may("action_id", Rule::Str(1, 255));
/// The dialog shown before an element's action is sent.
pub(super) const CONFIRM: Field = may("confirm", Rule::Object(&CONFIRM_DIALOG));
/// Whether the cursor starts here.
pub(super) const FOCUS: Field = may("focus_on_load", Rule::Bool);
/// The grey text of an empty input.
pub(super) const PLACEHOLDER: Field = may("placeholder", Rule::Text(PLAIN, 1, 150));
/// When typing sends an action.
pub(super) const DISPATCH: Field = may("dispatch_action_config", Rule::Object(&DISPATCH_CONFIG));

// Slack's reference calls all texts of the dialog required, its published types only `text`: lenient, as in the latter.
static CONFIRM_DIALOG: Shape = Shape {
    fields: &[&[
        may("title", Rule::Text(PLAIN, 1, 100)),
        must("text", Rule::Text(ANY_TEXT, 1, 300)),
        may("confirm", Rule::Text(PLAIN, 1, 30)),
        may("deny", Rule::Text(PLAIN, 1, 30)),
        STYLE,
    ]],
    also: &[],
};

/// The colour of a button.
pub(super) const STYLE: Field = may("style", Rule::OneOf(&["primary", "danger"]));

static DISPATCH_CONFIG: Shape = Shape {
    fields: &[&[must(
        "trigger_actions_on",
        Rule::List(&Rule::OneOf(&["on_enter_pressed", "on_character_entered"]), 1, 2),
    )]],
    also: &[],
};

/// An option of a select menu: plain texts only.
pub(super) const MENU_OPTION: Rule = Rule::Object(&MENU_OPTION_SHAPE);
static MENU_OPTION_SHAPE: Shape = Shape {
    fields: &[&[
        must("text", Rule::Text(PLAIN, 1, 75)),
        must("value", Rule::Str(1, 150)),
        may("description", Rule::Text(PLAIN, 1, 75)),
    ]],
    also: &[],
};

/// An option of radio buttons or checkboxes: its texts may be formatted.
pub(super) const CHOICE_OPTION: Rule = Rule::Object(&CHOICE_OPTION_SHAPE);
static CHOICE_OPTION_SHAPE: Shape = Shape {
    fields: &[&[
        must("text", Rule::Text(ANY_TEXT, 1, 75)),
        must("value", Rule::Str(1, 150)),
        may("description", Rule::Text(ANY_TEXT, 1, 75)),
    ]],
    also: &[],
};

/// An option of an overflow menu: the only one that may carry a URL.
pub(super) const OVERFLOW_OPTION: Rule = Rule::Object(&OVERFLOW_OPTION_SHAPE);
static OVERFLOW_OPTION_SHAPE: Shape =
    Shape { fields: &[MENU_OPTION_SHAPE.fields[0], &[may("url", URL)]], also: &[] };

/// Options under a heading.
pub(super) const OPTION_GROUP: Rule = Rule::Object(&OPTION_GROUP_SHAPE);
static OPTION_GROUP_SHAPE: Shape = Shape {
    fields: &[&[must("label", Rule::Text(PLAIN, 1, 75)), must("options", Rule::List(&MENU_OPTION, 1, 100))]],
    also: &[],
};

/// Which conversations a menu lists.
pub(super) static FILTER: Shape = Shape {
    fields: &[&[
        may("include", Rule::List(&Rule::OneOf(&["im", "mpim", "private", "public"]), 1, 4)),
        may("exclude_external_shared_channels", Rule::Bool),
        may("exclude_bot_users", Rule::Bool),
    ]],
    also: &[filter_says_something],
};

/// An image already uploaded to Slack.
pub(super) static SLACK_FILE: Shape = Shape {
    fields: &[&[may("id", Rule::Str(1, 255)), may("url", URL)]],
    also: &[|file, at, faults| exactly_one(["id", "url"], file, at, faults)],
};

/// What a workflow button starts.
pub(super) static WORKFLOW: Shape =
    Shape { fields: &[&[must("trigger", Rule::Object(&TRIGGER))]], also: &[] };
static TRIGGER: Shape = Shape {
    fields: &[&[
        must("url", URL),
        may("customizable_input_parameters", Rule::List(&Rule::Object(&PARAMETER), 0, usize::MAX)),
    ]],
    also: &[],
};
static PARAMETER: Shape =
    Shape { fields: &[&[must("name", FILLED), must("value", Rule::Str(0, usize::MAX))]], also: &[] };

fn filter_says_something(filter: &Object, at: &str, faults: &mut Faults) {
    if filter.is_empty() {
        faults.add(
            at,
            "must define at least one of `include`, `exclude_bot_users`, `exclude_external_shared_channels`",
        );
    }
}

/// Tells when not exactly one of the two fields is there.
pub(super) fn exactly_one(names: [&str; 2], object: &Object, at: &str, faults: &mut Faults) {
    let [first, second] = names;
    match (object.contains_key(first), object.contains_key(second)) {
        (false, false) => faults.add(at, format!("must define either `{first}` or `{second}`")),
        (true, true) => faults.add(at, format!("must define only one of `{first}` or `{second}`")),
        _ => {}
    }
}

/// Tells when what is chosen from the start (`initial_option` or `initial_options`) is not among the options.
pub(super) fn initial_among_options(element: &Object, at: &str, faults: &mut Faults) {
    let offered = offered(element);
    let mut compare = |chosen: &Value, at: &str| {
        if !offered.contains(&chosen) {
            faults.add(at, "must match one of the provided options");
        }
    };
    if let Some(chosen) = element.get("initial_option") {
        compare(chosen, &format!("{at}/initial_option"));
    }
    for (index, chosen) in items(element.get("initial_options")).enumerate() {
        compare(chosen, &format!("{at}/initial_options/{index}"));
    }
}

/// All options of a menu, those in groups included.
fn offered(element: &Object) -> Vec<&Value> {
    let grouped = items(element.get("option_groups")).flat_map(|group| items(group.get("options")));
    items(element.get("options")).chain(grouped).collect()
}

/// The items of a list that may be missing (or, already told, something else).
pub(super) fn items(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}
