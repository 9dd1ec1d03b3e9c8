//! Who may speak to the sandbox: whoever is on this machine, but no page from elsewhere in somebody's browser.
//!
//! A foreign page can have the browser send requests here (`Origin` then tells whose idea it was), and with a name of
//! its own that leads to 127.0.0.1 it could even read the answers (then `Host` is that name). What sends no `Origin` is
//! no page: apps, scripts, curl.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::control::{Refusal, follow};

/// Slack's own addresses, where a token or a secret address is the key: Slack takes calls from any page, and so do we.
const OPEN: &[&str] = &["/api/", "/link/", "/upload/", "/response/"];

/// Lets a request through or refuses it (403).
pub(crate) async fn keep_out(request: Request, next: Next) -> Response {
    match check(request.headers(), request.uri().path()) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

fn check(headers: &HeaderMap, path: &str) -> Result<(), Refusal> {
    let host = text(headers, header::HOST).unwrap_or("localhost");
    if !reqwest::Url::parse(&format!("http://{host}")).is_ok_and(|url| follow::is_loopback(&url)) {
        let detail = format!("{host} is not this machine's own name; say 127.0.0.1 or localhost");
        return Err(Refusal::forbidden("foreign_host", detail));
    }
    let Some(origin) = text(headers, header::ORIGIN) else { return Ok(()) };
    if origin.strip_prefix("http://") == Some(host) || OPEN.iter().any(|open| path.starts_with(open)) {
        return Ok(());
    }
    let detail =
        format!("a page from {origin} may not act here; only the sandbox's own page and programs may");
    Err(Refusal::forbidden("foreign_origin", detail))
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}
