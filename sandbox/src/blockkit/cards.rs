//! Blocks that frame something: cards and carousels, containers, alerts, the row of feedback below an answer, and the
//! state of a connection to another service. Source: <https://docs.slack.dev/reference/block-kit/blocks>.

use serde_json::Value;

use super::blocks::{BLOCK, IN_CONTAINER, IN_MESSAGE};
use super::elements::{BUTTON, FEEDBACK_BUTTONS, ICON_BUTTON, IMAGE, OVERFLOW};
use super::icons::CARD_ICON;
use super::rich_text::RICH_TEXT_VALUE;
use super::rules::{ANY_TEXT, Faults, HTTPS, Object, PLAIN, Rule, Shape, may, must};

/// What an image in a card or a container may be.
const PICTURE: Rule = Rule::ByType(&[("image", &IMAGE)]);

pub(super) static CARD: Shape = Shape {
    fields: &[
        BLOCK,
        &[
            may("hero_image", PICTURE),
            may("icon", PICTURE),
            may("slack_icon", Rule::Object(&CARD_ICON)),
            may("title", Rule::Text(ANY_TEXT, 1, 150)),
            may("subtitle", Rule::Text(ANY_TEXT, 1, 150)),
            may("body", Rule::Text(ANY_TEXT, 1, 200)),
            may("subtext", Rule::Text(ANY_TEXT, 1, 200)),
            may("actions", Rule::List(&Rule::ByType(&[("button", &BUTTON)]), 1, 3)),
        ],
    ],
    also: &[card_shows_something, one_icon],
};

fn card_shows_something(card: &Object, at: &str, faults: &mut Faults) {
    if !["hero_image", "title", "actions", "body"].iter().any(|name| card.contains_key(*name)) {
        faults.add(at, "must define at least one of `hero_image`, `title`, `actions`, `body`");
    }
}

fn one_icon(card: &Object, at: &str, faults: &mut Faults) {
    if card.contains_key("icon") && card.contains_key("slack_icon") {
        faults.add(at, "must define only one of `icon` or `slack_icon`");
    }
}

pub(super) static CAROUSEL: Shape = Shape {
    fields: &[BLOCK, &[must("elements", Rule::List(&Rule::ByType(&[("card", &CARD)]), 1, 10))]],
    also: &[],
};

pub(super) static ALERT: Shape = Shape {
    fields: &[
        BLOCK,
        &[
            must("text", Rule::Text(ANY_TEXT, 1, 200)),
            may("level", Rule::OneOf(&["default", "info", "warning", "error", "success"])),
        ],
    ],
    also: &[],
};

pub(super) static CONTAINER: Shape = Shape {
    fields: &[
        BLOCK,
        &[
            may("title", Rule::Text(PLAIN, 1, 150)),
            may("rich_text_title", RICH_TEXT_VALUE),
            may("subtitle", Rule::Text(ANY_TEXT, 1, 150)),
            must("child_blocks", Rule::List(&IN_CONTAINER, 1, 10)),
            may("width", Rule::OneOf(&["narrow", "standard", "wide", "full"])),
            may("icon", PICTURE),
            may("is_collapsible", Rule::Bool),
            may("default_collapsed", Rule::Bool),
            may("has_header_divider", Rule::Bool),
        ],
    ],
    also: &[container_is_named, folds_or_divides],
};

/// With both, the rich one is shown.
fn container_is_named(container: &Object, at: &str, faults: &mut Faults) {
    if !container.contains_key("title") && !container.contains_key("rich_text_title") {
        faults.add(at, "must define either `title` or `rich_text_title`");
    }
}

fn folds_or_divides(container: &Object, at: &str, faults: &mut Faults) {
    let set = |name: &str| container.get(name) == Some(&Value::Bool(true));
    if set("is_collapsible") && set("has_header_divider") {
        faults.add(at, "must define only one of `is_collapsible` or `has_header_divider`");
    }
}

pub(super) static CONTEXT_ACTIONS: Shape =
    Shape { fields: &[BLOCK, &[must("elements", Rule::List(&CONTEXT_ACTION, 1, 5))]], also: &[] };

static CONTEXT_ACTION: Rule =
    Rule::ByType(&[("feedback_buttons", &FEEDBACK_BUTTONS), ("icon_button", &ICON_BUTTON)]);

// Whether the hosts are among the manifest's `auth_hosts` is not asked.
pub(super) static AUTH_PROVIDER: Shape = Shape {
    fields: &[
        BLOCK,
        &[
            must("value", Rule::Str(1, 150)),
            must("name", Rule::Text(PLAIN, 1, 75)),
            must("is_connected", Rule::Bool),
            may("description", Rule::Text(PLAIN, 1, 150)),
            may("icon_url", HTTPS),
            may("auth_url", HTTPS),
            may("disconnect_url", HTTPS),
            may("connected_identity", Rule::Text(PLAIN, 1, 75)),
            may("connected_context", Rule::Text(PLAIN, 1, 75)),
            may("accessory", Rule::ByType(&[("overflow", &OVERFLOW)])),
            may("fallback", Rule::List(&IN_MESSAGE, 1, 50)),
        ],
    ],
    also: &[],
};
