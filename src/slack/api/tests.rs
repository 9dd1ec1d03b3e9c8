//! Calls over real sockets, against a server that misbehaves in one way at a time.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::routing::post;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use super::*;

const SHORT: Timeouts = Timeouts {
    connect: Duration::from_secs(5),
    call: Duration::from_millis(200),
    upload: Duration::from_millis(200),
};

fn api(base: &str, timeouts: Timeouts) -> Api {
    let base = Url::parse(base).unwrap();
    let app = Some(Secret::new("xapp-geheim"));
    Api::with_timeouts(&base, Secret::new("xoxb-geheim"), app, timeouts).unwrap()
}

async fn serve(app: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/api", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    base
}

/// A server that reads one request and then writes these bytes, hanging or cutting the line after that.
async fn raw(answer: &'static str, hang: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/api/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut buffer = [0; 4096];
        let _ = stream.read(&mut buffer).await;
        let _ = stream.write_all(answer.as_bytes()).await;
        if hang {
            while stream.read(&mut buffer).await.is_ok_and(|n| n > 0) {}
        }
    });
    base
}

async fn fixed(status: u16, body: &'static str) -> Result<Value, ApiError> {
    let status = StatusCode::from_u16(status).unwrap();
    let app = Router::new().fallback(post(move || async move { (status, [("retry-after", "7")], body) }));
    api(&serve(app).await, Timeouts::default()).call("chat.postMessage", &json!({})).await
}

fn permanent(code: &str) -> ApiError {
    refused(code)
}

#[tokio::test]
async fn a_call_carries_its_token_and_its_body() {
    let (seen, mut requests) = mpsc::channel(4);
    let app = Router::new().fallback(post(move |uri: Uri, headers: HeaderMap, body: Bytes| async move {
        seen.send((uri.path().to_owned(), headers, body)).await.unwrap();
        r#"{"ok":true,"url":"wss://wss-primary.slack.com/link?ticket=1"}"#
    }));
    let api = api(&serve(app).await, Timeouts::default());

    api.call("chat.postMessage", &json!({ "channel": "C1" })).await.unwrap();
    let (path, headers, body) = requests.recv().await.unwrap();
    assert_eq!(path, "/api/chat.postMessage");
    assert_eq!(headers["authorization"], "Bearer xoxb-geheim");
    assert_eq!(headers["content-type"], "application/json; charset=utf-8");
    assert_eq!(body, r#"{"channel":"C1"}"#);

    api.call("users.info", &json!({ "user": "U1" })).await.unwrap();
    let (_, headers, body) = requests.recv().await.unwrap();
    assert_eq!(headers["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(body, "user=U1");

    let url = api.open_connection().await.unwrap();
    assert_eq!(url.as_str(), "wss://wss-primary.slack.com/link?ticket=1");
    let (path, headers, _) = requests.recv().await.unwrap();
    assert_eq!(path, "/api/apps.connections.open");
    assert_eq!(headers["authorization"], "Bearer xapp-geheim");
}

#[tokio::test]
async fn each_status_has_its_class() {
    let retry_after = Duration::from_secs(7);
    assert_eq!(fixed(429, "").await, Err(ApiError::RateLimited { retry_after }));
    let body = r#"{"ok":false,"error":"ratelimited"}"#;
    assert_eq!(fixed(200, body).await, Err(ApiError::RateLimited { retry_after }));
    assert_eq!(fixed(503, "").await, Err(ApiError::Unknown("HTTP 503".into())));
    assert_eq!(fixed(500, r#"{"ok":true}"#).await, Err(ApiError::Unknown("HTTP 500".into())));
    assert_eq!(fixed(404, "<html>").await, Err(permanent("http_404")));
    assert_eq!(fixed(302, "").await, Err(permanent("http_302")));
    let body = r#"{"ok":false,"error":"invalid_auth"}"#;
    assert_eq!(fixed(403, body).await, Err(permanent("invalid_auth")));
    assert!(matches!(fixed(200, "<html>").await, Err(ApiError::Unknown(_))));
    assert!(matches!(fixed(200, "").await, Err(ApiError::Unknown(_))));
}

#[tokio::test]
async fn nobody_listening_is_surely_not_done() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/api", listener.local_addr().unwrap());
    drop(listener);
    let answer = api(&base, SHORT).call("chat.postMessage", &json!({})).await;
    assert!(matches!(answer, Err(ApiError::Transient(_))), "{answer:?}");
}

#[tokio::test]
async fn silence_and_cuts_after_sending_leave_the_outcome_unknown() {
    for (answer, hang) in [
        ("", true),
        ("", false),
        ("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"ok\"", true),
        ("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"ok\"", false),
        ("nonsense\r\n\r\n", false),
    ] {
        let base = raw(answer, hang).await;
        let outcome = api(&base, SHORT).call("chat.postMessage", &json!({})).await;
        assert!(matches!(outcome, Err(ApiError::Unknown(_))), "{answer:?} {outcome:?}");
    }
}

#[tokio::test]
async fn response_urls_and_uploads_are_judged_without_needing_json() {
    let app = Router::new()
        .route("/fine", post(|| async { "ok" }))
        .route("/upload", post(|body: Bytes| async move { format!("OK - {}", body.len()) }))
        .route("/used", post(|| async { (StatusCode::NOT_FOUND, r#"{"ok":false,"error":"used_url"}"#) }))
        .route("/gone", post(|| async { StatusCode::GONE }));
    let base = serve(app).await;
    let api = api(&base, Timeouts::default());
    let at = |path: &str| Url::parse(&base).unwrap().join(path).unwrap();
    assert_eq!(api.respond(&at("/fine"), &json!({})).await, Ok(()));
    assert_eq!(api.upload(&at("/upload"), vec![1, 2, 3]).await, Ok(()));
    assert_eq!(api.respond(&at("/used"), &json!({})).await, Err(permanent("used_url")));
    assert_eq!(api.respond(&at("/gone"), &json!({})).await, Err(permanent("http_410")));
}

#[tokio::test]
async fn nothing_is_sent_to_an_address_that_is_not_slacks() {
    let api = api("https://gateway.example.com/api", SHORT);
    for outside in [
        "http://hooks.slack.com/x",
        "https://example.com/x",
        "https://slack.com.example.com/x",
        "https://notslack.com/x",
        "https://hooks.slack.com@example.com/x",
        "https://x@hooks.slack.com/x",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/x",
        "https://127.0.0.1/x",
        "http://127.0.0.1:9187/metrics",
        "file:///etc/passwd",
    ] {
        let outside = Url::parse(outside).unwrap();
        assert_eq!(api.respond(&outside, &json!({})).await, Err(permanent("unsafe_url")), "{outside}");
        assert_eq!(api.upload(&outside, vec![1]).await, Err(permanent("unsafe_url")), "{outside}");
    }
    let slacks = |text: &str| api.is_slacks(&Url::parse(text).unwrap());
    for inside in [
        "https://hooks.slack.com/actions/T1/2/3",
        "https://hooks.slack-gov.com/actions/T1/2/3",
        "https://files.slack.com/upload/v1/x",
        "wss://wss-primary.slack.com/link",
        "https://gateway.example.com:8443/x",
    ] {
        assert!(slacks(inside), "{inside}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_carries_no_token() {
    let (seen, mut elsewhere) = mpsc::channel::<HeaderMap>(1);
    let thief = Router::new().fallback(move |headers: HeaderMap| async move {
        let _ = seen.send(headers).await;
        r#"{"ok":true}"#
    });
    let thief = serve(thief).await;
    for status in [301, 302, 303, 307, 308] {
        let to = thief.clone();
        let status = StatusCode::from_u16(status).unwrap();
        let slack = Router::new().fallback(move || async move { (status, [("location", to)]) });
        let api = api(&serve(slack).await, Timeouts::default());
        assert!(api.call("auth.test", &json!({})).await.is_err(), "{status}");
        assert!(api.open_connection().await.is_err(), "{status}");
    }
    assert!(elsewhere.try_recv().is_err(), "nobody else was asked");
}

#[tokio::test]
async fn an_unsafe_socket_address_is_not_taken() {
    let app = Router::new().fallback(post(|| async { r#"{"ok":true,"url":"wss://slack.example.com/"}"# }));
    let api = api(&serve(app).await, Timeouts::default());
    assert_eq!(api.open_connection().await, Err(permanent("unsafe_url")));
}

#[tokio::test]
async fn tokens_are_never_printed() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/api", listener.local_addr().unwrap());
    drop(listener);
    let api = api(&base, SHORT);
    let url = Url::parse(&format!("{base}/geheim")).unwrap();
    let error = api.respond(&url, &json!({})).await;
    let printed = format!("{api:?} {error:?} {:?}", api.call("auth.test", &json!({})).await);
    assert!(!printed.contains("geheim"), "{printed}");

    let bad = Api::new(&url, Secret::new("xoxb-geheim\n"), None).unwrap_err();
    assert!(!format!("{bad:?}").contains("geheim"));
}
