//! The blocks: their fields, the elements each of them takes, and the surfaces they may stand on.
//! Source: <https://docs.slack.dev/reference/block-kit/blocks>.

use super::elements::{
    BUTTON, CHANNELS_SELECT, CHECKBOXES, CONVERSATIONS_SELECT, DATEPICKER, DATETIMEPICKER, EXTERNAL_SELECT,
    FILE_INPUT, IMAGE, IMAGE_FIELDS, MULTI_CHANNELS_SELECT, MULTI_CONVERSATIONS_SELECT,
    MULTI_EXTERNAL_SELECT, MULTI_STATIC_SELECT, MULTI_USERS_SELECT, NUMBER_INPUT, ONE_LINE_INPUT, OVERFLOW,
    PLAIN_TEXT_INPUT, RADIO_BUTTONS, RICH_TEXT_INPUT, STATIC_SELECT, TIMEPICKER, USERS_SELECT, one_source,
};
use super::rich_text::{RICH_TEXT, RICH_TEXT_FIELDS};
use super::rules::{ANY_TEXT, FILLED, Faults, Field, HTTPS, Object, PLAIN, Rule, Shape, URL, may, must};

/// Any block that a message may hold.
pub(super) static IN_MESSAGE: Rule = Rule::ByType(&[
    ("actions", &ACTIONS),
    ("context", &CONTEXT),
    ("divider", &DIVIDER),
    ("file", &FILE),
    ("header", &HEADER),
    ("image", &IMAGE_BLOCK),
    ("input", &INPUT),
    ("markdown", &MARKDOWN),
    ("rich_text", &RICH_TEXT_BLOCK),
    ("section", &SECTION),
    ("table", &TABLE),
    ("video", &VIDEO),
]);

/// Any block that a modal or a Home tab may hold: files, tables and markdown are for messages only.
pub(super) static IN_VIEW: Rule = Rule::ByType(&[
    ("actions", &ACTIONS),
    ("context", &CONTEXT),
    ("divider", &DIVIDER),
    ("header", &HEADER),
    ("image", &IMAGE_BLOCK),
    ("input", &INPUT),
    ("rich_text", &RICH_TEXT_BLOCK),
    ("section", &SECTION),
    ("video", &VIDEO),
]);

const BLOCK: &[Field] = &[may("block_id", Rule::Str(1, 255))];

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
    also: &[],
};

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

static HEADER: Shape = Shape { fields: &[BLOCK, &[must("text", Rule::Text(PLAIN, 1, 150))]], also: &[] };

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

static TABLE: Shape = Shape {
    fields: &[
        BLOCK,
        &[
            must("rows", Rule::List(&ROW, 1, 100)),
            may("column_settings", Rule::List(&Rule::OrNull(&COLUMN), 1, 20)),
        ],
    ],
    also: &[],
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
