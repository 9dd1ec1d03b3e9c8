//! `GET /calendar/<secret>.ics`: the meetings of one person's cluster, for calendars that look for themselves. Whatever
//! is wrong with an address, it is not found, and one cannot tell why.

use axum::Router;
use axum::extract::State;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use sha2::{Digest, Sha256};

use crate::engine::ics::Feeds;

/// Kept by nobody but its reader, and asked for again each time: an address that is withdrawn is so at once.
const CACHE: (HeaderName, &str) = (CACHE_CONTROL, "private, no-cache");
/// Octets of a mark that tells one state of a feed from another.
const MARK: usize = 16;

/// The feeds, for `KLYNGE_PUBLIC_LISTEN`.
pub fn router(feeds: Feeds) -> Router {
    Router::new().route("/calendar/{file}", get(feed)).with_state(feeds).fallback(nowhere)
}

async fn nowhere() -> Response {
    (StatusCode::NOT_FOUND, [(CACHE_CONTROL, "no-store")]).into_response()
}

async fn feed(State(feeds): State<Feeds>, uri: Uri, headers: HeaderMap) -> Response {
    match secret(uri.path()).and_then(|secret| feeds.read(secret)) {
        Some(calendar) => answer(calendar, &headers),
        None => nowhere().await,
    }
}

/// The secret in a path, exactly as it was given out.
fn secret(path: &str) -> Option<&str> {
    let secret = path.strip_prefix("/calendar/")?.strip_suffix(".ics")?;
    let is_one =
        !secret.is_empty() && secret.bytes().all(|c| c.is_ascii_digit() || (b'a'..=b'f').contains(&c));
    is_one.then_some(secret)
}

fn answer(calendar: String, headers: &HeaderMap) -> Response {
    let digest = Sha256::digest(calendar.as_bytes());
    let mark: String = digest.iter().take(MARK).map(|octet| format!("{octet:02x}")).collect();
    let mark = format!("\"{mark}\"");
    if is_known(headers, &mark) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, mark.as_str()), CACHE]).into_response();
    }
    let described = [
        (CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (CONTENT_DISPOSITION, "inline; filename=\"klynge.ics\""),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (ETAG, mark.as_str()),
        CACHE,
    ];
    (described, calendar).into_response()
}

/// Whether the reader has it so already (RFC 9110, 13.1.2).
fn is_known(headers: &HeaderMap, mark: &str) -> bool {
    let lists = headers.get_all(IF_NONE_MATCH).iter().filter_map(|list| list.to_str().ok());
    let mut marks = lists.flat_map(|list| list.split(',')).map(str::trim);
    marks.any(|known| known == "*" || known.trim_start_matches("W/") == mark)
}
