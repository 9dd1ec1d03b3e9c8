//! Blocks that show what an app is about: a plan and its tasks.
//! Source: <https://docs.slack.dev/reference/block-kit/blocks/plan-block> and `task-card-block`.

use std::collections::HashSet;

use super::blocks::BLOCK;
use super::icons::TASK_ICON;
use super::objects::items;
use super::rich_text::RICH_TEXT_VALUE;
use super::rules::{FILLED, Faults, Field, Object, Rule, Shape, URL, may, must};

const TASK: &[Field] = &[
    must("task_id", FILLED),
    must("title", FILLED),
    may("status", Rule::OneOf(&["pending", "in_progress", "complete", "error"])),
    may("details", RICH_TEXT_VALUE),
    may("output", RICH_TEXT_VALUE),
    may("sources", Rule::List(&SOURCE, 1, usize::MAX)),
    may("icon", Rule::Object(&TASK_ICON)),
    may("hide_title", Rule::Bool),
];

pub(super) static TASK_CARD: Shape = Shape { fields: &[BLOCK, TASK], also: &[] };

/// In a plan a task may leave its type out.
static PLANNED_TASK: Shape =
    Shape { fields: &[BLOCK, TASK, &[may("type", Rule::OneOf(&["task_card"]))]], also: &[] };

static SOURCE: Rule = Rule::ByType(&[("url", &URL_SOURCE)]);
static URL_SOURCE: Shape = Shape { fields: &[&[must("url", URL), must("text", FILLED)]], also: &[] };

pub(super) static PLAN: Shape = Shape {
    fields: &[BLOCK, &[must("title", FILLED), may("tasks", Rule::List(&Rule::Object(&PLANNED_TASK), 0, 50))]],
    also: &[tasks_differ],
};

fn tasks_differ(plan: &Object, at: &str, faults: &mut Faults) {
    let mut seen = HashSet::new();
    for (index, task) in items(plan.get("tasks")).enumerate() {
        if let Some(id) = task["task_id"].as_str()
            && !seen.insert(id)
        {
            faults.add(&format!("{at}/tasks/{index}/task_id"), format!("`task_id` \"{id}\" already exists"));
        }
    }
}
