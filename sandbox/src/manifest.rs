//! The app's manifest: what the app may do, and what it is to be told of.

use anyhow::Context as _;
use serde_json::Value;

/// The parts of an app manifest that a workspace enforces.
#[derive(Clone, Debug)]
pub(crate) struct Manifest {
    pub(crate) name: String,
    pub(crate) bot_name: String,
    pub(crate) scopes: Vec<String>,
    pub(crate) events: Vec<String>,
    pub(crate) commands: Vec<Command>,
    pub(crate) shortcuts: Vec<Shortcut>,
    pub(crate) home_tab: bool,
    pub(crate) messages_tab: bool,
    pub(crate) messages_read_only: bool,
    /// The whole manifest, for the page.
    pub(crate) raw: Value,
}

/// A slash command, with its leading slash.
#[derive(Clone, Debug)]
pub(crate) struct Command {
    pub(crate) name: String,
    pub(crate) should_escape: bool,
}

/// A shortcut of the lightning menu (`global`) or of a message's menu.
#[derive(Clone, Debug)]
pub(crate) struct Shortcut {
    pub(crate) callback_id: String,
    pub(crate) on_message: bool,
}

/// The scope without which Slack does not deliver an event. Those about members are not here: which scope they need
/// depends on the channel.
const EVENT_SCOPES: &[(&str, &str)] = &[
    ("app_mention", "app_mentions:read"),
    ("channel_archive", "channels:read"),
    ("channel_created", "channels:read"),
    ("channel_left", "channels:read"),
    ("channel_rename", "channels:read"),
    ("channel_unarchive", "channels:read"),
    ("emoji_changed", "emoji:read"),
    ("file_change", "files:read"),
    ("file_created", "files:read"),
    ("file_deleted", "files:read"),
    ("file_public", "files:read"),
    ("file_shared", "files:read"),
    ("group_archive", "groups:read"),
    ("group_left", "groups:read"),
    ("group_rename", "groups:read"),
    ("group_unarchive", "groups:read"),
    ("im_created", "im:read"),
    ("link_shared", "links:read"),
    ("message.channels", "channels:history"),
    ("message.groups", "groups:history"),
    ("message.im", "im:history"),
    ("message.mpim", "mpim:history"),
    ("pin_added", "pins:read"),
    ("pin_removed", "pins:read"),
    ("reaction_added", "reactions:read"),
    ("reaction_removed", "reactions:read"),
    ("subteam_created", "usergroups:read"),
    ("subteam_members_changed", "usergroups:read"),
    ("subteam_self_added", "usergroups:read"),
    ("subteam_self_removed", "usergroups:read"),
    ("subteam_updated", "usergroups:read"),
    ("team_join", "users:read"),
    ("user_change", "users:read"),
    ("user_profile_changed", "users:read"),
    ("user_status_changed", "users:read"),
];

impl Manifest {
    /// Reads YAML or JSON (which is YAML too).
    ///
    /// # Errors
    /// When the text is neither, or has no `display_information.name`.
    pub(crate) fn parse(text: &str) -> anyhow::Result<Self> {
        let raw: Value = serde_yaml_ng::from_str(text).context("the manifest is neither YAML nor JSON")?;
        let name = raw
            .pointer("/display_information/name")
            .and_then(Value::as_str)
            .context("the manifest has no display_information.name")?
            .to_owned();
        let bot_name = text_at(&raw, "/features/bot_user/display_name").unwrap_or_else(|| name.clone());
        let home = |field: &str, otherwise| {
            raw.pointer(&format!("/features/app_home/{field}")).and_then(Value::as_bool).unwrap_or(otherwise)
        };
        Ok(Self {
            bot_name,
            scopes: texts_at(&raw, "/oauth_config/scopes/bot"),
            events: texts_at(&raw, "/settings/event_subscriptions/bot_events"),
            commands: list_at(&raw, "/features/slash_commands").iter().filter_map(command).collect(),
            shortcuts: list_at(&raw, "/features/shortcuts").iter().filter_map(shortcut).collect(),
            home_tab: home("home_tab_enabled", false),
            messages_tab: home("messages_tab_enabled", true),
            messages_read_only: home("messages_tab_read_only_enabled", false),
            name,
            raw,
        })
    }

    /// Is the app to be told of this event? It must have asked for it and hold the scope that goes with it.
    pub(crate) fn subscribes(&self, event: &str) -> bool {
        let needed = EVENT_SCOPES.iter().find(|(name, _)| *name == event);
        self.events.iter().any(|name| name == event) && needed.is_none_or(|(_, scope)| self.has_scope(scope))
    }

    /// Subscriptions that can never arrive because their scope is missing, as `(event, scope)`.
    pub(crate) fn mute_events(&self) -> Vec<(&'static str, &'static str)> {
        EVENT_SCOPES
            .iter()
            .filter(|(event, scope)| self.events.iter().any(|name| name == event) && !self.has_scope(scope))
            .copied()
            .collect()
    }

    pub(crate) fn has_scope(&self, scope: &str) -> bool {
        self.scopes.iter().any(|held| held == scope)
    }
}

fn command(raw: &Value) -> Option<Command> {
    Some(Command {
        name: raw.get("command")?.as_str()?.to_owned(),
        should_escape: raw.get("should_escape").and_then(Value::as_bool).unwrap_or(false),
    })
}

fn shortcut(raw: &Value) -> Option<Shortcut> {
    Some(Shortcut {
        callback_id: raw.get("callback_id")?.as_str()?.to_owned(),
        on_message: raw.get("type")?.as_str()? == "message",
    })
}

fn text_at(raw: &Value, pointer: &str) -> Option<String> {
    raw.pointer(pointer)?.as_str().map(str::to_owned)
}

fn list_at<'a>(raw: &'a Value, pointer: &str) -> &'a [Value] {
    raw.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn texts_at(raw: &Value, pointer: &str) -> Vec<String> {
    list_at(raw, pointer).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::Manifest;

    const TEXT: &str = "
display_information: {name: Tester}
features:
  app_home: {home_tab_enabled: true}
  bot_user: {display_name: tester}
  slash_commands: [{command: /test, should_escape: true}]
  shortcuts: [{name: Sum up, type: message, callback_id: sum}]
oauth_config: {scopes: {bot: [chat:write, im:history]}}
settings: {event_subscriptions: {bot_events: [message.im, message.channels]}}
";

    #[test]
    fn it_reads_yaml() {
        let manifest = Manifest::parse(TEXT).unwrap();
        assert_eq!((manifest.name.as_str(), manifest.bot_name.as_str()), ("Tester", "tester"));
        assert!(manifest.home_tab && manifest.commands[0].should_escape && manifest.shortcuts[0].on_message);
    }

    #[test]
    fn an_event_needs_its_scope() {
        let manifest = Manifest::parse(TEXT).unwrap();
        assert!(manifest.subscribes("message.im"));
        assert!(!manifest.subscribes("message.channels"), "asked for, but without channels:history");
        assert!(!manifest.subscribes("app_mention"), "never asked for");
        assert_eq!(manifest.mute_events(), [("message.channels", "channels:history")]);
    }

    #[test]
    fn a_manifest_without_a_name_is_refused() {
        assert!(Manifest::parse("features: {}").is_err());
    }
}
