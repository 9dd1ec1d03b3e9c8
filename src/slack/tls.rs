//! One TLS set-up for both wires to Slack, the Web API and the socket.
//!
//! Provider and roots are named here instead of taken from the process: with two providers in a build, the implicit
//! choice panics, and a slim container has no certificate store.

use std::sync::Arc;

use anyhow::Context;
use rustls::{ClientConfig, RootCertStore};

/// A client configuration with the ring provider and Mozilla's roots.
pub(super) fn client_config() -> anyhow::Result<ClientConfig> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .context("TLS cannot be set up")?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}

/// A plain HTTP client with that set-up, for what is not a call to Slack.
///
/// # Errors
/// When TLS cannot be set up.
pub fn client() -> anyhow::Result<reqwest::Client> {
    reqwest::Client::builder()
        .tls_backend_preconfigured(client_config()?)
        .no_proxy()
        .build()
        .context("the HTTP client cannot be set up")
}
