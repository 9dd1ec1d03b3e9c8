//! Which addresses Klynge will talk to without encryption: only its own machine.

use url::{Host, Url};

/// Whether the address names this machine: `localhost`, 127.0.0.0/8 or `::1`.
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// Whether what is sent there stays private: https (or wss) to anywhere, http (or ws) to this machine only.
#[must_use]
pub fn is_private(url: &Url) -> bool {
    match url.scheme() {
        "https" | "wss" => url.host().is_some(),
        "http" | "ws" => is_loopback(url),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    #[test]
    fn plain_text_stays_on_this_machine() {
        let private = |text: &str| is_private(&Url::parse(text).unwrap());
        for text in [
            "https://slack.com/api",
            "wss://wss-primary.slack.com/link",
            "http://127.0.0.1:1/api",
            "http://127.9.9.9/",
            "ws://[::1]:2/x",
            "http://LOCALHOST:3/",
        ] {
            assert!(private(text), "{text}");
        }
        for text in [
            "http://slack.com/api",
            "ws://10.0.0.1/",
            "http://127.0.0.1.example.com/",
            "http://localhost.example.com/",
            "http://0.0.0.0/",
            "ftp://127.0.0.1/",
            "file:///tmp/x",
        ] {
            assert!(!private(text), "{text}");
        }
    }
}
