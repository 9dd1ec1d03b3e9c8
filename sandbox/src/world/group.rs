//! User groups: who is in them, and the `subteam_*` events.

use serde_json::{Value, json};

use super::World;
use crate::model::{Kind, Usergroup};

impl World {
    /// A new group, empty at first.
    pub(crate) fn create_usergroup(&mut self, group: Usergroup) {
        let id = group.id.clone();
        self.model.usergroups.push(group);
        self.tell_usergroup("subteam_created", &id);
    }

    /// Changes a group and tells of it.
    pub(crate) fn change_usergroup(&mut self, id: &str, by: &str, change: impl FnOnce(&mut Usergroup)) {
        let now = self.model.now.timestamp();
        let Some(group) = self.model.usergroup_mut(id) else { return };
        let before = group.clone();
        change(group);
        group.updated = now;
        by.clone_into(&mut group.updated_by);
        let after = group.clone();
        if before.users != after.users {
            self.tell_members(&before, &after);
        }
        self.tell_usergroup("subteam_updated", id);
    }

    fn tell_usergroup(&mut self, name: &str, id: &str) {
        let Some(wire) = self.model.usergroup(id).map(|group| self.usergroup_wire(group, true, true)) else {
            return;
        };
        self.emit_now(name, json!({"type": name, "subteam": wire}));
    }

    fn tell_members(&mut self, before: &Usergroup, after: &Usergroup) {
        let missing = |from: &Usergroup, to: &Usergroup| -> Vec<String> {
            from.users.iter().filter(|user| !to.users.contains(user)).cloned().collect()
        };
        let (added, removed) = (missing(after, before), missing(before, after));
        let event = json!({
            "type": "subteam_members_changed", "subteam_id": after.id, "team_id": self.model.team.id,
            "date_previous_update": before.updated, "date_update": after.updated,
            "added_users": added, "added_users_count": added.len(),
            "removed_users": removed, "removed_users_count": removed.len(),
        });
        self.emit_now("subteam_members_changed", event);
        for (name, users) in [("subteam_self_added", &added), ("subteam_self_removed", &removed)] {
            if users.contains(&self.app.user_id) {
                self.emit_now(name, json!({"type": name, "subteam_id": after.id}));
            }
        }
    }

    /// Slack's JSON of a group, with its members and their number only where they are asked for.
    pub(crate) fn usergroup_wire(&self, group: &Usergroup, users: bool, count: bool) -> Value {
        let is_private =
            |id: &&String| self.model.channel(id).is_some_and(|channel| channel.kind == Kind::Private);
        let (groups, channels): (Vec<String>, Vec<String>) =
            group.channels.iter().cloned().partition(|id| is_private(&id));
        let mut wire = group.wire(&self.model.team.id, &channels, &groups);
        if users {
            wire["users"] = json!(group.users);
        }
        if count {
            wire["user_count"] = json!(group.users.len());
            wire["channel_count"] = json!(group.channels.len());
        }
        wire
    }
}
