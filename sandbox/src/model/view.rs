//! A view: a modal in somebody's stack, or somebody's App Home.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// What people entered, in Slack's shape: `block_id` → `action_id` → state.
pub(crate) type Values = Map<String, Value>;

/// A view as one person has it before them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct View {
    pub(crate) id: String,
    pub(crate) user: String,
    pub(crate) root: String,
    pub(crate) previous: Option<String>,
    pub(crate) hash: String,
    /// As the app sent it, with ids filled in.
    pub(crate) body: Value,
    pub(crate) values: Values,
    /// The app's complaints about the last submission, by `block_id`.
    pub(crate) errors: BTreeMap<String, String>,
    /// The channel of the command or message it was opened from.
    pub(crate) channel: Option<String>,
}

impl View {
    /// A text of the body, such as `callback_id`; empty when left out.
    pub(crate) fn text(&self, field: &str) -> &str {
        self.body.get(field).and_then(Value::as_str).unwrap_or_default()
    }

    /// A switch of the body, such as `notify_on_close`.
    pub(crate) fn flag(&self, field: &str) -> bool {
        self.body.get(field).and_then(Value::as_bool).unwrap_or(false)
    }

    pub(crate) fn blocks(&self) -> &[Value] {
        self.body.get("blocks").and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// Slack's JSON, with the state of its inputs.
    pub(crate) fn wire(&self, team: &str, app: &str, bot: &str) -> Value {
        let or_null = |field: &str| self.body.get(field).cloned().unwrap_or(Value::Null);
        json!({
            "id": self.id,
            "team_id": team,
            "type": self.text("type"),
            "blocks": self.blocks(),
            "private_metadata": self.text("private_metadata"),
            "callback_id": self.text("callback_id"),
            "state": {"values": self.values},
            "hash": self.hash,
            "title": or_null("title"),
            "submit": or_null("submit"),
            "close": or_null("close"),
            "clear_on_close": self.flag("clear_on_close"),
            "notify_on_close": self.flag("notify_on_close"),
            "external_id": self.text("external_id"),
            "previous_view_id": self.previous,
            "root_view_id": self.root,
            "app_id": app,
            "bot_id": bot,
            "app_installed_team_id": team,
        })
    }
}
