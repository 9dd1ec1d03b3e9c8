//! The only source of chance, as `clock` is that of time: what a decision needs of it comes with the event.

use crate::domain::ics::feed::hex;
use crate::domain::model::{Event, FeedToken, Purpose};

/// Octets of a secret: 160 bits, from the operating system.
const SECRET: usize = 20;

/// The event with a secret, where one is to be drawn for it. If the system has none to give, it stays as it is, and is
/// refused.
pub fn with_secret(event: Event) -> Event {
    match event {
        Event::Submitted { by, purpose: Purpose::Address(cluster), nonce, values } => match token() {
            Some(token) => Event::AddressAsked { by, cluster, nonce, token },
            None => Event::Submitted { by, purpose: Purpose::Address(cluster), nonce, values },
        },
        other => other,
    }
}

fn token() -> Option<FeedToken> {
    let mut secret = [0; SECRET];
    if let Err(error) = getrandom::fill(&mut secret) {
        tracing::error!(%error, "the operating system has no random numbers");
        return None;
    }
    Some(FeedToken::from(hex(&secret)))
}

#[cfg(test)]
mod tests {
    use super::{SECRET, with_secret};
    use crate::domain::model::{ClusterId, Event, Nonce, Purpose};
    use std::collections::BTreeSet;

    fn asked() -> Option<String> {
        let (by, purpose) = ("U1".into(), Purpose::Address(ClusterId(1)));
        match with_secret(Event::Submitted { by, purpose, nonce: Nonce(1), values: Default::default() }) {
            Event::AddressAsked { token, .. } => Some(token.expose().to_owned()),
            _ => None,
        }
    }

    #[test]
    fn every_address_has_a_secret_of_its_own() {
        let secrets: BTreeSet<String> = (0..100).filter_map(|_| asked()).collect();
        assert_eq!(secrets.len(), 100);
        assert!(secrets.iter().all(|it| it.len() == 2 * SECRET && it.bytes().all(|c| c.is_ascii_hexdigit())));
    }
}
