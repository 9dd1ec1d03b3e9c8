//! A guided tour of the page: its steps come with the seed of whoever starts the sandbox.

use serde::{Deserialize, Serialize};

/// One step: what to read, where to stand, what to click.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    title: Said,
    text: Said,
    /// Whom one is to be, by id.
    #[serde(default)]
    pub(crate) persona: Option<String>,
    /// A channel's or a conversation's id, a user's id for the conversation with that one, `app` for the one with the
    /// app, or `home`.
    #[serde(default)]
    pub(crate) place: Option<String>,
    /// What to click: a `data-test` hook; or `action:` and how an element's `action_id` begins.
    #[serde(default)]
    target: Option<String>,
    /// When the step is done; without it, when the target was clicked.
    #[serde(default)]
    done_when: Option<DoneWhen>,
}

/// The same in bokmål and in English.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    nb: String,
    en: String,
}

/// All that is given must hold.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct DoneWhen {
    /// This was clicked (or got the focus, where one types).
    #[serde(skip_serializing_if = "Option::is_none")]
    click: Option<String>,
    /// This is on the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    see: Option<String>,
    /// This is not, or no longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    gone: Option<String>,
    /// One is this person.
    #[serde(skip_serializing_if = "Option::is_none")]
    persona: Option<String>,
    /// One stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// An act of this kind was done, as `POST /sandbox/act` names it: `say`, `command`, `click`, `submit`.
    #[serde(skip_serializing_if = "Option::is_none")]
    act: Option<String>,
    /// The clock shows this or later, as `2026-09-10T09:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    clock: Option<String>,
    /// The clock was turned since the step began.
    #[serde(skip_serializing_if = "Option::is_none")]
    turned: Option<bool>,
    /// The app has posted so many messages since the step began.
    #[serde(skip_serializing_if = "Option::is_none")]
    app_posts: Option<u32>,
}
