//! A user group, which is mentioned as a whole.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A group of people with a handle.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Usergroup {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) handle: String,
    pub(crate) description: String,
    pub(crate) users: Vec<String>,
    /// Channels that its members are to find themselves in.
    pub(crate) channels: Vec<String>,
    pub(crate) created_by: String,
    pub(crate) updated_by: String,
    /// Civil seconds since 1970.
    pub(crate) created: i64,
    pub(crate) updated: i64,
    /// When it was disabled, and by whom.
    pub(crate) disabled: Option<(i64, String)>,
}

impl Usergroup {
    /// Slack's JSON; `channels` are those of its channels that are public, `groups` the private ones.
    pub(crate) fn wire(&self, team: &str, channels: &[String], groups: &[String]) -> Value {
        json!({
            "id": self.id, "team_id": team, "is_usergroup": true, "is_subteam": true, "name": self.name,
            "description": self.description, "handle": self.handle, "is_external": false,
            "date_create": self.created, "date_update": self.updated,
            "date_delete": self.disabled.as_ref().map_or(0, |(at, _)| *at),
            "auto_type": null, "auto_provision": false, "enterprise_subteam_id": "",
            "created_by": self.created_by, "updated_by": self.updated_by,
            "deleted_by": self.disabled.as_ref().map(|(_, by)| by),
            "prefs": {"channels": channels, "groups": groups},
        })
    }
}
