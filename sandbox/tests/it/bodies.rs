//! What a call's body may be, and how it must say what it is.

use serde_json::{Value, json};

use crate::workspace::Workspace;

/// Posts these bytes as what they are said to be (empty: nothing is said), with the bot's token in the header.
async fn sent(
    workspace: &Workspace,
    method: &str,
    content_type: &str,
    body: impl Into<reqwest::Body>,
) -> Value {
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
    let mut records = wire["records"].as_array().unwrap().iter();
    let n = records.find(|record| record["name"] == "chat.postMessage").unwrap()["n"].clone();
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

/// What Slack warns of, in both places.
fn warned(answer: &Value) -> &str {
    let warning = answer["warning"].as_str().unwrap_or_default();
    let listed = answer["response_metadata"]["warnings"].as_array();
    let words: Vec<&str> = listed.into_iter().flatten().map(|word| word.as_str().unwrap()).collect();
    assert_eq!(warning, words.join(","), "{answer}");
    warning
}

#[tokio::test]
async fn slack_warns_of_a_charset_that_is_missing_or_too_much() {
    let workspace = Workspace::start().await;
    let warning = async |content_type: &str, body: &'static str| {
        warned(&sent(&workspace, "users.info", content_type, body).await).to_owned()
    };
    assert_eq!(warning("application/json", r#"{"user":"U1"}"#).await, "missing_charset");
    assert_eq!(warning("application/json; charset=utf-8", r#"{"user":"U1"}"#).await, "");
    assert_eq!(warning("application/x-www-form-urlencoded", "user=U1").await, "");
    assert_eq!(
        warning("application/x-www-form-urlencoded;charset=utf-8", "user=U1").await,
        "superfluous_charset"
    );
    // Also beside a refusal, and beside the cursor of a list.
    assert_eq!(warning("application/json", r#"{"user":"U9"}"#).await, "missing_charset");
    let list = sent(&workspace, "users.list", "application/json", r#"{"limit":1}"#).await;
    assert_eq!(warned(&list), "missing_charset");
    assert!(list["response_metadata"]["next_cursor"].is_string());
}

#[tokio::test]
async fn slack_warns_of_a_text_that_is_missing_or_cut() {
    let workspace = Workspace::start().await;
    let warning = async |body: Value| {
        let mut all = json!({"channel": "U1"});
        all.as_object_mut().unwrap().extend(body.as_object().unwrap().clone());
        warned(&workspace.ok("chat.postMessage", all).await).to_owned()
    };
    let blocks = json!([{"type": "divider"}]);
    assert_eq!(warning(json!({"text": "x", "blocks": blocks})).await, "");
    assert_eq!(warning(json!({"text": "a".repeat(40_000)})).await, "");
    assert_eq!(warning(json!({"text": "a".repeat(40_001)})).await, "message_truncated");
    assert_eq!(warning(json!({"blocks": blocks})).await, "missing_text_in_message");
    assert_eq!(warning(json!({"attachments": [{"text": "x"}]})).await, "missing_text_in_message");
    assert_eq!(warning(json!({"attachments": [{"text": "x", "fallback": "x"}]})).await, "");
    let body = r#"{"channel":"U1","blocks":[{"type":"divider"}]}"#;
    let both = sent(&workspace, "chat.postMessage", "application/json", body).await;
    assert_eq!(warned(&both), "missing_text_in_message,missing_charset");
}
