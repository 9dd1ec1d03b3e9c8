//! The calls for people and scripts that Slack does not have: state, clock, followers, faults, the wire log.

pub(crate) mod body;
pub(crate) mod clock;
pub(crate) mod fault;
pub(crate) mod follow;
pub(crate) mod glance;
pub(crate) mod play;
pub(crate) mod quiet;
pub(crate) mod save;
pub(crate) mod state;
pub(crate) mod verify;
pub(crate) mod wire;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// A control call that was refused: a short code and a sentence for a person.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    error: String,
    detail: String,
}

impl Refusal {
    /// The call itself is wrong (400).
    pub(crate) fn wrong(error: &str, detail: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, error: error.to_owned(), detail: detail.into() }
    }

    /// This person may not do that (403).
    pub(crate) fn forbidden(error: &str, detail: impl Into<String>) -> Self {
        Self { status: StatusCode::FORBIDDEN, ..Self::wrong(error, detail) }
    }

    /// There is no such thing (404).
    pub(crate) fn missing(error: &str, detail: impl Into<String>) -> Self {
        Self { status: StatusCode::NOT_FOUND, ..Self::wrong(error, detail) }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body: Value = json!({"error": self.error, "detail": self.detail});
        (self.status, Json(body)).into_response()
    }
}

/// The JSON body of a control call, whatever its content type says.
pub(crate) fn body(bytes: &[u8]) -> Result<Value, Refusal> {
    if bytes.is_empty() {
        return Ok(json!({}));
    }
    serde_json::from_slice(bytes).map_err(|error| Refusal::wrong("invalid_json", error.to_string()))
}
