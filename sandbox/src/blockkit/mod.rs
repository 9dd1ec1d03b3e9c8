//! Block Kit's rules: which blocks, elements and texts Slack accepts, and in which words it refuses the rest.
//!
//! The rules are data (`blocks` and the files of single kinds, `elements`, `objects`, `rich_text`: tables of fields), read
//! by one interpreter (`rules`). What concerns several blocks at once (unique ids, one focus, limits of the whole) is in
//! `surface`; `walk` finds blocks and elements wherever they stand. Nothing here knows the rest of the sandbox.
//!
//! Sources: <https://docs.slack.dev/reference/block-kit>, the fields of Slack's own `@slack/types` and `slack_sdk`, and
//! refusals seen in public, from which the wording is (`failed to match all allowed schemas` stands before the faults of
//! a view and of a text that may be of two kinds). For rules of which no refusal was found (initial options, order of
//! bounds, focus, totals, charts, plans) the words are ours. An `action_id` is unique in its block, which is all that the
//! reference asks.
//!
//! Where Slack's reference does not say on which surface a newer block may stand, it stands where it was seen to work
//! and nowhere else: cards, carousels and data tables in messages and on the Home tab, alerts in modals, the rest in
//! messages. Not asked is whether a URL answers, a user or file exists, or the app may embed videos.

mod blocks;
mod cards;
mod charts;
mod elements;
mod filled;
mod icons;
mod objects;
mod rich_text;
mod rules;
mod suggestions;
mod surface;
mod tables;
mod tasks;
#[cfg(test)]
mod tests;
mod walk;

pub(crate) use filled::fill;
pub(crate) use suggestions::suggestions;
#[cfg(test)]
pub(crate) use surface::all_types;
pub(crate) use surface::{Refusal, message, view};
pub(crate) use walk::{all_blocks, elements, holds};
