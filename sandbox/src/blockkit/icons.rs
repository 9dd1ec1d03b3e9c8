//! The names of the built-in icons that cards and tasks may carry.
//! Source: <https://docs.slack.dev/reference/block-kit/composition-objects/slack-icon-object>.

use super::rules::{Field, Rule, Shape, must};

/// The icon beside a card's title.
pub(super) static CARD_ICON: Shape = Shape { fields: &[&[TYPE, must("name", named(is_icon))]], also: &[] };

/// The icon of a task.
pub(super) static TASK_ICON: Shape =
    Shape { fields: &[&[TYPE, must("name", named(is_task_icon))]], also: &[] };

const TYPE: Field = must("type", Rule::OneOf(&["icon"]));

const fn named(accepts: fn(&str) -> bool) -> Rule {
    Rule::Format(accepts, "must be a valid enum value")
}

const NAMES: &str = "archive book bookmark bot bug calendar call caret-left caret-right check clipboard code comment \
    compass copy cube download edit email eye-closed eye-open file flag folder gear globe heart help image info key \
    lightbulb link map mobile new-window pin plus refine refresh rocket save screen share sparkle star star-filled tag \
    thumbs-down thumbs-up trash upload user warning";

fn is_icon(name: &str) -> bool {
    NAMES.split(' ').any(|known| known == name)
}

/// Slack refuses a few of the names there, though its reference lists them.
fn is_task_icon(name: &str) -> bool {
    is_icon(name) && !["call", "email", "file", "link", "user"].contains(&name)
}
