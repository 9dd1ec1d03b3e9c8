//! Signed HTTP: the same deliveries as requests to the app's request urls.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use super::delivery::{Attempt, Missed, PATIENCE};
use super::{Door, Kind, Parcel, Retry};
use crate::server::{Server, Transport};

/// What Slack does when a request url is entered: sends a challenge that must come back. The error is for a person.
pub(crate) async fn verify(server: &Arc<Server>, challenge: String) -> Result<(), String> {
    let Transport::Http(door) = &server.transport else {
        return Err("there is no request url".to_owned());
    };
    let payload =
        json!({"token": server.app.verification, "challenge": challenge, "type": "url_verification"});
    let parcel = Parcel { kind: Kind::Event, payload };
    match attempt(server, door, &parcel, None).await {
        // As JSON, or bare.
        Ok(answer) if answer["challenge"] == challenge || answer["text"] == challenge => Ok(()),
        Ok(answer) => Err(format!("the challenge did not come back, but {answer}")),
        Err(missed) => Err(missed.to_string()),
    }
}

/// Starts a request; the future waits for its answer.
pub(super) fn attempt(server: &Arc<Server>, door: &Door, parcel: &Parcel, retry: Option<Retry>) -> Attempt {
    let (content_type, body) = body(parcel);
    let stamp = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |span| span.as_secs());
    let mut request = server
        .http
        .post(door.address(parcel))
        .timeout(PATIENCE)
        .header("content-type", content_type)
        .header("user-agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
        .header("x-slack-request-timestamp", stamp)
        .header("x-slack-signature", signature(&server.app.signing_secret, stamp, &body));
    if let Some(retry) = retry {
        request = request
            .header("x-slack-retry-num", retry.number)
            .header("x-slack-retry-reason", reason(retry.reason));
    }
    let answer = tokio::spawn(request.body(body).send());
    Box::pin(async move {
        let answer = match answer.await {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) if error.is_timeout() => return Err(Missed::Failed("http_timeout")),
            Ok(Err(error)) if error.is_connect() => return Err(Missed::Failed("connection_failed")),
            Ok(Err(_)) | Err(_) => return Err(Missed::Failed("unknown_error")),
        };
        read(answer).await
    })
}

async fn read(answer: reqwest::Response) -> Result<Value, Missed> {
    if !answer.status().is_success() {
        let no_retry = answer.headers().get("x-slack-no-retry").is_some_and(|value| value == "1");
        let redirected = answer.status().is_redirection();
        return Err(match (no_retry, redirected) {
            (true, _) => Missed::NoRetry,
            (false, true) => Missed::Failed("too_many_redirects"),
            (false, false) => Missed::Failed("http_error"),
        });
    }
    let text = answer.text().await.map_err(|_| Missed::Failed("unknown_error"))?;
    if text.is_empty() {
        return Ok(Value::Null);
    }
    // A command may be answered with bare words.
    Ok(serde_json::from_str(&text).unwrap_or_else(|_| json!({"text": text})))
}

fn body(parcel: &Parcel) -> (&'static str, String) {
    const FORM: &str = "application/x-www-form-urlencoded";
    let mut form = form_urlencoded::Serializer::new(String::new());
    match parcel.kind {
        Kind::Event => return ("application/json", parcel.payload.to_string()),
        Kind::Command => {
            for (name, value) in parcel.payload.as_object().into_iter().flatten() {
                form.append_pair(name, value.as_str().unwrap_or_default());
            }
        }
        Kind::Interactive => {
            form.append_pair("payload", &parcel.payload.to_string());
        }
    }
    (FORM, form.finish())
}

/// Over HTTP a cut or silent connection has other names than in Socket Mode.
fn reason(reason: &'static str) -> &'static str {
    if reason == "timeout" { "http_timeout" } else { reason }
}

/// Slack's `v0` signature (docs.slack.dev, Verifying requests from Slack).
pub(crate) fn signature(secret: &str, stamp: u64, body: &str) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        // HMAC takes keys of any length.
        return String::new();
    };
    mac.update(format!("v0:{stamp}:{body}").as_bytes());
    let digest = mac.finalize().into_bytes();
    digest.iter().fold("v0=".to_owned(), |text, byte| text + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_published_vector_holds() {
        let body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V\
                    &channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=\
                    &response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN\
                    &trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        let signature = super::signature("8f742231b10e8888abcd99yyyzzz85a5", 1_531_420_618, body);
        assert_eq!(signature, "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
    }
}
