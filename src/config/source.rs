//! Where each setting may come from, and which source wins.

use std::collections::BTreeMap;

use super::fault::Fault;
use crate::cli::RunFlags;

/// Every setting there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Setting {
    BotToken,
    AppToken,
    SigningSecret,
    Listen,
    ApiUrl,
    Database,
    AdminListen,
    PublicUrl,
    PublicListen,
    ClockUrl,
}

impl Setting {
    const ALL: [Self; 10] = [
        Self::BotToken,
        Self::AppToken,
        Self::SigningSecret,
        Self::Listen,
        Self::ApiUrl,
        Self::Database,
        Self::AdminListen,
        Self::PublicUrl,
        Self::PublicListen,
        Self::ClockUrl,
    ];

    /// The name in the environment, by which faults speak of the setting.
    pub(super) const fn variable(self) -> &'static str {
        match self {
            Self::BotToken => "SLACK_BOT_TOKEN",
            Self::AppToken => "SLACK_APP_TOKEN",
            Self::SigningSecret => "SLACK_SIGNING_SECRET",
            Self::Listen => "KLYNGE_LISTEN",
            Self::ApiUrl => "SLACK_API_URL",
            Self::Database => "KLYNGE_DATABASE",
            Self::AdminListen => "KLYNGE_ADMIN_LISTEN",
            Self::PublicUrl => "KLYNGE_PUBLIC_URL",
            Self::PublicListen => "KLYNGE_PUBLIC_LISTEN",
            Self::ClockUrl => "KLYNGE_CLOCK_URL",
        }
    }

    /// The key in `klynge.toml`.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::BotToken => "slack_bot_token",
            Self::AppToken => "slack_app_token",
            Self::SigningSecret => "slack_signing_secret",
            Self::Listen => "listen",
            Self::ApiUrl => "slack_api_url",
            Self::Database => "database",
            Self::AdminListen => "admin_listen",
            Self::PublicUrl => "public_url",
            Self::PublicListen => "public_listen",
            Self::ClockUrl => "clock_url",
        }
    }

    fn flag(self, flags: &RunFlags) -> Option<String> {
        match self {
            Self::BotToken | Self::AppToken | Self::SigningSecret => None,
            Self::Listen => flags.listen.clone(),
            Self::ApiUrl => flags.api_url.clone(),
            Self::Database => flags.database.as_ref().map(|path| path.display().to_string()),
            Self::AdminListen => flags.admin_listen.clone(),
            Self::PublicUrl => flags.public_url.clone(),
            Self::PublicListen => flags.public_listen.clone(),
            Self::ClockUrl => flags.clock_url.clone(),
        }
    }
}

/// A setting's text and where it was found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) text: String,
    /// The words after the setting's name in a fault: empty, or ` (in klynge.toml)`.
    pub(super) place: &'static str,
}

/// What the sources say, the strongest for each setting.
#[derive(Debug)]
pub(super) struct Sources(BTreeMap<Setting, Found>);

impl Sources {
    /// Collects all settings. An empty text counts as not set, as in an env file with nothing behind the `=`.
    pub(super) fn collect(
        flags: &RunFlags,
        env: impl Fn(&str) -> Option<String>,
        file: Option<&str>,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let mut file = file.map(|text| parse(text, faults)).unwrap_or_default();
        let mut found = BTreeMap::new();
        for setting in Setting::ALL {
            let sources = [
                (setting.flag(flags), " (from its flag)"),
                (env(setting.variable()), ""),
                (file.remove(setting.key()), " (in klynge.toml)"),
            ];
            let strongest = sources.into_iter().find_map(|(text, place)| {
                let text = text?.trim().to_owned();
                (!text.is_empty()).then_some(Found { text, place })
            });
            if let Some(strongest) = strongest {
                found.insert(setting, strongest);
            }
        }
        Self(found)
    }

    pub(super) fn get(&self, setting: Setting) -> Option<&Found> {
        self.0.get(&setting)
    }
}

/// The known keys of the file; everything else becomes a fault.
fn parse(text: &str, faults: &mut Vec<Fault>) -> BTreeMap<&'static str, String> {
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(error) => {
            // Only the place: the message may quote a line, and with it a token.
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            faults.push(Fault::new(
                format!("klynge.toml, line {line},"),
                "is not valid TOML",
                "write one setting a line, as in: database = \"klynge.db\"",
            ));
            return BTreeMap::new();
        }
    };
    let mut known = BTreeMap::new();
    for (key, value) in table {
        match (Setting::ALL.into_iter().find(|setting| setting.key() == key), value) {
            (Some(setting), toml::Value::String(text)) => {
                known.insert(setting.key(), text);
            }
            (Some(setting), _) => faults.push(Fault::new(
                format!("{} (in klynge.toml)", setting.key()),
                "is not a text",
                "put its value in quotes",
            )),
            (None, _) => faults.push(unknown(&key)),
        }
    }
    known
}

fn line_of(text: &str, at: usize) -> usize {
    let before = text.as_bytes().iter().take(at);
    1 + before.filter(|byte| **byte == b'\n').count()
}

/// An unknown key, with the nearest known one where one is near.
fn unknown(key: &str) -> Fault {
    let lower = key.to_lowercase();
    let lower = lower.strip_prefix("klynge_").unwrap_or(&lower);
    let (likeness, nearest) =
        Setting::ALL.map(|setting| setting.key()).into_iter().fold((f64::MIN, ""), |best, candidate| {
            let likeness = strsim::jaro_winkler(lower, candidate);
            if likeness > best.0 { (likeness, candidate) } else { best }
        });
    let remedy = if likeness > 0.8 {
        format!("did you mean {nearest}?")
    } else {
        let all = Setting::ALL.map(Setting::key).join(", ");
        format!("take it away; there are {all}")
    };
    Fault::new(format!("{key} (in klynge.toml)"), "is no setting", remedy)
}
