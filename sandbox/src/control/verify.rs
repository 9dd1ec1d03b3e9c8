//! `POST /sandbox/verify`: the challenge Slack sends to a request url before it accepts it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use super::Refusal;
use crate::ids;
use crate::realtime;
use crate::server::Server;

pub(crate) async fn post(State(server): State<Arc<Server>>) -> Result<Json<Value>, Refusal> {
    // What else happens is not to depend on whether this was asked for.
    let challenge = ids::secret(&server.app.verification);
    let verified = realtime::verify(&server, challenge).await;
    verified.map_err(|reason| Refusal::wrong("not_verified", reason))?;
    Ok(Json(json!({"ok": true})))
}
