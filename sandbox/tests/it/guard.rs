//! Pages from elsewhere cannot use somebody's browser to get in here.

use reqwest::header::{HOST, ORIGIN};
use serde_json::{Value, json};

use crate::workspace::Workspace;

/// Ada says something, by a request with this header; answers the error.
async fn says(workspace: &Workspace, header: reqwest::header::HeaderName, value: &str) -> Option<String> {
    let order = json!({"as": "U1", "do": "say", "channel": "C1", "text": "hei"});
    let request = workspace.http.post(format!("{}/sandbox/act", workspace.base)).header(header, value);
    let answer = request.json(&order).send().await.unwrap();
    let refused = answer.status() == 403;
    let answer: Value = answer.json().await.unwrap();
    assert_eq!(refused, answer.get("detail").is_some(), "{answer}");
    answer["error"].as_str().map(str::to_owned)
}

#[tokio::test]
async fn a_foreign_page_may_not_act() {
    let workspace = Workspace::start().await;
    let own = workspace.base.clone();
    let port = own.rsplit(':').next().unwrap();
    assert_eq!(says(&workspace, ORIGIN, &own).await, None);
    for foreign in
        ["http://evil.example", "null", "http://127.0.0.1:1", &format!("https://127.0.0.1:{port}"), ""]
    {
        assert_eq!(says(&workspace, ORIGIN, foreign).await.as_deref(), Some("foreign_origin"), "{foreign}");
    }
    assert_eq!(workspace.state().await["messages"].as_array().unwrap().len(), 1, "only its own page's");
}

#[tokio::test]
async fn a_name_that_leads_here_is_not_enough() {
    let workspace = Workspace::start().await;
    let port = workspace.base.rsplit(':').next().unwrap().to_owned();
    for local in ["localhost", "127.0.0.1", "[::1]"] {
        assert_eq!(says(&workspace, HOST, &format!("{local}:{port}")).await, None, "{local}");
    }
    for foreign in ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "10.0.0.1"] {
        let host = format!("{foreign}:{port}");
        assert_eq!(says(&workspace, HOST, &host).await.as_deref(), Some("foreign_host"), "{foreign}");
    }
    let read = workspace.http.get(format!("{}/sandbox/state", workspace.base)).header(HOST, "evil.example");
    assert_eq!(read.send().await.unwrap().status(), 403);
}

#[tokio::test]
async fn slacks_own_addresses_are_open_to_every_page() {
    let workspace = Workspace::start().await;
    let call = workspace
        .http
        .post(format!("{}/api/auth.test", workspace.base))
        .header(ORIGIN, "http://evil.example");
    let answer: Value = call.send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["error"], "not_authed");
}

#[tokio::test]
async fn a_foreign_page_may_not_agree_to_an_installation() {
    let workspace = Workspace::start().await;
    let url = format!("{}/oauth/v2/authorize", workspace.base);
    let agree = async |origin: &str| {
        let form = [("user", "U1"), ("decision", "allow")];
        workspace.http.post(&url).header(ORIGIN, origin).form(&form).send().await.unwrap().status()
    };
    assert_eq!(agree("http://evil.example").await, 403);
    assert_eq!(agree(&workspace.base).await, 400, "it gets as far as being read");
}
