//! What Klynge serves to those who run it: whether it lives, whether it is ready, and figures; to calendars, their
//! private addresses; and the one way in which any of its listeners is served.

pub mod feed;
mod places;
pub mod serve;

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use serde_json::json;

use crate::engine::health::Readiness;
use crate::engine::metrics::Metrics;
pub use serve::{listen, serve};

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// `GET /healthz`, `/readyz` and `/metrics`, for `KLYNGE_ADMIN_LISTEN`.
pub fn router(readiness: Readiness, metrics: Arc<Metrics>) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready).with_state(readiness))
        .route("/metrics", get(figures).with_state(metrics))
}

/// 200 when ready, else 503, with the reasons.
async fn ready(State(readiness): State<Readiness>) -> impl IntoResponse {
    let reasons = readiness.reasons();
    let status = if reasons.is_empty() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(json!({ "ready": reasons.is_empty(), "reasons": reasons })))
}

async fn figures(State(metrics): State<Arc<Metrics>>) -> impl IntoResponse {
    ([(CONTENT_TYPE, OPEN_METRICS)], metrics.text())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};
    use tokio::sync::watch;

    use super::*;

    async fn get(address: std::net::SocketAddr, path: &str) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    #[tokio::test]
    async fn the_admin_endpoints_answer() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let readiness = Readiness::default();
        let metrics = Arc::new(Metrics::new());
        let (stop, stopped) = watch::channel(false);
        let app = router(readiness.clone(), Arc::clone(&metrics));
        let serving = tokio::spawn(serve(listener, app, stopped));

        assert!(get(address, "/healthz").await.ends_with("\r\n\r\nok\n"));
        let answer = get(address, "/readyz").await;
        assert!(answer.starts_with("HTTP/1.1 503"), "{answer}");
        assert!(answer.contains("no connection to Slack"), "{answer}");
        readiness.set_database();
        readiness.set_slack(true);
        assert!(get(address, "/readyz").await.starts_with("HTTP/1.1 200"));
        metrics.set_outbox_depth(3);
        assert!(get(address, "/metrics").await.contains("\nklynge_outbox_depth 3\n"));
        assert!(get(address, "/else").await.starts_with("HTTP/1.1 404"));

        stop.send(true).unwrap();
        serving.await.unwrap();
    }
}
