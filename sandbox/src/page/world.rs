//! The sandbox's state as the page needs it: people, channels and messages borrowed from the JSON of
//! `GET /sandbox/state`, and the questions a page asks about them (who sees what, who wrote this).

use serde_json::Value;
use std::collections::HashMap;

use super::look::{list, some_text, strings, text, truth};

/// Somebody in the workspace, person or bot.
#[derive(Debug)]
pub(crate) struct User<'a> {
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    real_name: &'a str,
    pub(crate) title: &'a str,
    pub(crate) is_bot: bool,
    pub(crate) deleted: bool,
}

impl<'a> User<'a> {
    fn read(value: &'a Value) -> Self {
        Self {
            id: text(value, "id"),
            name: text(value, "name"),
            real_name: text(value, "real_name"),
            title: text(value, "title"),
            is_bot: truth(value, "is_bot"),
            deleted: truth(value, "deleted"),
        }
    }

    /// The name others see.
    pub(crate) fn display(&self) -> &'a str {
        [self.real_name, self.name, self.id].into_iter().find(|name| !name.is_empty()).unwrap_or_default()
    }
}

/// A channel, or a conversation between two.
#[derive(Debug)]
pub(crate) struct Channel<'a> {
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) topic: &'a str,
    pub(crate) is_im: bool,
    pub(crate) is_private: bool,
    user: &'a str,
    pub(crate) members: Vec<&'a str>,
}

impl<'a> Channel<'a> {
    fn read(value: &'a Value) -> Self {
        Self {
            id: text(value, "id"),
            name: text(value, "name"),
            topic: topic(value),
            is_im: truth(value, "is_im"),
            is_private: truth(value, "is_private"),
            user: text(value, "user"),
            members: strings(value, "members"),
        }
    }

    /// True when `user` takes part in it.
    pub(crate) fn has(&self, user: &str) -> bool {
        self.members.contains(&user) || (self.is_im && self.user == user)
    }
}

/// A channel's topic, as a string or as Slack's `{"value": ..}`.
fn topic(value: &Value) -> &str {
    match value.get("topic") {
        Some(Value::String(topic)) => topic,
        Some(object) => text(object, "value"),
        None => "",
    }
}

/// One message, ephemeral ones included.
#[derive(Debug)]
pub(crate) struct Message<'a> {
    pub(crate) channel: &'a str,
    pub(crate) ts: &'a str,
    thread_ts: Option<&'a str>,
    pub(crate) user: &'a str,
    bot_id: Option<&'a str>,
    pub(crate) subtype: &'a str,
    pub(crate) text: &'a str,
    pub(crate) blocks: &'a [Value],
    pub(crate) ephemeral_to: Option<&'a str>,
    edited: Option<&'a Value>,
    pub(crate) reactions: &'a [Value],
    pub(crate) files: &'a [Value],
}

impl<'a> Message<'a> {
    fn read(value: &'a Value) -> Self {
        Self {
            channel: text(value, "channel"),
            ts: text(value, "ts"),
            thread_ts: some_text(value, "thread_ts"),
            user: text(value, "user"),
            bot_id: some_text(value, "bot_id"),
            subtype: text(value, "subtype"),
            text: text(value, "text"),
            blocks: list(value, "blocks"),
            ephemeral_to: some_text(value, "ephemeral_to"),
            edited: value.get("edited"),
            reactions: list(value, "reactions"),
            files: list(value, "files"),
        }
    }

    /// The message it answers, unless it stands by itself.
    pub(crate) fn parent(&self) -> Option<&'a str> {
        self.thread_ts.filter(|parent| *parent != self.ts)
    }

    /// True when it was changed after it was sent.
    pub(crate) fn is_edited(&self) -> bool {
        match self.edited {
            None | Some(Value::Null) => false,
            Some(Value::Bool(edited)) => *edited,
            Some(_) => true,
        }
    }

    /// When it was last changed, as a `ts`, where the state tells.
    pub(crate) fn edited_ts(&self) -> Option<&'a str> {
        let edited = self.edited?;
        edited.as_str().or_else(|| some_text(edited, "ts"))
    }
}

/// The whole workspace, borrowed from the state.
#[derive(Debug)]
pub(crate) struct World<'a> {
    state: &'a Value,
    pub(crate) users: Vec<User<'a>>,
    pub(crate) channels: Vec<Channel<'a>>,
    pub(crate) messages: Vec<Message<'a>>,
    by_user: HashMap<&'a str, usize>,
}

impl<'a> World<'a> {
    /// Reads the state; what is malformed is left out.
    pub(crate) fn read(state: &'a Value) -> Self {
        let users: Vec<_> = list(state, "users").iter().map(User::read).collect();
        let by_user = users.iter().enumerate().map(|(i, u)| (u.id, i)).collect();
        Self {
            state,
            users,
            channels: list(state, "channels").iter().map(Channel::read).collect(),
            messages: list(state, "messages").iter().map(Message::read).collect(),
            by_user,
        }
    }

    /// The raw state, for what is drawn straight from JSON: views, homes, manifest, clock.
    pub(crate) fn state(&self) -> &'a Value {
        self.state
    }

    /// Somebody by id.
    pub(crate) fn user(&self, id: &str) -> Option<&User<'a>> {
        self.by_user.get(id).and_then(|i| self.users.get(*i))
    }

    /// The name to show for an id, the id itself when unknown.
    pub(crate) fn name_of<'b>(&'b self, id: &'b str) -> &'b str {
        self.user(id).map_or(id, User::display)
    }

    /// A channel by id.
    pub(crate) fn channel(&self, id: &str) -> Option<&Channel<'a>> {
        self.channels.iter().find(|channel| channel.id == id)
    }

    /// The people one can play.
    pub(crate) fn personas(&self) -> impl Iterator<Item = &User<'a>> {
        self.users.iter().filter(|u| !u.is_bot && !u.deleted)
    }

    /// The app's own user: the first bot that is not Slack's.
    pub(crate) fn app(&self) -> Option<&User<'a>> {
        self.users.iter().find(|u| u.is_bot && !u.deleted && u.id != "USLACKBOT")
    }

    /// The conversation between the app and `user`, if it was ever opened.
    pub(crate) fn app_dm(&self, user: &str) -> Option<&Channel<'a>> {
        self.dm_between(user, self.app()?.id)
    }

    /// The conversation between two, if it was ever opened.
    pub(crate) fn dm_between(&self, one: &str, other: &str) -> Option<&Channel<'a>> {
        let app = self.app().is_some_and(|app| app.id == other);
        let has = |c: &&Channel<'a>| c.has(one) && (c.has(other) || (app && c.members.is_empty()));
        self.channels.iter().find(|c| c.is_im && has(c))
    }

    /// Who `user` talks with in a conversation between two.
    pub(crate) fn other_in(&self, im: &Channel<'a>, user: &str) -> Option<&User<'a>> {
        let other = im.members.iter().find(|member| **member != user);
        other.and_then(|id| self.user(id)).or_else(|| self.user(im.user).filter(|u| u.id != user))
    }

    /// True when the app, or another bot, wrote it.
    pub(crate) fn by_bot(&self, message: &Message<'_>) -> bool {
        message.bot_id.is_some() || self.user(message.user).is_some_and(|u| u.is_bot)
    }

    /// The name under which a message stands.
    pub(crate) fn author<'b>(&'b self, message: &'b Message<'_>) -> &'b str {
        match (self.user(message.user), self.app()) {
            (Some(user), _) => user.display(),
            (None, Some(app)) if self.by_bot(message) => app.display(),
            _ => message.user,
        }
    }

    /// The newest `ts` anywhere; `"0"` in an empty workspace.
    pub(crate) fn latest(&self) -> &'a str {
        some_text(self.state, "latest").unwrap_or_else(|| self.latest_message())
    }

    fn latest_message(&self) -> &'a str {
        self.messages
            .iter()
            .flat_map(|m| [Some(m.ts), m.edited_ts()])
            .flatten()
            .max_by(|a, b| compare_ts(a, b))
            .unwrap_or("0")
    }
}

/// Orders two `ts` by time; they are decimals of differing length at worst.
pub(crate) fn compare_ts(a: &str, b: &str) -> std::cmp::Ordering {
    let parts = |ts: &str| {
        let (seconds, fraction) = ts.split_once('.').unwrap_or((ts, ""));
        (seconds.parse::<u64>().unwrap_or_default(), format!("{fraction:0<6}"))
    };
    parts(a).cmp(&parts(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn timestamps_are_ordered_by_time() {
        assert!(compare_ts("999.5", "1000.000001").is_lt());
        assert!(compare_ts("1000.000002", "1000.000001").is_gt());
        assert!(compare_ts("1000", "1000.000000").is_eq());
    }

    #[test]
    fn an_edit_is_known_in_every_shape() {
        for (edited, expected) in [
            (json!(null), false),
            (json!(false), false),
            (json!(true), true),
            (json!({"user": "U1", "ts": "5.0"}), true),
            (json!("5.0"), true),
        ] {
            let value = json!({ "edited": edited });
            assert_eq!(Message::read(&value).is_edited(), expected, "{value}");
        }
    }

    #[test]
    fn a_conversation_with_the_app_is_found_for_its_person_only() {
        let state = json!({
            "users": [{"id": "UB", "is_bot": true}, {"id": "U1"}, {"id": "U2"}],
            "channels": [{"id": "D1", "is_im": true, "user": "U1", "members": ["U1", "UB"]}],
        });
        let world = World::read(&state);
        assert_eq!(world.app_dm("U1").map(|c| c.id), Some("D1"));
        assert!(world.app_dm("U2").is_none());
    }
}
