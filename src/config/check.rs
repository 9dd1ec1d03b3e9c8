//! One check a kind of setting: each turns a text into a value or adds a fault that says what to do.

use std::net::SocketAddr;

use url::Url;

use super::fault::Fault;
use super::source::{Found, Setting, Sources};
use super::{Secret, is_loopback, is_private};

/// What kinds of secrets begin with, so that a mixed-up one can be named without being shown.
const KINDS: &[(&str, &str)] = &[
    ("xoxb-", "a bot token (xoxb-)"),
    ("xapp-", "an app-level token (xapp-)"),
    ("xoxp-", "a user token (xoxp-)"),
    ("xoxe", "a rotating token (xoxe), which expires"),
    ("xoxc-", "a browser session's token (xoxc-)"),
    ("xoxs-", "a token of an old kind (xoxs-)"),
    ("xoxa-", "a token of an old kind (xoxa-)"),
    ("xoxr-", "a token of an old kind (xoxr-)"),
];
const SIGNING_SECRET_LENGTH: usize = 32;

fn fault(setting: Setting, found: &Found, what: impl Into<String>, remedy: impl Into<String>) -> Fault {
    Fault::new(format!("{}{}", setting.variable(), found.place), what, remedy)
}

/// A token or the signing secret: unbroken, and of the kind that belongs there. Missing is not a fault here.
pub(super) fn token(sources: &Sources, setting: Setting, faults: &mut Vec<Fault>) -> Option<Secret> {
    let found = sources.get(setting)?;
    match token_fault(setting, &found.text) {
        Some((what, remedy)) => {
            faults.push(fault(setting, found, what, remedy));
            None
        }
        None => Some(Secret::new(found.text.as_str())),
    }
}

fn token_fault(setting: Setting, text: &str) -> Option<(String, &'static str)> {
    let (prefix, remedy) = match setting {
        Setting::BotToken => (
            "xoxb-",
            "copy the Bot User OAuth Token (xoxb-...) from \"OAuth & Permissions\" of your Slack app",
        ),
        Setting::AppToken => (
            "xapp-",
            "make a token (xapp-...) with connections:write under \"Basic Information\", \"App-Level Tokens\"",
        ),
        _ => ("", "copy the Signing Secret from \"Basic Information\" of your Slack app"),
    };
    if !text.chars().all(|c| c.is_ascii_graphic()) {
        let what = "has a space, a line break or another character in it that does not belong there";
        return Some((what.into(), remedy));
    }
    if text.starts_with(['"', '\'']) {
        return Some(("has quotes around it".into(), "take the quotes away"));
    }
    let kind = KINDS.iter().find(|(start, _)| text.starts_with(start)).map(|(_, kind)| *kind);
    match kind {
        Some(_) if !prefix.is_empty() && text.starts_with(prefix) => {
            (text.len() == prefix.len()).then(|| (format!("ends after {prefix}"), remedy))
        }
        Some(kind) => Some((format!("looks like {kind}"), remedy)),
        None if prefix.is_empty() => None,
        None if looks_like_signing_secret(text) => Some(("looks like a signing secret".into(), remedy)),
        None => Some((format!("does not begin with {prefix}"), remedy)),
    }
}

fn looks_like_signing_secret(text: &str) -> bool {
    text.len() == SIGNING_SECRET_LENGTH && text.chars().all(|c| c.is_ascii_hexdigit())
}

/// An address to listen on; the default where nothing is set.
pub(super) fn listen(
    sources: &Sources,
    setting: Setting,
    default: Option<&str>,
    faults: &mut Vec<Fault>,
) -> Option<SocketAddr> {
    let Some(found) = sources.get(setting) else {
        return default?.parse().ok();
    };
    let address = found.text.parse().ok();
    if address.is_none() {
        let port = found.text.rsplit(':').next().filter(|port| port.parse::<u16>().is_ok());
        let port = port.unwrap_or("3000");
        faults.push(fault(
            setting,
            found,
            "is not an IP address with a port",
            format!("write 127.0.0.1:{port} for this machine only, or 0.0.0.0:{port} for every network"),
        ));
    }
    address
}

/// Two listeners cannot share an address; port 0 means any free one.
pub(super) fn distinct(listeners: &[(Setting, SocketAddr)], faults: &mut Vec<Fault>) {
    for (at, (setting, address)) in listeners.iter().enumerate() {
        let before = listeners.iter().take(at).find(|(_, other)| other == address && address.port() != 0);
        if let Some((other, _)) = before {
            faults.push(Fault::new(
                setting.variable(),
                format!("is the same address as {}", other.variable()),
                "give it another port: health and metrics, Slack and calendars have a door each",
            ));
        }
    }
}

/// Where calendars look from outside: any https, or http on this machine; its path ends with a slash.
pub(super) fn public_url(sources: &Sources, faults: &mut Vec<Fault>) -> Option<Url> {
    let Some(found) = sources.get(Setting::PublicUrl) else {
        if let Some(listen) = sources.get(Setting::PublicListen) {
            let remedy = "set KLYNGE_PUBLIC_URL to where calendars find it, or take this away";
            faults.push(fault(Setting::PublicListen, listen, "is set without KLYNGE_PUBLIC_URL", remedy));
        }
        return None;
    };
    let url = Url::parse(&found.text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let what = match url {
        None => "is not an address",
        Some(url) if !is_private(&url) => "is http, which would show private addresses to the network",
        Some(url) if !url.username().is_empty() || url.password().is_some() => {
            "has a name or a password in it"
        }
        Some(url) if url.query().is_some() || url.fragment().is_some() => "has a ? or a # in it",
        Some(mut url) => {
            if !url.path().ends_with('/') {
                url.set_path(&format!("{}/", url.path()));
            }
            return Some(url);
        }
    };
    let remedy =
        "write the https address at which calendars reach this machine, such as https://klynge.example.com/";
    faults.push(fault(Setting::PublicUrl, found, what, remedy));
    None
}

/// The Web API's address: any https, or http on this machine.
pub(super) fn api_url(sources: &Sources, default: &str, faults: &mut Vec<Fault>) -> Option<Url> {
    let Some(found) = sources.get(Setting::ApiUrl) else {
        return Url::parse(default).ok();
    };
    let url = Url::parse(&found.text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let what = match &url {
        None => "is not an address",
        Some(url) if !is_private(url) => {
            "is http to another machine, which would show the tokens to the network"
        }
        Some(url) if !url.username().is_empty() || url.password().is_some() => {
            "has a name or a password in it"
        }
        Some(url) if url.query().is_some() || url.fragment().is_some() => "has a ? or a # in it",
        Some(_) => return url,
    };
    let remedy = "write an https address (http only to 127.0.0.1), or leave it out for Slack's own";
    faults.push(fault(Setting::ApiUrl, found, what, remedy));
    None
}

/// The sandbox whose clock is followed: http on this machine, in a build that has the feature.
pub(super) fn clock_url(sources: &Sources, faults: &mut Vec<Fault>) -> Option<Url> {
    let found = sources.get(Setting::ClockUrl)?;
    if !cfg!(feature = "demo") {
        faults.push(fault(
            Setting::ClockUrl,
            found,
            "works only in a build with the feature demo",
            "take it away; the real clock needs no setting",
        ));
        return None;
    }
    let url = Url::parse(&found.text)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && is_loopback(url));
    if url.is_none() {
        let remedy = "give the sandbox's own address, such as http://127.0.0.1:7878/";
        faults.push(fault(Setting::ClockUrl, found, "is not an http address on this machine", remedy));
    }
    url
}
