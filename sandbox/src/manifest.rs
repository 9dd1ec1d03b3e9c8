//! The app's manifest: what the app may do, and what it is to be told of.

mod check;
mod names;
mod shape;

use anyhow::{Context as _, bail};
use serde_json::Value;

pub(crate) use self::check::faults;

/// The parts of an app manifest that a workspace enforces.
#[derive(Clone, Debug)]
pub(crate) struct Manifest {
    pub(crate) name: String,
    pub(crate) bot_name: String,
    /// The bot's: what the manifest asks for, until somebody grants other ones.
    pub(crate) scopes: Vec<String>,
    /// What the app may ask people for.
    pub(crate) user_scopes: Vec<String>,
    pub(crate) redirect_urls: Vec<String>,
    pub(crate) rotates_tokens: bool,
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

impl Manifest {
    /// Reads YAML or JSON (which is YAML too).
    ///
    /// # Errors
    /// When the text is neither, or Slack would not take it: with all that is wrong, one fault a line.
    pub(crate) fn parse(text: &str) -> anyhow::Result<Self> {
        let raw: Value = serde_yaml_ng::from_str(text).context("the manifest is neither YAML nor JSON")?;
        let faults = faults(&raw);
        if !faults.is_empty() {
            let lines = faults.iter().map(|fault| format!("\n  {}: {}", fault.pointer, fault.message));
            bail!("Slack would not take this manifest:{}", lines.collect::<String>());
        }
        let name = text_at(&raw, "/display_information/name").unwrap_or_default();
        let bot_name = text_at(&raw, "/features/bot_user/display_name").unwrap_or_else(|| name.clone());
        let is =
            |pointer: &str, otherwise| raw.pointer(pointer).and_then(Value::as_bool).unwrap_or(otherwise);
        let home = |field: &str, otherwise| is(&format!("/features/app_home/{field}"), otherwise);
        Ok(Self {
            bot_name,
            scopes: texts_at(&raw, "/oauth_config/scopes/bot"),
            user_scopes: texts_at(&raw, "/oauth_config/scopes/user"),
            redirect_urls: texts_at(&raw, "/oauth_config/redirect_urls"),
            rotates_tokens: is("/settings/token_rotation_enabled", false),
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

    /// Is the app to be told of this event? It must have asked for it and hold a scope that goes with it.
    pub(crate) fn subscribes(&self, event: &str) -> bool {
        let needed = names::scopes_of(event).unwrap_or_default();
        let may = needed.is_empty() || needed.iter().any(|scope| self.has_scope(scope));
        may && self.events.iter().any(|name| name == event)
    }

    /// The bot's scopes that the manifest asks for, granted or not.
    pub(crate) fn asked_scopes(&self) -> Vec<String> {
        texts_at(&self.raw, "/oauth_config/scopes/bot")
    }

    /// Events that it subscribes to, and that Slack knows, but that never come here.
    pub(crate) fn never_sent(&self) -> impl Iterator<Item = &str> {
        self.events.iter().map(String::as_str).filter(|event| !names::is_sent(event))
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
  slash_commands: [{command: /test, description: Tests, should_escape: true}]
  shortcuts: [{name: Sum up, type: message, callback_id: sum, description: Sums up}]
oauth_config: {scopes: {bot: [chat:write, commands, im:history]}}
settings: {socket_mode_enabled: true, event_subscriptions: {bot_events: [message.im]}}
";

    #[test]
    fn it_reads_yaml() {
        let manifest = Manifest::parse(TEXT).unwrap();
        assert_eq!((manifest.name.as_str(), manifest.bot_name.as_str()), ("Tester", "tester"));
        assert!(manifest.home_tab && manifest.commands[0].should_escape && manifest.shortcuts[0].on_message);
    }

    #[test]
    fn an_event_needs_its_scope() {
        let mut manifest = Manifest::parse(TEXT).unwrap();
        assert!(manifest.subscribes("message.im"));
        assert!(!manifest.subscribes("app_mention"), "never asked for");
        manifest.scopes.retain(|scope| scope != "im:history");
        assert!(!manifest.subscribes("message.im"), "asked for, but without im:history");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let refused = Manifest::parse("features: {}").unwrap_err().to_string();
        assert_eq!(refused, "Slack would not take this manifest:\n  /display_information: Must be there");
        assert!(Manifest::parse(": :").is_err());
    }
}
