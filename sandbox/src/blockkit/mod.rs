//! Block Kit's rules: which blocks, elements and texts Slack accepts, and in which words it refuses the rest.
//!
//! The rules are data (`blocks`, `elements`, `objects`, `rich_text`: tables of fields), read by one interpreter
//! (`rules`). What concerns several blocks at once (unique ids, one focus, limits of the whole) is in `surface`.
//! Nothing here knows the rest of the sandbox. Sources: <https://docs.slack.dev/reference/block-kit> and the fields of
//! Slack's own `@slack/types`. The wording follows Slack's JSON-schema validator (hack-json-schema) and refusals seen
//! in public; for rules of which no refusal was found (initial options, order of bounds, focus, totals) it is ours. An
//! `action_id` is unique in its block, which is all that the reference asks.
//!
//! Three deliberate limits. Blocks and elements made for AI apps or newer than the table block (`context_actions`,
//! `plan`, `task_card`, `card`, `carousel`, `container`, `alert`, ...) and `workflow_button` are answered with
//! `unsupported type`. Slack sometimes adds `failed to match all allowed schemas` for the parents of a fault; here only
//! the fault itself is told. And whether a URL answers or a user exists is not asked.

mod blocks;
mod elements;
mod objects;
mod rich_text;
mod rules;
mod suggestions;
mod surface;
#[cfg(test)]
mod tests;

pub(crate) use suggestions::suggestions;
pub(crate) use surface::{message, too_large, view};
