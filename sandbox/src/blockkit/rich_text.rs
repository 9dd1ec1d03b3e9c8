//! Rich text: the block that people's own messages are made of.
//! Source: <https://docs.slack.dev/reference/block-kit/blocks/rich-text-block>.

use super::rules::{FILLED, Field, Rule, Shape, URL, may, must};

/// The fields of a rich text block besides `type` and `block_id`.
pub(super) const RICH_TEXT_FIELDS: &[Field] = &[must("elements", Rule::List(&PARTS, 1, usize::MAX))];

/// A rich text block as the value of an input or a cell.
pub(super) static RICH_TEXT: Shape =
    Shape { fields: &[RICH_TEXT_FIELDS, &[may("block_id", Rule::Str(1, 255))]], also: &[] };

/// The same, where it says its type.
pub(super) const RICH_TEXT_VALUE: Rule = Rule::ByType(&[("rich_text", &RICH_TEXT)]);

// Unlike elsewhere in Block Kit the lists of elements may be empty: an empty line is a section without elements.
static PARTS: Rule = Rule::ByType(&[
    ("rich_text_section", &SECTION),
    ("rich_text_list", &LIST),
    ("rich_text_preformatted", &PREFORMATTED),
    ("rich_text_quote", &QUOTE),
]);

const BORDER: Field = may("border", Rule::Integer(0, 1));

static SECTION: Shape =
    Shape { fields: &[&[must("elements", Rule::List(&INLINE, 0, usize::MAX))]], also: &[] };
static LIST: Shape = Shape {
    fields: &[&[
        must("style", Rule::OneOf(&["bullet", "ordered"])),
        must("elements", Rule::List(&LIST_ITEM, 0, usize::MAX)),
        may("indent", Rule::Integer(0, 8)),
        may("offset", Rule::Integer(0, i64::MAX)),
        BORDER,
    ]],
    also: &[],
};
static PREFORMATTED: Shape = Shape {
    fields: &[&[must("elements", Rule::List(&TEXT_OR_LINK, 0, usize::MAX)), may("language", FILLED), BORDER]],
    also: &[],
};
static QUOTE: Shape =
    Shape { fields: &[&[must("elements", Rule::List(&INLINE, 0, usize::MAX)), BORDER]], also: &[] };

static LIST_ITEM: Rule = Rule::ByType(&[("rich_text_section", &SECTION)]);
static TEXT_OR_LINK: Rule = Rule::ByType(&[("text", &TEXT), ("link", &LINK)]);
static INLINE: Rule = Rule::ByType(&[
    ("text", &TEXT),
    ("link", &LINK),
    ("emoji", &EMOJI),
    ("user", &USER),
    ("usergroup", &USERGROUP),
    ("channel", &CHANNEL),
    ("team", &TEAM),
    ("broadcast", &BROADCAST),
    ("date", &DATE),
    ("color", &COLOR),
]);

const STYLED: &[Field] = &[may("style", Rule::Object(&STYLE))];
static STYLE: Shape = Shape {
    fields: &[&[
        may("bold", Rule::Bool),
        may("italic", Rule::Bool),
        may("strike", Rule::Bool),
        may("underline", Rule::Bool),
        may("code", Rule::Bool),
        may("highlight", Rule::Bool),
        may("client_highlight", Rule::Bool),
        may("unlink", Rule::Bool),
    ]],
    also: &[],
};

static TEXT: Shape = Shape { fields: &[&[must("text", FILLED)], STYLED], also: &[] };
static LINK: Shape = Shape {
    fields: &[&[must("url", URL), may("text", FILLED), may("unsafe", Rule::Bool)], STYLED],
    also: &[],
};
static EMOJI: Shape = Shape {
    fields: &[
        &[
            must("name", FILLED),
            may("unicode", FILLED),
            may("skin_tone", Rule::Integer(1, 6)),
            may("url", URL),
        ],
        STYLED,
    ],
    also: &[],
};
static USER: Shape = Shape { fields: &[&[must("user_id", FILLED)], STYLED], also: &[] };
static USERGROUP: Shape = Shape { fields: &[&[must("usergroup_id", FILLED)], STYLED], also: &[] };
static CHANNEL: Shape = Shape { fields: &[&[must("channel_id", FILLED)], STYLED], also: &[] };
static TEAM: Shape = Shape { fields: &[&[must("team_id", FILLED)], STYLED], also: &[] };
static BROADCAST: Shape =
    Shape { fields: &[&[must("range", Rule::OneOf(&["here", "channel", "everyone"]))], STYLED], also: &[] };
static DATE: Shape = Shape {
    fields: &[
        &[
            must("timestamp", Rule::Integer(0, i64::MAX)),
            must("format", FILLED),
            may("url", URL),
            may("fallback", FILLED),
        ],
        STYLED,
    ],
    also: &[],
};
static COLOR: Shape = Shape { fields: &[&[must("value", FILLED)], STYLED], also: &[] };
