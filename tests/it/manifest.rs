//! The manifest asks for what the code uses and for nothing else, and is one that Slack takes, over both transports.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use klynge::cli::{ManifestFlags, ManifestTransport};
use klynge::commands::manifest;
use klynge::domain::policy::Method;
use klynge::slack::decode::{PUT_ON_AGENDA, Subscription};
use serde_json::Value;

use crate::python::{check, python, skipped};

/// The manifest as `klynge manifest` prints it.
fn printed(transport: ManifestTransport) -> String {
    let url = match transport {
        ManifestTransport::Socket => None,
        ManifestTransport::Http => Some("https://klynge.example.com".parse().unwrap()),
    };
    let mut out = Vec::new();
    manifest::run(&ManifestFlags { transport, url }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A list of names in the manifest.
fn listed(pointer: &str) -> Vec<String> {
    let manifest: Value = serde_yaml_ng::from_str(manifest::MANIFEST).unwrap();
    let names = manifest.pointer(pointer).and_then(Value::as_array).unwrap();
    names.iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

/// What a Web API method needs (docs.slack.dev, each method's page) for what the bot does with it: it reads channels and
/// its own direct conversations, and never those of others.
const fn scopes_of_method(method: Method) -> &'static [&'static str] {
    match method {
        Method::ChatPostMessage | Method::ChatUpdate => &["chat:write"],
        Method::ConversationsOpen => &["im:write"],
        Method::ConversationsHistory | Method::ConversationsReplies => {
            &["channels:history", "groups:history", "im:history"]
        }
        Method::ConversationsInfo | Method::ConversationsMembers => &["channels:read", "groups:read"],
        Method::UsersList | Method::UsersInfo => &["users:read"],
        Method::FilesGetUploadUrl | Method::FilesCompleteUpload => &["files:write"],
        Method::FilesInfo => &["files:read"],
        // Any token will do, or none.
        Method::AuthTest
        | Method::ChatGetPermalink
        | Method::ViewsOpen
        | Method::ViewsPublish
        | Method::ResponseUrl => &[],
    }
}

/// What an event arrives with, in public channels and in private ones.
const fn scopes_of_event(event: Subscription) -> &'static [&'static str] {
    match event {
        Subscription::Mention => &["app_mentions:read"],
        Subscription::DirectMessage => &["im:history"],
        Subscription::ChannelMessage => &["channels:history"],
        Subscription::GroupMessage => &["groups:history"],
        Subscription::Reaction => &["reactions:read"],
        Subscription::Arrival | Subscription::Departure => &["channels:read", "groups:read"],
        Subscription::AppOpened => &[],
        Subscription::Newcomer | Subscription::Profile => &["users:read"],
    }
}

/// A slash command needs this one.
const FOR_COMMANDS: &str = "commands";

#[test]
fn it_asks_for_the_events_that_are_decoded_and_for_no_other() {
    let asked = listed("/settings/event_subscriptions/bot_events");
    let used: BTreeSet<String> = Subscription::ALL.iter().map(|event| event.name().to_owned()).collect();
    assert_eq!(asked.iter().cloned().collect::<BTreeSet<_>>(), used);
    assert!(asked.is_sorted(), "{asked:?}");
}

#[test]
fn it_offers_the_shortcut_that_is_decoded_and_no_other() {
    let manifest: Value = serde_yaml_ng::from_str(manifest::MANIFEST).unwrap();
    let shortcuts = manifest.pointer("/features/shortcuts").and_then(Value::as_array).unwrap();
    let named: Vec<_> =
        shortcuts.iter().map(|it| (it["type"].as_str(), it["callback_id"].as_str())).collect();
    assert_eq!(named, [(Some("message"), Some(PUT_ON_AGENDA))]);
}

#[test]
fn it_asks_for_the_scopes_that_are_needed_and_for_no_other() {
    let methods = Method::ALL.iter().flat_map(|method| scopes_of_method(*method));
    let events = Subscription::ALL.iter().flat_map(|event| scopes_of_event(*event));
    let needed: BTreeSet<String> =
        methods.chain(events).chain([&FOR_COMMANDS]).map(|it| (*it).to_owned()).collect();
    let asked = listed("/oauth_config/scopes/bot");
    assert_eq!(asked.iter().cloned().collect::<BTreeSet<_>>(), needed);
    assert!(asked.is_sorted(), "{asked:?}");
}

#[test]
fn slacks_schemas_accept_it_over_both_transports() -> std::io::Result<()> {
    let what = "the manifest read by Slack's schemas";
    let Some(python) = python(what) else { return Ok(()) };
    let schemas = schemas();
    if schemas.is_empty() {
        skipped(what, "they do not lie beside this checkout");
        return Ok(());
    }
    let schemas: Vec<&str> = schemas.iter().map(|schema| schema.to_str().unwrap()).collect();
    let folder = tempfile::tempdir()?;
    for (transport, name) in
        [(ManifestTransport::Socket, "socket.yaml"), (ManifestTransport::Http, "http.yaml")]
    {
        let file = folder.path().join(name);
        std::fs::write(&file, printed(transport))?;
        let arguments: Vec<&str> =
            std::iter::once(file.to_str().unwrap()).chain(schemas.iter().copied()).collect();
        check(&python, "manifest.py", &arguments)?;
    }
    Ok(())
}

/// The schemas that lie beside the checkout.
fn schemas() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/slack");
    let names = ["app-manifest.schema.json", "app-manifest-v2.schema.json"];
    names.into_iter().map(|name| folder.join(name)).filter(|schema| schema.exists()).collect()
}
