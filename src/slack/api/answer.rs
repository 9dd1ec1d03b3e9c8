//! What became of a call, told from what came back, or didn't.

use std::error::Error;
use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use serde_json::Value;

use super::ApiError;

/// The wait when Slack says "too many" without saying for how long.
const DEFAULT_RETRY_AFTER: Duration = Duration::from_secs(10);
/// As long as is waited at most; Slack's own are a minute or so.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(3600);

/// Codes with which Slack says that it failed in the middle, so the call may have worked all the same.
const UNKNOWN_CODES: &[&str] =
    &["fatal_error", "internal_error", "request_timeout", "service_unavailable", "update_failed"];
const RATE_CODES: &[&str] = &["rate_limited", "ratelimited"];
/// Surely not done, and a matter of time: a workspace or a channel is being moved, or Slack could not read something.
const PASSING_CODES: &[&str] = &["team_added_to_org", "external_channel_migrating", "fetch_members_failed"];

/// The answer of a Web API method.
pub(super) async fn json(sent: reqwest::Result<Response>) -> Result<Value, ApiError> {
    let (status, headers, text) = read(sent).await?;
    before_the_body(status, &headers)?;
    match serde_json::from_slice(&text) {
        Ok(answer) => judge(answer, &headers),
        Err(_) if status.is_success() => Err(ApiError::Unknown("an answer that is not JSON".into())),
        Err(_) => Err(by_status(status)),
    }
}

/// The answer of a `response_url` or an upload: the status counts, and a JSON body where there is one.
pub(super) async fn plain(sent: reqwest::Result<Response>) -> Result<(), ApiError> {
    let (status, headers, text) = read(sent).await?;
    before_the_body(status, &headers)?;
    match serde_json::from_slice::<Value>(&text) {
        Ok(answer) if answer.get("ok").is_some() => judge(answer, &headers).map(drop),
        _ if status.is_success() => Ok(()),
        _ => Err(by_status(status)),
    }
}

async fn read(sent: reqwest::Result<Response>) -> Result<(StatusCode, HeaderMap, Vec<u8>), ApiError> {
    let response = sent.map_err(|error| not_answered(&error))?;
    let status = response.status();
    let headers = response.headers().clone();
    match response.bytes().await {
        Ok(text) => Ok((status, headers, text.to_vec())),
        // The status came, the rest was cut: 429 still means 429.
        Err(error) => {
            before_the_body(status, &headers)?;
            Err(ApiError::Unknown(reason(&error)))
        }
    }
}

/// What the status alone decides.
fn before_the_body(status: StatusCode, headers: &HeaderMap) -> Result<(), ApiError> {
    if status == StatusCode::TOO_MANY_REQUESTS {
        return Err(rate_limited(headers));
    }
    if status.is_server_error() {
        return Err(ApiError::Unknown(format!("HTTP {}", status.as_u16())));
    }
    Ok(())
}

/// `ok` decides, and only a clear no is a no.
fn judge(answer: Value, headers: &HeaderMap) -> Result<Value, ApiError> {
    match answer.get("ok").and_then(Value::as_bool) {
        Some(true) => Ok(answer),
        Some(false) => Err(match answer.get("error").and_then(Value::as_str) {
            Some(code) => by_code(code, &answer, headers),
            None => ApiError::Unknown("an answer that is not ok and gives no error".into()),
        }),
        None => Err(ApiError::Unknown("an answer without ok".into())),
    }
}

/// What a code means that came without more.
pub(super) fn refusal(code: &str) -> ApiError {
    by_code(code, &Value::Null, &HeaderMap::new())
}

fn by_code(code: &str, answer: &Value, headers: &HeaderMap) -> ApiError {
    if RATE_CODES.contains(&code) {
        rate_limited(headers)
    } else if PASSING_CODES.contains(&code) {
        ApiError::Transient(code.into())
    } else if UNKNOWN_CODES.contains(&code) {
        ApiError::Unknown(code.into())
    } else {
        ApiError::Permanent { code: code.into(), details: details(answer) }
    }
}

fn by_status(status: StatusCode) -> ApiError {
    ApiError::Permanent { code: format!("http_{}", status.as_u16()), details: Vec::new() }
}

fn details(answer: &Value) -> Vec<String> {
    let messages = answer.pointer("/response_metadata/messages").and_then(Value::as_array);
    let mut details: Vec<String> =
        messages.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    if let Some(needed) = answer.get("needed").and_then(Value::as_str) {
        details.push(format!("needs {needed}"));
    }
    details
}

fn rate_limited(headers: &HeaderMap) -> ApiError {
    let seconds = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.trim().parse().ok());
    let retry_after = seconds.map_or(DEFAULT_RETRY_AFTER, Duration::from_secs).min(LONGEST_RETRY_AFTER);
    ApiError::RateLimited { retry_after }
}

/// No answer: either nothing was sent, or nobody knows.
fn not_answered(error: &reqwest::Error) -> ApiError {
    if error.is_connect() {
        ApiError::Transient(reason(error))
    } else if error.is_builder() {
        ApiError::Permanent { code: "bad_request".into(), details: vec![reason(error)] }
    } else if error.is_timeout() {
        ApiError::Unknown("no answer in time".into())
    } else {
        ApiError::Unknown(reason(error))
    }
}

/// The innermost cause. The outer layers name the address, which may be a secret.
fn reason(error: &reqwest::Error) -> String {
    let mut cause: &dyn Error = match error.source() {
        Some(cause) => cause,
        None if error.is_timeout() => return "no answer in time".into(),
        None => return "the request failed".into(),
    };
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;
    use serde_json::json;

    fn judged(answer: Value) -> Result<Value, ApiError> {
        judge(answer, &HeaderMap::new())
    }

    #[test]
    fn no_wait_that_slack_asks_for_is_longer_than_an_hour() {
        let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from(u64::MAX))]);
        assert_eq!(rate_limited(&headers), ApiError::RateLimited { retry_after: LONGEST_RETRY_AFTER });
    }

    #[test]
    fn every_code_has_its_class() {
        for code in UNKNOWN_CODES {
            let error = judged(json!({ "ok": false, "error": code }));
            assert_eq!(error, Err(ApiError::Unknown((*code).into())));
        }
        for code in PASSING_CODES {
            let error = judged(json!({ "ok": false, "error": code }));
            assert_eq!(error, Err(ApiError::Transient((*code).into())));
        }
        for code in ["ratelimited", "rate_limited"] {
            let error = judged(json!({ "ok": false, "error": code }));
            assert_eq!(error, Err(ApiError::RateLimited { retry_after: DEFAULT_RETRY_AFTER }));
        }
        for code in ["channel_not_found", "not_in_channel", "account_inactive", "a_code_of_tomorrow"] {
            let error = judged(json!({ "ok": false, "error": code }));
            let details = Vec::new();
            assert_eq!(error, Err(ApiError::Permanent { code: code.into(), details }));
        }
    }

    #[test]
    fn only_a_clear_yes_is_a_success() {
        let yes = json!({ "ok": true, "ts": "1.2" });
        assert_eq!(judged(yes.clone()), Ok(yes));
        for answer in [json!({}), json!([]), json!("ok"), json!({ "ok": "true" }), json!({ "ok": false })] {
            assert!(matches!(judged(answer), Err(ApiError::Unknown(_))));
        }
    }

    #[test]
    fn details_say_what_is_wrong_and_what_is_needed() {
        let error = judged(json!({
            "ok": false, "error": "invalid_blocks", "needed": "chat:write",
            "response_metadata": { "messages": ["[ERROR] missing required field: text [json-pointer:/blocks/0]"] },
        }));
        let details = vec![
            "[ERROR] missing required field: text [json-pointer:/blocks/0]".to_owned(),
            "needs chat:write".to_owned(),
        ];
        let code = "invalid_blocks".to_owned();
        assert_eq!(error, Err(ApiError::Permanent { code, details }));
    }
}
