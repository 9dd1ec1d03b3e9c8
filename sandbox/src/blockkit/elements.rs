//! Interactive elements and images. Which block takes which is in `blocks`.
//! Source: <https://docs.slack.dev/reference/block-kit/block-elements>.

use serde_json::Value;

use super::objects::{
    ACTION_ID, CHOICE_OPTION, CONFIRM, DISPATCH, FILTER, FOCUS, MENU_OPTION, OPTION_GROUP, OVERFLOW_OPTION,
    PLACEHOLDER, SLACK_FILE, STYLE, WORKFLOW, exactly_one, initial_among_options,
};
use super::rich_text::RICH_TEXT_VALUE;
use super::rules::{DATE, FILLED, Faults, Field, Object, PLAIN, Rule, Shape, TIME, URL, ZONE, may, must};

pub(super) static BUTTON: Shape = Shape {
    fields: &[&[
        must("text", Rule::Text(PLAIN, 1, 75)),
        ACTION_ID,
        may("url", URL),
        may("value", Rule::Str(0, 2000)),
        STYLE,
        CONFIRM,
        may("accessibility_label", Rule::Str(1, 75)),
        VISIBLE_TO,
        may("agent_prompt", Rule::Str(1, 4000)),
        may("agent_prompt_display", FILLED),
    ]],
    also: &[],
};

/// Who sees a button, if not everybody.
const VISIBLE_TO: Field = may("visible_to_user_ids", Rule::List(&FILLED, 1, 10));

/// A button that starts a workflow; nothing of it reaches the app.
pub(super) static WORKFLOW_BUTTON: Shape = Shape {
    fields: &[&[
        must("text", Rule::Text(PLAIN, 1, 75)),
        must("workflow", Rule::Object(&WORKFLOW)),
        ACTION_ID,
        STYLE,
        may("accessibility_label", Rule::Str(1, 75)),
    ]],
    also: &[],
};

/// Thumbs up and down.
pub(super) static FEEDBACK_BUTTONS: Shape = Shape {
    fields: &[&[
        ACTION_ID,
        must("positive_button", Rule::Object(&FEEDBACK)),
        must("negative_button", Rule::Object(&FEEDBACK)),
    ]],
    also: &[],
};
static FEEDBACK: Shape = Shape {
    fields: &[&[
        must("text", Rule::Text(PLAIN, 1, 75)),
        must("value", Rule::Str(1, 2000)),
        may("accessibility_label", Rule::Str(1, 75)),
    ]],
    also: &[],
};

pub(super) static ICON_BUTTON: Shape = Shape {
    fields: &[&[
        must("icon", Rule::OneOf(&["trash"])),
        must("text", Rule::Text(PLAIN, 1, 75)),
        ACTION_ID,
        may("value", Rule::Str(0, 2000)),
        CONFIRM,
        may("accessibility_label", Rule::Str(1, 75)),
        VISIBLE_TO,
    ]],
    also: &[],
};

/// The fields of an image wherever it stands.
pub(super) const IMAGE_FIELDS: &[Field] = &[
    must("alt_text", Rule::Str(1, 2000)),
    may("image_url", URL),
    may("slack_file", Rule::Object(&SLACK_FILE)),
];

pub(super) static IMAGE: Shape = Shape { fields: &[IMAGE_FIELDS], also: &[one_source] };

/// An image comes from a URL or from Slack.
pub(super) fn one_source(image: &Object, at: &str, faults: &mut Faults) {
    exactly_one(["image_url", "slack_file"], image, at, faults);
}

pub(super) static OVERFLOW: Shape = Shape {
    fields: &[&[ACTION_ID, must("options", Rule::List(&OVERFLOW_OPTION, 1, 5)), CONFIRM]],
    also: &[],
};

const CHOICES: Field = must("options", Rule::List(&CHOICE_OPTION, 1, 10));

pub(super) static RADIO_BUTTONS: Shape = Shape {
    fields: &[&[ACTION_ID, CHOICES, may("initial_option", CHOICE_OPTION), CONFIRM, FOCUS]],
    also: &[initial_among_options],
};

pub(super) static CHECKBOXES: Shape = Shape {
    fields: &[&[
        ACTION_ID,
        CHOICES,
        may("initial_options", Rule::List(&CHOICE_OPTION, 1, 10)),
        CONFIRM,
        FOCUS,
    ]],
    also: &[initial_among_options],
};

/// What all select menus and the two older pickers have in common.
const MENU: &[Field] = &[ACTION_ID, PLACEHOLDER, CONFIRM, FOCUS];
const MANY: Field = may("max_selected_items", Rule::Integer(1, i64::MAX));

pub(super) static DATEPICKER: Shape = Shape { fields: &[MENU, &[may("initial_date", DATE)]], also: &[] };

pub(super) static TIMEPICKER: Shape =
    Shape { fields: &[MENU, &[may("initial_time", TIME), may("timezone", ZONE)]], also: &[] };

pub(super) static DATETIMEPICKER: Shape = Shape {
    fields: &[&[
        ACTION_ID,
        // Seconds since 1970, which Slack wants in ten digits.
        may("initial_date_time", Rule::Integer(1_000_000_000, 9_999_999_999)),
        CONFIRM,
        FOCUS,
    ]],
    also: &[],
};

const STATIC: &[Field] = &[
    may("options", Rule::List(&MENU_OPTION, 1, 100)),
    may("option_groups", Rule::List(&OPTION_GROUP, 1, 100)),
];

fn options_or_groups(element: &Object, at: &str, faults: &mut Faults) {
    exactly_one(["options", "option_groups"], element, at, faults);
}

const INITIAL_OPTION: Field = may("initial_option", MENU_OPTION);
const INITIAL_OPTIONS: Field = may("initial_options", Rule::List(&MENU_OPTION, 1, 100));
const MIN_QUERY: Field = may("min_query_length", Rule::Integer(0, i64::MAX));
const RESPONSE_URL: Field = may("response_url_enabled", Rule::Bool);
const CONVERSATIONS: &[Field] =
    &[may("default_to_current_conversation", Rule::Bool), may("filter", Rule::Object(&FILTER))];
const IDS: Rule = Rule::List(&FILLED, 1, usize::MAX);

pub(super) static STATIC_SELECT: Shape =
    Shape { fields: &[MENU, STATIC, &[INITIAL_OPTION]], also: &[options_or_groups, initial_among_options] };
pub(super) static EXTERNAL_SELECT: Shape = Shape { fields: &[MENU, &[INITIAL_OPTION, MIN_QUERY]], also: &[] };
pub(super) static USERS_SELECT: Shape = Shape { fields: &[MENU, &[may("initial_user", FILLED)]], also: &[] };
pub(super) static CONVERSATIONS_SELECT: Shape =
    Shape { fields: &[MENU, CONVERSATIONS, &[may("initial_conversation", FILLED), RESPONSE_URL]], also: &[] };
pub(super) static CHANNELS_SELECT: Shape =
    Shape { fields: &[MENU, &[may("initial_channel", FILLED), RESPONSE_URL]], also: &[] };

pub(super) static MULTI_STATIC_SELECT: Shape = Shape {
    fields: &[MENU, STATIC, &[INITIAL_OPTIONS, MANY]],
    also: &[options_or_groups, initial_among_options],
};
pub(super) static MULTI_EXTERNAL_SELECT: Shape =
    Shape { fields: &[MENU, &[INITIAL_OPTIONS, MIN_QUERY, MANY]], also: &[] };
pub(super) static MULTI_USERS_SELECT: Shape =
    Shape { fields: &[MENU, &[may("initial_users", IDS), MANY]], also: &[] };
pub(super) static MULTI_CONVERSATIONS_SELECT: Shape =
    Shape { fields: &[MENU, CONVERSATIONS, &[may("initial_conversations", IDS), MANY]], also: &[] };
pub(super) static MULTI_CHANNELS_SELECT: Shape =
    Shape { fields: &[MENU, &[may("initial_channels", IDS), MANY]], also: &[] };

/// What all fields that one types into have in common.
const TYPED: &[Field] = &[ACTION_ID, PLACEHOLDER, DISPATCH, FOCUS];

pub(super) static PLAIN_TEXT_INPUT: Shape = Shape {
    fields: &[
        TYPED,
        &[
            may("initial_value", Rule::Str(0, 3000)),
            may("multiline", Rule::Bool),
            may("min_length", Rule::Integer(0, 3000)),
            may("max_length", Rule::Integer(1, 3000)),
        ],
    ],
    also: &[lengths_in_order],
};
pub(super) static NUMBER_INPUT: Shape = Shape {
    fields: &[
        TYPED,
        &[
            must("is_decimal_allowed", Rule::Bool),
            may("initial_value", FILLED),
            may("min_value", FILLED),
            may("max_value", FILLED),
        ],
    ],
    also: &[numbers_in_order],
};
pub(super) static ONE_LINE_INPUT: Shape =
    Shape { fields: &[TYPED, &[may("initial_value", FILLED)]], also: &[] };
pub(super) static RICH_TEXT_INPUT: Shape = Shape {
    fields: &[
        TYPED,
        &[
            may("initial_value", RICH_TEXT_VALUE),
            may("min_lines", Rule::Integer(1, 100)),
            may("max_lines", Rule::Integer(1, 100)),
        ],
    ],
    also: &[],
};
pub(super) static FILE_INPUT: Shape = Shape {
    fields: &[&[
        ACTION_ID,
        may("filetypes", Rule::List(&FILLED, 1, usize::MAX)),
        may("max_files", Rule::Integer(1, 10)),
    ]],
    also: &[],
};

fn lengths_in_order(input: &Object, at: &str, faults: &mut Faults) {
    let length = |name| input.get(name).and_then(Value::as_i64);
    if let (Some(min), Some(max)) = (length("min_length"), length("max_length"))
        && min > max
    {
        faults.add(&format!("{at}/min_length"), "must be less than or equal to `max_length`");
    }
}

/// The bounds of a number input come as strings.
fn numbers_in_order(input: &Object, at: &str, faults: &mut Faults) {
    let decimal = input.get("is_decimal_allowed") == Some(&Value::Bool(true));
    let mut number = |name: &str| {
        let text = input.get(name)?.as_str()?;
        let parsed = text.parse::<f64>().ok().filter(|number| number.is_finite());
        let fits = parsed.filter(|_| decimal || text.parse::<i64>().is_ok());
        if fits.is_none() {
            let words = if decimal { "a number" } else { "an integer" };
            faults.add(&format!("{at}/{name}"), format!("must be {words} in a string"));
        }
        fits
    };
    let (min, initial, max) = (number("min_value"), number("initial_value"), number("max_value"));
    let ordered = [(min, max), (min, initial), (initial, max)]
        .iter()
        .all(|pair| !matches!(pair, (Some(low), Some(high)) if low > high));
    if !ordered {
        faults.add(at, "`min_value`, `initial_value` and `max_value` must rise");
    }
}
