//! Slack's way of saying no: `ok: false` and a code, sometimes with more.

use serde_json::{Map, Value, json};

use crate::blockkit;

/// A refused call.
#[derive(Debug)]
pub(crate) struct Error {
    code: String,
    more: Map<String, Value>,
}

impl Error {
    pub(crate) fn code(code: impl Into<String>) -> Self {
        Self { code: code.into(), more: Map::new() }
    }

    /// With the faults that Slack lists, one a line, under `response_metadata.messages`.
    pub(crate) fn faults(code: &str, faults: Vec<String>) -> Self {
        let mut error = Self::code(code);
        if code == "invalid_blocks" {
            let plain = faults.iter().map(|fault| fault.trim_start_matches("[ERROR] ")).collect::<Vec<_>>();
            error.more.insert("errors".into(), json!(plain));
        }
        error.more.insert("response_metadata".into(), json!({"messages": faults}));
        error
    }

    pub(crate) fn missing_scope(needed: &str, provided: &[String]) -> Self {
        let mut error = Self::code("missing_scope");
        error.more.insert("needed".into(), json!(needed));
        error.more.insert("provided".into(), json!(provided.join(",")));
        error
    }

    /// With another field beside the code.
    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.more.insert(name.to_owned(), value);
        self
    }

    pub(crate) fn name(&self) -> &str {
        &self.code
    }

    pub(crate) fn into_body(self) -> Value {
        let mut body = self.more;
        body.insert("ok".into(), json!(false));
        body.insert("error".into(), json!(self.code));
        Value::Object(body)
    }
}

impl From<blockkit::Refusal> for Error {
    fn from(refusal: blockkit::Refusal) -> Self {
        if refusal.faults.is_empty() {
            return Self::code(refusal.code);
        }
        Self::faults(refusal.code, refusal.faults)
    }
}

impl From<&'static str> for Error {
    fn from(code: &'static str) -> Self {
        Self::code(code)
    }
}
