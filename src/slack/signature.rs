//! Whether a request really comes from Slack: <https://docs.slack.dev/authentication/verifying-requests-from-slack>.
//!
//! Pure: the time is an argument, and the body is the raw bytes, signed before anything reads meaning into them.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::config::Secret;

/// How far a request's timestamp may be from now, in seconds, either way.
pub const MAX_AGE_SECONDS: u64 = 300;
const VERSION: &str = "v0";
const MAC_LENGTH: usize = 32;

/// Why a request is not taken for Slack's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.text())]
pub enum Rejection {
    /// The timestamp is no number.
    BadTimestamp,
    /// Too old, or from the future: a replay, or a clock that is wrong.
    Stale,
    /// Not signed with our secret, or changed on the way.
    BadSignature,
}

impl Rejection {
    /// A few plain words, safe to send back.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::BadTimestamp => "bad timestamp",
            Self::Stale => "stale timestamp",
            Self::BadSignature => "bad signature",
        }
    }
}

/// Checks signatures with the app's signing secret.
#[derive(Clone)]
pub struct Verifier {
    mac: Hmac<Sha256>,
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Verifier(..)")
    }
}

impl Verifier {
    /// A verifier for this signing secret.
    ///
    /// # Errors
    /// When the secret is empty, with which anybody could sign.
    pub fn new(secret: &Secret) -> anyhow::Result<Self> {
        anyhow::ensure!(!secret.expose().is_empty(), "the signing secret is empty");
        let mac = Hmac::new_from_slice(secret.expose().as_bytes())?;
        Ok(Self { mac })
    }

    /// Checks a request: its `X-Slack-Signature`, its `X-Slack-Request-Timestamp` and its raw body. `now` is wall time in
    /// seconds since 1970. The signature is compared in constant time.
    ///
    /// # Errors
    /// The first reason found to reject it.
    pub fn verify(&self, signature: &str, timestamp: &str, body: &[u8], now: i64) -> Result<(), Rejection> {
        if !timestamp.bytes().all(|b| b.is_ascii_digit()) {
            return Err(Rejection::BadTimestamp);
        }
        let sent: i64 = timestamp.parse().map_err(|_| Rejection::BadTimestamp)?;
        if now.abs_diff(sent) > MAX_AGE_SECONDS {
            return Err(Rejection::Stale);
        }
        let given = parse(signature).ok_or(Rejection::BadSignature)?;
        let mut mac = self.mac.clone();
        for part in [VERSION.as_bytes(), b":", timestamp.as_bytes(), b":", body] {
            mac.update(part);
        }
        mac.verify_slice(&given).map_err(|_| Rejection::BadSignature)
    }
}

/// The bytes behind `v0=`, or nothing if it is not exactly 64 hexadecimal digits.
fn parse(signature: &str) -> Option<[u8; MAC_LENGTH]> {
    let digits = signature.strip_prefix(VERSION)?.strip_prefix('=')?.as_bytes();
    if digits.len() != 2 * MAC_LENGTH {
        return None;
    }
    let mut bytes = [0; MAC_LENGTH];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = pair.iter().try_fold(0, |high, digit| {
            let digit = char::from(*digit).to_digit(16)?;
            u8::try_from(digit).ok().map(|low| (high << 4) | low)
        })?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    // Slack's published example.
    const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
    const TIMESTAMP: &str = "1531420618";
    const NOW: i64 = 1_531_420_618;
    const BODY: &[u8] = b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    const SIGNATURE: &str = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    fn verify(signature: &str, timestamp: &str, body: &[u8], now: i64) -> Result<(), Rejection> {
        Verifier::new(&Secret::new(SECRET)).unwrap().verify(signature, timestamp, body, now)
    }

    #[test]
    fn slacks_own_example_is_accepted() {
        assert_eq!(verify(SIGNATURE, TIMESTAMP, BODY, NOW), Ok(()));
        let upper = SIGNATURE.to_uppercase().replacen('V', "v", 1);
        assert_eq!(verify(&upper, TIMESTAMP, BODY, NOW), Ok(()));
    }

    #[test]
    fn anything_changed_is_rejected() {
        let bad = Err(Rejection::BadSignature);
        assert_eq!(verify(SIGNATURE, "1531420619", BODY, NOW), bad);
        assert_eq!(verify(SIGNATURE, TIMESTAMP, b"", NOW), bad);
        for signature in [
            "",
            "v0=",
            "v0=zz",
            &SIGNATURE.replace("v0", "v1"),
            &SIGNATURE.replace("a2114", "b2114"),
            &SIGNATURE.replace("v0=a", "v0=+"),
            &format!("{SIGNATURE}00"),
            SIGNATURE.get(..66).unwrap(),
            "v0=ææææææææææææææææææææææææææææææææ",
        ] {
            assert_eq!(verify(signature, TIMESTAMP, BODY, NOW), bad, "{signature}");
        }
        let other = Verifier::new(&Secret::new("another")).unwrap();
        assert_eq!(other.verify(SIGNATURE, TIMESTAMP, BODY, NOW), bad);
    }

    #[test]
    fn five_minutes_either_way_are_allowed() {
        for now in [NOW - 300, NOW + 300] {
            assert_eq!(verify(SIGNATURE, TIMESTAMP, BODY, now), Ok(()));
        }
        for now in [NOW - 301, NOW + 301, 0, i64::MIN, i64::MAX] {
            assert_eq!(verify(SIGNATURE, TIMESTAMP, BODY, now), Err(Rejection::Stale));
        }
    }

    #[test]
    fn a_timestamp_is_digits_only() {
        for timestamp in ["", "now", "-5", "+1531420618", " 1531420618", "1e9", "99999999999999999999"] {
            let rejection = verify(SIGNATURE, timestamp, BODY, NOW);
            assert_eq!(rejection, Err(Rejection::BadTimestamp), "{timestamp}");
        }
    }

    #[test]
    fn an_empty_secret_is_refused() {
        assert!(Verifier::new(&Secret::new("")).is_err());
    }
}
