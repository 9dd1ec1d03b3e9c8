//! Signed HTTP from Slack: three addresses, each request checked before it is understood.
//!
//! In this order: the size before anything is kept, the signature before anything is parsed, the shape, and then the
//! desk, whose answer Slack wants within three seconds.

mod parse;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::header::CONNECTION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;

use super::inbound::{InboundSender, Kind, Reply, Retry};
use super::signature::Verifier;
use parse::Parsed;

/// The largest body that is read, in bytes; Slack's own are far smaller.
pub const BODY_LIMIT: usize = 1024 * 1024;
/// How long a body may take to arrive.
pub const BODY_TIMEOUT: Duration = Duration::from_secs(5);
/// When the desk has not answered by now, Slack is told so before it gives up at 3 s.
pub const ANSWER_TIMEOUT: Duration = Duration::from_millis(2_900);

const SIGNATURE: &str = "x-slack-signature";
const TIMESTAMP: &str = "x-slack-request-timestamp";

/// Wall time in seconds since 1970, UTC; the caller's, so that tests can set it.
pub type WallClock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// What the routes need: who checks, who answers, and what time it is.
pub struct Door {
    verifier: Verifier,
    desk: InboundSender,
    wall: WallClock,
    body_timeout: Duration,
    answer_timeout: Duration,
}

impl Door {
    /// A door with this module's limits.
    #[must_use]
    pub fn new(verifier: Verifier, desk: InboundSender, wall: WallClock) -> Self {
        Self { verifier, desk, wall, body_timeout: BODY_TIMEOUT, answer_timeout: ANSWER_TIMEOUT }
    }
}

/// `POST /slack/events`, `/slack/commands` and `/slack/interactions`.
pub fn router(door: Door) -> Router {
    let route = |kind: Kind| {
        post(move |State(door): State<Arc<Door>>, request: Request| async move {
            answer(&door, kind, request).await
        })
    };
    Router::new()
        .route("/slack/events", route(Kind::Event))
        .route("/slack/commands", route(Kind::Command))
        .route("/slack/interactions", route(Kind::Interaction))
        .with_state(Arc::new(door))
}

async fn answer(door: &Door, kind: Kind, mut request: Request) -> Response {
    let headers = std::mem::take(request.headers_mut());
    let body = match read(request, door.body_timeout).await {
        Ok(body) => body,
        Err(refusal) => return refusal,
    };
    if let Err(reason) = verify(door, &headers, &body) {
        // Slack's check of our certificate may come unsigned, and does nothing. Nor does it keep its connection, which
        // anybody could hold so.
        if kind == Kind::Command && parse::is_ssl_check(&body) {
            return (StatusCode::OK, [(CONNECTION, "close")]).into_response();
        }
        tracing::warn!(kind = kind.name(), reason, "a request that is not Slack's");
        return (StatusCode::UNAUTHORIZED, reason).into_response();
    }
    if !parse::content_type_fits(kind, &headers) {
        return (StatusCode::BAD_REQUEST, "wrong content type").into_response();
    }
    match parse::parse(kind, &body, retry(&headers)) {
        Parsed::Delivery(delivery) => response(kind, delivery.ask(&door.desk, door.answer_timeout).await),
        Parsed::Challenge(challenge) => challenge.into_response(),
        Parsed::SslCheck => StatusCode::OK.into_response(),
        Parsed::Foreign(what) => {
            tracing::warn!(kind = kind.name(), what, "a request of an unknown type");
            StatusCode::OK.into_response()
        }
        Parsed::Bad(reason) => (StatusCode::BAD_REQUEST, reason).into_response(),
    }
}

/// The whole body, if it is neither too large nor too slow.
async fn read(mut request: Request<Body>, limit: Duration) -> Result<Bytes, Response> {
    // By its own word, before any of it is read.
    if request.body().size_hint().lower() > BODY_LIMIT as u64 {
        return Err((StatusCode::PAYLOAD_TOO_LARGE, "body not accepted").into_response());
    }
    DefaultBodyLimit::max(BODY_LIMIT).apply(&mut request);
    match tokio::time::timeout(limit, Bytes::from_request(request, &())).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(BytesRejection::FailedToBufferBody(error))) => {
            Err((error.status(), "body not accepted").into_response())
        }
        Ok(Err(_)) => Err((StatusCode::BAD_REQUEST, "body not readable").into_response()),
        Err(_) => Err((StatusCode::REQUEST_TIMEOUT, "body too slow").into_response()),
    }
}

fn verify(door: &Door, headers: &HeaderMap, body: &[u8]) -> Result<(), &'static str> {
    let (Some(signature), Some(timestamp)) = (only(headers, SIGNATURE), only(headers, TIMESTAMP)) else {
        return Err("not signed");
    };
    let checked = door.verifier.verify(signature, timestamp, body, (door.wall)());
    checked.map_err(|rejection| rejection.text())
}

/// What Slack says about an earlier try, in its headers.
fn retry(headers: &HeaderMap) -> Option<Retry> {
    let num = text(headers, "x-slack-retry-num")?.trim().parse().ok()?;
    let reason = text(headers, "x-slack-retry-reason").unwrap_or_default().to_owned();
    Some(Retry { num, reason })
}

/// A header that stands there once. Of two nobody could say which one was meant, and a proxy may have read the other.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut all = headers.get_all(name).into_iter();
    let first = all.next()?;
    if all.next().is_some() { None } else { first.to_str().ok() }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// A refusal is 503: Slack repeats an event, and shows a person its error for anything else.
fn response(kind: Kind, reply: Reply) -> Response {
    match reply {
        Reply::Ack(Some(body)) if kind != Kind::Event => axum::Json(body).into_response(),
        Reply::Ack(_) => StatusCode::OK.into_response(),
        Reply::Refuse => (StatusCode::SERVICE_UNAVAILABLE, "not done, try again").into_response(),
    }
}

#[cfg(test)]
mod tests;
