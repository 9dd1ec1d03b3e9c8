//! `klynge manifest`: the Slack app's manifest, as it is for Socket Mode, adapted for signed HTTP.

use std::io::Write;

use anyhow::{Context, ensure};
use clap::CommandFactory;
use clap::error::ErrorKind;
use serde_yaml_ng::Value;
use url::Url;

use crate::cli::{Cli, Exit, ManifestFlags, ManifestTransport};

/// The manifest as it lies in the repository.
pub const MANIFEST: &str = include_str!("../../bot-manifest.yaml");

/// The scopes the bot asks for: exactly those its calls and events need, which a test holds it to.
pub(super) fn scopes() -> Vec<String> {
    let manifest: Value = serde_yaml_ng::from_str(MANIFEST).unwrap_or_default();
    let bot = manifest
        .get("oauth_config")
        .and_then(|config| config.get("scopes"))
        .and_then(|scopes| scopes.get("bot"));
    let names = bot.and_then(Value::as_sequence).into_iter().flatten().filter_map(Value::as_str);
    names.map(str::to_owned).collect()
}

/// Prints the manifest for the transport that was asked for.
///
/// # Errors
/// When it cannot be written out.
pub fn run(flags: &ManifestFlags, out: &mut impl Write) -> anyhow::Result<Exit> {
    let text = match (flags.transport, &flags.url) {
        (ManifestTransport::Socket, None) => MANIFEST.to_owned(),
        (ManifestTransport::Http, Some(url)) => for_http(url)?,
        (ManifestTransport::Socket, Some(_)) | (ManifestTransport::Http, None) => {
            let reason = "--url and --transport http go together";
            Cli::command().error(ErrorKind::ArgumentConflict, reason).print()?;
            return Ok(Exit::Usage);
        }
    };
    out.write_all(text.as_bytes()).context("the manifest cannot be printed")?;
    Ok(Exit::Ok)
}

/// The manifest with the three request addresses below `url`, and Socket Mode off.
pub(super) fn for_http(url: &Url) -> anyhow::Result<String> {
    let at = |path: &str| format!("{}/slack/{path}", url.as_str().trim_end_matches('/'));
    let mut manifest: Value = serde_yaml_ng::from_str(MANIFEST)?;
    set(&mut manifest, &["settings", "socket_mode_enabled"], false.into())?;
    set(&mut manifest, &["settings", "event_subscriptions", "request_url"], at("events").into())?;
    set(&mut manifest, &["settings", "interactivity", "request_url"], at("interactions").into())?;
    let commands = manifest
        .get_mut("features")
        .and_then(|features| features.get_mut("slash_commands"))
        .and_then(Value::as_sequence_mut)
        .context("the manifest has no slash commands")?;
    for command in commands {
        set(command, &["url"], at("commands").into())?;
    }
    Ok(serde_yaml_ng::to_string(&manifest)?)
}

/// Sets what lies at the path, whose parents must be there.
fn set(value: &mut Value, path: &[&str], new: Value) -> anyhow::Result<()> {
    let (key, parents) = path.split_last().context("an empty path")?;
    let mut at = value;
    for parent in parents {
        at = at.get_mut(*parent).with_context(|| format!("the manifest has no {parent}"))?;
    }
    ensure!(at.is_mapping(), "no mapping around {key} in the manifest");
    at.as_mapping_mut().and_then(|mapping| mapping.insert((*key).into(), new));
    Ok(())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    fn printed(transport: ManifestTransport, url: Option<&str>) -> (Exit, String) {
        let url = url.map(|url| Url::parse(url).unwrap());
        let mut out = Vec::new();
        let exit = run(&ManifestFlags { transport, url }, &mut out).unwrap();
        (exit, String::from_utf8(out).unwrap())
    }

    fn parsed(text: &str) -> serde_json::Value {
        serde_yaml_ng::from_str(text).unwrap()
    }

    #[test]
    fn socket_mode_is_the_file_itself() {
        let (exit, text) = printed(ManifestTransport::Socket, None);
        assert_eq!(exit, Exit::Ok);
        assert_eq!(text, MANIFEST);
        assert_eq!(parsed(&text)["settings"]["socket_mode_enabled"], true);
    }

    #[test]
    fn signed_http_differs_in_its_addresses_only() {
        let (exit, text) = printed(ManifestTransport::Http, Some("https://klynge.example.com/bot/"));
        assert_eq!(exit, Exit::Ok);
        let mut http = parsed(&text);
        let base = "https://klynge.example.com/bot/slack";
        for (pointer, key, expected) in [
            ("/settings/event_subscriptions", "request_url", format!("{base}/events")),
            ("/settings/interactivity", "request_url", format!("{base}/interactions")),
            ("/features/slash_commands/0", "url", format!("{base}/commands")),
        ] {
            let parent = http.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
            assert_eq!(parent.remove(key), Some(expected.into()));
        }
        assert_eq!(http["settings"]["socket_mode_enabled"], false);
        http["settings"]["socket_mode_enabled"] = true.into();
        assert_eq!(http, parsed(MANIFEST));
    }

    #[test]
    fn an_address_without_signed_http_is_wrong_use() {
        let (exit, text) = printed(ManifestTransport::Socket, Some("https://klynge.example.com"));
        assert_eq!((exit, text.as_str()), (Exit::Usage, ""));
    }

    #[test]
    fn slacks_limits_are_kept() {
        let manifest = parsed(MANIFEST);
        let length = |pointer: &str| manifest.pointer(pointer).unwrap().as_str().unwrap().chars().count();
        assert!(length("/display_information/name") <= 35);
        assert!(length("/display_information/description") <= 140);
        assert!(length("/features/slash_commands/0/usage_hint") <= 1000);
        let name = manifest["features"]["bot_user"]["display_name"].as_str().unwrap();
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c)));
    }
}
