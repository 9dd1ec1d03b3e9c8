//! What a call's body may be, and how it must say what it is.

use serde_json::{Value, json};

use crate::workspace::Workspace;

/// Posts these bytes as what they are said to be (empty: nothing is said), with the bot's token in the header.
async fn sent(workspace: &Workspace, method: &str, content_type: &str, body: impl Into<reqwest::Body>) -> Value {
    let url = format!("{}/api/{method}", workspace.base);
    let mut request = workspace.http.post(url).bearer_auth(&workspace.sandbox.info().bot_token).body(body);
    if !content_type.is_empty() {
        request = request.header("content-type", content_type);
    }
    request.send().await.unwrap().json().await.unwrap()
}

/// A form in parts, the way browsers and curl write it.
fn in_parts(fields: &[(&str, &str)]) -> String {
    let part = |(name, value): &(&str, &str)| {
        format!("--------5f3a\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    fields.iter().map(part).collect::<String>() + "--------5f3a--\r\n"
}

const IN_PARTS: &str = "multipart/form-data; boundary=------5f3a";

#[tokio::test]
async fn a_form_may_come_in_parts() {
    let workspace = Workspace::start().await;
    let token = workspace.sandbox.info().bot_token.clone();
    let blocks = r#"[{"type":"section","text":{"type":"mrkdwn","text":"blåbær\r\n\r\n--"}}]"#;
    let fields = [("token", token.as_str()), ("channel", "U1"), ("text", "hei\r\nder"), ("blocks", blocks)];
    let url = format!("{}/api/chat.postMessage", workspace.base);
    let request = workspace.http.post(url).header("content-type", IN_PARTS).body(in_parts(&fields));
    let posted: Value = request.send().await.unwrap().json().await.unwrap();
    assert_eq!(posted["message"]["text"], "hei\r\nder", "{posted}");
    assert_eq!(posted["message"]["blocks"][0]["text"]["text"], "blåbær\r\n\r\n--");
    // The log has what was said, and not the token.
    let wire = workspace.get("/sandbox/wire").await;
    let n = wire["records"].as_array().unwrap().last().unwrap()["n"].clone();
    let request = workspace.get(&format!("/sandbox/wire/{n}")).await["request"].clone();
    assert_eq!((&request["channel"], request.get("token")), (&json!("U1"), None));
}

#[tokio::test]
async fn a_file_is_no_argument() {
    let workspace = Workspace::start().await;
    let body = in_parts(&[("channel", "U1"), ("text\"; filename=\"a.txt", "from a file")]);
    assert_eq!(sent(&workspace, "chat.postMessage", IN_PARTS, body).await["error"], "no_text");
}

#[tokio::test]
async fn a_body_must_say_what_it_is() {
    let workspace = Workspace::start().await;
    let answers = async |content_type: &str, body: &'static str| {
        let answer = sent(&workspace, "users.info", content_type, body).await;
        answer["error"].as_str().unwrap_or("ok").to_owned()
    };
    assert_eq!(answers("application/json; charset=utf-8", r#"{"user":"U1"}"#).await, "ok");
    assert_eq!(answers("Application/JSON;Charset=\"UTF-8\"", r#"{"user":"U1"}"#).await, "ok");
    assert_eq!(answers("application/x-www-form-urlencoded", "user=U1").await, "ok");
    assert_eq!(answers("text/plain; charset=utf-8", "user=U1").await, "ok");
    assert_eq!(answers("application/xml", "<user>U1</user>").await, "invalid_post_type");
    assert_eq!(answers("application/jsonlines", "{}").await, "invalid_post_type");
    assert_eq!(answers("", "user=U1").await, "missing_post_type");
    assert_eq!(answers("application/json; charset=utf-16", "{}").await, "invalid_charset");
    assert_eq!(answers(IN_PARTS, "user=U1").await, "invalid_form_data");
    assert_eq!(answers("multipart/form-data", "user=U1").await, "invalid_form_data");
    assert_eq!(answers("application/json", "{").await, "invalid_json");
    assert_eq!(answers("application/json", "[]").await, "json_not_object");
    // Without a body there is nothing to be said of it.
    assert_eq!(sent(&workspace, "auth.test", "", "").await["ok"], true);
    assert_eq!(sent(&workspace, "auth.test", "application/json", "").await["ok"], true);
}
