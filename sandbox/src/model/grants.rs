//! What was granted to the app: its tokens, the codes that turn into them, and whether it is installed at all.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Everything that OAuth hands out. Times are wall time, in seconds since 1970.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Grants {
    /// The app was here and is gone.
    pub(crate) uninstalled: bool,
    /// The bot's scopes, where it was not granted all that the manifest asks for.
    pub(crate) bot_scopes: Option<Vec<String>>,
    /// By the token itself.
    pub(crate) tokens: BTreeMap<String, Token>,
    /// By the code itself.
    pub(crate) codes: BTreeMap<String, Code>,
    /// How many secrets were made; each is made of its number.
    pub(crate) made: u64,
}

/// A token that calls of the Web API are made with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Token {
    /// Its number among all secrets: of two, the later one has the higher.
    pub(crate) number: u64,
    /// Whose it is: the bot's, or that of a person who granted it.
    pub(crate) user: String,
    pub(crate) bot: bool,
    /// A person's; those of the bot are the installation's.
    pub(crate) scopes: Vec<String>,
    /// `None` for those that last.
    pub(crate) expires: Option<i64>,
    /// What it can be renewed with, until that has been done.
    pub(crate) refresh: Option<String>,
    pub(crate) end: Option<End>,
}

/// Why a token is no longer good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum End {
    Revoked,
    /// For one that expires.
    Exchanged,
}

impl Token {
    pub(crate) fn is_live(&self, now: i64) -> bool {
        self.end.is_none() && self.expires.is_none_or(|expires| now < expires)
    }
}

/// What somebody agreed to, until the app fetches the tokens for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Code {
    pub(crate) user: String,
    pub(crate) bot_scopes: Vec<String>,
    pub(crate) user_scopes: Vec<String>,
    /// As it was asked for.
    pub(crate) redirect_uri: Option<String>,
    pub(crate) expires: i64,
    pub(crate) used: bool,
}
