//! What happens to people: they come, change, and leave.

use serde_json::json;

use super::World;
use crate::model::{Status, User};

impl World {
    /// Somebody joins the workspace, and with it the channel that everybody is in.
    pub(crate) fn welcome(&mut self, user: User) {
        let id = user.id.clone();
        self.model.users.push(user);
        self.tell_user("team_join", &id);
        let general = self.model.channels.iter().find(|channel| channel.is_general && !channel.is_archived);
        if let Some(general) = general.map(|channel| channel.id.clone()) {
            self.join(&general, &id, None);
        }
    }

    /// Changes somebody's profile and tells of it: `user_change`, and the event for the part that changed.
    pub(crate) fn change_user(&mut self, id: &str, change: impl FnOnce(&mut User)) {
        let now = self.model.now.timestamp();
        let Some(user) = self.model.user_mut(id) else { return };
        let before = user.clone();
        change(user);
        user.updated = now;
        let status = before.status != user.status;
        let said = |user: &User| (user.real_name.clone(), user.title.clone(), user.tz, user.profile.clone());
        let profile = said(&before) != said(user);
        self.tell_user("user_change", id);
        if status {
            self.tell_user("user_status_changed", id);
        }
        if profile {
            self.tell_user("user_profile_changed", id);
        }
    }

    /// Statuses that have run out are taken down.
    pub(super) fn end_statuses(&mut self) {
        let now = self.model.now.timestamp();
        let over = |user: &&User| user.status.expiration > 0 && user.status.expiration <= now;
        let ids: Vec<String> = self.model.users.iter().filter(over).map(|user| user.id.clone()).collect();
        for id in ids {
            self.change_user(&id, |user| user.status = Status::default());
        }
    }

    fn tell_user(&mut self, name: &str, user: &str) {
        let Some(mut wire) = self.model.user(user).map(|user| self.user_wire(user, true)) else {
            return;
        };
        // Events have an empty object where answers have null.
        wire["profile"]["fields"] = json!({});
        let ts = self.model.next_ts();
        let event = json!({"type": name, "user": wire, "cache_ts": ts.seconds(), "event_ts": ts});
        self.emit(name, event);
    }
}
