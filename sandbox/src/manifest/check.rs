//! Whether Slack would take a manifest: its shape, its names, and how its parts go together.
//!
//! The shape is that of Slack's own JSON schema for manifests. What is for workflow apps, datastores and the like is let
//! through unseen, as there is none of it here.

use reqwest::Url;
use serde_json::Value;

use super::names::{is_bot_scope, is_user_scope, scopes_of};
use super::shape::{Fault, Field, Rule, check, may, must};
use super::{list_at, texts_at};

const URL: Rule = Rule::Format(3_500, is_address, "an address that begins with http:// or https://");
const SCOPES: Rule = Rule::Set(&Rule::Text(1, 50), 0, 255);
const EVENTS: Rule = Rule::Set(&Rule::Text(1, 50), 0, 100);

static MANIFEST: Rule = Rule::Object(&[
    may("$schema", Rule::Text(0, usize::MAX)),
    may(
        "_metadata",
        Rule::Object(&[
            may("schema_version", Rule::Integer),
            may("min_version", Rule::Integer),
            may("major_version", Rule::Integer),
            may("minor_version", Rule::Integer),
        ]),
    ),
    must(
        "display_information",
        Rule::Object(&[
            must("name", Rule::Text(1, 35)),
            may("description", Rule::Text(1, 140)),
            may("background_color", Rule::Format(7, is_color, "a colour such as #000 or #24405c")),
            may("long_description", Rule::Text(175, 4_000)),
        ]),
    ),
    may("features", Rule::Object(FEATURES)),
    may(
        "oauth_config",
        Rule::Object(&[
            may("redirect_urls", Rule::Set(&Rule::Format(2_500, is_redirect, "an address"), 0, 1_000)),
            may(
                "scopes",
                Rule::Object(&[
                    may("bot", SCOPES),
                    may("user", SCOPES),
                    may("bot_optional", SCOPES),
                    may("user_optional", SCOPES),
                ]),
            ),
            may("token_management_enabled", Rule::Bool),
            may("pkce_enabled", Rule::Bool),
        ]),
    ),
    may("settings", Rule::Object(SETTINGS)),
    may("app_directory", Rule::Any),
    may("functions", Rule::Any),
    may("workflows", Rule::Any),
    may("datastores", Rule::Any),
    may("outgoing_domains", Rule::Set(&Rule::Text(1, 50), 0, 10)),
    may("types", Rule::Any),
    may("external_auth_providers", Rule::Any),
    may("mcp_servers", Rule::Any),
]);

const FEATURES: &[Field] = &[
    may(
        "app_home",
        Rule::Object(&[
            may("home_tab_enabled", Rule::Bool),
            may("messages_tab_enabled", Rule::Bool),
            may("messages_tab_read_only_enabled", Rule::Bool),
        ]),
    ),
    may(
        "bot_user",
        Rule::Object(&[
            must("display_name", Rule::Format(80, makes_a_name, "a name with a letter a-z or a digit in it")),
            may("always_online", Rule::Bool),
        ]),
    ),
    may(
        "shortcuts",
        Rule::List(
            &Rule::Object(&[
                must("name", Rule::Text(1, 24)),
                must("type", Rule::OneOf(&["message", "global"])),
                must("callback_id", Rule::Text(1, 255)),
                must("description", Rule::Text(1, 150)),
            ]),
            1,
            10,
        ),
    ),
    may(
        "slash_commands",
        Rule::List(
            &Rule::Object(&[
                must("command", Rule::Format(32, is_command, "a command such as /remind, without spaces")),
                may("url", URL),
                must("description", Rule::Text(1, 2_000)),
                may("usage_hint", Rule::Text(1, 1_000)),
                may("should_escape", Rule::Bool),
            ]),
            1,
            50,
        ),
    ),
    may("unfurl_domains", Rule::Set(&Rule::Text(1, 255), 1, 5)),
    may("workflow_steps", Rule::Any),
    may("functions", Rule::Any),
    may("assistant_view", Rule::Any),
    may("agent_view", Rule::Any),
];

const SETTINGS: &[Field] = &[
    may("allowed_ip_address_ranges", Rule::Set(&Rule::Text(1, 18), 1, 50)),
    may(
        "event_subscriptions",
        Rule::Object(&[
            may("request_url", URL),
            may("bot_events", EVENTS),
            may("user_events", EVENTS),
            may("metadata_subscriptions", Rule::Any),
        ]),
    ),
    may("incoming_webhooks", Rule::Object(&[may("incoming_webhooks_enabled", Rule::Bool)])),
    may(
        "interactivity",
        Rule::Object(&[
            must("is_enabled", Rule::Bool),
            may("request_url", URL),
            may("message_menu_options_url", URL),
        ]),
    ),
    may("org_deploy_enabled", Rule::Bool),
    may("socket_mode_enabled", Rule::Bool),
    may("token_rotation_enabled", Rule::Bool),
    may("is_hosted", Rule::Bool),
    may("siws_links", Rule::Any),
    may("hermes_app_type", Rule::Any),
    may("function_runtime", Rule::Any),
    may("is_mcp_enabled", Rule::Bool),
];

fn is_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://")) && Url::parse(text).is_ok()
}

/// Apps on phones and desktops have schemes of their own.
fn is_redirect(text: &str) -> bool {
    text.contains("://") && Url::parse(text).is_ok()
}

fn is_color(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    [3, 6].contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
}

fn is_command(text: &str) -> bool {
    text.len() > 1 && text.starts_with('/') && !text.contains(char::is_whitespace)
}

/// A bot's user name is made of its display name.
fn makes_a_name(text: &str) -> bool {
    text.chars().any(|letter| letter.is_ascii_alphanumeric())
}

/// What is wrong with a manifest; nothing when Slack would take it.
pub(crate) fn faults(manifest: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    check(&MANIFEST, manifest, "", &mut faults);
    known_scopes(manifest, &mut faults);
    known_events(manifest, &mut faults);
    commands_scope(manifest, &mut faults);
    ways_in(manifest, &mut faults);
    faults
}

fn fault(code: &'static str, pointer: impl Into<String>, message: impl Into<String>) -> Fault {
    Fault { code, message: message.into(), pointer: pointer.into() }
}

fn known_scopes(manifest: &Value, faults: &mut Vec<Fault>) {
    for list in ["bot", "bot_optional"] {
        scopes_are(manifest, list, is_bot_scope, "a bot", faults);
    }
    for list in ["user", "user_optional"] {
        scopes_are(manifest, list, is_user_scope, "a person", faults);
    }
}

fn scopes_are(manifest: &Value, list: &str, known: fn(&str) -> bool, who: &str, faults: &mut Vec<Fault>) {
    let at = format!("/oauth_config/scopes/{list}");
    for (place, scope) in texts_at(manifest, &at).iter().enumerate().filter(|(_, scope)| !known(scope)) {
        let words = format!("invalid scope: {scope}, which {who} cannot be granted");
        faults.push(fault("invalid_scope", format!("{at}/{place}"), words));
    }
}

fn known_events(manifest: &Value, faults: &mut Vec<Fault>) {
    for (list, kind) in [("bot_events", "bot"), ("user_events", "user")] {
        let at = format!("/settings/event_subscriptions/{list}");
        let held = texts_at(manifest, &format!("/oauth_config/scopes/{kind}"));
        for (place, event) in texts_at(manifest, &at).iter().enumerate() {
            let pointer = format!("{at}/{place}");
            match scopes_of(event) {
                None => faults.push(fault("invalid_event", pointer, format!("invalid event type: {event}"))),
                Some(needed)
                    if !needed.is_empty() && !needed.iter().any(|one| held.iter().any(|has| has == one)) =>
                {
                    let words = format!(
                        "{event} is sent only with the {kind} scope {}: add it, or take the event out",
                        needed.join(" or ")
                    );
                    faults.push(fault("missing_scope", pointer, words));
                }
                Some(_) => {}
            }
        }
    }
}

fn commands_scope(manifest: &Value, faults: &mut Vec<Fault>) {
    if texts_at(manifest, "/oauth_config/scopes/bot").iter().any(|scope| scope == "commands") {
        return;
    }
    for (feature, name) in [("slash_commands", "Slash Commands"), ("shortcuts", "Shortcuts")] {
        let at = format!("/features/{feature}");
        if !list_at(manifest, &at).is_empty() {
            let words = format!("{name} requires `commands` bot scope");
            faults.push(fault("requires_commands_bot_scope", at, words));
        }
    }
}

/// Whatever is sent to an app needs a way to it: a socket, or an address.
fn ways_in(manifest: &Value, faults: &mut Vec<Fault>) {
    let is = |pointer: &str| manifest.pointer(pointer).and_then(Value::as_bool) == Some(true);
    let has_address = |at: &str| manifest.pointer(&format!("{at}/request_url")).is_some();
    if is("/settings/socket_mode_enabled") {
        return;
    }
    let events = "/settings/event_subscriptions";
    let subscribed = |list: &str| !list_at(manifest, &format!("{events}/{list}")).is_empty();
    if (subscribed("bot_events") || subscribed("user_events")) && !has_address(events) {
        let words = "Event Subscription requires either Request URL or Socket Mode Enabled";
        faults.push(fault("missing_request_url", events, words));
    }
    let clicks = "/settings/interactivity";
    if is(&format!("{clicks}/is_enabled")) && !has_address(clicks) {
        faults.push(fault("missing_request_url", clicks, "Interactivity requires a Request URL"));
        faults.push(fault("missing_request_url", clicks, "Interactivity requires Socket Mode enabled"));
    }
    for (place, command) in list_at(manifest, "/features/slash_commands").iter().enumerate() {
        if command.get("url").is_none() {
            let at = format!("/features/slash_commands/{place}");
            faults.push(fault(
                "missing_url",
                at,
                "Slash Command requires either a URL or Socket Mode Enabled",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::faults;

    fn whole() -> Value {
        json!({
            "display_information": {"name": "Tester"},
            "features": {
                "bot_user": {"display_name": "Tester (local)"},
                "slash_commands": [{"command": "/test", "description": "Tests"}],
            },
            "oauth_config": {"scopes": {"bot": ["commands", "im:history"]}},
            "settings": {"socket_mode_enabled": true, "event_subscriptions": {"bot_events": ["message.im"]}},
        })
    }

    fn pointers(change: impl FnOnce(&mut Value)) -> Vec<String> {
        let mut manifest = whole();
        change(&mut manifest);
        faults(&manifest).into_iter().map(|fault| fault.pointer).collect()
    }

    #[test]
    fn a_whole_manifest_is_taken() {
        assert_eq!(faults(&whole()), []);
    }

    #[test]
    fn all_faults_are_told_at_once_each_where_it_is() {
        let found = pointers(|manifest| {
            manifest["display_information"] =
                json!({"name": "", "description": "a".repeat(141), "colour": "red"});
            manifest["features"]["slash_commands"][0]["command"] = json!("test it");
            manifest["features"]["shortcuts"] = json!([]);
            manifest["settings"]["socket_mode_enabled"] = json!("yes");
            manifest["oauth_config"]["redirect_urls"] = json!(["here", "https://a.no", "https://a.no"]);
        });
        let expected = [
            "/display_information/name",
            "/display_information/description",
            "/display_information/colour",
            "/features/shortcuts",
            "/features/slash_commands/0/command",
            "/oauth_config/redirect_urls/0",
            "/oauth_config/redirect_urls/2",
            "/settings/socket_mode_enabled",
            "/settings/event_subscriptions",
            "/features/slash_commands/0",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn scopes_and_events_are_known_and_go_together() {
        let found = pointers(|manifest| {
            manifest["oauth_config"]["scopes"] =
                json!({"bot": ["im:history", "files:write:user"], "user": ["chat:write"]});
            manifest["settings"]["event_subscriptions"]["bot_events"] =
                json!(["message.im", "presence_change", "app_mention", "tokens_revoked"]);
        });
        let expected = [
            "/oauth_config/scopes/bot/1",
            "/settings/event_subscriptions/bot_events/1",
            "/settings/event_subscriptions/bot_events/2",
            "/features/slash_commands",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn without_a_socket_there_must_be_addresses() {
        let found = pointers(|manifest| {
            manifest["settings"]["socket_mode_enabled"] = json!(false);
            manifest["settings"]["interactivity"] = json!({"is_enabled": true});
        });
        let events = "/settings/event_subscriptions";
        assert_eq!(
            found,
            [events, "/settings/interactivity", "/settings/interactivity", "/features/slash_commands/0"]
        );
        let found = pointers(|manifest| {
            manifest["settings"]["socket_mode_enabled"] = json!(false);
            manifest["settings"]["event_subscriptions"]["request_url"] = json!("https://a.no/events");
            manifest["features"]["slash_commands"][0]["url"] = json!("https://a.no/commands");
        });
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn something_else_is_no_manifest() {
        assert_eq!(faults(&json!([]))[0].pointer, "/");
    }
}
