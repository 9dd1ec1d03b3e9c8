//! Which address leads where, and the page's own addresses.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{any, get, post};
use axum::{Router, middleware};
use futures_util::stream::{self, Stream};
use serde::Deserialize;
use serde_json::json;

use crate::control::{clock, fault, follow, play, save, state, verify, wire};
use crate::oauth::authorize;
use crate::people::{act, habits, respond};
use crate::server::Server;
use crate::{api, guard, page, realtime};

/// Pages are told of changes at most this often.
const PAGE_PAUSE: Duration = Duration::from_millis(50);

/// All addresses of the sandbox.
pub(crate) fn router(server: Arc<Server>) -> Router {
    Router::new()
        .route("/api/{method}", any(api::handle))
        .route("/link/", get(realtime::attach))
        .route("/oauth/v2/authorize", get(authorize::ask).post(authorize::decide))
        .route("/upload/v1/{file}", any(api::upload))
        .route("/files/{file}/{name}", get(api::download))
        .route("/response/{team}/{id}", post(respond::post))
        .route("/sandbox/state", get(state::get))
        .route("/sandbox/save", get(save::save))
        .route("/sandbox/load", post(save::load))
        .route("/sandbox/act", post(act::post))
        .route("/sandbox/clock", post(clock::post))
        .route("/sandbox/play", post(play::post))
        .route("/sandbox/follow", post(follow::post))
        .route("/sandbox/fault", get(fault::get).post(fault::post))
        .route("/sandbox/people", get(habits::get).post(habits::post))
        .route("/sandbox/verify", post(verify::post))
        .route("/sandbox/wire", get(wire::get))
        .route("/sandbox/wire/{n}", get(wire::one))
        .route("/sandbox/events", get(events))
        .route("/", get(|| async { Html(page::document()) }))
        .route("/page/fragment", get(fragment))
        .route("/page/wire", get(wire_rows))
        .route("/page/wire/{n}", get(wire_detail))
        .route("/assets/{*path}", get(asset))
        .layer(DefaultBodyLimit::max(api::LARGEST_BODY))
        .layer(middleware::from_fn(guard::keep_out))
        .with_state(server)
}

async fn fragment(State(server): State<Arc<Server>>, Query(query): Query<page::Query>) -> Html<String> {
    Html(page::fragment(&server.glance(&query).await, &query))
}

/// In which language, and for the log from where on.
#[derive(Debug, Deserialize)]
struct Reader {
    lang: Option<String>,
    #[serde(default)]
    after: u64,
}

async fn wire_rows(State(server): State<Arc<Server>>, Query(reader): Query<Reader>) -> Html<String> {
    Html(page::wire_rows(&server.wire_after(reader.after), reader.lang.as_deref()))
}

async fn wire_detail(
    State(server): State<Arc<Server>>,
    Path(n): Path<u64>,
    Query(reader): Query<Reader>,
) -> Html<String> {
    Html(page::wire_detail(server.wire_record(n).as_ref(), reader.lang.as_deref()))
}

async fn asset(Path(path): Path<String>) -> Response {
    match page::asset(&path) {
        Some((kind, bytes)) => {
            ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `GET /sandbox/events`: word of every change, several in quick succession as one.
async fn events(State(server): State<Arc<Server>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let mut changes = server.changes();
    // The first event comes at once, so that a page that was away catches up.
    changes.mark_changed();
    let stream = stream::unfold(changes, |mut changes| async move {
        changes.changed().await.ok()?;
        tokio::time::sleep(PAGE_PAUSE).await;
        let version = *changes.borrow_and_update();
        let event = Event::default().event("changed").data(json!({"n": version}).to_string());
        Some((Ok(event), changes))
    });
    Sse::new(stream).keep_alive(KeepAlive::default())
}
