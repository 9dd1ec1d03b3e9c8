//! The whole workspace as JSON, out and in: `GET /sandbox/save`, `POST /sandbox/load`.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::Refusal;
use crate::persist;
use crate::server::Server;

/// `GET /sandbox/save`
pub(crate) async fn save(State(server): State<Arc<Server>>) -> Response {
    match server.saved() {
        Ok(bytes) => ([(header::CONTENT_TYPE, "application/json")], bytes).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// `POST /sandbox/load`: from here on it is that workspace, with its clock, which may be an earlier one.
pub(crate) async fn load(State(server): State<Arc<Server>>, bytes: Bytes) -> Result<Json<Value>, Refusal> {
    let model = persist::read(&bytes).map_err(|error| Refusal::wrong("invalid_state", error.to_string()))?;
    if model.user(&server.app.user_id).is_none() {
        return Err(Refusal::wrong("other_app", format!("there is no bot of {} in it", server.app.name)));
    }
    let _turn = server.turning.lock().await;
    let now = server.with(|world| {
        world.start_over(model);
        server.lines.start_over(&world.model.ids.place());
        world.model.now_text()
    });
    server.keep().await;
    Ok(Json(json!({"ok": true, "now": now})))
}
