//! Slackbot, whom every workspace has: found by apps, written to by none, and nobody to play.

use std::borrow::Cow;

use chrono_tz::America::Los_Angeles;

use super::World;
use crate::model::{Profile, SLACKBOT, Status, User};

impl World {
    /// Somebody an app can look up: of the workspace, or Slackbot.
    pub(crate) fn known_user(&self, id: &str) -> Option<Cow<'_, User>> {
        if id == SLACKBOT { Some(Cow::Owned(slackbot())) } else { self.model.user(id).map(Cow::Borrowed) }
    }

    /// Everybody an app is told of: the workspace's, and Slackbot.
    pub(crate) fn known_users(&self) -> impl Iterator<Item = Cow<'_, User>> {
        self.model.users.iter().map(Cow::Borrowed).chain([Cow::Owned(slackbot())])
    }
}

/// Slack says that it is no bot, and many an app has taken it for a person.
fn slackbot() -> User {
    User {
        id: SLACKBOT.to_owned(),
        name: "slackbot".to_owned(),
        real_name: "Slackbot".to_owned(),
        title: String::new(),
        locale: "en-US".to_owned(),
        tz: Los_Angeles,
        is_bot: false,
        deleted: false,
        updated: 0,
        profile: Profile { display_name: "Slackbot".to_owned(), ..Profile::default() },
        status: Status::default(),
        away: false,
    }
}
