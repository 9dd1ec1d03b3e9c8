//! A workspace in which the app may do everything and hears of everything.

use sandbox::Options;
use serde_json::{Value, json};

use crate::app::App;
use crate::workspace::Workspace;

pub(crate) const ADA: &str = "U0ADA00001";
pub(crate) const BEN: &str = "U0BEN00002";
pub(crate) const GONE: &str = "U0GONE0003";
pub(crate) const GENERAL: &str = "C0GENERAL1";
pub(crate) const RANDOM: &str = "C0RANDOM01";
pub(crate) const SECRET: &str = "C0SECRET01";

pub(crate) const SCOPES: &[&str] = &[
    "app_mentions:read",
    "bookmarks:read",
    "bookmarks:write",
    "channels:history",
    "channels:join",
    "channels:manage",
    "channels:read",
    "chat:write",
    "chat:write.customize",
    "commands",
    "emoji:read",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "groups:write",
    "im:history",
    "im:read",
    "im:write",
    "links:read",
    "links:write",
    "mpim:history",
    "mpim:read",
    "mpim:write",
    "pins:read",
    "pins:write",
    "reactions:read",
    "reactions:write",
    "team:read",
    "usergroups:read",
    "usergroups:write",
    "users.profile:read",
    "users:read",
    "users:read.email",
    "users:write",
];

const EVENTS: &[&str] = &[
    "app_home_opened",
    "app_mention",
    "channel_archive",
    "channel_created",
    "channel_left",
    "channel_rename",
    "channel_unarchive",
    "emoji_changed",
    "file_change",
    "file_created",
    "file_deleted",
    "file_public",
    "file_shared",
    "group_archive",
    "group_left",
    "group_rename",
    "group_unarchive",
    "im_created",
    "link_shared",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
    "pin_added",
    "pin_removed",
    "reaction_added",
    "reaction_removed",
    "subteam_created",
    "subteam_members_changed",
    "subteam_self_added",
    "subteam_self_removed",
    "subteam_updated",
    "team_join",
    "user_change",
    "user_profile_changed",
    "user_status_changed",
];

/// Of an app with these scopes. Only with all of them it hears of everything, and has a command.
pub(crate) fn manifest(scopes: &[&str]) -> Value {
    let mut manifest = json!({
        "display_information": {"name": "Tester"},
        "features": {
            "app_home": {"home_tab_enabled": true, "messages_tab_enabled": true},
            "bot_user": {"display_name": "tester", "always_online": true},
            "unfurl_domains": ["recipes.example"],
        },
        "oauth_config": {
            "redirect_urls": ["http://127.0.0.1:9/slack"],
            "scopes": {"bot": scopes, "user": ["users.profile:write"]},
        },
        "settings": {"socket_mode_enabled": true, "token_rotation_enabled": true},
    });
    if scopes == SCOPES {
        manifest["settings"]["event_subscriptions"] = json!({"bot_events": EVENTS});
        manifest["features"]["slash_commands"] = json!([{"command": "/test", "description": "Tests"}]);
    }
    manifest
}

pub(crate) fn options() -> Options {
    Options {
        manifest: manifest(SCOPES).to_string(),
        seed: Some(seed()),
        now: Some("2026-09-01T08:00".to_owned()),
        ..Options::default()
    }
}

fn seed() -> Value {
    json!({
        "team": {"id": "T0HOUSE001", "name": "House", "domain": "house"},
        "users": [
            {"id": ADA, "name": "ada", "real_name": "Ada Aas", "title": "Designer", "locale": "nb-NO",
             "email": "ada@house.example", "display_name": "Ada", "pronouns": "hun"},
            {"id": BEN, "name": "ben", "real_name": "Ben Berg", "status_text": "Lunch", "status_emoji": ":bread:"},
            {"id": GONE, "name": "gone", "deleted": true},
        ],
        "channels": [
            {"id": GENERAL, "name": "general", "members": [ADA, BEN]},
            {"id": RANDOM, "name": "random", "members": [ADA], "topic": "Anything"},
            {"id": SECRET, "name": "secret", "is_private": true, "members": [BEN]},
        ],
        "usergroups": [{"id": "S0CREW0001", "handle": "crew", "name": "Crew", "users": [ADA]}],
        "emoji": {"hooray": "https://house.example/hooray.png", "yay": "alias:hooray"},
    })
}

/// With the bot in #general and its app connected; nothing that happened before is left to be looked at.
pub(crate) async fn with_app() -> (Workspace, App) {
    let workspace = Workspace::start_with(options()).await;
    workspace.ok("conversations.join", json!({"channel": GENERAL})).await;
    let app = App::connect(&workspace).await;
    let (_, clock) = workspace.control("clock", json!({"advance": "0s"})).await;
    assert_eq!(clock["idle"], true);
    app.frames();
    (workspace, app)
}

/// The events an app got, each by its type and, for messages, its subtype.
pub(crate) fn names(events: &[Value]) -> Vec<String> {
    let text = |event: &Value, field: &str| event[field].as_str().map(str::to_owned);
    events
        .iter()
        .map(|event| match (text(event, "type").unwrap(), text(event, "subtype")) {
            (kind, Some(subtype)) if kind == "message" => format!("{kind}/{subtype}"),
            (kind, _) => kind,
        })
        .collect()
}
