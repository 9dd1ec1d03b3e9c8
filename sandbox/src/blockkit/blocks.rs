//! The blocks: their fields, the elements each of them takes, and the surfaces they may stand on.
//! Source: <https://docs.slack.dev/reference/block-kit/blocks>.

use serde_json::Value;

use super::cards::{ALERT, AUTH_PROVIDER, CARD, CAROUSEL, CONTAINER, CONTEXT_ACTIONS};
use super::charts::DATA_VISUALIZATION;
use super::elements::{
    BUTTON, CHANNELS_SELECT, CHECKBOXES, CONVERSATIONS_SELECT, DATEPICKER, DATETIMEPICKER, EXTERNAL_SELECT,
    FILE_INPUT, IMAGE, IMAGE_FIELDS, MULTI_CHANNELS_SELECT, MULTI_CONVERSATIONS_SELECT,
    MULTI_EXTERNAL_SELECT, MULTI_STATIC_SELECT, MULTI_USERS_SELECT, NUMBER_INPUT, ONE_LINE_INPUT, OVERFLOW,
    PLAIN_TEXT_INPUT, RADIO_BUTTONS, RICH_TEXT_INPUT, STATIC_SELECT, TIMEPICKER, USERS_SELECT,
    WORKFLOW_BUTTON, one_source,
};
use super::rich_text::RICH_TEXT_FIELDS;
use super::rules::{ANY_TEXT, FILLED, Faults, Field, HTTPS, Object, PLAIN, Rule, Shape, URL, may, must};
use super::tables::{DATA_TABLE, TABLE};
use super::tasks::{PLAN, TASK_CARD};

/// Any block that a message may hold.
pub(super) static IN_MESSAGE: Rule = Rule::ByType(&[
    ("actions", &ACTIONS),
    ("auth_provider", &AUTH_PROVIDER),
    ("card", &CARD),
    ("carousel", &CAROUSEL),
    ("container", &CONTAINER),
    ("context", &CONTEXT),
    ("context_actions", &CONTEXT_ACTIONS),
    ("data_table", &DATA_TABLE),
    ("data_visualization", &DATA_VISUALIZATION),
    ("divider", &DIVIDER),
    ("file", &FILE),
    ("header", &HEADER),
    ("image", &IMAGE_BLOCK),
    ("input", &INPUT),
    ("markdown", &MARKDOWN),
    ("plan", &PLAN),
    ("rich_text", &RICH_TEXT_BLOCK),
    ("section", &SECTION),
    ("table", &TABLE),
    ("task_card", &TASK_CARD),
    ("video", &VIDEO),
]);

/// Any block that a modal may hold; alerts are for modals only.
pub(super) static IN_MODAL: Rule = Rule::ByType(&[
    ("actions", &ACTIONS),
    ("alert", &ALERT),
    ("auth_provider", &AUTH_PROVIDER),
    ("context", &CONTEXT),
    ("divider", &DIVIDER),
    ("header", &HEADER),
    ("image", &IMAGE_BLOCK),
    ("input", &INPUT),
    ("rich_text", &RICH_TEXT_BLOCK),
    ("section", &SECTION),
    ("video", &VIDEO),
]);

/// Any block that a Home tab may hold.
pub(super) static IN_HOME: Rule = Rule::ByType(&[
    ("actions", &ACTIONS),
    ("auth_provider", &AUTH_PROVIDER),
    ("card", &CARD),
    ("carousel", &CAROUSEL),
    ("context", &CONTEXT),
    ("data_table", &DATA_TABLE),
    ("divider", &DIVIDER),
    ("header", &HEADER),
    ("image", &IMAGE_BLOCK),
    ("input", &INPUT),
    ("rich_text", &RICH_TEXT_BLOCK),
    ("section", &SECTION),
    ("video", &VIDEO),
]);

/// Any block that a container may hold.
pub(super) static IN_CONTAINER: Rule = Rule::ByType(&[
    ("actions", &ACTIONS),
    ("context", &CONTEXT),
    ("divider", &DIVIDER),
    ("file", &FILE),
    ("header", &HEADER),
    ("image", &IMAGE_BLOCK),
    ("input", &INPUT),
    ("rich_text", &RICH_TEXT_BLOCK),
    ("section", &SECTION),
    ("table", &TABLE),
    ("video", &VIDEO),
]);

/// What every block may carry.
pub(super) const BLOCK: &[Field] = &[may("block_id", Rule::Str(1, 255))];

static SECTION: Shape = Shape {
    fields: &[
        BLOCK,
        &[
            may("text", Rule::Text(ANY_TEXT, 1, 3000)),
            may("fields", Rule::List(&Rule::Text(ANY_TEXT, 1, 2000), 1, 10)),
            may("accessory", ACCESSORY),
            may("expand", Rule::Bool),
        ],
    ],
    also: &[text_or_fields],
};

/// Both together are fine, none is not.
fn text_or_fields(section: &Object, at: &str, faults: &mut Faults) {
    if !section.contains_key("text") && !section.contains_key("fields") {
        faults.add(at, "must define either `text` or `fields`");
    }
}

const ACCESSORY: Rule = Rule::ByType(&[
    ("button", &BUTTON),
    ("channels_select", &CHANNELS_SELECT),
    ("checkboxes", &CHECKBOXES),
    ("conversations_select", &CONVERSATIONS_SELECT),
    ("datepicker", &DATEPICKER),
    ("external_select", &EXTERNAL_SELECT),
    ("image", &IMAGE),
    ("multi_channels_select", &MULTI_CHANNELS_SELECT),
    ("multi_conversations_select", &MULTI_CONVERSATIONS_SELECT),
    ("multi_external_select", &MULTI_EXTERNAL_SELECT),
    ("multi_static_select", &MULTI_STATIC_SELECT),
    ("multi_users_select", &MULTI_USERS_SELECT),
    ("overflow", &OVERFLOW),
    ("radio_buttons", &RADIO_BUTTONS),
    ("static_select", &STATIC_SELECT),
    ("timepicker", &TIMEPICKER),
    ("users_select", &USERS_SELECT),
    ("workflow_button", &WORKFLOW_BUTTON),
]);

static ACTIONS: Shape =
    Shape { fields: &[BLOCK, &[must("elements", Rule::List(&ACTION_ELEMENT, 1, 25))]], also: &[] };

static ACTION_ELEMENT: Rule = Rule::ByType(&[
    ("button", &BUTTON),
    ("channels_select", &CHANNELS_SELECT),
    ("checkboxes", &CHECKBOXES),
    ("conversations_select", &CONVERSATIONS_SELECT),
    ("datepicker", &DATEPICKER),
    ("datetimepicker", &DATETIMEPICKER),
    ("external_select", &EXTERNAL_SELECT),
    ("multi_channels_select", &MULTI_CHANNELS_SELECT),
    ("multi_conversations_select", &MULTI_CONVERSATIONS_SELECT),
    ("multi_external_select", &MULTI_EXTERNAL_SELECT),
    ("multi_static_select", &MULTI_STATIC_SELECT),
    ("multi_users_select", &MULTI_USERS_SELECT),
    ("overflow", &OVERFLOW),
    ("radio_buttons", &RADIO_BUTTONS),
    ("rich_text_input", &RICH_TEXT_INPUT),
    ("static_select", &STATIC_SELECT),
    ("timepicker", &TIMEPICKER),
    ("users_select", &USERS_SELECT),
    ("workflow_button", &WORKFLOW_BUTTON),
]);

static INPUT: Shape = Shape {
    fields: &[
        BLOCK,
        &[
            must("label", Rule::Text(PLAIN, 1, 2000)),
            must("element", INPUT_ELEMENT),
            may("hint", Rule::Text(PLAIN, 1, 2000)),
            may("optional", Rule::Bool),
            may("dispatch_action", Rule::Bool),
        ],
    ],
    also: &[files_are_told_at_the_end],
};

fn files_are_told_at_the_end(input: &Object, at: &str, faults: &mut Faults) {
    let files = input.get("element").is_some_and(|element| element["type"] == "file_input");
    if files && input.get("dispatch_action") == Some(&Value::Bool(true)) {
        faults.add(&format!("{at}/element/type"), "unsupported type: file_input");
    }
}

// `file_input` is for modals only, which `surface` sees to.
const INPUT_ELEMENT: Rule = Rule::ByType(&[
    ("channels_select", &CHANNELS_SELECT),
    ("checkboxes", &CHECKBOXES),
    ("conversations_select", &CONVERSATIONS_SELECT),
    ("datepicker", &DATEPICKER),
    ("datetimepicker", &DATETIMEPICKER),
    ("email_text_input", &ONE_LINE_INPUT),
    ("external_select", &EXTERNAL_SELECT),
    ("file_input", &FILE_INPUT),
    ("multi_channels_select", &MULTI_CHANNELS_SELECT),
    ("multi_conversations_select", &MULTI_CONVERSATIONS_SELECT),
    ("multi_external_select", &MULTI_EXTERNAL_SELECT),
    ("multi_static_select", &MULTI_STATIC_SELECT),
    ("multi_users_select", &MULTI_USERS_SELECT),
    ("number_input", &NUMBER_INPUT),
    ("plain_text_input", &PLAIN_TEXT_INPUT),
    ("radio_buttons", &RADIO_BUTTONS),
    ("rich_text_input", &RICH_TEXT_INPUT),
    ("static_select", &STATIC_SELECT),
    ("timepicker", &TIMEPICKER),
    ("url_text_input", &ONE_LINE_INPUT),
    ("users_select", &USERS_SELECT),
]);

static CONTEXT: Shape =
    Shape { fields: &[BLOCK, &[must("elements", Rule::List(&CONTEXT_ELEMENT, 1, 10))]], also: &[] };

static CONTEXT_ELEMENT: Rule =
    Rule::ByType(&[("image", &IMAGE), ("plain_text", &PLAIN_TEXT), ("mrkdwn", &MRKDWN)]);

static PLAIN_TEXT: Shape =
    Shape { fields: &[&[must("text", Rule::Str(1, 3000)), may("emoji", Rule::Bool)]], also: &[] };
static MRKDWN: Shape =
    Shape { fields: &[&[must("text", Rule::Str(1, 3000)), may("verbatim", Rule::Bool)]], also: &[] };

static DIVIDER: Shape = Shape { fields: &[BLOCK], also: &[] };

static HEADER: Shape = Shape {
    fields: &[BLOCK, &[must("text", Rule::Text(PLAIN, 1, 150)), may("level", Rule::Integer(1, 4))]],
    also: &[],
};

static IMAGE_BLOCK: Shape = Shape {
    fields: &[BLOCK, IMAGE_FIELDS, &[may("title", Rule::Text(PLAIN, 1, 2000))]],
    also: &[one_source],
};

static MARKDOWN: Shape = Shape { fields: &[BLOCK, &[must("text", Rule::Str(1, 12_000))]], also: &[] };

static RICH_TEXT_BLOCK: Shape = Shape { fields: &[BLOCK, RICH_TEXT_FIELDS], also: &[] };

static VIDEO: Shape = Shape {
    fields: &[
        BLOCK,
        &[
            must("alt_text", FILLED),
            must("title", Rule::Text(PLAIN, 1, 199)),
            must("thumbnail_url", URL),
            must("video_url", HTTPS),
            may("title_url", HTTPS),
            may("description", Rule::Text(PLAIN, 1, 199)),
            may("author_name", Rule::Str(1, 49)),
            may("provider_name", FILLED),
            may("provider_icon_url", URL),
        ],
    ],
    also: &[],
};

static FILE: Shape = Shape {
    fields: &[BLOCK, &[must("external_id", FILLED), must("source", Rule::OneOf(&["remote"]))]],
    also: &[],
};
