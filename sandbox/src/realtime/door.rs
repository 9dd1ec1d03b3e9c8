//! Where signed requests go: the host is the developer's own, the paths are the app's.

use serde_json::Value;

use super::{Kind, Parcel};

/// Where the app takes signed requests.
#[derive(Debug)]
pub(crate) struct Door {
    base: reqwest::Url,
    /// The app's manifest.
    manifest: Value,
}

impl Door {
    pub(crate) fn new(base: reqwest::Url, manifest: Value) -> Self {
        Self { base, manifest }
    }

    /// The address for a delivery. A base with a path is the one address for everything, as apps on Bolt have it; to
    /// one without, the paths of the manifest's urls are added, and else `/slack/events`, `/slack/commands` and
    /// `/slack/interactions`.
    pub(super) fn address(&self, parcel: &Parcel) -> reqwest::Url {
        let mut url = self.base.clone();
        if url.path() != "/" {
            return url;
        }
        match registered(&self.manifest, parcel).and_then(|text| reqwest::Url::parse(text).ok()) {
            Some(there) => {
                url.set_path(there.path());
                url.set_query(there.query());
            }
            None => url.set_path(parcel.kind.path()),
        }
        url
    }
}

/// The url in the manifest.
fn registered<'a>(manifest: &'a Value, parcel: &Parcel) -> Option<&'a str> {
    let at = |pointer: &str| manifest.pointer(pointer).and_then(Value::as_str);
    match parcel.kind {
        Kind::Event => at("/settings/event_subscriptions/request_url"),
        Kind::Interactive if parcel.payload["type"] == "block_suggestion" => {
            at("/settings/interactivity/message_menu_options_url")
                .or_else(|| at("/settings/interactivity/request_url"))
        }
        Kind::Interactive => at("/settings/interactivity/request_url"),
        Kind::Command => {
            let commands = manifest.pointer("/features/slash_commands")?.as_array()?;
            let known = commands.iter().find(|command| command["command"] == parcel.payload["command"])?;
            known.get("url")?.as_str()
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use serde_json::{Value, json};

    use super::{Door, Kind, Parcel};

    fn addresses(base: &str, manifest: &Value) -> [String; 4] {
        let parcels = [
            (Kind::Event, json!({"type": "event_callback"})),
            (Kind::Command, json!({"command": "/test"})),
            (Kind::Interactive, json!({"type": "block_actions"})),
            (Kind::Interactive, json!({"type": "block_suggestion"})),
        ];
        let door = Door::new(base.parse().unwrap(), manifest.clone());
        parcels.map(|(kind, payload)| door.address(&Parcel { kind, payload }).to_string())
    }

    #[test]
    fn a_bare_host_has_a_path_for_each_road() {
        assert_eq!(
            addresses("http://127.0.0.1:3000", &json!({})),
            ["events", "commands", "interactions", "interactions"]
                .map(|path| format!("http://127.0.0.1:3000/slack/{path}"))
        );
    }

    #[test]
    fn a_path_takes_everything() {
        let all = addresses("http://127.0.0.1:3000/slack/events", &json!({}));
        assert!(all.iter().all(|address| address == "http://127.0.0.1:3000/slack/events"));
    }

    #[test]
    fn the_manifests_own_paths_are_kept() {
        let manifest = json!({
            "features": {"slash_commands": [{"command": "/test", "url": "https://app.example/test?by=slack"}]},
            "settings": {
                "event_subscriptions": {"request_url": "https://app.example/heard"},
                "interactivity": {"request_url": "https://app.example/clicked",
                    "message_menu_options_url": "https://app.example/asked"},
            },
        });
        let paths = ["heard", "test?by=slack", "clicked", "asked"];
        assert_eq!(
            addresses("http://127.0.0.1:3000", &manifest),
            paths.map(|path| format!("http://127.0.0.1:3000/{path}"))
        );
    }
}
